import { describe, expect, it } from 'vitest';
import { codeHash, normaliseCode, receiptCode, statementKey } from '../../../portal/lib/server/statements/receipt-code.ts';

describe('receipt code', () => {
	const key = '7b7d9a52-3d9c-4b0f-8a39-3f5c2f6a7c11';

	it('follows from secret, participation and key, and from each of them', () => {
		const code = receiptCode('secret', 'p1', key);
		expect(receiptCode('secret', 'p1', key)).toBe(code);
		expect(new Set([code, receiptCode('other', 'p1', key), receiptCode('secret', 'p2', key), receiptCode('secret', 'p1', key.replace('7', '8'))]).size).toBe(4);
		expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
	});

	it('is read as people type it', () => {
		expect(normaliseCode(' abcd efgh-jkmn.pqrs_tvwx 0123 ')).toBe('ABCD-EFGH-JKMN-PQRS-TVWX-0123');
		expect(normaliseCode('oil0-oil0-oil0-oil0-oil0-oil0')).toBe('0110-0110-0110-0110-0110-0110');
		for (const wrong of ['', 'ABCD', 'UUUU-UUUU-UUUU-UUUU-UUUU-UUUU', 'ABCD-EFGH-JKMN-PQRS-TVWX-01234', '../../etc']) expect(normaliseCode(wrong)).toBeNull();
		expect(codeHash('x')).toHaveLength(32);
	});

	it('gives every content of a form a key of its own, as a UUID', () => {
		const first = statementKey('secret', key, 'a');
		expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(statementKey('secret', key.toUpperCase(), 'a')).toBe(first);
		expect(statementKey('secret', key, 'b')).not.toBe(first);
	});
});
