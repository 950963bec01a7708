import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { describeObjects, describePlace, formatSize } from '../../texts/receipts.ts';
import { participationItem, type ParticipationItem } from '../participations/views.ts';
import { readParticipation } from '../participations/service.ts';
import type { Participation } from '../participations/types.ts';
import { periodOfStatement } from '../invitations/invitation-queries.ts';
import { normaliseCode } from './receipt-code.ts';
import { readStatementByCode } from './read-statement.ts';
import type { Statement } from './types.ts';

const titleOf = (sign: string) => signOf(sign).title;

/** What the status page shows; everything in words. */
export interface StatusView {
	code: string;
	number: number;
	receivedAt: string;
	late: boolean;
	byStaff: boolean;
	text: string;
	erasedAt: string | null;
	places: string[];
	attachments: string[];
	email: { address: string; confirmed: boolean } | null;
	events: { kind: string; at: string }[];
	digest: string;
	receiptSeq: number;
	participation: ParticipationItem;
}

export interface PlaceView {
	kind: Statement['places'][number]['kind'];
	description: string;
	objects: { gmlId: string; title: string }[];
}

/**
 * The page of a receipt code.
 * @throws DomainError `receipt_unknown`
 */
export async function readStatus(scope: TenantScope, slug: string, typedCode: string, now: Date): Promise<StatusView> {
	const statement = await readStatementByCode(scope, typedCode);
	const participation = await readParticipation(scope, statement.participationId, now);
	return {
		code: normaliseCode(typedCode)!,
		number: statement.number,
		receivedAt: formatMoment(statement.receivedAt),
		late: statement.late,
		byStaff: statement.origin === 'staff',
		text: statement.text,
		erasedAt: statement.erasedAt && formatMoment(statement.erasedAt),
		places: statement.places.map((place) => describePlace(place, titleOf)),
		attachments: statement.attachments.map((each) => `${each.name} (${formatSize(each.size)})`),
		email: statement.author.email ? { address: statement.author.email, confirmed: statement.emailConfirmedAt !== null } : null,
		events: statement.events.map(({ kind, at }) => ({ kind, at: formatShortMoment(at) })),
		digest: statement.digest.toString('hex'),
		receiptSeq: statement.receiptSeq,
		participation: await itemOf(scope, slug, statement.id, participation, now)
	};
}

/** A public body has its own period, and its participation no public page: the procedure has one. */
async function itemOf(scope: TenantScope, slug: string, statementId: string, participation: Participation, now: Date): Promise<ParticipationItem> {
	const item = participationItem(participation, slug);
	const invited = participation.audience === 'toeb' ? await periodOfStatement(scope, statementId) : undefined;
	if (!invited) return item;
	const state = now < new Date(invited.endsAt) ? 'running' : 'ended';
	return { ...item, lastDay: invited.endsOn, state, href: `/${slug}/verfahren/${invited.procedureId}` };
}

/** Places in words, for staff. */
export function placeViews(statement: Pick<Statement, 'places'>): PlaceView[] {
	return statement.places.map((place) => ({
		kind: place.kind,
		description: describePlace(place, titleOf),
		objects: place.objects.map((object) => ({ gmlId: object.gmlId, title: describeObjects([object], titleOf)[0]! }))
	}));
}
