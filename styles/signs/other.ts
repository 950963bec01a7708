/** PlanZV 15: other signs, boundaries, hints. */
import type { Sign } from '../types.ts';
import { DETAIL_FP, DETAIL_REGION, Z, band, hatch, line, marks, outline, overlay, sign, stroke } from './build.ts';

const edge = outline();
const scope = (k: number) => [
	stroke('geltungsbereich', 3 * k, { minPx: 3, offset: -1.5 * k, opacity: 0.85, dash: [9 * k, 2.5 * k], always: true }),
	outline('linie', 0.2 * k)
];

/** Kennzeichnungen by XP_ZweckbestimmungKennzeichnung. */
const marking = (id: string, title: string, planzv: string | undefined, more: Partial<Omit<Sign, 'id' | 'title' | 'fill'>>): Sign =>
	overlay(id, title, { ...(planzv ? { planzv } : {}), symbol: 'achtung', zIndex: Z.band, ...more });

export const OTHER: Sign[] = [
	overlay('bp-nebenanlagen', 'Nebenanlagen, Stellplätze, Garagen', {
		planzv: '15.3',
		strokes: [stroke('nebenanlage', 0.8, { minPx: 1.6, offset: 0.4, dash: [2, 1.2] })]
	}),
	overlay('bp-stellplaetze', 'Stellplätze (St)', {
		planzv: '15.3',
		strokes: [stroke('nebenanlage', 0.8, { minPx: 1.6, offset: 0.4, dash: [2, 1.2] })],
		symbol: 'parken'
	}),
	overlay('bp-garagen', 'Garagen (Ga), Carports, Tiefgaragen', {
		planzv: '15.3',
		strokes: [stroke('nebenanlage', 0.8, { minPx: 1.6, offset: 0.4, dash: [2, 1.2] })],
		hatches: [hatch('lines', 'nebenanlage', 14, 0.5, { angle: 45 })]
	}),
	overlay('bp-nebenanlagen-ausschluss', 'Ausschluss von Nebenanlagen, Stellplätzen oder Garagen', {
		planzv: '15.3',
		strokes: [stroke('nebenanlage', 0.5, { offset: 0.3, dash: [1, 1] })],
		hatches: [hatch('cross', 'nebenanlage', 22, 0.5)]
	}),
	overlay('bp-gemeinschaftsanlagen', 'Gemeinschaftsanlagen', {
		planzv: '15.3',
		strokes: [stroke('nebenanlage', 0.8, { minPx: 1.6, offset: 0.4, dash: [4, 1.2] })],
		symbol: 'sozial'
	}),
	overlay('bp-gemeinschaftsanlagen-zuordnung', 'Zuordnung von Gemeinschaftsanlagen', {
		strokes: [stroke('nebenanlage', 0.4, { dash: [4, 2] })],
		symbol: 'sozial'
	}),
	overlay('bp-wegerecht', 'Mit Geh-, Fahr- und Leitungsrechten zu belastende Fläche', {
		planzv: '15.5',
		strokes: [edge],
		lineStrokes: [stroke('linie', 0.3)],
		edges: [marks('square', 'linie', 1.4, 3, { offset: 0.3 })],
		symbolSize: 12,
		zIndex: Z.band
	}),
	overlay('bp-immissionsschutz', 'Vorkehrungen gegen schädliche Umwelteinwirkungen (Immissionsschutz)', {
		planzv: '15.6',
		strokes: [edge],
		lineStrokes: [stroke('linie', 0.5, { minPx: 1.4 })],
		edges: [marks('triangle', 'linie', 2, 4.5, { filled: true })],
		symbol: 'laerm',
		zIndex: Z.band
	}),
	overlay('bp-laermkontingent', 'Lärmkontingent', {
		strokes: [stroke('linie', 0.4, { dash: [3, 1, 1, 1] })],
		symbol: 'laerm',
		zIndex: Z.band
	}),
	line('bp-richtungssektor', 'Grenze eines Richtungssektors (Lärmkontingent)', [stroke('linie', 0.4, { dash: [5, 1, 1, 1] })]),
	overlay('bp-technische-massnahmen', 'Technische Maßnahmen (Luftreinhaltung, erneuerbare Energien)', {
		strokes: [stroke('linie', 0.4, { dash: [4, 1] })],
		edges: [marks('tick', 'linie', 1.5, 5)],
		zIndex: Z.band
	}),
	overlay('bp-freihalten', 'Von der Bebauung freizuhaltende Fläche', {
		planzv: '15.8',
		strokes: [edge],
		edges: [marks('zigzag', 'linie', 1.6, 1.6)],
		lineStrokes: [stroke('linie', 0.4, { dash: [2, 1] })],
		zIndex: Z.band
	}),
	marking('bp-kennzeichnung-altlast', 'Kennzeichnung: Boden mit umweltgefährdenden Stoffen belastet', '15.12', {
		strokes: [edge],
		edges: [marks('cross', 'linie', 1.8, 4, { offset: 0.6 })]
	}),
	marking('bp-kennzeichnung-vorkehrung', 'Kennzeichnung: besondere bauliche Vorkehrungen erforderlich', '15.11', {
		strokes: [stroke('kennzeichnung', 2, { minPx: 2, offset: 1, dash: [4, 2], always: true }), edge]
	}),
	marking('bp-kennzeichnung-bergbau', 'Kennzeichnung: Bergbau oder Abbau von Mineralien', '15.11', {
		strokes: [stroke('kennzeichnung', 1.4, { minPx: 2, offset: 0.7, dash: [2, 2], always: true }), edge],
		edges: [marks('cross', 'linie', 1.4, 12, { offset: 2 })]
	}),
	marking('bp-kennzeichnung-laerm', 'Kennzeichnung: erhebliche Lärmbelastung', undefined, {
		strokes: [edge],
		edges: [marks('triangle', 'kennzeichnung', 2, 6, { filled: true })],
		symbol: 'laerm'
	}),
	marking('bp-kennzeichnung', 'Kennzeichnung', '15', {
		strokes: [stroke('kennzeichnung', 1, { minPx: 1.5, offset: 0.5, dash: [3, 1.5], always: true }), edge]
	}),
	marking('bp-vorhabengebiet', 'Vorhabengebiet, Bodenordnung', undefined, {
		strokes: [band('kennzeichnung', 2, 0.35), edge],
		symbol: 'punkt',
		symbolSize: 8
	}),
	line('bp-nutzungsgrenze', 'Abgrenzung unterschiedlicher Nutzung (Perlschnur)', [stroke('linie', 0.3)], {
		planzv: '15.14',
		edges: [marks('circle', 'linie', 1.2, 4, { filled: true, offset: -0.6 })],
		zIndex: Z.boundary
	}),
	overlay('bp-textfestsetzung', 'Fläche mit textlicher Festsetzung', {
		strokes: [stroke('hinweis', 0.4, { dash: [3, 1.5] })],
		symbol: 'text',
		symbolSize: 14
	}),
	overlay('fp-textdarstellung', 'Fläche mit textlicher Darstellung', {
		family: 'FP',
		strokes: [stroke('hinweis', 1.5, { dash: [12, 6] })],
		symbol: 'text',
		symbolSize: 14
	}),
	overlay('bp-veraenderungssperre', 'Veränderungssperre', { strokes: [stroke('erhaltung', 1, { minPx: 1.6, dash: [5, 2] })] }),
	sign('bp-ohne-festsetzung', 'Fläche ohne Festsetzung', {
		fill: 'weiss',
		fillOpacity: 0.5,
		strokes: [stroke('linie', 0.2, { dash: [2, 2] })]
	}),
	sign('fp-ohne-darstellung', 'Fläche ohne Darstellung', {
		family: 'FP',
		fill: 'weiss',
		fillOpacity: 0.5,
		strokes: [stroke('linie', 1, { dash: [8, 8] })]
	}),
	overlay('bp-hinweis', 'Unverbindliche Vormerkung, Hinweis', {
		strokes: [stroke('hinweis', 0.4, { dash: [1, 1.5] })],
		symbol: 'punkt',
		symbolSize: 8
	}),
	overlay('bp-landesrecht', 'Festsetzung nach Landesrecht', {
		strokes: [stroke('recht', 0.5, { dash: [6, 1.5] })],
		symbol: 'raute',
		symbolSize: 10
	}),
	sign('bp-geltungsbereich', 'Grenze des räumlichen Geltungsbereichs', { planzv: '15.13', strokes: scope(1), zIndex: Z.scope }),
	sign('fp-geltungsbereich', 'Grenze des räumlichen Geltungsbereichs (Flächennutzungsplan)', {
		family: 'FP',
		planzv: '15.13',
		strokes: scope(4),
		zIndex: Z.scope,
		maxScaleDenominator: DETAIL_FP
	}),
	...(['RP', 'LP', 'SO'] as const).map((family) =>
		sign(
			`${family.toLowerCase()}-geltungsbereich`,
			`Grenze des Plangebiets (${{ RP: 'Raumordnungsplan', LP: 'Landschaftsplan', SO: 'sonstiger Plan' }[family]})`,
			{
				family,
				strokes: scope(family === 'SO' ? 1 : 20),
				zIndex: Z.scope,
				maxScaleDenominator: family === 'SO' ? DETAIL_FP : DETAIL_REGION
			}
		)
	)
];
