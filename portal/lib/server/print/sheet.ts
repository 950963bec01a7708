import PDFDocument from 'pdfkit';
import { projectPath } from '../../../../gis/project-path.ts';
import { unpackWoff } from '../../../../importers/woff.ts';
import { placeTexts } from '../../../../styles/pdf/place-texts.ts';
import { MM } from '../../../../styles/pdf/types.ts';
import { sheetTexts as texts } from '../../texts/print.ts';
import { cornersOf } from '../../print/frame.ts';
import { layoutOf, type Rect } from '../../print/layout.ts';
import { drawBlocks, heightOf, INK, textBlock, titleBlocks } from './blocks.ts';
import { Legend, type Area } from './legend.ts';
import type { MapItems } from './map-items.ts';
import { Pen, withExactCurves } from './pen.ts';
import type { ScanPiece } from './print-scans.ts';
import type { PrintTask } from './print-types.ts';

type Doc = PDFKit.PDFDocument;
type Structure = PDFKit.PDFStructureElement;

const FONT = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff';
const BOLD = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans-Bold.woff';
/** Usual letters on A4, in points. */
const LETTERS = 7.6;
/** Height of scanned plans: above the base map, below everything of the plan. */
const SCANS = -1;
/** Pages of the legend are A4: nobody hangs them up. */
const LEGEND_PAGE = { width: 210, height: 297, margin: 15, columns: 2, gap: 8 };

const points = ({ x, y, width, height }: Rect): Area => ({ x: x * MM, y: y * MM, width: width * MM, height: height * MM });

/**
 * The sheet as a tagged PDF with the map as vectors, title, language and description of the map.
 * @param out where the bytes go
 * @returns number of pages
 */
export function writeSheet(task: PrintTask, map: MapItems, out: NodeJS.WritableStream, scans: ScanPiece[] = []): { pages: number; done: Promise<void> } {
	const { head } = task;
	const layout = layoutOf(task.sheet);
	const regular = unpackWoff(projectPath(FONT));
	const u = LETTERS * layout.letters;
	const doc = withExactCurves(
		new PDFDocument({
			size: [layout.page.width * MM, layout.page.height * MM],
			margin: 0,
			font: regular as never,
			pdfVersion: '1.7',
			subset: 'PDF/UA' as never,
			tagged: true,
			lang: 'de-DE',
			displayTitle: true,
			bufferPages: true,
			info: { Title: texts.title(head.plan), Author: head.municipality, Subject: head.kind, CreationDate: task.now, ModDate: task.now }
		})
	);
	const done = new Promise<void>((resolve, reject) => {
		out.on('finish', resolve).on('error', reject);
		doc.on('error', reject);
	});
	doc.pipe(out);
	doc.registerFont('regular', regular);
	doc.registerFont('bold', unpackWoff(projectPath(BOLD)));
	const root = doc.struct('Document');
	doc.addStructure(root);

	drawMap(doc, task, map, scans, points(layout.map), root, u);
	const title = doc.struct('Sect');
	root.add(title);
	const section = doc.struct('Sect');
	// What is not yet in the tree would be drawn only when it comes there: later, and on another page.
	root.add(section);
	const legend = task.sheet.legend === 'ohne' ? null : new Legend(doc, map.signs, map.setting, section);
	if (layout.column) fillColumn(doc, task, points(layout.column), u, title, section, legend!);
	else fillStrip(doc, task, points(layout.strip!), u, title);
	title.end();
	if (legend) {
		if (task.sheet.legend === 'seite' || !legend.done) legendPages(doc, section, legend);
		legend.end();
	}
	section.end();
	root.end();
	const pages = doc.bufferedPageRange().count;
	if (pages > 1) numberPages(doc, pages);
	doc.end();
	return { pages, done };
}

function drawMap(doc: Doc, task: PrintTask, map: MapItems, scans: ScanPiece[], area: Area, root: Structure, u: number): void {
	const { x, y, width, height } = area;
	const { head, frame } = task;
	const [east, north] = frame.centre.map((value) => texts.corner(value));
	const alt = texts.mapAlt(head.plan, task.scale, map.objects, `${east} Ost, ${north} Nord (${head.crs})`);
	root.add(
		doc.struct('Figure', { alt, bbox: [x, y, x + width, y + height] } as never, (() => {
			doc.save();
			doc.rect(x, y, width, height).clip();
			doc.rect(x, y, width, height).fill('#ffffff');
			doc.translate(x, y + height);
			const pen = new Pen(doc, task.variant, [0, 0, width, height]);
			const items = map.sorted();
			const above = items.findIndex(({ z }) => z >= SCANS);
			pen.items(items.slice(0, above < 0 ? undefined : above));
			for (const { image, transform } of scans) doc.save().transform(...transform).image(image, 0, 0, { width: 1, height: 1 }).restore();
			if (above >= 0) pen.items(items.slice(above));
			const measure = (text: string, size: number, bold: boolean) => doc.font(bold ? 'bold' : 'regular').fontSize(size).widthOfString(text);
			pen.texts(placeTexts(map.texts, [4, 4, width - 4, height - 4], measure, map.symbols()));
			doc.restore();
			doc.undash().lineWidth(0.35 * MM).lineJoin('miter').strokeOpacity(1).strokeColor(INK).rect(x, y, width, height).stroke();
			corners(doc, task, area, Math.min(u * 0.8, 9));
		}) as never)
	);
}

/** East and north of each corner, outside of the frame: east above or below, north beside it, upright. */
function corners(doc: Doc, task: PrintTask, { x, y, width, height }: Area, size: number): void {
	const [upperLeft, upperRight, lowerRight, lowerLeft] = cornersOf(task.frame);
	doc.font('regular').fontSize(size).fillColor(INK);
	const write = ([east, north]: readonly [number, number], right: boolean, below: boolean) => {
		const text = `E ${texts.corner(east)}   N ${texts.corner(north)}`;
		const left = right ? x + width - doc.widthOfString(text) : x;
		doc.text(text, left, below ? y + height + size * 1.1 : y - size * 0.5, { lineBreak: false, baseline: 'alphabetic' });
	};
	write(upperLeft, false, false);
	write(upperRight, true, false);
	write(lowerRight, true, true);
	write(lowerLeft, false, true);
}

function frameOf(doc: Doc, { x, y, width, height }: Area): void {
	doc.markContent('Artifact', { type: 'Layout' } as never);
	doc.lineWidth(0.25 * MM).strokeColor(INK).rect(x, y, width, height).stroke();
	doc.endMarkedContent();
}

/** Legend above, title block below; the block takes what it needs. */
function fillColumn(doc: Doc, task: PrintTask, area: Area, given: number, title: Structure, section: Structure, legend: Legend): void {
	const pad = given * 0.9;
	const inner = area.width - 2 * pad;
	let u = given;
	const all = () => Object.values(titleBlocks(doc, task, u)).flat();
	// A very long name makes the letters smaller rather than leave no room for the map's signs.
	while (heightOf(all(), inner) > area.height * 0.6 && u > given * 0.65) u *= 0.95;
	const { who, facts, scale, small } = titleBlocks(doc, task, u);
	const gap = u * 0.7;
	const high = heightOf([...who, ...facts, ...scale, ...small], inner) + 2 * gap + 2 * pad;
	const block = { x: area.x, y: area.y + area.height - high, width: area.width, height: high };
	frameOf(doc, block);
	let y = drawBlocks([...who, ...facts], area.x + pad, block.y + pad, inner, title);
	y = drawBlocks(scale, area.x + pad, y + gap, inner, title);
	drawBlocks(small, area.x + pad, y + gap, inner, title);

	const upper = { x: area.x, y: area.y, width: area.width, height: area.height - high - 2 * MM };
	frameOf(doc, upper);
	const heading = textBlock(doc, texts.legend, { size: given * 1.3, bold: true, tag: 'H2', after: given * 0.2 });
	heading.draw(area.x + pad, upper.y + pad, inner, section);
	const top = upper.y + pad + heading.height(inner);
	if (legend.empty) {
		textBlock(doc, texts.legendEmpty, { size: given }).draw(area.x + pad, top, inner, section);
		return;
	}
	const note = given * 1.6;
	let size = given;
	const room = upper.height - (top - upper.y) - pad;
	for (const share of [1, 0.9, 0.78]) if (legend.height(inner, size) > room) size = given * share;
	const whole = legend.height(inner, size) <= room;
	legend.fill({ x: area.x + pad, y: top, width: inner, height: whole ? room : room - note }, whole ? size : given);
	if (!legend.done) textBlock(doc, texts.legendGoesOn, { size: given * 0.85, colour: '#4a5060' }).draw(area.x + pad, upper.y + upper.height - pad - note * 0.6, inner, section);
}

/** The title block below the map, in three columns. */
function fillStrip(doc: Doc, task: PrintTask, area: Area, given: number, title: Structure): void {
	const pad = given * 0.8;
	const gap = given * 1.6;
	const inner = area.width - 2 * pad - 2 * gap;
	const widths = [inner * 0.36, inner * 0.3, inner * 0.34];
	const parts = (u: number) => titleBlocks(doc, task, u);
	const highest = (u: number) => {
		const { who, facts, scale, small } = parts(u);
		return Math.max(heightOf(who, widths[0]!), heightOf(facts, widths[1]!), heightOf([...scale, ...small], widths[2]!) + u * 0.6);
	};
	let u = given;
	while (highest(u) > area.height - 2 * pad && u > given * 0.5) u *= 0.96;
	const { who, facts, scale, small } = parts(u);
	frameOf(doc, area);
	let x = area.x + pad;
	drawBlocks(who, x, area.y + pad, widths[0]!, title);
	x += widths[0]! + gap;
	drawBlocks(facts, x, area.y + pad, widths[1]!, title);
	x += widths[1]! + gap;
	const y = drawBlocks(scale, x, area.y + pad, widths[2]!, title);
	drawBlocks(small, x, y + u * 0.6, widths[2]!, title);
}

function legendPages(doc: Doc, section: Structure, legend: Legend): void {
	const { width, height, margin, columns, gap } = LEGEND_PAGE;
	const u = LETTERS * 1.2;
	const wide = (width - 2 * margin - (columns - 1) * gap) / columns;
	let continued = legend.begun;
	do {
		doc.addPage({ size: [width * MM, height * MM], margin: 0 });
		const inner = (width - 2 * margin) * MM;
		const heading = textBlock(doc, continued ? texts.legendContinued : texts.legend, { size: u * 1.7, bold: true, tag: 'H2', after: u * 0.3 });
		heading.draw(margin * MM, margin * MM, inner, section);
		const hint = textBlock(doc, legend.empty ? texts.legendEmpty : texts.legendHint, { size: u, colour: '#4a5060', after: u });
		const below = margin * MM + heading.height(inner);
		hint.draw(margin * MM, below, inner, section);
		const top = below + hint.height(inner);
		for (let column = 0; column < columns; column++) {
			legend.fill({ x: (margin + column * (wide + gap)) * MM, y: top, width: wide * MM, height: (height - margin - 6) * MM - top }, u);
		}
		continued = true;
	} while (!legend.done);
}

/** In the lower margin of every page, right. */
function numberPages(doc: Doc, pages: number): void {
	for (let page = 0; page < pages; page++) {
		doc.switchToPage(page);
		doc.markContent('Artifact', { type: 'Pagination' } as never);
		doc.font('regular').fontSize(LETTERS).fillColor(INK);
		const text = texts.page(page + 1, pages);
		doc.text(text, doc.page.width - 12 * MM - doc.widthOfString(text), doc.page.height - 4 * MM, { lineBreak: false, baseline: 'alphabetic' });
		doc.endMarkedContent();
	}
}
