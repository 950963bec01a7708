import { receiptPdfTexts } from '../../texts/receipts.ts';
import type { MapPicture, Shape } from './map-picture.ts';

/** Draws the picture as vectors into the page, its upper left corner at x, y. */
export function drawPicture(doc: PDFKit.PDFDocument, picture: MapPicture, x: number, y: number): void {
	doc.save();
	doc.rect(x, y, picture.width, picture.height).clip();
	doc.rect(x, y, picture.width, picture.height).fill('#faf9f5');
	doc.translate(x, y);
	for (const shape of picture.shapes) drawShape(doc, shape);
	drawScale(doc, picture);
	doc.restore();
	doc.rect(x, y, picture.width, picture.height).lineWidth(0.7).stroke('#55524a');
}

function drawShape(doc: PDFKit.PDFDocument, shape: Shape): void {
	for (const path of shape.paths) {
		if (path.length === 1) doc.circle(path[0]![0], path[0]![1], shape.radius ?? 1);
		else {
			doc.moveTo(...path[0]!);
			for (const position of path.slice(1)) doc.lineTo(...position);
			if (shape.closed) doc.closePath();
		}
	}
	doc.lineWidth(shape.width ?? 0.5).lineJoin('round').lineCap('round');
	if (shape.dash) doc.dash(shape.dash[0]!, { space: shape.dash[1]! });
	else doc.undash();
	doc.fillOpacity(shape.fillOpacity ?? 1);
	if (shape.fill && shape.stroke) doc.fillAndStroke(shape.fill, shape.stroke, 'even-odd');
	else if (shape.fill) doc.fill(shape.fill, 'even-odd');
	else if (shape.stroke) doc.stroke(shape.stroke);
	doc.fillOpacity(1);
}

function drawScale(doc: PDFKit.PDFDocument, { height, scale }: MapPicture): void {
	const [left, y] = [12, height - 12];
	doc.undash().fillOpacity(0.85).rect(left - 6, y - 16, scale.length + 12, 22).fill('#ffffff').fillOpacity(1);
	doc.moveTo(left, y - 4).lineTo(left, y).lineTo(left + scale.length, y).lineTo(left + scale.length, y - 4);
	doc.lineWidth(1).stroke('#1b1b1b');
	doc.font('regular').fontSize(8).fillColor('#1b1b1b');
	doc.text(receiptPdfTexts.metres(scale.metres), left, y - 15, { width: scale.length, align: 'center', lineBreak: false });
}
