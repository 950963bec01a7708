import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { describeEvent, type ToldEvent } from '../../../texts/report-history.ts';
import { because } from '../../../texts/responsibility.ts';
import { dayOf } from '../../participations/local-days.ts';
import { keyOfFile } from '../redaction/redaction-queries.ts';
import { delegationsOf } from '../delegation/delegation-queries.ts';
import { selectOffersAcrossTenants } from '../forward-queries.ts';
import { photosOf } from '../release/release-queries.ts';
import { selectCategories } from '../reporter-queries.ts';
import { photoOf } from '../release/release.ts';
import { isUuid } from '../states/work-on.ts';
import type { ReportState } from '../types.ts';
import * as queries from './work-page-queries.ts';

const stateView = ({ key, label, publicLabel, answerRequired, open311, role }: ReportState) => ({ key, label, publicLabel, answerRequired, open: open311 === 'open', role });

/**
 * Everything about one report, for the staff's page.
 * @throws DomainError `not_found`
 */
export async function readWorkPage(scope: TenantScope, reportId: string, now: Date) {
	const row = isUuid(reportId) ? await queries.selectFull(scope, reportId) : undefined;
	if (!row) throw new DomainError('not_found');
	const state = row.workflow.find(({ key }) => key === row.state);
	const next = (state?.next ?? []).flatMap((key) => row.workflow.find((each) => each.key === key) ?? []);
	const photos = await photosOf(scope, reportId);
	const events = (await queries.eventsOf(scope, reportId)).map((event) => describeEvent(event, row.workflow));
	const { merged, parts } = await queries.relativesOf(scope, reportId);
	const categories = await selectCategories(scope, row.reporter_id);
	const delegations = await delegationsOf(scope, reportId);
	return {
		id: row.id,
		publicRef: row.public_ref,
		seen: row.changed_at.toISOString(),
		origin: row.origin,
		keyName: row.key_name,
		reporter: { name: row.reporter_name, slug: row.reporter_slug },
		category: { id: row.category_id, name: row.category_name, group: row.group_name },
		categories: categories.filter(({ active, id }) => active || id === row.category_id).map(({ id, name, group_name }) => ({ id, name, group: group_name })),
		state: state ? stateView(state) : { key: row.state, label: row.state, publicLabel: row.state, answerRequired: false, open: row.open, role: undefined },
		// Merging is what leads to the state of duplicates.
		next: next.filter(({ role }) => role !== 'duplicate').map(stateView),
		templates: await queries.templatesFor(scope, row.reporter_id),
		open: row.open,
		receivedAt: row.received_at,
		dueAt: row.due_at,
		dueDay: row.due_at ? dayOf(row.due_at) : '',
		today: dayOf(now),
		overdue: row.open && row.due_at !== null && row.due_at < now,
		closedAt: row.closed_at,
		point: { lon: row.lon, lat: row.lat },
		extent: [row.x - 160, row.y - 160, row.x + 160, row.y + 160] as [number, number, number, number],
		address: row.address,
		addressFound: row.address_found,
		asset: row.asset,
		title: row.title,
		body: row.body,
		publicTitle: row.public_title ?? row.title,
		publicBody: row.public_body ?? row.body,
		shortened: row.public_title !== null || row.public_body !== null,
		release: row.body_release,
		answers: answersOf(row),
		photos: photos.map(({ id, width, height, release, origin, redacted_at }) => ({ id, width, height, release, origin, redacted: redacted_at !== null })),
		author: {
			name: row.author_name, email: row.author_email, phone: row.author_phone, confirmed: row.email_confirmed_at !== null,
			erased: row.anonymised_at !== null, banned: row.banned
		},
		accepted: row.accepted_at !== null,
		private: row.private,
		awaitsRelease: row.awaits_release,
		hidden: row.hidden_at !== null,
		isPublic: row.is_public,
		responsible: row.body_id ? { id: row.body_id, name: row.body_name!, level: row.body_level!, email: row.body_email } : null,
		because: because(row.body_reason),
		bodyState: row.body_state,
		bodies: await queries.activeBodies(scope),
		assigned: row.assigned_to ? { id: row.assigned_to, name: row.assigned_name ?? '' } : null,
		flags: await queries.openFlags(scope, reportId),
		delegations: delegations.map(({ id, contractor, email, order_text, created_at, expires_at, revoked_at, answered_at }) => ({
			id, contractor, email, order: order_text, createdAt: created_at, expiresAt: expires_at, answeredAt: answered_at, active: !revoked_at && expires_at > now
		})),
		proposal: proposalOf(events, row.workflow, next),
		events,
		supporters: row.support_count,
		supportThreshold: row.support_threshold,
		followers: row.followers,
		mergedInto: row.merged_into ? { id: row.merged_into, ref: row.merged_ref! } : null,
		splitFrom: row.split_from ? { id: row.split_from, ref: row.split_ref! } : null,
		merged,
		parts,
		nearby: row.merged_into ? [] : (await queries.nearbyOf(scope, reportId)).map((each) => ({ ...each, state: labelOf(row.workflow, each.state) })),
		forwardedTo: row.external.forwardedTo ? { tenant: row.other_tenant ?? '', ref: row.external.forwardedTo.publicRef } : null,
		forwardedFrom: row.external.forwardedFrom ? { tenant: row.other_tenant ?? '' } : null,
		offers: row.external.forwardedTo || row.merged_into ? [] : await selectOffersAcrossTenants(scope, row.category_id, row)
	};
}
export type WorkPage = Awaited<ReturnType<typeof readWorkPage>>;

const labelOf = (workflow: readonly ReportState[], key: string): string => workflow.find((state) => state.key === key)?.label ?? key;

function answersOf(row: queries.FullRow): { label: string; text: string }[] {
	return Object.entries(row.answers).map(([code, answer]) => {
		const field = row.fields.find((each) => each.code === code);
		const names = [answer].flat().map((key) => field?.values.find((value) => value.key === key)?.name ?? key);
		return { label: field?.label ?? code, text: names.join(', ') };
	});
}

/** What a contractor proposed last, unless the state was changed since. */
function proposalOf(events: ToldEvent[], workflow: readonly ReportState[], next: ReportState[]): { state: string | null; label: string; text: string; who: string } | null {
	const last = events.find(({ kind }) => kind === 'contractor' || kind === 'state' || kind === 'reopened');
	if (last?.kind !== 'contractor' || !last.proposal) return null;
	const wanted = { done: workflow.find(({ role }) => role === 'done'), progress: workflow.find(({ key }) => key === 'in-arbeit'), impossible: undefined }[last.proposal];
	return { state: next.find((state) => state === wanted)?.key ?? null, label: last.proposalLabel, text: last.text, who: last.who };
}

/** Key of a photo in the file store, for staff: also of one that is not released. @throws DomainError `not_found` */
export async function staffPhotoKey(scope: TenantScope, reportId: string, photoId: string, small: boolean): Promise<string> {
	if (!isUuid(reportId)) throw new DomainError('not_found');
	const photo = await photoOf(scope, reportId, photoId);
	return keyOfFile(scope, small ? photo.thumbnail_file_id : photo.file_id);
}
