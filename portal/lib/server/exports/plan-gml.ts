import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { writeXplanGml } from '../../../../importers/xplan/writer/write-document.ts';
import { nativeExtent, type ExportedVersion } from './plan-export-queries.ts';
import { versionFeatures } from './plan-features.ts';

/** XPlanGML of a stored version in its own version of the standard, rebuilt from the database, piece by piece in constant memory. */
export async function* versionGml(scope: TenantScope, version: ExportedVersion): AsyncGenerator<string> {
	const envelope = (await nativeExtent(scope, version)) ?? undefined;
	yield* writeXplanGml({
		version: version.xplanVersion,
		id: `Auszug_${version.id}`,
		crs: version.srid > 0 ? `EPSG:${version.srid}` : undefined,
		envelope,
		features: versionFeatures(scope, version)
	});
}
