import QRCode from 'qrcode';

/** Readable from a poster: a quarter may be damaged. */
const OPTIONS = { errorCorrectionLevel: 'Q', margin: 4 } as const;

/** QR code of an address, black on white, for screen and print. */
export const qrSvg = (url: string): Promise<string> => QRCode.toString(url, { ...OPTIONS, type: 'svg' });

/** The same as PNG, 1024 pixels wide. */
export const qrPng = (url: string): Promise<Buffer> => QRCode.toBuffer(url, { ...OPTIONS, type: 'png', width: 1024 });
