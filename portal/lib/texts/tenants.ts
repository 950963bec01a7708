import type { TenantKind } from '../server/tenants/types.ts';

export const tenantKindTexts: Record<TenantKind, string> = { land: 'Land', kreis: 'Landkreis', gemeinde: 'Stadt oder Gemeinde', verband: 'Verband' };

export const settingsTexts = {
	title: 'Einstellungen',
	lead: 'Angaben, die Bürgerinnen und Bürger auf allen Seiten Ihres Portals sehen.',
	refused: 'Nicht gespeichert',
	saved: 'Gespeichert',
	save: 'Speichern',
	contactTitle: 'Name und Kontakt',
	contact: {
		name: 'Name des Mandanten',
		organisation: 'Amt oder Stelle',
		person: 'Ansprechperson',
		street: 'Straße und Hausnummer',
		postcode: 'Postleitzahl',
		city: 'Ort',
		phone: 'Telefon',
		email: 'E-Mail-Adresse',
		openingHours: 'Öffnungszeiten'
	},
	coloursTitle: 'Farben',
	coloursHint: 'Beide Farben brauchen zueinander und die Hauptfarbe auch auf Weiß einen Kontrast von mindestens 4,5:1.',
	primary: 'Hauptfarbe',
	onPrimary: 'Schrift auf der Hauptfarbe',
	colourHint: 'Als sechsstelliger Wert, zum Beispiel #1f6b3a',
	sample: 'So sieht Schrift auf der Hauptfarbe aus',
	logoTitle: 'Logo oder Wappen',
	logoHint: 'PNG, JPEG oder WebP, höchstens 5 MB. Das Bild wird neu gespeichert und auf 240 Pixel Höhe verkleinert.',
	logoFile: 'Bilddatei',
	logoCurrent: 'Derzeitiges Logo',
	logoUpload: 'Logo hochladen',
	logoRemove: 'Logo entfernen',
	calendarTitle: 'Feiertage und Bekanntmachungen',
	calendarLead: 'Feiertage des Landes sind bekannt. Hier stehen nur Feiertage, die allein in Ihrer Gemeinde gelten; sie verschieben das Ende Ihrer Fristen.',
	holidays: 'Feiertage der Gemeinde',
	holidaysHint: 'Einer je Zeile: 8.8. für jedes Jahr oder 8.8.2027 für ein einzelnes.',
	noticeText: 'Wo Bekanntmachungen erscheinen',
	noticeTextHint: 'Nach Ihrer Bekanntmachungssatzung, zum Beispiel: Amtsblatt der Gemeinde. Wird bei jeder Bekanntmachung vorgeschlagen.',
	noticeHint: 'Weitere Hinweise in jeder Bekanntmachung',
	noticeHintHint: 'Was Landes- oder Ortsrecht verlangt. Der Text steht in jeder neuen Bekanntmachung unter „Weitere Hinweise“ und lässt sich dort ändern.',
	leadDays: 'Volle Tage zwischen Bekanntmachung und Beginn',
	leadDaysHint: '0: Der Tag vor dem Beginn genügt (§ 3 Abs. 2 Satz 4 BauGB).',
	legalTitle: 'Rechtliche Angaben',
	legalLead: 'Diese Angaben füllen die Vorlagen für Impressum, Datenschutz und Erklärung zur Barrierefreiheit.',
	legal: {
		representative: 'Vertretungsberechtigte Person',
		legalForm: 'Rechtsform',
		supervisoryAuthority: 'Aufsichtsbehörde',
		responsibleForContent: 'Verantwortlich für den Inhalt',
		dataProtectionOfficer: 'Datenschutzbeauftragte Person',
		dataProtectionEmail: 'E-Mail-Adresse der Datenschutzbeauftragten',
		dataProtectionAuthority: 'Aufsichtsbehörde für den Datenschutz',
		accessibilityEnforcement: 'Durchsetzungsstelle für Barrierefreiheit'
	},
	pagesTitle: 'Rechtliche Seiten',
	pagesLead: 'Ohne eigenen Text gilt die Vorlage, gefüllt mit Ihren Angaben.',
	pageOwn: 'eigener Text',
	pageTemplate: 'Vorlage',
	edit: (page: string) => `${page} bearbeiten`,
	fields: {
		name: 'Bitte geben Sie einen Namen ein.',
		postcode: 'Bitte geben Sie fünf Ziffern ein.',
		phone: 'Bitte geben Sie eine Telefonnummer ein, zum Beispiel 03599 111-0.',
		email: 'Bitte geben Sie eine gültige E-Mail-Adresse ein.',
		dataProtectionEmail: 'Bitte geben Sie eine gültige E-Mail-Adresse ein.'
	} as Record<string, string>,
	fieldOther: 'Diese Angabe ist zu lang oder passt nicht.'
};

export const legalEditorTexts = {
	back: 'Zu den Einstellungen',
	lead: 'Reiner Text: „## “ am Zeilenanfang macht eine Überschrift, „### “ eine kleinere, „- “ einen Listenpunkt; eine Leerzeile beginnt einen neuen Absatz. Adressen werden von selbst zu Verweisen.',
	body: 'Text der Seite',
	templateInfo: 'Sie sehen die Vorlage. Sobald Sie speichern, gilt Ihr eigener Text; spätere Änderungen der rechtlichen Angaben wirken dann nicht mehr auf diese Seite.',
	save: 'Text speichern',
	reset: 'Zurück zur Vorlage',
	resetQuestion: 'Ihr eigener Text wird gelöscht, und die Seite zeigt wieder die Vorlage. Wirklich zurücksetzen?',
	view: 'Seite ansehen',
	saved: 'Der Text ist gespeichert',
	isReset: 'Die Seite zeigt wieder die Vorlage'
};

export const tenantsTexts = {
	title: 'Mandanten',
	lead: 'Jede Gemeinde, jeder Kreis und jeder Verband hat ein eigenes Portal unter einer Kurzadresse.',
	name: 'Name',
	slug: 'Kurzadresse',
	slugHint: 'Kleinbuchstaben, Ziffern und Bindestriche. Sie steht in allen Adressen und lässt sich später nicht ändern.',
	kind: 'Art',
	ags: 'Amtlicher Gemeindeschlüssel',
	agsHint: '2, 5 oder 8 Ziffern',
	administratorName: 'Name der ersten Administration',
	administratorEmail: 'E-Mail-Adresse der ersten Administration',
	addTitle: 'Mandant anlegen',
	add: 'Mandant anlegen',
	refused: 'Der Mandant wurde nicht angelegt',
	created: 'Der Mandant ist angelegt',
	createdShared: 'Die Person hatte schon ein Konto und behält ihr Passwort.',
	toPortal: 'Zum Portal',
	toStaff: 'Zur Verwaltung',
	toPortalOf: (name: string) => `Zum Portal ${name}`,
	toStaffOf: (name: string) => `Zur Verwaltung ${name}`,
	fields: {
		name: 'Bitte geben Sie einen Namen ein.',
		kind: 'Bitte wählen Sie eine Art.',
		ags: 'Bitte geben Sie 2, 5 oder 8 Ziffern ein oder lassen Sie das Feld leer.',
		administratorName: 'Bitte geben Sie einen Namen ein.',
		administratorEmail: 'Bitte geben Sie eine gültige E-Mail-Adresse ein.'
	} as Record<string, string>
};
