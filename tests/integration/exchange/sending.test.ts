import { createServer, type IncomingMessage, type Server } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArea } from '../../../importers/xbeteiligung/area.ts';
import { readMessage } from '../../../importers/xbeteiligung/read.ts';
import type { Message } from '../../../importers/xbeteiligung/model.ts';
import { receiptCode, type Version } from '../../../importers/xbeteiligung/versions.ts';
import { writeMessage } from '../../../importers/xbeteiligung/write.ts';
import { deliverMessages, MOST_TRIES, sendAgain } from '../../../portal/lib/server/exchange/deliver.ts';
import { findMessage, listMessages } from '../../../portal/lib/server/exchange/exchange-queries.ts';
import { addPartner, changePartner, readPartner } from '../../../portal/lib/server/exchange/partners.ts';
import { receiveMessage } from '../../../portal/lib/server/exchange/receive.ts';
import { runExchange } from '../../../portal/lib/server/exchange/run-exchange.ts';
import { publishNotice } from '../../../portal/lib/server/notices/notice.ts';
import { moveStep, withdrawStep } from '../../../portal/lib/server/procedures/reschedule.ts';
import { changeEndDate, publishStep, readProcedure, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { eraseStatement } from '../../../portal/lib/server/statements/erase.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { makeTenant, testFolder, testServices } from '../../support/database.ts';
import { asUpload, at, newStatement } from '../../support/participation.ts';
import { BEFORE, DURING_STEP, makeProcedure, type TestProcedure } from '../../support/procedure.ts';
import { message as sample } from '../../unit/importers/xbeteiligung/messages.ts';
import { NO_SCHEMAS, validate } from '../../unit/importers/xbeteiligung/schemas.ts';
import { forTenant } from '../../../gis/db/tenant-scope.ts';

/** A partner's system: keeps what comes and answers as it is told. */
interface Received {
	message: Message;
	xml: string;
	authorization: string | undefined;
}
let now = BEFORE;
let services: Services;
let procedure: TestProcedure;
let server: Server;
let url: string;
let received: Received[] = [];
let reply: (message: Message) => { status: number; body?: string } = () => ({ status: 204 });
const folder = testFolder();

beforeAll(async () => {
	services = await testServices({ now: () => now, env: { XBETEILIGUNG_INTERNAL: '1', XBETEILIGUNG_FOLDER: folder, PUBLIC_URL: 'https://portal.example' } });
	procedure = await makeProcedure(services.db);
	server = createServer((request, response) => void take(request).then(({ status, body }) => response.writeHead(status).end(body)));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());

async function take(request: IncomingMessage): Promise<{ status: number; body?: string }> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const xml = Buffer.concat(chunks).toString();
	const message = readMessage(Buffer.from(xml));
	received.push({ message, xml, authorization: request.headers.authorization });
	return reply(message);
}
/** A moment later: everything that is due. */
async function run(): Promise<Received[]> {
	received = [];
	now = new Date(now.getTime() + 1000);
	await runExchange(services);
	if (NO_SCHEMAS === null) for (const { message, xml } of received) validate(message.version, xml);
	return received;
}
const partner = (name: string, version: Version, receives: string[], values: Record<string, string> = {}) => {
	// What came in before a partner was entered is not its.
	now = new Date(now.getTime() + 60_000);
	return addPartner(services, procedure.scope, { name, version, receives, url, secret: 'geheim', ...values }, now);
};
const off = (id: string) => changePartner(services, procedure.scope, id, { name: `aus ${id}`, version: '1.3', receives: [], url: '' });

describe('045x', () => {
	it('tells of a published step, of its changes and of the end, once each', async () => {
		const { id } = await partner('Landesportal', '1.2.1', ['information']);
		const [first, ...more] = await run();
		expect(more).toEqual([]);
		expect(first!.authorization).toBe('Bearer geheim');
		expect(first!.message).toMatchObject({ version: '1.2.1', code: '0451', content: { processId: procedure.stepId } });
		const { information } = first!.message.content;
		expect(information).toMatchObject({
			planId: procedure.procedureId,
			step: { code: '6000' },
			iteration: '1',
			period: { begin: '2027-03-01', end: '2027-03-31' },
			url: `https://portal.example/${procedure.slug}/verfahren/${procedure.procedureId}`
		});
		expect(readArea(information!.area).coordinates).toHaveLength(1);
		expect(await run()).toEqual([]);

		now = DURING_STEP;
		const second = await run();
		// The documents are to be seen now.
		expect(second.map(({ message }) => message.code)).toEqual(['0452']);
		expect(second[0]!.message.content.information!.attachments![0]!.items.length).toBeGreaterThan(0);

		await changeEndDate(procedure.scope, procedure.stepId, { endsOn: '2027-04-15', reason: 'Umfangreiche Unterlagen' }, null, now);
		const [third] = await run();
		expect(third!.message).toMatchObject({ code: '0452', content: { information: { period: { end: '2027-04-15' } } } });

		await giveUp();
		const [fourth, ...rest] = await run();
		expect(rest).toEqual([]);
		expect(fourth!.message).toMatchObject({ code: '0459', content: { processId: procedure.stepId, planId: procedure.procedureId } });
		await giveUp(null);
		expect((await run()).map(({ message }) => message.code)).toEqual(['0451']);
		await off(id);
	});

	async function giveUp(day: Date | null = now): Promise<void> {
		await procedure.scope
			.insert('procedure_step', {
				procedure_id: procedure.procedureId,
				key: 'eingestellt',
				title: 'Einstellung',
				track: 'internal',
				position: 9000,
				rule: 'day',
				starts_on: '2027-03-15',
				starts_at: now,
				published_at: null
			})
			.onConflict(['procedure_id', 'key', 'iteration'])
			.ignore();
		await procedure.scope.table('procedure_step').where({ procedure_id: procedure.procedureId, key: 'eingestellt' }).update({ published_at: day });
		// The step of the decision is not told of beside.
		if (day === null) await procedure.scope.table('procedure_step').where({ procedure_id: procedure.procedureId, key: 'eingestellt' }).delete();
	}

	it.each(['1.2.1', '1.3'] as const)('of %s removes a step that was taken back, and tells it anew when it is announced again', async (version) => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		const { id } = await addPartner(services, made.scope, { name: 'Landesportal', version, receives: ['information'], url }, now);
		const paper = { reason: 'Das Gutachten kommt später.', publishedIn: 'Amtsblatt Nr. 4', publishedOn: '2027-02-22' };
		const context = () => ({ publicUrl: 'https://portal.example', account: null, now });
		const told = async () => (await run()).map(({ message }) => message);
		expect(await told()).toMatchObject([{ code: '0451', version }]);
		await moveStep(services, made.scope, made.stepId, { ...paper, startsOn: '2027-03-08' }, context());
		expect(await told()).toMatchObject([{ code: '0452', content: { information: { period: { begin: '2027-03-08', end: '2027-04-07' } } } }]);
		const { steps } = await readProcedure(made.scope, made.procedureId, now);
		await withdrawStep(services, made.scope, made.stepId, paper, context());
		expect(await told()).toMatchObject([{ code: '0459', content: { processId: made.stepId, planId: made.procedureId, participationId: made.stepId } }]);
		expect(await told()).toEqual([]);
		const { title, planVersionId, contact, places, environment } = steps.find(({ id: stepId }) => stepId === made.stepId)!;
		await saveStep(made.scope, made.procedureId, made.stepId, { title, planVersionId, ...contact, places, environment, startsOn: '2027-04-01', endsOn: '' }, null, now);
		await publishNotice(made.scope, made.stepId, { ...paper, reason: 'Das Gutachten liegt vor.' }, context());
		await publishStep(made.scope, made.stepId, null, now);
		expect(await told()).toMatchObject([{ code: '0451', content: { information: { period: { begin: '2027-04-01' } } } }]);
		await changePartner(services, made.scope, id, { name: 'aus', version: '1.3', receives: [], url: '' });
		now = DURING_STEP;
	});

	it('keeps the verdict of the partner, at once or later', async () => {
		const { id } = await partner('Antwortendes Portal', '1.3', ['information']);
		reply = (message) => ({ status: 200, body: writeMessage({ ...sample('1.3', '0471'), content: { processId: message.content.processId, planId: 'p', errors: [{ text: 'Kennen wir nicht.' }] } }) });
		await run();
		const find = async (code: string) => (await listMessages(procedure.scope, { partnerId: id }, 10)).find((each) => each.code === code)!;
		expect(await find('0451')).toMatchObject({ state: 'refused', error: { code: '0471', message: 'Kennen wir nicht.' } });
		reply = () => ({ status: 204 });
		expect(await sendAgain(services, procedure.scope, (await find('0451')).id)).toBe(true);
		await run();
		expect((await find('0451')).state).toBe('sent');
		const receipt = writeMessage({ ...sample('1.3', '0461'), content: { processId: procedure.stepId, planId: 'p', participationId: 'b' } });
		const answer = await receiveMessage(services, await readPartner(procedure.scope, id), Buffer.from(receipt));
		expect(answer).toMatchObject({ xml: null, ok: true });
		expect((await find('0451')).state).toBe('answered');
		await off(id);
	});

	it('tries again with growing distance, then gives up', async () => {
		const { id } = await partner('Schweigendes Portal', '1.3', ['information']);
		reply = () => ({ status: 503 });
		const state = async () => (await listMessages(procedure.scope, { partnerId: id }, 1))[0]!;
		await run();
		const waits: number[] = [];
		for (let tries = 1; tries < MOST_TRIES; tries++) {
			const { nextTryAt, state: told, tries: counted } = await state();
			expect([told, counted]).toEqual(['queued', tries]);
			waits.push((new Date(nextTryAt!).getTime() - now.getTime()) / 60_000);
			now = new Date(nextTryAt!);
			await deliverMessages(services);
		}
		expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
		expect(Math.max(...waits)).toBe(360);
		expect(await state()).toMatchObject({ state: 'failed', tries: MOST_TRIES, nextTryAt: null, error: { message: expect.stringContaining('503') } });
		reply = () => ({ status: 200 });
		now = DURING_STEP;
		await off(id);
	});

	it('is never sent to an address that is not allowed', async () => {
		const { id } = await partner('Umgezogen', '1.3', ['information']);
		const strict = { ...services, config: { ...services.config, xbeteiligung: { folder: null, internal: false } } };
		received = [];
		await runExchange(strict);
		expect(received).toEqual([]);
		expect((await listMessages(procedure.scope, { partnerId: id }, 1))[0]).toMatchObject({ state: 'failed', error: { code: 'exchange_address_invalid' } });
		for (const address of ['http://partner.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://10.1.2.3/', 'https://169.254.169.254/latest', 'https://localhost/', 'https://server/', 'https://u:p@partner.example/', 'file:///etc/passwd', 'https://2130706433/'])
			await expect(addPartner(strict, procedure.scope, { name: address, version: '1.3', url: address }, now), address).rejects.toThrow(expect.objectContaining({ code: 'exchange_address_invalid' }));
		await off(id);
	});

	it('goes into the drop folder where there is no address', async () => {
		const { id } = await partner('Mit Ordner', '1.3', ['information'], { url: '', folder: 'portal' });
		await run();
		const files = readdirSync(join(folder, 'portal', 'ausgang'));
		expect(files).toHaveLength(1);
		expect(readMessage(readFileSync(join(folder, 'portal', 'ausgang', files[0]!))).code).toBe('0451');
		await off(id);
	});
});

describe('0701', () => {
	const send = (values = {}) => receiveStatement(services, procedure.scope, procedure.participationId!, newStatement(values), { origin: 'web', now });

	it.each(['1.0', '1.2.1', '1.3'] as const)('of %s has text, places and attachments, and no e-mail', async (version) => {
		const { id } = await partner(`Planung ${version}`, version, ['statement']);
		reply = (message) => ({ status: 200, body: writeMessage({ ...sample(version, receiptCode(message.code, true)), content: { processId: message.content.processId, statementId: message.content.statement?.id ?? message.content.statementId! } }) });
		const { statementId } = await send({
			text: 'Die „Linde“ soll bleiben 🌳.',
			name: 'Erika Muster',
			email: 'erika@example.org',
			address: 'Weg 1\n01234 Ort',
			places: [
				{ kind: 'point', geometry: { type: 'Point', coordinates: at(50, 50) }, crs: 'EPSG:3857' },
				{ kind: 'object', gmlId: 'wa' }
			],
			attachments: [asUpload(services, 'foto.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'))]
		});
		const anonymous = await send({ text: 'Ohne Namen.' });
		const sent = await run();
		expect(sent).toHaveLength(2);
		const first = sent.find(({ message }) => message.content.statement!.id === statementId)!;
		expect(first.xml).not.toContain('erika@example.org');
		const { statement } = first.message.content;
		expect(statement).toMatchObject({ text: 'Die "Linde" soll bleiben .', date: '2027-03-15', assignments: [{ from: '0', to: '26' }] });
		const { items } = statement!.attachments![0]!;
		const contents = items.map(({ source, document }) => Buffer.from((version === '1.0' ? source!.inline : document)!, 'base64').toString());
		expect(contents.at(-1)).toContain('%PDF');
		expect(items).toHaveLength(version === '1.0' ? 2 : 1);
		if (version === '1.0') {
			// It has no room for geometry: a file has the places, longitude first.
			const { features } = JSON.parse(contents[0]!) as { features: { geometry: { type: string; coordinates: number[] } }[] };
			expect(features.map(({ geometry }) => geometry.type)).toEqual(['Point', expect.stringMatching(/Polygon/)]);
			expect(features[0]!.geometry.coordinates[0]).toBeGreaterThan(5);
			expect(features[0]!.geometry.coordinates[0]).toBeLessThan(16);
			expect(features[0]!.geometry.coordinates[1]).toBeGreaterThan(47);
			expect(statement!.organisation).toMatchObject({ name: { name: 'Privatperson' }, representatives: [{ family: { name: 'Erika Muster' } }] });
		} else {
			expect(statement!.author).toMatchObject({ private: true, name: { family: { name: 'Erika Muster' } }, address: { streetAndNumber: 'Weg 1, 01234 Ort' } });
			expect(statement!.places![0]!.map(({ kind }) => kind)).toEqual(['point', 'area']);
			expect(statement!.places![0]![0]!.crs).toBe('EPSG:25833');
		}
		const other = sent.find(({ message }) => message.content.statement!.id === anonymous.statementId)!.message.content.statement!;
		expect([other.author, other.organisation]).toEqual([undefined, undefined]);
		expect(await run()).toEqual([]);
		const messages = await listMessages(procedure.scope, { partnerId: id }, 10);
		expect(messages.map(({ state }) => state)).toEqual(['answered', 'answered']);
		expect((await findMessage(procedure.scope, messages[0]!.id))!.body).toBe('');

		await eraseStatement(services, procedure.scope, statementId, { now, reason: 'Verlangen der Person', accountId: null } as never);
		const removal = await run();
		expect(removal.map(({ message }) => message)).toMatchObject([{ code: '0709', content: { statementId } }]);
		expect(await run()).toEqual([]);
		await off(id);
	});

	it('a place of several parts is told in all of them', async () => {
		reply = () => ({ status: 204 });
		const { id } = await partner('Planung mit Karte', '1.3', ['statement']);
		const { statementId } = await send({ places: [{ kind: 'object', gmlId: 'wa' }] });
		const parts = { geom: services.db.knex.raw('ST_SetSRID(ST_Collect(geom, ST_Translate(geom, 500, 0)), 3857)') };
		await procedure.scope.table('statement_place').where({ statement_id: statementId }).update(parts);
		const [sent] = await run();
		const places = sent!.message.content.statement!.places!.flat();
		expect(places.map(({ kind }) => kind)).toEqual(['area', 'area']);
		expect(new Set(places.map(({ rings }) => rings[0]![0]![0])).size).toBe(2);
		await off(id);
	});

	it.each(['1.0', '1.2.1'] as const)('of %s names a public body as organisation', async (version) => {
		reply = () => ({ status: 204 });
		const { id } = await partner(`Planung mit Trägern ${version}`, version, ['statement']);
		const [{ id: bodyId }] = await procedure.scope.insert('public_body', { name: `Wasserbehörde ${version}` }).returning('id');
		const [{ id: invitationId }] = await procedure.scope.insert('invitation', { step_id: procedure.stepId, body_id: bodyId, token_hash: Buffer.from(version) }).returning('id');
		const { statementId } = await send({ name: 'Wasserbehörde, Erika Muster' });
		await procedure.scope.table('statement').where({ id: statementId }).update({ invitation_id: invitationId });
		const [sent] = await run();
		const { statement } = sent!.message.content;
		if (version === '1.0') expect(statement!.organisation!.name.name).toBe('Wasserbehörde 1.0');
		else expect(statement).toMatchObject({ kind: { code: '2000' }, author: { organisation: { name: 'Wasserbehörde 1.2.1' } } });
		expect(statement!.author?.private).toBeUndefined();
		await off(id);
	});

	it('goes to the partner that sent the plan, and to nobody else; never of another tenant', async () => {
		reply = () => ({ status: 204 });
		const [owner, colleague] = [await partner('Eigentümer', '1.3', ['statement']), await partner('Kollege', '1.3', ['statement'])];
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await addPartner(services, stranger, { name: 'Fremd', version: '1.3', receives: ['statement', 'information'], url }, now);
		const { external } = await readProcedure(procedure.scope, procedure.procedureId, now);
		await procedure.scope.table('procedure').where({ id: procedure.procedureId }).update({ external: JSON.stringify({ ...external, xbeteiligungPartner: owner.id }) });
		await send();
		expect(await run()).toHaveLength(1);
		expect(await listMessages(procedure.scope, { partnerId: owner.id }, 10)).toHaveLength(1);
		expect(await listMessages(procedure.scope, { partnerId: colleague.id }, 10)).toEqual([]);
		expect(await listMessages(stranger, {}, 10)).toEqual([]);
		await procedure.scope.table('procedure').where({ id: procedure.procedureId }).update({ external: JSON.stringify(external) });
		for (const { id } of [owner, colleague]) await off(id);
	});
});

it('1.0 gets neither feed nor invitations', async () => {
	for (const receives of [['information'], ['invitation']])
		await expect(partner('Alt', '1.0', receives)).rejects.toThrow(expect.objectContaining({ code: 'exchange_version_without_message' }));
});
