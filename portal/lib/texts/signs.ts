/** Texts of the page of signs. */
export const signTexts = {
	title: 'Planzeichen',
	lead: 'So zeichnet dieses Portal Pläne. Die Zeichen folgen der Anlage zur Planzeichenverordnung 1990 (PlanZV). Wo sie kein Zeichen vorgibt, steht ein Zeichen eigener Art (§ 2 Abs. 2 PlanZV).',
	variant: 'Darstellung',
	variants: { colour: 'Farbe', grey: 'Graustufen', cvd: 'Für Farbfehlsichtige' },
	contents: 'Gruppen',
	downloads: 'Zeichen für andere Programme',
	downloadsLead:
		'Dieselben Zeichen als SLD 1.1 (Symbology Encoding), je Art der Geometrie eine Datei. Sie passen zu den Klassen und Schlüsseln von XPlanGML 6.0; die Bilder werden von diesem Portal geladen.',
	downloadFiles: { area: 'Flächen', line: 'Linien', point: 'Punkte' },
	download: (kind: string, variant: string) => `${kind}, ${variant} (SLD)`,
	sheet: 'Zeichen, wie die Karte sie zeichnet',
	sheetLead: 'Jedes Zeichen als Fläche, als Linie und als Punkt, in der Reihenfolge der Liste.',
	sheetLabel: 'Blatt mit allen Zeichen als Fläche, Linie und Punkt',
	toSheet: 'Alle Zeichen auf einem Blatt',
	back: 'Zu den Planzeichen'
};
