import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePdf } from '../../../demo/pdf.ts';
import type { DemoDocument, DemoProcedure, DemoStep } from '../../../demo/procedures.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { publishNotice } from '../notices/notice.ts';
import { dayOf } from '../participations/local-days.ts';
import { addDays } from '../procedures/days.ts';
import { addDocument, chooseVersion, listDocuments } from '../procedures/documents/service.ts';
import { kindStep } from '../procedures/kinds/kind.ts';
import { addIteration, changeArea, changeProcedure, createProcedure, publishStep, readProcedure, saveStep, skipStep } from '../procedures/service.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import type { Services } from '../services.ts';
import type { DemoState } from './demo-queries.ts';

/** In the morning of a local day; nobody in the demo works at night. */
const morning = (day: string): Date => new Date(`${day}T08:00:00Z`);

/**
 * Makes a procedure of the demo as its planners would have: every step at its time, by the same functions as the pages.
 * @param scope of an open transaction: all or nothing
 * @param plans what the plans of the demo became
 * @returns participation of each step that has one, by the key of the step
 */
export async function loadProcedure(services: Services, scope: TenantScope, demo: DemoProcedure, plans: DemoState['plans']): Promise<Record<string, string>> {
	const begin = morning(addDays(firstDay(demo), -60));
	const id = await createProcedure(
		scope,
		{ kindKey: demo.kindKey, title: demo.title, number: demo.number, municipality: demo.municipality, planId: demo.plan ? plans[demo.plan]!.planId : '' },
		null,
		begin
	);
	const { title, number, municipality, summary, easyLanguage, contact } = demo;
	const words = { title, number, municipality, summary, easyLanguage: easyLanguage ?? '', topics: demo.topics.join(', '), ...contact };
	await changeProcedure(scope, id, { ...words, planId: demo.plan ? plans[demo.plan]!.planId : '' }, null, begin);
	if (demo.area) await changeArea(scope, id, { geojson: degrees(demo.area) }, null, begin);
	const documents = await addDocuments(services, scope, id, demo.documents, begin);
	for (const step of demo.steps) await makeStep(services, scope, id, demo, step, { plans, documents });
	const { steps } = await readProcedure(scope, id, services.now());
	return Object.fromEntries(steps.filter(({ participationId }) => participationId).map(({ key, participationId }) => [key, participationId!]));
}

interface Made {
	plans: DemoState['plans'];
	documents: Map<string, string>;
}

async function makeStep(services: Services, scope: TenantScope, id: string, demo: DemoProcedure, step: DemoStep, { plans, documents }: Made): Promise<void> {
	// What is announced is prepared before; a day is recorded on the next.
	const first = step.notice ?? (step.end || step.version ? addDays(step.start!, -8) : addDays(step.start ?? dayOf(services.now()), 1));
	const now = new Date(Math.min(morning(first).getTime(), services.now().getTime()));
	const found = await stepFor(scope, id, step, plans, now);
	if (step.skip) return skipStep(scope, found.id, { reason: step.skip }, null, now);
	const known = kindStep((await readProcedure(scope, id, now)).kind, step.key)!;
	const publicPeriod = known.track === 'public' && known.rule !== 'day';
	await saveStep(
		scope,
		id,
		found.id,
		{
			title: found.title,
			rule: step.rule ?? found.rule,
			startsOn: step.start ?? '',
			endsOn: step.end ?? '',
			extensionReason: step.extensionReason ?? '',
			shorteningReason: found.shorteningReason,
			changesOnly: found.changesOnly,
			planVersionId: step.version ? plans[step.version]!.versionId : '',
			compareVersionId: found.compareVersionId ?? '',
			note: step.note ?? '',
			places: publicPeriod ? demo.places : [],
			environment: publicPeriod ? demo.environment : []
		},
		null,
		now
	);
	for (const key of step.documents ?? []) await show(scope, id, found.id, documents.get(key)!, now);
	const context = { publicUrl: services.config.publicUrl, account: null, now };
	if (step.notice) await publishNotice(scope, found.id, { publishedIn: step.noticeIn!, publishedOn: step.notice }, context);
	if (step.publish) await publishStep(scope, found.id, null, now);
}

async function stepFor(scope: TenantScope, id: string, step: DemoStep, plans: DemoState['plans'], now: Date): Promise<ProcedureStep> {
	const procedure = await readProcedure(scope, id, now);
	const known = procedure.steps.find(({ key }) => key === step.key);
	if (known) return known;
	if (!step.renewed) return stepOf(procedure, await saveStep(scope, id, null, { key: step.key, startsOn: step.start }, null, now), scope, now);
	const track = step.key === 'erneut-toeb' ? 'toeb' : 'public';
	const compareVersionId = plans[step.renewed.compare]!.versionId;
	const [made] = await addIteration(scope, id, { track, compareVersionId, changesOnly: step.renewed.changesOnly ? '1' : '' }, null, now);
	return stepOf(procedure, made!, scope, now);
}

async function stepOf(procedure: Procedure, stepId: string, scope: TenantScope, now: Date): Promise<ProcedureStep> {
	return (await readProcedure(scope, procedure.id, now)).steps.find(({ id }) => id === stepId)!;
}

async function addDocuments(services: Services, scope: TenantScope, procedureId: string, list: DemoDocument[], now: Date): Promise<Map<string, string>> {
	const folder = await mkdtemp(join(tmpdir(), 'bauleitportal-demo-'));
	const made = new Map<string, string>();
	try {
		for (const document of list) {
			const content = await writePdf(document.paper);
			const path = join(folder, document.key);
			await writeFile(path, content);
			const file = { path, name: document.fileName, size: content.length, sha256: createHash('sha256').update(content).digest() };
			const values = { title: document.title, category: document.category, parentId: '', forPublic: true, forToeb: true };
			made.set(document.key, await addDocument(services, scope, procedureId, values, file, null, now));
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return made;
}

async function show(scope: TenantScope, procedureId: string, stepId: string, documentId: string, now: Date): Promise<void> {
	const document = (await listDocuments(scope, procedureId, now)).find(({ id }) => id === documentId)!;
	await chooseVersion(scope, { procedureId, documentId }, { stepId, versionId: document.versions[0]!.id }, { reason: '', account: null, now });
}

/** Ring in EPSG:25833 → polygon in degrees. */
function degrees(ring: [number, number][]): object {
	const transform = transformBetween('EPSG:25833', 'EPSG:4326');
	return { type: 'Polygon', coordinates: [ring.map(([east, north]) => transform(east, north))] };
}

const firstDay = (demo: DemoProcedure): string => demo.steps.flatMap(({ start, notice }) => [start, notice]).filter((day) => day !== undefined).sort()[0]!;
