import { formatBytes } from './format.ts';

export const outboxTexts = {
	title: 'Wartet auf Versand',
	explain: 'Diese Angaben liegen auf Ihrem Gerät und werden von selbst gesendet, sobald eine Verbindung besteht.',
	offline: 'Zurzeit besteht keine Verbindung zum Internet.',
	sendNow: 'Jetzt senden',
	sending: 'Wird gesendet …',
	discard: 'Verwerfen',
	discardQuestion: 'Diese Angaben wurden noch nicht gesendet. Verwerfen Sie sie, gehen sie mit allen Fotos verloren.',
	discardConfirm: 'Ja, verwerfen',
	mend: 'Öffnen und ändern',
	retry: 'Unverändert erneut senden',
	openReceipt: 'Stand ansehen',
	dismiss: 'Ausblenden',
	states: {
		waiting: 'wartet auf Verbindung',
		sending: 'wird gesendet',
		sent: 'gesendet',
		conflict: 'braucht Ihre Entscheidung',
		failed: 'wird erneut versucht'
	},
	noConnection: 'Es besteht keine Verbindung. Sobald sie wieder da ist, wird von selbst gesendet.',
	signIn: 'Ihre Anmeldung ist abgelaufen. Melden Sie sich an; danach wird von selbst gesendet.',
	busy: 'Der Server ist gerade nicht erreichbar oder überlastet. Es wird von selbst erneut versucht.',
	refused: 'Der Server hat die Angaben nicht angenommen. Öffnen und prüfen Sie sie, oder senden Sie sie noch einmal.',
	givenUp: 'Der Server hat die Angaben mehrfach nicht annehmen können. Sie bleiben auf Ihrem Gerät. Versuchen Sie es später noch einmal, oder rufen Sie uns an.'
} as const;

export const waitingCount = (count: number): string => (count === 1 ? '1 Eintrag wartet auf den Versand' : `${count} Einträge warten auf den Versand`);
export const decideCount = (count: number): string => (count === 1 ? '1 Eintrag braucht Ihre Entscheidung' : `${count} Einträge brauchen Ihre Entscheidung`);
export const sentCount = (count: number): string => (count === 1 ? '1 Eintrag wurde gesendet' : `${count} Einträge wurden gesendet`);
export const photoCount = (count: number): string => (count === 1 ? '1 Foto' : `${count} Fotos`);
/** @param needed, @param free bytes */
export const storageFull = (needed: number, free: number): string =>
	`Auf Ihrem Gerät ist nicht genug Speicher frei: nötig sind ${formatBytes(needed)}, frei sind ${formatBytes(free)}. Es wurde nichts gespeichert. ` +
	'Lassen Sie ein Foto weg, oder geben Sie Speicher frei, und versuchen Sie es noch einmal.';
