import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { transformBetween } from '../../../importers/xplan/crs.ts';
import type { PlanGeometry } from '../../../importers/xplan/model.ts';
import { toHex, writeEwkb } from '../../../importers/xplan/wkb.ts';
import { SIGNS } from '../../../styles/signs/catalogue.ts';
import { groundFrame, type Position } from '../../../portal/lib/print/frame.ts';
import { PAPERS, type Paper } from '../../../portal/lib/print/layout.ts';
import { MapItems } from '../../../portal/lib/server/print/map-items.ts';
import type { PrintObjectRow, PrintTask } from '../../../portal/lib/server/print/print-types.ts';
import { writeSheet } from '../../../portal/lib/server/print/sheet.ts';

const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-print-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CENTRE: Position = [400_000, 5_700_000];
let files = 0;

function taskOf(change: Partial<PrintTask> & { angle?: number } = {}): PrintTask {
	const sheet = change.sheet ?? { paper: 'A3', landscape: true, legend: 'daneben' };
	const scale = change.scale ?? 1_000;
	return {
		file: join(folder, `${files++}.pdf`),
		sheet,
		scale,
		frame: groundFrame(sheet, scale, CENTRE, change.angle ?? 0),
		crs: 'EPSG:25833',
		scans: [],
		box: [0, 0, 0, 0],
		variant: 'colour',
		planClass: 'BP_Plan',
		perimeter: null,
		base: false,
		head: {
			municipality: 'Stadt Musterlinden',
			kind: 'Bebauungsplan',
			plan: 'Nr. 12 „Lindenpark“',
			number: '12',
			version: 2,
			publishedOn: '2026-11-20',
			status: 'In Kraft getreten',
			crs: 'ETRS89 / UTM Zone 33N',
			address: 'https://plaene.example/musterlinden/plaene/1',
			attribution: null,
			day: '2026-11-22'
		},
		logo: null,
		objectCount: 1,
		now: new Date('2026-11-22T10:00:00Z'),
		ntv2Grid: null,
		...change
	};
}

const object = (sign: string, geometry: PlanGeometry, more: Partial<PrintObjectRow> = {}, srid = 25833): PrintObjectRow => ({
	id: 1,
	sign,
	label: null,
	rotation: null,
	lettering: null,
	drawOrder: 0,
	native: toHex(writeEwkb(geometry, srid)),
	...more
});
const line = (...points: Position[]): PlanGeometry => ({ type: 'Curve', curves: [[{ type: 'line', points }]] });
const square = (side: number): PlanGeometry => {
	const [e, n] = CENTRE;
	const points: Position[] = [[e, n], [e + side, n], [e + side, n + side], [e, n + side], [e, n]];
	return { type: 'Surface', surfaces: [[{ exterior: [{ type: 'line', points }], interiors: [] }]] };
};

async function print(task: PrintTask, rows: PrintObjectRow[]): Promise<{ bytes: Uint8Array; pages: number; map: MapItems }> {
	const map = new MapItems(task);
	for (const row of rows) map.add(row);
	const { pages, done } = writeSheet(task, map, createWriteStream(task.file));
	await done;
	return { bytes: new Uint8Array(readFileSync(task.file)), pages, map };
}

/** Ends of all straight lines with this stroke colour, in points of the page: read from the operators of the finished PDF. */
async function strokesOf(bytes: Uint8Array, colour: string): Promise<[number, number][][]> {
	const page = await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(1);
	const { fnArray, argsArray } = await page.getOperatorList();
	let matrix = [1, 0, 0, 1, 0, 0];
	const stack: number[][] = [];
	let current = '';
	const found: [number, number][][] = [];
	for (const [index, fn] of fnArray.entries()) {
		const args = argsArray[index];
		if (fn === OPS.save) stack.push(matrix);
		else if (fn === OPS.restore) matrix = stack.pop()!;
		else if (fn === OPS.transform) {
			const [a, b, c, d, e, f] = args as number[];
			const [A, B, C, D, E, F] = matrix as [number, number, number, number, number, number];
			matrix = [A * a! + C * b!, B * a! + D * b!, A * c! + C * d!, B * c! + D * d!, A * e! + C * f! + E, B * e! + D * f! + F];
		} else if (fn === OPS.setStrokeRGBColor) current = String(args[0]);
		else if (fn === OPS.constructPath && args[0] === OPS.stroke && current === colour) {
			const data = [...(args[1][0] as Float32Array)];
			const points: [number, number][] = [];
			// 0 = move, 1 = line: two numbers follow.
			for (let i = 0; i < data.length; ) {
				const step = data[i++]!;
				if (step > 1) break;
				const [x, y] = [data[i++]!, data[i++]!];
				points.push([matrix[0]! * x + matrix[2]! * y + matrix[4]!, matrix[1]! * x + matrix[3]! * y + matrix[5]!]);
			}
			found.push(points);
		}
	}
	return found;
}

async function textOf(bytes: Uint8Array, page = 1): Promise<string> {
	const content = await (await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(page)).getTextContent();
	return content.items.map((item) => ('str' in item ? item.str : '')).join(' ').replace(/\s+/g, ' ');
}

const BOUNDARY = '#14699a';
const length = ([a, b]: [number, number][]) => Math.hypot(b![0] - a![0], b![1] - a![1]);

describe('scale', () => {
	it.each([
		[1_000, 0, 283.4646],
		[1_000, 33, 283.4646],
		[500, 0, 566.9291],
		[2_500, -90, 113.3858]
	])('100 metres at 1:%i, turned by %i degrees, are %f points', async (scale, angle, expected) => {
		const { bytes } = await print(taskOf({ scale, angle }), [object('bp-baugrenze', line(CENTRE, [CENTRE[0] + 60, CENTRE[1] + 80]))]);
		const strokes = await strokesOf(bytes, BOUNDARY);
		expect(strokes.length).toBeGreaterThan(0);
		// Coordinates are written with three decimals of a point, a third of a micrometre.
		for (const stroke of strokes.filter((each) => each.length === 2 && length(each) > 60)) expect(length(stroke)).toBeCloseTo(expected, 2);
		expect(strokes.some((each) => length(each) > 60)).toBe(true);
	});

	it.each(Object.keys(PAPERS) as Paper[])('is true on %s: 100 metres at 1:1000 are 100 mm, and the sheet has its size', async (paper) => {
		const sheet = { paper, landscape: true, legend: 'daneben' } as const;
		const { bytes } = await print(taskOf({ sheet }), [object('bp-baugrenze', line(CENTRE, [CENTRE[0] + 60, CENTRE[1] + 80]))]);
		const [stroke] = (await strokesOf(bytes, BOUNDARY)).filter((each) => each.length === 2 && length(each) > 60);
		expect((length(stroke!) * 25.4) / 72).toBeCloseTo(100, 2);
		const page = await (await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise).getPage(1);
		const [, , width, height] = page.view;
		const [short, long] = PAPERS[paper];
		expect([(width! * 25.4) / 72, (height! * 25.4) / 72].map(Math.round)).toEqual([long, short]);
	});

	it('puts the middle of the frame into the middle of the map', async () => {
		const task = taskOf();
		const { bytes } = await print(task, [object('bp-baugrenze', line(CENTRE, [CENTRE[0], CENTRE[1] + 10]))]);
		const [stroke] = (await strokesOf(bytes, BOUNDARY)).filter((each) => length(each) > 20);
		// A3 landscape, legend beside: 12 mm margins, 76 mm column, 4 mm between.
		const mm = 72 / 25.4;
		expect(stroke![0]![0]).toBeCloseTo((12 + (420 - 24 - 80) / 2) * mm, 1);
		expect(stroke![0]![1]).toBeCloseTo((297 / 2) * mm, 1);
		expect(stroke![1]![1] - stroke![0]![1]).toBeCloseTo(28.3465, 2);
	});

	it('draws degrees and other zones in metres of the sheet', async () => {
		// 0.001 degrees of latitude are 111 m: EPSG:4258 is not drawn as it is.
		const [longitude, latitude] = transformBetween('EPSG:25833', 'EPSG:4258')(...CENTRE);
		const degrees = line([longitude, latitude], [longitude, latitude + 0.001]);
		const { bytes } = await print(taskOf(), [object('bp-baugrenze', degrees, {}, 4258)]);
		const [stroke] = (await strokesOf(bytes, BOUNDARY)).filter((each) => length(each) > 100);
		expect((length(stroke!) / 72) * 25.4).toBeCloseTo(111.2, 0);
	});
});

describe('sheet', () => {
	it('is tagged, has title and language, and says everything of the title block as text', async () => {
		const { bytes } = await print(taskOf(), [object('bp-wa', square(50), { label: 'WA' })]);
		const raw = Buffer.from(bytes).toString('latin1');
		expect(raw).toMatch(/\/MarkInfo/);
		expect(raw).toContain('/Lang (de-DE)');
		const pdf = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
		expect((await pdf.getMetadata()).info).toMatchObject({ Title: 'Auszug aus dem Plan: Nr. 12 „Lindenpark“' });
		const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
		expect(tree).toContain('Karte: Auszug aus Nr. 12 „Lindenpark“ im Maßstab 1 : 1.000 mit 1 Objekten');
		expect(tree).toContain('Nordpfeil: Gitternord');
		const text = await textOf(bytes);
		for (const word of ['Stadt Musterlinden', '1 : 1.000', '2 vom 20. November 2026', 'In Kraft getreten', 'ETRS89 / UTM Zone 33N', 'nicht amtlich beglaubigt', 'Zeichenerklärung', 'Allgemeines Wohngebiet (WA)'])
			expect(text).toContain(word);
		// Coordinates of the corners: 316 mm × 273 mm at 1:1,000.
		expect(text).toContain('E 399.842 N 5.700.136,5');
		expect(text).toContain('E 400.158 N 5.699.863,5');
		// The halo is no second text.
		expect(text.match(/\bWA\b(?!\))/g)).toHaveLength(1);
	});

	it('explains only what is in the frame', async () => {
		const outside = square(20);
		const far: PlanGeometry = line([CENTRE[0] + 500, CENTRE[1]], [CENTRE[0] + 600, CENTRE[1]]);
		const { map } = await print(taskOf(), [object('bp-wa', outside), object('bp-baugrenze', far)]);
		expect([...map.signs.keys()]).toEqual(['bp-wa']);
	});

	it('goes on with a long legend on further pages and loses no entry', async () => {
		const rows = SIGNS.filter(({ id }) => id.startsWith('bp-')).map(({ id }, index) => object(id, square(20 + index)));
		for (const legend of ['daneben', 'seite'] as const) {
			const { bytes, pages, map } = await print(taskOf({ sheet: { paper: 'A4', landscape: false, legend } }), rows);
			expect(pages).toBeGreaterThan(1);
			let text = '';
			for (let page = 1; page <= pages; page++) text += ` ${await textOf(bytes, page)}`;
			const plain = text.replace(/[\s-]/g, '');
			const missing = SIGNS.filter(({ id }) => map.signs.has(id)).filter(({ title }) => !plain.includes(title.replace(/[\s-]/g, '')));
			expect(missing.map(({ title }) => title)).toEqual([]);
			expect(text).toContain(`Blatt ${pages} von ${pages}`);
		}
	});

	it('draws every sign as area, line and point', async () => {
		const [e, n] = CENTRE;
		const rows = SIGNS.flatMap(({ id }) => [object(id, square(40)), object(id, line(CENTRE, [e + 30, n + 30], [e + 60, n])), object(id, { type: 'Point', positions: [CENTRE] })]);
		const { pages, map } = await print(taskOf({ sheet: { paper: 'A4', landscape: true, legend: 'ohne' } }), rows);
		expect(pages).toBe(1);
		expect(map.objects).toBe(3 * SIGNS.length);
	});

	it('has no colour in grey', async () => {
		const { bytes } = await print(taskOf({ variant: 'grey' }), [object('bp-wa', square(50)), object('bp-baugrenze', line(CENTRE, [CENTRE[0] + 50, CENTRE[1]]))]);
		const page = await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(1);
		const { fnArray, argsArray } = await page.getOperatorList();
		const colours = fnArray.flatMap((fn, i) => ([OPS.setFillRGBColor, OPS.setStrokeRGBColor] as number[]).includes(fn) ? [String(argsArray[i][0])] : []);
		const map = [...new Set(colours)].filter((each) => !/^#(..)\1\1$/.test(each));
		// Only the ink of the title block is bluish.
		expect(map.sort()).toEqual(['#16191f', '#4a5060']);
	});

	it('spreads the letters that the planner has spread', async () => {
		const lake: PlanGeometry = { type: 'Point', positions: [CENTRE] };
		const widthOf = async (lettering: string | null): Promise<number> => {
			const { bytes } = await print(taskOf(), [object('xp-text', lake, { label: 'SEE', lettering })]);
			const { items } = await (await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(1)).getTextContent();
			return items.flatMap((item) => ('str' in item && /^S\s*E\s*E$/.test(item.str) ? [item.width] : []))[0]!;
		};
		// Twice half the height of a letter, which is 0.7 of the size.
		expect((await widthOf(',,,,0.5')) / (await widthOf(null))).toBeGreaterThan(1.3);
	});

	it('keeps very long words and names inside of their fields', async () => {
		const plan = 'Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsgebiet '.repeat(4);
		const base = taskOf({ sheet: { paper: 'A4', landscape: false, legend: 'daneben' } });
		const { bytes } = await print({ ...base, head: { ...base.head, plan } }, []);
		const page = await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(1);
		const { items } = await page.getTextContent();
		for (const item of items) if ('transform' in item && item.str.trim()) expect(item.transform[4] + item.width).toBeLessThanOrEqual(210 * (72 / 25.4) - 20);
	});

	it('shows marks where they belong when it is rendered', async () => {
		const task = taskOf();
		await print(task, [object('bp-wa', square(50))]);
		// 254 dots per inch: ten pixels are a millimetre.
		const ppm = execFileSync('pdftoppm', ['-r', '254', '-f', '1', '-l', '1', task.file], { maxBuffer: 256e6 });
		const head = /^P6\s(\d+) (\d+)\s255\s/.exec(ppm.subarray(0, 40).toString('latin1'))!;
		const width = Number(head[1]);
		const at = (x: number, y: number) => [...ppm.subarray(head[0].length + 3 * (Math.round(y * 10) * width + Math.round(x * 10))).subarray(0, 3)];
		const [x, y] = [12 + 316 / 2, 297 / 2];
		const pink = [0xf4, 0xbc, 0xac];
		for (const [dx, dy] of [[0.6, 0.6], [49.4, 0.6], [49.4, 49.4], [0.6, 49.4]] as const) expect(at(x + dx, y - dy)).toEqual(pink);
		for (const [dx, dy] of [[-0.6, 5], [50.6, 5], [25, 50.6], [25, -0.6]] as const) expect(at(x + dx, y - dy)).toEqual([255, 255, 255]);
	});
});
