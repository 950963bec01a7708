import { formatDay, formatWeekday } from './dates.ts';

interface ContactLike {
	organisation?: string;
	person?: string;
	street?: string;
	postcode?: string;
	city?: string;
	phone?: string;
	email?: string;
	openingHours?: string;
}

/** „Stadt Musterlinden, Markt 1, 01234 Musterlinden, Telefon …, E-Mail …“ */
export function contactLine(contact: ContactLike): string {
	const place = [contact.postcode, contact.city].filter(Boolean).join(' ');
	return (
		[
			contact.organisation,
			contact.street,
			place,
			contact.phone && `Telefon ${contact.phone}`,
			contact.email && `E-Mail ${contact.email}`
		]
			.filter(Boolean)
			.join(', ') || 'die Kontaktdaten stehen im Impressum'
	);
}

export const STATE_TEXTS = { planned: 'geplant', running: 'läuft', ended: 'beendet' } as const;

/** Public page and staff pages of participations. */
export const participationTexts = {
	listTitle: 'Beteiligungen',
	listEmpty: 'Zurzeit gibt es keine Beteiligung.',
	listEmptyHint: 'Sobald eine Beteiligung veröffentlicht ist, steht sie hier.',
	toProcedure: 'Zum Verfahren',
	ofStep: 'Diese Beteiligung gehört zu einem Verfahren. Zeitraum, Fassung und Texte werden dort geändert.',
	toStep: 'Zum Schritt des Verfahrens',
	ofProcedure: 'Diese Beteiligung gehört zum Verfahren',
	changesOnly: 'Stellungnahmen sind nur zu den geänderten oder ergänzten Teilen möglich (§ 4a Abs. 3 Satz 2 BauGB).',
	toPlan: 'Zum Plan',
	plan: 'Plan',
	withoutPlan: 'Für diesen Schritt gibt es noch keine Planfassung. Sie können zum Gebiet und zu den Unterlagen Stellung nehmen.',
	withoutPlanShort: 'noch ohne Planfassung',
	planVersion: (name: string, version: number) => `${name}, Fassung ${version}`,
	periodRange: (first: string, last: string) => `${formatWeekday(first)} bis einschließlich ${formatWeekday(last)}`,
	periodShort: (first: string, last: string) => `${formatDay(first)} bis ${formatDay(last)}`,
	running: (last: string) => `Sie können bis einschließlich ${formatDay(last)}, 24 Uhr, Stellung nehmen.`,
	planned: (first: string) => `Die Beteiligung beginnt am ${formatDay(first)}. Dann können Sie hier Ihre Stellungnahme abgeben.`,
	ended: (last: string) => `Die Beteiligung ist seit ${formatDay(last)}, 24 Uhr, beendet. Eine Stellungnahme ist hier nicht mehr möglich.`,
	write: 'Stellungnahme schreiben',
	objects: 'Planinhalte als Liste ansehen',
	documents: 'Unterlagen',
	documentsNone: 'Zu diesem Schritt liegen noch keine Unterlagen vor.',
	documentsEmpty: 'Zu dieser Fassung liegen keine Unterlagen vor.',
	otherWays: 'Andere Wege',
	otherWaysLead: 'Sie können Ihre Stellungnahme auch so abgeben. Alle Wege zählen gleich:',
	otherWaysPlanned: (first: string) => `Ab dem ${formatDay(first)} können Sie Ihre Stellungnahme auch so abgeben. Alle Wege zählen gleich:`,
	questions: 'Fragen zur Beteiligung',
	questionsLead: 'Auskunft gibt:',
	byPost: 'per Post',
	byEmail: 'per E-Mail',
	inPerson: 'zur Niederschrift vor Ort',
	openingHours: 'Öffnungszeiten',
	phone: 'Telefon',
	contactMissing: 'Die Kontaktdaten stehen im Impressum.',
	receiptHeading: 'Schon Stellung genommen?',
	receiptLead: 'Mit dem Code Ihrer Bestätigung sehen Sie, was eingegangen ist und wie es weitergeht.',
	receiptLink: 'Code eingeben',

	staffTitle: 'Beteiligungen',
	staffEmpty: 'Noch keine Beteiligung.',
	staffEmptyHint: 'Laden Sie zuerst einen Plan hoch und veröffentlichen Sie ihn. Dann können Sie hier eine Beteiligung anlegen.',
	create: 'Beteiligung anlegen',
	createTitle: 'Neue Beteiligung',
	editTitle: 'Beteiligung bearbeiten',
	draft: 'Entwurf',
	backToList: 'Alle Beteiligungen',
	showStatements: (count: number) => (count === 1 ? '1 Stellungnahme' : `${count} Stellungnahmen`),
	publicPage: 'Öffentliche Seite ansehen',
	save: 'Speichern',
	saved: 'Gespeichert.',
	publish: 'Veröffentlichen',
	publishQuestion: 'Ab dem ersten Tag können alle Stellung nehmen. Fassung und Beginn lassen sich danach nicht mehr ändern.',
	publishConfirm: 'Jetzt veröffentlichen',
	publishedNow: 'Die Beteiligung ist veröffentlicht.',
	lockedHint: 'Die Beteiligung läuft: Fassung und Beginn stehen fest, das Ende lässt sich nur verlängern.',
	versionUnpublished: 'nicht veröffentlicht',
	noVersions: 'Es gibt noch keinen Plan.',
	toPlans: 'Zu den Plänen',
	fields: {
		title: 'Titel',
		titleHint: 'So heißt die Beteiligung öffentlich, zum Beispiel „Bebauungsplan Nr. 7 – Entwurf“',
		intro: 'Einleitung',
		introHint: 'Worum geht es? Ein bis drei Absätze.',
		version: 'Fassung des Plans',
		firstDay: 'Erster Tag',
		lastDay: 'Letzter Tag',
		lastDayHint: 'Der letzte Tag zählt ganz, bis 24 Uhr.',
		contact: 'Ansprechstelle',
		contactHint: 'Wohin kann man Stellungnahmen per Post oder E-Mail senden, wo zur Niederschrift geben?',
		organisation: 'Stelle',
		person: 'Ansprechperson',
		street: 'Straße und Hausnummer',
		postcode: 'Postleitzahl',
		city: 'Ort',
		phone: 'Telefon',
		email: 'E-Mail',
		openingHours: 'Öffnungszeiten',
		asked: 'Angaben zur Person',
		askedHint: 'Die E-Mail-Adresse ist immer freiwillig. Eine Stellungnahme ohne Namen muss möglich sein, wenn Sie den Namen nicht brauchen.',
		name: 'Name',
		address: 'Anschrift'
	},
	ask: { off: 'nicht fragen', optional: 'freiwillig', required: 'Pflichtangabe' },
	errors: {
		title: 'Bitte geben Sie einen Titel mit mindestens 3 Zeichen an.',
		planVersionId: 'Bitte wählen Sie eine Fassung.',
		firstDay: 'Bitte geben Sie den ersten Tag an.',
		lastDay: 'Bitte geben Sie den letzten Tag an.',
		email: 'Bitte geben Sie eine vollständige E-Mail-Adresse an.'
	} as Record<string, string>
} as const;
