import { colourOf } from '../../../../styles/palette.ts';
import { SYMBOLS } from '../../../../styles/signs/symbols.ts';
import { boxOf, type Box } from '../../../../styles/pdf/geometry.ts';
import { hatchLines } from '../../../../styles/pdf/hatch.ts';
import { LINE, originOf, ROW, type PlacedText } from '../../../../styles/pdf/place-texts.ts';
import type { PaperItem, Point } from '../../../../styles/pdf/types.ts';
import type { Variant } from '../../../../styles/types.ts';

type Doc = PDFKit.PDFDocument;

/** What is needed of fontkit, which pdfkit sets with. */
interface Font {
	unitsPerEm: number;
	layout(text: string): {
		glyphs: { path: { commands: { command: 'moveTo'; args: number[] }[] } }[];
		positions: { xAdvance: number; xOffset: number; yOffset: number }[];
	};
}

/** A third of a thousandth of a millimetre: more digits would only make files larger. */
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** pdfkit writes quadratic curves as cubic ones of another shape: here they become what they are. */
export function withExactCurves(doc: Doc): Doc {
	let at: Point = [0, 0];
	const { moveTo, lineTo, bezierCurveTo } = doc;
	doc.moveTo = (x, y) => ((at = [x, y]), moveTo.call(doc, round(x), round(y)));
	doc.lineTo = (x, y) => ((at = [x, y]), lineTo.call(doc, round(x), round(y)));
	doc.bezierCurveTo = (a, b, c, d, x, y) => ((at = [x, y]), bezierCurveTo.call(doc, a, b, c, d, x, y));
	doc.quadraticCurveTo = (cx, cy, x, y) => {
		const [x0, y0] = at;
		return doc.bezierCurveTo(x0 + (2 / 3) * (cx - x0), y0 + (2 / 3) * (cy - y0), x + (2 / 3) * (cx - x), y + (2 / 3) * (cy - y), x, y);
	};
	return doc;
}

/** Draws what `styles/pdf` made into a frame whose lower left corner lies at the origin; y of the document runs downwards. */
export class Pen {
	private readonly doc: Doc;
	private readonly variant: Variant;
	private readonly frame: Box;

	/** @param frame what can be seen, in the items' coordinates */
	constructor(doc: Doc, variant: Variant, frame: Box) {
		this.doc = doc;
		this.variant = variant;
		this.frame = frame;
	}

	items(items: PaperItem[]): void {
		for (const item of items) this.item(item);
		this.doc.undash().fillOpacity(1).strokeOpacity(1);
	}

	private item(item: PaperItem): void {
		const { doc } = this;
		switch (item.type) {
			case 'fill':
				if (this.trace(item.parts, true)) doc.fillOpacity(item.opacity).fillColor(item.colour).fill('even-odd');
				break;
			case 'hatch':
				this.hatch(item);
				break;
			case 'stroke':
				this.stroke(item);
				break;
			case 'symbol':
				this.symbol(item);
				break;
			case 'disc':
				doc.undash().fillOpacity(1).strokeOpacity(1).lineWidth(0.9);
				doc.circle(item.at[0], -item.at[1], item.radius).fillAndStroke(item.colour, colourOf('linie', this.variant));
		}
	}

	private trace(parts: Point[][], closed: boolean): boolean {
		let any = false;
		for (const part of parts) {
			if (part.length < 2) continue;
			any = true;
			this.doc.moveTo(part[0]![0], -part[0]![1]);
			for (let i = 1; i < part.length; i++) this.doc.lineTo(part[i]![0], -part[i]![1]);
			if (closed || (part.length > 3 && part[0]![0] === part.at(-1)![0] && part[0]![1] === part.at(-1)![1])) this.doc.closePath();
		}
		return any;
	}

	private stroke({ parts, colour, opacity, width, dash, round: soft, within }: Extract<PaperItem, { type: 'stroke' }>): void {
		const { doc } = this;
		if (within) {
			doc.save();
			this.trace(within, true);
			doc.clip('even-odd');
		}
		if (this.trace(parts, false)) {
			doc.lineWidth(round(width)).lineCap(soft ? 'round' : 'butt').lineJoin(soft ? 'round' : 'miter').strokeOpacity(opacity);
			if (dash) doc.dash(dash.map((each) => Math.max(0.01, round(each))) as never, {});
			else doc.undash();
			doc.strokeColor(colour).stroke();
		}
		if (within) doc.restore();
	}

	private hatch({ parts, colour, hatch }: Extract<PaperItem, { type: 'hatch' }>): void {
		const { doc, frame } = this;
		const own = boxOf(parts);
		const box: Box = [Math.max(own[0], frame[0]), Math.max(own[1], frame[1]), Math.min(own[2], frame[2]), Math.min(own[3], frame[3])];
		if (box[0] >= box[2] || box[1] >= box[3]) return;
		const { parts: lines, width, dots } = hatchLines(hatch, box);
		doc.save();
		this.trace(parts, true);
		doc.clip('even-odd');
		doc.lineWidth(round(width)).strokeOpacity(1).strokeColor(colour).lineJoin('round');
		if (dots) doc.lineCap('round').dash([0.01, round(dots - 0.01)] as never, {});
		else doc.lineCap('butt').undash();
		this.trace(lines, false);
		doc.stroke().restore();
	}

	/** The picture of `styles/svg.ts`, as vectors. */
	private symbol({ symbol, at, size, angle }: Extract<PaperItem, { type: 'symbol' }>): void {
		const { doc, variant } = this;
		const shape = SYMBOLS[symbol];
		if (!shape) return;
		const [black, white] = [colourOf('schrift', variant), colourOf('saum', variant)];
		doc.save().translate(round(at[0]), round(-at[1])).rotate(-angle).scale(size / 26).translate(-12, -12);
		doc.undash().fillOpacity(1).strokeOpacity(1).lineWidth(1);
		if (shape.back === 'square') doc.rect(0.5, 0.5, 23, 23).fillAndStroke(white, black);
		else if (shape.back !== 'none') doc.circle(12, 12, 11.5).fillAndStroke(white, black);
		if (shape.fill) {
			const colour = shape.ink ? colourOf(shape.ink, variant) : black;
			doc.path(shape.fill);
			if (shape.ink) doc.fillAndStroke(colour, black, 'even-odd');
			else if (shape.back === 'none') doc.fillAndStroke(colour, white, 'even-odd');
			else doc.fill(colour, 'even-odd');
		}
		if (shape.stroke) doc.path(shape.stroke).lineWidth(shape.strokeWidth ?? 2).lineCap('round').lineJoin('round').strokeColor(black).stroke();
		doc.restore();
	}

	texts(texts: PlacedText[]): void {
		for (const text of texts) {
			this.doc.save().translate(round(text.at[0]), round(-text.at[1])).rotate(round(-text.angle));
			this.doc.undash().fillOpacity(1).strokeOpacity(1);
			if (text.table) this.table(text);
			else this.lines(text);
			this.doc.restore();
		}
	}

	private lines(text: PlacedText): void {
		const { doc, variant } = this;
		const [x, y] = originOf(text);
		const { size, horizontal, rows, width } = text;
		doc.font(text.bold ? 'bold' : 'regular').fontSize(size);
		for (const [index, cells] of rows.entries()) {
			const row = cells.join(' ');
			if (row.trim() === '') continue;
			const own = doc.widthOfString(row);
			const left = x + (horizontal === 'left' ? 0 : horizontal === 'right' ? width - own : (width - own) / 2);
			const base = -(y + text.height) + (index * LINE + 0.95) * size;
			this.halo(row, left, base, size);
			doc.fillColor(text.colour ?? colourOf('schrift', variant));
			doc.text(row, round(left), round(base), { lineBreak: false, baseline: 'alphabetic' });
		}
	}

	/** The letters' outlines in white: as text it would be read twice. */
	private halo(row: string, x: number, y: number, size: number): void {
		const { doc } = this;
		const font = (doc as never as { _font: { font: Font } })._font.font;
		const scale = size / font.unitsPerEm;
		doc.save().translate(round(x), round(y)).scale(scale, -scale);
		doc.lineWidth(Math.min(2.2, size / 4) / scale).lineJoin('round').strokeColor(colourOf('saum', this.variant)).strokeOpacity(0.9);
		let pen = 0;
		const { glyphs, positions } = font.layout(row);
		for (const [index, glyph] of glyphs.entries()) {
			const place = positions[index]!;
			for (const { command, args } of glyph.path.commands) {
				// Outlines are pairs of x and y, whatever the command.
				const moved = args.map((value, i) => (i % 2 === 0 ? value + pen + place.xOffset : value + place.yOffset)) as [number, number];
				doc[command](...moved);
			}
			pen += place.xAdvance;
		}
		doc.stroke().restore();
	}

	/** A Nutzungsschablone: the table of `styles/stencil.ts`. */
	private table(text: PlacedText): void {
		const { doc, variant } = this;
		const [x, y] = originOf(text);
		const { rows, width, height, size } = text;
		const top = -(y + height);
		const high = ROW * size;
		doc.fillOpacity(0.9).rect(x, top, width, height).fill(colourOf('saum', variant)).fillOpacity(1);
		doc.lineWidth(0.6).strokeColor(colourOf('schrift', variant)).rect(x, top, width, height).stroke();
		doc.font('regular').fontSize(size);
		for (const [row, cells] of rows.entries()) {
			const line = top + row * high;
			if (row > 0) doc.moveTo(x, line).lineTo(x + width, line).stroke();
			const wide = width / cells.length;
			for (const [column, cell] of cells.entries()) {
				const left = x + column * wide;
				if (column > 0) doc.moveTo(left, line).lineTo(left, line + high).stroke();
				if (cell.trim() === '') continue;
				doc.fillColor(colourOf('schrift', variant));
				const inset = (wide - doc.widthOfString(cell)) / 2;
				doc.text(cell, round(left + inset), round(line + high / 2 + size * 0.35), { lineBreak: false, baseline: 'alphabetic' });
			}
		}
	}
}
