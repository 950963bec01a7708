import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import * as queries from './exchange-queries.ts';
import { messageTitle } from './message-titles.ts';
import type { MessageState } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const STATES: readonly MessageState[] = ['received', 'answered', 'refused', 'queued', 'sent', 'failed'];
const PAGE = 50;

/** What the staff's page shows: partners, and messages by partner and state, newest first. */
export async function exchangeView(scope: TenantScope, slug: string, asked: URLSearchParams) {
	const partnerId = UUID.test(asked.get('partner') ?? '') ? asked.get('partner')! : undefined;
	const state = STATES.find((each) => each === asked.get('zustand'));
	const before = cursorOf(asked.get('vor'));
	const found = await queries.listMessages(scope, { partnerId, state, before }, PAGE + 1);
	const rows = found.slice(0, PAGE);
	const last = rows.at(-1);
	const base = `/${slug}/verwaltung`;
	const messages = rows.map(({ id, partnerName, direction, code, version, state: now, error, tries, at, ...row }) => ({
		id,
		title: messageTitle(code),
		partnerName,
		direction,
		version,
		procedure: row.procedureId && { title: row.procedureTitle!, href: `${base}/verfahren/${row.procedureId}` },
		state: now,
		error,
		tries,
		nextTryAt: row.nextTryAt && now === 'queued' && tries > 0 ? new Date(row.nextTryAt).toISOString() : null,
		at: new Date(at).toISOString(),
		mayResend: direction === 'out' && row.answersUuid === null && now !== 'queued',
		href: `${base}/austausch/nachrichten/${id}`
	}));
	const filter = { ...(partnerId ? { partner: partnerId } : {}), ...(state ? { zustand: state } : {}) };
	const cursor = last && `${new Date(last.at).toISOString()},${last.id}`;
	const older = found.length > PAGE && cursor ? `?${new URLSearchParams({ ...filter, vor: cursor })}` : null;
	const partners = (await queries.listPartners(scope)).map(({ createdAt: _created, tenantId: _tenant, disabledAt, ...partner }) => ({
		...partner,
		off: disabledAt !== null
	}));
	return { partners, messages, older, asked: { partner: partnerId ?? '', state: state ?? '' } };
}

function cursorOf(text: string | null): { at: Date; id: string } | undefined {
	const [time, id] = (text ?? '').split(',');
	const at = new Date(time ?? '');
	return id !== undefined && UUID.test(id) && !Number.isNaN(at.getTime()) ? { at, id } : undefined;
}
