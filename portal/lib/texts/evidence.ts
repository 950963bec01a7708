import { formatDay, formatMoment } from './dates.ts';
import { categoryTexts } from './documents.ts';

/** One line per kind of entry (server/evidence/types.ts, EVENT_KINDS). */
export const eventTexts = {
	'procedure-created': 'Verfahren angelegt',
	'procedure-changed': 'Angaben zum Verfahren geändert',
	'procedure-published': 'Verfahren veröffentlicht',
	'procedure-discarded': 'Verfahren verworfen',
	'plan-linked': 'Plan zugeordnet',
	'step-added': 'Schritt hinzugefügt',
	'step-changed': 'Schritt geändert',
	'step-removed': 'Schritt gelöscht',
	'step-skipped': 'Schritt entfällt',
	'step-published': 'Schritt veröffentlicht',
	'step-withdrawn': 'Veröffentlichter Schritt vor Beginn zurückgenommen',
	'dates-changed': 'Frist geändert',
	'iteration-added': 'Erneuter Durchgang angelegt',
	'notice-changed': 'Entwurf der Bekanntmachung geändert',
	'notice-published': 'Bekanntmachung veröffentlicht',
	'notice-renewed': 'Erneute Bekanntmachung veröffentlicht',
	'document-added': 'Unterlage hochgeladen',
	'document-changed': 'Angaben zur Unterlage geändert',
	'document-removed': 'Unterlage gelöscht',
	'document-version-added': 'Neue Fassung einer Unterlage hochgeladen',
	'document-version-removed': 'Fassung einer Unterlage gelöscht',
	'document-replaced': 'Veröffentlichte Unterlage ersetzt',
	'document-shown': 'Unterlage einem Schritt zugeordnet',
	'document-hidden': 'Unterlage aus einem Schritt genommen',
	'documents-ordered': 'Reihenfolge der Unterlagen geändert',
	'body-invited': 'Träger öffentlicher Belange beteiligt',
	'message-received': 'Nachricht eines anderen Systems empfangen',
	'message-sent': 'Nachricht an ein anderes System gesendet'
} as const;

/** Names of what an entry tells (EventDetail and the fields of changes). A name that is not here is shown as it is. */
export const detailLabels: Record<string, string> = {
	title: 'Titel',
	reason: 'Grund',
	number: 'Nummer',
	step: 'Schritt',
	startsOn: 'Beginn',
	endsOn: 'Ende',
	category: 'Art',
	version: 'Fassung',
	name: 'Datei',
	size: 'Bytes',
	sha256: 'SHA-256',
	previousSha256: 'SHA-256 vorher',
	forPublic: 'Für die Öffentlichkeit',
	forToeb: 'Für Träger öffentlicher Belange',
	parent: 'Überschrift',
	publishedIn: 'Erschienen in',
	publishedOn: 'Erschienen am',
	iteration: 'Durchgang',
	summary: 'Kurzbeschreibung',
	easyLanguage: 'Leichte Sprache',
	municipality: 'Gemeinde',
	topics: 'Themen',
	contact: 'Ansprechstelle',
	places: 'Orte der Einsicht',
	environment: 'Umweltbezogene Informationen',
	note: 'Anmerkung',
	planVersion: 'Planfassung',
	planVersionId: 'Planfassung',
	compareVersionId: 'Verglichene Fassung',
	rule: 'Regel',
	law: 'Rechtsstand',
	extensionReason: 'Grund der Verlängerung',
	shorteningReason: 'Grund der Verkürzung',
	changesOnly: 'Nur zu den geänderten Teilen',
	restricted: 'Nur für Betroffene',
	skippedReason: 'Grund des Entfallens',
	neighbourStates: 'Beteiligte Nachbarstaaten',
	floorArea: 'Grundfläche in m² (§ 13a BauGB)',
	examinedOn: 'Vorprüfung des Einzelfalls abgeschlossen am',
	examinationReasons: 'Gründe der Vorprüfung',
	body: 'Stelle',
	code: 'Nachricht',
	partner: 'Anderes System',
	position: 'Platz',
	direction: 'Richtung',
	kind: 'Art des Verfahrens',
	area: 'Geltungsbereich',
	openChecks: 'Offene Hinweise der Prüfliste',
	steps: 'In den Schritten',
	planId: 'Plan',
	message: 'Kennung der Nachricht'
};

/** For machines: instants beside their days, ids of rows. They are in the JSON export. */
const HIDDEN = new Set(['documentId', 'noticeId', 'replaces', 'published', 'startsAt', 'endsAt', 'deadline']);
const ORDER = Object.keys(detailLabels);

export const detailLabel = (name: string) => detailLabels[name] ?? name;

/** Codes that stand in entries. */
const VALUES: Record<string, string> = { ...categoryTexts, up: 'nach oben', down: 'nach unten', void: 'unwirksam', curable: 'heilbar', advice: 'Rat' };

/** A value of an entry for people. */
export function detailValue(value: unknown): string {
	if (value === null || value === undefined || value === '') return '–';
	if (value === true) return 'ja';
	if (value === false) return 'nein';
	if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : (VALUES[value] ?? value);
	if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(detailValue).join('; ');
	if (typeof value === 'object')
		return Object.entries(value)
			.filter(([, each]) => each !== null && each !== '' && each !== undefined)
			.map(([name, each]) => `${detailLabel(name)}: ${detailValue(each)}`)
			.join(', ');
	return String(value);
}

/** What was wrong with an address (FetchResult.error). */
export const fetchErrorTexts: Record<string, string> = {
	status: 'antwortet mit einem Fehler',
	redirect: 'leitet woandershin um',
	login: 'verlangt eine Anmeldung',
	content: 'hat einen anderen Inhalt als erwartet',
	timeout: 'antwortet zu langsam',
	unreachable: 'ist nicht erreichbar'
};

export function describeFailure(failure: { title: string; path: string; status: number | null; error: string | null }): string {
	const status = failure.status === null ? '' : ` (Status ${failure.status})`;
	return `${failure.title}: ${fetchErrorTexts[failure.error ?? ''] ?? failure.error}${status}, ${failure.path}`;
}

/** Told once when an outage begins. */
export function outageMail(values: {
	procedure: string;
	step: string;
	hour: Date;
	failures: { title: string; path: string; status: number | null; error: string | null }[];
	protocolUrl: string;
	lastDay: string;
	tenant: string;
}): { subject: string; text: string } {
	return {
		subject: `Nicht abrufbar: ${values.procedure}`,
		text: `Guten Tag,

die stündliche Selbstprüfung konnte veröffentlichte Seiten oder Unterlagen nicht abrufen.

Verfahren: ${values.procedure}
Schritt: ${values.step}
Geprüft: ${formatMoment(values.hour)}
Frist bis: ${formatDay(values.lastDay)}

${values.failures.map((each) => `- ${describeFailure(each)}`).join('\n')}

Bitte sorgen Sie dafür, dass alles wieder ohne Anmeldung abrufbar ist. Dauert die Störung länger, sollten Sie die Frist verlängern.
Diese Nachricht kommt einmal je Störung. Den Verlauf sehen Sie im Protokoll:
${values.protocolUrl}

${values.tenant}
`
	};
}

/** What an entry tells, line by line. Ids are for machines. */
export function detailLines(detail: Record<string, unknown>): string[] {
	const lines: string[] = [];
	const place = ([name]: [string, unknown]) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
	for (const [name, value] of Object.entries(detail).sort((one, other) => place(one) - place(other))) {
		if (HIDDEN.has(name) || value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
		if (name === 'changes' && Array.isArray(value)) {
			for (const change of value as { field: string; from: unknown; to: unknown }[])
				if (!HIDDEN.has(change.field)) lines.push(`${detailLabel(change.field)}: ${detailValue(change.from)} → ${detailValue(change.to)}`);
		} else if (name === 'openChecks' && Array.isArray(value)) lines.push(`${detailLabel(name)}: ${value.length}`);
		else lines.push(`${detailLabel(name)}: ${detailValue(value)}`);
	}
	return lines;
}

const percent = (share: number) => `${(Math.floor(share * 10_000) / 100).toLocaleString('de-DE')} %`;
interface UptimeFigures {
	passed: number;
	failed: number;
	gaps: number;
	share: number | null;
}

/** The protocol of a procedure: page and PDF. */
export const protocolTexts = {
	title: 'Protokoll',
	pdfTitle: (procedure: string) => `Protokoll: ${procedure}`,
	fileName: (procedure: string) => `Protokoll ${procedure}`,
	lead: 'Was veröffentlicht war, wann es abrufbar war und wer was geändert hat. Einträge werden nie geändert oder gelöscht.',
	pdf: 'Protokoll als PDF',
	csv: 'Einträge als CSV',
	json: 'Nachweis als JSON',
	tenant: 'Stelle',
	number: 'Nummer',
	kind: 'Art des Verfahrens',
	municipality: 'Gemeinde',
	madeAt: 'Stand',
	chainHead: 'Letztes Glied der Kette',
	steps: 'Schritte',
	step: (title: string, iteration: number) => (iteration > 1 ? `${title} (Durchgang ${iteration})` : title),
	track: 'Beteiligte',
	period: 'Zeitraum',
	dates: (from: string | null, until: string | null) => (from === null ? 'noch nicht festgelegt' : until === null ? from : `${from} bis ${until}`),
	law: 'Rechtsgrundlage',
	publishedAt: 'Veröffentlicht',
	unpublished: 'noch nicht',
	plan: 'Plan',
	planVersion: (name: string, version: number) => `${name}, Fassung ${version}`,
	skipped: 'Entfällt',
	extension: 'Grund der Verlängerung',
	shortening: 'Grund der Verkürzung',
	noSteps: 'Das Verfahren hat noch keine Schritte.',
	openSteps: (titles: string[]) => `Noch ohne Datum: ${titles.join(', ')}.`,
	notice: (at: string, where: string, on: string | null, reason: string) =>
		`Bekanntmachung vom ${at}${where || on ? ` (${[where, on].filter(Boolean).join(', ')})` : ''}${reason ? `, Grund: ${reason}` : ''}`,
	document: (title: string, number: number, sha256: string) => `${title}, Fassung ${number}, SHA-256 ${sha256}`,
	shownDocuments: 'Gezeigte Unterlagen',
	tests: 'Stündliche Selbstprüfung',
	uptime: ({ passed, failed, gaps, share }: UptimeFigures) =>
		share === null
			? `Noch keine Selbstprüfung. Stunden ohne Prüfung: ${gaps}.`
			: `Abrufbar in ${percent(share)} der geprüften Stunden: ${passed} bestanden, ${failed} nicht bestanden, ${gaps} ohne Prüfung.`,
	extend: (days: number, hours: number) =>
		`Vorschlag: die Frist um mindestens ${days === 1 ? 'einen Tag' : `${days} Tage`} verlängern und erneut bekannt machen. ${hours} Stunden lang war nicht alles abrufbar.`,
	extendTitle: 'Frist verlängern?',
	pictureAlt: (from: string, until: string, { passed, failed, gaps }: UptimeFigures) =>
		`Selbstprüfungen vom ${from} bis ${until}, eine Zeile je Tag, ein Feld je Stunde: ${passed} bestanden, ${failed} nicht bestanden, ${gaps} ohne Prüfung.`,
	legend: { passed: 'abrufbar', own: 'abrufbar, nur über die eigene Adresse geprüft', failed: 'nicht abrufbar', gap: 'keine Prüfung', future: 'noch nicht vorbei' },
	legendPdf: 'Grün: abrufbar. Hellgrün: abrufbar, nur über die eigene Adresse des Portals geprüft. Rot mit Kreuz: nicht abrufbar. Weiß: keine Prüfung. Grau: noch nicht vorbei. Die Felder sind die Stunden eines Tages ab Mitternacht.',
	failedHour: (hour: string, failures: string[]) => `${hour}: ${failures.join('; ')}`,
	moreFailures: (count: number) => `Weitere ${count} Stunden stehen in der Anlage.`,
	asTable: 'Als Tabelle',
	day: 'Tag',
	passed: 'Bestanden',
	failed: 'Nicht bestanden',
	gaps: 'Ohne Prüfung',
	failedHours: 'Nicht bestandene Prüfungen',
	documents: 'Alle Unterlagen und Fassungen',
	noDocuments: 'Es gibt keine Unterlagen.',
	version: (number: number, at: string, by: string | null, name: string, sha256: string, reason: string) =>
		`Fassung ${number} vom ${at}${by ? `, ${by}` : ''}: ${name}, SHA-256 ${sha256}${reason ? `, Grund: ${reason}` : ''}`,
	versionName: (number: number, at: string) => `Fassung ${number} vom ${at}`,
	versionFacts: (by: string | null, name: string, reason: string) => [by, name, reason && `Grund: ${reason}`].filter(Boolean).join(' · '),
	events: 'Alle Einträge',
	noEvents: 'Es gibt noch keine Einträge.',
	portal: 'Portal',
	entry: (seq: number, digest: string) => `Nr. ${seq} in der Kette, Prüfsumme ${digest}`,
	older: (shown: number, all: number) => `Gezeigt sind die letzten ${shown} von ${all} Einträgen. Alle stehen in PDF, CSV und JSON.`,
	columns: ['Zeitpunkt', 'Zeitpunkt (Ortszeit)', 'Ereignis', 'Schritt', 'Durch', 'Angaben', 'Nummer in der Kette', 'Prüfsumme'],
	proofHeading: 'Nachweis der Unversehrtheit',
	proof: (file: string) =>
		`Zu jedem Eintrag und jeder Selbstprüfung wurde aus Inhalt, Zeit und einem zufälligen Zusatz (Salz) eine Prüfsumme gebildet und in eine fortlaufende Kette eingetragen. Die Anlage „${file}“ enthält je Eintrag Salz und Inhalt in kanonischer Form (RFC 8785): SHA-256 über beide ergibt die Prüfsumme.`,
	proofCommand: (head: string) => `Die Stelle, die das Portal betreibt, prüft die ganze Kette und dieses Glied mit: npm run -s verify-receipts -- --head ${head}`,
	proofDescription: 'Salz und kanonische Form aller Einträge und Selbstprüfungen',
	pageOf: (title: string, page: number, count: number) => `${title} · Seite ${page} von ${count}`,
	outages: (count: number) => (count === 1 ? 'Eine Veröffentlichung ist nicht vollständig abrufbar' : `${count} Veröffentlichungen sind nicht vollständig abrufbar`),
	outageSince: (since: string) => `seit ${since}`
} as const;
