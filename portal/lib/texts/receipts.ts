import { formatMoment } from './dates.ts';

/** Receipt mail: nothing of the statement itself. */
export function receiptMail(values: {
	municipality: string;
	title: string;
	number: number;
	code: string;
	receivedAt: Date;
	statusUrl: string;
	/** null: the address is confirmed. */
	confirmUrl: string | null;
}): { subject: string; text: string } {
	return {
		subject: `Ihre Stellungnahme Nr. ${values.number} ist eingegangen`,
		text: `Guten Tag,

Ihre Stellungnahme ist eingegangen.

Verfahren: ${values.title}
Nummer: ${values.number}
Eingang: ${formatMoment(values.receivedAt)}
Code: ${values.code}

Stand und Bestätigung (PDF):
${values.statusUrl}

${values.confirmUrl ? confirmation(values.confirmUrl) : ''}Haben Sie keine Stellungnahme abgegeben? Dann hat jemand Ihre Adresse angegeben, und Sie können diese Nachricht löschen.

${values.municipality}
`
	};
}

const confirmation = (url: string) => `Möchten Sie weitere Nachrichten zu Ihrer Stellungnahme per E-Mail bekommen? Dann bestätigen Sie bitte hier Ihre Adresse:
${url}

Ihre Stellungnahme zählt auch ohne diese Bestätigung.

`;

const problemTexts: Record<string, string> = {
	gap: 'Eintrag fehlt in der Kette',
	link: 'Eintrag der Kette wurde verändert',
	statement_changed: 'Inhalt passt nicht zur Prüfsumme',
	digest_changed: 'Prüfsumme der Stellungnahme passt nicht zur Kette',
	entry_missing: 'Stellungnahme ohne Eintrag in der Kette',
	author_changed: 'Name, Anschrift oder E-Mail-Adresse wurden geändert',
	statement_missing: 'Eintrag ohne Stellungnahme',
	head_differs: 'Das aufbewahrte Glied ist nicht das des Eintrags',
	event_changed: 'Eintrag des Protokolls passt nicht zur Prüfsumme',
	event_digest_changed: 'Prüfsumme des Protokolleintrags passt nicht zur Kette',
	event_entry_missing: 'Protokolleintrag ohne Eintrag in der Kette',
	event_missing: 'Eintrag ohne Protokolleintrag: er wurde gelöscht',
	self_test_changed: 'Ergebnis einer Selbstprüfung passt nicht zur Prüfsumme',
	self_test_digest_changed: 'Prüfsumme der Selbstprüfung passt nicht zur Kette',
	self_test_entry_missing: 'Selbstprüfung ohne Eintrag in der Kette',
	self_test_missing: 'Eintrag ohne Selbstprüfung: sie wurde gelöscht',
	report_changed: 'Inhalt der Meldung passt nicht zur Prüfsumme',
	report_digest_changed: 'Prüfsumme der Meldung passt nicht zur Kette',
	report_entry_missing: 'Meldung ohne Eintrag in der Kette',
	report_missing: 'Eintrag ohne Meldung: sie wurde gelöscht'
};

/** Which row it is, as far as known. */
function describeRow(problem: ChainProblemText): string {
	if (problem.reportRef) return `, Meldung ${problem.reportRef}`;
	if (problem.statementId) return `, Stellungnahme ${problem.statementId}`;
	return problem.procedureId ? `, Verfahren ${problem.procedureId}, Zeile ${problem.rowId}` : '';
}

interface ChainProblemText {
	kind: string;
	seq: number | null;
	statementId: string | null;
	rowId?: number;
	procedureId?: string;
	reportRef?: string;
}

/** Command line that checks the receipts. */
export const verifyTexts = {
	help: `Prüft die Kette der Prüfsummen und jede Stellungnahme, jede Meldung, jeden Protokolleintrag und jede Selbstprüfung der Verfahren dagegen.

Aufruf: npm run -s verify-receipts -- [--json] [--head NUMMER:GLIED]

  --head   vergleicht ein Glied, das anderswo aufbewahrt wurde (es steht in jedem Protokoll)
  --json   Ergebnis als eine Zeile JSON
  --help   diese Hilfe

Die eingebettete Datenbank gehört immer nur einem Prozess: Bitte beenden Sie das Portal vorher. Mit DATABASE_URL geht es im Betrieb.
Ergebnis: 0 alles stimmt, 1 etwas wurde verändert, 2 die Prüfung war nicht möglich.`,
	headForm: 'Bitte geben Sie --head als Nummer, Doppelpunkt und 64 Zeichen an, so wie es im Protokoll steht.',
	report: (report: {
		entries: number;
		statements: number;
		erased: number;
		events: number;
		selfTests: number;
		reports: number;
		head: string | null;
		problems: ChainProblemText[];
	}) =>
		[
			`Einträge: ${report.entries}, Stellungnahmen: ${report.statements}, davon gelöscht: ${report.erased}, Protokolleinträge: ${report.events}, Selbstprüfungen: ${report.selfTests}, Meldungen: ${report.reports}`,
			`Letztes Glied: ${report.head ?? '–'}`,
			...report.problems.map((each) => `${problemTexts[each.kind]} (Nr. ${each.seq ?? '–'}${describeRow(each)})`),
			report.problems.length === 0 ? 'Alles stimmt.' : `${report.problems.length} Abweichungen gefunden.`
		].join('\n')
};

export const formatSize = (bytes: number) =>
	bytes < 1024 * 1024
		? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('de')} KB`
		: `${(bytes / 1024 / 1024).toLocaleString('de', { maximumFractionDigits: 1 })} MB`;

const PLACE_KINDS: Record<string, string> = {
	object: 'Planinhalt',
	point: 'Punkt auf der Karte',
	line: 'Linie auf der Karte',
	polygon: 'Fläche auf der Karte',
	text: 'Ort in Worten'
};

interface DescribedPlace {
	kind: string;
	description: string | null;
	objects: { sign: string; label: string | null }[];
}

/** „Allgemeines Wohngebiet (WA), WA II GRZ 0,4“ for each object, most specific last, without repetition. */
export function describeObjects(objects: DescribedPlace['objects'], titleOf: (sign: string) => string): string[] {
	const line = (label: string) => label.replaceAll('\n', ' ');
	return [...new Set(objects.map(({ sign, label }) => (label ? `${titleOf(sign)}, ${line(label)}` : titleOf(sign))))];
}

/** A place of a statement in one sentence. */
export function describePlace(place: DescribedPlace, titleOf: (sign: string) => string): string {
	const objects = describeObjects(place.objects, titleOf);
	const hit = place.kind === 'object' ? objects.join('; ') : objects.length > 0 ? `trifft ${objects.join('; ')}` : '';
	const said = place.description && !hit.includes(place.description) ? place.description : '';
	return [PLACE_KINDS[place.kind], [said, hit].filter(Boolean).join('; ')].filter(Boolean).join(': ');
}

/** The receipt as PDF. */
export const receiptPdfTexts = {
	title: (number: number) => `Bestätigung über den Eingang der Stellungnahme Nr. ${number}`,
	lead: 'Diese Stellungnahme ist über das Bauleitportal eingegangen. Bewahren Sie dieses Dokument als Nachweis auf.',
	municipality: 'Stelle',
	procedure: 'Beteiligung',
	plan: 'Plan',
	withoutPlan: 'noch ohne Planfassung',
	planVersion: (name: string, version: number) => `${name}, Fassung ${version}`,
	number: 'Nummer',
	received: 'Eingang',
	note: 'Hinweis',
	late: 'Außerhalb der Frist eingegangen',
	code: 'Code',
	status: 'Stand im Internet',
	textHeading: 'Wortlaut',
	erased: (at: string) => `Der Inhalt wurde am ${at} gelöscht.`,
	authorHeading: 'Absender',
	placesHeading: 'Orte',
	pictureAlt: (places: string[]) => `Karte mit den Orten der Stellungnahme. ${places.map((place, index) => `${index + 1}. ${place}`).join('. ')}.`,
	pictureLegend:
		'Violett: in der Stellungnahme gesetzte Orte. Gelb: davon getroffene Planinhalte. Gestrichelt: Geltungsbereich. Grau: übrige Planinhalte.',
	metres: (metres: number) => (metres >= 1000 ? `${(metres / 1000).toLocaleString('de')} km` : `${metres.toLocaleString('de')} m`),
	attachmentsHeading: 'Anlagen',
	attachment: (name: string, size: number, sha256: string) => `${name} (${formatSize(size)}), SHA-256 ${sha256}`,
	proofHeading: 'Nachweis der Unversehrtheit',
	proof:
		'Aus dem Inhalt, der Eingangszeit und einem zufälligen Zusatz (Salz) wurde eine Prüfsumme gebildet und in eine fortlaufende Kette eingetragen. Wird später ein Zeichen geändert, passt die Prüfsumme nicht mehr.',
	digest: 'Prüfsumme (SHA-256)',
	salt: 'Salz',
	chainNumber: 'Nummer in der Kette',
	canonicalDescription: 'Inhalt der Stellungnahme in der Form, aus der die Prüfsumme gebildet ist (RFC 8785)',
	verify: (file: string, salt: string) =>
		`So prüfen Sie selbst: Speichern Sie die Anlage „${file}“ dieses PDF. Bilden Sie SHA-256 über das Salz (16 Byte) und die Datei, zum Beispiel mit: (echo ${salt} | xxd -r -p; cat ${file}) | sha256sum`,
	nextHeading: 'Wie es weitergeht',
	next: 'Nach dem Ende der Beteiligung werden alle Stellungnahmen geprüft und gegeneinander abgewogen. Haben Sie Ihre Anschrift oder eine bestätigte E-Mail-Adresse angegeben, wird Ihnen das Ergebnis mitgeteilt.'
} as const;
