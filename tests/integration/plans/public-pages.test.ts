import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPublicDocument } from '../../../portal/lib/server/plans/documents.ts';
import { readHome } from '../../../portal/lib/server/plans/home.ts';
import { listKinds, listObjectViews, readObjectView } from '../../../portal/lib/server/plans/object-view.ts';
import { planView, readPublicPlan } from '../../../portal/lib/server/plans/plan-view.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { DURING, makeParticipation, type TestParticipation } from '../../support/participation.ts';

const AFTER = new Date('2027-06-01T10:00:00Z');

describe('public pages of a plan', () => {
	let services: Services;
	let test: TestParticipation;
	let other: TestParticipation;
	let documentId: string;
	const pdf = Buffer.from('%PDF-1.7 Begründung');
	const read = (now = DURING, version: string | null = null) => readPublicPlan(test.scope, test.slug, test.planId, version, now);

	beforeAll(async () => {
		services = await testServices();
		test = await makeParticipation(services.db);
		other = await makeParticipation(services.db);
		const text = (gmlId: string, klass: string, key: string) => ({
			plan_version_id: test.planVersionId,
			gml_id: gmlId,
			class: klass,
			position: 0,
			key,
			legal_basis: '§ 9 BauGB',
			body: `Text ${key}`,
			attributes: '[]'
		});
		await test.scope.insert('plan_text', [
			text('t10', 'BP_TextAbschnitt', '10.1'),
			text('t2', 'BP_TextAbschnitt', '2.1'),
			text('r1', 'XP_BegruendungAbschnitt', '1')
		]);
		const sha256 = createHash('sha256').update(pdf).digest();
		const key = await services.files.put(test.tenantId, pdf);
		const [file] = await test.scope
			.insert('file', { key, name: 'Begründung "Süd".pdf', media_type: 'application/pdf', size: pdf.length, sha256 })
			.returning('id');
		const document = (values: Record<string, unknown>) => ({ plan_version_id: test.planVersionId, position: 1, name: 'Begründung', owner_gml_id: 'P', ...values });
		const [row] = await test.scope.insert('plan_document', document({ type: '1010', file_id: file.id })).returning('id');
		documentId = row.id;
		await test.scope.insert('plan_document', document({ position: 2, url: 'javascript:alert(1)' }));
		await test.scope.insert('plan_document', document({ position: 3, url: 'https://example.org/plan.pdf' }));
	});

	it('show the plan with its texts by key, reasons apart, and the running participation', async () => {
		const plan = await planView(test.scope, await read());
		expect(plan.texts.map((text) => text.key)).toEqual(['2.1', '10.1']);
		expect(plan.reasons.map((text) => text.key)).toEqual(['1']);
		expect(plan.participation).toMatchObject({ state: 'running', statementHref: `/${test.slug}/beteiligungen/${test.participationId}/stellungnahme` });
		expect(plan.versions).toEqual([expect.objectContaining({ number: 1, shown: true, href: `/${test.slug}/plaene/${test.planId}` })]);
	});

	it('link documents on the web and at hand, and nothing else', async () => {
		const { documents } = await planView(test.scope, await read());
		expect(documents.map(({ href, external }) => [href, external])).toEqual([
			[`/${test.slug}/plaene/${test.planId}/dokumente/${documentId}`, false],
			[null, false],
			['https://example.org/plan.pdf', true]
		]);
		expect(documents[0]).toMatchObject({ type: 'Begründung', size: pdf.length });
	});

	it('explain an object in plain words and lead to the statement only while one can be given', async () => {
		const found = await read();
		const [first] = (await listObjectViews(test.scope, found.plan, { limit: 10 }, found.addresses)).items;
		const object = await readObjectView(test.scope, found.plan, first!.gmlId, found.addresses);
		expect(object.sentences.map((sentence) => sentence.text).join(' ')).toContain('höchstens 40 % des Grundstücks');
		expect(object.attributes).toContainEqual(expect.objectContaining({ label: 'Grundflächenzahl (GRZ)', value: '0,4' }));
		expect(object.statementHref).toMatch(new RegExp(`/stellungnahme\\?objekt=${object.gmlId}$`));
		const after = await read(AFTER);
		expect((await readObjectView(test.scope, after.plan, object.gmlId, after.addresses)).statementHref).toBeNull();
	});

	it('list objects in pages, by kind and by words that stand nowhere in the file', async () => {
		const found = await read();
		const kinds = await listKinds(test.scope, found.plan);
		const total = kinds.reduce((sum, kind) => sum + kind.count, 0);
		const first = await listObjectViews(test.scope, found.plan, { limit: 1 }, found.addresses);
		const rest = await listObjectViews(test.scope, found.plan, { limit: 50, after: first.next! }, found.addresses);
		expect(first.items.length + rest.items.length).toBe(total);
		expect(rest.next).toBeNull();
		const kind = kinds[0]!;
		const byName = await listObjectViews(test.scope, found.plan, { limit: 50, text: kind.label.toUpperCase() }, found.addresses);
		expect(byName.items.map((item) => item.kind)).toContain(kind.label);
		const bySign = await listObjectViews(test.scope, found.plan, { limit: 50, text: 'wohngebiet' }, found.addresses);
		expect(bySign.items.map((item) => item.gmlId)).toEqual(['wa']);
	});

	it('refuse versions and ids that do not exist or belong to somebody else', async () => {
		await expect(read(DURING, '7')).rejects.toMatchObject({ code: 'not_found' });
		await expect(readPublicPlan(other.scope, other.slug, test.planId, null, DURING)).rejects.toMatchObject({ code: 'not_found' });
		const found = await read();
		await expect(readObjectView(test.scope, found.plan, 'nothing', found.addresses)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('serve documents so that nothing in them can run, and once', async () => {
		const ids = { planId: test.planId, documentId };
		const answer = await openPublicDocument(test.scope, services.files, ids, null);
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
		expect(answer.headers.get('Content-Disposition')).toMatch(/^inline; filename="[\x20-\x7e]+"; filename\*=UTF-8''Begr%C3%BCndung/);
		expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
		const again = await openPublicDocument(test.scope, services.files, ids, answer.headers.get('ETag'));
		expect(again.status).toBe(304);
		for (const wrong of [{ planId: other.planId, documentId }, { planId: test.planId, documentId: randomUUID() }, { planId: 'x', documentId: 'y' }])
			await expect(openPublicDocument(test.scope, services.files, wrong, null)).rejects.toMatchObject({ code: 'not_found' });
		await expect(openPublicDocument(other.scope, services.files, ids, null)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('put what runs first on the Land and on the tenant', async () => {
		const home = await readHome(services.db.knex, { now: DURING });
		expect(home.running.map((plan) => plan.id).sort()).toEqual([test.planId, other.planId].sort());
		expect(home.plans).toEqual([]);
		const mine = await readHome(services.db.knex, { tenantId: test.tenantId, now: AFTER });
		expect(mine.running).toEqual([]);
		expect(mine.plans.map(({ id, participation }) => [id, participation])).toEqual([[test.planId, null]]);
	});

	it('answer a search that no plan matches with the plans around a place', async () => {
		const findPlace = async () => ({ title: 'Lindenallee 5', extent: [1480500, 6670500, 1480500, 6670500] as [number, number, number, number] });
		const home = await readHome(services.db.knex, { text: 'Lindenallee', tenantId: test.tenantId, now: DURING, findPlace });
		expect(home.near).toMatchObject({ place: 'Lindenallee 5', plans: [expect.objectContaining({ id: test.planId })] });
		expect((await readHome(services.db.knex, { text: 'Testplan', now: DURING, findPlace })).near).toBeNull();
	});

	it('never show what is not published', async () => {
		await test.scope.table('plan_version').where('plan_version.id', test.planVersionId).update({ published_at: null });
		await expect(read()).rejects.toMatchObject({ code: 'not_found' });
		await expect(openPublicDocument(test.scope, services.files, { planId: test.planId, documentId }, null)).rejects.toMatchObject({ code: 'not_found' });
		expect((await readHome(services.db.knex, { now: DURING })).running.map((plan) => plan.id)).toEqual([other.planId]);
	});
});
