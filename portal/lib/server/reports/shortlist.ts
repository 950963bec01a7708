import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { Services } from '../services.ts';
import { beeline, lengthOf, shortWay, type Place } from './route.ts';
import * as queries from './shortlist-queries.ts';
import { itemOf, type ReportItem } from './staff-list.ts';
import { readReportRows } from './staff-list-queries.ts';
import { isUuid } from './states/work-on.ts';

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

/** @returns whether it was added: false when it is on the list already. @throws DomainError `not_found` */
export async function addToShortlist(scope: TenantScope, accountId: string, reportId: string): Promise<boolean> {
	const added = isUuid(reportId) ? await queries.insertIntoShortlist(scope, accountId, reportId) : null;
	if (added === null) throw new DomainError('not_found');
	return added;
}

export async function removeFromShortlist(scope: TenantScope, accountId: string, reportIds: readonly string[]): Promise<number> {
	return queries.deleteFromShortlist(scope, accountId, reportIds.filter(isUuid));
}

export interface ShortlistItem extends ReportItem {
	/** Metres as the crow flies from the one before; 0 for the first. */
	metres: number;
	lonLat: [number, number];
}
export interface Shortlist {
	items: ShortlistItem[];
	/** Metres as the crow flies through all of them. */
	metres: number;
}

/** The account's list in its order. */
export async function readShortlist(services: Pick<Services, 'now'>, scope: TenantScope, accountId: string): Promise<Shortlist> {
	const ids = await queries.shortlistIds(scope, accountId);
	const rows = new Map((await readReportRows(scope, ids, accountId)).map((row) => [row.id, row]));
	const items = ids.flatMap((id) => rows.get(id) ?? []).map((row) => ({ ...itemOf(row, services.now()), lonLat: lonLatOf(row.x, row.y) }));
	return {
		items: items.map((item, index) => ({ ...item, metres: index === 0 ? 0 : Math.round(beeline(items[index - 1]!.lonLat, item.lonLat)) })),
		metres: Math.round(lengthOf(items.map(({ lonLat }) => lonLat)))
	};
}

const lonLatOf = (x: number, y: number) => toDegrees(x, y).slice(0, 2) as [number, number];

/** Puts the list into an order; for drag and drop, and for somebody else's plan of the way. */
export async function orderShortlist(scope: TenantScope, accountId: string, ids: readonly string[]): Promise<void> {
	await queries.writeOrder(scope, accountId, ids.filter(isUuid));
}

/** One place up or down. */
export async function moveInShortlist(scope: TenantScope, accountId: string, reportId: string, step: -1 | 1): Promise<void> {
	await scope.transaction(async (inner) => {
		const ids = await queries.shortlistIds(inner, accountId);
		const from = ids.indexOf(reportId);
		const to = from + step;
		if (from < 0 || to < 0 || to >= ids.length) return;
		[ids[from], ids[to]] = [ids[to]!, ids[from]!];
		await queries.writeOrder(inner, accountId, ids);
	});
}

/**
 * Puts the list into the order of a short way.
 * @param start where it begins, EPSG:4326; null: at its first report
 * @returns metres as the crow flies, from the start on
 */
export async function planRoute(services: Pick<Services, 'now'>, scope: TenantScope, accountId: string, start: Place | null): Promise<number> {
	const { items } = await readShortlist(services, scope, accountId);
	const places: Place[] = [...(start ? [start] : []), ...items.map(({ lonLat }) => lonLat)];
	const way = shortWay(places);
	const skip = start ? 1 : 0;
	await queries.writeOrder(scope, accountId, way.filter((index) => index >= skip).map((index) => items[index - skip]!.id));
	return Math.round(lengthOf(way.map((index) => places[index]!)));
}

export const clearShortlist = (scope: TenantScope, accountId: string): Promise<void> => queries.clearShortlist(scope, accountId);
