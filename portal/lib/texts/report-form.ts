import { formatDay } from './dates.ts';
import type { ReportStep } from '../forms/report-steps.ts';

/** "25 m", "1,2 km". */
export const distanceText = (metres: number): string =>
	metres < 995 ? `${Math.max(1, Math.round(metres < 20 ? metres : metres / 5) * (metres < 20 ? 1 : 5))} m` : `${(metres / 1000).toFixed(1).replace('.', ',')} km`;

const DAY = 24 * 3_600_000;
export function ageText(then: Date, now: Date): string {
	const days = Math.floor((now.getTime() - then.getTime()) / DAY);
	if (days < 1) return 'heute';
	if (days === 1) return 'gestern';
	if (days < 28) return `vor ${days} Tagen`;
	return `am ${formatDay(then.toISOString().slice(0, 10))}`;
}

const stepNames: Record<ReportStep, string> = {
	ort: 'Ort',
	kategorie: 'Worum geht es?',
	aehnliche: 'Schon gemeldet?',
	angaben: 'Beschreibung',
	senden: 'Prüfen und senden'
};

/** Texts of the form in which citizens report. */
export const reportFormTexts = {
	title: (reporter: string) => `${reporter}: Neue Meldung`,
	choose: 'Was möchten Sie melden?',
	chooseLead: 'Bitte wählen Sie, wohin Ihre Meldung gehört.',
	none: 'Diese Verwaltung nimmt hier noch keine Meldungen entgegen.',
	noneText: 'Bitte wenden Sie sich direkt an die Verwaltung.',
	reported: 'Schon gemeldet? Stand mit dem Eingangscode ansehen',
	steps: 'Schritte der Meldung',
	stepNames,
	next: 'Weiter',
	back: 'Zurück',
	change: 'Ändern',
	problemTitle: 'Das hat noch nicht geklappt',
	optional: 'freiwillig',

	placeLead: 'Zeigen Sie, wo es ist. Tippen Sie auf die Karte, suchen Sie eine Adresse oder beginnen Sie mit einem Foto.',
	placeLeadPlain: 'Suchen Sie eine Adresse, geben Sie Koordinaten ein oder laden Sie ein Foto hoch, in dem der Ort gespeichert ist.',
	map: 'Karte: Ort der Meldung',
	mapHelp:
		'Mit der Tastatur: Pfeiltasten verschieben die Karte unter dem Fadenkreuz, Plus und Minus ändern den Ausschnitt, Eingabe setzt den Ort auf das Fadenkreuz. Die Adresssuche über der Karte tut dasselbe ohne Karte.',
	addressSearch: 'Adresse oder Ort suchen',
	addressHint: 'Zum Beispiel „Hauptstraße 5“',
	search: 'Suchen',
	searchFailed: 'Die Suche antwortet gerade nicht. Bitte tippen Sie auf die Karte.',
	noAddress: 'Dazu wurde keine Adresse gefunden. Bitte prüfen Sie die Schreibweise.',
	myPlace: 'Mein Standort',
	myPlaceWait: 'Ihr Standort wird bestimmt …',
	myPlaceFailed: 'Ihr Standort konnte nicht bestimmt werden. Bitte tippen Sie auf die Karte oder suchen Sie die Adresse.',
	photoFirst: 'Mit Foto beginnen',
	photoFirstHint: 'Wenn im Foto ein Ort gespeichert ist, setzen wir ihn. Veröffentlicht wird diese Angabe aus dem Foto nie.',
	coordinates: 'Oder Koordinaten',
	coordinatesLabel: 'Koordinaten',
	coordinatesHint: 'Zum Beispiel „51,2345 13,4567“ oder „372000 5680000“ (ETRS89/UTM 33)',
	coordinatesTake: 'Koordinaten übernehmen',
	place: 'Gewählter Ort',
	placeNone: 'Noch kein Ort gewählt',
	placeAddress: 'Adresse oder Beschreibung des Ortes',
	placeAddressHint: 'Sie können genauer sagen, wo es ist: „gegenüber der Bushaltestelle“.',
	positionOf: (lat: string, lon: string) => `${lat}° Nord, ${lon}° Ost`,
	outsideLink: 'Zuständige Verwaltung für diesen Ort suchen',
	categorySearch: 'Kategorie suchen',
	categorySearchHint: 'Zum Beispiel „Laterne“ oder „Müll“',
	categoryRecent: 'Zuletzt von Ihnen gewählt',
	categoryNone: 'Dazu gibt es keine Kategorie. Versuchen Sie ein anderes Wort.',
	categoryCount: (count: number) => (count === 1 ? '1 Kategorie' : `${count} Kategorien`),
	otherGroup: 'Weitere',
	privateHint: 'Diese Meldungen sieht nur die Verwaltung.',
	similarLead: 'In der Nähe gibt es offene Meldungen. Ist Ihre dabei? Dann schließen Sie sich an. Das hilft mehr als eine zweite Meldung.',
	similarNot: 'Nein, etwas anderes melden',
	similarPending: 'Text und Fotos: redaktionelle Prüfung ausstehend',
	supporters: (count: number) => (count === 1 ? '1 Person hat sich angeschlossen' : `${count} Personen haben sich angeschlossen`),

	body: 'Was ist das Problem?',
	bodyIdea: 'Was schlagen Sie vor?',
	bodyPraise: 'Was hat Ihnen gefallen?',
	bodyOrPhoto: 'Ein Satz oder ein Foto genügt. ',
	bodyHint: 'Bitte nennen Sie keine Namen, Kennzeichen oder Telefonnummern anderer Menschen.',
	chooseOne: 'Bitte wählen',
	stopTitle: 'Bitte nicht über dieses Formular',
	stopText: 'Mit dieser Antwort können Sie hier keine Meldung abgeben.',

	photos: 'Fotos',
	photosHint: (most: number) => `Bis zu ${most} Fotos. Ort und Kameradaten entfernen wir. Bitte achten Sie darauf, dass niemand zu erkennen ist.`,
	photoAdd: 'Fotos wählen',
	photoTake: 'Foto aufnehmen',
	photoNumber: (number: number) => `Foto ${number}`,
	photoRemove: (number: number) => `Foto ${number} entfernen`,
	photoRedact: (number: number) => `In Foto ${number} etwas unkenntlich machen`,
	photoRedactShort: 'Unkenntlich machen',
	photoRemoveShort: 'Entfernen',
	photoWorking: 'Fotos werden verkleinert …',
	photoReady: (count: number) => (count === 1 ? '1 Foto ist bereit.' : `${count} Fotos sind bereit.`),
	photoFailed: 'Ein Foto konnte nicht gelesen werden. Bitte wählen Sie ein anderes.',
	photoNoPreview: 'Ohne Vorschau',

	redactTitle: 'Gesichter und Kennzeichen unkenntlich machen',
	redactHelp:
		'Ziehen Sie mit Finger oder Maus ein Rechteck über die Stelle. Mit der Tastatur: „Rechteck hinzufügen“, dann Pfeiltasten zum Verschieben, mit Umschalt zum Ändern der Größe, Entf zum Löschen.',
	redactCanvas: 'Foto mit schwarzen Rechtecken',
	redactAdd: 'Rechteck hinzufügen',
	redactUndo: 'Letztes Rechteck entfernen',
	redactDone: 'Übernehmen',
	redactCancel: 'Abbrechen',
	redactCount: (count: number) => (count === 1 ? '1 Rechteck' : `${count} Rechtecke`),

	contactTitle: 'Ihre Kontaktdaten',
	contactLead: 'Freiwillig. Mit einer E-Mail-Adresse erfahren Sie, wie es weitergeht, und die Verwaltung kann zurückfragen. Name, E-Mail und Telefon werden nie veröffentlicht und nach der Erledigung gelöscht.',
	contactLeadNeeded: 'Für diese Meldung brauchen wir eine E-Mail-Adresse. Sie wird nie veröffentlicht. Wir schicken Ihnen einen Link, den Sie bestätigen.',
	name: 'Name',
	email: 'E-Mail-Adresse',
	phone: 'Telefon',
	honeypot: 'Dieses Feld bitte frei lassen',
	privacy: (controller: string) => `Verantwortlich für Ihre Daten ist: ${controller}.`,
	privacyLink: 'Hinweise zum Datenschutz',

	reviewTitle: 'Ihre Angaben',
	reviewPlace: 'Ort',
	reviewCategory: 'Kategorie',
	reviewText: 'Beschreibung',
	reviewNothing: 'keine Angabe',
	shown: {
		pin: 'Sofort sichtbar sind Ort und Kategorie. Text und Fotos prüft zuerst die Redaktion.',
		open: 'Ihre Meldung erscheint mit Text und Fotos sofort auf der öffentlichen Karte.',
		hidden: 'Ihre Meldung erscheint erst nach der redaktionellen Prüfung auf der öffentlichen Karte.',
		private: 'Ihre Meldung sieht nur die Verwaltung.'
	},
	send: 'Meldung senden',
	sending: 'Ihre Meldung wird gesendet …',
	queuedTitle: 'Ihre Meldung ist gespeichert und wird von selbst gesendet',
	queuedText: 'Gerade gibt es keine Verbindung. Die Meldung liegt auf diesem Gerät und geht genau einmal hinaus, sobald wieder Netz da ist. Sie können diese Seite schließen.',
	another: 'Weitere Meldung am selben Ort',

	draft: {
		title: 'Ihr Entwurf ist wieder da',
		text: (when: string, photos: number) => `Geschrieben am ${when}${photos > 0 ? `, mit ${photos === 1 ? '1 Foto' : `${photos} Fotos`}` : ''}. Prüfen Sie ihn und fahren Sie fort.`,
		lost: (count: number) => (count === 1 ? '1 Foto passte nicht in den Speicher Ihres Geräts. Bitte wählen Sie es neu.' : `${count} Fotos passten nicht in den Speicher Ihres Geräts. Bitte wählen Sie sie neu.`),
		kept: (days: number) => `Ihr Entwurf bleibt bis zum Senden auf diesem Gerät, höchstens ${days} Tage. Name, E-Mail-Adresse und Telefon speichern wir nicht.`,
		discard: 'Entwurf verwerfen',
		discardQuestion: 'Text, Ort und Fotos dieses Entwurfs gehen verloren.',
		discardConfirm: 'Ja, verwerfen',
		discarded: 'Der Entwurf ist verworfen.'
	},
	said: {
		'place-set': 'Der Ort ist gesetzt.',
		'place-of-photo': 'Der Ort aus dem Foto ist gesetzt. Bitte prüfen Sie ihn.',
		'photo-removed': 'Das Foto ist entfernt.',
		'photo-without-place': 'Im Foto ist kein Ort gespeichert. Bitte zeigen Sie ihn auf der Karte oder suchen Sie die Adresse.'
	},
	problems: {
		point: { required: 'Bitte zeigen Sie zuerst den Ort.', outside: 'Dieser Ort liegt nicht im Gebiet dieser Verwaltung.', invalid: 'Bitte zeigen Sie den Ort neu.' },
		coordinates: { invalid: 'Diese Koordinaten sind nicht lesbar.' },
		category: { required: 'Bitte wählen Sie eine Kategorie.' },
		body: {
			required: 'Bitte beschreiben Sie kurz, worum es geht, oder fügen Sie ein Foto hinzu.',
			max_length: 'Der Text ist zu lang. Bitte kürzen Sie ihn auf 4.000 Zeichen.'
		},
		title: { max_length: 'Bitte höchstens 120 Zeichen.' },
		photos: { required: 'Für diese Kategorie brauchen wir ein Foto.', unwanted: 'Zu dieser Kategorie nehmen wir keine Fotos entgegen.' },
		assetId: { required: 'Bitte wählen Sie, welches Objekt Sie meinen.', invalid: 'Dieses Objekt gibt es nicht mehr. Bitte wählen Sie ein anderes.' },
		'author.email': { required: 'Bitte geben Sie Ihre E-Mail-Adresse an.', email: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.', union: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.' },
		answers: {
			required: 'Bitte beantworten Sie diese Frage.',
			invalid: 'Bitte wählen Sie eine der Antworten.',
			number: 'Bitte geben Sie eine Zahl ein.',
			date: 'Bitte geben Sie ein Datum ein.',
			max_length: 'Bitte fassen Sie sich kürzer.'
		}
	} as Record<string, Record<string, string>>,
	problemOther: 'Bitte prüfen Sie diese Angabe.'
};

/** The sentence of a field's problem. */
export function problemText(field: string, code: string | undefined): string | undefined {
	if (!code) return undefined;
	const table = reportFormTexts.problems[field.startsWith('answers.') ? 'answers' : field];
	return table?.[code] ?? reportFormTexts.problemOther;
}

/** The statewide page that finds the reporters of a place. */
export const findReporterTexts = {
	title: 'Schaden oder Anliegen melden',
	lead: 'Wo ist es? Wir zeigen Ihnen, wer dort Meldungen entgegennimmt.',
	found: (place: string) => `Hier können Sie melden: ${place}`,
	nothing: 'Für diesen Ort nimmt noch keine Verwaltung Meldungen über dieses Portal entgegen.',
	unknown: 'Diesen Ort haben wir nicht gefunden. Bitte prüfen Sie die Schreibweise.',
	all: 'Verwaltungen, die Meldungen entgegennehmen'
};
