import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { Converted } from '../../../../../gis/plans/difference/compute.ts';
import type { ComparedVersion } from '../../../../../gis/plans/difference/rows-queries.ts';
import { convertDocument, targetsOf } from '../../../../../importers/xplan/conversion/convert.ts';
import type { Feature, XplanVersion } from '../../../../../importers/xplan/model.ts';
import { findExportedVersion } from '../../exports/plan-export-queries.ts';
import { versionFeatures } from '../../exports/plan-features.ts';

const major = (version: string) => version.split('.')[0];

/**
 * The older of two versions in the standard of the newer, by the official mapping tables. Within one major version names hardly change, so
 * there the stored names are compared as they are.
 * @returns null where the tables have no way, or none is needed
 */
export async function convertOlder(scope: TenantScope, version: ComparedVersion, into: XplanVersion): Promise<Converted | null> {
	const target = targetsOf(version.xplanVersion as XplanVersion).find((each) => major(each) === major(into));
	if (!target || major(version.xplanVersion) === major(into)) return null;
	const exported = await findExportedVersion(scope, version.planId, version.number, true);
	const features: Feature[] = [];
	for await (const batch of versionFeatures(scope, exported)) features.push(...batch);
	const { document, lost } = await convertDocument({ version: exported.xplanVersion, features }, target);
	return { version: document.version, features: new Map(document.features.map((each) => [each.gmlId, each])), lost: lost.length };
}
