/** What most municipalities begin with: name, group, icon, hint. */
export const starterCategories: readonly (readonly [string, string, string, string])[] = [
	['Schlagloch oder Straßenschaden', 'Straße und Weg', 'road', ''],
	['Gehweg beschädigt', 'Straße und Weg', 'road', ''],
	['Radweg beschädigt', 'Straße und Weg', 'bike', ''],
	['Straßenbeleuchtung defekt', 'Straße und Weg', 'lamp', 'Steht eine Nummer am Mast, nennen Sie sie bitte.'],
	['Verkehrszeichen oder Ampel', 'Straße und Weg', 'traffic', ''],
	['Winterdienst', 'Straße und Weg', 'winter', ''],
	['Wilder Müll', 'Sauberkeit', 'trash', ''],
	['Öffentlicher Abfallbehälter', 'Sauberkeit', 'trash', ''],
	['Graffiti', 'Sauberkeit', 'graffiti', ''],
	['Herrenloses Fahrzeug', 'Sauberkeit', 'car', 'Bitte keine Kennzeichen in den Text schreiben.'],
	['Baum oder Grünfläche', 'Grün und Spielen', 'tree', ''],
	['Spielplatz', 'Grün und Spielen', 'playground', ''],
	['Bank oder Möblierung', 'Grün und Spielen', 'bench', ''],
	['Gewässer oder Hochwasserschutz', 'Wasser', 'water', 'Bei Gefahr rufen Sie bitte die 112 an.']
];
