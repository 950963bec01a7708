import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { protocolResponse } from '../../../portal/lib/server/evidence/protocol-exports.ts';
import { protocolPage } from '../../../portal/lib/server/evidence/protocol-page.ts';
import { recordEvent, recordSelfTest } from '../../../portal/lib/server/evidence/record-event.ts';
import type { FetchResult } from '../../../portal/lib/server/evidence/types.ts';
import { addDocuments, replaceDocument } from '../../../portal/lib/server/procedures/documents/service.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeBareProcedure } from '../../support/evidence.ts';
import { asUpload } from '../../support/participation.ts';

const START = new Date('2027-02-28T23:00:00Z');
const HOUR = 3_600_000;
const now = new Date('2027-03-29T10:30:00Z');
let services: Services;
let scope: TenantScope;
let ids: { procedureId: string; stepId: string };
const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');

beforeAll(async () => {
	services = await testServices({ now: () => now });
	scope = forTenant(services.db.knex, (await makeTenant(services.db, { name: 'Stadt Süßau' })).id);
	const published = { published_at: new Date('2027-02-01T00:00:00Z') };
	ids = await makeBareProcedure(scope, { procedure: { title: 'Süße Au <b>', ...published } });
	const file = asUpload(services, 'begruendung.txt', Buffer.from('Begründung'));
	const values = { category: 'begruendung', parentId: '', forPublic: true, forToeb: true };
	const [documentId] = await addDocuments(services, scope, ids.procedureId, values, [file], [ids.stepId], null, new Date('2027-02-01T00:00:00Z'));
	await services.db.knex('procedure_step').where({ id: ids.stepId }).update(published);
	const change = { reason: 'Seite 4 fehlte in der Datei.', account: null, now: new Date('2027-03-05T10:00:00Z') };
	await replaceDocument(services, scope, { procedureId: ids.procedureId, documentId: documentId! }, asUpload(services, 'b2.txt', Buffer.from('Neu')), change);
	await scope.transaction((inner) =>
		recordEvent(inner, { ...ids, kind: 'dates-changed', detail: { reason: '=1+1', changes: [{ field: 'endsOn', from: '2027-03-30', to: '2027-03-31' }] }, account: null }, new Date('2027-03-06T10:00:00Z'))
	);
	const page = (error: string | null): FetchResult => ({ path: '/x', address: 'public', what: 'page', title: 'Süße Au', status: error ? 500 : 200, sha256: null, expected: null, bytes: 1, milliseconds: 1, error });
	for (let index = 0; index < 40; index++) {
		if (index === 5) continue;
		const hour = new Date(START.getTime() + index * HOUR);
		await recordSelfTest(scope, { ...ids, hour, at: hour, passed: index !== 7, results: [page(index === 7 ? 'status' : null)] });
	}
});
const fetched = (format: string, of = scope, id = ids.procedureId) => protocolResponse(services, of, id, format);

describe('protocol', () => {
	it('shows every step, version, test and change', async () => {
		const page = await protocolPage(scope, ids.procedureId, now);
		const [step] = page.steps;
		expect(step!.tests).toMatchObject({ passed: 38, failed: 1, gaps: 28 * 24 + 11 - 39, extraDays: 0, failures: [{ hour: '01.03.2027, 07:00', lines: ['Süße Au: antwortet mit einem Fehler (Status 500), /x'] }] });
		expect(step!.tests!.days.at(-1)).toMatchObject({ day: '2027-03-29' });
		expect(step!.tests!.days.find((day) => day.day === '2027-03-28')!.states).toHaveLength(23);
		expect(step!.documents).toEqual([{ title: 'begruendung', number: 2, sha256: sha256('Neu') }]);
		expect(page.documents).toMatchObject([{ versions: [{ number: 2, sha256: sha256('Neu') }, { number: 1, sha256: sha256('Begründung') }] }]);
		expect(page.events.map((event) => event.kind)).toEqual(['dates-changed', 'document-replaced', 'document-shown', 'document-added']);
	});

	it('exports what anybody can recompute', async () => {
		const proof = (await (await fetched('json')).json()) as { chain: { seq: number; link: string }; events: { canonical: string; salt: string; digest: string }[]; selfTests: { canonical: string; salt: string; digest: string }[] };
		expect([proof.events.length, proof.selfTests.length]).toEqual([4, 39]);
		for (const { canonical, salt, digest } of [...proof.events, ...proof.selfTests]) {
			expect(createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical).digest('hex')).toBe(digest);
		}
		expect((await verifyChain(services.db, proof.chain)).problems).toEqual([]);
		expect((await verifyChain(services.db, { ...proof.chain, link: '0'.repeat(64) })).problems).toMatchObject([{ kind: 'head_differs', seq: proof.chain.seq }]);
		expect((await verifyChain(services.db, { ...proof.chain, seq: 9999 })).problems).toMatchObject([{ kind: 'head_differs' }]);
	});

	it('is a CSV that no spreadsheet runs', async () => {
		const text = await (await fetched('csv')).text();
		expect(text).toContain('"Frist geändert"');
		expect(text).toContain('Grund: =1+1');
		expect(text).toContain('Ende: 30. März 2027 → 31. März 2027');
		expect(text).not.toMatch(/(^|;)"?[=+@-]/m);
	});

	it('is a tagged PDF with the proof attached', async () => {
		const answer = await fetched('pdf');
		expect(answer.headers.get('content-disposition')).toContain('protokoll-suesse-au-b.pdf');
		expect(answer.headers.get('cache-control')).toContain('no-store');
		const bytes = new Uint8Array(await answer.arrayBuffer());
		const pdf = await getDocument({ data: bytes, verbosity: 0 }).promise;
		let text = '';
		for (let number = 1; number <= pdf.numPages; number++) text += (await (await pdf.getPage(number)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
		for (const words of ['Protokoll: Süße Au <b>', 'Stadt Süßau', 'Frist geändert', 'Seite 4 fehlte in der Datei.', sha256('Neu'), '38 bestanden, 1 nicht bestanden']) expect(text.replace(/\s+/g, ' ')).toContain(words);
		const [id] = [...(await pdf.getAttachments())!.keys()];
		const attached = JSON.parse(Buffer.from((await pdf.getAttachmentContent(id!)) as Uint8Array).toString('utf8'));
		expect(attached.events).toHaveLength(4);
		expect(text).toContain(attached.chain.link.slice(0, 20));
		expect([...((await pdf.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
		expect((await (await pdf.getPage(1)).getStructTree())?.children.length).toBeGreaterThan(0);
		await pdf.loadingTask.destroy();
	});

	it('is nobody else’s', async () => {
		const foreign = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		for (const format of ['pdf', 'csv', 'json']) await expect(fetched(format, foreign)).rejects.toMatchObject({ code: 'not_found' });
		await expect(protocolPage(foreign, ids.procedureId, now)).rejects.toMatchObject({ code: 'not_found' });
		await expect(fetched('exe')).rejects.toMatchObject({ code: 'not_found' });
		await expect(fetched('pdf', scope, '../../x')).rejects.toMatchObject({ code: 'not_found' });
	});
});
