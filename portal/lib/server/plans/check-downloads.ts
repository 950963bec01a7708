import { json } from '@sveltejs/kit';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readPlan } from '../../../../gis/plans/plans.ts';
import { REPORT_KINDS, type ReportKind } from '../../../../importers/report-files.ts';
import { SKIPPABLE_CHECKS } from '../../../../importers/xplan/check-parts.ts';
import type { CheckResult } from '../../../../importers/xplan/check.ts';
import { versionTexts } from '../../texts/admin-plans.ts';
import type { ReportTask } from '../checks/check-types.ts';
import { fileNameOf } from '../exports/file-name.ts';
import type { Services } from '../services.ts';
import { findReport, listCheckFindings, type KeptReport } from './check-queries.ts';
import { disposition } from './documents.ts';
import { placesOfObjects } from './library-queries.ts';

const LIMITS = { seconds: 60, megabytes: 512 };
const MEDIA_TYPE: Record<ReportKind, string> = { json: 'application/json', geojson: 'application/geo+json', pdf: 'application/pdf' };
/** What staff see of a version is for nobody else. */
const PRIVATE = { 'Cache-Control': 'private, no-store' };

/** The newest version where none is named. */
async function chosen(scope: TenantScope, planId: string, number: number | undefined): Promise<string> {
	const { version, versions } = await readPlan(scope, planId, { staff: true, ...(number === undefined ? {} : { number }) });
	return number === undefined ? versions[0]!.id : version.id;
}

/**
 * All findings of a version with the places of the objects that they name (EPSG:3857), for list and map in the browser.
 * @throws DomainError `not_found`
 */
export async function findingsResponse(scope: TenantScope, planId: string, number: number | undefined): Promise<Response> {
	const versionId = await chosen(scope, planId, number);
	const findings = await listCheckFindings(scope, versionId);
	const named = findings.flatMap(({ geometry, gmlId }) => (geometry || !gmlId ? [] : [gmlId]));
	return json({ findings, places: await placesOfObjects(scope, versionId, [...new Set(named)]) }, { headers: PRIVATE });
}

/**
 * The kept report as a file.
 * @throws DomainError `not_found` also before the check has ended, and those of the work pool
 */
export async function reportResponse(
	services: Pick<Services, 'work'>,
	scope: TenantScope,
	of: { planId: string; number: number | undefined },
	format: string
): Promise<Response> {
	const kind = REPORT_KINDS.find((each) => each === format);
	const kept = kind && (await findReport(scope, await chosen(scope, of.planId, of.number)));
	if (!kind || !kept) throw new DomainError('not_found');
	const task: ReportTask = { results: [resultOf(kept)], kind, checkedAt: kept.finishedAt };
	const body = await services.work.run<Uint8Array<ArrayBuffer>>('check-report', task, LIMITS);
	const name = `${fileNameOf(`${kept.name} ${versionTexts.version(kept.number)}`)}-${versionTexts.reportFile}.${kind}`;
	return new Response(body, {
		headers: {
			...PRIVATE,
			'Content-Type': MEDIA_TYPE[kind],
			'Content-Disposition': disposition('attachment', name),
			'X-Content-Type-Options': 'nosniff'
		}
	});
}

/** The kept report in the form in which all reports are written. */
export function resultOf(kept: KeptReport): CheckResult & { file: string } {
	const { fileName, gmlPath, counts, findings, facts } = kept;
	return {
		file: gmlPath === null ? fileName : `${fileName}!${gmlPath}`,
		ok: findings.every(({ severity }) => severity !== 'error'),
		version: kept.xplanVersion,
		root: '',
		members: kept.objectCount,
		classes: {},
		plans: [{ class: kept.class, gmlId: kept.gmlId, name: kept.name }],
		crs: [`EPSG:${kept.srid}`],
		unsupported: [],
		...facts,
		...counts,
		skipped: SKIPPABLE_CHECKS.filter((each) => kept.skipped.includes(each)),
		findings
	};
}
