/** Texts of the feed DCAT-AP.PLU. */
export const dcatTexts = {
	title: (land: string) => `Zentrales Internetportal Bauleitplanung: ${land}`,
	description: 'Alle veröffentlichten Verfahren der Bauleitplanung mit Verfahrensschritten, Zeiträumen, Bekanntmachungen und Unterlagen.',
	procedurePage: 'Seite des Verfahrens',
	notice: 'Bekanntmachung',
	participation: 'Beteiligung',
	plan: 'Plan auf der Karte',
	xplan: 'Plan als XPlanGML'
};
