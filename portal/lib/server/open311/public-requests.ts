import { open311Texts } from '../../texts/open311.ts';
import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import { w3cDate, type Answer, type Value } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import { Parameters } from './parameters.ts';
import * as queries from './public-requests-queries.ts';
import type { NoteRow, Place, RequestRow } from './public-requests-queries.ts';
import { readRequestFilter, SPAN_DAYS } from './request-filter.ts';

type Needs = Pick<Services, 'config' | 'now'>;

/** A page of requests and what its headers say. */
export interface RequestsPage {
	answer: Answer;
	total: number;
	page: number;
	pages: number;
	pageSize: number;
	/** Arguments of the next page; null on the last one. */
	next: Record<string, string> | null;
}

/** "Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest." */
const MOST = 1_000;
const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * `GET requests`: public ones, the oldest first. The order never changes and new ones come last, so pages by number hold everything once while
 * reports come in; the link to the next page goes on behind the last one that was delivered, whatever else changed meanwhile.
 * @throws Open311Error of the arguments
 */
export async function listRequests(services: Needs, jurisdiction: Jurisdiction, parameters: Parameters): Promise<RequestsPage> {
	const filter = readRequestFilter(parameters);
	const pageSize = Math.min(parameters.count('page_size') ?? MOST, MOST);
	const cursor = readCursor(parameters.text('cursor'));
	const page = parameters.count('page') ?? 1;
	const extended = parameters.flag('extensions');
	const { scope } = jurisdiction;
	if (filter.recent) filter.receivedFrom = cursor ? new Date(cursor.from) : await recentFrom(services, jurisdiction);
	const total = cursor ? cursor.total : await queries.countRequests(scope, filter);
	const rows = await queries.selectRequests(scope, filter, cursor ?? { skip: (page - 1) * pageSize }, pageSize + 1);
	const shown = rows.slice(0, pageSize);
	const last = shown.at(-1);
	const next = rows.length > pageSize && last ? writeCursor({ micros: Number(last.micros), ref: last.ref, total, from: filter.receivedFrom?.getTime() ?? 0 }) : null;
	return {
		answer: await answerOf(services, jurisdiction, shown, extended),
		total,
		page,
		pages: Math.ceil(total / pageSize),
		pageSize,
		next: next ? { page: String(page + 1), page_size: String(pageSize), cursor: next } : null
	};
}

/**
 * Begin of the most recent 90 days. It stays the same for an hour, so that pages by number do not move; where nothing came in for longer,
 * they are counted back from the newest report.
 */
async function recentFrom({ now }: Needs, { scope }: Jurisdiction): Promise<Date> {
	const usual = Math.floor((now().getTime() - SPAN_DAYS * DAY) / HOUR) * HOUR;
	const newest = await queries.newestRequest(scope);
	return new Date(newest && newest.getTime() < usual ? newest.getTime() - SPAN_DAYS * DAY : usual);
}

/** `GET requests/<id>`. @throws Open311Error `request_unknown`: missing, private, unconfirmed or another tenant's, all alike */
export async function readRequest(services: Needs, jurisdiction: Jurisdiction, ref: string, parameters: Parameters): Promise<Answer> {
	const extended = parameters.flag('extensions');
	const filter = { ...readRequestFilter(new Parameters()), refs: [ref] };
	const rows = ref.includes('\0') ? [] : await queries.selectRequests(jurisdiction.scope, filter, { skip: 0 }, 1);
	if (rows.length === 0) throw new Open311Error('request_unknown');
	return answerOf(services, jurisdiction, rows, extended);
}

async function answerOf(services: Needs, jurisdiction: Jurisdiction, rows: RequestRow[], extended: boolean): Promise<Answer> {
	const notes = extended ? await queries.selectNotes(jurisdiction.scope, rows.map((row) => row.id)) : [];
	const content = rows.map((row) => {
		const request = requestOf(services, jurisdiction, row);
		return extended ? { ...request, ...extensionsOf(services, jurisdiction, row, notes.filter((note) => note.reportId === row.id)) } : request;
	});
	return { root: 'service_requests', item: 'request', content };
}

function requestOf(services: Needs, jurisdiction: Jurisdiction, row: RequestRow): Record<string, Value> {
	// What came with the report is shown with its text, not before.
	const fields = row.body === null ? {} : row.fields;
	const { lat, lon } = pointOf(row);
	return {
		service_request_id: row.ref,
		status: row.open ? 'open' : 'closed',
		status_notes: row.notes,
		service_name: row.service,
		service_code: row.code,
		description: descriptionOf(row),
		agency_responsible: row.bodyName ?? fields.agency_responsible ?? null,
		service_notice: fields.service_notice ?? null,
		requested_datetime: w3cDate(row.receivedAt),
		updated_datetime: w3cDate(!row.open && row.closedAt ? row.closedAt : row.changedAt),
		expected_datetime: row.dueAt && w3cDate(row.dueAt),
		address: row.address || null,
		address_id: fields.address_id ?? null,
		zipcode: fields.zipcode ?? null,
		lat: row.fields.unlocated ? null : lat,
		long: row.fields.unlocated ? null : lon,
		media_url: mediaUrls(services, jurisdiction, row)[0] ?? fields.media_url ?? null,
		...(row.distance === null ? {} : { distance: Math.round(row.distance * 10) / 10 })
	};
}

function descriptionOf(row: RequestRow): string | null {
	if (row.bodyPending) return open311Texts.pending;
	return [row.title, row.body].filter(Boolean).join('\n').slice(0, 4_000) || null;
}

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** As it was sent, while the place is still that one; otherwise centimetres. */
function pointOf({ lon, lat, fields: { point } }: RequestRow): { lon: number; lat: number } {
	const same = point && Math.abs(point[0] - lon) < 1e-7 && Math.abs(point[1] - lat) < 1e-7;
	return same ? { lon: point[0], lat: point[1] } : { lon: rounded(lon, 7), lat: rounded(lat, 7) };
}

const mediaUrls = ({ config }: Needs, { slug }: Jurisdiction, row: RequestRow): string[] =>
	row.photos.map((id) => `${config.publicUrl}/${slug}/meldungen/${encodeURIComponent(row.ref)}/fotos/${id}`);

/** Extensions in the field: `extended_attributes` and the history as `notes`. */
function extensionsOf(services: Needs, jurisdiction: Jurisdiction, row: RequestRow, notes: NoteRow[]): Record<string, Value> {
	const given = row.body === null ? {} : (row.fields.extended_attributes ?? {});
	return {
		extended_attributes: {
			detailed_status: row.state,
			detailed_status_name: row.label,
			reporter: row.reporter,
			description_public: !row.bodyPending && row.body !== null,
			media_urls: mediaUrls(services, jurisdiction, row),
			media_pending: row.photosPending,
			votes: row.supportCount,
			url: `${services.config.publicUrl}/${jurisdiction.slug}/meldungen/${encodeURIComponent(row.ref)}`,
			...(row.fields.pulled ? { pulled: true } : {}),
			...given
		},
		notes: notes.map(({ at, text, kind }) => ({ datetime: w3cDate(at), description: text, type: kind }))
	};
}

interface Cursor extends Place {
	/** Counted on the first page. */
	total: number;
	/** Begin of the most recent 90 days on the first page. */
	from: number;
}

const writeCursor = ({ micros, ref, total, from }: Cursor): string => Buffer.from(JSON.stringify([micros, ref, total, from])).toString('base64url');

/** @throws Open311Error `cursor_invalid` */
function readCursor(text: string | null): Cursor | null {
	if (text === null) return null;
	let parts: unknown;
	try {
		parts = JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch (error) {
		throw new Open311Error('cursor_invalid', {}, { cause: error });
	}
	const [micros, ref, total, from] = Array.isArray(parts) ? (parts as unknown[]) : [];
	const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
	const valid = isCount(micros) && typeof ref === 'string' && !ref.includes('\0') && isCount(total) && isCount(from) && Math.abs(from) < 8e15 && Math.abs(micros) < 8e15;
	if (!valid) throw new Open311Error('cursor_invalid');
	return { micros, ref, total, from };
}
