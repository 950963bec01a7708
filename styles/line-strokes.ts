/** Strokes of a line whose sign may be made for areas. */
import type { Sign, StrokeSpec } from './types.ts';

/** The sign of texts: it has no line and no symbol, only the label. */
export const TEXT_ONLY = 'xp-text';

/** A line whose sign is made for areas takes the fill as a line with a dark casing. */
export function lineStrokesOf(sign: Sign): StrokeSpec[] {
	if (sign.lineStrokes) return sign.lineStrokes;
	const own = sign.strokes.map(({ offset: _, ...rest }) => rest);
	if (!sign.fill) return own.length > 0 || sign.id === TEXT_ONLY ? own : [{ ink: 'linie', width: 0.3, minPx: 1, always: true }];
	const width = sign.family === 'FP' ? 8 : 2.5;
	return [
		{ ink: 'linie', width: width * 1.4, minPx: 3, always: true },
		{ ink: sign.fill, width, minPx: 1.8, always: true }
	];
}
