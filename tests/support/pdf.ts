import PDFDocument from 'pdfkit';

/** A PDF with one text on each page. */
export function pdfOf(...pages: string[]): Promise<Buffer> {
	const doc = new PDFDocument({ autoFirstPage: false, size: 'A4' });
	const chunks: Buffer[] = [];
	return new Promise((resolve, reject) => {
		doc.on('data', (chunk: Buffer) => chunks.push(chunk));
		doc.on('end', () => resolve(Buffer.concat(chunks)));
		doc.on('error', reject);
		for (const text of pages) doc.addPage().fontSize(11).text(text);
		doc.end();
	});
}
