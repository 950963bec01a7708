import type { Role } from '../server/accounts/types.ts';

export const roleTexts: Record<Role, { label: string; hint: string }> = {
	administrator: { label: 'Administration', hint: 'Einstellungen, Konten, Pläne, Beteiligungen, Stellungnahmen' },
	planner: { label: 'Planung', hint: 'Pläne, Beteiligungen, Stellungnahmen' },
	clerk: { label: 'Sachbearbeitung', hint: 'Stellungnahmen und Meldungen lesen und beantworten' },
	warden: { label: 'Wegewart', hint: 'Eigene Wege begehen, Schäden und Kontrollgänge melden' }
};

export const loginTexts = {
	title: 'Anmelden',
	lead: 'Für Beschäftigte der Verwaltung. Für eine Stellungnahme brauchen Sie kein Konto.',
	email: 'E-Mail-Adresse',
	password: 'Passwort',
	submit: 'Anmelden',
	refused: 'Die Anmeldung hat nicht geklappt',
	forgotten: 'Passwort vergessen? Die Administration Ihres Mandanten kann es zurücksetzen.'
};

export const accountTexts = {
	title: 'Konten',
	lead: 'Wer in diesem Mandanten arbeitet, und mit welcher Rolle.',
	name: 'Name',
	email: 'E-Mail-Adresse',
	role: 'Rolle',
	own: 'Ihr Konto',
	operator: 'Betrieb des Landes',
	disabled: 'gesperrt',
	addTitle: 'Konto anlegen',
	add: 'Konto anlegen',
	saveRole: 'Rolle speichern',
	roleOf: (name: string) => `Rolle von ${name}`,
	saveRoleOf: (name: string) => `Rolle speichern: ${name}`,
	reset: 'Passwort zurücksetzen',
	resetOf: (name: string) => `Passwort zurücksetzen: ${name}`,
	remove: 'Zugang entziehen',
	removeOf: (name: string) => `Zugang entziehen: ${name}`,
	refused: 'Das hat nicht geklappt',
	created: 'Das Konto ist angelegt',
	createdShared: 'Die Person hatte schon ein Konto und behält ihr Passwort. Sie hat jetzt auch hier Zugang.',
	oneTime: 'Einmal-Passwort',
	oneTimeHint: 'Es wird nur jetzt angezeigt. Geben Sie es der Person auf sicherem Weg; sie muss es bei der ersten Anmeldung durch ein eigenes ersetzen.',
	passwordReset: 'Das Passwort ist zurückgesetzt',
	roleChanged: 'Die Rolle ist gespeichert',
	removed: 'Der Zugang ist entzogen',
	confirmRemove: (name: string) => `${name} verliert sofort den Zugang zu diesem Mandanten. Wirklich entziehen?`,
	fields: {
		email: 'Bitte geben Sie eine gültige E-Mail-Adresse ein.',
		name: 'Bitte geben Sie einen Namen ein.',
		role: 'Bitte wählen Sie eine Rolle.'
	} as Record<string, string>
};

export const passwordTexts = {
	title: 'Eigenes Passwort ändern',
	lead: 'Nach der Änderung werden Sie auf allen anderen Geräten abgemeldet.',
	firstTitle: 'Eigenes Passwort festlegen',
	firstLead:
		'Ihr Passwort hat jemand anderes für Sie angelegt. Legen Sie ein eigenes fest, das nur Sie kennen; danach geht es weiter.',
	oneTime: 'Einmal-Passwort, mit dem Sie sich gerade angemeldet haben',
	current: 'Bisheriges Passwort',
	next: 'Neues Passwort',
	nextHint: 'Mindestens 12 Zeichen. Ein Satz aus mehreren Wörtern ist gut zu merken.',
	submit: 'Passwort ändern',
	refused: 'Das Passwort wurde nicht geändert',
	changed: 'Ihr Passwort ist geändert'
};
