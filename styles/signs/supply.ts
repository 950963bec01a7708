/** PlanZV 7, 8 and 10 to 12: supply and disposal, water, earthworks, farming, woodland. */
import type { Sign } from '../types.ts';
import { DETAIL_FP, Z, band, filled, greyHatch, hatch, line, marks, outline, overlay, stroke } from './build.ts';
import { SUPPLY_USES } from './uses.ts';

const supplyHatch = greyHatch('lines', 10, 0.8, { angle: 0 });
/** Pipes and cables: PlanZV 8, a line with small squares; underground ones are dashed. */
const above = [stroke('weiss', 1, { minPx: 3 }), stroke('linie', 0.5, { minPx: 1.4 })];
const below = [stroke('weiss', 1, { minPx: 3 }), stroke('linie', 0.5, { minPx: 1.4, dash: [6, 4] })];
const cvdHatch = { only: ['grey', 'cvd'] as ('grey' | 'cvd')[] };

export const SUPPLY: Sign[] = [
	...SUPPLY_USES.flatMap(({ key, title, symbol }) => {
		const options = { planzv: '7', hatches: [supplyHatch], lineStrokes: below, ...(symbol ? { symbol } : {}) };
		return [
			filled(`bp-versorgung${key}`, title, 'versorgung', options),
			filled(`fp-versorgung${key}`, title, 'versorgung', {
				...options,
				family: 'FP',
				strokes: [outline('linie', 1)],
				lineStrokes: [stroke('linie', 2, { minPx: 1.5, dash: [24, 16] })],
				maxScaleDenominator: DETAIL_FP
			})
		];
	}),
	line('bp-leitung-oberirdisch', 'Hauptleitung, oberirdisch', above, {
		planzv: '8',
		edges: [marks('square', 'linie', 1.4, 18)],
		zIndex: Z.line
	}),
	line('bp-leitung-unterirdisch', 'Hauptleitung, unterirdisch', below, {
		planzv: '8',
		edges: [marks('square', 'linie', 1.4, 20)],
		zIndex: Z.line
	}),
	...(['bp', 'fp'] as const).flatMap((prefix): Sign[] => {
		const fp = prefix === 'fp';
		const family = fp ? 'FP' : 'BP';
		const k = fp ? 3 : 1;
		const edge = outline('linie', fp ? 1 : 0.2);
		return [
			filled(`${prefix}-gewaesser`, 'Wasserfläche', 'wasser', {
				family,
				planzv: '10.1',
				strokes: [edge],
				hatches: [hatch('waves', 'wasserDunkel', 22, 0.8)],
				lineStrokes: [stroke('wasserDunkel', 4 * k, { minPx: 2, always: true }), stroke('wasser', 2.6 * k, { minPx: 1, always: true })]
			}),
			filled(`${prefix}-hafen`, 'Wasserfläche: Hafen', 'wasser', {
				family,
				planzv: '10.1',
				strokes: [edge],
				hatches: [hatch('waves', 'wasserDunkel', 22, 0.8)],
				symbol: 'bad',
				lineStrokes: [stroke('wasserDunkel', 4 * k, { minPx: 2, always: true })]
			}),
			overlay(`${prefix}-wasserwirtschaft`, 'Fläche für Wasserwirtschaft, Hochwasserschutz, Wasserabfluss', {
				family,
				planzv: '10.2',
				strokes: [band('wasserDunkel', 3 * k), edge],
				lineStrokes: [stroke('wasserDunkel', 2 * k, { minPx: 2, always: true })],
				symbol: 'regenwasser',
				zIndex: Z.band
			}),
			overlay(`${prefix}-ueberschwemmung`, 'Überschwemmungsgebiet', {
				family,
				planzv: '10.2',
				strokes: [band('wasserDunkel', 3 * k), edge],
				hatches: [hatch('waves', 'wasserDunkel', 30, 0.9)],
				lineStrokes: [stroke('wasserDunkel', 2 * k, { minPx: 2, dash: [6 * k, 3 * k], always: true })],
				symbol: 'bad',
				zIndex: Z.band
			}),
			overlay(`${prefix}-wasserschutz`, 'Schutzgebiet für Grund- und Quellwasser, Heilquellen', {
				family,
				planzv: '10.3',
				strokes: [stroke('wasserDunkel', 1.2 * k, { minPx: 2, offset: 0.6 * k, dash: [6 * k, 2 * k], always: true }), edge],
				lineStrokes: [stroke('wasserDunkel', 1.2 * k, { minPx: 2, dash: [6 * k, 2 * k], always: true })],
				edges: [marks('circle', 'wasserDunkel', 1.6 * k, 12 * k, { filled: true, offset: 1.8 * k })],
				symbol: 'trinkwasser',
				zIndex: Z.band
			}),
			overlay(`${prefix}-aufschuettung`, 'Fläche für Aufschüttungen', {
				family,
				planzv: '11.1',
				strokes: [edge],
				edges: [marks('triangle', 'linie', 2.5 * k, 5 * k, { filled: false })],
				zIndex: Z.band
			}),
			overlay(`${prefix}-abgrabung`, 'Fläche für Abgrabungen oder die Gewinnung von Bodenschätzen', {
				family,
				planzv: '11.2',
				strokes: [edge],
				edges: [marks('triangle', 'linie', 2.5 * k, 5 * k, { filled: true })],
				zIndex: Z.band
			}),
			filled(`${prefix}-landwirtschaft`, 'Fläche für die Landwirtschaft', 'landwirtschaft', {
				family,
				planzv: '12.1',
				strokes: [edge],
				hatches: [hatch('dots', 'kennzeichnung', 18, 1.2, cvdHatch)]
			}),
			filled(`${prefix}-wald`, 'Wald', 'wald', {
				family,
				planzv: '12.2',
				strokes: [edge],
				hatches: [hatch('dots', 'linie', 9, 1.4, cvdHatch)]
			})
		];
	})
];
