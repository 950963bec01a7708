/**
 * The column and tile property `lettering`: how a presentation object is written, or what an object leaves to one.
 * `scale,horizontal,vertical,columns,spacing` with empty or missing parts for the usual (1, centred, in the middle, no table, none);
 * `-l`, `-s`, `-ls` on an object whose label or symbol a presentation object draws.
 */
export interface Lettering {
	/** Factor of the usual size. */
	scale: number;
	horizontal: 'left' | 'center' | 'right';
	vertical: 'base' | 'middle' | 'top';
	/** Columns of a Nutzungsschablone; 0 = no table. */
	columns: number;
	/** Additional room between letters (`fontSperrung`), as a multiple of their height. */
	spacing: number;
	hidesLabel: boolean;
	hidesSymbol: boolean;
}

const PLAIN: Lettering = { scale: 1, horizontal: 'center', vertical: 'middle', columns: 0, spacing: 0, hidesLabel: false, hidesSymbol: false };
const HORIZONTAL: Record<string, Lettering['horizontal']> = { l: 'left', c: 'center', r: 'right' };
const VERTICAL: Record<string, Lettering['vertical']> = { b: 'base', m: 'middle', o: 'top' };

const known = new Map<string, Lettering>();

/** Reads the property; anything unreadable counts as the usual. */
export function parseLettering(value: unknown): Lettering {
	if (typeof value !== 'string' || value === '') return PLAIN;
	let lettering = known.get(value);
	if (!lettering) {
		if (known.size > 500) known.clear();
		lettering = value.startsWith('-') ? { ...PLAIN, hidesLabel: value.includes('l'), hidesSymbol: value.includes('s') } : read(value);
		known.set(value, lettering);
	}
	return lettering;
}

function read(value: string): Lettering {
	const [scale, horizontal, vertical, columns, spacing] = value.split(',');
	const factor = Number(scale);
	return {
		...PLAIN,
		// A tenth and ten times are as far as files go; beyond, a slip of the pen would cover the plan.
		scale: factor > 0 ? Math.min(10, Math.max(0.1, factor)) : 1,
		horizontal: HORIZONTAL[horizontal ?? ''] ?? 'center',
		vertical: VERTICAL[vertical ?? ''] ?? 'middle',
		columns: Math.min(6, Math.max(0, Number(columns) || 0)),
		spacing: Math.min(3, Math.max(0, Number(spacing) || 0))
	};
}

const HAIR = '\u200a';
/** Hair spaces in the height of a letter. */
const HAIRS = 7;

/** A text with the room between its letters; neither map nor paper can set that otherwise in texts along lines. */
export function spaced(text: string, { spacing }: Pick<Lettering, 'spacing'>): string {
	if (spacing === 0) return text;
	return text.replace(/.(?=.)/gu, `$&${HAIR.repeat(Math.max(1, Math.round(spacing * HAIRS)))}`);
}

/** What an object leaves to its presentation objects, as a value of the column; null = nothing. */
export const leaving = ({ label, symbol }: { label: boolean; symbol: boolean }): string | null =>
	label || symbol ? `-${label ? 'l' : ''}${symbol ? 's' : ''}` : null;
