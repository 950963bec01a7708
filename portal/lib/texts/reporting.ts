import { formatMoment } from './dates.ts';

/** First entry in the history of every report. */
export const receivedText = 'Die Meldung ist eingegangen.';

/** Receipt by mail. No word of the report: its address may be a stranger's. */
export function reportMail(mail: {
	municipality: string;
	publicRef: string;
	code: string;
	category: string;
	receivedAt: Date;
	statusUrl: string;
	confirmUrl: string | null;
	needed: boolean;
}): { subject: string; text: string } {
	const confirm = mail.needed
		? `Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse. Erst danach wird die Meldung bearbeitet und veröffentlicht:`
		: `Bitte bestätigen Sie Ihre E-Mail-Adresse, damit wir Ihnen schreiben können, wenn sich etwas tut:`;
	return {
		subject: mail.confirmUrl ? `Bitte bestätigen: Ihre Meldung ${mail.publicRef}` : `Ihre Meldung ${mail.publicRef}`,
		text: `Guten Tag,

${mail.municipality} hat am ${formatMoment(mail.receivedAt)} eine Meldung mit dieser E-Mail-Adresse erhalten.

Kategorie: ${mail.category}
Nummer: ${mail.publicRef}
${mail.confirmUrl ? `\n${confirm}\n${mail.confirmUrl}\n` : ''}
Stand der Meldung:
${mail.statusUrl}

Eingangscode: ${mail.code}
Wer diesen Code kennt, kann die Meldung ansehen. Bitte geben Sie ihn nicht weiter.

Sie haben nichts gemeldet? Dann müssen Sie nichts tun: Ohne Bestätigung schreiben wir nicht wieder.
`
	};
}
