import { createHash } from 'node:crypto';
import { constants, deflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph } from 'docx';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { filesOf } from '../../../portal/lib/server/procedures/documents/public-documents.ts';
import { problemOf } from '../../../portal/lib/server/errors.ts';
import { openForStaff, openShown, readShownPdf } from '../../../portal/lib/server/procedures/documents/open-document.ts';
import { searchDocuments } from '../../../portal/lib/server/procedures/documents/search.ts';
import * as documents from '../../../portal/lib/server/procedures/documents/service.ts';
import { unreadOfPlan, unreadOfPlansAcrossTenants } from '../../../portal/lib/server/procedures/documents/text-queries.ts';
import { DURING_STEP, makeProcedure } from '../../support/procedure.ts';
import { readDocumentText } from '../../../portal/lib/server/procedures/documents/text-job.ts';
import { documentsZip } from '../../../portal/lib/server/procedures/documents/zip.ts';
import type { StaffDocument } from '../../../portal/lib/server/procedures/documents/types.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeBareProcedure } from '../../support/evidence.ts';
import { asUpload } from '../../support/participation.ts';
import { zipOf } from '../plans/fixtures.ts';
import { pdfOf } from '../../support/pdf.ts';
import { openZipBytes } from '../../support/open-zip.ts';

const BEFORE = new Date('2027-02-28T22:59:59Z');
const DURING = new Date('2027-03-15T10:00:00Z');
const AFTER = new Date('2027-06-01T10:00:00Z');
const PUBLISHED = { published_at: new Date('2027-02-01T00:00:00Z') };
const REASON = 'Seite 4 fehlte in der Datei.';

let services: Services;
let scope: TenantScope;
let account: { id: string; name: string };
let pdf: Buffer;

beforeAll(async () => {
	services = await testServices({ now: () => DURING });
	const tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	const [row] = await services.db.knex('account').insert({ email: 'p@example.org', name: 'Petra Planer', password_hash: 'x' }).returning('id');
	account = { id: row.id, name: 'Petra Planer' };
	pdf = await pdfOf('Begründung zum Bebauungsplan', 'Der Lärmschutz an den Häusern der Größeren Straße wird verbessert.');
});

const form = (title: string, values: object = {}) => ({ title, category: 'begruendung', parentId: '', forPublic: true, forToeb: true, ...values });
const file = (content: Uint8Array, name = 'begruendung.pdf') => asUpload(services, name, content);
const add = (procedureId: string, title = 'Begründung', values: object = {}, content: Uint8Array | null = pdf, name = 'begruendung.pdf') =>
	documents.addDocument(services, scope, procedureId, form(title, values), content && file(content, name), account, DURING);
const flat = (nodes: StaffDocument[]): StaffDocument[] => nodes.flatMap((node) => [node, ...flat(node.children)]);
const find = async (procedureId: string, id: string) => flat(await documents.listDocuments(scope, procedureId, DURING)).find((each) => each.id === id)!;
const change = (reason = '') => ({ reason, account, now: DURING });
const kinds = (procedureId: string): Promise<string[]> => services.db.knex('procedure_event').where({ procedure_id: procedureId }).orderBy('id').pluck('kind');
const asked = (headers: Record<string, string> = {}) => ({ headers: new Headers(headers) });

async function shown(values: { procedure?: object; step?: object; document?: object } = {}, content: Uint8Array = pdf, name?: string) {
	const { procedureId, stepId } = await makeBareProcedure(scope, { procedure: { ...PUBLISHED, ...values.procedure } });
	const documentId = await add(procedureId, 'Begründung', values.document, content, name);
	const versionId = (await find(procedureId, documentId)).versions[0]!.id;
	await documents.chooseVersion(scope, { procedureId, documentId }, { stepId, versionId }, change());
	await services.db.knex('procedure_step').where({ id: stepId }).update({ ...PUBLISHED, ...values.step });
	return { procedureId, stepId, documentId, versionId };
}
const isPublic = async (procedureId: string, versionId: string, now: Date) => {
	const listed = filesOf(await documents.publicDocuments(scope, procedureId, now)).some((each) => each.file.versionId === versionId);
	const opened = await openShown(scope, services.files, { procedureId, versionId }, now, asked(), '/x').then((answer) => answer.status, (error) => (error.code.startsWith('document_') ? 'not_found' : error.code));
	expect(opened).toBe(listed ? 200 : 'not_found');
	return listed;
};

describe('who sees a document', () => {
	it('the public: from 00:00 of the first day, and for good', async () => {
		const { procedureId, versionId } = await shown();
		expect(await isPublic(procedureId, versionId, BEFORE)).toBe(false);
		expect(await isPublic(procedureId, versionId, new Date('2027-02-28T23:00:00Z'))).toBe(true);
		expect(await isPublic(procedureId, versionId, DURING)).toBe(true);
		expect(await isPublic(procedureId, versionId, AFTER)).toBe(true);
		expect(await isPublic(procedureId, versionId, new Date('2099-01-01T00:00:00Z'))).toBe(true);
	});

	const none = {
		'a step that is not published': { step: { published_at: null } },
		'a procedure that is not published': { procedure: { published_at: null } },
		'a procedure that was given up': { procedure: { discarded_at: DURING } },
		'a step that is left out': { step: { ...PUBLISHED, skipped_reason: 'Nach § 13 BauGB entbehrlich' } },
		'a step for public bodies': { step: { ...PUBLISHED, track: 'toeb' } },
		'a document that is only for public bodies': { document: { forPublic: false } }
	};
	for (const [what, values] of Object.entries(none))
		it(`the public sees nothing of ${what}`, async () => {
			const { discarded_at, ...procedure } = (values as { procedure?: Record<string, unknown> }).procedure ?? {};
			const made = await shown({ ...values, procedure });
			if (discarded_at) await services.db.knex('procedure').where({ id: made.procedureId }).update({ discarded_at });
			for (const now of [BEFORE, DURING, AFTER]) expect(await isPublic(made.procedureId, made.versionId, now)).toBe(false);
			expect(await documents.publicDocuments(scope, made.procedureId, DURING)).toEqual([]);
			await expect(documentsZip(scope, services.files, made.procedureId, DURING)).rejects.toMatchObject({ code: 'not_found' });
			expect((await openForStaff(scope, services.files, made, asked())).status).toBe(200);
		});

	it('an invited body sees its own step, before the public does, and only what is for bodies', async () => {
		const toeb = await shown({ step: { ...PUBLISHED, track: 'toeb' }, document: { forPublic: false } });
		const audience = { kind: 'toeb', stepId: toeb.stepId } as const;
		expect(filesOf(await documents.publicDocuments(scope, toeb.procedureId, BEFORE, audience, '/x'))).toMatchObject([{ file: { href: `/x/${toeb.versionId}` } }]);
		const answer = await openShown(scope, services.files, toeb, BEFORE, asked(), '/x', audience);
		expect(answer.headers.get('cache-control')).toContain('no-store');
		await documents.changeDocument(scope, toeb, form('Begründung', { forPublic: true, forToeb: false }), change(REASON));
		expect(await documents.publicDocuments(scope, toeb.procedureId, DURING, audience)).toEqual([]);
	});

	it('nobody reaches a document by the address of another tenant or procedure', async () => {
		const one = await shown();
		const two = await shown();
		const foreign = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		const open = (of: TenantScope, procedureId: string, versionId: string) => openShown(of, services.files, { procedureId, versionId }, DURING, asked(), '/x');
		await expect(open(foreign, one.procedureId, one.versionId)).rejects.toMatchObject({ code: 'not_found' });
		await expect(open(scope, two.procedureId, one.versionId)).rejects.toMatchObject({ code: 'not_found' });
		await expect(open(scope, '../../etc', 'passwd')).rejects.toMatchObject({ code: 'not_found' });
		await expect(openForStaff(foreign, services.files, one, asked())).rejects.toMatchObject({ code: 'not_found' });
		await expect(openForStaff(scope, services.files, { ...two, versionId: one.versionId }, asked())).rejects.toMatchObject({ code: 'not_found' });
		const attempts = [
			() => documents.replaceDocument(services, foreign, one, file(pdf), change(REASON)),
			() => documents.changeDocument(foreign, one, form('x'), change(REASON)),
			() => documents.chooseVersion(foreign, one, { stepId: one.stepId, versionId: null }, change(REASON)),
			() => documents.chooseVersion(scope, one, { stepId: two.stepId, versionId: one.versionId }, change(REASON)),
			() => documents.chooseVersion(scope, one, { stepId: one.stepId, versionId: two.versionId }, change(REASON)),
			() => documents.moveDocument(foreign, one, 'up', account, DURING),
			() => documents.deleteDocument(services, foreign, one, account, DURING),
			() => documents.deleteDocument(services, scope, { procedureId: two.procedureId, documentId: one.documentId }, account, DURING),
			() => documents.addDocument(services, scope, one.procedureId, form('x', { parentId: two.documentId }), null, account, DURING)
		];
		for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('a published document', () => {
	it('is replaced only with a reason; the old version stays for staff, the new one has its place', async () => {
		const made = await shown();
		const other = await pdfOf('Neue Fassung');
		await expect(documents.replaceDocument(services, scope, made, file(other), change('weil'))).rejects.toMatchObject({ fields: { reason: 'min_length' } });
		expect((await find(made.procedureId, made.documentId)).versions).toHaveLength(1);
		const next = await documents.replaceDocument(services, scope, made, file(other), change(REASON));
		expect(await isPublic(made.procedureId, made.versionId, DURING)).toBe(false);
		expect(await isPublic(made.procedureId, next, DURING)).toBe(true);
		expect((await openForStaff(scope, services.files, made, asked())).status).toBe(200);
		const document = await find(made.procedureId, made.documentId);
		expect(document).toMatchObject({ published: true, versions: [{ number: 2, reason: REASON, uploadedBy: 'Petra Planer' }, { number: 1, steps: [] }] });
		const event = await services.db.knex('procedure_event').where({ procedure_id: made.procedureId }).orderBy('id', 'desc').first();
		const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
		expect(event).toMatchObject({ kind: 'document-replaced', detail: { reason: REASON, version: 2, sha256: sha256(other), previousSha256: sha256(pdf) } });
	});

	it('that was replaced says so at its old address, and what is in its place', async () => {
		const made = await shown();
		const open = (now = DURING) => openShown(scope, services.files, made, now, asked(), '/x/dokumente');
		const next = await documents.replaceDocument(services, scope, made, file(await pdfOf('Zwei')), change(REASON));
		const gone = { code: 'document_replaced', values: { title: 'Begründung', reason: REASON, day: expect.stringContaining('2027'), href: `/x/dokumente/${next}/ansehen` } };
		await expect(open()).rejects.toMatchObject(gone);
		await expect(readShownPdf(scope, made, DURING, '/x/dokumente')).rejects.toMatchObject(gone);
		expect(problemOf(await open().catch((error) => error))).toMatchObject({ status: 410, href: gone.values.href, message: expect.stringContaining(REASON) });
		// Another replacement later: the address leads to what holds then.
		const last = await documents.replaceDocument(services, scope, made, file(await pdfOf('Drei')), change('Noch ein Zahlendreher.'));
		await expect(open()).rejects.toMatchObject({ values: { reason: REASON, href: `/x/dokumente/${last}/ansehen` } });
		await documents.chooseVersion(scope, made, { stepId: made.stepId, versionId: null }, change(REASON));
		await expect(open()).rejects.toMatchObject({ code: 'document_withdrawn', values: { href: '/x/dokumente' } });
		// Nobody learns of it who could not see it before.
		await documents.changeDocument(scope, made, form('Begründung', { forPublic: false }), change(REASON));
		await expect(open()).rejects.toMatchObject({ code: 'not_found' });
	});

	it('that never was published is not spoken of', async () => {
		const { procedureId, stepId } = await shown({ step: { published_at: null } });
		const documentId = await add(procedureId);
		const versionId = (await find(procedureId, documentId)).versions[0]!.id;
		await documents.chooseVersion(scope, { procedureId, documentId }, { stepId, versionId }, change());
		await documents.replaceDocument(services, scope, { procedureId, documentId }, file(await pdfOf('Zwei')), change());
		await expect(openShown(scope, services.files, { procedureId, versionId }, DURING, asked(), '/x')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('of a step that is over stays as it was shown', async () => {
		const made = await shown({ step: { ends_on: '2027-03-10', ends_at: '2027-03-10T23:00:00Z', ...PUBLISHED } });
		const next = await documents.replaceDocument(services, scope, made, file(await pdfOf('Neu')), change(REASON));
		expect(await isPublic(made.procedureId, made.versionId, DURING)).toBe(true);
		expect(await isPublic(made.procedureId, next, DURING)).toBe(false);
	});

	it('is never deleted, and leaves a step or an audience only with a reason', async () => {
		const made = await shown();
		await expect(documents.deleteDocument(services, scope, made, account, DURING)).rejects.toMatchObject({ code: 'document_published' });
		const hide = (reason: string) => documents.chooseVersion(scope, made, { stepId: made.stepId, versionId: null }, change(reason));
		await expect(hide('')).rejects.toMatchObject({ fields: { reason: 'min_length' } });
		await expect(documents.changeDocument(scope, made, form('Begründung', { forPublic: false }), change())).rejects.toMatchObject({ fields: { reason: 'min_length' } });
		await documents.changeDocument(scope, made, form('Begründung mit Umweltbericht'), change());
		await hide(REASON);
		expect(await isPublic(made.procedureId, made.versionId, DURING)).toBe(false);
		// It was published: still no deleting, and still a reason for replacing.
		await expect(documents.deleteDocument(services, scope, made, account, DURING)).rejects.toMatchObject({ code: 'document_published' });
		await expect(documents.replaceDocument(services, scope, made, file(pdf), change())).rejects.toMatchObject({ fields: { reason: 'min_length' } });
		expect(await kinds(made.procedureId)).toEqual(['document-added', 'document-shown', 'document-changed', 'document-hidden']);
		expect((await verifyChain(services.db)).problems).toEqual([]);
	});
});

describe('a draft', () => {
	it('is replaced and deleted freely, with its files', async () => {
		const { procedureId, stepId } = await makeBareProcedure(scope);
		const documentId = await add(procedureId);
		const ids = { procedureId, documentId };
		await documents.chooseVersion(scope, ids, { stepId, versionId: (await find(procedureId, documentId)).versions[0]!.id }, change());
		await documents.replaceDocument(services, scope, ids, file(await pdfOf('Zweite')), change());
		expect((await find(procedureId, documentId)).versions).toMatchObject([{ number: 2, steps: [{ id: stepId }] }, { number: 1, steps: [] }]);
		const keys: string[] = await services.db.knex('file').where({ name: 'begruendung.pdf' }).orderBy('created_at', 'desc').limit(2).pluck('key');
		await documents.deleteDocument(services, scope, ids, account, DURING);
		expect(await documents.listDocuments(scope, procedureId, DURING)).toEqual([]);
		for (const key of keys) await expect(services.files.getBytes(key)).rejects.toThrow();
		expect(await kinds(procedureId)).toEqual(['document-added', 'document-shown', 'document-version-added', 'document-removed']);
	});

	it('stands under headings, in the order that staff gave', async () => {
		const { procedureId, stepId } = await makeBareProcedure(scope, { procedure: PUBLISHED });
		const heading = await add(procedureId, 'Gutachten', { category: 'gutachten' }, null);
		const empty = await add(procedureId, 'Leer', {}, null);
		const sound = await add(procedureId, 'Schall', { parentId: heading });
		const air = await add(procedureId, 'Luft', { parentId: heading });
		const move = (documentId: string, direction: 'up' | 'down') => documents.moveDocument(scope, { procedureId, documentId }, direction, account, DURING);
		await move(air, 'up');
		await move(air, 'up');
		await move(heading, 'down');
		const titles = (nodes: { title: string; children: never[] }[]): unknown[] => nodes.map((node) => [node.title, ...titles(node.children)]);
		expect(titles((await documents.listDocuments(scope, procedureId, DURING)) as never)).toEqual([['Leer'], ['Gutachten', ['Luft'], ['Schall']]]);
		for (const documentId of [sound, air]) {
			const versionId = (await find(procedureId, documentId)).versions[0]!.id;
			await documents.chooseVersion(scope, { procedureId, documentId }, { stepId, versionId }, change());
		}
		await services.db.knex('procedure_step').where({ id: stepId }).update(PUBLISHED);
		expect(titles((await documents.publicDocuments(scope, procedureId, DURING)) as never)).toEqual([['Gutachten', ['Luft'], ['Schall']]]);
		const below = (documentId: string, parentId: string) => documents.changeDocument(scope, { procedureId, documentId }, form('Gutachten', { parentId }), change());
		await expect(below(heading, sound)).rejects.toMatchObject({ fields: { parentId: 'depth' } });
		await expect(below(heading, heading)).rejects.toMatchObject({ fields: { parentId: 'depth' } });
		await documents.deleteDocument(services, scope, { procedureId, documentId: empty }, account, DURING);
		const zip = await openZipBytes(Buffer.from(await (await documentsZip(scope, services.files, procedureId, DURING)).arrayBuffer()));
		expect([...zip.keys()]).toEqual(['01 Gutachten/01 Luft.pdf', '01 Gutachten/02 Schall.pdf']);
		expect(zip.get('01 Gutachten/01 Luft.pdf')).toEqual(pdf);
	});
});

describe('the answer', () => {
	it('carries type, length and tag of the bytes, gives parts, and may be kept', async () => {
		const made = await shown();
		const ask = (headers: Record<string, string> = {}) => openShown(scope, services.files, made, DURING, asked(headers), '/x');
		const whole = await ask();
		const tag = `"${createHash('sha256').update(pdf).digest('hex')}"`;
		expect(Object.fromEntries(whole.headers)).toMatchObject({ 'content-type': 'application/pdf', 'content-length': String(pdf.length), etag: tag, 'x-content-type-options': 'nosniff' });
		expect(whole.headers.get('content-disposition')).toMatch(/^inline; filename="begruendung.pdf"/);
		expect(Buffer.from(await whole.arrayBuffer())).toEqual(pdf);
		expect((await ask({ 'if-none-match': `W/${tag}, "x"` })).status).toBe(304);
		expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
		const part = async (range: string, more = {}) => {
			const answer = await ask({ range, ...more });
			return [answer.status, answer.headers.get('content-range'), Buffer.from(await answer.arrayBuffer()).toString('latin1').slice(0, 20)];
		};
		const end = pdf.length - 1;
		expect(await part('bytes=0-4')).toEqual([206, `bytes 0-4/${pdf.length}`, '%PDF-']);
		expect(await part('bytes=-6')).toEqual([206, `bytes ${end - 5}-${end}/${pdf.length}`, pdf.toString('latin1').slice(-6)]);
		expect((await part(`bytes=5-${'9'.repeat(15)}`))[1]).toBe(`bytes 5-${end}/${pdf.length}`);
		expect(await part(`bytes=${pdf.length}-`)).toEqual([416, `bytes */${pdf.length}`, '']);
		for (const odd of ['bytes=4-2', 'bytes=0-1,3-4', 'bytes=-', 'lines=1-2', 'bytes=a-b']) expect((await part(odd))[0]).toBe(200);
		expect((await part('bytes=0-4', { 'if-range': '"other"' }))[0]).toBe(200);
	});

	const HOSTILE: [string, string, string][] = [
		['seite.html', '<!doctype html><script>alert(1)</script>', 'application/octet-stream'],
		['harmlos.txt', '<html><body onload=alert(1)>', 'application/octet-stream'],
		['bild.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'application/octet-stream'],
		['daten.xml', '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:b/></a>', 'application/xml']
	];
	for (const [name, content, type] of HOSTILE)
		it(`saves ${name}, never shows it`, async () => {
			const made = await shown({}, Buffer.from(content), name);
			const { headers } = await openShown(scope, services.files, made, DURING, asked(), '/x');
			expect(headers.get('content-type')).toBe(type);
			expect(headers.get('content-disposition')).toMatch(/^attachment/);
			expect(headers.get('x-content-type-options')).toBe('nosniff');
			expect(headers.get('content-security-policy')).toContain("default-src 'none'");
			await expect(readShownPdf(scope, made, DURING, '/x')).rejects.toMatchObject({ code: 'not_found' });
		});

	it('has no name that a header or a folder could stumble over', async () => {
		for (const name of ['../../etc/passwd', 'a\r\nSet-Cookie: x=1.txt', 'a"b\\c.txt', 'plan\u202etxt.exe', '..', `${'ü'.repeat(300)}.txt`]) {
			const made = await shown({}, Buffer.from('Text'), name);
			const value = (await openShown(scope, services.files, made, DURING, asked(), '/x')).headers.get('content-disposition')!;
			expect(value).not.toMatch(/[\r\n\u202e]|\.\.\/|\.\.\\/);
			const zip = await openZipBytes(Buffer.from(await (await documentsZip(scope, services.files, made.procedureId, DURING)).arrayBuffer()));
			for (const path of zip.keys()) expect(path).toMatch(/^\d\d Begründung(\.[a-z]+)?$/);
		}
		const { procedureId } = await makeBareProcedure(scope);
		await expect(add(procedureId, '')).rejects.toMatchObject({ fields: { title: 'non_empty' } });
	});

	it('refuses programs, empty files, what is too large and what does not fit into the tenant', async () => {
		const { procedureId } = await makeBareProcedure(scope);
		await expect(add(procedureId, 'x', {}, Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), 'a.pdf')).rejects.toMatchObject({ code: 'document_type_unsupported' });
		await expect(add(procedureId, 'x', {}, Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'), 'a.pdf')).rejects.toMatchObject({ code: 'document_type_unsupported' });
		await expect(add(procedureId, 'x', {}, Buffer.from('a\0b'), 'a.txt')).rejects.toMatchObject({ code: 'document_type_unsupported' });
		await expect(add(procedureId, 'x', {}, Buffer.alloc(0))).rejects.toMatchObject({ code: 'attachment_empty' });
		const small = { ...services, config: { ...services.config, maxGmlBytes: 10 } };
		await expect(documents.addDocument(small, scope, procedureId, form('x'), file(pdf), account, DURING)).rejects.toMatchObject({ code: 'attachment_too_large' });
		const full = { ...services, config: { ...services.config, tenantQuotaBytes: 10 } };
		await expect(documents.addDocument(full, scope, procedureId, form('x'), file(pdf), account, DURING)).rejects.toMatchObject({ code: 'upload_quota' });
		expect(await documents.listDocuments(scope, procedureId, DURING)).toEqual([]);
	});
});

/** A PDF whose one page unpacks to 2 GB of spaces. */
function bomb(): Buffer {
	const block = deflateRawSync(Buffer.alloc(64e6, ' '), { level: 9, finishFlush: constants.Z_SYNC_FLUSH });
	const content = Buffer.concat([Buffer.from([0x78, 0xda]), ...Array.from({ length: 32 }, () => block), Buffer.from([1, 0, 0, 0xff, 0xff])]);
	const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>'];
	const head = `%PDF-1.7\n${objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`).join('')}4 0 obj<</Length ${content.length}/Filter/FlateDecode>>stream\n`;
	return Buffer.concat([Buffer.from(head), content, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>')]);
}

describe('searching inside documents', () => {
	const search = async (procedureId: string, query: string) => searchDocuments(scope, await documents.publicDocuments(scope, procedureId, DURING), query);

	it('finds German words in any form, with page and marked excerpt', async () => {
		const made = await shown();
		expect((await search(made.procedureId, 'Lärmschutz'))!.unread).toBe(1);
		await readDocumentText(services, { tenantId: scope.tenantId, versionId: made.versionId });
		for (const query of ['lärmschutz', 'Laermschutz', 'LÄRMSCH', 'Haus', 'Häuser', 'großer Strasse', 'verbessern Häuser', 'Lärmschutz & (Haus | "']) {
			const result = (await search(made.procedureId, query))!;
			expect(result.found, query).toMatchObject([{ versionId: made.versionId, pages: [{ page: 2, href: expect.stringMatching(/\/ansehen\?seite=2$/) }] }]);
		}
		const [found] = (await search(made.procedureId, 'lärmschutz'))!.found;
		expect(found!.pages[0]!.excerpt.filter((part) => part.hit)).toEqual([{ text: 'Lärmschutz', hit: true }]);
		expect(found!.pages[0]!.excerpt.map((part) => part.text).join('')).toContain('Der Lärmschutz an den Häusern');
		expect((await search(made.procedureId, 'Windrad'))!.found).toEqual([]);
		for (const nothing of ['', '   ', '!!! & |', "'"]) expect(await search(made.procedureId, nothing)).toBeNull();
		expect((await find(made.procedureId, made.documentId)).versions[0]).toMatchObject({ pages: 2, textRead: true });
	});

	it('finds words in the documents of the plan that a step shows, once they are read', async () => {
		const { scope: own, planVersionId, procedureId } = await makeProcedure(services.db);
		const key = await services.files.put(own.tenantId, pdf);
		const [{ id: fileId }] = await own.insert('file', { key, name: 'begruendung.pdf', media_type: 'application/pdf', size: pdf.length, sha256: createHash('sha256').update(pdf).digest() }).returning('id');
		const [{ id }] = await own.insert('plan_document', { plan_version_id: planVersionId, position: 1, name: 'Begründung zum Plan', file_id: fileId, owner_gml_id: 'P' }).returning('id');
		const look = async (query: string) => (await searchDocuments(own, await documents.publicDocuments(own, procedureId, DURING_STEP), query))!.found;
		expect(await look('Lärmschutz')).toEqual([]);
		expect(await unreadOfPlan(own, planVersionId)).toEqual([id]);
		expect(await unreadOfPlansAcrossTenants(services.db.knex)).toContainEqual({ tenantId: own.tenantId, planDocumentId: id });
		await readDocumentText(services, { tenantId: own.tenantId, planDocumentId: id });
		expect(await unreadOfPlan(own, planVersionId)).toEqual([]);
		expect(await look('Lärmschutz')).toMatchObject([{ title: 'Begründung zum Plan', pages: [{ page: 2, href: expect.stringMatching(/\/plaene\/.*\/ansehen\?seite=2$/) }] }]);
	});

	it('finds nothing in what the searcher may not see', async () => {
		const hidden = await shown({ document: { forPublic: false } });
		await readDocumentText(services, { tenantId: scope.tenantId, versionId: hidden.versionId });
		expect((await search(hidden.procedureId, 'Lärmschutz'))!.found).toEqual([]);
	});

	it('gives excerpts as text, whatever the document says', async () => {
		const text = 'Ein Satz <img src=x onerror=alert(1)> mit Lärm \ue000falsch\ue001 und &lt;b&gt;Ende';
		const made = await shown({}, Buffer.from(text), 'a.txt');
		await readDocumentText(services, { tenantId: scope.tenantId, versionId: made.versionId });
		const [found] = (await search(made.procedureId, 'Lärm'))!.found;
		const excerpt = found!.pages[0]!.excerpt;
		expect(excerpt.filter((part) => part.hit)).toEqual([{ text: 'Lärm', hit: true }]);
		expect(excerpt.map((part) => part.text).join('')).toBe('Ein Satz <img src=x onerror=alert(1)> mit Lärm falsch und &lt;b&gt;Ende');
		expect(found!.pages[0]!.page).toBeNull();
	});

	it('reads text files of the old and the new encoding, hyphens at line ends, no control signs', async () => {
		const body = async (content: Buffer, name: string) => {
			const made = await shown({}, content, name);
			await readDocumentText(services, { tenantId: scope.tenantId, versionId: made.versionId });
			return (await services.db.knex('procedure_document_version').where({ id: made.versionId }).first('body')).body;
		};
		expect(await body(Buffer.from('Lärm-\nschutz \ue000x\ue001'), 'a.txt')).toBe('Lärmschutz x');
		expect(await body(Buffer.from('Gr\xf6\xdfe', 'latin1'), 'a.txt')).toBe('Größe');
	});

	it('reads Word and OpenDocument, and knows what is no office file', async () => {
		const paragraphs = ['Lärm', 'schutz & Grün <b>'];
		const docx = await Packer.toBuffer(new Document({ sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }] }));
		const content = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><office:document-content xmlns:office="o" xmlns:text="t"><text:p>Lärm</text:p><text:p>schutz &amp; Grün &lt;b&gt;</text:p><text:p>&x;</text:p></office:document-content>`;
		const odt = await zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content });
		for (const [file, name] of [[docx, 'a.docx'], [odt, 'a.odt']] as const) {
			const made = await shown({}, file, name);
			await readDocumentText(services, { tenantId: scope.tenantId, versionId: made.versionId });
			expect((await services.db.knex('procedure_document_version').where({ id: made.versionId }).first('body')).body, name).toBe('Lärm\nschutz & Grün <b>');
		}
		const { procedureId } = await makeBareProcedure(scope);
		const macros = await zipOf({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>', 'word/vbaProject.bin': 'x' });
		await expect(add(procedureId, 'x', {}, macros, 'a.docx')).rejects.toMatchObject({ code: 'document_type_unsupported' });
		expect((await find(procedureId, await add(procedureId, 'x', {}, await zipOf({ 'a.txt': 'x' }), 'a.zip'))).versions[0]).toMatchObject({ mediaType: 'application/zip' });
	});

	it('survives damaged and endless files', async () => {
		const bodyOf = async (content: Buffer, limits?: { seconds: number; megabytes: number }) => {
			const made = await shown({}, content);
			await readDocumentText(services, { tenantId: scope.tenantId, versionId: made.versionId }, undefined, limits);
			return (await services.db.knex('procedure_document_version').where({ id: made.versionId }).first('body')).body;
		};
		expect(await bodyOf(Buffer.concat([pdf.subarray(0, 200), Buffer.from('kaputt')]))).toEqual(expect.any(String));
		expect(await bodyOf(Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999>>endobj trailer<</Root 1 0 R>>'))).toEqual('');
		// A page of two gigabytes in two megabytes has no text, and takes no memory to say so.
		const before = process.memoryUsage().rss;
		let peak = before;
		const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
		expect((await bodyOf(bomb())).trim()).toBe('');
		clearInterval(watch);
		expect(peak - before).toBeLessThan(1.2e9);
		// Too slow or too large ends the worker, not the portal; another try would end the same way.
		expect(await bodyOf(pdf, { seconds: 0.01, megabytes: 256 })).toBe('');
		expect((await readDocumentText(services, { tenantId: scope.tenantId, versionId: crypto.randomUUID() })) ?? null).toBeNull();
	});
});
