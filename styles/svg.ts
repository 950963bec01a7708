/** SVG for symbols and swatches. Presentation attributes only: the Content-Security-Policy forbids `style`. */
import type { Hatch, Variant } from './types.ts';
import { colourOf } from './palette.ts';
import { SYMBOLS } from './signs/symbols.ts';

/** Repeat of every pattern in pixels: divides 512, so OpenLayers joins patterns across tiles without a seam. */
export const PATTERN_SIZE = 64;

/** Number of lines, dots or waves per repeat for a wished spacing. */
export const repeatsOf = (hatch: Hatch): number => Math.max(1, Math.round(PATTERN_SIZE / hatch.spacing));

/** The hatches that a variant draws. */
export const hatchesIn = (hatches: Hatch[], variant: Variant): Hatch[] => hatches.filter(({ only }) => !only || only.includes(variant));

/** Content of a symbol in its box of 24 × 24: background, filled shapes, strokes. Empty for an unknown symbol. */
export function symbolMarkup(key: string, variant: Variant): string {
	const shape = SYMBOLS[key];
	if (!shape) return '';
	const black = colourOf('schrift', variant);
	const white = colourOf('saum', variant);
	const parts: string[] = [];
	if (shape.back === 'square') parts.push(`<rect x="0.5" y="0.5" width="23" height="23" fill="${white}" stroke="${black}"/>`);
	else if (shape.back !== 'none') parts.push(`<circle cx="12" cy="12" r="11.5" fill="${white}" stroke="${black}"/>`);
	if (shape.fill) {
		const colour = shape.ink ? colourOf(shape.ink, variant) : black;
		const edge = shape.ink ? ` stroke="${black}"` : shape.back === 'none' ? ` stroke="${white}"` : '';
		// evenodd keeps the openings of letters open
		parts.push(`<path d="${shape.fill}" fill="${colour}" fill-rule="evenodd"${edge}/>`);
	}
	if (shape.stroke) {
		parts.push(
			`<path d="${shape.stroke}" fill="none" stroke="${black}" stroke-width="${shape.strokeWidth ?? 2}" ` + 'stroke-linecap="round" stroke-linejoin="round"/>'
		);
	}
	return parts.join('');
}

/** A symbol as a document of its own, `size` pixels wide and high. */
export function symbolSvg(key: string, variant: Variant, size: number): string {
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="-1 -1 26 26">` +
		`${symbolMarkup(key, variant)}</svg>`
	);
}

/** Path data of a hatch inside one pattern repeat, and whether it is filled or stroked. */
export function hatchPath(hatch: Hatch): { d: string; filled: boolean } {
	const n = repeatsOf(hatch);
	const step = PATTERN_SIZE / n;
	const size = PATTERN_SIZE;
	const parts: string[] = [];
	switch (hatch.kind) {
		case 'lines':
			parts.push(...lines(n, hatch.angle ?? 45));
			break;
		case 'cross':
			parts.push(...lines(n, 45), ...lines(n, 135));
			break;
		case 'waves':
			for (let i = 0; i < n; i++) {
				const y = round((i + 0.5) * step);
				let d = `M0 ${y}`;
				for (let x = 0; x < size; x += 16) d += `q4 -4 8 0t8 0`;
				parts.push(d);
			}
			break;
		case 'dots':
		case 'rings':
			for (let row = 0; row < n; row++)
				for (let column = 0; column < n; column++) {
					const r = hatch.kind === 'dots' ? hatch.width / 2 : Math.min(3, step / 4);
					const x = round((column + (row % 2 ? 0.75 : 0.25)) * step);
					parts.push(`M${round(x - r)} ${round((row + 0.5) * step)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`);
				}
	}
	return { d: parts.join(''), filled: hatch.kind === 'dots' };
}

/** Parallel lines that continue over the edges of the repeat. */
function lines(n: number, angle: number): string[] {
	const size = PATTERN_SIZE;
	const step = size / n;
	const parts: string[] = [];
	if (angle === 0) for (let i = 0; i < n; i++) parts.push(`M0 ${round((i + 0.5) * step)}H${size}`);
	else if (angle === 90) for (let i = 0; i < n; i++) parts.push(`M${round((i + 0.5) * step)} 0V${size}`);
	else {
		// y grows downwards: 45° rises to the right
		for (let i = -n; i <= 2 * n; i++) {
			const x = round((i + 0.5) * step);
			parts.push(angle === 45 ? `M${x} ${size}l${size} ${-size}` : `M${x} 0l${size} ${size}`);
		}
	}
	return parts;
}

const round = (value: number): number => Math.round(value * 100) / 100;
