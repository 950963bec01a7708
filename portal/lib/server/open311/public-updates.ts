import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import { w3cDate } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import { readMoment, type Parameters } from './parameters.ts';
import type { RequestsPage } from './public-requests.ts';
import * as queries from './public-updates-queries.ts';
import type { UpdateFilter, UpdatePlace, UpdateRow } from './public-updates-queries.ts';
import { SPAN_DAYS } from './request-filter.ts';

const MOST = 1_000;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * `GET servicerequestupdates`: what was publicly said about requests, the oldest first. `start_date` counts in, `end_date` as far as it was
 * written; without them the most recent 90 days.
 * @throws Open311Error of the arguments
 */
export async function listUpdates({ now }: Pick<Services, 'now'>, { scope }: Jurisdiction, parameters: Parameters): Promise<RequestsPage> {
	const filter = readFilter(parameters, now());
	const pageSize = Math.min(parameters.count('page_size') ?? MOST, MOST);
	const page = parameters.count('page') ?? 1;
	const cursor = readCursor(parameters.text('cursor'));
	const total = cursor?.total ?? (await queries.countUpdates(scope, filter));
	const rows = await queries.selectUpdates(scope, filter, cursor ?? { skip: (page - 1) * pageSize }, pageSize + 1);
	const shown = rows.slice(0, pageSize);
	const last = shown.at(-1);
	const next = rows.length > pageSize && last ? Buffer.from(JSON.stringify([last.micros, last.id, total].map(Number))).toString('base64url') : null;
	return {
		answer: { root: 'service_request_updates', item: 'request_update', content: shown.map(updateOf) },
		total,
		page,
		pages: Math.ceil(total / pageSize),
		pageSize,
		next: next ? { page: String(page + 1), page_size: String(pageSize), cursor: next } : null
	};
}

function readFilter(parameters: Parameters, now: Date): UpdateFilter {
	const refs = parameters.list('service_request_id').slice(0, MOST);
	const [start, end] = [parameters.text('start_date'), parameters.text('end_date')];
	const from = start === null ? null : readMoment('start_date', start).from;
	const until = end === null ? null : readMoment('end_date', end).until;
	if (from && until && until <= from) throw new Open311Error('date_order', { from: 'start_date', until: 'end_date' });
	const recent = new Date(Math.floor((now.getTime() - SPAN_DAYS * DAY) / HOUR) * HOUR);
	return { refs: refs.length > 0 ? refs : null, from: from ?? (until || refs.length > 0 ? null : recent), until };
}

function updateOf(row: UpdateRow) {
	return {
		update_id: String(row.id),
		service_request_id: row.ref,
		status: (row.stateOpen ?? row.open) ? 'open' : 'closed',
		updated_datetime: w3cDate(row.at),
		description: row.text,
		media_url: null,
		external_status_code: row.state
	};
}

/** @throws Open311Error `cursor_invalid` */
function readCursor(text: string | null): (UpdatePlace & { total: number }) | null {
	if (text === null) return null;
	let parts: unknown;
	try {
		parts = JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch (error) {
		throw new Open311Error('cursor_invalid', {}, { cause: error });
	}
	const [micros, id, total] = Array.isArray(parts) ? (parts as number[]) : [];
	if (![micros, id, total].every((each) => Number.isSafeInteger(each) && Math.abs(each!) < 8e15)) throw new Open311Error('cursor_invalid');
	return { micros: micros!, id: id!, total: total! };
}
