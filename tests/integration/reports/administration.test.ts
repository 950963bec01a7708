import { beforeAll, describe, expect, test } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { liftBan, listBans, saveBan } from '../../../portal/lib/server/reports/administration/bans.ts';
import { addRule, removeBody, saveBody } from '../../../portal/lib/server/reports/administration/bodies.ts';
import { readCategory, removeCategory, saveCategory, valuesAsText } from '../../../portal/lib/server/reports/administration/categories.ts';
import { deepLink } from '../../../portal/lib/server/reports/administration/deep-link.ts';
import { probeFrom } from '../../../portal/lib/server/reports/administration/probe.ts';
import { createReporter, removeReporter, saveReporter } from '../../../portal/lib/server/reports/administration/reporters.ts';
import { saveWorkflow } from '../../../portal/lib/server/reports/administration/workflow.ts';
import { listCategories, readReporter } from '../../../portal/lib/server/reports/reporters.ts';
import { DEFAULT_WORKFLOW } from '../../../portal/lib/server/reports/workflow.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { HERE, RECEIVED, makeReport, makeReporter, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
let scope: TenantScope;
const errorOf = (work: Promise<unknown>) => work.then(() => null, (error: { code?: string }) => error.code ?? String(error));
const fieldsOf = (work: Promise<unknown>) => work.then(() => null, (error: { fields?: Record<string, string> }) => Object.keys(error.fields ?? {}));

beforeAll(async () => {
	services = await testServices();
	here = await makeReporter(services.db);
	scope = here.scope;
});

const SETTINGS = {
	name: 'Wildmüll melden', slug: 'wildmuell', acceptance: 'atOnce', deleteUnconfirmedAfterDays: '', releaseAfterDays: '3', emergencyNote: '112', anonymiseAfterDays: '365',
	reopenWithinDays: '28', feedbackAfterDays: '', publicDashboard: true, messageOutside: 'Montag wieder', active: true,
	hours: { mo: '8:00-12:00, 13:00-16:00', tu: '', we: '', th: '', fr: '', sa: '', su: '' }
};

describe('reporters', () => {
	test('from nothing to the first report', async () => {
		const id = await createReporter(scope, 'Wildmüll melden', true);
		expect(await readReporter(scope, id)).toMatchObject({ slug: 'wildmuell-melden', active: false });
		const categories = await listCategories(scope, id);
		expect(categories.length).toBeGreaterThan(10);
		await saveReporter(scope, id, SETTINGS);
		const { settings, active } = await readReporter(scope, id);
		expect(active).toBe(true);
		expect(settings).toMatchObject({ releaseAfterDays: 3, feedbackAfterDays: null, deleteUnconfirmedAfterDays: null });
		expect(settings.openingHours!.days.mo).toEqual([{ from: '08:00', to: '12:00' }, { from: '13:00', to: '16:00' }]);
		const report = await makeReport(services, { ...here, reporterId: id, categories: { NEU: categories[0]!.id } }, { category: 'NEU' });
		expect(report.publicRef).toMatch(/^M-/);
		const due = async (id: string) => (await scope.table('report').where({ id }).first()).due_at as Date;
		expect(await due(report.id)).toEqual(new Date(RECEIVED.getTime() + 14 * 86_400_000));
		// Fourteen working days: two weekends, and Easter from Friday to Monday, are none.
		await saveReporter(scope, id, { ...SETTINGS, targetInWorkingDays: true });
		const later = await makeReport(services, { ...here, reporterId: id, categories: { NEU: categories[0]!.id } }, { category: 'NEU' });
		expect(await due(later.id)).toEqual(new Date('2027-04-01T21:59:59Z'));
		expect(await errorOf(removeReporter(scope, id))).toBe('reporter_in_use');
	});

	test('what does not fit is named', async () => {
		const id = await createReporter(scope, 'Zweiter', false);
		expect(await errorOf(saveReporter(scope, id, { ...SETTINGS, slug: 'maengelmelder' }))).toBe('slug_taken');
		expect(await fieldsOf(saveReporter(scope, id, { ...SETTINGS, slug: 'x y', hours: { ...SETTINGS.hours, fr: '12:00-08:00' } }))).toEqual(['slug', 'hours.fr']);
		expect(await fieldsOf(createReporter(scope, ' ', false))).toEqual(['']);
		await removeReporter(scope, id);
		expect(await errorOf(readReporter(scope, id))).toBe('not_found');
	});
});

const CATEGORY = {
	code: '', name: 'Gasgeruch', group: 'Gefahr', description: '', hint: '', keywords: 'Gas, Geruch, Gas', icon: 'report', kind: 'problem', visibility: 'public', moderation: 'pin',
	contact: 'optional', photo: 'optional', duplicateDistance: '100', responseDays: '1', supportThreshold: '0', assetLayerId: '', active: true,
	fields: [
		{ code: '', label: 'Riecht es nach Gas?', type: 'singlevaluelist', required: true, help: '', values: 'Nein\nJa | Bitte rufen Sie die 112 an.' },
		{ code: '', label: 'Seit wann?', type: 'datetime', required: false, help: '', values: '' }
	]
};

describe('categories', () => {
	test('questions with an answer that stops the form', async () => {
		const id = await saveCategory(scope, here.reporterId, null, CATEGORY);
		const row = await readCategory(scope, here.reporterId, id);
		expect(row).toMatchObject({ code: 'gasgeruch', keywords: ['Gas', 'Geruch'], response_days: 1 });
		expect(row.fields).toEqual([
			{ code: 'riecht-es-nach-gas', label: 'Riecht es nach Gas?', type: 'singlevaluelist', required: true, help: '', values: [{ key: 'nein', name: 'Nein' }, { key: 'ja', name: 'Ja', stop: 'Bitte rufen Sie die 112 an.' }] },
			{ code: 'seit-wann', label: 'Seit wann?', type: 'datetime', required: false, help: '', values: [] }
		]);
		expect(valuesAsText(row.fields[0]!.values)).toBe(CATEGORY.fields[0]!.values);
		const stopped = makeReport(services, { ...here, categories: { GAS: id } }, { category: 'GAS', answers: { 'riecht-es-nach-gas': 'ja' } });
		expect(await errorOf(stopped)).toBe('report_stopped');
		// Kept after the retention: a choice may be, what is written freely never.
		const kept = CATEGORY.fields.map((field) => ({ ...field, keep: true }));
		await saveCategory(scope, here.reporterId, id, { ...CATEGORY, anonymiseAfterDays: '90', fields: [...kept, { ...kept[0]!, code: 'frei', type: 'text' as const }] });
		const changed = await readCategory(scope, here.reporterId, id);
		expect(changed.anonymise_after_days).toBe(90);
		expect(changed.fields.map(({ keep }) => keep ?? false)).toEqual([true, true, false]);
		expect(await fieldsOf(saveCategory(scope, here.reporterId, id, { ...CATEGORY, anonymiseAfterDays: '3' }))).toEqual(['anonymiseAfterDays']);
		// A key that foreign programs know survives.
		expect(valuesAsText([{ key: 'A1', name: 'Erste' }])).toBe('A1 = Erste');
		await removeCategory(scope, here.reporterId, id);
	});

	test('one with reports stays; codes are unique; lists have answers', async () => {
		await makeReport(services, here);
		expect(await errorOf(removeCategory(scope, here.reporterId, here.categories.LATERNE!))).toBe('category_in_use');
		expect(await errorOf(saveCategory(scope, here.reporterId, null, { ...CATEGORY, code: 'LATERNE' }))).toBe('category_code_taken');
		const noAnswers = { ...CATEGORY, fields: [{ ...CATEGORY.fields[0]!, values: ' \n ' }] };
		expect(await fieldsOf(saveCategory(scope, here.reporterId, null, noAnswers))).toEqual(['fields.0.values']);
		const other = await makeReporter(services.db);
		expect(await errorOf(saveCategory(other.scope, here.reporterId, null, CATEGORY))).toBe('not_found');
		expect(await errorOf(saveCategory(scope, here.reporterId, other.categories.LATERNE!, CATEGORY))).toBe('not_found');
	});
});

describe('workflow', () => {
	const rows = () => DEFAULT_WORKFLOW.map(({ role, ...state }) => ({ ...state, role: role ?? '', next: [...state.next] }));

	test('own states; what reports have cannot vanish', async () => {
		const test = await makeReporter(services.db);
		await makeReport(services, test);
		const own = [...rows(), { key: '', label: 'Wartet auf Ersatzteil', publicLabel: 'In Arbeit', open311: 'open' as const, answerRequired: true, role: '', next: ['erledigt'] }];
		own[2]!.next.push('neu-8');
		await saveWorkflow(test.scope, test.reporterId, own);
		const { workflow } = await readReporter(test.scope, test.reporterId);
		expect(workflow.at(-1)).toEqual({ key: 'wartet-auf-ersatzteil', label: 'Wartet auf Ersatzteil', publicLabel: 'In Arbeit', open311: 'open', answerRequired: true, next: ['erledigt'] });
		expect(workflow[2]!.next).toContain('wartet-auf-ersatzteil');
		const without = rows().filter(({ key }) => key !== 'eingegangen');
		without[0]!.role = 'initial';
		expect(await errorOf(saveWorkflow(test.scope, test.reporterId, without))).toBe('workflow_state_used');
	});

	test('what nobody could work with is refused', async () => {
		const test = await makeReporter(services.db);
		const save = (change: (list: ReturnType<typeof rows>) => void) => {
			const list = rows();
			change(list);
			return errorOf(saveWorkflow(test.scope, test.reporterId, list));
		};
		expect(await save((list) => void (list[0]!.role = ''))).toBe('workflow_invalid');
		expect(await save((list) => void (list[0]!.open311 = 'closed'))).toBe('workflow_invalid');
		expect(await save((list) => void (list[4]!.role = ''))).toBe('workflow_invalid');
		expect(await save((list) => void (list[4]!.open311 = 'open'))).toBe('workflow_invalid');
		expect(await save((list) => void (list[1]!.role = 'initial'))).toBe('workflow_invalid');
		expect(await save((list) => void (list[1]!.label = 'Geplant'))).toBe('workflow_invalid');
		expect(await save((list) => list.forEach((state) => (state.next = state.next.filter((key) => key !== 'geplant'))))).toBe('workflow_invalid');
		expect(await save(() => {})).toBe(null);
	});
});

describe('bodies', () => {
	const BODY = { name: 'Tiefbauamt', level: 'amt', email: '', forwardTenantId: '', isDefault: false, active: true };
	const polygon = (west: number, south: number, side: number) => ({ type: 'Polygon', coordinates: [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] });

	test('areas drawn, from GeoJSON and the tenant’s own decide, and the trial says why', async () => {
		const test = await makeReporter(services.db);
		const office = await saveBody(test.scope, null, BODY);
		const drawn = JSON.stringify([{ kind: 'polygon', geometry: polygon(13.49, 51.24, 0.02) }]);
		await addRule(test.scope, office, { categoryId: test.categories.LATERNE, where: 'drawn', drawn, areaName: 'Altstadt' });
		const probe = (category: string, lon: number) => probeFrom(test.scope, new URLSearchParams({ kategorie: test.categories[category]!, lon: String(lon), lat: String(HERE.lat) }));
		expect(await probe('LATERNE', HERE.lon)).toMatchObject({ body: 'Tiefbauamt', because: expect.stringContaining('„Altstadt“') });
		expect(await probe('MUELL', HERE.lon)).toMatchObject({ body: 'Bürgerbüro' });
		expect(await probe('LATERNE', 13.45)).toMatchObject({ body: 'Bürgerbüro' });
		const park = await saveBody(test.scope, null, { ...BODY, name: 'Grünamt' });
		await addRule(test.scope, park, { categoryId: '', where: 'geojson', geojson: JSON.stringify({ type: 'Feature', geometry: polygon(13.44, 51.24, 0.02) }), areaName: 'Park' });
		expect(await probe('LATERNE', 13.45)).toMatchObject({ body: 'Grünamt' });
		await addRule(test.scope, park, { categoryId: test.categories.MUELL, where: 'tenant', areaName: 'Ganze Stadt' });
		expect(await probe('MUELL', 13.59)).toMatchObject({ body: 'Grünamt' });
		for (const wrong of ['', '{}', '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}', '{"type":"Point","coordinates":[1,2]}'])
			expect(await errorOf(addRule(test.scope, park, { categoryId: '', where: 'geojson', geojson: wrong, areaName: '' }))).toBe('procedure_area_invalid');
		expect(await errorOf(addRule(test.scope, park, { categoryId: '', where: 'drawn', drawn: '[]', areaName: '' }))).toBe('procedure_area_invalid');
		expect(await errorOf(addRule(test.scope, park, { categoryId: here.categories.LATERNE, where: 'everywhere', areaName: '' }))).toBe('not_found');
		expect(await probeFrom(test.scope, new URLSearchParams({ lon: 'x' }))).toBeNull();
	});

	test('there is one default; one with reports stays', async () => {
		const test = await makeReporter(services.db);
		await makeReport(services, test);
		const id = await saveBody(test.scope, null, { ...BODY, isDefault: true });
		expect(await test.scope.table('responsible_body').where({ is_default: true }).select('id')).toEqual([{ id }]);
		expect(await errorOf(removeBody(test.scope, test.bodyId))).toBe('responsible_body_in_use');
		await removeBody(test.scope, id);
		expect(await fieldsOf(saveBody(test.scope, null, { ...BODY, forwardTenantId: test.tenantId }))).toEqual(['forwardTenantId']);
	});
});

test('bans hold reports back, with every way to write an address', async () => {
	await saveBan(scope, { sender: 'Stoerer+1@Beispiel.example', reason: 'Beleidigungen' }, RECEIVED);
	const report = await makeReport(services, here, { author: { email: 'stoerer+2@beispiel.example' } });
	expect((await scope.table('report').where({ id: report.id }).first('accepted_at')).accepted_at).toBeNull();
	const [ban] = await listBans(scope);
	await liftBan(scope, ban!.sender);
	expect(await listBans(scope)).toEqual([]);
	expect(await fieldsOf(saveBan(scope, { sender: 'niemand' }, RECEIVED))).toEqual(['sender']);
});

test('deep links of signs', async () => {
	const link = (values: Partial<Parameters<typeof deepLink>[3]>) => deepLink(services, scope, here.reporterId, { category: '', lon: '', lat: '', asset: '', ...values });
	expect(await link({ category: 'LATERNE', lon: '13,5', lat: '51.25' })).toBe(`${services.config.publicUrl}/${here.slug}/melden/maengelmelder?kategorie=LATERNE&lon=13.500000&lat=51.250000`);
	expect(await fieldsOf(link({ lon: '13.5' }))).toEqual(['place']);
	expect(await fieldsOf(link({ asset: '4711' }))).toEqual(['asset']);
	expect(await errorOf(link({ category: 'GIBTSNICHT' }))).toBe('not_found');
});
