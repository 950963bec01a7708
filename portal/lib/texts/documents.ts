import type { DocumentCategory } from '../server/procedures/types.ts';

export const categoryTexts: Record<DocumentCategory, string> = {
	planzeichnung: 'Planzeichnung',
	begruendung: 'Begründung',
	umweltbericht: 'Umweltbericht',
	gutachten: 'Gutachten',
	stellungnahme: 'Wesentliche umweltbezogene Stellungnahme',
	'textliche-festsetzungen': 'Textliche Festsetzungen',
	'zusammenfassende-erklaerung': 'Zusammenfassende Erklärung',
	bekanntmachung: 'Bekanntmachung',
	abwaegung: 'Abwägung',
	sonstiges: 'Sonstige Unterlage'
};

/** Documents of a procedure, for everybody. */
export const documentTexts = {
	title: 'Unterlagen',
	planHeading: (name: string, number: number) => `Zum Plan „${name}“, Fassung ${number}`,
	all: 'Alle Dokumente als ZIP',
	zipName: (title: string) => `Unterlagen ${title}`,
	none: 'Noch keine Unterlagen',
	noneText: 'Sobald ein Schritt des Verfahrens beginnt, stehen seine Unterlagen hier.',
	search: 'In den Unterlagen suchen',
	searchHint: 'Wörter aus dem Text, zum Beispiel Lärmschutz oder Ausgleichsfläche',
	searchButton: 'Suchen',
	reset: 'Suche aufheben',
	results: (count: number) => (count === 1 ? 'Eine Unterlage enthält diese Wörter' : `${count} Unterlagen enthalten diese Wörter`),
	noResults: 'Keine Unterlage enthält alle diese Wörter',
	noResultsText: 'Versuchen Sie es mit weniger oder anderen Wörtern. In gescannten Plänen und Bildern kann nicht gesucht werden.',
	unread: (count: number) => (count === 1 ? 'Eine Unterlage wird noch gelesen und deshalb nicht durchsucht.' : `${count} Unterlagen werden noch gelesen und deshalb nicht durchsucht.`),
	page: (page: number) => `Seite ${page}`,
	pages: (count: number) => (count === 1 ? '1 Seite' : `${count.toLocaleString('de')} Seiten`),
	version: (number: number) => `Fassung ${number}`,
	view: 'Ansehen',
	download: 'Herunterladen',
	downloadOf: (title: string) => `${title} herunterladen`,
	shownIn: (steps: string[]) => `Gezeigt in: ${steps.join(', ')}`,
	since: (day: string) => `seit ${day}`,
	earlier: 'Frühere Fassungen',
	iteration: (title: string, iteration: number) => (iteration > 1 ? `${title} (Durchgang ${iteration})` : title),
	sha256: 'Prüfsumme SHA-256',
	checksums: 'Prüfsummen',
	back: 'Zum Verfahren'
} as const;
