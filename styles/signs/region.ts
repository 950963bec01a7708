/** Regional plans: no ordinance fixes their signs, so themes reuse the colours of the PlanZV; Vorrang is full, Vorbehalt is hatched. */
import type { Sign, StrokeSpec } from '../types.ts';
import type { Ink } from '../palette.ts';
import { Z, greyHatch, hatch, line, marks, overlay, point, sign, stroke } from './build.ts';

/** Themes: key, title, ink, symbol. */
const THEMES: [key: string, title: string, ink: Ink, symbol: string][] = [
	['siedlung', 'Raumordnung: Siedlung', 'w', 'raute'],
	['gewerbe', 'Raumordnung: Gewerbe, Industrie, Einzelhandel', 'g', 'raute'],
	['freiraum', 'Raumordnung: Freiraum, Natur und Landschaft', 'gruen', 'natur'],
	['erholung', 'Raumordnung: Erholung, Sport, Tourismus', 'sport', 'freizeit'],
	['wald', 'Raumordnung: Wald', 'wald', 'raute'],
	['landwirtschaft', 'Raumordnung: Landwirtschaft', 'landwirtschaft', 'raute'],
	['wasser', 'Raumordnung: Gewässer, Wasserwirtschaft, Hochwasserschutz', 'wasser', 'bad'],
	['trinkwasser', 'Raumordnung: Trinkwassergewinnung', 'wasser', 'trinkwasser'],
	['verkehr', 'Raumordnung: Verkehr', 'strasse', 'raute'],
	['versorgung', 'Raumordnung: Energie, Versorgung, Infrastruktur', 'versorgung', 'strom'],
	['wind', 'Raumordnung: Windenergie, erneuerbare Energien', 'versorgung', 'erneuerbar'],
	['rohstoff', 'Raumordnung: Rohstoffe', 'm', 'ablagerung'],
	['grenze', 'Raumordnung: Grenze, Achse, Gliederung', 'weiss', 'raute']
];

const HATCHES: Record<string, [kind: 'lines' | 'cross' | 'dots' | 'waves' | 'rings', spacing: number, angle?: 0 | 45 | 90 | 135]> = {
	siedlung: ['lines', 12, 45],
	gewerbe: ['cross', 12],
	freiraum: ['rings', 16],
	erholung: ['lines', 14, 135],
	wald: ['dots', 9],
	landwirtschaft: ['dots', 18],
	wasser: ['waves', 22],
	trinkwasser: ['waves', 32],
	verkehr: ['lines', 20, 0],
	versorgung: ['lines', 10, 0],
	wind: ['lines', 10, 90],
	rohstoff: ['cross', 20],
	grenze: ['lines', 24, 90]
};

const inks: Partial<Record<string, Ink>> = { wasser: 'wasserDunkel', trinkwasser: 'wasserDunkel', freiraum: 'natur', wald: 'natur' };
const edge = stroke('raumordnung', 10, { minPx: 1, always: true });
const lineStrokes = (ink: Ink): StrokeSpec[] => [
	stroke('raumordnung', 50, { minPx: 3.5, always: true }),
	stroke(ink, 30, { minPx: 2, always: true })
];
const route = (id: string, title: string, strokes: StrokeSpec[], more: Partial<Sign> = {}): Sign =>
	line(id, title, strokes, { family: 'RP', symbolSize: 12, ...more });

export const REGION: Sign[] = [
	...THEMES.flatMap(([key, title, ink, symbol]): Sign[] => {
		const [kind, spacing, angle] = HATCHES[key]!;
		const hatchInk = inks[key] ?? 'raumordnung';
		const shared = { family: 'RP' as const, strokes: [edge], lineStrokes: lineStrokes(ink), symbol, symbolSize: 14 };
		return [
			sign(`rp-${key}`, title, {
				...shared,
				fill: ink,
				fillOpacity: 0.75,
				hatches: [greyHatch(kind, spacing, kind === 'dots' ? 1.6 : 0.9, angle === undefined ? {} : { angle })]
			}),
			sign(`rp-${key}-vorbehalt`, `${title} (Vorbehaltsgebiet)`, {
				...shared,
				fill: ink,
				fillOpacity: 0.25,
				hatches: [hatch(kind, hatchInk, spacing, kind === 'dots' ? 1.8 : 1, angle === undefined ? {} : { angle })],
				strokes: [stroke('raumordnung', 10, { minPx: 1, dash: [60, 30], always: true })]
			})
		];
	}),
	route('rp-strasse', 'Raumordnung: Straße', [
		stroke('linie', 60, { minPx: 3.6, always: true }),
		stroke('strasse', 40, { minPx: 2.2, always: true })
	]),
	route('rp-autobahn', 'Raumordnung: Autobahn', [
		stroke('linie', 90, { minPx: 5, always: true }),
		stroke('strasse', 70, { minPx: 3.6, always: true }),
		stroke('linie', 8, { minPx: 0.8, always: true })
	]),
	route('rp-schiene', 'Raumordnung: Schienenverkehr', [
		stroke('linie', 60, { minPx: 3.4, always: true }),
		stroke('weiss', 40, { minPx: 2, dash: [250, 250], always: true })
	]),
	route('rp-weg', 'Raumordnung: Rad-, Wander- oder Reitweg', [stroke('natur', 30, { minPx: 2, dash: [120, 80], always: true })]),
	route('rp-wasserstrasse', 'Raumordnung: Schifffahrt, Wasserstraße', [
		stroke('wasserDunkel', 50, { minPx: 2.6, dash: [300, 100], always: true })
	]),
	route('rp-leitung', 'Raumordnung: Leitung, Trasse', [stroke('linie', 20, { minPx: 1.4, always: true })], {
		edges: [marks('square', 'linie', 60, 800, { offset: -30 })]
	}),
	overlay('rp-luftverkehr', 'Raumordnung: Luftverkehr, Lärmschutz', {
		family: 'RP',
		strokes: [stroke('luft', 80, { minPx: 4, offset: 40, always: true }), edge],
		lineStrokes: [stroke('linie', 20, { minPx: 1.4, dash: [150, 60], always: true })],
		symbol: 'luft',
		symbolSize: 16
	}),
	overlay('rp-sperrgebiet', 'Raumordnung: Sperrgebiet, militärische Nutzung', {
		family: 'RP',
		strokes: [stroke('linie', 20, { minPx: 1.6, always: true })],
		hatches: [hatch('cross', 'linie', 24, 0.6)]
	}),
	overlay('rp-kulturlandschaft', 'Raumordnung: Kulturlandschaft, Kulturgut', {
		family: 'RP',
		strokes: [stroke('erhaltung', 40, { minPx: 2.6, offset: 20, dash: [200, 80], always: true })],
		lineStrokes: [stroke('erhaltung', 40, { minPx: 2, always: true })],
		symbol: 'denkmalEnsemble'
	}),
	overlay('rp-bodenschutz', 'Raumordnung: Boden- und Klimaschutz', {
		family: 'RP',
		strokes: [stroke('recht', 20, { minPx: 1.6, dash: [100, 50], always: true })],
		hatches: [hatch('dots', 'recht', 16, 1.8)]
	}),
	route('rp-achse', 'Raumordnung: Entwicklungsachse', [
		stroke('raumordnung', 200, { minPx: 5, opacity: 0.6, dash: [900, 300], always: true })
	]),
	route(
		'rp-grenzlinie',
		'Raumordnung: Grenze',
		[stroke('weiss', 60, { minPx: 3.6, always: true }), stroke('linie', 30, { minPx: 1.8, dash: [250, 80, 40, 80], always: true })],
		{ zIndex: Z.boundary }
	),
	...(
		[
			['oberzentrum', 'Raumordnung: Oberzentrum', 'zentrumOber', 24],
			['mittelzentrum', 'Raumordnung: Mittelzentrum', 'zentrumMittel', 21],
			['grundzentrum', 'Raumordnung: Grund- oder Kleinzentrum', 'zentrumGrund', 18]
		] as const
	).map(([key, title, symbol, symbolSize]) =>
		point(`rp-${key}`, title, symbol, { family: 'RP', symbolSize, strokes: [edge], lineStrokes: [edge], maxScaleDenominator: 1_000_000 })
	)
];
