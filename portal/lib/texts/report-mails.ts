/** Mails about one report, to its author and to contractors. Nothing in them was written by somebody unknown. */

interface Links {
	tenant: string;
	reporter: string;
	publicRef: string;
	statusUrl: string;
}
interface Mail {
	subject: string;
	text: string;
}

const letter = (...paragraphs: (string | false | null)[]) => `Guten Tag,\n\n${paragraphs.filter(Boolean).join('\n\n')}\n`;
const end = ({ tenant, statusUrl }: Links) => `Stand Ihrer Meldung und Ihre Möglichkeiten:\n${statusUrl}\n\nMit freundlichen Grüßen\n${tenant}`;

export const stateMail = (mail: Links & { state: string; answer: string; closed: boolean }): Mail => ({
	subject: `Ihre Meldung ${mail.publicRef}: ${mail.state}`,
	text: letter(
		`Ihre Meldung ${mail.publicRef} (${mail.reporter}) hat jetzt den Stand „${mail.state}“.`,
		mail.answer && `Antwort:\n${mail.answer}`,
		mail.closed && 'Ist der Mangel aus Ihrer Sicht nicht behoben, können Sie die Meldung auf der Seite unten wieder öffnen.',
		end(mail)
	)
});

export const mergedMail = (mail: Links & { intoRef: string; intoUrl: string | null }): Mail => ({
	subject: `Ihre Meldung ${mail.publicRef} ist schon bekannt`,
	text: letter(
		`zu Ihrer Meldung ${mail.publicRef} (${mail.reporter}) gibt es schon die Meldung ${mail.intoRef}. Beide werden zusammen bearbeitet; Sie erfahren weiter, was geschieht.`,
		mail.intoUrl && `Die gemeinsame Meldung:\n${mail.intoUrl}`,
		end(mail)
	)
});

/** To those who follow a report that was found to be a duplicate. Of supporters no address is kept. */
export const followerMergedMail = (mail: { tenant: string; publicRef: string; intoRef: string; intoUrl: string }): Mail => ({
	subject: `Meldung ${mail.publicRef} wird mit ${mail.intoRef} zusammen bearbeitet`,
	text: letter(
		`die Meldung ${mail.publicRef}, der Sie folgen, betrifft dasselbe wie die Meldung ${mail.intoRef}. Sie folgen ab jetzt dieser.`,
		`Die gemeinsame Meldung:\n${mail.intoUrl}`,
		`Mit freundlichen Grüßen\n${mail.tenant}`
	)
});

export const feedbackMail = (mail: Links & { feedbackUrl: string; reopenUntil: string | null }): Mail => ({
	subject: `Ist alles in Ordnung? Ihre Meldung ${mail.publicRef}`,
	text: letter(
		`Ihre Meldung ${mail.publicRef} (${mail.reporter}) ist abgeschlossen. Sind Sie mit dem Ergebnis zufrieden? Eine kurze Antwort hilft uns:\n${mail.feedbackUrl}`,
		mail.reopenUntil && `Bis zum ${mail.reopenUntil} können Sie die Meldung dort auch wieder öffnen.`,
		end(mail)
	)
});

export const splitMail = (mail: Links & { newRef: string }): Mail => ({
	subject: `Ihre Meldung ${mail.publicRef} wurde geteilt`,
	text: letter(`Ihre Meldung ${mail.publicRef} (${mail.reporter}) betrifft mehrere Dinge. Ein Teil wird als Meldung ${mail.newRef} bearbeitet.`, end(mail))
});

/** To a contractor. The order's text is staff's. */
export const orderMail = (mail: { tenant: string; contractor: string; publicRef: string; orderText: string; url: string; until: string }): Mail => ({
	subject: `Auftrag zur Meldung ${mail.publicRef} (${mail.tenant})`,
	text: `Guten Tag ${mail.contractor},\n\nes gibt einen Auftrag zur Meldung ${mail.publicRef}.\n\n${mail.orderText}\n\nOrt, Fotos und Rückmeldung ohne Anmeldung:\n${mail.url}\n\nDer Link gilt bis ${mail.until}. Bitte geben Sie ihn nicht weiter.\n\nMit freundlichen Grüßen\n${mail.tenant}\n`
});

/** Public answer that came from another tenant. */
export const answerOfTenant = (name: string, answer: string): string => `${name}: ${answer}`;

export const forwardedMail = (mail: Links & { to: string }): Mail => ({
	subject: `Ihre Meldung ${mail.publicRef} wurde weitergeleitet`,
	text: letter(
		`für Ihre Meldung ${mail.publicRef} (${mail.reporter}) ist eine andere Stelle zuständig: ${mail.to}. Wir haben sie dorthin weitergeleitet, ohne Ihren Namen und Ihre Kontaktdaten.`,
		'Für Sie ändert sich nichts: Den Stand sehen Sie weiter auf derselben Seite.',
		end(mail)
	)
});
