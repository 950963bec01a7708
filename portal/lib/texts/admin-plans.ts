import type { Check, Severity } from '../../../importers/xplan/model.ts';
import { formatNumber } from './format.ts';

const count = (value: number, one: string, many: string): string => (value === 1 ? `1 ${one}` : `${formatNumber(value)} ${many}`);

export const adminPlanTexts = {
	title: 'Pläne',
	lead: 'Pläne einlesen, prüfen und veröffentlichen.',
	empty: 'Noch kein Plan',
	emptyText: 'Laden Sie unten einen Plan als XPlanGML oder ZIP hoch.',
	name: 'Plan',
	number: 'Nummer',
	state: 'Stand',
	versions: 'Fassungen',
	open: (name: string) => `${name} bearbeiten`,
	published: (number: number) => `Fassung ${number} veröffentlicht`,
	unpublished: 'nicht veröffentlicht',
	draftNewer: (number: number) => `Fassung ${number} noch nicht veröffentlicht`,
	versionCount: (value: number) => count(value, 'Fassung', 'Fassungen'),
	imports: 'Letzte Einlesungen',
	uploadTitle: 'Plan hochladen',
	uploadVersionTitle: 'Neue Fassung hochladen',
	uploadHint: (limit: string) =>
		`XPlanGML 4.0 bis 6.0 als GML, oder ZIP mit GML und Unterlagen (PDF, TIFF, PNG …). Eine GML-Datei darf höchstens ${limit} groß sein.`,
	uploadVersionHint: 'Die Datei wird als nächste Fassung dieses Plans gespeichert. Die veröffentlichte Fassung bleibt, bis Sie die neue veröffentlichen.',
	file: 'Datei',
	upload: 'Hochladen und prüfen',
	refused: 'Die Datei wurde nicht angenommen'
};

export const importTexts = {
	title: 'Plan einlesen',
	back: 'Zu den Plänen',
	file: 'Datei',
	states: { queued: 'Wartet', running: 'Wird eingelesen und geprüft', done: 'Eingelesen', failed: 'Nicht eingelesen' } as const,
	progress: 'Fortschritt',
	percent: (share: number) => `${Math.round(share * 100)} %`,
	wait: 'Sie können diese Seite verlassen; das Einlesen läuft weiter. Sie aktualisiert sich von selbst.',
	doneTitle: 'Der Plan ist eingelesen',
	doneText: 'Er ist noch nicht öffentlich. Prüfen Sie die Befunde und veröffentlichen Sie ihn dann.',
	failedTitle: 'Der Plan konnte nicht eingelesen werden',
	nothingKept: 'Es wurde nichts gespeichert. Die bisherigen Fassungen sind unverändert.',
	again: 'Andere Datei hochladen',
	toVersion: (name: string, number: number) => `${name}, Fassung ${number} ansehen`,
	at: 'Hochgeladen'
};

export const versionTexts = {
	back: 'Zu den Plänen',
	version: (number: number) => `Fassung ${number}`,
	versionsTitle: 'Fassungen',
	shown: 'wird angezeigt',
	isPublished: 'veröffentlicht',
	isDraft: 'nicht veröffentlicht',
	publishedAt: 'Veröffentlicht',
	importedAt: 'Eingelesen',
	facts: 'Angaben',
	kind: 'Art des Plans',
	planNumber: 'Nummer',
	rechtsstand: 'Rechtsstand',
	xplanVersion: 'Datenformat',
	crs: 'Koordinatensystem',
	accuracy: 'Genauigkeit auf der Karte',
	accuracyText: (metres: number) => (metres > 0 ? `bis ${formatNumber(metres)} m abweichend` : 'ohne Abweichung'),
	objects: 'Objekte',
	publicPage: 'Öffentliche Seite ansehen',
	original: 'Originaldatei herunterladen',
	actions: 'Veröffentlichung',
	publish: 'Fassung veröffentlichen',
	publishQuestion: 'Alle können den Plan dann im Portal und auf der Karte des Landes sehen. Jetzt veröffentlichen?',
	publishErrors: (errors: number) =>
		`Diese Fassung hat ${count(errors, 'Befund', 'Befunde')} der Stufe „Fehler“. Prüfen Sie, ob der Plan trotzdem richtig dargestellt ist.`,
	unpublish: 'Veröffentlichung zurücknehmen',
	unpublishQuestion: 'Der Plan ist dann nicht mehr öffentlich zu sehen, Verweise auf ihn führen ins Leere. Wirklich zurücknehmen?',
	remove: 'Fassung löschen',
	removeQuestion: 'Die Fassung und ihre Dateien werden endgültig gelöscht. Wirklich löschen?',
	refused: 'Das hat nicht geklappt',
	published: 'Die Fassung ist veröffentlicht',
	taken: 'Die Veröffentlichung ist zurückgenommen',
	findingsTitle: 'Befunde der Prüfung',
	findingsNone: 'Die Prüfung hat nichts beanstandet.',
	findingsSummary: (errors: number, warnings: number, infos: number) =>
		[count(errors, 'Fehler', 'Fehler'), count(warnings, 'Warnung', 'Warnungen'), count(infos, 'Hinweis', 'Hinweise')].join(', '),
	findingsShown: (shown: number, all: number) => `Angezeigt werden die ersten ${formatNumber(shown)} von ${formatNumber(all)} Befunden, schwere zuerst.`,
	severity: 'Stufe',
	check: 'Prüfung',
	rule: 'Regel',
	message: 'Befund',
	place: 'Objekt und Zeile',
	line: (line: number) => `Zeile ${formatNumber(line)}`,
	severities: { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' } satisfies Record<Severity, string>,
	checks: { structure: 'Struktur', references: 'Verweise', geometry: 'Geometrie', semantics: 'Inhalt' } satisfies Record<Check, string>,
	unsupportedTitle: 'Nicht übernommen',
	unsupportedText: 'Diese Teile der Datei versteht das Portal nicht. Sie fehlen in der Darstellung, stehen aber weiter in der Originaldatei.',
	classesTitle: 'Objekte nach Art',
	class: 'Art',
	amount: 'Anzahl'
};
