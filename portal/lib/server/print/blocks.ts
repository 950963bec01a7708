import { sheetTexts as texts } from '../../texts/print.ts';
import { formatDay } from '../../texts/dates.ts';
import { barLength } from '../../print/frame.ts';
import { MM } from '../../../../styles/pdf/types.ts';
import type { PrintTask } from './print-types.ts';

type Doc = PDFKit.PDFDocument;
type Structure = PDFKit.PDFStructureElement;

/** A piece of the title block: how high it is at a width, and how it is drawn. Lengths in points. */
export interface Block {
	height(width: number): number;
	draw(x: number, y: number, width: number, parent: Structure): void;
}

export const INK = '#16191f';
const MUTED = '#4a5060';

interface TextLook {
	size: number;
	bold?: boolean;
	colour?: string;
	tag?: string;
	after?: number;
}

/** A paragraph; long German words break where a line is full. */
export function textBlock(doc: Doc, text: string, { size, bold = false, colour = INK, tag = 'P', after = 0 }: TextLook): Block {
	const set = () => doc.font(bold ? 'bold' : 'regular').fontSize(size);
	return {
		height: (width) => (set(), doc.heightOfString(text, { width, lineGap: size * 0.08 }) + after),
		draw(x, y, width, parent) {
			parent.add(doc.struct(tag, (() => void set().fillColor(colour).text(text, x, y, { width, lineGap: size * 0.08 })) as never));
		}
	};
}

/** Label and value beside each other. */
export function factBlock(doc: Doc, label: string, value: string, size: number): Block {
	const share = 0.36;
	const options = (width: number) => ({ width: width * (1 - share), lineGap: size * 0.05 });
	return {
		height(width) {
			const high = doc.font('bold').fontSize(size).heightOfString(value, options(width));
			return Math.max(high, doc.font('regular').fontSize(size).heightOfString(label, { width: width * share - size * 0.4 })) + size * 0.25;
		},
		draw(x, y, width, parent) {
			parent.add(
				doc.struct('P', (() => {
					doc.font('regular').fontSize(size).fillColor(MUTED).text(`${label} `, x, y, { width: width * share - size * 0.4 });
					doc.font('bold').fillColor(INK).text(value, x + width * share, y, options(width));
				}) as never)
			);
		}
	};
}

export function logoBlock(doc: Doc, logo: Uint8Array, municipality: string, high: number): Block {
	return {
		height: () => high * 1.2,
		draw(x, y, width, parent) {
			const image = () => void doc.image(Buffer.from(logo) as never, x, y, { fit: [width, high] });
			parent.add(doc.struct('Figure', { alt: texts.logoAlt(municipality), bbox: [x, y, x + width, y + high] } as never, image as never));
		}
	};
}

/** North arrow (turned with the frame), scale in numbers and as a bar. */
export function scaleBlock(doc: Doc, task: PrintTask, size: number): Block {
	const arrow = size * 3.6;
	return {
		height: () => arrow + size * 0.6,
		draw(x, y, width, parent) {
			parent.add(
				doc.struct('Figure', { alt: `${texts.northAlt}. ${texts.scale(task.scale)}`, bbox: [x, y, x + width, y + arrow] } as never, (() => {
					northArrow(doc, x + arrow / 2, y + arrow / 2, arrow, -task.frame.angle);
					const left = x + arrow * 1.25;
					doc.font('bold').fontSize(size * 1.35).fillColor(INK);
					doc.text(texts.scale(task.scale), left, y + arrow * 0.02, { lineBreak: false });
					scaleBar(doc, left, y + arrow * 0.78, width - arrow * 1.25 - size * 2.2, task.scale, size * 0.8);
				}) as never)
			);
		}
	};
}

/** @param angle degrees clockwise on the sheet */
function northArrow(doc: Doc, x: number, y: number, size: number, angle: number): void {
	const h = size / 2;
	doc.save().translate(x, y).rotate(angle);
	doc.lineWidth(size / 45).strokeColor(INK).circle(0, h * 0.12, h * 0.62).stroke();
	doc.moveTo(0, -h * 0.72).lineTo(h * 0.3, h * 0.55).lineTo(0, h * 0.32).closePath().fill(INK);
	doc.moveTo(0, -h * 0.72).lineTo(-h * 0.3, h * 0.55).lineTo(0, h * 0.32).closePath().fillAndStroke('#ffffff', INK);
	doc.font('bold').fontSize(size * 0.24).fillColor(INK);
	doc.text(texts.north, -doc.widthOfString(texts.north) / 2, -h * 0.76, { lineBreak: false, baseline: 'alphabetic' });
	doc.restore();
}

/** Four fields, black and white in turn; their lengths are exact. */
function scaleBar(doc: Doc, x: number, y: number, width: number, scale: number, size: number): void {
	const metres = barLength(width / MM, scale);
	const length = ((metres * 1000) / scale) * MM;
	const high = size * 0.42;
	for (let i = 0; i < 4; i++) doc.rect(x + (length * i) / 4, y, length / 4, high).fill(i % 2 === 0 ? INK : '#ffffff');
	doc.lineWidth(0.5).strokeColor(INK).rect(x, y, length, high).stroke();
	doc.font('regular').fontSize(size).fillColor(INK);
	for (const [share, text] of [
		[0, '0'],
		[0.5, texts.metres(metres / 2)],
		[1, texts.metres(metres)]
	] as const) {
		doc.text(text, x + length * share - doc.widthOfString(text) / 2, y - size * 0.35, { lineBreak: false, baseline: 'alphabetic' });
	}
}

/** The parts of the title block. @param u size of usual letters in points */
export function titleBlocks(doc: Doc, task: PrintTask, u: number) {
	const { head, logo } = task;
	const facts: [string, string | null][] = [
		[texts.labels.number, head.number],
		[texts.labels.version, texts.version(head.version, head.publishedOn)],
		[texts.labels.status, head.status],
		[texts.labels.scale, texts.scale(task.scale)],
		[texts.labels.crs, head.crs],
		[texts.labels.day, formatDay(head.day)]
	];
	return {
		who: [
			...(logo ? [logoBlock(doc, logo, head.municipality, u * 4)] : []),
			textBlock(doc, head.municipality, { size: u * 1.15, bold: true, after: u * 0.7 }),
			textBlock(doc, head.kind, { size: u, colour: MUTED, after: u * 0.1 }),
			textBlock(doc, head.plan, { size: u * 1.6, bold: true, tag: 'H1', after: u * 0.6 })
		],
		facts: facts.filter(([, value]) => value).map(([label, value]) => factBlock(doc, label, value!, u)),
		scale: [scaleBlock(doc, task, u)],
		small: [
			textBlock(doc, `${texts.note} ${texts.exactAt}`, { size: u * 0.78, colour: MUTED, after: u * 0.3 }),
			textBlock(doc, head.address, { size: u * 0.78, colour: MUTED, after: u * 0.2 }),
			...(head.attribution ? [textBlock(doc, texts.base(head.attribution), { size: u * 0.78, colour: MUTED })] : [])
		]
	};
}

export const heightOf = (blocks: Block[], width: number): number => blocks.reduce((sum, block) => sum + block.height(width), 0);

export function drawBlocks(blocks: Block[], x: number, y: number, width: number, parent: Structure): number {
	let at = y;
	for (const block of blocks) {
		block.draw(x, at, width, parent);
		at += block.height(width);
	}
	return at;
}
