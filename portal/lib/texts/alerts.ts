import { formatMoment, formatWeekday } from './dates.ts';
import { formatNumber } from './format.ts';

const distance = (metres: number) => (metres < 1000 ? `${metres} m` : `${formatNumber(metres / 1000)} km`);

export const alertTexts = {
	title: 'Benachrichtigungen',
	lead: 'Sie bekommen eine E-Mail, wenn es zu einem Verfahren an Ihrem Ort etwas Neues gibt: wenn es veröffentlicht wird, wenn Sie Stellung nehmen können, wenn die Frist bald endet und wenn entschieden ist.',
	leadTenant: (name: string) => `Sie bekommen eine E-Mail, wenn es zu einem Verfahren von ${name} etwas Neues gibt: wenn es veröffentlicht wird, wenn Sie Stellung nehmen können, wenn die Frist bald endet und wenn entschieden ist.`,
	wholeLand: 'Benachrichtigungen für das ganze Land bestellen',
	where: 'Für welchen Ort?',
	places: { umkreis: 'Umkreis um eine Adresse', gemeinde: 'Eine Gemeinde', gebiet: 'Ein eigenes Gebiet, auf der Karte gezeichnet', alles: 'Alle Orte' },
	address: 'Adresse oder Ort',
	addressHint: 'Zum Beispiel „Hauptstraße 5“. Ihre Adresse speichern wir nicht, nur den Kreis darum.',
	radius: 'Umkreis',
	distance,
	municipality: 'Gemeinde',
	choose: 'Bitte wählen',
	areaHeading: 'Ihr Gebiet',
	areaHint: 'Zeichnen Sie eine Fläche. Auch mit der Tastatur: Pfeiltasten bewegen das Fadenkreuz, Eingabetaste setzt einen Punkt, Leertaste schließt die Fläche.',
	areaDraw: 'Fläche zeichnen',
	areaAgain: 'Neu zeichnen',
	areaSet: 'Punkt setzen',
	areaFinish: 'Fläche schließen',
	areaUndo: 'Letzten Punkt zurücknehmen',
	areaDone: (size: string) => `Ihr Gebiet ist ${size} groß.`,
	areaMap: 'Karte zum Zeichnen Ihres Gebiets',
	what: 'Was interessiert Sie?',
	whatHint: 'Ohne Auswahl erfahren Sie von allem.',
	kinds: 'Art des Verfahrens',
	topics: 'Thema',
	frequency: 'Wie oft?',
	frequencies: { instant: 'sofort, sobald es etwas gibt', daily: 'einmal am Tag um 7 Uhr, wenn es etwas gibt' },
	frequencyShort: { instant: 'sofort', daily: 'einmal am Tag um 7 Uhr' },
	email: 'Ihre E-Mail-Adresse',
	emailHint: 'Wir schicken Ihnen eine E-Mail mit einem Link. Erst wenn Sie dort bestätigen, bekommen Sie Nachrichten.',
	honeypot: 'Dieses Feld bitte leer lassen',
	privacy: 'Ihre E-Mail-Adresse benutzen wir nur für diese Nachrichten. Sobald Sie die Benachrichtigungen beenden, löschen wir sie; ohne Bestätigung nach 7 Tagen.',
	submit: 'Benachrichtigungen bestellen',
	feeds: 'Lieber ohne E-Mail? Mit einem Feed-Leser oder Kalender geht es auch:',
	feedAtom: 'Atom-Feed',
	feedCalendar: 'Kalender mit allen Fristen',

	sentTitle: 'Bitte sehen Sie in Ihr Postfach',
	sent: (what: string) => `Wenn die Adresse stimmt, kommt in den nächsten Minuten eine E-Mail mit einem Link. Bitte bestätigen Sie dort. Bestellt haben Sie: ${what}.`,
	sentHint: 'Keine E-Mail gekommen? Sehen Sie bitte auch im Ordner für unerwünschte Nachrichten nach und prüfen Sie die Adresse.',
	again: 'Weitere Benachrichtigungen bestellen',

	confirmTitle: 'Benachrichtigungen bestätigen',
	confirmLead: 'Mit dem Knopf bestätigen Sie, dass Sie diese Nachrichten bekommen möchten:',
	confirm: 'Ja, bestätigen',
	confirmed: 'Ihre Benachrichtigungen sind bestätigt',
	confirmedText: 'Ab jetzt bekommen Sie eine E-Mail, sobald es etwas Neues gibt. In jeder steht ein Link, mit dem Sie die Benachrichtigungen ändern oder beenden.',
	toList: 'Diese Verfahren laufen jetzt schon',

	manageTitle: 'Ihre Benachrichtigungen',
	manageWhere: 'Ort',
	manageKinds: 'Auswahl',
	manageSince: 'Bestätigt',
	manageOnly: 'Nur Verfahren von',
	save: 'Änderung speichern',
	saved: 'Gespeichert.',
	placeKept: (title: string) => `Jetzt: ${title}. Ohne neue Adresse bleibt die Mitte.`,
	end: 'Benachrichtigungen beenden',
	endText: 'Sie bekommen dann keine Nachrichten mehr, und wir löschen Ihre E-Mail-Adresse.',
	ended: 'Beendet',
	endedText: 'Sie bekommen keine Nachrichten mehr. Ihre E-Mail-Adresse und alles, was dazu gespeichert war, ist gelöscht.',
	unconfirmed: 'Diese Benachrichtigungen sind noch nicht bestätigt.',
	everything: 'alle Verfahren',
	everywhere: 'alle Orte',
	wholeLandShort: 'Ganzes Land',
	errors: {
		where: 'Bitte wählen Sie, für welchen Ort.',
		address: 'Bitte geben Sie eine Adresse oder einen Ort an.',
		addressUnknown: 'Diesen Ort haben wir nicht gefunden. Bitte prüfen Sie die Schreibweise, zum Beispiel „Hauptstraße 5“.',
		municipality: 'Bitte wählen Sie eine Gemeinde.',
		area: 'Bitte zeichnen Sie eine Fläche.',
		areaInvalid: 'Diese Fläche lässt sich nicht verwenden: Sie hat keinen Inhalt oder liegt nicht in Deutschland. Bitte zeichnen Sie sie neu.',
		frequency: 'Bitte wählen Sie, wie oft.',
		email: 'Bitte geben Sie eine vollständige E-Mail-Adresse an, zum Beispiel name@beispiel.de.'
	} as Record<string, string>
} as const;

/** Sentences of a refused form, by field. */
export const alertErrors = (fields: Record<string, string> | undefined): Record<string, string | undefined> =>
	Object.fromEntries(Object.entries(fields ?? {}).map(([field, code]) => [field, alertTexts.errors[code] ?? alertTexts.errors[field]]));

/** „Umkreis von 2 km um Hauptstraße 5, 01992 Auenfelde“ */
export const aroundTitle = (place: string, metres: number) => `Umkreis von ${distance(metres)} um ${place}`;
export const municipalityTitle = (name: string) => `Gemeinde ${name}`;
export const areaTitle = 'Eigenes Gebiet';

const greeting = 'Guten Tag,';

/** Mail that asks whether its reader ordered the alerts. It holds no words that somebody typed: nobody shall send texts to others through the portal. */
export function confirmMail(order: { portal: string; title: string; frequency: 'instant' | 'daily'; orderedAt: Date; confirmUrl: string; endUrl: string }): {
	subject: string;
	text: string;
} {
	return {
		subject: 'Bitte bestätigen: Benachrichtigungen zu Planungsverfahren',
		text: `${greeting}

mit dieser Adresse wurden am ${formatMoment(order.orderedAt)} Benachrichtigungen bestellt:

${order.portal}
Ort: ${order.title}
Häufigkeit: ${alertTexts.frequencyShort[order.frequency]}

Bitte bestätigen Sie auf dieser Seite, dass Sie das waren:
${order.confirmUrl}

Sie waren es nicht? Dann müssen Sie nichts tun. Ohne Bestätigung bekommen Sie keine Nachrichten, und wir löschen Ihre Adresse nach 7 Tagen. Sofort löschen können Sie sie hier:
${order.endUrl}
`
	};
}

/** One procedure in a mail: what is new, in sentences. */
export interface ToldProcedure {
	title: string;
	where: string;
	sentences: string[];
	url: string;
}

/** Mail with what is new; one procedure or many. */
export function newsMail(news: { title: string; procedures: ToldProcedure[]; manageUrl: string }): { subject: string; text: string } {
	const [first] = news.procedures;
	const subject =
		news.procedures.length === 1 ? `Neues zum Verfahren: ${first!.title}` : `Neues zu ${news.procedures.length} Verfahren: ${news.title}`;
	const parts = news.procedures.map(({ title, where, sentences, url }) => [title, where, '', ...sentences, '', url].join('\n'));
	return {
		subject: subject.length > 150 ? `${subject.slice(0, 149)}…` : subject,
		text: `${greeting}

zu Ihren Benachrichtigungen „${news.title}“ gibt es Neues.

${parts.join('\n\n----\n\n')}

----

Benachrichtigungen ändern oder beenden (dabei wird Ihre Adresse gelöscht):
${news.manageUrl}
`
	};
}

interface StepWords {
	title: string | null;
	startsOn: string | null;
	endsOn: string | null;
	/** Against the clock of now. */
	state: 'planned' | 'running' | 'ended';
}

const toTheEnd = (day: string) => `bis einschließlich ${formatWeekday(day)} (24 Uhr)`;

/** Sentences of events, worded for the day on which they are read, which may be later than the event. */
export const eventSentences = {
	published: () => 'Das Verfahren ist jetzt im Portal veröffentlicht.',
	participation: ({ title, startsOn, endsOn, state }: StepWords, ending: boolean) => {
		const name = title ?? 'Beteiligung';
		if (!startsOn || !endsOn) return `${name}: Einzelheiten stehen auf der Seite des Verfahrens.`;
		if (state === 'planned') return `${name}: beginnt am ${formatWeekday(startsOn)}. Sie können dann ${toTheEnd(endsOn)} Stellung nehmen.`;
		if (state === 'ended') return `${name}: hat am ${formatWeekday(startsOn)} begonnen und ist seit ${formatWeekday(endsOn)}, 24 Uhr, beendet.`;
		if (ending) return `${name}: endet bald. Sie können noch ${toTheEnd(endsOn)} Stellung nehmen.`;
		return `${name}: hat am ${formatWeekday(startsOn)} begonnen. Sie können ${toTheEnd(endsOn)} Stellung nehmen.`;
	},
	ended: ({ title, endsOn }: StepWords) => `${title ?? 'Beteiligung'}: ist seit ${endsOn ? formatWeekday(endsOn) : 'jetzt'}, 24 Uhr, beendet. Die Stellungnahmen werden nun ausgewertet.`,
	datesChanged: ({ title, startsOn, endsOn }: StepWords) =>
		startsOn && endsOn
			? `${title ?? 'Beteiligung'}: Der Zeitraum wurde geändert. Er geht jetzt vom ${formatWeekday(startsOn)} ${toTheEnd(endsOn)}.`
			: `${title ?? 'Beteiligung'}: Der Zeitraum wurde geändert.`,
	withdrawn: ({ title }: Pick<StepWords, 'title'>) => `${title ?? 'Beteiligung'}: wurde zurückgenommen und findet nicht wie angekündigt statt. Der Grund steht auf der Seite des Verfahrens.`,
	documentsReplaced: () => 'Veröffentlichte Unterlagen wurden ausgetauscht. Was und warum, steht auf der Seite des Verfahrens.',
	decided: (day: string | null) => `Der Plan wurde beschlossen${day ? ` (am ${formatWeekday(day)})` : ''}.`,
	inForce: (day: string | null) => `Der Plan ist in Kraft getreten${day ? ` (am ${formatWeekday(day)})` : ''}.`
};
