import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { countClasses } from '../../../../gis/plans/objects.ts';
import { deleteVersion, demandId, readPlan } from '../../../../gis/plans/plans.ts';
import type { Finding, Severity, Unsupported } from '../../../../importers/xplan/model.ts';
import type { Services } from '../services.ts';
import { catalogueFor, codeLabel, labelOfClass } from './describe-plan.ts';
import { disposition } from './documents.ts';
import { deleteFiles, findOriginal } from './staff-plans-queries.ts';

/** Rows of the table of findings; a broken file can have a hundred thousand. */
const FINDINGS_SHOWN = 200;
const UNSUPPORTED_SHOWN = 200;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** One version as the staff's page shows it, with all its findings counted and the gravest listed. */
export async function readStaffPlan(scope: TenantScope, planId: string, number: number | undefined) {
	const plan = await readPlan(scope, planId, { staff: true, number: number ?? (await newestNumber(scope, planId)) });
	const { version } = plan;
	const catalogue = await catalogueFor(version.xplanVersion);
	const { findings, unsupported, attributes: _attributes, extent: _extent, ...facts } = version;
	return {
		id: plan.id,
		name: plan.name,
		number: plan.number,
		class: plan.class,
		kind: codeLabel(catalogue, plan.class, 'planArt', version.planArt) ?? labelOfClass(plan.class),
		status: codeLabel(catalogue, plan.class, 'rechtsstand', version.rechtsstand),
		version: facts,
		versions: plan.versions,
		classes: (await countClasses(scope, version.id)).map((each) => ({ ...each, label: labelOfClass(each.class) })),
		findings: gravest(findings),
		findingCounts: Object.fromEntries(SEVERITIES.map((severity) => [severity, findings.filter((each) => each.severity === severity).length])) as Record<
			Severity,
			number
		>,
		unsupported: unsupported.slice(0, UNSUPPORTED_SHOWN) as Unsupported[]
	};
}

/** Staff begin with what they uploaded last, published or not. */
async function newestNumber(scope: TenantScope, planId: string): Promise<number | undefined> {
	const { versions } = await readPlan(scope, planId, { staff: true });
	return versions[0]?.number;
}

function gravest(findings: Finding[]) {
	return [...findings]
		.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
		.slice(0, FINDINGS_SHOWN)
		.map(({ geometry: _geometry, crs: _crs, ...rest }) => rest);
}

/** Deletes a version that is not public, with its files. @throws as `deleteVersion` */
export async function removeVersion(services: Pick<Services, 'files'>, scope: TenantScope, versionId: string): Promise<void> {
	const keys = await scope.transaction(async (inside) => deleteFiles(inside, await deleteVersion(inside, versionId)));
	for (const key of keys) await services.files.remove(key);
}

/**
 * The file as it was uploaded, always as a download: it comes from outside and nothing in it may run.
 * @throws DomainError `not_found`
 */
export async function openOriginal(services: Pick<Services, 'files'>, scope: TenantScope, planId: string, number: number): Promise<Response> {
	const file = Number.isInteger(number) ? await findOriginal(scope, demandId(planId), number) : null;
	if (!file) throw new DomainError('not_found');
	return new Response(Readable.toWeb(await services.files.getStream(file.key)) as ReadableStream, {
		headers: {
			'Content-Type': 'application/octet-stream',
			'Content-Length': String(file.size),
			'Content-Disposition': disposition('attachment', file.name),
			'X-Content-Type-Options': 'nosniff'
		}
	});
}
