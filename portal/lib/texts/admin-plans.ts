import { ruleTitle } from '../../../importers/rule-names.ts';
import { formatNumber } from './format.ts';

const count = (value: number, one: string, many: string): string => (value === 1 ? `1 ${one}` : `${formatNumber(value)} ${many}`);

export const adminPlanTexts = {
	title: 'Pläne',
	lead: 'Pläne hochladen, prüfen, bearbeiten und veröffentlichen.',
	empty: 'Noch kein Plan',
	emptyText: 'Laden Sie unten einen Plan als XPlanGML oder ZIP hoch.',
	number: 'Nummer',
	published: (number: number) => `Fassung ${number} veröffentlicht`,
	unpublished: 'nicht veröffentlicht',
	draftNewer: (number: number) => `Fassung ${number} noch nicht veröffentlicht`,
	versionCount: (value: number) => count(value, 'Fassung', 'Fassungen'),
	imports: 'Letzte Einlesungen',
	uploadTitle: 'Plan hochladen',
	uploadVersionTitle: 'Neue Fassung hochladen',
	uploadHint: (limit: string) =>
		`XPlanGML 4.0 bis 6.1 als GML, oder ZIP mit GML und Unterlagen (PDF, TIFF, PNG …). Eine GML-Datei darf höchstens ${limit} groß sein.`,
	uploadVersionHint: 'Die Datei wird als nächste Fassung dieses Plans gespeichert. Die veröffentlichte Fassung bleibt, bis Sie die neue veröffentlichen.',
	file: 'Datei',
	upload: 'Hochladen und prüfen',
	refused: 'Die Datei wurde nicht angenommen',
	uploading: 'Wird übertragen',
	uploaded: (done: string, all: string) => `${done} von ${all}`,
	pause: 'Anhalten',
	resume: 'Fortsetzen',
	stop: 'Abbrechen',
	paused: 'Angehalten',
	broken: 'Die Verbindung ist unterbrochen. Das Hochladen geht weiter, sobald das Portal wieder erreichbar ist.',
	stopped: 'Abgebrochen. Es wurde nichts gespeichert.',
	openUploads: 'Nicht beendete Übertragungen',
	openUploadsHint: 'Wählen Sie dieselbe Datei noch einmal aus: Das Hochladen geht dort weiter, wo es aufgehört hat.',
	openUpload: (name: string, done: string, all: string) => `${name}: ${done} von ${all} übertragen`,
	discard: 'Verwerfen',
	by: (name: string) => `von ${name}`
};

/** Search and filter of the list of plans; addresses hold the same words. */
export const libraryTexts = {
	search: 'Suche',
	searchHint: 'Name, Nummer, Gemeinde oder Wörter aus den Texten',
	status: 'Stand',
	statuses: { draft: 'in Aufstellung', adopted: 'festgesetzt', archived: 'archiviert' } as const,
	statusOptions: [
		['', 'alle'],
		['aufstellung', 'in Aufstellung'],
		['festgesetzt', 'festgesetzt'],
		['archiviert', 'archiviert']
	] as const,
	check: 'Prüfung',
	checkOptions: [
		['', 'alle'],
		['bestanden', 'bestanden'],
		['warnungen', 'mit Warnungen'],
		['fehler', 'mit Fehlern'],
		['offen', 'noch nicht geprüft']
	] as const,
	kind: 'Planart',
	allKinds: 'alle',
	order: 'Reihenfolge',
	staffOrders: [
		['', 'neueste zuerst'],
		['name', 'nach Name'],
		['nummer', 'nach Nummer']
	] as const,
	publicOrders: [
		['', 'nach Name'],
		['nummer', 'nach Nummer'],
		['neueste', 'neueste zuerst']
	] as const,
	apply: 'Suchen',
	reset: 'Filter zurücksetzen',
	found: (total: number) => count(total, 'Plan', 'Pläne'),
	page: (page: number, pages: number) => `Seite ${page} von ${pages}`,
	nothing: 'Kein Plan passt',
	nothingText: 'Ändern Sie die Suche, oder setzen Sie den Filter zurück.',
	publicTitle: 'Pläne',
	publicLead: (tenant: string) => `Veröffentlichte Bauleitpläne: ${tenant}`,
	publicEmpty: 'Noch kein Plan veröffentlicht',
	publicEmptyText: 'Sobald ein Plan veröffentlicht ist, steht er hier.',
	noStatus: 'Rechtsstand nicht angegeben'
};

export const checkTexts = {
	verdicts: { passed: 'Prüfung bestanden', warnings: 'Warnungen', errors: 'Fehler' } as const,
	states: { queued: 'wartet auf Prüfung', running: 'wird geprüft', failed: 'Prüfung nicht möglich', done: 'geprüft', none: 'nicht geprüft' } as const,
	title: 'Prüfung',
	again: 'Erneut prüfen',
	asked: 'Die Prüfung ist beauftragt',
	at: 'Geprüft am',
	duration: 'Dauer',
	seconds: (ms: number) => `${formatNumber(Math.max(0.1, Math.round(ms / 100) / 10))} s`,
	skipped: 'Nicht geprüft wurde',
	underWay: 'Die Prüfung läuft. Bis sie fertig ist, lässt sich die Fassung nicht veröffentlichen.',
	failedTitle: 'Die Prüfung konnte nicht abgeschlossen werden',
	blocked: 'Diese Fassung lässt sich noch nicht veröffentlichen',
	blockedOthers: (errors: number) =>
		`${count(errors, 'Fehler lässt', 'Fehler lassen')} sich nur in der Datei beheben. Bitte berichtigen Sie den Plan in Ihrem Programm und laden Sie ihn als neue Fassung hoch.`,
	blockedGeometry: (errors: number) => `${count(errors, 'Fehler', 'Fehler')} der Geometrie: Berichtigen Sie die Datei, oder übergehen Sie die Fehler mit einer Begründung.`,
	rule: (rule: string, amount: number) => `${ruleTitle(rule)} (${formatNumber(amount)})`,
	override: 'Fehler der Geometrie übergehen',
	overrideQuestion: 'Ihr Name und Ihre Begründung bleiben dauerhaft bei der Fassung stehen.',
	reason: 'Begründung',
	overrideConfirm: 'Fehler übergehen',
	overridden: 'Die Fehler sind übergangen',
	overrideBy: (name: string, at: string) => `${name} am ${at}`,
	overrides: 'Übergangene Fehler der Geometrie',
	publishedBy: (at: string, name: string | null) => `veröffentlicht ${at}${name ? ` von ${name}` : ''}`,
	createdBy: (at: string, name: string | null) => `eingelesen ${at}${name ? ` von ${name}` : ''}`,
	editedFrom: (number: number) => `bearbeitet aus Fassung ${number}`
};

/** A name that has quotation marks of its own, between quotation marks. */
const quoted = (name: string): string => `„${name.replaceAll('„', '‚').replaceAll('“', '‘')}“`;

export const deleteTexts = {
	title: (number: number) => `Fassung ${number} löschen`,
	titlePlan: 'Plan löschen',
	link: 'Fassung löschen …',
	linkPlan: 'Ganzen Plan löschen …',
	version: (name: string, number: number) => `Fassung ${number} von ${quoted(name)} mit ihren Objekten, Texten, Unterlagen und dem Prüfbericht wird endgültig gelöscht.`,
	last: 'Es ist die einzige Fassung: Mit ihr verschwindet auch der Plan.',
	plan: (name: string, versions: number) => `Der Plan ${quoted(name)} mit ${count(versions, 'Fassung', 'Fassungen')}, allen Objekten, Texten, Unterlagen und Prüfberichten wird endgültig gelöscht.`,
	confirm: 'Endgültig löschen',
	cancel: 'Nicht löschen',
	impossible: 'Das lässt sich nicht löschen',
	published: 'Veröffentlichte Fassungen bleiben erhalten. Nehmen Sie zuerst die Veröffentlichung zurück.',
	participation: 'Zu einer Fassung gehört eine Beteiligung; sie muss erhalten bleiben.'
};

export const importTexts = {
	title: 'Plan einlesen',
	back: 'Zu den Plänen',
	file: 'Datei',
	states: { queued: 'Wartet', running: 'Wird eingelesen', done: 'Eingelesen', failed: 'Nicht eingelesen', cancelled: 'Abgebrochen' } as const,
	stages: { uploaded: 'hochgeladen', reading: 'gelesen', storing: 'gespeichert', checked: 'geprüft' } as const,
	stageNow: { uploaded: 'Wartet auf Bearbeitung', reading: 'Wird gelesen', storing: 'Wird gespeichert', checked: 'Wird geprüft' } as const,
	stageDone: 'fertig',
	stagesLabel: 'Schritte',
	checkPart: (part: string) => `Geprüft wird: ${part}`,
	cancel: 'Import abbrechen',
	cancelQuestion: 'Alles, was dieser Import bisher gespeichert hat, wird wieder entfernt. Wirklich abbrechen?',
	cancelledTitle: 'Der Import ist abgebrochen',
	storedTitle: 'Der Plan ist gespeichert',
	storedText: 'Die Prüfung läuft noch. Sie können die Fassung schon ansehen; veröffentlichen lässt sie sich nach der Prüfung.',
	progress: 'Fortschritt',
	percent: (share: number) => `${Math.round(share * 100)} %`,
	wait: 'Sie können diese Seite verlassen; das Einlesen läuft weiter. Sie aktualisiert sich von selbst.',
	doneTitle: 'Der Plan ist eingelesen',
	doneText: 'Er ist geprüft und noch nicht öffentlich. Sehen Sie die Befunde durch und veröffentlichen Sie ihn dann.',
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
	isDraft: 'nicht veröffentlicht',
	publishedAt: 'Veröffentlicht',
	importedAt: 'Eingelesen',
	facts: 'Angaben',
	kind: 'Art des Plans',
	planNumber: 'Nummer',
	xplanVersion: 'Datenformat',
	crs: 'Koordinatensystem',
	accuracy: 'Genauigkeit auf der Karte',
	accuracyText: (metres: number) => (metres > 0 ? `bis ${formatNumber(metres)} m abweichend` : 'ohne Abweichung'),
	objects: 'Objekte',
	publicPage: 'Öffentliche Seite ansehen',
	original: 'Originaldatei herunterladen',
	downloads: 'Weitere Formate und berichtigte Datei',
	documentsTitle: 'Unterlagen',
	unnamedText: 'Diese Dateien lagen im ZIP-Archiv, ohne dass der Plan auf sie verweist. Sie bleiben unveröffentlicht, auch wenn der Plan veröffentlicht wird.',
	decideUnnamed: 'Entscheiden, was davon zum Plan gehört',
	actions: 'Veröffentlichung',
	publish: 'Fassung veröffentlichen',
	publishQuestion: 'Alle können den Plan dann im Portal und auf der Karte des Landes sehen. Jetzt veröffentlichen?',
	unpublish: 'Veröffentlichung zurücknehmen',
	unpublishQuestion: 'Der Plan ist dann nicht mehr öffentlich zu sehen, Verweise auf ihn führen ins Leere. Wirklich zurücknehmen?',
	refused: 'Das hat nicht geklappt',
	published: 'Die Fassung ist veröffentlicht',
	taken: 'Die Veröffentlichung ist zurückgenommen',
	findingsTitle: 'Befunde der Prüfung',
	findingsNone: 'Die Prüfung hat nichts beanstandet.',
	findingsPage: (page: number, pages: number, all: number) =>
		`${count(all, 'Befund', 'Befunde')}${pages > 1 ? `, Seite ${formatNumber(page)} von ${formatNumber(pages)}` : ''}`,
	findingsUnread: 'Filter und Karte der Befunde konnten nicht geladen werden. Die Liste ist trotzdem vollständig.',
	report: 'Prüfbericht herunterladen',
	reportAs: (kind: string) => `Prüfbericht als ${kind}`,
	reportFile: 'pruefbericht',
	line: (line: number) => `Zeile ${formatNumber(line)}`,
	unsupportedTitle: 'Nicht übernommen',
	unsupportedText: 'Diese Teile der Datei versteht das Portal nicht. Sie fehlen in der Darstellung, stehen aber weiter in der Originaldatei.',
	classesTitle: 'Objekte nach Art',
	class: 'Art',
	amount: 'Anzahl'
};
