import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { readMessage } from '../../../importers/xbeteiligung/read.ts';
import { bodyOf } from '../../../portal/lib/server/exchange/deliver.ts';
import { findMessage, listMessages } from '../../../portal/lib/server/exchange/exchange-queries.ts';
import { addPartner, readPartner } from '../../../portal/lib/server/exchange/partners.ts';
import { exportBodies, importBodies, listBodies, removeBody, saveBody } from '../../../portal/lib/server/invitations/bodies.ts';
import { changeReceipt, extendInvitation, inviteBodies, remindBody, stateOf, withdrawInvitation } from '../../../portal/lib/server/invitations/invitations.ts';
import { listInvitations } from '../../../portal/lib/server/invitations/invitation-queries.ts';
import { composedText, openInvitation, receiveAs, requestExtension } from '../../../portal/lib/server/invitations/invited.ts';
import { invitationToken } from '../../../portal/lib/server/invitations/token.ts';
import { invitedView } from '../../../portal/lib/server/invitations/views.ts';
import { readPublicParticipation } from '../../../portal/lib/server/participations/service.ts';
import { openShown } from '../../../portal/lib/server/procedures/documents/open-document.ts';
import { changeEndDate, readProcedure, saveStep, publishStep } from '../../../portal/lib/server/procedures/service.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { readStatus } from '../../../portal/lib/server/statements/status-view.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { findTenantBySlug } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeProcedure, showDocument, stepOf, type TestProcedure } from '../../support/procedure.ts';
import { NO_SCHEMAS, validate } from '../../unit/importers/xbeteiligung/schemas.ts';

const SENT = new Date('2027-03-01T09:00:00Z');
let now = SENT;
let services: Services;
let procedure: TestProcedure;
let stepId: string;
let account: { id: string; name: string };
let wasser: string;
let forst: string;

beforeAll(async () => {
	services = await testServices({ now: () => now, env: { PUBLIC_URL: 'https://portal.example', XBETEILIGUNG_INTERNAL: '1' } });
	procedure = await makeProcedure(services.db);
	const { scope, procedureId } = procedure;
	const { accountId } = await members.create(scope, { name: 'Petra Plan', email: 'plan@ort.example', role: 'planner' });
	account = { id: accountId, name: 'Petra Plan' };
	stepId = (await stepOf(scope, procedureId, 'toeb', now)).id;
	await saveStep(scope, procedureId, stepId, { title: 'Beteiligung der Behörden', startsOn: '2027-03-01', endsOn: '', planVersionId: procedure.planVersionId, email: 'planung@testdorf.example' }, null, now);
	for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(scope, procedureId, stepId, category);
	wasser = await saveBody(scope, null, { name: 'Untere Wasserbehörde', department: 'Amt 36', email: 'wasser@kreis.example', topics: 'Wasser, Boden' });
	forst = await saveBody(scope, null, { name: 'Forstbezirk', email: 'forst@land.example', topics: '' });
});

const mails = () => services.db.knex('mail').orderBy('created_at').select('recipient', 'subject', 'body_text');
const rows = () => listInvitations(procedure.scope, stepId);
const linkOf = (text: string) => /https:\/\/portal\.example\/[a-z0-9-]+\/einladung\/([A-Za-z0-9_-]+)/.exec(text)![1]!;

describe('address book', () => {
	it('goes out as CSV and comes in again; the same body is changed, not doubled', async () => {
		const { id } = await makeTenant(services.db);
		const scope = forTenant(services.db.knex, id);
		await saveBody(scope, null, { name: '=Formel & "Co"', department: 'A;B', email: 'a@b.example', topics: 'Wasser' });
		const csv = await exportBodies(scope);
		expect(csv).toContain(`"'=Formel & ""Co""";"A;B"`);
		expect(await importBodies(scope, csv)).toEqual({ added: 0, changed: 1 });
		expect((await listBodies(scope))[0]).toMatchObject({ name: '=Formel & "Co"', department: 'A;B' });
		expect(await importBodies(scope, 'E-Mail,Name\r\nneu@b.example,"Neue\nStelle"\r\n\r\n')).toEqual({ added: 1, changed: 0 });
		for (const [wrong, line] of [['Stelle\nx', 1], ['Name;E-Mail\nGut;g@b.example\nSchlecht;keine', 3], ['Name\n"offen', 2]] as const)
			await expect(importBodies(scope, wrong)).rejects.toThrow(expect.objectContaining({ code: 'public_body_csv', values: { line } }));
		expect(await listBodies(scope)).toHaveLength(2);
		await expect(saveBody(scope, null, { name: 'neue\nstelle' })).rejects.toThrow(expect.objectContaining({ code: 'public_body_exists' }));
		await expect(saveBody(scope, null, { name: 'X1', partnerId: randomUUID() })).rejects.toThrow(expect.objectContaining({ fields: { partnerId: 'invalid' } }));
	});
});

describe('invitations', () => {
	it('need a published step', async () => {
		await expect(inviteBodies(services, procedure.scope, stepId, [wasser], account)).rejects.toThrow(expect.objectContaining({ code: 'procedure_step_unpublished' }));
		await expect(inviteBodies(services, procedure.scope, procedure.stepId, [wasser], account)).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
		await publishStep(procedure.scope, stepId, null, now);
	});

	it('go by mail and by 0750, each with its own link and period, once', async () => {
		const partner = await addPartner(services, procedure.scope, { name: 'Fachsystem', version: '1.2.1', receives: ['invitation'], url: 'http://127.0.0.1:9/' }, now);
		await saveBody(procedure.scope, forst, { name: 'Forstbezirk', email: 'forst@land.example', topics: '', partnerId: partner.id });
		now = new Date('2027-03-10T09:00:00Z');
		expect(await inviteBodies(services, procedure.scope, stepId, [wasser, forst, wasser], account)).toBe(2);
		expect(await inviteBodies(services, procedure.scope, stepId, [wasser], account)).toBe(0);
		const found = await rows();
		// Received on 10 March: the month ends on 10 April, a Saturday, so Monday 12 April; later than the step's own end.
		expect(found).toMatchObject([{ bodyName: 'Forstbezirk', receivedOn: '2027-03-10', endsOn: '2027-04-12' }, { bodyName: 'Untere Wasserbehörde', endsOn: '2027-04-12' }]);
		const sent = await mails();
		expect(sent.map(({ recipient }) => recipient).toSorted()).toEqual(['forst@land.example', 'wasser@kreis.example']);
		expect(new Set(sent.map(({ body_text: text }) => linkOf(text))).size).toBe(2);
		expect(sent[0]!.body_text).toContain('12. April 2027');
		const [message] = await listMessages(procedure.scope, { partnerId: partner.id }, 5);
		expect(message).toMatchObject({ code: '0750', state: 'queued', subject: found[0]!.id });
		const stored = (await findMessage(procedure.scope, message!.id))!;
		expect(stored.body).toBe('');
		const xml = await bodyOf(services, procedure.scope, await readPartner(procedure.scope, partner.id), stored);
		if (NO_SCHEMAS === null) validate('1.2.1', xml);
		expect(readMessage(Buffer.from(xml)).content).toMatchObject({
			legalConsequences: expect.stringContaining('§ 4a Abs. 5'),
			invitation: { kommunal: { step: { code: '5000' }, toeb: { period: { begin: '2027-03-01', end: '2027-04-12' } }, url: expect.stringContaining(`/einladung/${invitationToken(services.secret, found[0]!.id)}`) } }
		});
		expect(JSON.stringify(await services.db.knex('invitation').select('*'))).not.toContain(invitationToken(services.secret, found[0]!.id));
	});

	it('a body that cannot be reached is named and nobody is invited', async () => {
		const stumm = await saveBody(procedure.scope, null, { name: 'Ohne Adresse' });
		const before = (await rows()).length;
		await expect(inviteBodies(services, procedure.scope, stepId, [stumm], account)).rejects.toThrow(expect.objectContaining({ code: 'invitation_unsendable' }));
		expect(await rows()).toHaveLength(before);
	});

	it('the day of receipt moves the end, an extension needs a reason and is told', async () => {
		const id = (await rows()).find(({ bodyId }) => bodyId === wasser)!.id;
		now = new Date('2027-03-15T09:00:00Z');
		await changeReceipt(procedure.scope, stepId, id, { receivedOn: '2027-03-12' }, account, now);
		expect((await rows()).find((row) => row.id === id)).toMatchObject({ receivedOn: '2027-03-12', endsOn: '2027-04-12' });
		await changeReceipt(procedure.scope, stepId, id, { receivedOn: '2027-03-15' }, account, now);
		expect((await rows()).find((row) => row.id === id)).toMatchObject({ endsOn: '2027-04-15' });
		for (const day of ['2027-03-16', '2027-03-09', 'heute'])
			await expect(changeReceipt(procedure.scope, stepId, id, { receivedOn: day }, account, now)).rejects.toThrow(expect.objectContaining({ code: 'form_invalid' }));
		await expect(extendInvitation(services, procedure.scope, stepId, id, { endsOn: '2027-04-20', reason: 'kurz' }, account)).rejects.toThrow(expect.objectContaining({ code: 'form_invalid' }));
		await expect(extendInvitation(services, procedure.scope, stepId, id, { endsOn: '2027-04-10', reason: 'Umfangreiche Unterlagen' }, account)).rejects.toThrow(expect.objectContaining({ code: 'procedure_end_earlier' }));
		await extendInvitation(services, procedure.scope, stepId, id, { endsOn: '2027-04-30', reason: 'Umfangreiche Unterlagen' }, account);
		expect((await rows()).find((row) => row.id === id)).toMatchObject({ endsOn: '2027-04-30', extensionReason: 'Umfangreiche Unterlagen' });
		expect((await mails()).at(-1)).toMatchObject({ recipient: 'wasser@kreis.example', subject: expect.stringContaining('Frist verlängert') });
		// An earlier receipt does not shorten what was extended.
		await changeReceipt(procedure.scope, stepId, id, { receivedOn: '2027-03-10' }, account, now);
		expect((await rows()).find((row) => row.id === id)!.endsOn).toBe('2027-04-30');
		const events = await procedure.scope.table('procedure_event').where({ kind: 'body-invited' }).select('account_name', 'detail');
		expect(events.length).toBeGreaterThanOrEqual(5);
		expect(JSON.stringify(events)).not.toContain('@');
	});
});

describe('the invited body', () => {
	const open = (token: string, client = '192.0.2.9', slug = procedure.scope) => openInvitation(services, slug, token, client);
	const tokenOf = async (bodyId: string) => invitationToken(services.secret, (await rows()).find((row) => row.bodyId === bodyId)!.id);

	it('sees what it is about and its documents, and nobody else does', async () => {
		const token = await tokenOf(wasser);
		const invited = await open(token);
		expect(invited).toMatchObject({ body: 'Untere Wasserbehörde, Amt 36', open: true });
		expect((await rows()).find(({ bodyId }) => bodyId === wasser)!.openedAt).not.toBeNull();
		const tenant = (await findTenantBySlug(services.db.knex, procedure.slug))!;
		const view = await invitedView(procedure.scope, tenant, invited, `/x/einladung/${token}`, now);
		const files = view.documents.flatMap(({ files }) => files).filter(({ versionId }) => versionId !== null);
		expect(files.length).toBeGreaterThan(0);
		expect(files[0]!.href).toBe(`/x/einladung/${token}/dokumente/${files[0]!.versionId}`);
		expect(files[0]!.viewHref).toBe(`/x/einladung/${token}/dokumente/${files[0]!.versionId}/ansehen`);
		await expect(openShown(procedure.scope, services.files, { procedureId: procedure.procedureId, versionId: files[0]!.versionId! }, now, { headers: new Headers() }, '/x')).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
		await expect(readPublicParticipation(procedure.scope, invited.participation.id, now)).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
		const direct = receiveStatement(services, procedure.scope, invited.participation.id, { key: randomUUID(), text: 'Ohne Einladung' }, { origin: 'web', now });
		await expect(direct).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
	});

	it('of another tenant, with a wrong or a changed link, finds nothing, and is slowed down', async () => {
		const token = await tokenOf(wasser);
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(open(token, '192.0.2.1', other)).rejects.toThrow(expect.objectContaining({ code: 'invitation_unknown' }));
		for (const wrong of ['', 'x', `${token}A`, token.slice(1), '../../etc/passwd', token.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'))])
			await expect(open(wrong, '192.0.2.2'), wrong).rejects.toThrow(expect.objectContaining({ code: 'invitation_unknown' }));
		for (let n = 0; n < 24; n++) await open('falsch', '192.0.2.2').catch(() => {});
		await expect(open('falsch', '192.0.2.2')).rejects.toThrow(expect.objectContaining({ code: 'invitation_throttled' }));
		expect((await open(token, '192.0.2.2')).open).toBe(true);
	});

	it('answers in its own period, after that of the step, with its name and a receipt', async () => {
		now = new Date('2027-04-20T09:00:00Z');
		const invited = await open(await tokenOf(wasser));
		expect([invited.participation.state, invited.open]).toEqual(['ended', true]);
		const text = composedText('Keine Einwände.', { plans: 'Gewässerausbau 2028', monitoring: '' });
		const { statementId, late, code } = await receiveStatement(
			services,
			procedure.scope,
			invited.participation.id,
			{ key: randomUUID(), text, name: `${invited.body}, Erika Muster` },
			{ origin: 'web', now, invitation: receiveAs(invited) }
		);
		expect([late, code.length > 10]).toEqual([false, true]);
		const stored = await readStatement(procedure.scope, statementId);
		expect(stored).toMatchObject({ text: 'Keine Einwände.\n\nEigene Planungen und Maßnahmen:\nGewässerausbau 2028', author: { name: 'Untere Wasserbehörde, Amt 36, Erika Muster' } });
		const status = await readStatus(procedure.scope, procedure.slug, code, now);
		expect(status.participation).toMatchObject({ lastDay: '2027-04-30', state: 'running', href: `/${procedure.slug}/verfahren/${procedure.procedureId}` });
		const row = (await rows()).find(({ bodyId }) => bodyId === wasser)!;
		expect([row.statements, stateOf(row, now)]).toEqual([1, 'answered']);
		await expect(withdrawInvitation(services, procedure.scope, stepId, row.id, account)).rejects.toThrow(expect.objectContaining({ code: 'invitation_answered' }));
	});

	it('is too late after its own end', async () => {
		now = new Date('2027-05-01T09:00:00Z');
		const invited = await open(await tokenOf(wasser));
		expect(invited.open).toBe(false);
		expect(() => receiveAs(invited)).toThrow(expect.objectContaining({ code: 'invitation_over' }));
		await expect(requestExtension(procedure.scope, invited, { until: '2027-06-01', reason: 'Bitte mehr Zeit' }, now)).rejects.toThrow(expect.objectContaining({ code: 'invitation_over' }));
		await expect(remindBody(services, procedure.scope, stepId, invited.row.id)).rejects.toThrow(expect.objectContaining({ code: 'procedure_period_over' }));
	});

	it('asks for more time; the municipality grants it', async () => {
		now = new Date('2027-04-05T09:00:00Z');
		const invited = await open(await tokenOf(forst));
		for (const until of ['2027-04-12', '2027-04-01'])
			await expect(requestExtension(procedure.scope, invited, { until, reason: 'Gutachten fehlt noch' }, now)).rejects.toThrow(expect.objectContaining({ code: 'invitation_request_late' }));
		await requestExtension(procedure.scope, invited, { until: '2027-04-26', reason: 'Gutachten fehlt noch' }, now);
		expect((await rows()).find(({ bodyId }) => bodyId === forst)).toMatchObject({ requestedUntil: '2027-04-26', requestReason: 'Gutachten fehlt noch' });
		await extendInvitation(services, procedure.scope, stepId, invited.row.id, { endsOn: '2027-04-26', reason: 'Gutachten fehlt noch' }, account);
		expect((await rows()).find(({ bodyId }) => bodyId === forst)).toMatchObject({ endsOn: '2027-04-26', requestedUntil: null, requestedAt: null });
	});

	it('has at least the time of the step, when that is extended', async () => {
		now = new Date('2027-03-20T09:00:00Z');
		await changeEndDate(procedure.scope, stepId, { endsOn: '2027-05-31', reason: 'Umfangreiche Unterlagen' }, null, now);
		expect((await rows()).map(({ endsOn }) => endsOn)).toEqual(['2027-05-31', '2027-05-31']);
		now = new Date('2027-05-20T09:00:00Z');
		expect((await open(await tokenOf(wasser))).open).toBe(true);
	});

	it('loses its link when it is withdrawn, and is told so by mail and message; an invited body stays in the address book', async () => {
		const token = await tokenOf(forst);
		const { id, partnerId } = (await rows()).find(({ bodyId }) => bodyId === forst)!;
		await expect(removeBody(procedure.scope, forst)).rejects.toThrow(expect.objectContaining({ code: 'public_body_invited' }));
		const told = (await mails()).length;
		expect((await listMessages(procedure.scope, { partnerId: partnerId! }, 20)).filter(({ subject, state }) => subject === id && state === 'queued').length).toBeGreaterThan(0);
		await withdrawInvitation(services, procedure.scope, stepId, id, account);
		await expect(open(token)).rejects.toThrow(expect.objectContaining({ code: 'invitation_unknown' }));
		const news = (await mails()).slice(told);
		expect(news).toMatchObject([{ recipient: 'forst@land.example', subject: expect.stringContaining('Einladung zurückgezogen') }]);
		expect(news[0]!.body_text).not.toContain('/einladung/');
		// Only this one is left to be sent: the invitation itself could not be written any more.
		const messages = (await listMessages(procedure.scope, { partnerId: partnerId! }, 20)).filter(({ subject, state }) => subject === id && state === 'queued');
		expect(messages).toHaveLength(1);
		const xml = await bodyOf(services, procedure.scope, await readPartner(procedure.scope, partnerId!), (await findMessage(procedure.scope, messages[0]!.id))!);
		if (NO_SCHEMAS === null) validate('1.2.1', xml);
		expect(xml).not.toContain(token);
		const { content } = readMessage(Buffer.from(xml));
		expect(content).toMatchObject({
			processId: id,
			invitation: { kommunal: { toeb: { news: [expect.stringContaining('zurückgezogen')], period: { note: 'zurückgezogen' } } } }
		});
		expect(content.legalConsequences).toBeUndefined();
		expect((await readProcedure(procedure.scope, procedure.procedureId, now)).steps.length).toBeGreaterThan(0);
	});

	it('that cannot be reached any more does not stop its withdrawal', async () => {
		await saveBody(procedure.scope, forst, { name: 'Forstbezirk', email: 'forst@land.example', topics: '' });
		now = new Date('2027-03-21T09:00:00Z');
		expect(await inviteBodies(services, procedure.scope, stepId, [forst], account)).toBe(1);
		await saveBody(procedure.scope, forst, { name: 'Forstbezirk', email: '', topics: '' });
		const told = (await mails()).length;
		await withdrawInvitation(services, procedure.scope, stepId, (await rows()).find(({ bodyId }) => bodyId === forst)!.id, account);
		expect((await mails()).length).toBe(told);
		expect((await rows()).some(({ bodyId }) => bodyId === forst)).toBe(false);
	});
});
