import { formatMoment } from './dates.ts';

/** Receipt mail: nothing of the statement itself. */
export function receiptMail(values: {
	municipality: string;
	title: string;
	number: number;
	code: string;
	receivedAt: Date;
	statusUrl: string;
	confirmUrl: string;
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

Möchten Sie weitere Nachrichten zu Ihrer Stellungnahme per E-Mail bekommen? Dann bestätigen Sie bitte hier Ihre Adresse:
${values.confirmUrl}

Ihre Stellungnahme zählt auch ohne diese Bestätigung.

Haben Sie keine Stellungnahme abgegeben? Dann hat jemand Ihre Adresse angegeben, und Sie können diese Nachricht löschen.

${values.municipality}
`
	};
}

const problemTexts: Record<string, string> = {
	gap: 'Eintrag fehlt in der Kette',
	link: 'Eintrag der Kette wurde verändert',
	statement_changed: 'Inhalt passt nicht zur Prüfsumme',
	digest_changed: 'Prüfsumme der Stellungnahme passt nicht zur Kette',
	entry_missing: 'Stellungnahme ohne Eintrag in der Kette',
	statement_missing: 'Eintrag ohne Stellungnahme'
};

/** Command line that checks the receipts. */
export const verifyTexts = {
	help: `Prüft die Kette der Eingangsbestätigungen und jede Stellungnahme gegen ihre Prüfsumme.

Aufruf: npm run -s verify-receipts -- [--json]

  --json   Ergebnis als eine Zeile JSON
  --help   diese Hilfe

Die eingebettete Datenbank gehört immer nur einem Prozess: Bitte beenden Sie das Portal vorher. Mit DATABASE_URL geht es im Betrieb.
Ergebnis: 0 alles stimmt, 1 etwas wurde verändert, 2 die Prüfung war nicht möglich.`,
	report: (report: {
		entries: number;
		statements: number;
		erased: number;
		head: string | null;
		problems: { kind: string; seq: number | null; statementId: string | null }[];
	}) =>
		[
			`Einträge: ${report.entries}, Stellungnahmen: ${report.statements}, davon gelöscht: ${report.erased}`,
			`Letztes Glied: ${report.head ?? '–'}`,
			...report.problems.map(
				(each) => `${problemTexts[each.kind]} (Nr. ${each.seq ?? '–'}${each.statementId ? `, Stellungnahme ${each.statementId}` : ''})`
			),
			report.problems.length === 0 ? 'Alles stimmt.' : `${report.problems.length} Abweichungen gefunden.`
		].join('\n')
};
