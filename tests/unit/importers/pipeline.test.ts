import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { reportAs, reportKindOf } from '../../../importers/report-files.ts';
import { findingsAsGeoJson } from '../../../importers/report-geojson.ts';
import { openArchive } from '../../../importers/xplan/archive.ts';
import { openArchiveInBrowser } from '../../../importers/xplan/archive-browser.ts';
import { checkArchive, checkOne, type FileResult } from '../../../importers/xplan/check-archive.ts';
import { checkXplan, SKIPPABLE_CHECKS, type CheckProgress, type SkippableCheck } from '../../../importers/xplan/check.ts';
import { bytesOf, object, plan, polygon, xplanAuszug } from './documents.ts';

const clockwise = polygon('0 0 0 10 10 10 10 0 0 0');
const document = xplanAuszug([plan('P1', '<x:bereich xlink:href="#B9"/>'), object(clockwise)]);
const check = (skip: SkippableCheck[] = []) => checkXplan(bytesOf(document), { skip: new Set(skip) });
const allBut = (...wanted: SkippableCheck[]): SkippableCheck[] =>
	(['structure', 'references', 'geometry', 'semantics'] as const).filter((each) => !wanted.includes(each));

async function zipOf(files: Record<string, string>): Promise<Buffer> {
	const zip = new ZipFile();
	for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
	zip.end();
	return buffer(zip.outputStream as unknown as NodeJS.ReadableStream);
}

async function pdfText(content: Uint8Array): Promise<string> {
	const pdf = await getDocument({ data: new Uint8Array(content), verbosity: 0 }).promise;
	const pages: string[] = [];
	for (let number = 1; number <= pdf.numPages; number++) {
		const { items } = await (await pdf.getPage(number)).getTextContent();
		pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
	}
	return pages.join('');
}

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const each of from) all.push(each);
	return all;
}

describe('pipeline of the checks', () => {
	it('leaves out what is switched off, and says so', async () => {
		for (const skipped of ['references', 'geometry', 'semantics', 'structure'] as const) {
			const result = await check([skipped]);
			expect(result[skipped]).toBeUndefined();
			expect(result.skipped).toEqual([skipped]);
			expect(result.findings.filter((finding) => finding.check === skipped)).toEqual([]);
		}
		expect((await check(allBut('geometry'))).findings.some(({ rule }) => rule === '2.2.2.1 orientation')).toBe(true);
		expect((await check([...allBut('geometry'), 'laufrichtung'])).findings.some(({ rule }) => rule === '2.2.2.1 orientation')).toBe(false);
	});

	it('leaves out single rules of the geometry, each alone', async () => {
		// Outside of the plan and over each other, clockwise, and (6.0) with a measure that its area has too.
		const square = (east: number): string => `${east} 0 ${east} 100 ${east + 100} 100 ${east + 100} 0 ${east} 0`;
		const area = (name: string, id: string, east: number): string =>
			`<x:${name} gml:id="${id}"><x:gehoertZuBereich xlink:href="#B1"/><x:position>${polygon(square(east))}</x:position><x:flaechenschluss>${name !== 'BP_UeberbaubareGrundstuecksFlaeche'}</x:flaechenschluss><x:GRZ>0.4</x:GRZ></x:${name}>`;
		const outline = polygon('0 0 100 0 100 100 0 100 0 0');
		const faulty = xplanAuszug(
			[
				`<x:BP_Plan gml:id="P1"><x:raeumlicherGeltungsbereich>${outline}</x:raeumlicherGeltungsbereich><x:bereich xlink:href="#B1"/></x:BP_Plan>`,
				`<x:BP_Bereich gml:id="B1"><x:geltungsbereich>${outline}</x:geltungsbereich><x:gehoertZuPlan xlink:href="#P1"/></x:BP_Bereich>`,
				area('BP_BaugebietsTeilFlaeche', 'A', 0),
				area('BP_BaugebietsTeilFlaeche', 'C', 50),
				area('BP_UeberbaubareGrundstuecksFlaeche', 'U', 0)
			],
			{ version: '6.0' }
		);
		const rulesWithout = async (skipped: SkippableCheck[]): Promise<Set<string>> => {
			const { findings } = await checkXplan(bytesOf(faulty), { skip: new Set([...allBut('geometry'), ...skipped]) });
			return new Set(findings.map(({ rule }) => (rule.includes('orientation') ? 'laufrichtung' : rule.split(' ')[0]!)));
		};
		const all = await rulesWithout([]);
		for (const [skipped, rule] of [
			['flaechenschluss', '2.2.1.1'],
			['geltungsbereich', '2.2.3.1'],
			['doppelbelegung', '4.5.2.4'],
			['laufrichtung', 'laufrichtung']
		] as const) {
			expect(all).toContain(rule);
			expect(await rulesWithout([skipped])).toEqual(new Set([...all].filter((each) => each !== rule)));
		}
	});

	it('reads with everything switched off', async () => {
		const result = await check([...SKIPPABLE_CHECKS]);
		expect(result).toMatchObject({ ok: true, members: 2, findings: [] });
	});

	it('tells progress that only rises, from 0 to 1, through all parts', async () => {
		const told: CheckProgress[] = [];
		const many = xplanAuszug([plan(), ...Array.from({ length: 3000 }, (_, index) => object(polygon(), `O${index}`))]);
		await checkXplan(bytesOf(many, 10_000), { bytes: many.length, onProgress: (progress) => told.push(progress) });
		const shares = told.map(({ share }) => share);
		expect(shares[0]).toBe(0);
		expect(shares.at(-1)).toBe(1);
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect([...new Set(told.map(({ part }) => part))]).toEqual(['read', 'references', 'geometry', 'semantics']);
		expect(told.filter(({ part }) => part === 'read').length).toBeGreaterThan(20);
	});

	it('stops when asked to, with the reason that was given', async () => {
		const stop = new AbortController();
		const many = xplanAuszug([plan(), ...Array.from({ length: 3000 }, (_, index) => object(polygon(), `O${index}`))]);
		const running = checkOne(() => bytesOf(many, 10_000), {
			bytes: many.length,
			signal: stop.signal,
			onProgress: ({ share }) => share > 0.2 && stop.abort(new Error('genug'))
		});
		await expect(running).rejects.toThrow('genug');
	});

	it('says of 6.1 that it is known only in part', async () => {
		const result = await checkXplan(bytesOf(xplanAuszug([plan()], { version: '6.1' })));
		expect(result.findings).toContainEqual(expect.objectContaining({ rule: 'version-partly-known', severity: 'info' }));
	});
});

describe('archives in Node and in the browser', () => {
	const files = { 'a.gml': document, 'b/b.gml': xplanAuszug([plan()]), 'anlage.pdf': '%PDF' };

	it('give the same results', async () => {
		const zip = await zipOf(files);
		const inNode = await collect(checkArchive('x.zip', await openArchive(zip)));
		const inBrowser = await collect(checkArchive('x.zip', await openArchiveInBrowser(new Blob([new Uint8Array(zip)]))));
		expect(inNode.map(({ file }) => file)).toEqual(['x.zip!a.gml', 'x.zip!b/b.gml']);
		expect(inBrowser).toEqual(inNode);
	});

	it('count progress over all files', async () => {
		const shares: number[] = [];
		await collect(checkArchive('x.zip', await openArchive(await zipOf(files)), { onProgress: ({ share }) => shares.push(share) }));
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBeCloseTo(1);
	});

	it.each([
		['zip-without-gml', async () => zipOf({ 'a.txt': 'x' })],
		['zip-damaged', async () => (await zipOf(files)).subarray(0, 200)],
		['zip-path', async () => Buffer.from((await zipOf({ 'aaaa.gml': 'x' })).toString('latin1').replaceAll('aaaa.gml', '../a.gml'), 'latin1')],
		['zip-bomb', async () => zipOf({ 'a.gml': ' '.repeat(20_000_000) })]
	])('refuse the same: %s', async (code, make) => {
		const zip = await make();
		await expect(openArchive(zip)).rejects.toMatchObject({ code });
		await expect(openArchiveInBrowser(new Blob([new Uint8Array(zip)]))).rejects.toMatchObject({ code });
	});

	it('find damaged content while reading', async () => {
		const zip = await zipOf({ 'a.gml': document });
		zip[60] = zip[60]! ^ 0xff;
		for (const archive of [await openArchive(zip), await openArchiveInBrowser(new Blob([new Uint8Array(zip)]))]) {
			const [result] = await collect(checkArchive('x.zip', archive));
			expect(result).toMatchObject({ ok: false, error: { code: expect.stringMatching(/zip-damaged|not-/) } });
		}
	});
});

describe('report files', () => {
	it('knows kinds by the ending', () => {
		expect(['a.PDF', 'b.json', 'c.geojson', 'd.txt'].map(reportKindOf)).toEqual(['pdf', 'json', 'geojson', null]);
	});

	it('puts findings on the map in longitude and latitude', async () => {
		const { features } = findingsAsGeoJson([await check(allBut('geometry'))]);
		const placed = features.find(({ properties }) => properties['rule'] === '2.2.2.1 orientation')!;
		const [longitude, latitude] = placed.geometry!.coordinates as [number, number];
		expect(longitude).toBeCloseTo(13.31, 1);
		expect(latitude).toBeCloseTo(51.04, 1);
		expect(findingsAsGeoJson([await check(allBut('references'))]).features.every(({ geometry }) => geometry === null)).toBe(true);
	});

	it('writes a tagged PDF in German, also of files that cannot be read', async () => {
		const results: FileResult[] = [await check(allBut('references')), { file: 'b.gml', ok: false, error: { code: 'not-xml', message: 'Kein XML.' } }];
		const pdf = Buffer.from((await reportAs('pdf', results, new Date('2026-01-02T10:00:00Z'))) as Uint8Array).toString('latin1');
		expect(pdf.startsWith('%PDF-1.7')).toBe(true);
		expect(pdf).toContain('/StructTreeRoot');
		expect(pdf).toContain('(de-DE)');
	});

	it('writes a PDF that people can read of however many findings, and says what is left out and where it stands', async () => {
		const one = await check(allBut('references'));
		const finding = one.findings[0]!;
		const of = (file: string, rules: number, perRule: number): FileResult => ({
			...one,
			file,
			ok: false,
			findings: Array.from({ length: rules * perRule }, (_, index) => ({ ...finding, rule: `9.${index % rules}`, message: `Befund Nummer ${index}` }))
		});
		const text = async (...results: FileResult[]) => pdfText(Buffer.from((await reportAs('pdf', results)) as Uint8Array));
		const many = await text(of('viele.gml', 23_000, 1), of('dahinter.gml', 2, 3));
		expect(many).toContain('22.800 weitere Befunde stehen nicht in diesem PDF, sondern im Bericht als JSON.');
		expect(many).toContain('dahinter.gml: 6 Befunde');
		const alike = await text(of('gleich.gml', 1, 120));
		expect(alike).toContain('70 weitere Befunde dieser Art stehen im Bericht als JSON.');
		expect(alike.match(/Befund Nummer/g)).toHaveLength(50);
		expect(await text(...Array.from({ length: 402 }, (_, index) => of(`${index}.gml`, 1, 1)))).toContain('2 weitere Dateien stehen im Bericht als JSON.');
	});

	it('writes errors into the PDF before warnings, whatever check they come from', async () => {
		const one = await check(allBut('references'));
		const finding = one.findings[0]!;
		const warnings = Array.from({ length: 300 }, (_, index) => ({ ...finding, check: 'structure' as const, severity: 'warning' as const, rule: `8.${index}`, message: 'Zu beachten.' }));
		const error = { ...finding, check: 'semantics' as const, severity: 'error' as const, rule: '9.9', message: 'Der wichtigste Befund.' };
		const text = await pdfText(Buffer.from((await reportAs('pdf', [{ ...one, findings: [...warnings, error] }])) as Uint8Array));
		expect(text).toContain('Der wichtigste Befund.');
		expect(text.indexOf('Der wichtigste Befund.')).toBeLessThan(text.indexOf('Zu beachten.'));
		expect(text).toContain('101 weitere Befunde stehen nicht in diesem PDF');
	});

	it('writes JSON that reads as it was', async () => {
		const results = [await check()];
		expect(JSON.parse((await reportAs('json', results)) as string)).toEqual(JSON.parse(JSON.stringify(results)));
		expect(await readFile(new URL('../../../importers/README.md', import.meta.url), 'utf8')).toContain('report');
	});
});
