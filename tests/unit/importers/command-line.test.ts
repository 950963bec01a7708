import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SKIPPABLE_CHECKS } from '../../../importers/xplan/check-parts.ts';
import { object, plan, polygon, xplanAuszug } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'xplan-'));
const file = (name: string): string => join(folder, name);
const run = pathToFileURL(join(import.meta.dirname, '../../../importers/run.ts')).href;
/** Without the rules for which the made documents are far too small. */
const script = `import { runCheckCommand } from '${run}'; process.exitCode = await runCheckCommand([...process.argv.slice(1), '--skip', 'structure,semantics']);`;

function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
	return new Promise((resolve) => {
		execFile(process.execPath, ['--input-type=module', '-e', script, '--', ...args], { maxBuffer: 2 ** 26 }, (error, out, err) =>
			resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
		);
	});
}

const lines = (out: string) =>
	out
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
	const good = xplanAuszug([plan(), object(polygon())]);
	writeFileSync(file('gut.gml'), good);
	writeFileSync(file('schlecht.gml'), good.replace('</x:name>', '</x:name><x:bereich xlink:href="#B9"/>'));
	writeFileSync(file('text.gml'), 'kein XML');
	const zip = new ZipFile();
	for (const name of ['a/x.gml', 'y.gml']) zip.addBuffer(Buffer.from(good), name);
	zip.addBuffer(Buffer.from('<html/>'), 'z.gml');
	zip.end();
	writeFileSync(file('plaene.zip'), await buffer(zip.outputStream as unknown as NodeJS.ReadableStream));
	const many = Array.from({ length: 3000 }, (_, index) => object('<gml:Point><gml:pos>NaN 1</gml:pos></gml:Point>', `Objekt-${index}`));
	writeFileSync(file('viele.gml'), xplanAuszug(many));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('xplan check', () => {
	it.each([[['boese.gml']], [['boese.gml', '--json']]])('%j prints nothing that a terminal takes for a command, and no line that a file made up', async (args) => {
		const evil = xplanAuszug([plan(), object('<gml:Point><gml:pos>NaN 1</gml:pos></gml:Point>', 'B\u009b31m\u202ex&#x85;&#10;  in Ordnung')]);
		writeFileSync(file('boese.gml'), evil.replace('</x:name>', '\u009b2J</x:name>'));
		const { out } = await command(...args.map((arg) => (arg.startsWith('-') ? arg : file(arg))));
		expect(out).toContain('31m');
		// eslint-disable-next-line no-control-regex -- they are what must not be there
		expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
		expect(out).not.toMatch(/^ {2}in Ordnung$/m);
	});

	it.each([[['--json', 'gut.gml']], [['gut.gml', '--json']]])('%j gives one line of JSON', async (args) => {
		const { code, out, err } = await command(...args.map((arg) => (arg.startsWith('-') ? arg : file(arg))));
		expect(code).toBe(0);
		expect(lines(out)).toEqual([expect.objectContaining({ file: file('gut.gml'), ok: true, members: 2, version: '6.0' })]);
		expect(err).not.toMatch(/Error/);
	});

	it('gives one line per file and GML of an archive, and the worst code', async () => {
		const { code, out } = await command(
			file('gut.gml'),
			'--json',
			file('plaene.zip'),
			file('schlecht.gml'),
			file('text.gml'),
			file('fehlt.gml')
		);
		expect(code).toBe(2);
		expect(lines(out).map((line) => [line['file'], line['ok'], (line['error'] as { code: string } | undefined)?.code])).toEqual([
			[file('gut.gml'), true, undefined],
			[`${file('plaene.zip')}!a/x.gml`, true, undefined],
			[`${file('plaene.zip')}!y.gml`, true, undefined],
			[`${file('plaene.zip')}!z.gml`, false, 'wrong-root'],
			[file('schlecht.gml'), false, undefined],
			[file('text.gml'), false, 'not-xml'],
			[file('fehlt.gml'), false, 'file']
		]);
	});

	it('ends with 1 on findings of severity error and reports in German', async () => {
		const { code, out } = await command(file('schlecht.gml'));
		expect(code).toBe(1);
		expect(out).toContain('BP_Plan: Am Anger');
		expect(out).toMatch(/Fehler xlink-dangling: Der Verweis bereich zeigt auf „B9“.*\(Zeile 3, BP_Plan, P1\)/);
		expect(out).toContain('fehlerhaft');
	});

	it('writes long output whole, through a pipe', async () => {
		const { code, out } = await command('--json', file('viele.gml'));
		expect(code).toBe(1);
		expect(lines(out)[0]).toMatchObject({ members: 3000, geometry: { valid: false, errors: 3000, warnings: 0 } });
	});

	it('leaves checks out and writes reports by their ending', async () => {
		const { code, out } = await command('--json', '--skip=references', file('schlecht.gml'), '--report', file('b.json'), '--report', file('b.geojson'), '--report', file('b.pdf'));
		expect(code).toBe(0);
		expect(lines(out)[0]).toMatchObject({ ok: true, skipped: ['references', 'structure', 'semantics'] });
		expect(lines(out)[0]).not.toHaveProperty('references');
		expect(JSON.parse(readFileSync(file('b.json'), 'utf8'))).toEqual(lines(out));
		expect(JSON.parse(readFileSync(file('b.geojson'), 'utf8'))).toMatchObject({ type: 'FeatureCollection' });
		expect(readFileSync(file('b.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
		const skipped = await command('--json', ...SKIPPABLE_CHECKS.map((each) => `--skip=${each}`), file('schlecht.gml'));
		const [result] = lines(skipped.out) as unknown as { skipped: string[]; findings: unknown[] }[];
		expect([skipped.code, new Set(result!.skipped), result!.findings]).toEqual([0, new Set(SKIPPABLE_CHECKS), []]);
		expect(await command('--skip', 'alles', file('gut.gml'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('„alles“') });
		expect(await command('--report', 'b.doc', file('gut.gml'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('.pdf') });
	});

	it('explains itself', async () => {
		expect(await command('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--json') });
		expect(await command()).toMatchObject({ code: 2, out: '', err: expect.stringContaining('mindestens eine Datei') });
		expect(await command('--wrong', file('gut.gml'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('--wrong') });
	});
});
