import type { DrawnKind, Place } from '../map/drawing/place.ts';

const kinds: Record<Place['kind'], string> = { object: 'Planobjekt', point: 'Punkt', line: 'Linie', polygon: 'Fläche' };

/** Texts of the drawing tool, also what a screen reader hears. */
export const drawingTexts = {
	kinds,
	region: 'Ort auf der Karte zeigen',
	crosshairHint: 'Eingabe: hier setzen',
	toolNone: 'Wählen Sie ein Werkzeug, um einen Ort zu zeigen.',
	tilesFailed: 'Ein Teil der Karte konnte nicht geladen werden.',
	tools: 'Wie möchten Sie den Ort zeigen?',
	toolNames: { object: 'Planobjekt wählen', point: 'Punkt setzen', line: 'Linie zeichnen', polygon: 'Fläche zeichnen' } as Record<Place['kind'], string>,
	help: {
		object: 'Tippen oder klicken Sie auf ein Objekt des Plans.',
		point: 'Tippen oder klicken Sie auf die Karte.',
		line: 'Setzen Sie mindestens zwei Punkte und wählen Sie dann „Fertig“.',
		polygon: 'Setzen Sie mindestens drei Eckpunkte und wählen Sie dann „Fertig“.'
	} as Record<Place['kind'], string>,
	keyboardHelp:
		'Mit der Tastatur: Pfeiltasten bewegen das Fadenkreuz, mit Umschalt in kleinen Schritten. Eingabe setzt den Punkt, Rücktaste nimmt ihn zurück, Leertaste ist „Fertig“, Escape bricht ab.',
	setHere: 'Im Fadenkreuz setzen',
	chooseHere: 'Im Fadenkreuz wählen',
	undo: 'Letzten Punkt zurücknehmen',
	finish: 'Fertig',
	cancel: 'Abbrechen',
	list: 'Ihre Orte',
	empty: 'Noch kein Ort gewählt. Ihre Stellungnahme kann auch den ganzen Plan betreffen.',
	emptyArea: 'Noch kein Ort gewählt. Ihre Stellungnahme kann auch das ganze Verfahren betreffen.',
	edit: (name: string) => `${name} ändern`,
	remove: (name: string) => `${name} entfernen`,
	editShort: 'Ändern',
	removeShort: 'Entfernen',
	points: 'Punkte',
	pointName: (number: number) => `Punkt ${number}`,
	movePoint: 'Zum Fadenkreuz verschieben',
	removePoint: 'Punkt entfernen',
	mapLabel: 'Karte zum Einzeichnen. Pfeiltasten bewegen das Fadenkreuz.',
	announce: {
		tool: (kind: Place['kind']) => `Werkzeug: ${drawingTexts.toolNames[kind]}.`,
		point: (count: number, where: string) => `Punkt ${count} gesetzt: ${where}.`,
		undone: (count: number) => (count === 0 ? 'Alle Punkte zurückgenommen.' : `Punkt zurückgenommen, noch ${count}.`),
		missing: (count: number) => (count === 1 ? 'Es fehlt noch ein Punkt.' : `Es fehlen noch ${count} Punkte.`),
		crossing: 'Der Umriss kreuzt sich selbst. Bitte nehmen Sie den letzten Punkt zurück.',
		added: (name: string) => `${name} hinzugefügt.`,
		removed: (name: string) => `${name} entfernt.`,
		cancelled: 'Zeichnen abgebrochen.',
		nothing: 'An dieser Stelle liegt kein Objekt des Plans.',
		already: (name: string) => `${name} ist schon gewählt.`,
		fromLast: (distance: string) => `Fadenkreuz: ${distance} vom letzten Punkt.`,
		crosshair: (where: string) => `Fadenkreuz: ${where}`
	},
	choose: 'An dieser Stelle liegen mehrere Objekte. Welches meinen Sie?',
	measure: (kind: DrawnKind, length: string, area: string) => (kind === 'polygon' ? `Fläche ${area}, Umfang ${length}` : `Länge ${length}`)
};
