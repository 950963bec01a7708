import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { readStatement, readStatementByCode } from '../../../portal/lib/server/statements/read-statement.ts';
import { confirmEmail } from '../../../portal/lib/server/statements/after-receipt.ts';
import { eraseStatement } from '../../../portal/lib/server/statements/erase.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { at, DURING, makeParticipation, newStatement, square, type TestParticipation } from '../../support/participation.ts';

const WEB = { origin: 'web', now: DURING } as const;

describe('receiveStatement', () => {
	let services: Services;
	let test: TestParticipation;

	beforeAll(async () => {
		services = await testServices();
		test = await makeParticipation(services.db);
	});
	const send = (values = {}, options: Parameters<typeof receiveStatement>[4] = WEB) =>
		receiveStatement(services, test.scope, test.participationId, newStatement(values), options);

	it('keeps text, places, and copies of the objects they hit', async () => {
		const receipt = await send({
			text: 'Zeile 1\r\nZeile 2',
			places: [
				{ kind: 'object', gmlId: 'road' },
				{ kind: 'point', crs: 'EPSG:3857', geometry: { type: 'Point', coordinates: at(50, 50.5) } },
				{ kind: 'polygon', crs: 'EPSG:3857', geometry: JSON.parse(square(450, 10, 100)), label: 'Ecke' },
				{ kind: 'point', geometry: { type: 'Point', coordinates: [13.3, 51.2] } },
				{ kind: 'text', label: 'An der Brücke' }
			]
		});
		expect(receipt.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
		const statement = await readStatement(test.scope, receipt.statementId);
		expect(statement.text).toBe('Zeile 1\nZeile 2');
		expect(statement.places.map((place) => place.kind)).toEqual(['object', 'point', 'polygon', 'point', 'text']);
		const hits = statement.places.map((place) => place.objects.map((object) => object.gmlId).sort());
		expect(hits).toEqual([['road'], ['tree', 'wa'], ['road', 'wa'], [], []]);
		expect(statement.places[1]!.objects.find((object) => object.gmlId === 'wa')).toMatchObject({
			class: 'BP_BaugebietsTeilFlaeche',
			label: 'WA',
			planVersionId: test.planVersionId,
			attributes: [{ name: 'GRZ', value: '0.4' }]
		});
		expect(statement.digest.toString('hex')).toBe(receipt.digest);
		expect((await readStatementByCode(test.scope, ` ${receipt.code.toLowerCase().replaceAll('-', ' ')}`)).id).toBe(statement.id);
	});

	it('makes one statement of 20 parallel identical posts, and shows the same code to each', async () => {
		const input = newStatement({ email: 'doppelt@example.org', places: [{ kind: 'object', gmlId: 'wa' }] });
		const before = await count('statement');
		const mails = await services.db.knex('mail').where({ recipient: 'doppelt@example.org' });
		const receipts = await Promise.all(
			Array.from({ length: 20 }, () => receiveStatement(services, test.scope, test.participationId, input, WEB))
		);
		expect(new Set(receipts.map((receipt) => receipt.code)).size).toBe(1);
		expect(receipts.filter((receipt) => !receipt.repeated)).toHaveLength(1);
		expect(await count('statement')).toBe(before + 1);
		expect(await services.db.knex('mail').where({ recipient: 'doppelt@example.org' })).toHaveLength(mails.length + 1);
	});

	it('takes a changed text with the same key as another statement', async () => {
		const input = newStatement();
		const first = await receiveStatement(services, test.scope, test.participationId, input, WEB);
		const second = await receiveStatement(services, test.scope, test.participationId, { ...input, text: 'Etwas anderes' }, WEB);
		expect(second.repeated).toBe(false);
		expect(second.code).not.toBe(first.code);
	});

	it('gives numbers without gaps under 50 parallel posts, also when some fail, and keeps the chain', async () => {
		const other = await makeParticipation(services.db);
		const results = await Promise.allSettled(
			Array.from({ length: 55 }, (_, index) =>
				receiveStatement(
					services,
					other.scope,
					other.participationId,
					newStatement({ text: `Nr ${index}`, places: [{ kind: 'object', gmlId: index % 11 === 10 ? 'missing' : 'wa' }] }),
					WEB
				)
			)
		);
		const numbers = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value.number] : [])).sort((a, b) => a - b);
		expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
		const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
		expect(refused).toEqual(Array(5).fill('statement_place_invalid'));
		const report = await verifyChain(services.db);
		expect(report.problems).toEqual([]);
		expect(report.entries).toBe(report.statements);
	});

	it('refuses empty, too long and unreadable content and leaves nothing behind', async () => {
		const before = await Promise.all([count('statement'), count('statement_place'), count('receipt_chain')]);
		await expect(send({ text: '  \r\n ' })).rejects.toMatchObject({ code: 'statement_empty' });
		await expect(send({ text: 'ä'.repeat(20_001) })).rejects.toMatchObject({ code: 'statement_too_long' });
		await expect(send({ email: 'kein' })).rejects.toMatchObject({ code: 'form_invalid', fields: { email: expect.anything() } });
		const nowhere = { kind: 'point', geometry: { type: 'Point', coordinates: [0, 0] } };
		await expect(send({ places: [nowhere] })).rejects.toMatchObject({ code: 'statement_place_invalid' });
		const notFinite = { kind: 'point', geometry: { type: 'Point', coordinates: [13, Infinity] } };
		await expect(send({ places: [notFinite] })).rejects.toMatchObject({ code: 'statement_place_invalid' });
		const crossing = { kind: 'polygon', geometry: { type: 'Polygon', coordinates: [[[13, 51], [13, 51]]] } };
		await expect(send({ places: [crossing] })).rejects.toMatchObject({ code: 'statement_place_invalid' });
		expect(await Promise.all([count('statement'), count('statement_place'), count('receipt_chain')])).toEqual(before);
		expect((await send({ text: '😀'.repeat(20_000) })).repeated).toBe(false);
	});

	it('asks for name and address only where the participation does', async () => {
		const strict = await makeParticipation(services.db, { values: { name: 'required', address: 'off' } });
		const receive = (values: object) => receiveStatement(services, strict.scope, strict.participationId, newStatement(values), WEB);
		await expect(receive({})).rejects.toMatchObject({ code: 'form_invalid', fields: { name: 'required' } });
		const receipt = await receive({ name: 'Erika Muster', address: 'Weg 1' });
		expect((await readStatement(strict.scope, receipt.statementId)).author).toEqual({ name: 'Erika Muster', address: null, email: null });
	});

	it('writes the receipt mail with the statement, without its text, and counts it without confirmation', async () => {
		const receipt = await send({ text: 'Geheimer Wortlaut', email: 'buergerin@example.org' });
		const [mail] = await services.db.knex('mail').where({ recipient: 'buergerin@example.org' });
		expect(mail.body_text).toContain(receipt.code);
		expect(mail.body_text).not.toContain('Geheimer');
		const token = /bestaetigung=([\w-]+)/.exec(mail.body_text)![1]!;
		await expect(confirmEmail(test.scope, receipt.code, 'falsch', DURING)).rejects.toMatchObject({ code: 'email_token_invalid' });
		await confirmEmail(test.scope, receipt.code, token, DURING);
		await confirmEmail(test.scope, receipt.code, token, DURING);
		const statement = await readStatement(test.scope, receipt.statementId);
		expect(statement.emailConfirmedAt).toEqual(DURING);
		expect(statement.events.map((event) => event.kind)).toEqual(['received', 'email_confirmed']);
	});

	it('shows nothing of another tenant by guessing', async () => {
		const receipt = await send();
		const stranger = forTenant(services.db.knex, (await makeParticipation(services.db)).tenantId);
		await expect(readStatement(stranger, receipt.statementId)).rejects.toMatchObject({ code: 'not_found' });
		await expect(readStatementByCode(stranger, receipt.code)).rejects.toMatchObject({ code: 'receipt_unknown' });
		await expect(receiveStatement(services, stranger, test.participationId, newStatement(), WEB)).rejects.toMatchObject({ code: 'not_found' });
		await expect(eraseStatement(services, stranger, receipt.statementId, { now: DURING, accountId: null, by: 'Adele Amtmann', reason: 'Antrag nach Art. 17 DSGVO' })).rejects.toMatchObject({
			code: 'not_found'
		});
	});

	async function count(table: string): Promise<number> {
		return Number((await services.db.knex(table).count('* as n').first())!.n);
	}
});
