/** PlanZV 1 to 3: kind of building use, Baulinie, Baugrenze, roof and height. */
import type { Hatch, Sign } from '../types.ts';
import type { Ink } from '../palette.ts';
import { DETAIL_FP, Z, filled, greyHatch, hatch, line, marks, outline, overlay, point, stroke } from './build.ts';

const living: Hatch = greyHatch('lines', 12, 0.8, { angle: 45 });
const mixed: Hatch = greyHatch('lines', 10, 0.9, { angle: 90 });
const industry: Hatch = greyHatch('cross', 12, 0.8);
const special: Hatch = greyHatch('dots', 9, 2);

/** Kinds of building use: key, title, number, ink, grey hatch. Keys are the abbreviations in lower case. */
const KINDS: [key: string, title: string, planzv: string, ink: Ink, hatches: Hatch[]][] = [
	['w', 'Wohnbaufläche (W)', '1.1', 'w', [living]],
	['ws', 'Kleinsiedlungsgebiet (WS)', '1.1.1', 'ws', [greyHatch('lines', 20, 0.8, { angle: 45 })]],
	['wr', 'Reines Wohngebiet (WR)', '1.1.2', 'wr', [greyHatch('lines', 16, 0.8, { angle: 45 })]],
	['wa', 'Allgemeines Wohngebiet (WA)', '1.1.3', 'wa', [living]],
	['wb', 'Besonderes Wohngebiet (WB)', '1.1.4', 'wb', [greyHatch('lines', 8, 0.8, { angle: 45 })]],
	['m', 'Gemischte Baufläche (M)', '1.2', 'm', [mixed]],
	['md', 'Dorfgebiet (MD)', '1.2', 'md', [greyHatch('lines', 16, 0.9, { angle: 90 })]],
	['mdw', 'Dörfliches Wohngebiet (MDW)', '1.2', 'mdw', [greyHatch('lines', 20, 0.9, { angle: 90 })]],
	['mi', 'Mischgebiet (MI)', '1.2', 'mi', [mixed]],
	['mu', 'Urbanes Gebiet (MU)', '1.2', 'mu', [greyHatch('lines', 8, 0.9, { angle: 90 })]],
	['mk', 'Kerngebiet (MK)', '1.2', 'mk', [greyHatch('lines', 6, 0.9, { angle: 90 })]],
	['g', 'Gewerbliche Baufläche (G)', '1.3', 'g', [industry]],
	['ge', 'Gewerbegebiet (GE)', '1.3.1', 'ge', [greyHatch('cross', 14, 0.8)]],
	['gi', 'Industriegebiet (GI)', '1.3.2', 'gi', [greyHatch('cross', 9, 0.9)]],
	['s', 'Sonderbaufläche (S)', '1.4', 's', [special]],
	['so-erholung', 'Sondergebiet, das der Erholung dient (SO)', '1.4.1', 'soErholung', [greyHatch('dots', 12, 2)]],
	['so', 'Sonstiges Sondergebiet (SO)', '1.4.2', 'so', [special]],
	['bauflaeche', 'Sonstige Baufläche oder sonstiges Baugebiet', '1', 'bauflaeche', [greyHatch('lines', 14, 0.8, { angle: 135 })]]
];

export const BUILDING: Sign[] = [
	...KINDS.map(([key, title, planzv, ink, hatches]) => filled(`bp-${key}`, title, ink, { planzv, hatches })),
	...KINDS.map(([key, title, planzv, ink, hatches]) =>
		filled(`fp-${key}`, title, ink, { planzv, hatches, family: 'FP', strokes: [outline('linie', 1)], maxScaleDenominator: DETAIL_FP })
	),
	filled('bp-wohngebaeude', 'Fläche für Wohngebäude (Wohnraumversorgung)', 'wa', {
		hatches: [hatch('lines', 'linie', 14, 0.6, { angle: 135 })]
	}),
	overlay('bp-ueberbaubar', 'Überbaubare Grundstücksfläche', {
		planzv: '3.5',
		strokes: [outline()],
		fill: 'weiss',
		fillOpacity: 0.28,
		hatches: [greyHatch('lines', 20, 0.4, { angle: 135 })],
		zIndex: Z.overlay
	}),
	overlay('bp-nicht-ueberbaubar', 'Nicht überbaubare Grundstücksfläche', { strokes: [stroke('baugrenze', 0.3, { dash: [2, 2] })] }),
	// The dashes of the Anlage in full colour on a pale line of the same colour, so that the line does not break on dark areas
	line(
		'bp-baulinie',
		'Baulinie',
		[
			stroke('weiss', 1, { minPx: 3, opacity: 0.75 }),
			stroke('baulinie', 0.8, { minPx: 2, opacity: 0.4 }),
			stroke('baulinie', 0.8, { minPx: 2, dash: [4, 1, 0.8, 1, 0.8, 1] })
		],
		{ planzv: '3.4', zIndex: Z.boundary }
	),
	line(
		'bp-baugrenze',
		'Baugrenze',
		[
			stroke('weiss', 1, { minPx: 3, opacity: 0.75 }),
			stroke('baugrenze', 0.8, { minPx: 2, opacity: 0.4 }),
			stroke('baugrenze', 0.8, { minPx: 2, dash: [4, 1, 4, 1, 0.8, 1] })
		],
		{ planzv: '3.5', zIndex: Z.boundary }
	),
	line('bp-abweichung-baugrenze', 'Abweichung von der Baugrenze', [stroke('baugrenze', 0.5, { dash: [1, 1] })], { zIndex: Z.boundary }),
	overlay('bp-abweichung-ueberbaubar', 'Abweichung von der überbaubaren Grundstücksfläche', {
		strokes: [stroke('baugrenze', 0.5, { dash: [1, 1] })]
	}),
	overlay('bp-bauweise', 'Besondere Bauweise (Durchgang, Arkade, Auskragung)', {
		planzv: '3',
		strokes: [stroke('linie', 0.3)],
		hatches: [hatch('cross', 'linie', 12, 0.5)]
	}),
	overlay('bp-gebaeude', 'Gebäude', { strokes: [stroke('linie', 0.4)], hatches: [hatch('lines', 'linie', 6, 0.5, { angle: 45 })] }),
	line('bp-firstrichtung', 'Firstrichtung', [stroke('linie', 0.4)], { edges: [marks('arrow', 'linie', 2, 0)], zIndex: Z.line }),
	line('bp-gebaeudestellung', 'Stellung der Gebäude', [stroke('linie', 0.8, { minPx: 1.5 })], { zIndex: Z.line }),
	point('bp-hoehe', 'Höhe baulicher Anlagen (Höhenmaß)', 'hoehe', { planzv: '2.8', symbolSize: 12, lineStrokes: [stroke('linie', 0.3)] }),
	line('bp-masslinie', 'Abstandsmaß', [stroke('linie', 0.2)], { edges: [marks('arrow', 'linie', 1.2, 0)], maxScaleDenominator: 2_000 }),
	overlay('bp-abstandsflaeche', 'Abstandsfläche', { strokes: [stroke('linie', 0.4, { dash: [2, 1] })] })
];
