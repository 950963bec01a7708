import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { MAX_PHOTOS } from '../../forms/report.ts';
import { formatDay, formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { dueTarget, statusPageTexts as texts } from '../../texts/report-public.ts';
import { dayOf } from '../participations/local-days.ts';
import { mayWithdraw, readByCode } from './author.ts';
import { selectAuthorEvents, selectPhotosOf } from './author-queries.ts';
import { afterClosing } from './feedback/feedback.ts';
import { initialState, reporterSettings, stateOf } from './workflow.ts';
import type { Release } from './types.ts';

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

/** A step of the way that a report goes, for the line of progress. */
export interface ProgressStep {
	label: string;
	done: boolean;
	current: boolean;
}

/** What the author sees of the own report. */
export interface AuthorReport {
	code: string;
	publicRef: string;
	/** Its public page, where it has one. */
	publicHref: string | null;
	/** It is handled with this one. */
	mergedRef: string | null;
	state: { label: string; open: boolean };
	progress: ProgressStep[];
	category: string;
	reporter: { name: string; slug: string };
	point: { lon: number; lat: number };
	/** EPSG:3857. */
	mapPoint: [number, number];
	address: string;
	body: string;
	/** The public reads another, shortened text. */
	publicBody: string | null;
	bodyRelease: Release;
	photos: { id: string; release: Release }[];
	mayAddPhoto: boolean;
	mayWithdraw: boolean;
	/** null: none was given, or it is gone. */
	email: { address: string; confirmed: boolean } | null;
	/** It does not count yet: its address has to be confirmed first. */
	waitsForConfirmation: boolean;
	isPrivate: boolean;
	isHidden: boolean;
	supportCount: number;
	receivedAt: string;
	/** The target of an open report, as a sentence. */
	due: string | null;
	events: { at: string; state: string | null; text: string }[];
	closing: { reopenUntil: string | null; told: boolean } | null;
	proof: { digest: string; seq: number } | null;
}

/** The way of most reports: begun, being worked on, done. What ended in another way need not have been worked on. */
export function progressOf(workflow: Parameters<typeof initialState>[0], state: string): ProgressStep[] {
	const now = stateOf(workflow, state);
	const begin = initialState(workflow);
	const middle = now.open311 === 'open' && now.key !== begin.key ? now.publicLabel : texts.inWork;
	const end = now.open311 === 'closed' ? now.publicLabel : (workflow.find((each) => each.role === 'done')?.publicLabel ?? texts.done);
	const at = now.open311 === 'closed' ? 2 : now.key === begin.key ? 0 : 1;
	const steps = [begin.publicLabel, middle, end].map((label, index) => ({ label, done: index < at, current: index === at }));
	return at === 2 && now.role && now.role !== 'done' ? steps.filter((_, index) => index !== 1) : steps;
}

/** @throws DomainError `receipt_unknown` */
export async function readAuthorReport(scope: TenantScope, slug: string, typedCode: string, now: Date): Promise<AuthorReport> {
	const row = await readByCode(scope, typedCode);
	const [events, photos] = [await selectAuthorEvents(scope, row.id), await selectPhotosOf(scope, row.id)];
	const closing = row.open || row.hidden_at ? null : await afterClosing(scope, typedCode, now);
	const [lon, lat] = toDegrees(row.x, row.y);
	const settings = reporterSettings(row.settings);
	return {
		code: typedCode.toUpperCase(),
		publicRef: row.public_ref,
		publicHref: row.is_public ? `/${slug}/meldungen/${row.public_ref}` : null,
		mergedRef: row.merged_ref,
		state: { label: stateOf(row.workflow, row.state).publicLabel, open: row.open },
		progress: progressOf(row.workflow, row.state),
		category: row.category_name,
		reporter: { name: row.reporter_name, slug: row.reporter_slug },
		point: { lon, lat },
		mapPoint: [row.x, row.y],
		address: row.address,
		body: [row.title, row.body].filter(Boolean).join('\n'),
		publicBody: row.body_release === 'released' ? row.public_body : null,
		bodyRelease: row.body_release,
		photos: photos.map(({ id, release }) => ({ id, release })),
		mayAddPhoto: row.open && row.photo !== 'none' && photos.length < MAX_PHOTOS,
		mayWithdraw: await mayWithdraw(scope, row),
		email: row.author_email ? { address: row.author_email, confirmed: row.email_confirmed_at !== null } : null,
		waitsForConfirmation: row.accepted_at === null && settings.acceptance === 'afterConfirmation' && row.email_confirmed_at === null,
		isPrivate: row.private,
		isHidden: row.hidden_at !== null,
		supportCount: row.support_count,
		receivedAt: formatMoment(row.received_at),
		due: row.due_at && row.open ? dueTarget(formatDay(dayOf(row.due_at)), row.due_at < now) : null,
		events: events.map((event) => ({
			at: formatShortMoment(event.at),
			state: (event.state && row.workflow.find(({ key }) => key === event.state)?.publicLabel) || null,
			text: event.public_text ?? texts.events[event.kind] ?? ''
		})),
		closing: closing && { reopenUntil: closing.reopenUntil && formatShortMoment(closing.reopenUntil), told: closing.told },
		proof: row.digest && row.receipt_seq !== null ? { digest: Buffer.from(row.digest).toString('hex'), seq: Number(row.receipt_seq) } : null
	};
}
