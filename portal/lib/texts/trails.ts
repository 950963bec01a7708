import type { Carrier, EquipmentKind, FindingCode, SignKind, SignLine } from '../../../importers/trails/model.ts';
import type { DamageKind, Fix, Material, OrderState } from '../forms/trails.ts';
import type { Aspect, ThingKind } from '../server/trails/difference.ts';
import { formatDay, formatShortMoment } from './dates.ts';

/** Words of the trade, shared by staff's, wardens' and citizens' pages. */
export const signKindTexts: Record<SignKind, string> = {
	zielwegweiser: 'Zielwegweiser',
	vorwegweiser: 'Vorwegweiser',
	richtungspfeil: 'Richtungspfeil',
	markierung: 'Markierungszeichen',
	standortschild: 'Standortschild',
	routenlogo: 'Routenlogo',
	infotafel: 'Infotafel',
	rettungspunkt: 'Rettungspunkt',
	sperrschild: 'Sperrschild'
};
export const carrierTexts: Record<Carrier, string> = {
	'pfosten-holz': 'Holzpfosten',
	'pfosten-metall': 'Metallpfosten',
	mast: 'Mast',
	baum: 'Baum',
	wand: 'Wand',
	fels: 'Fels',
	unbekannt: 'unbekannt'
};
export const equipmentTexts: Record<EquipmentKind, string> = {
	bank: 'Bank',
	tisch: 'Tisch',
	huette: 'Schutzhütte',
	bruecke: 'Brücke oder Steg',
	gelaender: 'Geländer',
	treppe: 'Treppe',
	drehkreuz: 'Drehkreuz',
	sonstiges: 'Sonstiges'
};
export const damageTexts: Record<DamageKind, string> = {
	fehlt: 'fehlt',
	beschaedigt: 'beschädigt oder zerbrochen',
	verblasst: 'verblasst, nicht lesbar',
	verwachsen: 'verwachsen, verdeckt',
	verdreht: 'verdreht, zeigt falsch',
	lose: 'lose oder schief',
	'falscher-inhalt': 'Ziel, Entfernung oder Route falsch',
	verschmutzt: 'verschmutzt oder beklebt',
	vandalismus: 'mutwillig zerstört',
	pfosten: 'umgefallen, morsch oder nicht standsicher',
	markierung: 'Markierung fehlt, ist falsch oder doppelt',
	unpassierbar: 'Weg nicht begehbar (Baum, Rutschung, Wasser, Brücke)',
	sperrung: 'Sperrung ohne Umleitung',
	gefahr: 'Gefahrenstelle',
	muell: 'Müll',
	ausstattung: 'defekt'
};
export const fixTexts: Record<Fix, string> = {
	gereinigt: 'gereinigt',
	freigeschnitten: 'freigeschnitten',
	festgezogen: 'festgezogen',
	nachmarkiert: 'nachmarkiert',
	sonstiges: 'anders behoben'
};
export const materialTexts: Record<Material, string> = {
	schild: 'Schild',
	pfosten: 'Pfosten',
	markierung: 'Markierungszeichen',
	schrauben: 'Schrauben, Schellen',
	farbe: 'Farbe, Schablone',
	sonstiges: 'Sonstiges'
};
export const orderStateTexts: Record<OrderState, string> = { bestellt: 'Bestellt', geliefert: 'Geliefert', montiert: 'Montiert', storniert: 'Storniert' };

const decimal = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
export const kilometres = (metres: number): string => `${decimal.format(metres / 1000)} km`;
export const lineText = ({ text, km, minutes }: SignLine): string =>
	[text, km === null ? '' : `${decimal.format(km)} km`, minutes === null ? '' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`].filter(Boolean).join(' ');
const WINDS = ['Nord', 'Nordost', 'Ost', 'Südost', 'Süd', 'Südwest', 'West', 'Nordwest'];
/** „Südost (130°)“ */
export const azimuthText = (azimuth: number): string => `${WINDS[Math.round(azimuth / 45) % 8]} (${azimuth}°)`;
export const signTitle = (sign: { kind: SignKind; lines: SignLine[]; azimuth?: number | null }): string =>
	[signKindTexts[sign.kind], sign.lines.map(lineText).join(', '), typeof sign.azimuth === 'number' ? `nach ${azimuthText(sign.azimuth)}` : ''].filter(Boolean).join(': ').replace(/: nach/, ', nach');
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Title and text of the report that a damage becomes. */
export const describeTarget = (kind: 'sign' | 'post' | 'section' | 'equipment', label: string): string =>
	({ sign: `Schild am Standort ${label}`, post: `Standort ${label}`, section: `Weg ${label}`, equipment: label })[kind];
export function describeDamage(damage: { kind: string; label: string; sign: { kind: SignKind; lines: SignLine[] } | null; kinds: readonly DamageKind[]; note: string }): string {
	const what = damage.sign ? `${signTitle(damage.sign)}: ` : '';
	return [`${what}${damage.kinds.map((kind) => damageTexts[kind]).join('; ')}.`, damage.note].filter(Boolean).join('\n');
}

/** With what the reporter of the wardens begins; the tenant may change it. */
export const trailReporterTexts = {
	name: 'Wanderwege',
	intro: 'Fehlt ein Wegweiser, ist ein Weg nicht begehbar oder eine Bank kaputt? Sagen Sie es uns.',
	layer: 'Wegweiserstandorte',
	item: 'Wegweiserstandort',
	group: 'Wanderwege',
	categories: {
		post: { name: 'Wegweiser', description: 'Schild oder Pfosten fehlt, ist beschädigt oder zeigt falsch.', icon: 'sign', keywords: ['Schild', 'Pfosten', 'Markierung'] },
		section: { name: 'Wanderweg', description: 'Weg ist zugewachsen, versperrt oder gefährlich.', icon: 'trail', keywords: ['Baum', 'Brücke', 'Sperrung'] },
		equipment: { name: 'Bank, Hütte, Steg', description: 'Etwas am Weg ist kaputt.', icon: 'bench', keywords: ['Rastplatz', 'Geländer', 'Treppe'] }
	}
};

/** What the device is told after sending. */
export const trailHints = {
	reportedBefore: (label: string, refs: string[]) => `Zu ${label} gibt es schon eine offene Meldung: ${refs.join(', ')}.`,
	sectionsGone: (count: number) => (count === 1 ? 'Ein Abschnitt dieses Kontrollgangs gehört nicht mehr zum Netz.' : `${count} Abschnitte dieses Kontrollgangs gehören nicht mehr zum Netz.`),
	postsGone: (count: number) => (count === 1 ? 'Ein abgehakter Standort gehört nicht mehr zum Netz.' : `${count} abgehakte Standorte gehören nicht mehr zum Netz.`),
	foreignSection: (name: string, warden: string | null) => `Den Abschnitt „${name}“ betreut ${warden ?? 'noch niemand'}; Ihr Gang zählt trotzdem.`,
	walkedMeanwhile: (name: string, warden: string, at: Date) => `Den Abschnitt „${name}“ ist ${warden} inzwischen auch gegangen (${formatShortMoment(at)}).`,
	orderThingGone: 'Der Standort oder das Schild gehört nicht mehr zum Netz. Die Bestellung gilt ohne ihn weiter.'
};

export const findingTexts: Record<FindingCode, string> = {
	'geometry-missing': 'hat keine Lage',
	'geometry-unfit': 'hat eine Geometrie, die hier nicht passt',
	'position-invalid': 'hat eine unlesbare Koordinate',
	'crs-unknown': 'hat ein unbekanntes Koordinatensystem',
	'crs-missing': 'nennt kein Koordinatensystem (Spalte EPSG oder Zone vor dem Ostwert)',
	'outside-germany': 'liegt außerhalb von Deutschland und Umgebung',
	'number-missing': 'hat keine Nummer',
	'number-twice': 'hat eine Nummer, die schon vergeben ist',
	'ref-made': 'hat keine Kennung; eine wurde gebildet',
	'ref-twice': 'hat eine Kennung, die schon vorkam; eine andere wurde gebildet',
	'line-split': 'besteht aus mehreren Teilen; jeder wird ein Abschnitt',
	'route-made': 'nennt eine Route, die die Datei sonst nicht beschreibt',
	'route-empty': 'Route ohne Abschnitte',
	'route-unknown': 'Schild zeigt eine Route, die die Datei nicht beschreibt',
	'section-unknown': 'nennt einen unbekannten Abschnitt',
	'colour-unknown': 'nennt eine unbekannte Farbe',
	'colour-chosen': 'nennt keine Farbe; eine wurde gewählt',
	'carrier-unknown': 'nennt eine unbekannte Trägerart',
	'sign-kind-unknown': 'nennt eine unbekannte Schildart; Zielwegweiser angenommen',
	'sign-kind-assumed': 'nennt keine Schildart; Zielwegweiser angenommen',
	'sign-without-post': 'Schild gehört zu einem Standort, den die Datei nicht enthält',
	'azimuth-invalid': 'nennt eine unlesbare Richtung',
	'number-unreadable': 'enthält eine unlesbare Zahl',
	'post-assumed': 'sagt nicht, was es ist; Standort angenommen',
	'post-differs': 'nennt denselben Standort mit anderen Angaben; die ersten gelten',
	'text-shortened': 'enthält einen zu langen Text; er wurde gekürzt',
	'row-broken': 'hat mehr Zellen als Spalten'
};
export const placeTexts = { row: 'Zeile', feature: 'Objekt', wpt: 'Wegpunkt', trk: 'Spur' } as const;
export const severityTexts = { error: 'nicht übernommen', warning: 'Warnung', note: 'Hinweis' } as const;
export const thingTexts: Record<ThingKind, string> = { routes: 'Routen', sections: 'Abschnitte', posts: 'Standorte', equipment: 'Ausstattung' };
export const recognisedTexts: Record<ThingKind, string> = { routes: 'Route', sections: 'Abschnitt', posts: 'Standort', equipment: 'Ausstattung' };

export const aspectTexts: Record<Aspect, string> = {
	ref: 'Nummer',
	name: 'Name',
	colour: 'Farbe',
	symbol: 'Zeichen',
	order: 'Abschnitte',
	line: 'Verlauf',
	elevation: 'Höhe',
	carrier: 'Träger',
	owner: 'Eigentümer',
	point: 'Lage',
	signs: 'Schilder',
	kind: 'Art'
};

const untilText = (until: string | null) => (until ? `bis ${formatDay(until)}` : 'bis auf Weiteres');
/** „Gesperrt vom 3. Mai 2027 bis auf Weiteres: Hangrutsch“ */
export const closureText = ({ from, until, reason }: { from: string; until: string | null; reason: string }): string =>
	`Gesperrt vom ${formatDay(from)} ${untilText(until)}: ${reason}`;
