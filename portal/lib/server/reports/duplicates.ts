import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { selectDuplicates, selectPublicPhotos } from './public-report-queries.ts';
import { publicReportOf, type PublicReport } from './public-report.ts';
import type { LonLat } from './types.ts';

/** A report that may be about the same. Its words and photos only where they are released. */
export interface DuplicateCandidate extends PublicReport {
	/** Metres on the ground. */
	distance: number;
}

const MOST = 5;
const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

/** At most five open public reports of the same group within the category's distance, nearest first. */
export async function findDuplicates(scope: TenantScope, { categoryId, point }: { categoryId: string; point: LonLat }): Promise<DuplicateCandidate[]> {
	const [x, y] = toMap(point.lon, point.lat);
	const stretch = 1 / Math.cos((point.lat * Math.PI) / 180);
	const rows = await selectDuplicates(scope, { categoryId, x, y, stretch, limit: MOST });
	const photos = rows.length > 0 ? await selectPublicPhotos(scope, rows.map((row) => row.id)) : [];
	return rows.map((row) => ({ ...publicReportOf(row, photos), distance: row.distance }));
}
