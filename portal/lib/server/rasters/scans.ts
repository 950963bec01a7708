import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Scan } from '../../map/types.ts';
import { listRasters } from './raster-queries.ts';

/** Scans of a version that the map can draw. */
export async function listScans(scope: TenantScope, versionId: string): Promise<Scan[]> {
	return (await listRasters(scope, versionId)).flatMap(({ id, name, state, bounds, minZoom, maxZoom, bilevel }) =>
		state === 'done' ? [{ id, name, extent: bounds!, minZoom: minZoom!, maxZoom: maxZoom!, bilevel }] : []
	);
}
