import type { Extent } from '../../../../gis/plans/types.ts';
import { Open311Error } from './faults.ts';
import { readMoment, type Parameters } from './parameters.ts';

/** What a list of requests is asked for. Periods are half open. */
export interface RequestFilter {
	/** They override everything else. */
	refs: string[] | null;
	codes: string[];
	/** null: open and closed ones. */
	open: boolean | null;
	receivedFrom: Date | null;
	receivedUntil: Date | null;
	changedFrom: Date | null;
	changedUntil: Date | null;
	/** EPSG:4326: west, south, east, north. */
	bbox: Extent | null;
	/** Degrees; `radius` in metres, null: distances only. */
	centre: { lon: number; lat: number; radius: number | null } | null;
	text: string | null;
	/** Nothing was said of time: the most recent 90 days. */
	recent: boolean;
}

export const SPAN_DAYS = 90;
const DAY = 86_400_000;
const MOST_REFS = 1_000;
const LONGEST_TEXT = 200;
/** Half of the equator. */
const FARTHEST = 20_037_508;

const NOTHING: RequestFilter = {
	refs: null, codes: [], open: null, receivedFrom: null, receivedUntil: null, changedFrom: null, changedUntil: null, bbox: null, centre: null,
	text: null, recent: false
};

/**
 * Reads the arguments of `GET requests`.
 * - `start_date` and `end_date` both count in (as far as they were written: a second, a day) and lie 90 days apart at most. `end_date` alone: the
 *   90 days before it. `start_date` alone: everything since. Neither: the most recent 90 days, unless another argument says when or where.
 * - `updated_after` counts in, `updated_before` does not: windows that touch each other hold every change once.
 * @throws Open311Error `date_invalid`, `date_order`, `date_span`, `field_invalid`, `field_missing`
 */
export function readRequestFilter(parameters: Parameters): RequestFilter {
	const refs = parameters.list('service_request_id');
	if (refs.length > MOST_REFS) throw new Open311Error('field_invalid', { name: 'service_request_id' });
	if (refs.length > 0) return { ...NOTHING, refs };
	const period = readPeriod(parameters);
	const changed = readChanged(parameters);
	const bbox = readBbox(parameters);
	const centre = readCentre(parameters);
	const text = parameters.text('q');
	if (text && text.length > LONGEST_TEXT) throw new Open311Error('field_too_long', { name: 'q' });
	const saysMore = changed.changedFrom || changed.changedUntil || bbox || centre?.radius || text;
	const recent = !period.receivedFrom && !period.receivedUntil && !saysMore;
	return { ...NOTHING, codes: parameters.list('service_code'), open: readStatus(parameters), ...period, ...changed, bbox, centre, text, recent };
}

function readPeriod(parameters: Parameters): { receivedFrom: Date | null; receivedUntil: Date | null } {
	const [from, until] = [moment(parameters, 'start_date'), moment(parameters, 'end_date')];
	if (!until) return { receivedFrom: from?.from ?? null, receivedUntil: null };
	if (!from) return { receivedFrom: new Date(until.from.getTime() - SPAN_DAYS * DAY), receivedUntil: until.until };
	if (until.until <= from.from) throw new Open311Error('date_order', { from: 'start_date', until: 'end_date' });
	// Of days the calendar's: clocks may change between them.
	const slack = until.until.getTime() - until.from.getTime() > DAY / 2 ? DAY / 12 : 0;
	if (until.from.getTime() - from.from.getTime() > SPAN_DAYS * DAY + slack) throw new Open311Error('date_span');
	return { receivedFrom: from.from, receivedUntil: until.until };
}

function readChanged(parameters: Parameters): { changedFrom: Date | null; changedUntil: Date | null } {
	const [after, before] = [moment(parameters, 'updated_after'), moment(parameters, 'updated_before')];
	if (after && before && before.from < after.from) throw new Open311Error('date_order', { from: 'updated_after', until: 'updated_before' });
	return { changedFrom: after?.from ?? null, changedUntil: before?.from ?? null };
}

function moment(parameters: Parameters, name: string) {
	const text = parameters.text(name);
	return text === null ? null : readMoment(name, text);
}

function readStatus(parameters: Parameters): boolean | null {
	const states = parameters.list('status').map((each) => each.toLowerCase());
	if (states.some((each) => each !== 'open' && each !== 'closed')) throw new Open311Error('field_invalid', { name: 'status' });
	return new Set(states).size === 1 ? states[0] === 'open' : null;
}

function readBbox(parameters: Parameters): Extent | null {
	const parts = parameters.all('bbox')[0]?.split(',').map((each) => each.trim());
	if (!parts) return null;
	const numbers = parts.map((each) => (/^[+-]?\d{1,3}(\.\d{0,20})?$/.test(each) ? Number(each) : NaN));
	const [west, south, east, north] = numbers as Extent;
	const valid = numbers.length === 4 && numbers.every(Number.isFinite) && west <= east && south <= north && west >= -180 && east <= 180 && south >= -90 && north <= 90;
	if (!valid) throw new Open311Error('field_invalid', { name: 'bbox' });
	return [west, south, east, north];
}

function readCentre(parameters: Parameters): RequestFilter['centre'] {
	const [lat, lon, radius] = [parameters.number('lat', -90, 90), parameters.number('long', -180, 180), parameters.number('radius', 0, FARTHEST)];
	if (lat === null && lon === null && radius === null) return null;
	if (lat === null) throw new Open311Error('field_missing', { name: 'lat' });
	if (lon === null) throw new Open311Error('field_missing', { name: 'long' });
	return { lat, lon, radius };
}
