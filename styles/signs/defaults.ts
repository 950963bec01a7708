/** Readable signs of last resort, for classes nobody has thought of, and presentation objects. */
import type { Family, GeometryKind, Sign } from '../types.ts';
import type { Ink } from '../palette.ts';
import { DETAIL_FP, Z, line, outline, sign, stroke } from './build.ts';

const FAMILIES: [Family, string, Ink, number, string][] = [
	['BP', 'Sonstiger Inhalt des Bebauungsplans', 'hinweis', 1, 'punkt'],
	['FP', 'Sonstiger Inhalt des Flächennutzungsplans', 'hinweis', 3, 'quadrat'],
	['RP', 'Inhalt des Raumordnungsplans', 'raumordnung', 20, 'raute'],
	['LP', 'Inhalt des Landschaftsplans', 'landschaft', 4, 'quadrat'],
	['SO', 'Festlegung nach sonstigem Recht', 'recht', 1.5, 'raute'],
	['XP', 'Sonstiges Objekt', 'hinweis', 1, 'punkt']
];

const KINDS: Record<GeometryKind, string> = { area: 'flaeche', line: 'linie', point: 'punkt' };

/** Id of the default sign of a family and a kind of geometry. */
export const defaultId = (family: Family, geometry: GeometryKind): string => `${family.toLowerCase()}-${KINDS[geometry]}`;

export const DEFAULTS: Sign[] = [
	...FAMILIES.flatMap(([family, title, ink, k, symbol]): Sign[] => {
		const dashes = { dash: [4 * k, 1.5 * k], minPx: 1.5, always: true };
		return [
			sign(defaultId(family, 'area'), `${title} (Fläche)`, {
				family,
				fill: ink,
				fillOpacity: 0.12,
				strokes: [stroke(ink, 0.8 * k, dashes)],
				zIndex: Z.overlay
			}),
			line(defaultId(family, 'line'), `${title} (Linie)`, [stroke('weiss', 1.4 * k, { minPx: 3 }), stroke(ink, 0.8 * k, dashes)], {
				family
			}),
			sign(defaultId(family, 'point'), `${title} (Punkt)`, { family, symbol, symbolSize: 12, zIndex: Z.point, strokes: [outline(ink)] })
		];
	}),
	sign('xp-text', 'Beschriftung im Plan', { family: 'XP', zIndex: Z.presentation }),
	// What a symbol shows is not in the document; a small dot tells where it stands, and only near, there are thousands.
	sign('xp-symbol', 'Symbol im Plan', { family: 'XP', symbol: 'punkt', symbolSize: 5, zIndex: Z.presentation, maxScaleDenominator: 1_000 }),
	line('xp-hinweislinie', 'Hilfslinie im Plan', [stroke('hinweis', 0.2, { minPx: 0.8 })], { family: 'XP', zIndex: Z.presentation }),
	sign('xp-hinweisflaeche', 'Hilfsfläche im Plan', {
		family: 'XP',
		strokes: [stroke('hinweis', 0.2, { minPx: 0.8, dash: [2, 1] })],
		zIndex: Z.presentation
	}),
	sign('xp-rasterbild', 'Rasterbild des Plans', {
		family: 'XP',
		strokes: [stroke('hinweis', 0.4, { dash: [4, 4] })],
		zIndex: Z.perimeter,
		maxScaleDenominator: DETAIL_FP
	})
];
