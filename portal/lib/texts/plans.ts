/** Texts of the public pages about plans. */
export const planTexts = {
	allPlans: 'Alle Pläne durchsuchen',
	landTitle: 'Bauleitpläne und Beteiligungen',
	landLead: 'Sehen Sie auf der Karte, was geplant ist, lesen Sie in einfachen Worten, was ein Plan erlaubt, und geben Sie Ihre Stellungnahme ab – ohne Anmeldung.',
	tenantLead: 'Pläne ansehen, verstehen, was sie erlauben, und eine Stellungnahme abgeben – ohne Anmeldung.',
	running: 'Jetzt mitreden',
	nearEmpty: 'In der Umgebung ist kein Plan veröffentlicht.',
	municipalities: 'Gemeinden und Verbände',
	contact: 'Ansprechstelle',
	openingHours: 'Öffnungszeiten',
	phone: 'Telefon',
	email: 'E-Mail',
	back: 'Zurück zum Plan',
	toPlan: 'Zum Plan',
	number: 'Nummer',
	kind: 'Art des Plans',
	status: 'Rechtsstand',
	municipality: 'Gemeinde',
	publishedAt: 'Veröffentlicht am',
	versions: 'Fassungen dieses Plans',
	versionOld: 'Sie sehen eine frühere Fassung dieses Plans.',
	versionNewest: 'Zur neuesten Fassung',
	moreFacts: 'Alle Angaben zum Plan',
	map: 'Karte',
	mapLabel: (plan: string) => `Karte des Plans ${plan}`,
	objects: 'Objekte des Plans',
	objectList: 'Alle Objekte als Liste',
	objectListLead: 'Dieselben Angaben wie auf der Karte: was festgesetzt ist, was es bedeutet und wie Sie dazu Stellung nehmen.',
	noObjects: 'Dieser Plan hat nur einen Geltungsbereich und keine einzelnen Objekte.',
	texts: 'Textliche Festsetzungen',
	textsEmpty: 'Zu diesem Plan sind keine Texte gespeichert.',
	reasons: 'Aus der Begründung',
	legalBasis: 'Rechtsgrundlage',
	documents: 'Unterlagen',
	documentsEmpty: 'Zu diesem Plan sind keine Unterlagen gespeichert.',
	externalDocument: 'auf einer anderen Website',
	notAvailable: 'liegt dem Portal nicht vor',
	participate: 'Stellungnahme abgeben',
	participationPage: 'Zur Beteiligung',
	participationRunning: 'Beteiligung läuft',
	participationPlanned: 'Beteiligung geplant',
	participationEnded: 'Beteiligung beendet',
	selectHint: 'Wählen Sie ein Objekt auf der Karte. Hier steht dann, was es bedeutet und was es erlaubt.',
	tabObject: 'Auswahl',
	close: 'Auswahl schließen',
	what: 'Was bedeutet das?',
	attributes: 'Angaben im Plan',
	objectTexts: 'Texte dazu',
	objectDocuments: 'Unterlagen dazu',
	commentObject: 'Zu diesem Objekt Stellung nehmen',
	objectPage: 'Eigene Seite dieses Objekts',
	copyLink: 'Link kopieren',
	linkCopied: 'Der Link ist kopiert.',
	showOnMap: 'Auf der Karte zeigen',
	objectFailed: 'Die Angaben zu diesem Objekt konnten nicht geladen werden. Bitte versuchen Sie es noch einmal.',
	loadingObject: 'Angaben werden geladen …',
	filterLabel: 'Liste eingrenzen',
	filterText: 'Suchbegriff',
	filterTextHint: 'z. B. WA oder Spielplatz',
	filterKind: 'Art des Objekts',
	filterAll: 'Alle Arten',
	filterApply: 'Liste zeigen',
	filterReset: 'Eingrenzung aufheben',
	listEmpty: 'Kein Objekt passt zu Ihrer Eingrenzung.',
	listEmptyHint: 'Ändern Sie den Suchbegriff oder zeigen Sie alle Arten.'
};

const day = new Intl.DateTimeFormat('de-DE', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' });

/** `2026-03-01` → `1. März 2026` */
export const dayText = (iso: string): string => day.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));

/** Both days inclusive: `vom 02.03.2026 bis einschließlich 02.04.2026`. */
export function periodText(first: string, last: string): string {
	const text = (iso: string) => short.format(new Date(`${iso}T00:00:00Z`));
	return `vom ${text(first)} bis einschließlich ${text(last)}`;
}

export const countText = (count: number, one: string, many: string): string => (count === 1 ? `1 ${one}` : `${count.toLocaleString('de-DE')} ${many}`);
export const objectCount = (count: number): string => countText(count, 'Objekt', 'Objekte');
export const nearText = (place: string): string => `Pläne in der Umgebung von ${place}`;
export const hereText = (count: number): string => `${objectCount(count)} an dieser Stelle`;

/** `Objekte 51 bis 75 von 240`; the total is not known where a word was searched for. */
export function rangeText(first: number, last: number, total: number | null): string {
	const range = first === last ? `Objekt ${first}` : `Objekte ${first} bis ${last}`;
	return total === null ? range : `${range} von ${total.toLocaleString('de-DE')}`;
}

/** `PDF, 1,2 MB` */
export function fileText(mediaType: string | null, size: number | null): string {
	const kinds: Record<string, string> = {
		'application/pdf': 'PDF',
		'image/png': 'PNG',
		'image/jpeg': 'JPEG',
		'image/tiff': 'TIFF',
		'text/html': 'Webseite'
	};
	const kind = mediaType ? (kinds[mediaType] ?? mediaType.split('/').at(-1)!.toUpperCase()) : '';
	return [kind, size === null ? '' : sizeText(size)].filter(Boolean).join(', ');
}

function sizeText(bytes: number): string {
	const format = (value: number) => value.toLocaleString('de-DE', { maximumFractionDigits: 1 });
	if (bytes < 1024 * 1024) return `${format(Math.max(1, Math.round(bytes / 1024)))} KB`;
	return `${format(bytes / 1024 / 1024)} MB`;
}

export const versionText = (number: number): string => `Fassung ${number}`;
export const objectTitle = (title: string, label: string | null): string => (label && !title.includes(label) ? `${title} – ${label}` : title);
