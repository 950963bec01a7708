/** Numbers as a German plan writes them. */
import { table } from './table.ts';

const ROMAN: [number, string][] = [
	[10, 'X'],
	[9, 'IX'],
	[5, 'V'],
	[4, 'IV'],
	[1, 'I']
];

/** Storeys are written in Roman numerals up to 39, as in plans; other values stay as they are. */
export function roman(value: number): string {
	if (!Number.isInteger(value) || value < 1 || value > 39) return german(value);
	let rest = value;
	let text = '';
	for (const [size, letters] of ROMAN) {
		while (rest >= size) {
			text += letters;
			rest -= size;
		}
	}
	return text;
}

/** `0.4` → `0,4`; at most `digits` decimals, no trailing zeros, thousands with a point. */
export function german(value: number, digits = 3): string {
	const [whole = '0', fraction = ''] = Math.abs(value).toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
	const decimals = fraction.replace(/0+$/, '');
	return `${value < 0 ? '−' : ''}${grouped}${decimals ? `,${decimals}` : ''}`;
}

const UNITS = table({
	m: 'm',
	'urn:adv:uom:m': 'm',
	m2: 'm²',
	'm²': 'm²',
	m3: 'm³',
	'm³': 'm³',
	grad: '°',
	Grad: '°',
	deg: '°',
	'°': '°',
	dB: 'dB',
	'%': '%'
});

/** Unit of measure as people write it: `m`, `m²`, `°` …; XPlanGML files spell units in many ways. */
export function unit(uom: string | undefined, fallback: string): string {
	if (!uom) return fallback;
	return UNITS[uom] ?? fallback;
}
