import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { demoAddresses, demoBaseMap } from '../../../demo/base-map.ts';
import { demoPlans, type DemoPlan } from '../../../demo/plans.ts';
import { demoProcedures } from '../../../demo/procedures.ts';
import { demoParticipations, demoStatements, type DemoParticipation, type DemoPlace, type DemoStatement } from '../../../demo/statements.ts';
import { demoTenants, type DemoTenant } from '../../../demo/tenants.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { publishVersion } from '../../../../gis/plans/plans.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { PlaceInput } from '../../forms/statement.ts';
import { demoTexts } from '../../texts/demo.ts';
import { errorTexts } from '../../texts/errors.ts';
import { failImport, listImports } from '../plans/import-queries.ts';
import { importPlanFile } from '../plans/import-service.ts';
import type { Services } from '../services.ts';
import { receiveStatement } from '../statements/service.ts';
import { listTenants, insertTenant } from '../tenants/tenants-queries.ts';
import type { TenantKind } from '../tenants/types.ts';
import { loadAnswers, loadBodies } from './load-bodies.ts';
import { loadProcedure } from './load-procedures.ts';
import { loadTrails } from './load-trails.ts';
import { loadReporters, loadReports } from './load-reports.ts';
import { insertAddresses, insertBaseFeatures, keepDemoMails, readDemoState, writeDemoState, type DemoState } from './demo-queries.ts';

const LAND = 'SN';
const INTERRUPTED = { code: 'work_cancelled', message: errorTexts.work_cancelled };

/**
 * Loads the demo Land step by step. After each step the state is written, with the step itself where it is one transaction, so that a
 * start after a kill goes on where it was; the steps that are not can be repeated.
 * @param line told for the terminal
 */
export async function loadDemo(services: Services, line: (text: string) => void): Promise<void> {
	const db = services.db.knex;
	const known = await readDemoState(db);
	if (known?.done.includes('all')) return;
	line(known ? demoTexts.resume : demoTexts.begin);
	const state: DemoState = known ?? { today: services.now().toISOString(), done: [], plans: {}, participations: {} };
	const today = new Date(state.today);

	/** Work and mark in one transaction. */
	const once = async (step: string, work: (trx: Knex) => Promise<string>): Promise<void> => {
		if (state.done.includes(step)) return;
		const text = await db.transaction(async (trx) => {
			const told = await work(trx);
			await writeDemoState(trx, { ...state, done: [...state.done, step] });
			return told;
		});
		state.done.push(step);
		line(text);
	};

	await once('tenants', (trx) => loadTenants(trx));
	await once('base-map', async (trx) => {
		const features = demoBaseMap();
		await insertBaseFeatures(trx, features);
		return demoTexts.baseMap(features.length);
	});
	const tenantIds = Object.fromEntries((await listTenants(db)).map((tenant) => [tenant.slug, tenant.id]));
	await once('addresses', async (trx) => {
		const addresses = demoAddresses();
		await insertAddresses(trx, addresses, tenantIds);
		return demoTexts.addresses(addresses.length);
	});
	const missing = (await demoPlans(today)).filter((plan) => !state.done.includes(`plan ${plan.key}`));
	for (const plan of missing) {
		const { objects, ...made } = await loadPlan(services, state, tenantIds[plan.tenant]!, plan);
		state.plans[plan.key] = made;
		await once(`plan ${plan.key}`, async (trx) => {
			await publishVersion(forTenant(trx, tenantIds[plan.tenant]!), made.versionId, today);
			return demoTexts.plan(plan.fileName, objects);
		});
	}
	const participations = demoParticipations(today);
	for (const procedure of demoProcedures(today)) {
		await once(`procedure ${procedure.key}`, async (trx) => {
			const made = await loadProcedure(services, forTenant(trx, tenantIds[procedure.tenant]!), procedure, state.plans);
			for (const { plan, procedure: key, step } of participations) if (key === procedure.key) state.participations[plan] = made[step]!;
			return demoTexts.procedure(procedure.title);
		});
	}
	const statements = demoStatements(today);
	for (const [index, statement] of statements.entries()) await loadStatement(services, tenantIds, participations, state, statement, index);
	line(demoTexts.statements(statements.length));
	await once('bodies', (trx) => loadBodies(services, trx, tenantIds, today));
	await loadAnswers(services, tenantIds, today, (text) => keyOf(`${state.today} ${text}`));
	await once('reports', async (trx) => {
		const made = await loadReporters(trx, tenantIds);
		return demoTexts.reports(await loadReports(services, trx, tenantIds, made, today));
	});
	await once('trails', async (trx) => demoTexts.trails(await loadTrails(services, trx, tenantIds, today)));
	await once('all', async (trx) => {
		// To invented people; staff sees them in the outbox.
		await keepDemoMails(trx, today);
		return demoTexts.done;
	});
}

async function loadTenants(trx: Knex): Promise<string> {
	// The Land first: the others name it as their parent.
	const tenants = demoTenants().sort((a, b) => Number(b.kind === 'Land') - Number(a.kind === 'Land'));
	for (const tenant of tenants) await insertTenant(trx, rowOf(tenant));
	return `${demoTexts.tenants}: ${tenants.map((tenant) => tenant.name).join(', ')}`;
}

function rowOf(tenant: DemoTenant) {
	const { openingHours, ...contact } = tenant.contact;
	return {
		slug: tenant.slug,
		name: tenant.name,
		kind: tenant.kind.toLowerCase() as TenantKind,
		ags: tenant.kind === 'Land' ? tenant.ags.slice(0, 2) : tenant.ags,
		land: LAND,
		contact: { ...contact, openingHours: openingHours.join('; ') },
		colours: tenant.colours,
		logoSvg: tenant.logoSvg,
		settings: {
			legal: { ...tenant.legal, accessibilityEnforcement: demoTexts.enforcement, dataProtectionAuthority: demoTexts.dataProtectionAuthority }
		},
		area: { srid: 25833, geojson: tenant.area }
	};
}

/** Imports a plan, or finds it where a killed process had just finished importing it. */
async function loadPlan(services: Services, state: DemoState, tenantId: string, plan: DemoPlan) {
	const scope = forTenant(services.db.knex, tenantId);
	for (const row of (await listImports(scope)).filter((each) => each.fileName === plan.fileName)) {
		if (row.state === 'done' && row.versions[0]) return { planId: row.versions[0].planId, versionId: row.versions[0].versionId, objects: 0 };
		if (row.state === 'running') await failImport(scope, row.id, INTERRUPTED, services.now());
	}
	const planId = plan.replaces ? state.plans[plan.replaces]!.planId : undefined;
	const [imported] = await importPlanFile(services, tenantId, { name: plan.fileName, content: plan.content }, { planId });
	return { planId: imported!.planId, versionId: imported!.versionId, objects: imported!.objects };
}

/** Sending the same key and content again makes no second statement, so this step needs no mark. */
async function loadStatement(
	services: Services,
	tenantIds: Record<string, string>,
	participations: DemoParticipation[],
	state: DemoState,
	demo: DemoStatement,
	index: number
): Promise<void> {
	const { tenant } = participations.find((each) => each.plan === demo.plan)!;
	const { author } = demo;
	await receiveStatement(
		services,
		forTenant(services.db.knex, tenantIds[tenant]!),
		state.participations[demo.plan]!,
		{
			key: keyOf(`${state.today} ${index}`),
			text: demo.text,
			places: demo.places.map(placeOf),
			name: author?.name ?? '',
			address: [author?.street, [author?.postcode, author?.city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
			email: author?.email ?? ''
		},
		{ origin: 'web', now: new Date(demo.receivedAt) }
	);
}

/** A UUID that is the same in every run of the same load. */
function keyOf(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Chosen objects stay objects; what somebody drew becomes a geometry in degrees. */
function placeOf({ objectId, geometry }: DemoPlace): PlaceInput {
	if (objectId && geometry.type !== 'LineString') return { kind: 'object', gmlId: objectId };
	const degrees = transformBetween('EPSG:25833', 'EPSG:4326');
	const at = ([east, north]: [number, number]) => degrees(east, north);
	if (geometry.type === 'Point') return { kind: 'point', geometry: { type: 'Point', coordinates: at(geometry.coordinates) } };
	if (geometry.type === 'LineString') return { kind: 'line', geometry: { type: 'LineString', coordinates: geometry.coordinates.map(at) } };
	return { kind: 'polygon', geometry: { type: 'Polygon', coordinates: geometry.coordinates.map((ring) => ring.map(at)) } };
}
