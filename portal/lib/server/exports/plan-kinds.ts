import { targetsOf } from '../../../../importers/xplan/conversion/convert.ts';
import type { XplanVersion } from '../../../../importers/xplan/model.ts';

/** What can be made of a stored version. `original` is not made: it is the uploaded file. */
export const PLAN_EXPORTS = {
	repaired: { suffix: '-repariert', extension: 'gml', mediaType: 'application/gml+xml' },
	xplangml: { suffix: '', extension: 'gml', mediaType: 'application/gml+xml' },
	'xplangml-5.4': { suffix: '-xplan-5.4', extension: 'zip', mediaType: 'application/zip' },
	'xplangml-6.0': { suffix: '-xplan-6.0', extension: 'zip', mediaType: 'application/zip' },
	geopackage: { suffix: '', extension: 'gpkg', mediaType: 'application/geopackage+sqlite3' },
	shapefile: { suffix: '-shape', extension: 'zip', mediaType: 'application/zip' },
	geojson: { suffix: '', extension: 'geojson', mediaType: 'application/geo+json' },
	dxf: { suffix: '', extension: 'dxf', mediaType: 'image/vnd.dxf' }
} as const;
export type PlanExportKind = keyof typeof PLAN_EXPORTS;

export const isPlanExportKind = (text: string): text is PlanExportKind => Object.hasOwn(PLAN_EXPORTS, text);

/** Those that tell beforehand what they change. */
export const hasReport = (kind: PlanExportKind): boolean => kind === 'repaired' || kind.startsWith('xplangml-');

/** Kinds that a version of the standard offers, in the order of the page. */
export function kindsFor(version: XplanVersion): PlanExportKind[] {
	const conversions = targetsOf(version).map((target) => `xplangml-${target}` as const);
	return ['repaired', 'xplangml', ...conversions, 'geopackage', 'shapefile', 'geojson', 'dxf'];
}

/** What a worker is asked to make. Everything crosses between threads. */
export interface PlanExportTask {
	kind: PlanExportKind;
	/** Folder of this task alone; the result lies in it, and what is needed on the way. */
	folder: string;
	/** File to write, in `folder`. */
	file: string;
	/** Name of the plan for files inside a ZIP, without extension. */
	name: string;
	version: { id: string; xplanVersion: XplanVersion; srid: number; objectCount: number };
	envelope: [number, number, number, number] | null;
	/** With kind `repaired`: the uploaded file on disk. */
	source: { path: string; gmlPath: string | null } | null;
	/** Path of an NTv2 grid for DHDN plans, where one is configured. */
	ntv2Grid: string | null;
	maxBytes: number;
}

/** What the worker posts: it wants the next features, or says how far it is (0 to 1). */
export type PlanExportMessage = { want: 'features' } | { progress: number };

/** What a page tells before the download. */
export interface PlanExportReport {
	/** Sentences, most important first, with how often. */
	lines: { text: string; count: number }[];
	lost: { gmlId: string; class: string; property: string; value: string; reason: string }[];
	lostCount: number;
	missing: { gmlId: string; class: string; property: string; reason: string }[];
	missingCount: number;
}
