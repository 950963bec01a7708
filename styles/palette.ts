/**
 * Every colour of the map, in three variants. The PlanZV gives names of colours, no values; `colour` is our reading of the names,
 * light enough for black text. `grey` separates by lightness (the catalogue adds hatches), `cvd` avoids red against green.
 */
import type { Variant } from './types.ts';

export type InkValues = Readonly<Record<Variant, string>>;

const ink = (colour: string, grey: string, cvd: string): InkValues => ({ colour, grey, cvd });

export const PALETTE = {
	// 1.1 Wohnbauflächen: Rot mittel
	w: ink('#f4c0b1', '#f2f2f2', '#f8bfa6'),
	ws: ink('#fbddd4', '#fafafa', '#fcdccd'),
	wr: ink('#f8cfc3', '#f6f6f6', '#facdb9'),
	wa: ink('#f4bcac', '#eeeeee', '#f6b496'),
	wb: ink('#eba898', '#e8e8e8', '#ec9c7c'),
	// 1.2 Gemischte Bauflächen: Braun mittel
	m: ink('#d9c181', '#d8d8d8', '#cbb48c'),
	md: ink('#e3ce93', '#dedede', '#d8c6a4'),
	mdw: ink('#ead9aa', '#e3e3e3', '#e2d5bb'),
	mi: ink('#d8bf7c', '#d3d3d3', '#c6ae84'),
	mu: ink('#ccad62', '#cccccc', '#b79c6d'),
	mk: ink('#bf9a4a', '#c5c5c5', '#a88b58'),
	// 1.3 Gewerbliche Bauflächen: Grau mittel
	g: ink('#b1b6b1', '#b4b4b4', '#b0b5bb'),
	ge: ink('#b9beb9', '#bcbcbc', '#b8bdc4'),
	gi: ink('#979d99', '#a0a0a0', '#949ba3'),
	// 1.4 Sonderbauflächen: Orange mittel
	s: ink('#fab431', '#d6d6d6', '#eda61b'),
	soErholung: ink('#fdc860', '#dcdcdc', '#f3bc55'),
	so: ink('#f9a91c', '#cdcdcd', '#e69f00'),
	bauflaeche: ink('#efe6dd', '#ebebeb', '#ece6e0'),
	// 3 Bauweise, Baulinien, Baugrenzen
	ueberbaubar: ink('#ffffff', '#ffffff', '#ffffff'),
	baulinie: ink('#c8321f', '#1a1a1a', '#b84a00'),
	baugrenze: ink('#14699a', '#404040', '#0065a3'),
	// 4 Gemeinbedarf, Sport- und Spielanlagen: Karminrot mittel
	gemeinbedarf: ink('#f3a5cf', '#c8c8c8', '#d99abd'),
	sport: ink('#f7c3df', '#dadada', '#e8bfd6'),
	// 5, 6 Verkehr: Goldocker, Violett, Straßenbegrenzungslinie Permanentgrün hell
	strasse: ink('#fbe04a', '#f7f7f7', '#f0e442'),
	strassenlinie: ink('#2c8f24', '#555555', '#00795a'),
	bahn: ink('#d19bd6', '#aeaeae', '#b9a0d8'),
	luft: ink('#e3c6ea', '#c3c3c3', '#cfc1e4'),
	// 7, 8 Ver- und Entsorgung: Gelb hell
	versorgung: ink('#f6f67f', '#efefef', '#f7f3a1'),
	// 9 Grünflächen: Grün mittel
	gruen: ink('#93e29b', '#d0d0d0', '#86d1b8'),
	// 10 Wasser: Blau mittel, Blau dunkel
	wasser: ink('#bfe2ee', '#e1e1e1', '#a6d8f5'),
	wasserDunkel: ink('#2273a8', '#4a4a4a', '#0072b2'),
	// 12 Landwirtschaft: Gelbgrün, Wald: Blaugrün
	landwirtschaft: ink('#c9f2a5', '#e9e9e9', '#e3ecb0'),
	wald: ink('#55bcad', '#b0b0b0', '#3fa78f'),
	// 13 Natur und Landschaft: Grün dunkel
	natur: ink('#15803a', '#3d3d3d', '#007a5a'),
	baum: ink('#4fae45', '#8c8c8c', '#2fa37f'),
	// 14 Stadterhaltung und Denkmalschutz
	erhaltung: ink('#b8184f', '#2e2e2e', '#a83f74'),
	// 15 Sonstige Planzeichen
	nebenanlage: ink('#c8321f', '#333333', '#b84a00'),
	kennzeichnung: ink('#6b6b6b', '#5e5e5e', '#666b73'),
	geltungsbereich: ink('#5b605b', '#4d4d4d', '#565c64'),
	// Raumordnung, Landschaftsplanung, sonstiges Recht, Präsentationsobjekte
	raumordnung: ink('#8a5a9e', '#6a6a6a', '#7a63a8'),
	landschaft: ink('#3d7a34', '#585858', '#1f7a68'),
	recht: ink('#7a5230', '#636363', '#7d5a2c'),
	hinweis: ink('#4d4d4d', '#4d4d4d', '#4d4d4d'),
	// Grundtöne
	linie: ink('#1a1a1a', '#1a1a1a', '#1a1a1a'),
	weiss: ink('#ffffff', '#ffffff', '#ffffff'),
	schrift: ink('#141414', '#141414', '#141414'),
	// Auswahl und Tastaturfokus: dunkler Kern auf hellem Saum, auf jeder Fläche sichtbar
	auswahl: ink('#08278f', '#000000', '#08278f'),
	fokus: ink('#000000', '#000000', '#000000'),
	saum: ink('#ffffff', '#ffffff', '#ffffff')
} as const satisfies Record<string, InkValues>;

export type Ink = keyof typeof PALETTE;

/** The colour of an ink as `#rrggbb`. An unknown ink is a mistake in the catalogue and throws. */
export function colourOf(name: string, variant: Variant): string {
	const values = Object.hasOwn(PALETTE, name) ? (PALETTE as Record<string, InkValues>)[name] : undefined;
	if (!values) throw new Error(`Unknown ink "${name}"`);
	return values[variant];
}

/** `#rrggbb` and an opacity 0…1 as `rgba(r,g,b,a)`. */
export function withOpacity(hex: string, opacity: number): string {
	const n = Number.parseInt(hex.slice(1), 16);
	return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${opacity})`;
}

/** Relative luminance 0…1 as WCAG 2.2 defines it. */
export function luminance(hex: string): number {
	const n = Number.parseInt(hex.slice(1), 16);
	const part = (byte: number): number => {
		const c = byte / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	};
	return 0.2126 * part(n >> 16) + 0.7152 * part((n >> 8) & 255) + 0.0722 * part(n & 255);
}

/** Contrast ratio 1…21 of two colours as WCAG 2.2 defines it. */
export function contrast(a: string, b: string): number {
	const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}
