/** PlanZV 5 and 6: traffic. */
import type { Sign } from '../types.ts';
import { DETAIL_FP, Z, filled, greyHatch, hatch, line, marks, outline, overlay, point, stroke } from './build.ts';

/** Goldocker with white diagonal stripes; in grey the stripes are dark, white on light grey would vanish. */
const stripes = [hatch('lines', 'weiss', 12, 4, { angle: 45, only: ['colour', 'cvd'] }), greyHatch('lines', 8, 1, { angle: 45 })];
/** An object that is a line: a road drawn with its edges. */
const road = (width: number) => [
	stroke('linie', width + 1, { minPx: 3, always: true }),
	stroke('strasse', width, { minPx: 2, always: true })
];
const path = (width: number) => [
	stroke('linie', width + 0.6, { minPx: 2.5 }),
	stroke('strasse', width, { minPx: 1.5 }),
	stroke('weiss', width, { minPx: 1.5, dash: [3, 3] })
];

export const TRAFFIC: Sign[] = [
	filled('bp-strasse', 'Straßenverkehrsfläche', 'strasse', { planzv: '6.1', lineStrokes: road(4) }),
	filled('bp-verkehr-besonders', 'Verkehrsfläche besonderer Zweckbestimmung', 'strasse', {
		planzv: '6.3',
		hatches: stripes,
		lineStrokes: path(2)
	}),
	...(
		[
			['parken', 'Verkehrsfläche: Parkplatz, ruhender Verkehr', 'parken'],
			['fussgaenger', 'Verkehrsfläche: Fußgängerbereich, Gehweg, Platz', 'fussgaenger'],
			['rad', 'Verkehrsfläche: Radweg, Rad- und Gehweg', 'rad'],
			['beruhigt', 'Verkehrsfläche: Verkehrsberuhigter Bereich', 'beruhigt'],
			['wirtschaftsweg', 'Verkehrsfläche: Wirtschaftsweg, landwirtschaftlicher Verkehr', 'wirtschaftsweg'],
			['laden', 'Verkehrsfläche: Ladestation, Car- und Bikesharing', 'strom'],
			['bus', 'Verkehrsfläche: Busbahnhof', 'bus']
		] as const
	).map(([key, title, symbol]) =>
		filled(`bp-verkehr-${key}`, title, 'strasse', { planzv: '6.3', hatches: stripes, symbol, lineStrokes: path(2) })
	),
	filled('bp-verkehr-gruen', 'Verkehrsfläche: Verkehrsgrün', 'gruen', {
		planzv: '6.3',
		hatches: stripes,
		symbol: 'gras',
		lineStrokes: path(2)
	}),
	line(
		'bp-strassenlinie',
		'Straßenbegrenzungslinie',
		[stroke('strassenlinie', 0.8, { minPx: 1.8 }), stroke('linie', 0.25, { minPx: 0.6 })],
		{
			planzv: '6.2',
			zIndex: Z.boundary
		}
	),
	point('bp-einfahrt', 'Einfahrt oder Ausfahrt', 'einfahrt', {
		planzv: '6.4',
		lineStrokes: [stroke('linie', 0.3, { dash: [2, 1] })],
		symbolSize: 14
	}),
	line('bp-einfahrtsbereich', 'Einfahrtsbereich', [stroke('linie', 0.4, { dash: [3, 1.5] })], {
		planzv: '6.4',
		edges: [marks('triangle', 'linie', 1.6, 6, { filled: true })]
	}),
	line('bp-ohne-einfahrt', 'Bereich ohne Ein- und Ausfahrt', [stroke('linie', 0.3)], {
		planzv: '6.4',
		edges: [marks('tick', 'linie', 1.6, 2.5), marks('circle', 'linie', 0.8, 5, { offset: 1.6 })]
	}),
	overlay('bp-strassenkoerper', 'Aufschüttung, Abgrabung oder Stützmauer für den Straßenkörper', {
		planzv: '15.9',
		strokes: [stroke('linie', 0.3)],
		edges: [marks('tick', 'linie', 2, 3)]
	}),
	overlay('bp-sichtflaeche', 'Sichtfläche', {
		strokes: [stroke('linie', 0.3, { dash: [4, 1, 1, 1] })],
		hatches: [hatch('lines', 'linie', 18, 0.4, { angle: 0 })]
	}),
	filled('bp-bahn', 'Bahnanlage', 'bahn', {
		planzv: '5.2',
		hatches: [greyHatch('lines', 10, 1.2, { angle: 0 })],
		lineStrokes: [stroke('linie', 3, { minPx: 3, always: true }), stroke('bahn', 2, { minPx: 1.6, dash: [6, 6], always: true })]
	}),
	filled('bp-luftverkehr', 'Fläche für den Luftverkehr', 'luft', {
		planzv: '5.3',
		symbol: 'luft',
		hatches: [greyHatch('lines', 16, 1, { angle: 0 })]
	}),
	filled('fp-strasse', 'Straßenverkehr', 'strasse', { planzv: '5.1', family: 'FP', strokes: [outline('linie', 1)], lineStrokes: road(10) }),
	filled('fp-autobahn', 'Autobahn oder autobahnähnliche Straße', 'strasse', {
		planzv: '5.1',
		family: 'FP',
		strokes: [outline('linie', 1.5)],
		lineStrokes: [...road(20), stroke('linie', 1.5, { always: true })],
		maxScaleDenominator: DETAIL_FP * 4
	}),
	filled('fp-hauptverkehrsstrasse', 'Hauptverkehrsstraße', 'strasse', {
		planzv: '5.1',
		family: 'FP',
		strokes: [outline('linie', 1)],
		lineStrokes: road(14)
	}),
	filled('fp-verkehr-besonders', 'Verkehrsfläche oder Verkehrsweg besonderer Art', 'strasse', {
		planzv: '5.1',
		family: 'FP',
		hatches: stripes,
		strokes: [outline('linie', 1)],
		lineStrokes: [stroke('linie', 3, { dash: [12, 8], minPx: 1.2 })]
	}),
	filled('fp-parken', 'Ruhender Verkehr, Parkplatz', 'strasse', {
		planzv: '5.1',
		family: 'FP',
		hatches: stripes,
		symbol: 'parken',
		strokes: [outline('linie', 1)],
		lineStrokes: road(10)
	})
];
