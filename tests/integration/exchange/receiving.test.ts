import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Message, Round } from '../../../importers/xbeteiligung/model.ts';
import { readMessage } from '../../../importers/xbeteiligung/read.ts';
import type { Version } from '../../../importers/xbeteiligung/versions.ts';
import { writeMessage } from '../../../importers/xbeteiligung/write.ts';
import { listMessages } from '../../../portal/lib/server/exchange/exchange-queries.ts';
import { addPartner, readPartner, switchPartner } from '../../../portal/lib/server/exchange/partners.ts';
import { receiveMessage } from '../../../portal/lib/server/exchange/receive.ts';
import { pollFolders } from '../../../portal/lib/server/exchange/folder.ts';
import { listDocuments } from '../../../portal/lib/server/procedures/documents/service.ts';
import { listProcedures, readProcedure } from '../../../portal/lib/server/procedures/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { makeTenant, testFolder, testServices } from '../../support/database.ts';
import { message as sample } from '../../unit/importers/xbeteiligung/messages.ts';
import { NO_SCHEMAS, validate } from '../../unit/importers/xbeteiligung/schemas.ts';

const NOW = new Date('2026-01-02T09:00:00Z');
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
let services: Services;
let scope: TenantScope;
let other: TenantScope;
let partner: { id: string; token: string };
let stranger: { id: string; token: string };
let url: string;
let close: () => void;
const folder = testFolder();

beforeAll(async () => {
	services = await testServices({ now: () => NOW, env: { XBETEILIGUNG_FOLDER: folder } });
	const [tenant, second] = [await makeTenant(services.db), await makeTenant(services.db)];
	scope = forTenant(services.db.knex, tenant.id);
	other = forTenant(services.db.knex, second.id);
	partner = await addPartner(services, scope, { name: 'Planungssystem', version: '1.2.1', folder: 'planung' }, NOW);
	stranger = await addPartner(services, other, { name: 'Planungssystem', version: '1.3' }, NOW);
	const server = await listen(createApp(services, (_request, response) => void response.status(404).end()), '127.0.0.1', 0);
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/xbeteiligung`;
	close = () => server.close();
});
afterAll(() => close());

let number = 0;
const uuid = () => `00000000-0000-4000-9000-${String(++number).padStart(12, '0')}`;

/** A 0401 with a lawful § 3 (2) period (12 January to 11 February 2026, a Wednesday) and one document. */
function initiation(version: Version, change: (message: Message) => void = () => {}): Message {
	const made = structuredClone(sample(version, '0401'));
	made.uuid = uuid();
	const given = made.content.participation!;
	given.planId = uuid();
	made.content.processId = uuid();
	const document = PDF.toString('base64');
	const mediaType = { code: 'application/pdf' };
	const items = [
		version === '1.0'
			? { title: 'Begründung', mediaType, source: { inline: document } }
			: { title: 'Begründung', mediaType, source: { file: { id: 'd1', name: '../../begruendung.pdf', size: String(PDF.length), hash: createHash('sha256').update(PDF).digest('hex') } }, document },
		{ title: 'Gutachten', mediaType, source: { link: 'https://plan.example.org/g.pdf' } }
	];
	const round = (code: string, id: string): Round => ({
		id,
		iteration: '1',
		notice: '2026-01-05',
		period: { begin: '2026-01-12', end: '2026-02-11' },
		attachments: [{ items }],
		kind: { formal: { code } }
	});
	given.public = round('6000', uuid());
	given.toeb = round('5000', uuid());
	given.toeb.period = { begin: '2026-01-12', end: '2026-02-12' };
	change(made);
	return made;
}
const bytes = (made: Message) => Buffer.from(writeMessage(made));
const receive = async (made: Message | Buffer) => receiveMessage(services, await readPartner(scope, partner.id), Buffer.isBuffer(made) ? made : bytes(made));
const read = (xml: string | null) => readMessage(Buffer.from(xml!));

describe('0401', () => {
	it.each(['1.0', '1.2.1', '1.3'] as const)('of %s makes a draft with its steps, area and documents', async (version) => {
		const made = initiation(version);
		const answer = await receive(made);
		const receipt = read(answer.xml);
		expect(receipt).toMatchObject({ version, code: '0411', content: { processId: made.content.processId, planId: made.content.participation!.planId, participationId: made.content.participation!.public!.id } });
		if (NO_SCHEMAS === null) validate(version, answer.xml!);
		const found = (await listProcedures(scope, NOW)).find(({ external }) => external.xbeteiligung === made.content.participation!.planId)!;
		expect(found).toMatchObject({ kindKey: 'bebauungsplan', title: 'Bebauungsplan Nr. 12 "Lindenpark"', publishedAt: null, contact: { organisation: 'Stadt Musterlinden' } });
		expect(found.bbox).not.toBeNull();
		const step = found.steps.find(({ key }) => key === 'veroeffentlichung')!;
		expect(step).toMatchObject({ startsOn: '2026-01-12', endsOn: '2026-02-11', publishedAt: null, note: 'Gutachten: https://plan.example.org/g.pdf' });
		const bodies = found.steps.find(({ key }) => key === 'toeb')!;
		const documents = await listDocuments(scope, found.id, NOW);
		expect(documents).toMatchObject([{ title: 'Begründung', category: 'begruendung', forPublic: true, forToeb: true }]);
		expect(documents[0]!.versions[0]).toMatchObject({ sha256: createHash('sha256').update(PDF).digest('hex') });
		expect(documents[0]!.versions[0]!.name).not.toMatch(/[/\\]|\.\./);
		expect(documents[0]!.versions[0]!.steps.map(({ id }) => id).toSorted()).toEqual([step.id, bodies.id].toSorted());
	});

	it('again gets the same answer and does nothing', async () => {
		const made = initiation('1.2.1');
		const [first, second] = [await receive(made), await receive(made)];
		expect(second).toEqual({ ...first, repeated: true });
		const again = await receive({ ...made, uuid: uuid() });
		expect(read(again.xml)).toMatchObject({ code: '0421', content: { errors: [{ text: expect.stringContaining('exchange_plan_known') }] } });
		expect((await listProcedures(scope, NOW)).filter(({ external }) => external.xbeteiligung === made.content.participation!.planId)).toHaveLength(1);
	});

	it('several times at once is one procedure with one answer', async () => {
		const made = initiation('1.2.1');
		const answers = await Promise.all([1, 2, 3].map(() => receive(made)));
		expect(new Set(answers.map(({ xml }) => xml)).size).toBe(1);
		expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
		expect((await listProcedures(scope, NOW)).filter(({ external }) => external.xbeteiligung === made.content.participation!.planId)).toHaveLength(1);
	});

	it('with an unlawful period is refused with the computation, and leaves nothing', async () => {
		const made = initiation('1.3', ({ content }) => (content.participation!.public!.period.end = '2026-02-05'));
		const before = (await listProcedures(scope, NOW)).length;
		const answer = await receive(made);
		expect(answer.ok).toBe(false);
		const [fault] = read(answer.xml).content.errors!;
		expect(fault!.text).toContain('procedure_end_too_early');
		expect(fault!.text).toContain('11.02.2026');
		if (NO_SCHEMAS === null) validate('1.3', answer.xml!);
		expect(await listProcedures(scope, NOW)).toHaveLength(before);
	});

	it('with something unknown is refused', async () => {
		const cases: [(made: Message) => void, string][] = [
			[({ content }) => (content.participation!.planKind = { code: '99_Luftschloss' }), 'exchange_plan_kind_unknown'],
			[({ content }) => (content.participation!.procedureKind = { code: '1300' }), 'exchange_procedure_kind_unknown'],
			[({ content }) => (content.participation!.public!.kind = { formal: { code: '1000' } }), 'exchange_step_unknown'],
			[({ content }) => (content.participation!.public!.kind = { informal: { code: '1', name: 'x' } }), 'exchange_informal'],
			[({ content }) => (content.participation!.area = '{"type":"Point","coordinates":[1,2]}'), 'area'],
			[({ content }) => (content.participation!.public!.iteration = '2'), 'procedure_nothing_to_renew']
		];
		for (const [change, code] of cases) {
			const answer = await receive(initiation('1.2.1', change));
			expect(read(answer.xml).content.errors![0]!.text, code).toContain(code);
		}
		const foreign = await receive(Buffer.from(bytes(initiation('1.2.1')).toString().replaceAll('xbeteiligung/12', 'xbeteiligung/77')));
		expect(read(foreign.xml)).toMatchObject({ version: '1.2.1', code: '0421', content: { errors: [{ text: expect.stringContaining('unknown-namespace') }] } });
	});

	it('with a document that is not what it says is refused, naming it', async () => {
		const made = initiation('1.2.1', ({ content }) => (content.participation!.public!.attachments![0]!.items[0]!.source!.file!.hash = '0'.repeat(64)));
		const answer = read((await receive(made)).xml);
		expect(answer.content.faultyDocuments).toMatchObject([{ documentId: 'd1', text: expect.stringContaining('SHA-256') }]);
		const announced = initiation('1.2.1', ({ content }) => delete content.participation!.public!.attachments![0]!.items[0]!.document);
		expect(read((await receive(announced)).xml).code).toBe('0421');
	});

	it('that is an attack is refused, kept and answered', async () => {
		const bomb = Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxx">]><a>&b;</a>');
		const answer = await receive(bomb);
		expect(read(answer.xml)).toMatchObject({ code: '0421', content: { errors: [{ text: expect.stringContaining('doctype') }] } });
		expect((await receive(bomb)).repeated).toBe(true);
		expect((await receive(Buffer.from('a\0b'))).ok).toBe(false);
	});
});

describe('0402 and 0409', () => {
	const update = (made: Message, change: (message: Message) => void): Message => {
		const next = structuredClone({ ...made, code: '0402', uuid: uuid() });
		change(next);
		return next;
	};

	it('change a draft and remove it; the plan may come anew', async () => {
		const made = initiation('1.2.1');
		await receive(made);
		const planId = made.content.participation!.planId;
		const next = update(made, ({ content }) => {
			content.participation!.planName = 'Neuer Name';
			content.participation!.public!.period = { begin: '2026-01-19', end: '2026-02-18' };
		});
		expect(read((await receive(next)).xml).code).toBe('0412');
		const found = (await listProcedures(scope, NOW)).find(({ external }) => external.xbeteiligung === planId)!;
		expect(found.title).toBe('Neuer Name');
		expect(found.steps.find(({ key }) => key === 'veroeffentlichung')).toMatchObject({ startsOn: '2026-01-19', endsOn: '2026-02-18' });
		expect(await listDocuments(scope, found.id, NOW)).toHaveLength(1);
		const removal: Message = { ...made, code: '0409', uuid: uuid(), content: { processId: made.content.processId, planId, participationId: 'x' } };
		expect(read((await receive(removal)).xml).code).toBe('0419');
		expect((await readProcedure(scope, found.id, NOW)).discardedAt).not.toBeNull();
		expect(read((await receive({ ...made, uuid: uuid() })).xml).code).toBe('0411');
	});

	it('do not move what is published, and do not remove it', async () => {
		const made = initiation('1.2.1');
		await receive(made);
		const planId = made.content.participation!.planId;
		const found = (await listProcedures(scope, NOW)).find(({ external }) => external.xbeteiligung === planId)!;
		const step = found.steps.find(({ key }) => key === 'veroeffentlichung')!;
		await scope.table('procedure').where({ id: found.id }).update({ published_at: NOW });
		await scope.table('procedure_step').where({ id: step.id }).update({ published_at: NOW });
		const moved = update(made, ({ content }) => (content.participation!.public!.period = { begin: '2026-01-19', end: '2026-02-18' }));
		expect(read((await receive(moved)).xml)).toMatchObject({ code: '0422', content: { errors: [{ text: expect.stringContaining('procedure_step_published') }] } });
		const same = update(made, () => {});
		expect(read((await receive(same)).xml).code).toBe('0412');
		const removal: Message = { ...made, code: '0409', uuid: uuid(), content: { processId: made.content.processId, planId, participationId: 'x' } };
		expect(read((await receive(removal)).xml)).toMatchObject({ code: '0429', content: { errors: [{ text: expect.stringContaining('exchange_published') }] } });
	});

	it('of another partner or tenant find nothing', async () => {
		const made = initiation('1.2.1');
		await receive(made);
		const next = update(made, () => {});
		const foreign = await receiveMessage(services, await readPartner(other, stranger.id), bytes(next));
		expect(read(foreign.xml)).toMatchObject({ code: '0422', content: { errors: [{ text: expect.stringContaining('exchange_plan_unknown') }] } });
		const colleague = await addPartner(services, scope, { name: `Zweites System ${uuid()}`, version: '1.2.1' }, NOW);
		const second = await receiveMessage(services, await readPartner(scope, colleague.id), bytes(update(made, () => {})));
		expect(second.ok).toBe(false);
	});
});

describe('POST /api/xbeteiligung', () => {
	const post = (body: Buffer | string, headers: Record<string, string>) =>
		fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : new Uint8Array(body) });
	const xml = { 'Content-Type': 'application/xml' };

	it('answers OK and NOK with 200, and the rest by HTTP', async () => {
		const made = initiation('1.2.1');
		const auth = { Authorization: `Bearer ${partner.token}` };
		const ok = await post(bytes(made), { ...xml, ...auth });
		expect([ok.status, ok.headers.get('content-type')]).toEqual([200, expect.stringContaining('application/xml')]);
		expect(read(await ok.text()).code).toBe('0411');
		const repeated = await post(bytes(made), { ...xml, ...auth });
		expect(read(await repeated.text()).code).toBe('0411');
		expect(read(await (await post('<a/>', { ...xml, ...auth })).text()).code).toBe('0421');
		expect((await post('<a/>', xml)).status).toBe(401);
		expect((await post('<a/>', { ...xml, Authorization: 'Bearer xb_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' })).status).toBe(401);
		expect((await post('<a/>', { ...auth, 'Content-Type': 'application/json' })).status).toBe(415);
		expect((await post('<a/>', { ...auth, ...xml, 'Content-Encoding': 'gzip' })).status).toBe(415);
		expect((await fetch(url)).status).toBe(405);
	});

	it('the token says whose partner comes, whatever the message says', async () => {
		const made = initiation('1.3');
		const answer = await post(bytes(made), { ...xml, Authorization: `Bearer ${stranger.token}` });
		expect(read(await answer.text()).code).toBe('0411');
		expect((await listProcedures(other, NOW)).some(({ external }) => external.xbeteiligung === made.content.participation!.planId)).toBe(true);
		expect((await listProcedures(scope, NOW)).some(({ external }) => external.xbeteiligung === made.content.participation!.planId)).toBe(false);
		expect((await listMessages(scope, { partnerId: stranger.id }, 10))).toEqual([]);
	});

	it('a partner that is switched off is refused', async () => {
		const off = await addPartner(services, scope, { name: 'Abgeschaltet', version: '1.3' }, NOW);
		await switchPartner(scope, off.id, false, NOW);
		expect((await post('<a/>', { ...xml, Authorization: `Bearer ${off.token}` })).status).toBe(401);
	});

	it('a message that says it is too large is refused before it is read', async () => {
		const { request } = await import('node:http');
		const status = await new Promise<number | undefined>((resolve, reject) => {
			const outgoing = request(url, { method: 'POST', headers: { ...xml, Authorization: `Bearer ${partner.token}`, 'Content-Length': 200 * 1024 * 1024 } }, (response) => {
				resolve(response.statusCode);
				outgoing.destroy();
			});
			outgoing.on('error', reject);
			outgoing.write('<a>');
		});
		expect(status).toBe(413);
	});
});

describe('drop folder', () => {
	const inbox = join(folder, 'planung', 'eingang');
	it('takes files, answers in ausgang and moves them', async () => {
		await pollFolders(services);
		const made = initiation('1.2.1');
		writeFileSync(join(inbox, 'a.xml'), bytes(made));
		writeFileSync(join(inbox, 'b.xml'), '<kaputt');
		writeFileSync(join(inbox, 'c.xml.part'), '<halb');
		writeFileSync(join(inbox, '.d.xml'), '<halb');
		writeFileSync(join(folder, 'geheim.xml'), bytes(initiation('1.2.1')));
		symlinkSync(join(folder, 'geheim.xml'), join(inbox, 'link.xml'));
		expect(await pollFolders(services)).toBe(2);
		expect(readdirSync(inbox).toSorted()).toEqual(['.d.xml', 'c.xml.part', 'link.xml']);
		const files = readdirSync(join(folder, 'planung', 'ausgang'));
		expect(files.map((name) => read(readFileSync(join(folder, 'planung', 'ausgang', name), 'utf8')).code).toSorted()).toEqual(['0411', '0421']);
		expect(readdirSync(join(folder, 'planung', 'erledigt'))).toEqual([expect.stringMatching(/-a\.xml$/)]);
		expect(readdirSync(join(folder, 'planung', 'fehler'))).toEqual([expect.stringMatching(/-b\.xml$/)]);
		expect(await pollFolders(services)).toBe(0);
	});

	it('takes up what a killed process left behind', async () => {
		mkdirSync(inbox, { recursive: true });
		const left = join(inbox, '.in-arbeit-00000000-0000-4000-8000-000000000000-e.xml');
		writeFileSync(left, bytes(initiation('1.2.1')));
		utimesSync(left, new Date('2026-01-01'), new Date('2026-01-01'));
		// ctime is that of this very moment: nothing is taken before ten minutes are over.
		expect(await pollFolders(services)).toBe(0);
		expect(await pollFolders({ ...services, now: () => new Date(Date.now() + 11 * 60_000) })).toBe(1);
		expect(readdirSync(join(folder, 'planung', 'erledigt'))).toContainEqual(expect.stringMatching(/-e\.xml$/));
	});

	it('a link in place of a folder is not followed', async () => {
		const linked = await addPartner(services, scope, { name: 'Verlinkt', version: '1.3', folder: 'verlinkt' }, NOW);
		const elsewhere = testFolder();
		writeFileSync(join(elsewhere, 'x.xml'), bytes(initiation('1.2.1')));
		mkdirSync(join(folder, 'verlinkt'));
		symlinkSync(elsewhere, join(folder, 'verlinkt', 'eingang'));
		expect(await pollFolders(services)).toBe(0);
		expect(readdirSync(elsewhere)).toEqual(['x.xml']);
		await switchPartner(scope, linked.id, false, NOW);
	});

	it('no name of a folder leads out of it', async () => {
		for (const name of ['../oben', 'a/b', '..', '.', 'A', 'a.b', 'a\0b'])
			await expect(addPartner(services, scope, { name: `Ordner ${uuid()}`, version: '1.3', folder: name }, NOW), name).rejects.toThrow(expect.objectContaining({ code: 'form_invalid' }));
		await expect(addPartner(services, other, { name: 'Anderer', version: '1.3', folder: 'planung' }, NOW)).rejects.toThrow(expect.objectContaining({ fields: { folder: 'taken' } }));
	});
});
