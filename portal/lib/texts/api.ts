/** Texts of the page that shows the interfaces for other systems. */
export const apiTexts = {
	title: 'Schnittstellen',
	lead: 'Für andere Systeme. Fehler werden immer als Code und deutscher Satz beantwortet.',
	description: 'Maschinenlesbare Beschreibung (OpenAPI 3.1)',
	contents: 'Inhalt',
	parameters: 'Angaben',
	places: { query: 'in der Adresse nach ?', header: 'im Kopf', path: 'im Pfad' },
	body: 'Inhalt der Anfrage',
	answers: 'Antworten',
	example: 'Beispiel'
};
