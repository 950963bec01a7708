/** PlanZV 4 and 9: facilities for the community, sport and play, green spaces. */
import type { Sign } from '../types.ts';
import { DETAIL_FP, Z, filled, greyHatch, hatch, outline, overlay, stroke } from './build.ts';
import { GREEN_USES, PUBLIC_USES } from './uses.ts';

const publicHatch = greyHatch('lines', 12, 0.9, { angle: 135 });
/** Also in the colour-blind safe variant: green is close to grey there. */
const greenHatch = hatch('rings', 'kennzeichnung', 16, 1, { only: ['grey', 'cvd'] });
const fp = { family: 'FP', maxScaleDenominator: DETAIL_FP, strokes: [outline('linie', 1)] } as const;

export const PUBLIC: Sign[] = [
	...PUBLIC_USES.flatMap(({ key, title, symbol }) => {
		const options = { planzv: '4.1', hatches: [publicHatch], ...(symbol ? { symbol } : {}) };
		return [
			filled(`bp-gemeinbedarf${key}`, title, 'gemeinbedarf', options),
			filled(`fp-gemeinbedarf${key}`, title, 'gemeinbedarf', { ...options, ...fp, strokes: [outline('linie', 1)] })
		];
	}),
	...(
		[
			['sport', 'Fläche für Sportanlagen', 'sport'],
			['spiel', 'Fläche für Spielanlagen', 'spiel'],
			['spielsport', 'Fläche für Spiel- und Sportanlagen', 'sport']
		] as const
	).flatMap(([key, title, symbol]) => {
		const options = { planzv: '4.2', hatches: [greyHatch('lines', 16, 0.9, { angle: 135 })], symbol };
		return [
			filled(`bp-${key}`, title, 'sport', options),
			filled(`fp-${key}`, title, 'sport', { ...options, ...fp, strokes: [outline('linie', 1)] })
		];
	}),
	...GREEN_USES.flatMap(({ key, title, symbol }) => {
		const options = { planzv: '9', hatches: [greenHatch], ...(symbol ? { symbol } : {}) };
		return [
			filled(`bp-gruen${key}`, title, 'gruen', options),
			filled(`fp-gruen${key}`, title, 'gruen', { ...options, ...fp, strokes: [outline('linie', 1)] })
		];
	}),
	filled('bp-kleintierhaltung', 'Fläche für die Kleintierhaltung', 'gruen', {
		hatches: [greyHatch('rings', 12, 1), greyHatch('lines', 16, 0.8, { angle: 0 })],
		symbol: 'tier'
	}),
	overlay('bp-personengruppe', 'Fläche für Personengruppen mit besonderem Wohnbedarf', {
		strokes: [stroke('erhaltung', 0.5, { dash: [3, 1.5] })]
	}),
	overlay('bp-foerderung', 'Fläche für den geförderten Wohnungsbau', { strokes: [stroke('erhaltung', 0.5, { dash: [1.5, 1.5] })] }),
	filled('bp-besonderer-nutzungszweck', 'Fläche mit besonderem Nutzungszweck', 'bauflaeche', {
		planzv: '15',
		hatches: [greyHatch('lines', 18, 0.8, { angle: 0 })]
	}),
	overlay('bp-vergnuegungsstaetten', 'Regelung zu Vergnügungsstätten', { strokes: [stroke('recht', 0.5, { dash: [3, 1] })] }),
	overlay('bp-zentraler-versorgungsbereich', 'Zentraler Versorgungsbereich', { strokes: [stroke('recht', 1, { dash: [5, 1.5] })] }),
	overlay('fp-zentraler-versorgungsbereich', 'Zentraler Versorgungsbereich', {
		family: 'FP',
		strokes: [stroke('recht', 4, { dash: [20, 6], minPx: 2 })],
		zIndex: Z.overlay
	})
];
