import { formatDay } from './dates.ts';

const PROMISE = 'Findet sie später statt, erhalten Sie eine neue Nachricht.';

/** Public bodies: address book, invitations, the invited body's pages. */
export const bodyTexts = {
	title: 'Träger öffentlicher Belange',
	lead: 'Behörden und sonstige Träger öffentlicher Belange, die Sie nach § 4 BauGB beteiligen. Aus diesem Verzeichnis laden Sie Stellen zu einem Verfahrensschritt ein.',
	refused: 'Das hat nicht geklappt',
	saved: 'Gespeichert',
	added: 'Stelle aufgenommen',
	removed: 'Stelle entfernt',
	imported: (added: number, changed: number) => `${added} aufgenommen, ${changed} geändert`,
	empty: 'Noch keine Stelle eingetragen',
	emptyText: 'Nehmen Sie unten die erste Stelle auf oder lesen Sie eine Liste ein.',
	count: (count: number) => (count === 1 ? '1 Stelle' : `${count} Stellen`),
	name: 'Name der Stelle',
	department: 'Abteilung',
	email: 'E-Mail',
	emailHint: 'An diese Adresse geht die Einladung mit dem persönlichen Link.',
	topics: 'Themen',
	topicsHint: 'Durch Kommas getrennt, zum Beispiel: Wasser, Naturschutz',
	partner: 'Austausch',
	partnerHint: 'Wenn die Stelle ein System mit XBeteiligung hat, geht die Einladung auch dorthin (Nachricht 0750).',
	noPartner: 'nur E-Mail',
	noWay: 'Weder E-Mail noch Austauschpartner: kann nicht eingeladen werden.',
	edit: 'Ändern',
	editOf: (name: string) => `${name} ändern`,
	save: 'Speichern',
	remove: 'Entfernen',
	removeOf: (name: string) => `${name} entfernen`,
	confirmRemove: (name: string) => `Möchten Sie „${name}“ aus dem Verzeichnis entfernen?`,
	addTitle: 'Stelle aufnehmen',
	add: 'Aufnehmen',
	importTitle: 'Liste einlesen und ausgeben',
	importHint: 'CSV in UTF-8 mit den Spalten Name, Abteilung, E-Mail und Themen. Vorhandene Stellen mit gleichem Namen und gleicher Abteilung werden geändert.',
	importFile: 'CSV-Datei',
	importButton: 'Einlesen',
	exportLink: 'Verzeichnis als CSV herunterladen',
	invited: (count: number) => (count === 0 ? 'noch nicht eingeladen' : count === 1 ? '1 Einladung' : `${count} Einladungen`),
	fields: {
		name: 'Bitte geben Sie den Namen mit mindestens zwei Zeichen ein.',
		email: 'Diese E-Mail-Adresse ist nicht vollständig.',
		topics: 'Höchstens 20 Themen.',
		partnerId: 'Bitte wählen Sie einen Partner, der Einladungen empfängt.'
	} as Record<string, string>
};

export const invitationTexts = {
	title: 'Einladungen',
	lead: (step: string, procedure: string) => `${step} · ${procedure}`,
	refused: 'Das hat nicht geklappt',
	unpublished: 'Der Schritt ist noch nicht veröffentlicht',
	unpublishedText: 'Eingeladen wird, sobald der Schritt veröffentlicht ist: dann stehen Frist und Unterlagen fest.',
	sentTitle: 'Eingeladene Stellen',
	done: {
		invited: 'Einladungen versandt',
		reminded: 'Einladung noch einmal versandt',
		receipt: 'Tag des Eingangs geändert',
		extended: 'Frist verlängert',
		withdrawn: 'Einladung zurückgezogen'
	},
	number: (count: number) => (count === 1 ? '1 Stelle wurde eingeladen.' : `${count} Stellen wurden eingeladen.`),
	none: 'Noch niemand eingeladen',
	noneText: 'Wählen Sie unten die Stellen aus, deren Aufgabenbereich berührt sein kann.',
	states: { sent: 'versandt', opened: 'geöffnet', answered: 'Stellungnahme liegt vor', over: 'Frist abgelaufen, keine Antwort' },
	sent: 'Versandt',
	received: 'Eingang',
	ends: 'Frist bis einschließlich',
	extended: 'verlängert',
	statements: 'Stellungnahmen',
	requested: (day: string) => `bittet um Verlängerung bis ${formatDay(day)}`,
	requestReason: 'Begründung der Stelle',
	more: 'Frist und Einladung bearbeiten',
	moreOf: (name: string) => `Frist und Einladung von ${name} bearbeiten`,
	receivedOn: 'Tag des Eingangs',
	receivedHint: 'Er zählt nicht mit; die Frist beginnt am Tag danach (§ 187 Abs. 1 BGB).',
	saveReceipt: 'Eingang speichern',
	extendTo: 'Verlängern bis einschließlich',
	reason: 'Wichtiger Grund (§ 4 Abs. 2 Satz 3 BauGB)',
	reasonHint: 'Mindestens zehn Zeichen; er steht im Protokoll.',
	extend: 'Frist verlängern',
	remind: 'Noch einmal senden',
	withdraw: 'Zurückziehen',
	withdrawNow: 'Ja, zurückziehen',
	confirmWithdraw: (name: string) => `Möchten Sie die Einladung von „${name}“ zurückziehen? Die Stelle wird benachrichtigt, ihr Link gilt dann nicht mehr.`,
	withdrawn: 'Einladung zurückgezogen',
	inviteTitle: 'Stellen einladen',
	inviteHint: 'Jede Stelle erhält eine E-Mail mit einem eigenen Link, oder eine Nachricht 0750 an ihr System. Als Tag des Eingangs gilt der Tag des Versands, bis Sie ihn ändern.',
	choose: 'Stellen',
	invite: 'Ausgewählte einladen',
	noBodies: 'Alle Stellen des Verzeichnisses sind eingeladen.',
	directory: 'Zum Verzeichnis',
	fields: {
		receivedOn: 'Der Tag liegt vor dem Versand oder in der Zukunft.',
		endsOn: 'Bitte wählen Sie einen Tag.',
		reason: 'Bitte begründen Sie mit mindestens zehn Zeichen.'
	} as Record<string, string>
};

export const invitedTexts = {
	title: 'Einladung zur Stellungnahme',
	lead: (body: string) => `Für: ${body}`,
	personal: 'Dieser Link ist nur für Ihre Stelle bestimmt. Bitte geben Sie ihn nicht weiter.',
	about: 'Worum geht es?',
	procedure: 'Verfahren',
	step: 'Schritt',
	law: 'Rechtsgrundlage',
	ends: 'Frist bis einschließlich',
	extended: (reason: string) => `Ihre Frist wurde verlängert. Grund: ${reason}`,
	over: 'Die Frist ist vorbei',
	overText: 'Sie können hier keine Stellungnahme mehr abgeben. Bitte wenden Sie sich an die Ansprechstelle.',
	answered: (count: number) => (count === 1 ? 'Eine Stellungnahme Ihrer Stelle liegt vor.' : `${count} Stellungnahmen Ihrer Stelle liegen vor.`),
	answeredText: 'Solange die Frist läuft, können Sie weitere abgeben.',
	consequences: 'Was gilt, wenn keine Stellungnahme kommt?',
	consequencesText:
		'Nicht rechtzeitig abgegebene Stellungnahmen können unberücksichtigt bleiben, wenn die Gemeinde ihren Inhalt nicht kannte und nicht hätte kennen müssen und er für die Rechtmäßigkeit des Plans ohne Bedeutung ist (§ 4a Abs. 5 BauGB).',
	field: 'Bitte beschränken Sie sich auf Ihren Aufgabenbereich (§ 4 Abs. 2 Satz 5 BauGB).',
	documents: 'Unterlagen',
	noDocuments: 'Zu diesem Schritt sind keine Unterlagen hinterlegt.',
	plan: 'Plan ansehen',
	answerTitle: 'Ihre Antwort',
	write: 'Stellungnahme schreiben',
	quickTitle: 'Keine Bedenken',
	quickText: 'Wenn Ihr Aufgabenbereich nicht berührt ist oder Sie keine Bedenken haben, genügt ein Klick. Sie erhalten einen Eingangsbeleg.',
	quick: 'Keine Bedenken mitteilen',
	quickStatement: 'Gegen die Planung bestehen aus Sicht der Stelle keine Bedenken.',
	person: 'Ansprechperson',
	personHint: 'Wer bei Rückfragen antwortet. Ihre Stelle steht schon fest.',
	personName: 'Name',
	email: 'E-Mail für den Eingangsbeleg',
	requestTitle: 'Mehr Zeit nötig?',
	requestText: 'Aus wichtigem Grund soll die Frist angemessen verlängert werden (§ 4 Abs. 2 Satz 3 BauGB). Die Gemeinde entscheidet und teilt es Ihnen mit.',
	until: 'Gewünschtes Ende',
	reason: 'Begründung',
	reasonHint: 'Mindestens zehn Zeichen.',
	request: 'Verlängerung erbitten',
	requested: 'Ihre Bitte ist eingegangen',
	requestedText: (day: string) => `Sie haben um eine Verlängerung bis ${formatDay(day)} gebeten. Die Gemeinde entscheidet darüber.`,
	contact: 'Ansprechstelle',
	refused: 'Das hat nicht geklappt',
	formTitle: 'Stellungnahme',
	back: 'Zur Einladung',
	plans: 'Eigene Planungen und Maßnahmen',
	plansHint: 'Beabsichtigte oder bereits eingeleitete Planungen und sonstige Maßnahmen Ihrer Stelle sowie deren zeitliche Abwicklung (§ 4 Abs. 2 Satz 5 BauGB).',
	monitoring: 'Informationen und Überwachung',
	monitoringHint: 'Informationen, die für die Abwägung zweckdienlich sind, und Hinweise zur Überwachung der Umweltauswirkungen (§ 4 Abs. 2 Satz 6 und Abs. 3 BauGB).',
	fields: {
		until: 'Bitte wählen Sie einen Tag.',
		reason: 'Bitte begründen Sie mit mindestens zehn Zeichen.'
	} as Record<string, string>
};

/** Text of a body's statement with the blocks of § 4 (2) BauGB. */
export function answerText(text: string, { plans, monitoring }: { plans: string; monitoring: string }): string {
	return [text, plans && `${invitedTexts.plans}:\n${plans}`, monitoring && `${invitedTexts.monitoring}:\n${monitoring}`].filter(Boolean).join('\n\n');
}

/** What the system of a body is told of its invitation later (aktuelleMitteilung of another 0750). */
export const invitationNews = {
	withdrawn: (reason: string) => `Die Beteiligung ist zurückgenommen; eine Stellungnahme ist nicht mehr nötig. Grund: ${reason} ${PROMISE}`,
	moved: (reason: string) => `Der Zeitraum der Beteiligung ist geändert. Grund: ${reason}`,
	extended: (reason: string) => `Die Frist ist verlängert. Grund: ${reason}`,
	period: (endsOn: string) => `Es gilt die Frist bis einschließlich ${formatDay(endsOn)}.`,
	periodWithdrawn: 'zurückgenommen',
	revoked: 'Die Einladung Ihrer Stelle ist zurückgezogen. Eine Stellungnahme ist nicht mehr nötig; der Link der Einladung gilt nicht mehr.',
	periodRevoked: 'zurückgezogen'
};

export type InvitationOccasion = 'invitation' | 'reminder' | 'extension' | 'moved' | 'withdrawn' | 'announced-again' | 'revoked';

/** Mail to a body: invitation, reminder, the new end of its period, new days of the step, that it does not take place or does after all, that the body is not asked any more. */
export function invitationMail(facts: {
	occasion: InvitationOccasion;
	municipality: string;
	body: string;
	procedure: string;
	step: string;
	law: string;
	endsOn: string;
	link: string;
	/** Why the step was moved or taken back. */
	reason?: string;
}): { subject: string; text: string } {
	const { occasion, municipality, body, procedure, step, law, endsOn, link, reason } = facts;
	const subject = {
		invitation: `Beteiligung: ${procedure}`,
		reminder: `Erinnerung, Beteiligung: ${procedure}`,
		extension: `Frist verlängert: ${procedure}`,
		moved: `Zeitraum geändert: ${procedure}`,
		withdrawn: `Beteiligung zurückgenommen: ${procedure}`,
		'announced-again': `Beteiligung findet statt: ${procedure}`,
		revoked: `Einladung zurückgezogen: ${procedure}`
	}[occasion];
	const first = {
		invitation: `${municipality} beteiligt Sie an einem Bauleitplanverfahren und bittet um Ihre Stellungnahme.`,
		reminder: `${municipality} erinnert an die Bitte um Ihre Stellungnahme.`,
		extension: `${municipality} hat die Frist für Ihre Stellungnahme verlängert.`,
		moved: `${municipality} hat den Zeitraum der Beteiligung geändert: ${reason}`,
		withdrawn: `${municipality} hat die Beteiligung zurückgenommen: ${reason}`,
		'announced-again': `Die zurückgenommene Beteiligung findet nun statt. ${municipality} bittet um Ihre Stellungnahme.`,
		revoked: `${municipality} hat die Einladung Ihrer Stelle zu dieser Beteiligung zurückgezogen.`
	}[occasion];
	if (occasion === 'withdrawn' || occasion === 'revoked') {
		const last = occasion === 'withdrawn' ? PROMISE : 'Eine Stellungnahme ist nicht mehr nötig. Der Link der Einladung gilt nicht mehr.';
		return { subject, text: [`An: ${body}`, 'Guten Tag,', first, `Verfahren: ${procedure}\nSchritt: ${step}`, last, municipality].join('\n\n') };
	}
	const text = [
		`An: ${body}`,
		'Guten Tag,',
		first,
		[`Verfahren: ${procedure}`, `Schritt: ${step}`, law && `Rechtsgrundlage: ${law}`, `Frist: bis einschließlich ${formatDay(endsOn)}`].filter(Boolean).join('\n'),
		`Unterlagen und Antwort, ohne Anmeldung:\n${link}`,
		'Der Link ist nur für Ihre Stelle bestimmt. Bitte geben Sie ihn nicht weiter.',
		'Nicht rechtzeitig abgegebene Stellungnahmen können unberücksichtigt bleiben, wenn die Gemeinde ihren Inhalt nicht kannte und nicht hätte kennen müssen und er für die Rechtmäßigkeit des Plans ohne Bedeutung ist (§ 4a Abs. 5 BauGB).',
		municipality
	].join('\n\n');
	return { subject, text };
}
