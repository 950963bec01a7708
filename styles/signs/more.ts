/**
 * Signs of what the PlanZV does not name but plans contain: kinds of nature reserves, landscape plans, other law, generic objects.
 * They follow the grammar of the Anlage: a band or marks inside the edge say whose law it is, a symbol says what it is.
 */
import type { Hatch, Sign } from '../types.ts';
import type { Ink } from '../palette.ts';
import { DETAIL_REGION, Z, band, filled, hatch, line, marks, outline, overlay, point, sign, stroke } from './build.ts';

/** PlanZV 13.3: the kind of reserve stands in a disc. Key, title, symbol. */
export const RESERVES: [key: string, title: string, symbol: string][] = [
	['', 'Schutzgebiet oder Schutzobjekt des Naturschutzrechts', 'natur'],
	['-naturschutzgebiet', 'Naturschutzgebiet', 'buchstabeN'],
	['-nationalpark', 'Nationalpark, Nationales Naturmonument', 'buchstabeNP'],
	['-biosphaere', 'Biosphärenreservat', 'buchstabeBR'],
	['-landschaftsschutz', 'Landschaftsschutzgebiet', 'buchstabeL'],
	['-naturpark', 'Naturpark', 'buchstabeNpk'],
	['-naturdenkmal', 'Naturdenkmal', 'buchstabeND'],
	['-landschaftsteil', 'Geschützter Landschaftsbestandteil', 'buchstabeLB'],
	['-biotop', 'Gesetzlich geschütztes Biotop', 'buchstabeB'],
	['-natura2000', 'Natura-2000-Gebiet (FFH-Gebiet, Vogelschutzgebiet)', 'buchstabeFFH']
];

const reserve = (prefix: 'bp' | 'fp' | 'lp', [key, title, symbol]: (typeof RESERVES)[number]): Sign => {
	const k = prefix === 'bp' ? 1 : 2.5;
	return overlay(`${prefix}-naturschutz${key}`, title, {
		family: prefix === 'bp' ? 'BP' : prefix === 'fp' ? 'FP' : 'LP',
		planzv: '13.3',
		strokes: [
			stroke('natur', 1 * k, { minPx: 2, offset: 1 * k, always: true, dash: [6 * k, 2 * k] }),
			outline('linie', prefix === 'bp' ? 0.2 : 1)
		],
		lineStrokes: [stroke('natur', 1.5 * k, { minPx: 2, dash: [6 * k, 2 * k], always: true })],
		edges: [marks('triangle', 'natur', 2 * k, 14 * k, { filled: true, offset: 2 * k })],
		symbol,
		symbolInside: key !== '',
		zIndex: Z.band,
		...(prefix === 'lp' ? { maxScaleDenominator: 50_000 } : {})
	});
};

/** Themes of landscape plans: key, title, how the area is marked. */
const lp = (key: string, title: string, options: Partial<Omit<Sign, 'id' | 'title' | 'fill'>>): Sign =>
	overlay(`lp-${key}`, title, { family: 'LP', maxScaleDenominator: 50_000, zIndex: Z.band, ...options });
const lpEdge = outline('landschaft', 1);
const lpHatch = (ink: Ink, angle: Hatch['angle'], spacing = 14): Hatch => hatch('lines', ink, spacing, 1, { angle: angle ?? 45 });

const LANDSCAPE: Sign[] = [
	lp('massnahme', 'Maßnahmen des Naturschutzes und der Landschaftspflege', {
		strokes: [band('natur', 7.5, 0.7), lpEdge],
		lineStrokes: [stroke('natur', 5, { minPx: 2, always: true })],
		edges: [marks('tee', 'linie', 6, 24)],
		symbol: 'natur'
	}),
	lp('biotopverbund', 'Biotopverbund, Biotopvernetzung', {
		hatches: [lpHatch('natur', 45)],
		strokes: [stroke('natur', 3, { minPx: 2, dash: [12, 6], always: true })]
	}),
	lp('eingriffsregelung', 'Eingriffsregelung, Ausgleich', {
		strokes: [band('natur', 7.5, 0.55), lpEdge],
		lineStrokes: [stroke('natur', 5, { minPx: 2, dash: [15, 5], always: true })],
		edges: [marks('tick', 'linie', 7.5, 20)]
	}),
	lp('anpflanzung', 'Anpflanzung, Bindung und Erhaltung (Landschaftsplan)', {
		strokes: [lpEdge],
		lineStrokes: [stroke('baum', 3, { minPx: 2, always: true })],
		edges: [marks('circle', 'natur', 5, 12, { filled: true, offset: 1 })],
		symbol: 'baumPflanzen'
	}),
	lp('nutzungsregelung', 'Regelung oder Ausschluss von Nutzungen (Landschaftsplan)', {
		hatches: [hatch('cross', 'landschaft', 18, 0.8)],
		strokes: [stroke('landschaft', 2, { minPx: 1.5, dash: [8, 4], always: true })]
	}),
	lp('erholung', 'Erholung und Freizeit (Landschaftsplan)', {
		hatches: [lpHatch('wald', 135, 20)],
		strokes: [stroke('landschaft', 2, { minPx: 1.5, always: true })],
		symbol: 'freizeit'
	}),
	lp('landschaftsbild', 'Landschaftsbild', {
		hatches: [lpHatch('landschaft', 0, 20)],
		strokes: [stroke('landschaft', 2, { minPx: 1.5, dash: [3, 3], always: true })]
	}),
	lp('wasser', 'Gewässer, Wasserrecht (Landschaftsplan)', {
		hatches: [hatch('waves', 'wasserDunkel', 26, 0.9)],
		strokes: [band('wasserDunkel', 7.5, 0.6), lpEdge],
		lineStrokes: [stroke('wasserDunkel', 5, { minPx: 2, always: true })]
	}),
	lp('text', 'Fläche mit textlicher Festsetzung (Landschaftsplan)', {
		strokes: [stroke('hinweis', 2, { minPx: 1.2, dash: [12, 6] })],
		symbol: 'text',
		symbolSize: 14
	}),
	lp('planung', 'Vertiefung, Zwischennutzung (Landschaftsplan)', {
		strokes: [stroke('landschaft', 3, { minPx: 2, dash: [4, 4], always: true })],
		symbol: 'quadrat',
		symbolSize: 10
	}),
	lp('fachrecht', 'Festsetzung nach anderem Recht (Landschaftsplan)', {
		strokes: [stroke('recht', 3, { minPx: 2, dash: [16, 4, 4, 4], always: true })],
		symbol: 'raute',
		symbolSize: 12
	}),
	lp('generisch', 'Weiterer Inhalt des Landschaftsplans', {
		strokes: [stroke('landschaft', 3, { minPx: 1.6, dash: [16, 6], always: true })],
		symbol: 'quadrat',
		symbolSize: 10
	}),
	filled('lp-gruenflaeche', 'Grünfläche (Landschaftsplan)', 'gruen', { family: 'LP', fillOpacity: 0.7, strokes: [lpEdge] }),
	filled('lp-wald', 'Wald (Landschaftsplan)', 'wald', { family: 'LP', fillOpacity: 0.7, strokes: [lpEdge] }),
	line('lp-abgrenzung', 'Abgrenzung (Landschaftsplan)', [stroke('landschaft', 3, { minPx: 1.6, dash: [12, 4, 3, 4], always: true })], {
		family: 'LP'
	})
];

const boundary = [stroke('weiss', 1.6, { minPx: 3 }), stroke('linie', 0.6, { minPx: 1.6, dash: [6, 1.5, 0.6, 1.5] })];

const OTHER_LAW: Sign[] = [
	...(
		[
			['bodenordnung', 'Umlegung, Bodenordnung', [10, 2], 'punkt'],
			['sanierung', 'Sanierungs-, Entwicklungs- oder Stadtumbaugebiet', [5, 2, 1, 2], 'quadrat'],
			['gebiet', 'Gebiet nach besonderem Städtebaurecht oder anderer Satzung', [7, 3], 'raute']
		] as const
	).map(([key, title, dash, symbol]) =>
		overlay(`so-${key}`, title, {
			family: 'SO',
			strokes: [stroke('recht', 1.6, { minPx: 2.2, offset: 0.8, dash: [...dash], always: true }), outline()],
			symbol,
			symbolSize: 10,
			zIndex: Z.band,
			maxScaleDenominator: 25_000
		})
	),
	line('so-grenze', 'Verwaltungsgrenze', boundary, {
		family: 'SO',
		edges: [marks('cross', 'linie', 1.6, 14, { offset: -0.8 })],
		maxScaleDenominator: 50_000,
		zIndex: Z.boundary
	}),
	overlay('so-gelaende', 'Geländeform (Terrassenkante, Rinne, Mäander)', {
		family: 'SO',
		strokes: [stroke('recht', 0.4, { minPx: 1 })],
		lineStrokes: [stroke('recht', 0.5, { minPx: 1.4, always: true })],
		edges: [marks('tick', 'recht', 1.8, 2.5)],
		zIndex: Z.line,
		maxScaleDenominator: 25_000
	}),
	overlay('so-luftverkehr-zone', 'Schutz- oder Beschränkungsbereich des Luftverkehrs', {
		family: 'SO',
		strokes: [stroke('luft', 2.4, { minPx: 2.6, offset: 1.2, always: true }), stroke('linie', 0.4, { minPx: 1, dash: [6, 2] })],
		lineStrokes: [stroke('linie', 0.5, { minPx: 1.2, dash: [6, 2], always: true })],
		symbol: 'luft',
		zIndex: Z.band,
		maxScaleDenominator: 25_000
	}),
	overlay('so-baubeschraenkung', 'Baubeschränkung nach anderem Recht', {
		family: 'SO',
		strokes: [stroke('recht', 0.6, { minPx: 1.4, dash: [4, 2], always: true })],
		edges: [marks('tick', 'recht', 1.6, 4)],
		zIndex: Z.band
	}),
	overlay('so-sonstiges-recht', 'Festlegung oder Schutzgebiet nach sonstigem Recht', {
		family: 'SO',
		strokes: [stroke('recht', 1, { minPx: 1.8, offset: 0.5, dash: [3, 1.5], always: true }), outline()],
		lineStrokes: [stroke('recht', 1, { minPx: 1.8, dash: [3, 1.5], always: true })],
		symbol: 'raute',
		symbolSize: 12,
		zIndex: Z.band
	}),
	point('so-festpunkt', 'Festpunkt', 'festpunkt', { family: 'SO', symbolSize: 12 })
];

const PLANS = { bp: ['BP', 'Bebauungsplans'], fp: ['FP', 'Flächennutzungsplans'], rp: ['RP', 'Raumordnungsplans'] } as const;
const GENERIC: Sign[] = (['bp', 'fp', 'rp'] as const).flatMap((prefix): Sign[] => {
	const k = { bp: 1, fp: 4, rp: 40 }[prefix];
	const [family, plan] = PLANS[prefix];
	return [
		overlay(`${prefix}-generisch`, `Weiterer Inhalt des ${plan} (Planzeichen eigener Art)`, {
			family,
			strokes: [stroke('hinweis', 0.6 * k, { minPx: 1.4, dash: [6 * k, 1.5 * k], always: true })],
			hatches: [hatch('lines', 'hinweis', 32, 0.5, { angle: 135 })],
			lineStrokes: [stroke('hinweis', 0.8 * k, { minPx: 1.8, dash: [6 * k, 1.5 * k], always: true })],
			symbol: 'quadrat',
			symbolSize: 10,
			...(prefix === 'rp' ? { maxScaleDenominator: DETAIL_REGION } : {})
		})
	];
});

export const MORE: Sign[] = [
	...RESERVES.filter(([key]) => key !== '').flatMap((entry) => [reserve('bp', entry), reserve('fp', entry)]),
	...RESERVES.map((entry) => reserve('lp', entry)),
	...LANDSCAPE,
	...OTHER_LAW,
	...GENERIC,
	...(['bp', 'fp'] as const).map((prefix) =>
		overlay(`${prefix}-klimaschutz`, 'Klimaschutz, Anpassung an den Klimawandel', {
			family: prefix === 'bp' ? 'BP' : 'FP',
			planzv: '13',
			strokes: [stroke('natur', prefix === 'bp' ? 0.8 : 3, { minPx: 1.8, dash: prefix === 'bp' ? [5, 2] : [20, 8], always: true })],
			hatches: [hatch('lines', 'natur', 32, 0.6, { angle: 90 })],
			symbol: 'natur'
		})
	),
	sign('fp-privilegiert', 'Privilegiertes Vorhaben im Außenbereich', {
		family: 'FP',
		strokes: [stroke('so', 3, { minPx: 2, always: true }), outline('linie', 1)],
		lineStrokes: [stroke('so', 4, { minPx: 2, always: true })],
		symbol: 'raute',
		symbolSize: 14,
		zIndex: Z.band
	}),
	overlay('fp-ohne-abwasser', 'Baufläche ohne zentrale Abwasserbeseitigung', {
		family: 'FP',
		planzv: '7',
		strokes: [stroke('linie', 2, { minPx: 1.6, dash: [16, 6, 4, 6], always: true })],
		symbol: 'abwasser',
		zIndex: Z.band
	}),
	line('fp-weg', 'Wander-, Rad- oder Fußweg', [stroke('linie', 2.4, { minPx: 1.6, dash: [10, 6], always: true })], {
		family: 'FP',
		planzv: '5.3'
	}),
	// BP_SpezielleBauweise by its kind
	overlay('bp-auskragung', 'Auskragung', {
		planzv: '3',
		strokes: [stroke('linie', 0.3)],
		hatches: [hatch('lines', 'linie', 8, 0.5, { angle: 45 })]
	}),
	overlay('bp-arkade', 'Arkade', { planzv: '3', strokes: [stroke('linie', 0.3)], hatches: [hatch('dots', 'linie', 8, 1.6)] }),
	// PlanZV 15.5: narrow strips, where boxes would not fit
	overlay('bp-wegerecht-schmal', 'Mit Geh-, Fahr- und Leitungsrechten zu belastende schmale Fläche', {
		planzv: '15.5',
		strokes: [outline(), stroke('linie', 0.3, { offset: 0.7, dash: [5, 2] })],
		lineStrokes: [stroke('linie', 0.3, { dash: [5, 2] })],
		zIndex: Z.band
	}),
	line('bp-abgrenzung-sonstige', 'Sonstige Abgrenzung', [stroke('linie', 0.8, { minPx: 1.4, dash: [5, 1] })], {
		planzv: '15.14',
		zIndex: Z.boundary
	})
];
