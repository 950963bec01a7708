import QRCode from 'qrcode';

/** Draws a QR code as squares, white with the quiet zone of four modules that the standard asks (ISO/IEC 18004). @param side points */
export function drawQrCode(doc: PDFKit.PDFDocument, text: string, x: number, y: number, side: number): void {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'Q' });
	const unit = side / (modules.size + 8);
	doc.rect(x, y, side, side).fill('#ffffff');
	for (let row = 0; row < modules.size; row++)
		for (let column = 0; column < modules.size; column++)
			if (modules.get(row, column)) doc.rect(x + (column + 4) * unit, y + (row + 4) * unit, unit + 0.05, unit + 0.05).fill('#000000');
}
