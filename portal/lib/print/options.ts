/** What somebody chose to print, from an address and back. Pure: form, waiting page and server read the same. */
import { VARIANTS, type Variant } from '../../../styles/types.ts';
import { GREATEST_SCALE, LEAST_SCALE, type Position } from './frame.ts';
import { LEGENDS, PAPERS, type LegendPlace, type Paper } from './layout.ts';

export interface PrintOptions {
	paper: Paper;
	landscape: boolean;
	/** n of 1:n; null: proposed so that the whole plan fits. */
	scale: number | null;
	/** Middle of the extract in the plan's CRS; null: that of the plan. */
	centre: Position | null;
	/** See `GroundFrame`. */
	angle: number;
	variant: Variant;
	base: boolean;
	/** With the scanned plan below, where there is one. */
	scans: boolean;
	legend: LegendPlace;
}

export type PrintField = 'eigen' | 'ost' | 'nord' | 'drehung';

export const COLOURS: Record<string, Variant> = { farbe: 'colour', grau: 'grey', sicher: 'cvd' };
const colourName = (variant: Variant): string => Object.keys(COLOURS).find((name) => COLOURS[name] === variant)!;

/** `1.000`, `401 234,5`, `401234.5`: points in front of three digits and spaces are for reading only. */
export function readNumber(text: string): number {
	const plain = text.trim().replace(/[\s\u00a0]/g, '').replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.');
	return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** Reads an address. What cannot be read gets its usual value and is named in `problems`. */
export function readOptions(params: URLSearchParams): { options: PrintOptions; problems: PrintField[] } {
	const problems: PrintField[] = [];
	const number = (field: PrintField, least: number, greatest: number): number | null => {
		const text = params.get(field)?.trim();
		if (!text) return null;
		const value = readNumber(text);
		if (value >= least && value <= greatest) return value;
		problems.push(field);
		return null;
	};
	const choice = params.get('massstab') ?? 'passend';
	const own = choice === 'eigen' ? number('eigen', LEAST_SCALE, GREATEST_SCALE) : null;
	if (choice === 'eigen' && own === null && !problems.includes('eigen')) problems.push('eigen');
	const listed = /^\d{2,7}$/.test(choice) && Number(choice) >= LEAST_SCALE && Number(choice) <= GREATEST_SCALE ? Number(choice) : null;
	const [east, north] = params.get('ausschnitt') === 'eigen' ? [number('ost', -1e7, 1e7), number('nord', -1e7, 1e7)] : [null, null];
	const paper = params.get('papier') ?? 'A3';
	const colours = params.get('farben') ?? '';
	const legend = params.get('legende') ?? 'daneben';
	return {
		options: {
			paper: Object.hasOwn(PAPERS, paper) ? (paper as Paper) : 'A3',
			landscape: params.get('format') !== 'hoch',
			scale: own ?? listed,
			centre: east !== null && north !== null ? [east, north] : null,
			angle: number('drehung', -360, 360) ?? 0,
			variant: Object.hasOwn(COLOURS, colours) ? COLOURS[colours]! : VARIANTS[0],
			base: params.get('karte') !== 'nein',
			scans: params.get('scan') !== 'nein',
			legend: (LEGENDS as readonly string[]).includes(legend) ? (legend as LegendPlace) : 'daneben'
		},
		problems
	};
}

/** The same as an address, without what is usual; two equal choices give equal addresses. */
export function writeOptions(options: PrintOptions): URLSearchParams {
	const params = new URLSearchParams();
	params.set('papier', options.paper);
	params.set('format', options.landscape ? 'quer' : 'hoch');
	params.set('massstab', options.scale === null ? 'passend' : String(options.scale));
	if (options.centre) {
		params.set('ausschnitt', 'eigen');
		params.set('ost', options.centre[0].toFixed(2));
		params.set('nord', options.centre[1].toFixed(2));
	}
	if (options.angle !== 0) params.set('drehung', String(options.angle));
	params.set('farben', colourName(options.variant));
	params.set('karte', options.base ? 'ja' : 'nein');
	if (!options.scans) params.set('scan', 'nein');
	params.set('legende', options.legend);
	return params;
}
