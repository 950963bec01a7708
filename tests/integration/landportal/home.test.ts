import { beforeAll, expect, test } from 'vitest';
import { readLandportal } from '../../../portal/lib/server/landportal/home.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { landportalTexts } from '../../../portal/lib/texts/landportal.ts';
import { testServices } from '../../support/database.ts';
import { DURING_STEP, makeProcedure, type TestProcedure } from '../../support/procedure.ts';

let services: Services;
let made: TestProcedure;

beforeAll(async () => {
	services = await testServices({ now: () => DURING_STEP });
	made = await makeProcedure(services.db, { title: 'Bebauungsplan Blumenstraße' });
});

const view = (query: string, more: object = {}) =>
	readLandportal(services, { params: new URLSearchParams(query), tenant: { id: made.tenantId, slug: made.slug }, wholeLand: false, client: '192.0.2.1', ...more });

test('what an address says wrongly is left out, and the page says so', async () => {
	const shown = await view('von=2027-03-20&bis=2027-03-01&umkreis=abc&status=erfunden');
	expect(shown.wrong.toSorted()).toEqual(['bis', 'status', 'umkreis']);
	expect(shown.items.map(({ title }) => title)).toEqual(['Bebauungsplan Blumenstraße']);
	expect(landportalTexts.filterWrong(shown.wrong)).toMatch(/Stand.*Umkreis.*Bis \(/);
	expect((await view('von=2027-03-01&bis=2027-03-20')).wrong).toEqual([]);
});

test('a place that nobody knows is named, and every place is shown', async () => {
	const shown = await view('ort=Nirgendwo+7');
	expect(shown).toMatchObject({ unknownPlace: 'Nirgendwo 7', total: 1 });
	expect(shown.feedQuery).not.toContain('ort');
});

test('the archive has what is over, and nothing that runs', async () => {
	expect(await view('', { archive: true })).toMatchObject({ total: 0, items: [], municipalities: [] });
	const later = { ...services, now: () => new Date('2027-03-15T10:00:01Z') };
	await made.scope.table('procedure_status').where({ procedure_id: made.procedureId }).update({ status: 'in-force' });
	const archive = await readLandportal(later, { params: new URLSearchParams(), tenant: { id: made.tenantId, slug: made.slug }, wholeLand: false, client: 'x', archive: true });
	expect(archive.items.map(({ status }) => status)).toEqual(['in-force']);
});

test('the search reads its indexes, never a list of what waits for them', async () => {
	const names = ['procedure_search', 'procedure_document_version_search', 'plan_document_search'];
	const { rows } = await services.db.knex.raw(`select array_to_string(reloptions, ',') as options from pg_class where relname = any(?)`, [names]);
	expect(rows.map(({ options }: { options: string }) => options)).toEqual(names.map(() => 'fastupdate=off'));
});
