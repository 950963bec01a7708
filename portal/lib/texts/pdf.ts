/** The page that shows a PDF. */
export const pdfTexts = {
	tools: 'Werkzeuge für das Dokument',
	document: (name: string) => `Dokument ${name}`,
	previous: 'Vorige Seite',
	next: 'Nächste Seite',
	page: 'Seite',
	of: (count: number) => `von ${count}`,
	pageOf: (page: number, count: number) => `Seite ${page} von ${count}`,
	zoomIn: 'Größer',
	zoomOut: 'Kleiner',
	fit: 'Auf Breite einpassen',
	percent: (scale: number) => `${Math.round(scale * 100)} %`,
	download: 'Herunterladen',
	openNative: 'Im Browser öffnen',
	loading: (share: number | null) => (share === null ? 'Das Dokument wird geladen.' : `Das Dokument wird geladen: ${Math.round(share * 100)} %`),
	withoutScript: 'Ohne JavaScript zeigt Ihr Browser das Dokument selbst an, oder Sie laden es herunter.',
	keys: 'Mit den Pfeiltasten nach links und rechts blättern Sie, mit Plus und Minus ändern Sie die Größe, mit Pos1 und Ende springen Sie an Anfang und Ende.',
	failed: 'Das Dokument lässt sich hier nicht anzeigen',
	failedText: 'Bitte laden Sie es herunter und öffnen Sie es mit einem Programm Ihres Geräts.',
	locked: 'Das Dokument ist mit einem Kennwort geschützt',
	pageFailed: (page: number) => `Seite ${page} lässt sich nicht darstellen.`
} as const;
