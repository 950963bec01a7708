import { CHECK_LABEL, DOCUMENT_STATUS_LABEL, SEVERITY_LABEL, SKIPPABLE_LABEL } from '../../../importers/report-texts.ts';
import type { CheckPart, SkippableCheck } from '../../../importers/xplan/check-parts.ts';

const number = (value: number): string => value.toLocaleString('de-DE');

/** Texts of the page „Plan prüfen“ and of check reports. */
export const checkTexts = {
	title: 'Plan prüfen',
	/** Beside a form that uploads a plan. */
	before: 'Datei vor dem Hochladen prüfen',
	lead: 'Prüfen Sie eine XPlanGML-Datei, bevor Sie sie einreichen: Struktur, Verweise, Geometrie und Fachregeln der Versionen 4.0 bis 6.1.',
	stays: 'Die Datei bleibt auf Ihrem Gerät',
	staysText: 'Geprüft wird in Ihrem Browser. Nichts wird hochgeladen oder gespeichert.',
	ready: 'Alles ist geladen. Die Prüfung geht jetzt auch ohne Internetverbindung.',
	loading: 'Die Prüfung wird geladen …',
	withoutScript: 'Ohne JavaScript prüft der Server',
	withoutScriptText: (size: string) =>
		`Ihre Datei (höchstens ${size}) wird dafür übertragen, geprüft und danach gelöscht. Mit JavaScript bleibt sie auf Ihrem Gerät.`,
	file: 'Datei',
	fileHint: 'GML, XML oder ZIP mit GML und Anlagen',
	drop: 'Sie können die Datei auch auf dieses Feld ziehen.',
	start: 'Prüfen',
	startPdf: 'Prüfen und Bericht als PDF laden',
	cancel: 'Abbrechen',
	choose: 'Bitte wählen Sie zuerst eine Datei.',
	switches: 'Einzelne Prüfungen abschalten',
	switchesHint: 'Abgeschaltete Prüfungen stehen im Bericht als nicht geprüft.',
	skip: SKIPPABLE_LABEL,
	skipHint: {
		structure: 'Elemente, Reihenfolge, Anzahl, Codes nach dem Schema',
		references: 'Verweise, Bereiche, Anlagen',
		geometry: 'Ringe, Überlappungen, Lücken, Lage im Plangebiet',
		semantics: 'Konformitätsbedingungen der Version'
	} as Partial<Record<SkippableCheck, string>>,
	rulesOfGeometry: 'Nur einzelne Regeln der Geometrie',
	running: (file: string) => `„${file}“ wird geprüft`,
	parts: { read: 'Einlesen und Struktur', references: 'Verweise', geometry: 'Geometrie', semantics: 'Fachregeln' } satisfies Record<CheckPart, string>,
	share: (share: number) => `${Math.floor(share * 100)} %`,
	cancelled: 'Die Prüfung wurde abgebrochen.',
	failed: 'Die Prüfung ist fehlgeschlagen',
	failedText: 'Wahrscheinlich reichte der Arbeitsspeicher nicht. Bitte schließen Sie andere Fenster, schalten Sie einzelne Prüfungen ab oder teilen Sie den Plan.',
	result: 'Ergebnis',
	document: 'Plan',
	unreadable: 'Die Datei ist nicht lesbar',
	good: 'Keine Befunde',
	goodText: 'Alle durchgeführten Prüfungen sind ohne Befund.',
	fine: 'Keine Fehler',
	bad: 'Die Datei hat Fehler',
	summary: (errors: number, warnings: number, infos: number) =>
		[
			...(errors > 0 ? [`${number(errors)} Fehler`] : []),
			...(warnings > 0 ? [`${number(warnings)} ${warnings === 1 ? 'Warnung' : 'Warnungen'}`] : []),
			...(infos > 0 ? [`${number(infos)} ${infos === 1 ? 'Hinweis' : 'Hinweise'}`] : [])
		].join(', '),
	facts: (version: string, members: number, crs: string) => `XPlanGML ${version} · ${number(members)} ${members === 1 ? 'Objekt' : 'Objekte'} · ${crs}`,
	noCrs: 'ohne Koordinatenreferenzsystem',
	notChecked: 'nicht geprüft',
	skippedRules: 'Abgeschaltet:',
	check: CHECK_LABEL,
	severity: SEVERITY_LABEL,
	download: 'Bericht herunterladen',
	preparing: 'Der Bericht wird erstellt …',
	downloadFailed: 'Der Bericht konnte nicht erstellt werden. Bitte versuchen Sie es noch einmal.',
	findings: 'Befunde',
	filter: 'Befunde filtern',
	allChecks: 'alle Prüfungen',
	checkFilter: 'Prüfung und Regel',
	textFilter: 'Text oder Kennung',
	severityFilter: 'Schwere',
	/** @param counted findings that were counted, not listed */
	shown: (shown: number, all: number, counted: number) =>
		(shown === all ? `${number(all)} ${all === 1 ? 'Befund' : 'Befunde'}` : `${number(shown)} von ${number(all)} Befunden`) +
		(counted > 0 ? `, ${number(counted)} weitere nur gezählt` : ''),
	none: 'Kein Befund passt zu diesem Filter.',
	kind: (name: string, amount: number) => `${name} (${number(amount)})`,
	allOfCheck: (check: string, amount: number) => `${check}, alle Regeln (${number(amount)})`,
	line: (line: number) => `Zeile ${number(line)}`,
	noPlace: 'ohne Ort',
	page: (page: number, pages: number) => `Seite ${number(page)} von ${number(pages)}`,
	pages: 'Seiten der Befunde',
	previous: 'Vorige Seite',
	next: 'Nächste Seite',
	map: 'Karte der Befunde',
	mapHelp: 'Pfeiltasten bewegen die Karte, Plus und Minus ändern den Maßstab, Enter wählt den Befund, der der Mitte am nächsten ist.',
	selected: (message: string) => `Gewählt: ${message}`,
	documents: 'Genannte Dokumente',
	documentStatus: DOCUMENT_STATUS_LABEL,
	unsupported: 'Nicht verstanden',
	more: (count: number) => `und ${number(count)} weitere`
};
