/** Texts of the map and its controls. */
export const mapTexts = {
	roleDescription: 'Karte',
	zoomIn: 'Vergrößern',
	zoomOut: 'Verkleinern',
	home: 'Ganzen Ausschnitt zeigen',
	fullscreen: 'Karte auf den ganzen Bildschirm',
	leaveFullscreen: 'Ganzen Bildschirm verlassen',
	instructions:
		'Pfeiltasten verschieben die Karte, Plus und Minus ändern den Maßstab, Enter wählt das Objekt unter dem Fadenkreuz in der Mitte. Alles auf der Karte steht auch in den Listen auf dieser Seite.',
	instructionsPlain: 'Pfeiltasten verschieben die Karte, Plus und Minus ändern den Maßstab.',
	crosshairHint: 'Enter: Objekt in der Mitte wählen',
	wheelHint: 'Zum Zoomen erst in die Karte klicken oder Strg gedrückt halten',
	touchHint: 'Karte mit zwei Fingern verschieben',
	loading: 'Die Karte wird geladen …',
	failed: 'Die Karte konnte nicht geladen werden. Die Liste zeigt dieselben Angaben; oder laden Sie die Seite noch einmal.',
	tilesFailed: 'Ein Teil der Karte konnte nicht geladen werden.',
	retry: 'Noch einmal versuchen',
	withoutScript: 'Ohne JavaScript gibt es keine Karte. Alle Angaben stehen in der Liste.',
	view: 'Darstellung',
	viewColours: 'Farben des Plans',
	variants: { colour: 'Farben nach Planzeichenverordnung', grey: 'Graustufen', cvd: 'Für Farbfehlsichtige' },
	opacity: 'Deckkraft des Plans',
	basemap: 'Hintergrundkarte zeigen',
	legend: 'Legende',
	legendEmpty: 'In diesem Ausschnitt liegt kein Planzeichen.',
	visible: 'Im Ausschnitt',
	visibleEmpty: 'In diesem Ausschnitt liegt kein Objekt. Verschieben oder verkleinern Sie die Karte.',
	nothingHere: 'An dieser Stelle liegt kein Objekt des Plans.'
};

/** „Gewählt: Allgemeines Wohngebiet WA 1. 3 Objekte an dieser Stelle.“ */
export function selectedAnnouncement(title: string, count: number): string {
	return count > 1 ? `Gewählt: ${title}. ${count} Objekte an dieser Stelle.` : `Gewählt: ${title}.`;
}

export function visibleCount(shown: number, total: number): string {
	if (total > shown) return `${shown} von ${total} Objekten; vergrößern Sie die Karte, um alle zu sehen.`;
	return total === 1 ? '1 Objekt' : `${total} Objekte`;
}

export const searchTexts = {
	label: 'Adresse, Ort oder Plan suchen',
	button: 'Suchen',
	kinds: { procedure: 'Verfahren', plan: 'Plan', address: 'Adresse', place: 'Ort', street: 'Straße' } as Record<string, string>,
	none: 'Nichts gefunden. Versuchen Sie einen anderen Begriff.',
	failed: 'Die Suche antwortet nicht. Bitte versuchen Sie es noch einmal.',
	partial: 'Die Adresssuche antwortet gerade nicht; vielleicht fehlen Adressen. Bitte versuchen Sie es später noch einmal.'
};

export function searchCount(count: number): string {
	if (count === 0) return searchTexts.none;
	return count === 1 ? '1 Treffer. Mit Pfeil nach unten erreichen Sie ihn.' : `${count} Treffer. Mit Pfeil nach unten blättern Sie.`;
}
