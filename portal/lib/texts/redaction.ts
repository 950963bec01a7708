export const redactionTexts = {
	title: 'Foto schwärzen oder drehen',
	photo: (number: number, ref: string) => `Foto ${number} der Meldung ${ref}`,
	lead: 'Was Sie schwärzen, wird in eine neue Datei eingebrannt; die vorige Fassung wird überall gelöscht und lässt sich nicht wiederherstellen.',
	draw: 'Ziehen Sie mit Maus oder Finger ein Rechteck über Gesichter, Kennzeichen und Namen. Mit der Tastatur: „Rechteck hinzufügen“, dann die Pfeiltasten zum Verschieben, mit Umschalttaste zum Vergrößern und Verkleinern, Entf zum Entfernen.',
	add: 'Rechteck hinzufügen',
	remove: 'Entfernen',
	removeOf: (number: number) => `Rechteck ${number} entfernen`,
	rectangle: (number: number) => `Rechteck ${number}`,
	rectangleAt: (number: number, left: number, top: number, width: number, height: number) =>
		`Rechteck ${number}: ${left} Prozent von links, ${top} von oben, ${width} breit, ${height} hoch`,
	numbers: 'Rechtecke als Zahlen (Prozent von Breite und Höhe)',
	left: 'Von links',
	top: 'Von oben',
	width: 'Breite',
	height: 'Höhe',
	rotation: 'Drehen',
	rotations: { '0': 'Nicht drehen', '90': 'Nach rechts', '180': 'Auf den Kopf', '270': 'Nach links' } as Record<string, string>,
	save: 'Schwärzen und speichern',
	cancel: 'Abbrechen',
	refused: 'Nicht gespeichert',
	invalid: 'Ein Rechteck hat keine gültigen Zahlen zwischen 0 und 100.'
};
