import type { ProcedureStatus } from '../server/procedures/types.ts';
import type { FilterName } from '../forms/procedure-filter.ts';
import { countText } from './plans.ts';
import { formatDay } from './dates.ts';

/** Texts of the central portal: list, map, filter, archive, feeds. */
export const STATUS_TEXTS: Record<ProcedureStatus, string> = {
	announced: 'Angekündigt',
	active: 'Beteiligung läuft',
	'recently-ended': 'Kürzlich beendet',
	evaluation: 'Auswertung',
	decision: 'Beschlossen',
	'in-force': 'In Kraft',
	archived: 'Archiv'
};

/** Kinds of plan (procedures/kinds/kind.ts, KIND_GROUPS). */
export const PLAN_TYPE_TEXTS: Record<string, string> = {
	bebauungsplan: 'Bebauungsplan',
	flaechennutzungsplan: 'Flächennutzungsplan',
	satzung: 'Satzung nach §§ 34, 35 BauGB',
	andere: 'Andere Planung',
	frei: 'Sonstiges Verfahren'
};

/** Names of the filters as people see them. */
const FILTER_LABELS: Record<FilterName, string> = {
	suche: 'Suchbegriff',
	status: 'Stand',
	art: 'Verfahrensart',
	planart: 'Art der Planung',
	gemeinde: 'Gemeinde',
	thema: 'Thema',
	von: 'Von',
	bis: 'Bis',
	bbox: 'Kartenausschnitt',
	ort: 'Ort oder Adresse',
	umkreis: 'Umkreis',
	mitte: 'Mittelpunkt'
};

export const landportalTexts = {
	archiveTitle: 'Archiv der Verfahren',
	archiveLead: 'Pläne, die in Kraft sind, und Verfahren, die eingestellt oder aufgehoben wurden.',
	archiveLink: 'Archiv: in Kraft und abgeschlossen',
	inForce: 'In Kraft',
	ended: 'Eingestellt oder aufgehoben',
	backToCurrent: 'Zu den laufenden Verfahren',
	procedures: 'Verfahren',
	otherPlans: 'Pläne ohne laufendes Verfahren',
	filter: 'Filtern',
	filterCount: (count: number) => `Filtern (${count} gesetzt)`,
	apply: 'Anwenden',
	reset: 'Filter zurücksetzen',
	active: 'Gesetzte Filter',
	remove: (label: string) => `Filter entfernen: ${label}`,
	status: FILTER_LABELS.status,
	kind: FILTER_LABELS.art,
	planType: FILTER_LABELS.planart,
	tenant: FILTER_LABELS.gemeinde,
	topic: FILTER_LABELS.thema,
	period: 'Zeitraum, in dem etwas stattfindet',
	from: FILTER_LABELS.von,
	to: FILTER_LABELS.bis,
	place: FILTER_LABELS.ort,
	placeHint: 'z. B. Lindenallee 34',
	radius: FILTER_LABELS.umkreis,
	all: 'Alle',
	text: FILTER_LABELS.suche,
	view: FILTER_LABELS.bbox,
	searchHere: 'Ausschnitt auflisten',
	map: 'Karte',
	both: 'Beides',
	list: 'Liste',
	mapTitle: 'Karte der Verfahren',
	mapLabel: 'Karte aller veröffentlichten Verfahren und Pläne',
	toList: 'Zur Liste',
	toMap: 'Zur Karte',
	empty: 'Kein Verfahren passt zu Ihrer Auswahl.',
	emptyHint: 'Nehmen Sie einen Filter weg oder suchen Sie in einem größeren Umkreis.',
	none: 'Zurzeit ist kein Verfahren veröffentlicht.',
	noneHint: 'Sobald eine Gemeinde ein Verfahren veröffentlicht, steht es hier und auf der Karte.',
	placeUnknown: (place: string) => `Den Ort „${place}“ kennen wir nicht. Die Liste zeigt alle Orte; bitte prüfen Sie die Schreibweise.`,
	/** „Bis“ is also left out where it lies before „Von“. */
	filterWrong: (names: readonly FilterName[]) =>
		`Nicht berücksichtigt, weil die Angabe nicht stimmt: ${names.map((name) => (name === 'bis' ? `${FILTER_LABELS.bis} (kein Tag, oder er liegt vor „Von“)` : FILTER_LABELS[name])).join(', ')}.`,
	near: (place: string) => `Keine Treffer mit diesen Worten. In der Umgebung von ${place}:`,
	feeds: 'Auf dem Laufenden bleiben',
	atom: 'Diese Auswahl als Newsfeed (Atom)',
	calendar: 'Fristen dieser Auswahl als Kalender (iCalendar)',
	alert: 'Per E-Mail benachrichtigen lassen',
	takePart: 'Jetzt mitmachen',
	clusterHint: (count: number) => `${count.toLocaleString('de-DE')} Verfahren. Zum Vergrößern anklicken.`,
	nothingHere: 'Hier ist kein Verfahren.',
	chosen: 'Gewählte Verfahren',
	more: (count: number) => `und ${count} weitere; bitte vergrößern Sie die Karte`,
	close: 'Schließen',
	planWithout: 'Plan ohne Verfahren',
	sort: 'Reihenfolge',
	wrong: (names: string) => `Nicht lesbar und deshalb weggelassen: ${names}.`
};

export const resultText = (count: number): string => (count === 0 ? 'Keine Verfahren' : countText(count, 'Verfahren', 'Verfahren'));
export const placelessText = (count: number): string => `${countText(count, 'Verfahren hat', 'Verfahren haben')} noch keinen Ort und steht nur in der Liste.`.replace('haben noch keinen Ort und steht', 'haben noch keinen Ort und stehen');
export const radiusText = (metres: number): string => (metres < 1000 ? `${metres} m` : `${(metres / 1000).toLocaleString('de-DE')} km`);
export const aroundText = (place: string, metres: number): string => `${radiusText(metres)} um ${place}`;

/** § 4a (3) S. 2 BauGB. */
const CHANGES_ONLY = ', nur zu den geänderten Teilen';

/** What the status means for the reader, with its dates. */
export function statusSentence(status: ProcedureStatus, step: { title: string; startsOn: string | null; endsOn: string | null; changesOnly: boolean } | null): string {
	if (!step) return '';
	const limit = step.changesOnly ? CHANGES_ONLY : '';
	const first = step.startsOn ? formatDay(step.startsOn) : '';
	const last = step.endsOn ? formatDay(step.endsOn) : '';
	if (status === 'active' && last) return `${step.title}: bis einschließlich ${last}${limit}`;
	if (status === 'announced' && first) return `${step.title}: ${last ? `${first} bis ${last}` : `am ${first}`}${limit}`;
	if (status === 'recently-ended' && last) return `${step.title}: beendet am ${last}`;
	return first ? `${step.title}: ${last ? `${first} bis ${last}` : first}` : step.title;
}

export const feedTexts = {
	title: (tenant: string) => `Planungsverfahren – ${tenant}`,
	subtitle: 'Was veröffentlicht, geändert oder entschieden wurde',
	calendar: (tenant: string) => `Beteiligungen – ${tenant}`,
	event: (title: string) => `Beteiligung: ${title}`,
	eventText: (step: string, last: string, tenant: string, url: string, changesOnly: boolean) =>
		`${step} (${tenant}). Bis einschließlich ${formatDay(last)} können Sie sich äußern${changesOnly ? CHANGES_ONLY : ''}: ${url}`
};
