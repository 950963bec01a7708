import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../../importers/xbeteiligung/read.ts';
import { hasMessage, receiptCode, VERSIONS } from '../../../../importers/xbeteiligung/versions.ts';
import { writeMessage } from '../../../../importers/xbeteiligung/write.ts';
import { codesOf, message } from './messages.ts';
import { NO_SCHEMAS, SHARED, validate } from './schemas.ts';

const bytes = (xml: string) => new TextEncoder().encode(xml);
const all = VERSIONS.flatMap((version) => codesOf(version).map((code) => ({ version, code })));

describe('messages of our own', () => {
	it.each(all)('$code of $version is read as it was written', ({ version, code }) => {
		const made = message(version, code);
		expect(readMessage(bytes(writeMessage(made)))).toEqual(made);
	});

	it.skipIf(NO_SCHEMAS !== null)(`all validate against the schema of their version${NO_SCHEMAS ? ` (skipped: ${NO_SCHEMAS})` : ''}`, { timeout: 60_000 }, () => {
		for (const { version, code } of all) expect(() => validate(version, writeMessage(message(version, code))), `${version} ${code}`).not.toThrow();
	});

	it.skipIf(NO_SCHEMAS !== null)('a schema refuses what is wrong', () => {
		const xml = writeMessage(message('1.2.1', '0401'));
		expect(() => validate('1.2.1', xml.replaceAll('planname>', 'planName>'))).toThrow(/planName/);
	});

	it('every message that asks for a receipt has both', () => {
		for (const { version, code } of all.filter(({ code }) => /^0(?:40|45|70|75)/.test(code)))
			for (const ok of [true, false]) expect(hasMessage(version, receiptCode(code, ok)), `${version} ${code}`).toBe(true);
	});

	it('version 1.0 has no feed and no invitation', () => {
		for (const code of ['0451', '0750']) expect(() => writeMessage({ ...message('1.2.1', code), version: '1.0' })).toThrow(expect.objectContaining({ code: 'not-in-version' }));
	});
});

describe.skipIf(NO_SCHEMAS !== null)('samples of others', () => {
	const files = NO_SCHEMAS === null ? readdirSync(join(SHARED, 'samples')).filter((name) => !name.startsWith('hist-')) : ['none'];
	it.each(files)('%s survives a round trip', (name) => {
		const read = readMessage(readFileSync(join(SHARED, 'samples', name)));
		const xml = writeMessage(read);
		expect(readMessage(bytes(xml))).toEqual(read);
		expect(() => validate('1.2.1', xml)).not.toThrow();
	});
});
