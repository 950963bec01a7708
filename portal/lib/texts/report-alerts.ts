import { formatMoment } from './dates.ts';

export const reportAlertTexts = {
	title: 'Meldungen abonnieren',
	lead: (tenant: string) => `${tenant}: Sie bekommen eine E-Mail, wenn an Ihrem Ort und zu den Kategorien, die Sie wählen, etwas Neues gemeldet wird.`,
	followTitle: (ref: string) => `Meldung ${ref} abonnieren`,
	followLead: 'Sie bekommen eine E-Mail, sobald sich bei dieser Meldung etwas tut.',
	toReport: 'Zur Meldung',
	toList: 'Alle Meldungen',
	places: { umkreis: 'Umkreis um eine Adresse', bezirk: 'Ein Bezirk oder eine Gemeinde', gebiet: 'Ein eigenes Gebiet, auf der Karte gezeichnet', alles: 'Alle Orte' },
	district: 'Bezirk oder Gemeinde',
	categories: 'Welche Kategorien?',
	categoriesHint: 'Ohne Auswahl erfahren Sie von allen.',
	privacy: 'Ihre E-Mail-Adresse benutzen wir nur für diese Nachrichten. Sobald Sie sie abbestellen, löschen wir sie; ohne Bestätigung nach 7 Tagen.',
	submit: 'Abonnieren',
	feeds: 'Lieber ohne E-Mail? Mit einem Feed-Leser geht es auch:',
	feedAll: 'Atom-Feed aller Meldungen',
	feedOne: 'Atom-Feed dieser Meldung',
	manageTitle: 'Ihr Abonnement',
	confirmTitle: 'Abonnement bestätigen',
	confirmed: 'Ihr Abonnement ist bestätigt',
	confirmedText: 'Ab jetzt bekommen Sie eine E-Mail, sobald es etwas Neues gibt. In jeder steht ein Link, mit dem Sie abbestellen.',
	what: 'Abonniert',
	allCategories: 'alle Kategorien',
	end: 'Abbestellen',
	endedText: 'Sie bekommen keine Nachrichten mehr. Ihre E-Mail-Adresse und alles, was dazu gespeichert war, ist gelöscht.',
	again: 'Andere Meldungen abonnieren',
	unconfirmed: 'Dieses Abonnement ist noch nicht bestätigt.',
	everywhere: (tenant: string) => `Neue Meldungen in ${tenant}`,
	districtErrors: 'Bitte wählen Sie einen Bezirk oder eine Gemeinde.'
} as const;

export const ofReport = (ref: string): string => `Meldung ${ref}`;
export const newIn = (place: string): string => `Neue Meldungen: ${place}`;

const greeting = 'Guten Tag,';

/** Mail that asks whether its reader ordered this. No words that somebody typed: nobody shall send texts to others through the portal. */
export function confirmReportAlertMail(order: { tenantName: string; title: string; orderedAt: Date; confirmUrl: string; endUrl: string }): { subject: string; text: string } {
	return {
		subject: 'Bitte bestätigen: Nachrichten zu Meldungen',
		text: `${greeting}

mit dieser Adresse wurden am ${formatMoment(order.orderedAt)} Nachrichten abonniert:

${order.tenantName}
${order.title}

Bitte bestätigen Sie auf dieser Seite, dass Sie das waren:
${order.confirmUrl}

Sie waren es nicht? Dann müssen Sie nichts tun. Ohne Bestätigung bekommen Sie keine Nachrichten, und wir löschen Ihre Adresse nach 7 Tagen. Sofort löschen können Sie sie hier:
${order.endUrl}
`
	};
}

/** One report in a mail. */
export interface ToldReport {
	publicRef: string;
	category: string;
	/** Null where no editor has released one. */
	title: string | null;
	address: string;
	/** Public label of its state. */
	state: string;
	/** It has become public. */
	isNew: boolean;
	/** What its history says for everybody, oldest first. */
	sentences: string[];
	url: string;
}

export function reportNewsMail(news: { title: string; reports: ToldReport[]; more: number; listUrl: string; manageUrl: string }): { subject: string; text: string } {
	const [first] = news.reports;
	const single = news.reports.length + news.more === 1;
	const kind = news.reports.every(({ isNew }) => isNew) ? 'Neue Meldung' : 'Neues zur Meldung';
	const subject = single ? `${kind} ${first!.publicRef}: ${first!.category}` : `Neues zu ${news.reports.length + news.more} Meldungen`;
	const parts = news.reports.map((report) =>
		[
			`${report.isNew ? 'Neu: ' : ''}${report.category} (${report.publicRef})`,
			...[report.title, report.address].filter(Boolean),
			`Stand: ${report.state}`,
			...(report.sentences.length > 0 ? ['', ...report.sentences] : []),
			'',
			report.url
		].join('\n')
	);
	if (news.more > 0) parts.push(`… und ${news.more} weitere:\n${news.listUrl}`);
	return {
		subject: subject.length > 150 ? `${subject.slice(0, 149)}…` : subject,
		text: `${greeting}

zu Ihrem Abonnement „${news.title}“ gibt es Neues.

${parts.join('\n\n----\n\n')}

----

Abbestellen (dabei wird Ihre Adresse gelöscht):
${news.manageUrl}
`
	};
}

export const reportFeedTexts = {
	title: (tenant: string) => `Meldungen – ${tenant}`,
	subtitle: 'Was gemeldet wurde und was daraus wird',
	one: (ref: string, category: string) => `Meldung ${ref}: ${category}`,
	event: 'Neues',
	pending: 'redaktionelle Prüfung ausstehend'
} as const;
