/** What is used of pdfkit's `PDFDocument`; its types know neither fonts from bytes nor tagging. */
export type PdfMaker = new (options: Record<string, unknown>) => PdfDocument;

interface PdfElement {
	add(child: unknown): PdfElement;
	end(): void;
}

interface PdfDocument {
	y: number;
	page: { height: number; margins: { bottom: number } };
	font(name: string): PdfDocument;
	fontSize(size: number): PdfDocument;
	fillColor(colour: string): PdfDocument;
	text(text: string, x?: number, y?: number, options?: Record<string, unknown>): PdfDocument;
	heightOfString(text: string, options: Record<string, unknown>): number;
	registerFont(name: string, source: Uint8Array): PdfDocument;
	struct(tag: string, children?: unknown): PdfElement;
	addStructure(element: PdfElement): void;
	markContent(tag: string, options?: Record<string, unknown>): PdfDocument;
	endMarkedContent(): PdfDocument;
	addPage(): PdfDocument;
	switchToPage(number: number): PdfDocument;
	bufferedPageRange(): { start: number; count: number };
	on(event: 'data', listener: (chunk: Uint8Array) => void): void;
	on(event: 'end', listener: () => void): void;
	on(event: 'error', listener: (error: unknown) => void): void;
	end(): void;
}

/** TrueType, OpenType or WOFF, as bytes. */
export interface PdfFonts {
	regular: Uint8Array;
	bold: Uint8Array;
}

type Heading = 'H1' | 'H2' | 'H3' | 'H4';

/** Points; A4 is 595 × 842. */
const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const TEXT = 10;
const SIZE: Record<Heading, number> = { H1: 20, H2: 14, H3: 12, H4: 10.5 };

/** Tagged text, one element below the other: headings, paragraphs, lists; page numbers as artifacts. */
export class PdfPage {
	private readonly doc: PdfDocument;
	private readonly root: PdfElement;
	private readonly chunks: Uint8Array[] = [];
	private readonly done: Promise<void>;
	private readonly title: string;

	constructor(Maker: PdfMaker, fonts: PdfFonts, { title, now }: { title: string; now: Date }) {
		const doc = new Maker({
			size: 'A4',
			margin: MARGIN,
			font: fonts.regular,
			pdfVersion: '1.7',
			subset: 'PDF/UA',
			tagged: true,
			lang: 'de-DE',
			displayTitle: true,
			bufferPages: true,
			info: { Title: title, CreationDate: now, ModDate: now }
		});
		this.doc = doc;
		this.title = title;
		this.done = new Promise((resolve, reject) => {
			doc.on('data', (chunk) => this.chunks.push(chunk));
			doc.on('end', resolve);
			doc.on('error', reject);
		});
		doc.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
		this.root = doc.struct('Document');
		doc.addStructure(this.root);
	}

	heading(tag: Heading, text: string): void {
		const size = SIZE[tag];
		this.doc.y += tag === 'H1' ? 0 : size * 0.7;
		this.breakBefore(size * 5);
		this.element(tag, () => this.doc.font('bold').fontSize(size).fillColor('#10206b').text(text, MARGIN, this.doc.y, { width: WIDTH }));
		this.doc.y += 3;
	}

	paragraph(text: string): void {
		this.element('P', () => this.plain().text(text, MARGIN, this.doc.y, { width: WIDTH, lineGap: 2 }));
		this.doc.y += 5;
	}

	facts(rows: readonly [string, string][]): void {
		for (const [label, value] of rows) {
			this.element('P', () => {
				this.plain().font('bold').text(`${label}: `, MARGIN, this.doc.y, { width: WIDTH, lineGap: 2, continued: true });
				this.doc.font('regular').text(value);
			});
		}
		this.doc.y += 5;
	}

	list(items: readonly string[]): void {
		const list = this.doc.struct('L');
		this.root.add(list);
		for (const item of items) {
			const entry = this.doc.struct('LI');
			list.add(entry);
			this.breakBefore(TEXT * 2.5);
			const top = this.doc.y;
			entry.add(this.doc.struct('Lbl', () => void this.plain().text('–', MARGIN, top, { lineBreak: false })));
			entry.add(this.doc.struct('LBody', () => void this.doc.text(item, MARGIN + 14, top, { width: WIDTH - 14, lineGap: 2 })));
			entry.end();
			this.doc.y += 2;
		}
		list.end();
		this.doc.y += 4;
	}

	async end(): Promise<Uint8Array> {
		this.root.end();
		this.pageNumbers();
		this.doc.end();
		await this.done;
		const bytes = new Uint8Array(this.chunks.reduce((sum, chunk) => sum + chunk.length, 0));
		let at = 0;
		for (const chunk of this.chunks) {
			bytes.set(chunk, at);
			at += chunk.length;
		}
		return bytes;
	}

	private plain(): PdfDocument {
		return this.doc.font('regular').fontSize(TEXT).fillColor('#111111');
	}

	private element(tag: string, draw: () => void): void {
		this.root.add(this.doc.struct(tag, draw));
	}

	private breakBefore(height: number): void {
		if (this.doc.y + height > this.doc.page.height - MARGIN) this.doc.addPage();
	}

	private pageNumbers(): void {
		const { start, count } = this.doc.bufferedPageRange();
		for (let i = 0; i < count; i++) {
			this.doc.switchToPage(start + i);
			// Below the margin pdfkit would begin a new page.
			this.doc.page.margins.bottom = 0;
			this.doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
			const line = `${this.title} · Seite ${i + 1} von ${count}`;
			this.doc.font('regular').fontSize(8.5).fillColor('#555555').text(line, MARGIN, this.doc.page.height - 38, { width: WIDTH, align: 'right' });
			this.doc.endMarkedContent();
		}
	}
}
