/** The view for phones, outside. */
export const fieldTexts = {
	title: 'Außendienst',
	lead: 'Ihre Merkliste und die Ihnen zugewiesenen offenen Meldungen. Die Liste bleibt auf diesem Gerät; Änderungen werden ohne Netz gespeichert und später gesendet.',
	back: 'Meldungen',
	empty: 'Nichts zu tun.',
	emptyHint: 'Setzen Sie Meldungen auf Ihre Merkliste, oder lassen Sie sich welche zuweisen.',
	takenAt: (moment: string) => `Stand der Liste: ${moment}`,
	offline: 'Kein Netz: Sie sehen die gespeicherte Liste. Änderungen werden gesendet, sobald wieder Netz da ist.',
	map: 'Karte der Meldungen',
	showMap: 'Karte anzeigen',
	keepMap: 'Karte für unterwegs speichern',
	keepMapProgress: (done: number, all: number) => `Karte wird gespeichert: ${done} von ${all} Kacheln`,
	keepMapDone: (count: number) => `Die Karte ist gespeichert (${count} Kacheln).`,
	keepMapFailed: 'Die Karte ließ sich nicht ganz speichern. Bitte versuchen Sie es mit besserem Netz noch einmal.',
	navigate: 'Dorthin führen lassen',
	change: 'Bearbeiten',
	state: 'Neuer Stand',
	sameState: (label: string) => `Unverändert: ${label}`,
	answer: 'Öffentliche Antwort',
	answerRequired: 'Für diesen Stand ist eine Antwort Pflicht.',
	note: 'Interne Notiz',
	photos: 'Fotos (höchstens 5)',
	photosChosen: (count: number) => (count === 1 ? '1 Foto ausgewählt' : `${count} Fotos ausgewählt`),
	send: 'Speichern',
	nothing: 'Bitte wählen Sie einen neuen Stand, oder geben Sie eine Notiz, eine Antwort oder ein Foto an.',
	waiting: 'Gespeichert, wird gesendet, sobald Netz da ist.',
	sent: 'Gesendet.',
	conflict: (message: string) => `Nicht übernommen: ${message}`,
	label: (ref: string, state: string) => `Meldung ${ref}: ${state}`,
	noteLabel: (ref: string) => `Meldung ${ref}: Notiz oder Foto`,
	savedForm: (ref: string) => `Die Änderung an ${ref} ist gespeichert.`,
	overdue: 'überfällig',
	listed: 'Merkliste'
};

/** The shortlist. */
export const shortlistTexts = {
	title: 'Merkliste',
	lead: 'Ihre eigene Liste, zum Beispiel für eine Fahrt. Ziehen Sie Einträge in die gewünschte Reihenfolge oder nutzen Sie die Pfeile.',
	back: 'Meldungen',
	empty: 'Ihre Merkliste ist leer.',
	emptyHint: 'Setzen Sie Meldungen mit dem Stern in der Tabelle auf die Liste.',
	up: (ref: string) => `${ref} nach oben`,
	down: (ref: string) => `${ref} nach unten`,
	remove: (ref: string) => `${ref} von der Merkliste nehmen`,
	clear: 'Liste leeren',
	clearQuestion: 'Alle Einträge werden von Ihrer Merkliste genommen. Die Meldungen selbst bleiben unverändert.',
	clearConfirm: 'Ja, leeren',
	route: 'Kurzen Weg planen',
	routeFromHere: 'Ab meinem Standort planen',
	routeHint: 'Ordnet die Liste zu einem kurzen Weg. Gerechnet wird mit Luftlinien; Straßen, Sperrungen und Verkehr sind nicht berücksichtigt.',
	routeFailed: 'Ihr Standort ist nicht verfügbar. Der Weg beginnt beim ersten Eintrag.',
	length: (metres: number) => `Länge des Weges in Luftlinie: ${distance(metres)}`,
	leg: (metres: number) => `${distance(metres)} Luftlinie`,
	map: 'Karte des Weges',
	print: 'Drucken',
	field: 'Im Außendienst öffnen'
};

const one = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 });
function distance(metres: number): string {
	return metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${one.format(metres / 1000)} km`;
}
