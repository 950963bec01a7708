/** The Nutzungsschablone: a small table as SVG, for the map, the print and the legend. */

export interface StencilOptions {
	/** Height of the letters in pixels. */
	size: number;
	ink: string;
	paper: string;
}

/** Average width of a letter as a share of its height; the widest cell decides, so a little too wide is right. */
const LETTER_WIDTH = 0.62;

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/**
 * @param label rows separated by `\n`, cells by `\t`; a row with fewer cells than the others spreads them over the whole width
 * @returns the document and its size in pixels
 */
export function stencilSvg(label: string, { size, ink, paper }: StencilOptions): { svg: string; width: number; height: number } {
	const rows = label.split('\n').map((row) => row.split('\t'));
	const columns = Math.max(...rows.map((row) => row.length));
	const cell = Math.max(...rows.flatMap((row) => row.map((text) => (text.length * LETTER_WIDTH * size + size) / (columns / row.length))), 2.6 * size);
	const high = Math.round(size * 1.7);
	const width = Math.ceil(cell * columns) + 2;
	const height = high * rows.length + 2;
	const parts = [`<rect x="1" y="1" width="${width - 2}" height="${height - 2}" fill="${paper}" stroke="${ink}"/>`];
	rows.forEach((row, y) => {
		const wide = (width - 2) / row.length;
		if (y > 0) parts.push(`<path d="M1 ${1 + y * high}H${width - 1}" stroke="${ink}"/>`);
		row.forEach((text, x) => {
			if (x > 0) parts.push(`<path d="M${round(1 + x * wide)} ${1 + y * high}v${high}" stroke="${ink}"/>`);
			parts.push(
				`<text x="${round(1 + (x + 0.5) * wide)}" y="${round(1 + y * high + high / 2 + size * 0.35)}" font-size="${size}" ` +
					`font-family="Arial, Helvetica, sans-serif" text-anchor="middle" fill="${ink}">${escape(text)}</text>`
			);
		});
	});
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
	return { svg, width, height };
}

const round = (value: number): number => Math.round(value * 10) / 10;
