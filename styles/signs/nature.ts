/** PlanZV 13 and 14: nature and landscape, planting, heritage. */
import type { Sign } from '../types.ts';
import { Z, band, hatch, marks, outline, overlay, point, sign, stroke } from './build.ts';

const edge = outline();

/** Trees and shrubs: as points, as rows (lines) and as areas with circles inside the edge. */
const planting = (id: string, title: string, planzv: string, symbol: string, filled: boolean): Sign =>
	sign(id, title, {
		planzv,
		symbol,
		symbolSize: 20,
		strokes: [edge],
		lineStrokes: [stroke('baum', 1, { minPx: 1.5 })],
		edges: [marks('circle', 'natur', 1.8, 4, { filled, offset: 0.4 })],
		zIndex: Z.band
	});

export const NATURE: Sign[] = [
	...(['bp', 'fp'] as const).flatMap((prefix): Sign[] => {
		const fp = prefix === 'fp';
		const family = fp ? 'FP' : 'BP';
		const k = fp ? 2.5 : 1;
		const line = outline('linie', fp ? 1 : 0.2);
		return [
			overlay(`${prefix}-spe`, 'Maßnahmen zum Schutz, zur Pflege und zur Entwicklung von Natur und Landschaft', {
				family,
				planzv: '13.1',
				strokes: [band('natur', 3 * k, 0.75), line],
				lineStrokes: [stroke('natur', 2 * k, { minPx: 2, always: true })],
				edges: [marks('tee', 'linie', 2.4 * k, 9 * k)],
				symbol: 'natur',
				zIndex: Z.band
			}),
			overlay(`${prefix}-ausgleich`, 'Ausgleichsfläche oder Ausgleichsmaßnahme', {
				family,
				planzv: '13.1',
				strokes: [band('natur', 3 * k, 0.75), line],
				lineStrokes: [stroke('natur', 2 * k, { minPx: 2, dash: [6 * k, 2 * k], always: true })],
				edges: [marks('tick', 'linie', 3 * k, 8 * k)],
				symbol: 'natur',
				zIndex: Z.band
			}),
			overlay(`${prefix}-naturschutz`, 'Schutzgebiet oder Schutzobjekt des Naturschutzrechts', {
				family,
				planzv: '13.3',
				strokes: [stroke('natur', 1 * k, { minPx: 2, offset: 1 * k, always: true, dash: [6 * k, 2 * k] }), line],
				lineStrokes: [stroke('natur', 1.5 * k, { minPx: 2, dash: [6 * k, 2 * k], always: true })],
				edges: [marks('triangle', 'natur', 2 * k, 14 * k, { filled: true, offset: 2 * k })],
				symbol: 'natur',
				zIndex: Z.band
			})
		];
	}),
	planting('bp-pflanzen-baum', 'Anpflanzen: Bäume', '13.2.1', 'baumPflanzen', false),
	planting('bp-pflanzen-strauch', 'Anpflanzen: Sträucher, Hecken und sonstige Bepflanzung', '13.2.1', 'strauchPflanzen', false),
	planting('bp-erhalten-baum', 'Erhaltung: Bäume', '13.2.2', 'baumErhalten', true),
	planting('bp-erhalten-strauch', 'Erhaltung: Sträucher, Hecken und sonstige Bepflanzung', '13.2.2', 'strauchErhalten', true),
	planting(
		'bp-pflanzen-erhalten',
		'Anpflanzen und Erhalten von Bäumen, Sträuchern und sonstiger Bepflanzung',
		'13.2',
		'strauchErhalten',
		true
	),
	overlay('bp-eingriff', 'Eingriffsbereich', { strokes: [stroke('natur', 0.5, { dash: [2, 2] })] }),
	overlay('bp-begruenung', 'Dach- oder Fassadenbegrünung', {
		planzv: '13.2',
		strokes: [edge],
		lineStrokes: [stroke('baum', 1, { minPx: 1.5, dash: [2, 1] })],
		hatches: [hatch('rings', 'natur', 16, 1)],
		symbol: 'strauchPflanzen'
	}),
	overlay('bp-erhaltungsbereich', 'Erhaltungsbereich', {
		planzv: '14.1',
		strokes: [band('erhaltung', 2, 0.7), edge],
		edges: [marks('tick', 'linie', 2, 7)],
		lineStrokes: [stroke('erhaltung', 1.6, { minPx: 2, always: true })],
		zIndex: Z.band
	}),
	overlay('bp-denkmal-ensemble', 'Gesamtanlage, die dem Denkmalschutz unterliegt', {
		planzv: '14.2',
		strokes: [stroke('erhaltung', 1.2, { minPx: 2, offset: 0.6, always: true, dash: [3, 1] }), edge],
		lineStrokes: [stroke('erhaltung', 1.6, { minPx: 2, always: true })],
		symbol: 'denkmalEnsemble',
		zIndex: Z.band
	}),
	point('bp-denkmal-einzel', 'Einzelanlage, die dem Denkmalschutz unterliegt', 'denkmalEinzel', {
		planzv: '14.3',
		strokes: [stroke('erhaltung', 0.8, { minPx: 1.5, offset: 0.4, always: true }), edge],
		lineStrokes: [stroke('erhaltung', 1.6, { minPx: 2, always: true })]
	}),
	overlay('bp-bodendenkmal', 'Bodendenkmal, Grabungsschutzgebiet', {
		planzv: '14',
		strokes: [stroke('erhaltung', 1, { minPx: 1.5, offset: 0.5, always: true, dash: [1, 1.5] }), edge],
		lineStrokes: [stroke('erhaltung', 1, { minPx: 1.5, dash: [1, 1.5], always: true })],
		symbol: 'denkmalEnsemble',
		zIndex: Z.band
	})
];
