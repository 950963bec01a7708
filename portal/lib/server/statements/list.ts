import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { endOfDay, isDay, startOfDay } from '../participations/local-days.ts';
import * as queries from './list-queries.ts';
import type { ListKey, StatementFilter } from './list-queries.ts';

export const PAGE_SIZE = 50;
/** Places on the map beside the list. */
const MAP_LIMIT = 5_000;

/** As the address says it: all text. */
export interface FilterValues {
	objekt: string;
	text: string;
	von: string;
	bis: string;
	verspaetet: string;
}

export function readFilter(params: URLSearchParams): { filter: StatementFilter; values: FilterValues } {
	const value = (name: keyof FilterValues) => params.get(name)?.trim() ?? '';
	const values = { objekt: value('objekt'), text: value('text'), von: value('von'), bis: value('bis'), verspaetet: value('verspaetet') };
	return {
		values,
		filter: {
			gmlId: values.objekt || undefined,
			text: values.text || undefined,
			from: isDay(values.von) ? startOfDay(values.von) : undefined,
			until: isDay(values.bis) ? endOfDay(values.bis) : undefined,
			late: values.verspaetet === 'ja' ? true : values.verspaetet === 'nein' ? false : undefined
		}
	};
}

export interface ListItem {
	id: string;
	number: number;
	receivedAt: string;
	late: boolean;
	byStaff: boolean;
	excerpt: string;
	author: string | null;
	erased: boolean;
	places: number;
	attachments: number;
}

/**
 * One page of a participation's statements, newest first.
 * @param after key of the last row before (`next` of the page before)
 */
export async function listStatements(
	scope: TenantScope,
	participationId: string,
	filter: StatementFilter,
	after: string | null
): Promise<{ items: ListItem[]; next: string | null; total: number }> {
	const rows = await queries.listRows(scope, participationId, filter, after ? readKey(after) : null, PAGE_SIZE + 1);
	const shown = rows.slice(0, PAGE_SIZE);
	const last = shown.at(-1);
	return {
		items: shown.map((row) => ({
			id: row.id,
			number: row.number,
			receivedAt: formatShortMoment(new Date(row.received_at)),
			late: row.late,
			byStaff: row.origin === 'staff',
			excerpt: row.excerpt,
			author: row.author_name,
			erased: row.erased_at !== null,
			places: row.places,
			attachments: row.attachments
		})),
		next: rows.length > PAGE_SIZE && last ? `${new Date(last.received_at).toISOString()}_${last.id}` : null,
		total: await queries.countRows(scope, participationId, filter)
	};
}

function readKey(key: string): ListKey | null {
	const [time, id] = key.split('_');
	const receivedAt = new Date(time ?? '');
	return Number.isNaN(receivedAt.getTime()) || !/^[0-9a-f-]{36}$/.test(id ?? '') ? null : { receivedAt, id: id! };
}

export interface MapPlace {
	statementId: string;
	number: number;
	/** GeoJSON, EPSG:3857. */
	geometry: { type: string; coordinates: unknown };
}

export async function listMapPlaces(scope: TenantScope, participationId: string, filter: StatementFilter): Promise<MapPlace[]> {
	const rows = await queries.placesForMap(scope, participationId, filter, MAP_LIMIT);
	return rows.map((row) => ({ statementId: row.statement_id, number: row.number, geometry: JSON.parse(row.geometry) }));
}

export async function listCommentedObjects(scope: TenantScope, participationId: string): Promise<{ gmlId: string; title: string; count: number }[]> {
	const rows = await queries.objectsCommented(scope, participationId);
	return rows.map(({ gml_id, sign, label, count }) => ({
		gmlId: gml_id,
		title: [signOf(sign).title, label?.replaceAll('\n', ' ')].filter(Boolean).join(', '),
		count
	}));
}
