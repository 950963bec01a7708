import { stretchAt } from '../../../../../gis/plans/published.ts';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../../importers/xplan/crs.ts';
import * as queries from './offered-asset-queries.ts';
import type { LonLat } from '../types.ts';

/** A thing as the form offers it. Nothing else of its attributes is public. */
export interface OfferedAsset extends LonLat {
	id: string;
	/** The number on it. */
	ref: string;
	label: string;
	/** Metres from the asked place; null where none was asked. */
	distance: number | null;
}

const NEAREST = 10;
/** Further away nobody means it. */
const WITHIN_METRES = 5_000;
const MOST_IN_VIEW = 500;
/** For use without a network. */
const MOST_AT_ALL = 20_000;

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

export type AssetQuestion =
	| { near: LonLat; number?: string }
	/** West, south, east, north in degrees. */
	| { bbox: [number, number, number, number] }
	| { all: true };

/**
 * Things of a layer: the ten nearest of a place (with a number: those whose number begins with it), those in a view, or all.
 * @param layerId of an active category; the caller has looked
 */
export async function offeredAssets(scope: TenantScope, layerId: string, question: AssetQuestion): Promise<OfferedAsset[]> {
	if ('near' in question) {
		const [x, y] = toMap(question.near.lon, question.near.lat);
		const stretch = stretchAt(y);
		const within = question.number ? null : WITHIN_METRES * stretch;
		const rows = await queries.selectNearest(scope, { layerId, x, y, within, number: question.number ?? '', limit: NEAREST });
		return rows.map((row) => offered(row, Math.round((row.distance ?? 0) / stretch)));
	}
	if ('bbox' in question) {
		const [west, south, east, north] = question.bbox;
		const [left, bottom] = toMap(west, south);
		const [right, top] = toMap(east, north);
		return (await queries.selectInView(scope, { layerId, left, bottom, right, top, limit: MOST_IN_VIEW })).map((row) => offered(row, null));
	}
	return (await queries.selectAll(scope, { layerId, limit: MOST_AT_ALL })).map((row) => offered(row, null));
}

function offered({ id, ref, label, x, y }: queries.OfferedRow, distance: number | null): OfferedAsset {
	const [lon, lat] = toDegrees(x, y);
	return { id, ref, label, distance, lon: round(lon), lat: round(lat) };
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
