import type { AttributeChange, ChangeKind, DifferenceSummary, GeometryChange, Subject } from '../../../gis/plans/difference/types.ts';

/** Texts of the difference between two versions of a plan. */

const whole = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
const three = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 3 });

export const squareMetres = (value: number): string => `${(value >= 100 ? whole : one).format(value)} m²`;
/** Small shifts matter: below a metre in millimetres. */
export const metres = (value: number): string => `${(value >= 100 ? whole : value >= 1 ? one : three).format(value)} m`;

export const KIND_NAMES: Record<ChangeKind, string> = { added: 'hinzugekommen', removed: 'entfallen', changed: 'geändert' };
export const KIND_MARKS: Record<ChangeKind, string> = { added: '+', removed: '−', changed: '≠' };
export const SUBJECT_NAMES: Record<Subject, string> = {
	plan: 'Angaben zum Plan',
	bereich: 'Bereiche',
	object: 'Objekte',
	text: 'Texte',
	document: 'Unterlagen'
};

export const differenceTexts = {
	title: 'Was hat sich geändert?',
	lead: 'Zwei Fassungen dieses Plans im Vergleich: auf der Karte, als Liste und Wort für Wort.',
	linkShort: 'Was hat sich geändert?',
	choose: 'Fassungen wählen',
	from: 'Frühere Fassung',
	to: 'Spätere Fassung',
	compare: 'Vergleichen',
	swap: 'Fassungen tauschen',
	single: 'Von diesem Plan gibt es erst eine Fassung.',
	singleHint: 'Sobald eine zweite veröffentlicht ist, steht hier, was sich geändert hat.',
	sameVersion: 'Bitte wählen Sie zwei verschiedene Fassungen.',
	waiting: 'Der Vergleich wird gerade berechnet.',
	waitingHint: 'Das dauert bei großen Plänen bis zu einer Minute. Die Seite zeigt das Ergebnis, sobald es fertig ist.',
	reload: 'Seite neu laden',
	progress: 'Fortschritt',
	stages: { '': 'Wartet', objects: 'Objekte werden zugeordnet', properties: 'Angaben werden verglichen', area: 'Geänderte Fläche wird bestimmt' } as Record<string, string>,
	failed: 'Der Vergleich ist nicht gelungen.',
	failedHint: 'Bitte versuchen Sie es in zehn Minuten noch einmal.',
	nothing: 'Zwischen diesen Fassungen hat sich nichts geändert.',
	summary: 'Auf einen Blick',
	chartLabel: 'Anteile je Gruppe',
	area: 'Geänderte Fläche',
	areaHint: 'Flächen mit geänderten Angaben zählen ganz, verschobene nur mit dem Unterschied; Linien und Punkte mit 2 m ringsum.',
	map: 'Karte',
	mapLabel: (plan: string) => `Karte der Änderungen: ${plan}`,
	mapInstructions: 'Mit den Pfeiltasten verschieben, mit Plus und Minus vergrößern, mit der Eingabetaste die Änderung in der Mitte auswählen.',
	legend: 'Anzeigen',
	background: 'Plan darunter',
	backgrounds: { after: 'Spätere Fassung', before: 'Frühere Fassung', none: 'Ohne Plan' },
	outline: { before: 'früherer Umriss', after: 'neuer Umriss' },
	selectHint: 'Wählen Sie eine Änderung auf der Karte oder in der Liste. Hier steht dann, was vorher galt und was jetzt gilt.',
	nothingHere: 'An dieser Stelle hat sich nichts geändert.',
	nearby: (count: number) => `${count} Änderungen an dieser Stelle`,
	selected: (title: string) => `Ausgewählt: ${title}`,
	loadFailed: 'Die Änderungen konnten nicht geladen werden. Die Liste unter der Karte ist vollständig.',
	close: 'Auswahl schließen',
	list: 'Alle Änderungen',
	filterLabel: 'Änderungen filtern',
	kind: 'Art der Änderung',
	subject: 'Was',
	class: 'Art des Objekts',
	text: 'Suchen',
	all: 'Alle',
	apply: 'Filtern',
	reset: 'Alle Änderungen zeigen',
	empty: 'Keine Änderung passt zum Filter.',
	emptyHint: 'Wählen Sie einen anderen Filter oder zeigen Sie alle Änderungen.',
	showOnMap: 'Auf der Karte zeigen',
	property: 'Angabe',
	before: 'Vorher',
	after: 'Jetzt',
	none: '–',
	wording: 'Wortlaut',
	removedWords: 'gestrichen:',
	addedWords: 'eingefügt:',
	reordered: 'andere Reihenfolge',
	details: 'Angaben',
	objectBefore: 'Objekt in der früheren Fassung',
	objectAfter: 'Objekt in der späteren Fassung',
	matchedByPlace: 'Das Objekt hat in beiden Fassungen verschiedene Kennungen (gml:id); zugeordnet wurde es nach Art und Lage.',
	place: 'Lage',
	export: 'Herunterladen',
	pdf: 'Bericht (PDF)',
	geojson: 'Geodaten (GeoJSON)',
	method: 'Wie verglichen wird',
	methodText: (tolerance: number, srid: number) =>
		`Objekte werden nach ihrer Kennung zugeordnet, sonst nach Art und gemeinsamer Lage. Unterschiede in der Lage bis ${metres(tolerance)} zählen nicht. Flächen und Längen sind im Koordinatensystem EPSG:${srid} gemessen. Schrift und Symbole, die nur der Darstellung dienen, stehen zusammengefasst bei den Angaben zum Plan.`,
	converted: (from: string, to: string, lost: number) =>
		`Die Fassungen liegen in XPlanGML ${from} und ${to} vor. Die ältere wurde für den Vergleich mit den amtlichen Tabellen umgesetzt${lost > 0 ? `; ${lost === 1 ? 'eine Angabe hat' : `${whole.format(lost)} Angaben haben`} dort keine Entsprechung und erscheinen als entfallen` : ''}.`,
	asIs: (from: string, to: string) =>
		`Die Fassungen liegen in XPlanGML ${from} und ${to} vor und werden ohne Umsetzung verglichen. Was nur im Standard anders heißt, erscheint deshalb als Änderung.`
};

export const versionOption = (number: number, day: string | null): string => `Fassung ${number}${day ? ` (veröffentlicht ${day})` : ' (nicht veröffentlicht)'}`;
export const comparisonText = (from: number, to: number): string => `Fassung ${from} → Fassung ${to}`;
export const stageText = (stage: string, progress: number): string => `${differenceTexts.stages[stage] ?? stage} – ${whole.format(progress * 100)} %`;

/** „23 von 110“ in words for a bar of the chart. */
export function countsText(counts: DifferenceSummary['counts']['object']): string {
	const { added, removed, changed, unchanged } = counts;
	return `${whole.format(added)} hinzugekommen, ${whole.format(changed)} geändert, ${whole.format(removed)} entfallen, ${whole.format(unchanged)} unverändert`;
}

/** What became of a place, one line each. */
export function placeLines(change: GeometryChange, kind: ChangeKind): string[] {
	const { before, after, gained, lost, moved } = change;
	const size = change.kind === 'area' ? squareMetres : metres;
	const name = change.kind === 'area' ? 'Fläche' : 'Länge';
	if (kind !== 'changed') {
		const value = after ?? before;
		return value === null ? [] : [`${name}: ${size(value)}`];
	}
	if (before === null && after === null) return moved === undefined ? ['Lage geändert'] : [`Um ${metres(moved)} verschoben`];
	if (before === null || after === null) return [before === null ? 'Hat jetzt eine Lage auf der Karte' : 'Hat keine Lage auf der Karte mehr'];
	return [
		`${name}: ${size(before)} → ${size(after)}`,
		...(gained !== undefined && lost !== undefined ? [`${size(gained)} hinzugekommen, ${size(lost)} weggefallen`] : []),
		...(moved === undefined ? [] : [`Umriss um bis zu ${metres(moved)} verschoben`])
	];
}

const SHORT = 60;
const short = (value: string | null): string => (value === null ? differenceTexts.none : value.length > SHORT ? `${value.slice(0, SHORT - 1)}…` : value.replaceAll('\n', ', '));

export const changeText = (change: AttributeChange): string => `${change.labels.at(-1)}: ${short(change.before)} → ${short(change.after)}`;
export const changeLabel = (change: AttributeChange): string => change.labels.join(' › ');

export const rangeOf = (first: number, last: number, total: number): string =>
	total === 1 ? '1 Änderung' : first === 1 && last === total ? `${whole.format(total)} Änderungen` : `${whole.format(first)} bis ${whole.format(last)} von ${whole.format(total)} Änderungen`;

export const pdfTexts = {
	title: (plan: string) => `Änderungen: ${plan}`,
	lead: (from: number, to: number) => `Vergleich von Fassung ${from} mit Fassung ${to}.`,
	municipality: 'Gemeinde',
	plan: 'Plan',
	made: 'Erstellt am',
	address: 'Im Portal',
	overview: 'Überblick',
	mapAlt: 'Karte des Plans: hinzugekommene Objekte mit durchgezogenem grünem Umriss, entfallene rot gestrichelt, geänderte mit blauem Umriss.',
	mapLegend: 'Grün gefüllt: hinzugekommen. Rot gestrichelt: entfallen. Blau: geändert, gepunktet der frühere Umriss. Schwarz gestrichelt: Geltungsbereich.',
	// The font of the report has no arrow.
	beforeAfter: (before: string | null, after: string | null) => (before === null ? `neu ${after}` : after === null ? `entfällt (vorher ${before})` : `vorher ${before}, jetzt ${after}`),
	now: ', jetzt ',
	cut: (count: number) => `Dieser Bericht zeigt die ersten ${whole.format(count)} Änderungen. Alle stehen im Portal und in der GeoJSON-Datei.`,
	fileName: (plan: string, from: number, to: number) => `Unterschied ${plan} Fassung ${from}-${to}`
};
