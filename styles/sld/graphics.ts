/** The pictures an SLD refers to: point symbols, one repeat of a hatch, one edge mark. All drawn by us. */
import type { EdgeSpec, Hatch, Variant } from '../types.ts';
import { colourOf } from '../palette.ts';
import { findSign } from '../signs/catalogue.ts';
import { SYMBOLS } from '../signs/symbols.ts';
import { PATTERN_SIZE, hatchPath, hatchesIn, symbolSvg } from '../svg.ts';

export const symbolFile = (symbol: string): string => `symbol-${symbol}`;
export const hatchFile = (signId: string): string => `schraffur-${signId}`;
export const markFile = (edge: EdgeSpec): string => `kante-${edge.shape}-${edge.ink}`;

const MARKS: Record<EdgeSpec['shape'], string> = {
	triangle: 'M2 22L12 2L22 22z',
	tick: 'M12 22V2',
	tee: 'M12 22V2M2 2H22',
	cross: 'M2 2L22 22M2 22L22 2',
	square: 'M2 2H22V22H2z',
	circle: 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z',
	zigzag: 'M0 22L12 2L24 22',
	arrow: 'M2 2L22 12L2 22'
};

/**
 * The SVG of that name (without `.svg`), or undefined. Names: `symbol-<key>`, `schraffur-<sign>`, `kante-<shape>-<ink>`.
 */
export function graphicSvg(name: string, variant: Variant): string | undefined {
	const [, kind, rest] = /^(symbol|schraffur|kante)-(.+)$/.exec(name) ?? [];
	if (kind === 'symbol') return Object.hasOwn(SYMBOLS, rest!) ? symbolSvg(rest!, variant, 24) : undefined;
	if (kind === 'schraffur') {
		const sign = findSign(rest!);
		const hatches = sign && hatchesIn(sign.hatches, variant);
		return hatches && hatches.length > 0 ? hatchSvg(hatches, variant) : undefined;
	}
	if (kind !== 'kante') return undefined;
	const [, shape, ink] = /^(\w+)-(\w+)$/.exec(rest!) ?? [];
	if (!shape || !Object.hasOwn(MARKS, shape)) return undefined;
	try {
		const colour = colourOf(ink!, variant);
		const solid = shape === 'triangle' || shape === 'square' || shape === 'circle';
		const paint = solid ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="2"`;
		const path = `<path d="${MARKS[shape as EdgeSpec['shape']]}" ${paint}/>`;
		return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">${path}</svg>`;
	} catch {
		// an ink that the palette does not have: no such picture
		return undefined;
	}
}

function hatchSvg(hatches: Hatch[], variant: Variant): string {
	const paths = hatches.map((hatch) => {
		const { d, filled } = hatchPath(hatch);
		const colour = colourOf(hatch.ink, variant);
		return `<path d="${d}" ${filled ? `fill="${colour}"` : `fill="none" stroke="${colour}" stroke-width="${hatch.width}"`}/>`;
	});
	const box = `width="${PATTERN_SIZE}" height="${PATTERN_SIZE}" viewBox="0 0 ${PATTERN_SIZE} ${PATTERN_SIZE}"`;
	return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${paths.join('')}</svg>`;
}
