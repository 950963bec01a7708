import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { migrate } from '../../../gis/db/migrate.ts';
import { EMPTY_FILTER, readProcedureFilter } from '../../../portal/lib/forms/procedure-filter.ts';
import { listProceduresAcrossTenants } from '../../../portal/lib/server/landportal/list.ts';
import { listShown } from '../../../portal/lib/server/procedures/documents/public-queries.ts';
import { chooseVersion, changeDocument, deleteDocument } from '../../../portal/lib/server/procedures/documents/service.ts';
import { publishStep } from '../../../portal/lib/server/procedures/service.ts';
import { openFileStore } from '../../../portal/lib/server/files/store.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { emptyDatabase, testFolder, testServices } from '../../support/database.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { BEFORE, DURING_STEP, makeProcedure, showDocument, stepOf, type TestProcedure } from '../../support/procedure.ts';

/** Stands in one document alone. */
const WORD = 'Zwergfledermaus';
const LATER = new Date('2027-06-01T10:00:00Z');
const MOMENTS = [BEFORE, new Date('2027-02-28T22:59:59Z'), new Date('2027-02-28T23:00:00Z'), DURING_STEP, LATER, new Date('2031-01-01T00:00:00Z')];

let services: Services;
let made: TestProcedure;
let document: { documentId: string; versionId: string };

beforeAll(async () => {
	services = await testServices({ now: () => DURING_STEP });
});

beforeEach(async () => {
	made = await makeProcedure(services.db, { publish: false });
	document = await showDocument(made.scope, made.procedureId, made.stepId, 'gutachten');
	await versions().where({ id: document.versionId }).update({ body: WORD });
	// Everybody knows the procedure; whether its document is found depends on the document.
	await made.scope.table('procedure').where({ id: made.procedureId }).update({ published_at: new Date('2027-01-01T00:00:00Z') });
	await made.scope.table('procedure_status').where({ procedure_id: made.procedureId }).delete();
	await made.scope.insert('procedure_status', { procedure_id: made.procedureId, status: 'active', since: new Date('2027-01-01T00:00:00Z') });
});

const versions = () => made.scope.table('procedure_document_version');
const step = () => made.scope.table('procedure_step').where({ id: made.stepId });
const because = { reason: 'Die Artenliste war falsch.', account: null, now: BEFORE };

async function foundAt(now: Date): Promise<boolean> {
	const { filter } = readProcedureFilter(new URLSearchParams(`suche=${WORD}`));
	const { items } = await listProceduresAcrossTenants(services.db.knex, filter, { now, tenantId: made.tenantId });
	return items.some(({ id }) => id === made.procedureId);
}

/** The search finds the word exactly when the page shows the version, whatever the moment. */
async function expectAsShown(): Promise<void> {
	for (const now of MOMENTS) {
		const shown = (await listShown(made.scope, made.procedureId, { kind: 'public' }, now)).some(({ versionId }) => versionId === document.versionId);
		expect(await foundAt(now), now.toISOString()).toBe(shown);
	}
}

describe('words of a document', () => {
	test('are not found before the step is published, then from its first day on by time alone, for good', async () => {
		expect(await foundAt(LATER)).toBe(false);
		await publishStep(made.scope, made.stepId, null, BEFORE);
		expect(await Promise.all(MOMENTS.map(foundAt))).toEqual([false, false, true, true, true, true]);
		await expectAsShown();
	});

	test('follow a period that is moved before it begins', async () => {
		await publishStep(made.scope, made.stepId, null, BEFORE);
		await step().update({ starts_on: '2027-05-03', starts_at: new Date('2027-05-02T22:00:00Z'), ends_on: '2027-06-07', ends_at: new Date('2027-06-07T22:00:00Z') });
		expect(await foundAt(DURING_STEP)).toBe(false);
		expect(await foundAt(LATER)).toBe(true);
		await expectAsShown();
	});

	test('are gone with a step that is withdrawn', async () => {
		await publishStep(made.scope, made.stepId, null, BEFORE);
		await step().update({ published_at: null, withdrawn_at: BEFORE, withdrawal_reason: 'Die Unterlagen sind nicht vollständig.' });
		for (const now of MOMENTS) expect(await foundAt(now)).toBe(false);
		await expectAsShown();
	});

	test.each([
		['of the public bodies', { track: 'toeb' }, false],
		['that is left out', { skipped_reason: 'Keine Auswirkungen.' }, false],
		['that is internal', { track: 'internal' }, true],
		['published later than its first day', { published_at: LATER }, false],
		['without days, from its publication on', { starts_on: null, ends_on: null, starts_at: null, ends_at: null }, true]
	])('in a step %s', async (_name, change, found) => {
		await step().update({ published_at: BEFORE });
		expect(await foundAt(DURING_STEP)).toBe(true);
		await step().update(change);
		expect(await foundAt(DURING_STEP)).toBe(found);
		await expectAsShown();
	});

	test('for public bodies alone are found by nobody, and again when everybody may read them', async () => {
		await step().update({ published_at: BEFORE });
		const values = { parentId: '', category: 'gutachten', title: 'gutachten', forToeb: true };
		await made.scope.table('procedure_document').where({ id: document.documentId }).update({ for_public: false });
		expect(await foundAt(DURING_STEP)).toBe(false);
		await expectAsShown();
		await changeDocument(made.scope, { procedureId: made.procedureId, documentId: document.documentId }, { ...values, forPublic: true }, because);
		expect(await foundAt(DURING_STEP)).toBe(true);
		await changeDocument(made.scope, { procedureId: made.procedureId, documentId: document.documentId }, { ...values, forPublic: false }, because);
		expect(await foundAt(DURING_STEP)).toBe(false);
	});

	test('of a version that was replaced or never shown are not found, those of the one that is shown are', async () => {
		await step().update({ published_at: BEFORE });
		const [row] = await versions().where({ id: document.versionId }).select('file_id');
		const [{ id: second }] = await made.scope
			.insert('procedure_document_version', { document_id: document.documentId, number: 2, file_id: row.file_id, body: 'Mopsfledermaus' })
			.returning('id');
		await expectAsShown();
		await chooseVersion(
			made.scope,
			{ procedureId: made.procedureId, documentId: document.documentId },
			{ stepId: made.stepId, versionId: second },
			because
		);
		expect(await foundAt(DURING_STEP)).toBe(false);
		await expectAsShown();
	});

	test('stay found where an earlier step still shows the version, and are gone with the document', async () => {
		await step().update({ published_at: BEFORE });
		const early = await stepOf(made.scope, made.procedureId, 'fruehzeitig-oeffentlichkeit', BEFORE);
		await made.scope.insert('step_document', { step_id: early.id, document_version_id: document.versionId });
		await made.scope.table('procedure_step').where({ id: early.id }).update({ published_at: BEFORE });
		expect(await foundAt(BEFORE)).toBe(true);
		await step().update({ published_at: null });
		expect(await foundAt(DURING_STEP)).toBe(true);
		await expectAsShown();
		await made.scope.table('procedure_step').where({ id: early.id }).update({ published_at: null });
		expect(await foundAt(DURING_STEP)).toBe(false);
		await deleteDocument(services, made.scope, { procedureId: made.procedureId, documentId: document.documentId }, null, DURING_STEP);
		expect(await versions().where({ id: document.versionId })).toEqual([]);
	});

	test('of procedures that are not published or were given up are not found', async () => {
		await step().update({ published_at: BEFORE });
		const procedure = () => made.scope.table('procedure').where({ id: made.procedureId });
		await procedure().update({ published_at: LATER });
		expect(await foundAt(DURING_STEP)).toBe(false);
		await procedure().update({ published_at: BEFORE, discarded_at: BEFORE });
		expect(await foundAt(LATER)).toBe(false);
	});
});

test('what a database had before the search was made faster is found afterwards, and nothing else', async () => {
	const db = await emptyDatabase();
	await migrate(db, 8);
	await fillDatabase(db, await openFileStore({ s3: null, dataDir: testFolder() }));
	const { tenant_id: tenantId, id } = (await db.knex('procedure').first('tenant_id', 'id'))!;
	const scope = forTenant(db.knex, tenantId);
	const { id: stepId } = (await scope.table('procedure_step').where({ procedure_id: id, key: 'veroeffentlichung' }).first('id'))!;
	await scope.table('procedure_step').where({ id: stepId }).update({ published_at: new Date('2026-02-20T06:00:00Z') });
	await showDocument(scope, id, stepId, 'gutachten', { title: 'Uhu', for_public: false });
	await scope.table('procedure').where({ id }).update({ published_at: new Date('2026-02-20T06:00:00Z') });
	await scope.table('procedure_status').where({ procedure_id: id }).update({ since: new Date('2026-02-20T06:00:00Z') });
	await migrate(db);
	const found = async (text: string, at: string) =>
		(await listProceduresAcrossTenants(db.knex, { ...EMPTY_FILTER, text }, { now: new Date(at), tenantId })).items.map((each) => each.id);
	expect(await found('Lärmschutz', '2026-03-10T12:00:00Z')).toEqual([id]);
	expect(await found('Lärmschutz', '2026-02-28T22:59:59Z')).toEqual([]);
	expect(await found('Uhu', '2026-03-10T12:00:00Z')).toEqual([]);
	expect(await found('Süße', '2026-02-28T22:59:59Z')).toEqual([id]);
});
