import { formatDay, formatMoment } from './dates.ts';

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
	body: 'Stelle',
	code: 'Nachricht',
	partner: 'Anderes System',
	position: 'Platz',
	direction: 'Richtung'
};

export const detailLabel = (name: string) => detailLabels[name] ?? name;

/** A value of an entry for people. */
export function detailValue(value: unknown): string {
	if (value === null || value === undefined || value === '') return '–';
	if (value === true) return 'ja';
	if (value === false) return 'nein';
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
