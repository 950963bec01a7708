import { legendFor } from '../../../../styles/legend.ts';
import { objectItems } from '../../../../styles/pdf/object-items.ts';
import { MM, type PaperSetting, type PaperShape } from '../../../../styles/pdf/types.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import type { GeometryKind, LegendEntry } from '../../../../styles/types.ts';
import { sheetTexts as texts } from '../../texts/print.ts';
import { INK } from './blocks.ts';
import { Pen } from './pen.ts';

type Doc = PDFKit.PDFDocument;
type Structure = PDFKit.PDFStructureElement;

/** Points. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Entry extends LegendEntry {
	kind: GeometryKind;
	/** Set before the first of its group. */
	heading: string | null;
}

/** The legend as a stream of entries that fills one area after the other. */
export class Legend {
	private readonly doc: Doc;
	private readonly setting: PaperSetting;
	private readonly entries: Entry[];
	private readonly list: Structure;
	private readonly heights = new Map<string, number>();
	private next = 0;

	/** @param signs that are seen in the frame, with their kind of geometry */
	constructor(doc: Doc, signs: Map<string, GeometryKind>, setting: PaperSetting, parent: Structure) {
		this.doc = doc;
		this.setting = setting;
		let group = '';
		this.entries = legendFor([...signs.keys()], setting.variant).map((entry) => {
			const heading = entry.group === group ? null : entry.group;
			group = entry.group;
			return { ...entry, heading, kind: signs.get(entry.signId)! };
		});
		this.list = doc.struct('L');
		parent.add(this.list);
	}

	get empty(): boolean {
		return this.entries.length === 0;
	}

	/** Some of it is drawn already. */
	get begun(): boolean {
		return this.next > 0;
	}

	get done(): boolean {
		return this.next >= this.entries.length;
	}

	end(): void {
		this.list.end();
	}

	/** Height of all entries below each other. */
	height(width: number, u: number): number {
		return this.entries.reduce((sum, entry) => sum + this.entryHeight(entry, width, u, entry.heading !== null), 0);
	}

	/**
	 * Draws entries from above to below until the area is full; the first one repeats the heading of its group.
	 * @param u size of usual letters
	 */
	fill(area: Area, u: number): void {
		let y = area.y;
		for (let first = true; this.next < this.entries.length; first = false) {
			const entry = this.entries[this.next]!;
			const heading = first || entry.heading !== null;
			const high = this.entryHeight(entry, area.width, u, heading);
			if (y + high > area.y + area.height) return;
			this.draw(entry, area.x, y, area.width, u, heading);
			y += high;
			this.next++;
		}
	}

	private words(entry: Entry): string {
		return entry.planzv ? `${entry.title} (${texts.planzv(entry.planzv)})` : entry.title;
	}

	private swatch = (u: number) => ({ width: u * 3.4, height: u * 1.9 });

	private headingHeight(entry: Entry, width: number, u: number): number {
		return this.doc.font('bold').fontSize(u).heightOfString(entry.group, { width }) + u * 0.75;
	}

	private entryHeight(entry: Entry, width: number, u: number, heading: boolean): number {
		const key = `${entry.signId} ${width} ${u} ${heading}`;
		let high = this.heights.get(key);
		if (high === undefined) this.heights.set(key, (high = this.measure(entry, width, u, heading)));
		return high;
	}

	private measure(entry: Entry, width: number, u: number, heading: boolean): number {
		const { width: box, height } = this.swatch(u);
		const high = this.doc.font('regular').fontSize(u * 0.92).heightOfString(this.words(entry), { width: width - box - u * 0.8 });
		return Math.max(high, height) + u * 0.5 + (heading ? this.headingHeight(entry, width, u) : 0);
	}

	private draw(entry: Entry, x: number, top: number, width: number, u: number, heading: boolean): void {
		const { doc } = this;
		let y = top;
		if (heading) {
			const text = () => void doc.font('bold').fontSize(u).fillColor(INK).text(entry.group, x, top + u * 0.35, { width });
			this.list.add(doc.struct('Caption', text as never));
			y += this.headingHeight(entry, width, u);
		}
		const box = this.swatch(u);
		const item = doc.struct('LI');
		this.list.add(item);
		const label = doc.struct('Lbl');
		item.add(label);
		const alt = { alt: texts.swatchAlt(entry.title), bbox: [x, y, x + box.width, y + box.height] };
		label.add(doc.struct('Figure', alt as never, (() => this.drawSwatch(entry, x, y, box)) as never));
		label.end();
		const size = u * 0.92;
		const left = x + box.width + u * 0.8;
		const words = this.words(entry);
		const options = { width: width - box.width - u * 0.8 };
		const high = doc.font('regular').fontSize(size).heightOfString(words, options);
		const body = () => void doc.font('regular').fontSize(size).fillColor(INK).text(words, left, y + Math.max(0, (box.height - high) / 2), options);
		item.add(doc.struct('LBody', body as never));
		item.end();
	}

	/** Drawn by the same code and at the same scale as the map. */
	private drawSwatch(entry: Entry, x: number, y: number, { width, height }: { width: number; height: number }): void {
		const { doc } = this;
		// What runs outside of an edge needs room inside of the field.
		const inset = (signOf(entry.signId).strokes.some(({ offset }) => (offset ?? 0) < 0) ? 1.7 : 0.4) * MM;
		const [l, b, r, t] = [inset, inset, width - inset, height - inset];
		const shape: PaperShape =
			entry.kind === 'area'
				? { kind: 'area', parts: [[[l, b], [l, t], [r, t], [r, b], [l, b]]] }
				: entry.kind === 'line'
					? { kind: 'line', parts: [[[0, height / 2], [width, height / 2]]] }
					: { kind: 'point', parts: [[[width / 2, height / 2]]] };
		const object = { sign: entry.signId, label: null, rotation: null, lettering: null, drawOrder: 0, shape };
		// From 1:250 on, signs would be larger than their field.
		const setting = { ...this.setting, denominator: Math.max(500, this.setting.denominator), width, height };
		const { items } = objectItems(object, setting);
		for (const item of items) if (item.type === 'symbol') item.size = Math.min(item.size, height * 0.9);
		doc.save();
		doc.rect(x, y, width, height).clip();
		doc.translate(x, y + height);
		new Pen(doc, setting.variant, [0, 0, width, height]).items(items);
		doc.restore();
	}
}
