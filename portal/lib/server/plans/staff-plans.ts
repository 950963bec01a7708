import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { countClasses } from '../../../../gis/plans/objects.ts';
import { deleteVersion, demandId, readPlan } from '../../../../gis/plans/plans.ts';
import type { Unsupported } from '../../../../importers/xplan/model.ts';
import type { Services } from '../services.ts';
import { findCheck, listOverrides, pageOfFindings } from './check-queries.ts';
import { catalogueFor, codeLabel, labelOfClass, planKind } from './describe-plan.ts';
import { isWorldFileName } from '../rasters/world-file-names.ts';
import { listUnnamedFiles } from './documents-queries.ts';
import { disposition, documentViews, listDocumentFiles } from './documents.ts';
import { listVersionRows } from './library-queries.ts';
import { obstaclesOf } from './publish.ts';
import { deleteFiles, findOriginal } from './staff-plans-queries.ts';

/** Findings on a page that the server turns. */
const FINDINGS_SHOWN = 50;
const UNSUPPORTED_SHOWN = 200;

/**
 * One version as the staff's page shows it: what it is, what its check says, and the history of the plan.
 * @param findingsPage from 1; pages that are not there give the nearest
 */
export async function readStaffPlan(scope: TenantScope, planId: string, number: number | undefined, findingsPage = 1) {
	const plan = await readPlan(scope, planId, { staff: true, number: number ?? (await newestNumber(scope, planId)) });
	const { version } = plan;
	const catalogue = await catalogueFor(version.xplanVersion);
	const { findings: _findings, unsupported, attributes: _attributes, ...facts } = version;
	const check = await findCheck(scope, version.id);
	const overrides = await listOverrides(scope, { planId: plan.id });
	const findings = await shownFindings(scope, version.id, check?.state === 'done', findingsPage);
	const versions = await listVersionRows(scope, plan.id);
	return {
		id: plan.id,
		name: plan.name,
		number: plan.number,
		class: plan.class,
		kind: planKind(catalogue, plan.class, version.planArt),
		status: codeLabel(catalogue, plan.class, 'rechtsstand', version.rechtsstand),
		version: facts,
		versions: versions.map((each) => ({ ...each, overrides: overrides.filter(({ versionId }) => versionId === each.id) })),
		documents: documentViews(catalogue, await listDocumentFiles(scope, version.id), ''),
		unnamed: (await listUnnamedFiles(scope, version.id)).filter(({ name }) => !isWorldFileName(name)).map(({ id, planId, name, mediaType, size }) => ({ id, planId, name, mediaType, size })),
		classes: (await countClasses(scope, version.id)).map((each) => ({ ...each, label: labelOfClass(each.class) })),
		check,
		obstacles: obstaclesOf(check, overrides.filter(({ versionId }) => versionId === version.id)),
		findings,
		unsupported: unsupported.slice(0, UNSUPPORTED_SHOWN) as Unsupported[]
	};
}

/** Staff begin with what they uploaded last, published or not. */
async function newestNumber(scope: TenantScope, planId: string): Promise<number | undefined> {
	const { versions } = await readPlan(scope, planId, { staff: true });
	return versions[0]?.number;
}

async function shownFindings(scope: TenantScope, versionId: string, checked: boolean, wanted: number) {
	if (!checked) return { shown: [], total: 0, page: 1, pages: 1 };
	const read = (page: number) => pageOfFindings(scope, versionId, (page - 1) * FINDINGS_SHOWN, FINDINGS_SHOWN);
	const first = await read(wanted);
	const pages = Math.max(1, Math.ceil(first.total / FINDINGS_SHOWN));
	const page = Math.min(wanted, pages);
	return { shown: page === wanted ? first.findings : (await read(page)).findings, total: first.total, page, pages };
}

/** What the page that asks before deleting says. @throws DomainError `not_found` */
export async function readDeletion(scope: TenantScope, planId: string, number: number | undefined) {
	const versions = await listVersionRows(scope, demandId(planId));
	const chosen = number === undefined ? versions : versions.filter((each) => each.number === number);
	if (chosen.length === 0) throw new DomainError('not_found');
	return {
		name: chosen[0]!.name,
		number: number ?? null,
		versions: chosen.length,
		last: versions.length === chosen.length,
		published: chosen.some(({ publishedAt }) => publishedAt !== null),
		inParticipation: chosen.some(({ inParticipation }) => inParticipation)
	};
}

/**
 * Deletes a version, or the whole plan.
 * @returns whether the plan is gone
 * @throws DomainError `not_found`, `plan_published`, `plan_in_participation`; then nothing is deleted
 */
export async function removePlan(services: Pick<Services, 'files'>, scope: TenantScope, planId: string, number: number | undefined): Promise<boolean> {
	const versions = await listVersionRows(scope, demandId(planId));
	const chosen = number === undefined ? versions : versions.filter((each) => each.number === number);
	if (chosen.length === 0) throw new DomainError('not_found');
	const keys = await scope.transaction(async (inside) => {
		const all: string[] = [];
		for (const { id } of chosen) all.push(...(await deleteFiles(inside, await deleteVersion(inside, id))));
		return all;
	});
	for (const key of keys) await services.files.remove(key);
	return chosen.length === versions.length;
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
