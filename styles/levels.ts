/** Vertical levels (`ebene`) of areas and lines, read back from the drawing order. */
import type { GeometryKind, Sign } from './types.ts';
import { Z } from './signs/build.ts';

/** `ebene` of an object as its place in the drawing order tells it (see `drawOrder`), within ±9; 0 where it does not. */
export function levelOf(drawOrder: number, sign: Sign, kind: GeometryKind): number {
	const level = drawOrder - (sign.zIndex * 12 + 100 + (kind === 'area' ? 0 : 200));
	return Math.abs(level) <= 99 ? Math.max(-9, Math.min(9, level)) : 0;
}

const below = new Map<string, Sign>();

/** An area under the ground leaves the surface to what is there: it becomes a dashed band in its colour, inside its edge. */
export function underground(sign: Sign): Sign {
	if (!sign.fill || (sign.fillOpacity ?? 1) < 0.5) return sign;
	let changed = below.get(sign.id);
	if (!changed) {
		const k = sign.family === 'FP' ? 2.5 : 1;
		const dash = [6 * k, 3 * k];
		const { fill, ...rest } = sign;
		changed = {
			...rest,
			hatches: [],
			strokes: [
				{ ink: 'linie', width: 2 * k, minPx: 3, offset: k, dash, always: true },
				{ ink: fill, width: 1.5 * k, minPx: 2.2, offset: k, dash, always: true },
				{ ink: 'linie', width: 0.2 * k, minPx: 0.6, dash, always: true }
			],
			zIndex: Z.overlay
		};
		below.set(sign.id, changed);
	}
	return changed;
}
