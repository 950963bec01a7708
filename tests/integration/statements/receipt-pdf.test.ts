import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admitToReceipts, makeReceiptPdf, RECEIPT_LIMIT } from '../../../portal/lib/server/statements/make-receipt-pdf.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { at, DURING, makeParticipation, newStatement, square } from '../../support/participation.ts';

describe('receipt as PDF', () => {
	const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
	const path = join(folder, 'bestaetigung.pdf');
	let services: Services;
	let pdf: Buffer;
	let digest: string;
	let code: string;
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	beforeAll(async () => {
		services = await testServices();
		const test = await makeParticipation(services.db);
		const input = newStatement({
			text: `Grüße aus dem Rathausweg.\n\n${'Ein langer Absatz mit vielen Wörtern. '.repeat(400)}`,
			name: 'Erika Muster',
			places: [
				{ kind: 'object', gmlId: 'wa' },
				{ kind: 'polygon', crs: 'EPSG:3857', geometry: JSON.parse(square(450, 10, 100)) },
				{ kind: 'line', crs: 'EPSG:3857', geometry: { type: 'LineString', coordinates: [at(0, 0), at(600, 300)] } }
			]
		});
		const receipt = await receiveStatement(services, test.scope, test.participationId, input, { origin: 'web', now: DURING });
		({ digest, code } = receipt);
		pdf = Buffer.from(await makeReceiptPdf(services, test.scope, code, DURING));
		writeFileSync(path, pdf);
	});

	it('is tagged: headings, paragraphs, list and a figure with its description', () => {
		const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
		expect(info).toMatch(/Tagged:\s+yes/);
		expect(info).toMatch(/Title:\s+Bestätigung über den Eingang der Stellungnahme Nr\. 1/);
		const structure = execFileSync('pdfinfo', ['-struct-text', path], { encoding: 'utf8' });
		const tags = [...structure.matchAll(/^\s*(Document|H1|H2|P|L|LI|Lbl|LBody|Figure)\b/gm)].map((match) => match[1]);
		expect(new Set(tags)).toEqual(new Set(['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Figure']));
		expect(tags[1]).toBe('H1');
		expect(structure).toContain('Grüße aus dem Rathausweg.');
	});

	it('says what was received, and everything embedded is a font of ours', () => {
		const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
		for (const part of [code, 'Erika Muster', '15. März 2027', 'Allgemeines Wohngebiet', 'Straßenverkehrsfläche']) expect(text).toContain(part);
		expect(text.replaceAll(' ', '')).toContain(digest);
		const fonts = execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean);
		expect(fonts.length).toBeGreaterThan(0);
		for (const font of fonts) expect(font).toMatch(/NotoSans.*yes yes yes/);
	});

	it('carries the form that the digest can be checked with', () => {
		execFileSync('pdfdetach', ['-save', '1', '-o', join(folder, 'stellungnahme.json'), path]);
		const canonical = readFileSync(join(folder, 'stellungnahme.json'));
		const text = execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' });
		const salt = /Salz: ([0-9a-f]{32})/.exec(text)![1]!;
		expect(createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonical).digest('hex')).toBe(digest);
	});

	it('declares language, title and PDF/UA', () => {
		const raw = pdf.toString('latin1');
		expect(raw).toContain('/Lang (de-DE)');
		expect(raw).toContain('/DisplayDocTitle true');
		expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
	});

	it('one address cannot have receipts drawn all day; another one still can', async () => {
		for (let i = 0; i < RECEIPT_LIMIT; i++) await admitToReceipts(services, '192.0.2.1');
		await expect(admitToReceipts(services, '192.0.2.1')).rejects.toMatchObject({ code: 'receipt_throttled' });
		await expect(admitToReceipts(services, '192.0.2.2')).resolves.toBeUndefined();
	});
});
