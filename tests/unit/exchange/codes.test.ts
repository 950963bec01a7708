import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../../portal/lib/server/exchange/documents.ts';
import { answeredCode, verdictOf } from '../../../portal/lib/server/exchange/receipts.ts';
import { decryptSecret, encryptSecret, hashOf, newToken, uuidOf } from '../../../portal/lib/server/exchange/secret.ts';
import { kindKeyOf, planKindOf, stepKeyOf } from '../../../portal/lib/server/exchange/step-codes.ts';
import { builtInKind } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { storedBody } from '../../../portal/lib/server/exchange/stored-body.ts';
import { readCsv } from '../../../portal/lib/server/invitations/csv.ts';
import { receiptCode } from '../../../importers/xbeteiligung/versions.ts';
import { message } from '../importers/xbeteiligung/messages.ts';

describe('codes', () => {
	it('steps by track and Durchgang', () => {
		expect(stepKeyOf('public', '4000', 1)).toBe('fruehzeitig-oeffentlichkeit');
		expect(stepKeyOf('public', '6000', 1)).toBe('veroeffentlichung');
		expect(stepKeyOf('public', '6000', 2)).toBe('erneut-oeffentlichkeit');
		expect(stepKeyOf('toeb', '2000', 1)).toBe('fruehzeitig-toeb');
		expect(stepKeyOf('toeb', '5010', 3)).toBe('erneut-toeb');
		for (const [track, code, iteration] of [['public', '5000', 1], ['toeb', '6000', 1], ['public', '4000', 2], ['public', 'constructor', 1]] as const)
			expect(() => stepKeyOf(track, code, iteration), code).toThrow(expect.objectContaining({ code: 'exchange_step_unknown' }));
	});

	it('kinds by Planart and Verfahrensart, and back', () => {
		expect(kindKeyOf(undefined, undefined)).toBe('bebauungsplan');
		expect(kindKeyOf({ code: '6_3_EinfacherBPlan' }, { code: '1100' })).toBe('bebauungsplan-13');
		expect(kindKeyOf({ code: '6_Bebauungsplan' }, { code: '1200' })).toBe('bebauungsplan-13a');
		expect(kindKeyOf({ code: 'x', name: 'Vorhabenbezogener Bebauungsplan' }, undefined)).toBe('bebauungsplan-12');
		expect(kindKeyOf({ code: '5_Flaechennutzungsplan' }, { code: '1000' })).toBe('flaechennutzungsplan');
		for (const key of ['bebauungsplan', 'bebauungsplan-12', 'flaechennutzungsplan'])
			for (const each of [key, `${key}-aenderung`, `${key}-aufhebung`]) expect(kindKeyOf(planKindOf(builtInKind(each)!), undefined), each).toBe(key);
		for (const key of ['satzung-34', 'landschaftsplan', 'frei']) expect(planKindOf(builtInKind(key)!), key).toBeUndefined();
	});

	it('receipts name the message they answer', () => {
		for (const code of ['0401', '0402', '0409', '0451', '0452', '0459', '0701', '0702', '0709', '0750']) for (const ok of [true, false]) expect(answeredCode(receiptCode(code, ok)), code).toBe(code);
		expect(verdictOf(message('1.3', '0711')).ok).toBe(true);
		expect(verdictOf(message('1.3', '0461')).ok).toBe(true);
		expect(verdictOf(message('1.3', '0471'))).toMatchObject({ ok: false, error: { message: expect.stringContaining('zu kurz') } });
	});
});

describe('secrets', () => {
	it('are bound to partner and installation', () => {
		const sealed = encryptSecret('secret', 'partner', 'Geheimnis');
		expect(sealed.toString('latin1')).not.toContain('Geheimnis');
		expect(decryptSecret('secret', 'partner', sealed)).toBe('Geheimnis');
		expect(() => decryptSecret('secret', 'other', sealed)).toThrow();
		expect(() => decryptSecret('other', 'partner', sealed)).toThrow();
		expect(encryptSecret('secret', 'partner', 'Geheimnis').equals(sealed)).toBe(false);
	});
	it('tokens differ; identifiers of the same thing do not', () => {
		expect(newToken()).not.toBe(newToken());
		expect(hashOf('a')).toHaveLength(32);
		expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'));
		expect(uuidOf('a', 'b')).not.toBe(uuidOf('ab', ''));
		expect(uuidOf('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
	});
});

it('documents inside are not kept twice', () => {
	const document = Buffer.alloc(9000, 7).toString('base64');
	const kept = storedBody(Buffer.from(`<a><b>${document}</b>\0<c>kurz</c></a>`));
	expect(kept).toMatch(/^<a><b><!-- Dokument, 9000 Bytes, SHA-256 [0-9a-f]{64} --><\/b><c>kurz<\/c><\/a>$/);
});

it('names of documents lead nowhere', () => {
	const round = message('1.2.1', '0401').content.participation!.public!;
	for (const name of ['../../x.pdf', '/etc/passwd', 'C:\\x\\y.pdf', '..\\x.pdf', '.\u0000.pdf', '']) {
		const items = [{ title: 'T', mediaType: { code: 'application/pdf' }, source: { file: { id: 'd', name } }, document: 'JVBERi0xLjcK' }];
		expect(documentsOf({ ...round, attachments: [{ items }] }).documents[0]!.name, name).not.toMatch(/[/\\]|^\./);
	}
});

it('CSV', () => {
	const rows = readCsv('\ufeffName;Mail\r\n"A ""B""; C";a@b\r\n\r\n"zwei\nZeilen";\r\nletzte;x');
	expect(rows).toEqual([
		{ cells: ['Name', 'Mail'], line: 1 },
		{ cells: ['A "B"; C', 'a@b'], line: 2 },
		{ cells: ['zwei\nZeilen', ''], line: 4 },
		{ cells: ['letzte', 'x'], line: 6 }
	]);
});
