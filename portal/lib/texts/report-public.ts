/**
 * Until when it shall be done: the days that the category names, so a target and no promise.
 * @param day as people read it
 * @param past it is later already, and still open
 */
export const dueTarget = (day: string, past: boolean): string => (past ? `war der ${day}; es dauert länger als vorgesehen` : `bis ${day}; ein Richtwert, keine Zusage`);

/** Texts of a report's pages: the author's, and everybody's. */
export const statusPageTexts = {
	title: (ref: string) => `Ihre Meldung ${ref}`,
	sentTitle: 'Danke! Ihre Meldung ist eingegangen',
	codeTitle: 'Ihr Eingangscode',
	codeText: 'Mit diesem Code kommen Sie jederzeit wieder auf diese Seite, auch ohne E-Mail. Bitte notieren oder speichern Sie ihn; er wird nur hier gezeigt.',
	codeKeep: 'Wer den Code kennt, kann die Meldung ansehen. Bitte geben Sie ihn nicht weiter.',
	copy: 'Code kopieren',
	copied: 'Der Code ist kopiert.',
	number: 'Nummer',
	stateTitle: 'Stand',
	inWork: 'In Arbeit',
	done: 'Erledigt',
	progress: 'Stand der Bearbeitung',
	progressDone: 'abgeschlossen',
	progressNow: 'jetzt',
	factsTitle: 'Ihre Angaben',
	received: 'Eingegangen',
	due: 'Ziel der Bearbeitung',
	category: 'Kategorie',
	place: 'Ort',
	text: 'Beschreibung',
	photos: 'Fotos',
	photo: (number: number) => `Foto ${number}`,
	releaseTitle: 'Was andere sehen',
	publicPage: 'Öffentliche Seite der Meldung',
	notPublic: { private: 'Diese Meldung sieht nur die Verwaltung.', hidden: 'Diese Meldung ist nicht mehr öffentlich.', waiting: 'Diese Meldung ist noch nicht öffentlich.' },
	release: {
		pending: 'redaktionelle Prüfung ausstehend',
		released: 'öffentlich sichtbar',
		withheld: 'wird nicht veröffentlicht'
	},
	shortened: 'Öffentlich steht dieser gekürzte Text:',
	historyTitle: 'Verlauf',
	events: {
		confirmed: 'Sie haben Ihre E-Mail-Adresse bestätigt.',
		'mail-resent': 'Die E-Mail wurde noch einmal gesendet.',
		'photo-added': 'Sie haben ein Foto ergänzt.',
		withdrawn: 'Sie haben die Meldung zurückgezogen.',
		feedback: 'Sie haben eine Rückmeldung gegeben.',
		reopened: 'Sie haben die Meldung wieder geöffnet.'
	} as Record<string, string>,
	emailTitle: 'E-Mail',
	emailNone: 'Sie haben keine E-Mail-Adresse angegeben. Den Stand sehen Sie auf dieser Seite.',
	emailConfirmed: (address: string) => `Neuigkeiten gehen an ${address}.`,
	emailWaiting: (address: string) => `Die Adresse ${address} ist noch nicht bestätigt. Bitte öffnen Sie den Link in der E-Mail.`,
	confirmationNeeded: 'Noch ein Schritt: Bitte bestätigen Sie Ihre E-Mail-Adresse',
	confirmationNeededText: 'Erst danach wird Ihre Meldung bearbeitet und veröffentlicht. Sie geht auch ohne Bestätigung nicht verloren: Die Verwaltung sieht sie in einer eigenen Liste.',
	resend: 'E-Mail noch einmal senden',
	resent: 'Die E-Mail ist unterwegs. Bitte sehen Sie auch im Spam-Ordner nach.',
	confirmTitle: 'E-Mail-Adresse bestätigen',
	confirmText: (address: string) => `Gehört die Adresse ${address} Ihnen? Dann bestätigen Sie sie bitte.`,
	confirm: 'Adresse bestätigen',
	confirmed: 'Ihre E-Mail-Adresse ist bestätigt.',
	addPhoto: 'Foto ergänzen',
	addPhotoLabel: 'Weiteres Foto',
	photoAdded: 'Das Foto ist ergänzt.',
	withdraw: 'Meldung zurückziehen',
	withdrawQuestion: 'Die Meldung wird nicht bearbeitet und ist nirgends mehr zu sehen. Das lässt sich nicht rückgängig machen.',
	withdrawConfirm: 'Ja, zurückziehen',
	withdrawn: 'Die Meldung ist zurückgezogen.',
	another: 'Weitere Meldung am selben Ort',
	merged: (ref: string) => `Diese Meldung wird zusammen mit ${ref} bearbeitet.`,
	supporters: (count: number) => (count === 1 ? '1 weitere Person hat sich angeschlossen.' : `${count} weitere Personen haben sich angeschlossen.`),
	feedbackTitle: 'Hat es geholfen?',
	feedbackLead: 'Ihre Rückmeldung liest die Verwaltung. Sie wird nicht veröffentlicht.',
	feedbackThanks: 'Danke für Ihre Rückmeldung.',
	helped: { ja: 'Ja', teilweise: 'Teilweise', nein: 'Nein' } as Record<string, string>,
	feedbackText: 'Was möchten Sie dazu sagen?',
	reopen: (until: string) => `Es ist nicht erledigt: Meldung wieder öffnen (möglich bis ${until})`,
	reopenHint: 'Bitte schreiben Sie dann dazu, was noch fehlt.',
	feedbackSend: 'Rückmeldung senden',
	proofTitle: 'Nachweis des Eingangs',
	proofText: 'Mit dieser Prüfsumme lässt sich später belegen, dass Ihre Meldung unverändert ist.',
	digest: 'Prüfsumme (SHA-256)',
	chain: 'Nummer in der Kette der Eingänge'
};

/** A report as everybody sees it. */
export const publicPageTexts = {
	title: (category: string, place: string) => (place ? `${category}, ${place}` : category),
	pageTitle: (category: string, ref: string) => `${category} (${ref})`,
	ogDescription: (reporter: string, state: string) => `${reporter}: ${state}`,
	pending: 'Redaktionelle Prüfung ausstehend',
	pendingText: 'Text und Fotos erscheinen, sobald die Redaktion sie geprüft hat.',
	pendingBody: 'Der Text erscheint nach der redaktionellen Prüfung.',
	pendingPhotos: (count: number) => (count === 1 ? '1 Foto wird noch geprüft.' : `${count} Fotos werden noch geprüft.`),
	factsTitle: 'Auf einen Blick',
	reporter: 'Melder',
	number: 'Nummer',
	responsible: 'Zuständig',
	received: 'Eingegangen',
	changed: 'Zuletzt geändert',
	due: 'Ziel der Bearbeitung',
	closed: 'Abgeschlossen',
	map: 'Karte mit dem Ort der Meldung',
	position: 'Lage',
	historyTitle: 'Verlauf',
	photoAlt: (number: number, category: string) => `Foto ${number} zur Meldung „${category}“`,
	supportLead: 'Geben Sie Ihre E-Mail-Adresse an. Sie bekommen einen Link; erst wenn Sie dort bestätigen, zählt Ihre Stimme. Damit jede Person einmal zählt, speichern wir einen Prüfwert der Adresse, nicht die Adresse; danach schreiben wir Ihnen nicht mehr.',
	supportFollow: 'Wie es weitergeht, erfahren Sie mit einem Abonnement:',
	supportGoal: (count: number, goal: number) => `${count} von ${goal} nötigen Stimmen`,
	supportEmail: 'E-Mail-Adresse',
	supportAsked: 'Bitte sehen Sie in Ihr Postfach. Wenn Ihre Stimme noch fehlt, finden Sie dort einen Link.',
	supportDone: 'Danke, Ihre Stimme zählt.',
	closedHint: 'Diese Meldung ist abgeschlossen.',
	flagTitle: 'Missbrauch melden',
	flagLead: 'Steht hier etwas, das niemand lesen sollte? Die Redaktion sieht es sich an.',
	flagReason: 'Was ist nicht in Ordnung?',
	flagButton: 'An die Redaktion senden',
	flagDone: 'Danke. Die Redaktion sieht es sich an.',
	emailInvalid: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@beispiel.de.',
	reasonInvalid: 'Bitte schreiben Sie kurz, was nicht in Ordnung ist.',
	another: 'Neue Meldung an diesem Ort',
	all: 'Alle Meldungen',
	back: 'Zurück zur Meldung',
	voteTitle: 'Ihre Stimme bestätigen',
	voteAlready: 'Ihre Stimme zählt schon.'
};

/** A defect is seen by others too; an idea, or praise, is supported. */
export const supportTexts = (kind: 'problem' | 'idea' | 'praise') =>
	kind === 'problem'
		? {
				title: 'Das sehe ich auch',
				count: (count: number) => (count === 0 ? 'Noch niemand hat sich angeschlossen.' : count === 1 ? '1 Person sieht das auch.' : `${count} Personen sehen das auch.`),
				question: (what: string) => `Sehen Sie das auch? „${what}“`,
				yes: 'Ja, das sehe ich auch'
			}
		: {
				title: 'Das unterstütze ich',
				count: (count: number) => (count === 0 ? 'Noch hat niemand seine Stimme gegeben.' : count === 1 ? '1 Person unterstützt das.' : `${count} Personen unterstützen das.`),
				question: (what: string) => `Unterstützen Sie das? „${what}“`,
				yes: 'Ja, das unterstütze ich'
			};

/** Note in the history of an idea that found enough support. */
export const thresholdNote = (count: number): string => `${count === 1 ? '1 Mensch unterstützt' : `${count} Menschen unterstützen`} diesen Vorschlag. Er wird jetzt geprüft.`;

/** No word of the report: the address may be a stranger's. */
export function supportMail(mail: { municipality: string; category: string; publicRef: string; url: string }): { subject: string; text: string } {
	return {
		subject: `Bitte bestätigen Sie Ihre Stimme (${mail.publicRef})`,
		text: `Guten Tag,

mit dieser E-Mail-Adresse möchte sich jemand einer Meldung anschließen.

${mail.municipality}
Kategorie: ${mail.category}
Nummer: ${mail.publicRef}

Waren Sie das? Dann bestätigen Sie bitte hier:
${mail.url}

Ihre Stimme ist kein Abonnement: Wie es weitergeht, erfahren Sie per E-Mail
nur, wenn Sie der Meldung auf ihrer Seite folgen.

Wenn nicht, müssen Sie nichts tun.
`
	};
}
