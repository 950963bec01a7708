/** Uses (Zweckbestimmungen) that have a sign of their own: code of the enumeration → key, title, symbol. */

export interface Use {
	/** Appended to the sign's id; empty for the general sign. */
	key: string;
	/** Codes of the enumeration; a five-digit code without an entry falls back to its first four digits. */
	codes: string[];
	title: string;
	symbol?: string;
}

/** XP_ZweckbestimmungGemeinbedarf */
export const PUBLIC_USES: Use[] = [
	{ key: '', codes: [], title: 'Fläche für den Gemeinbedarf' },
	{ key: '-verwaltung', codes: ['1000'], title: 'Gemeinbedarf: Öffentliche Verwaltung', symbol: 'verwaltung' },
	{ key: '-bildung', codes: ['1200'], title: 'Gemeinbedarf: Schule, Bildung, Forschung', symbol: 'schule' },
	{ key: '-kirche', codes: ['1400'], title: 'Gemeinbedarf: Kirche und kirchliche Einrichtung', symbol: 'kirche' },
	{ key: '-sozial', codes: ['1600'], title: 'Gemeinbedarf: Soziale Einrichtung', symbol: 'sozial' },
	{ key: '-gesundheit', codes: ['1800'], title: 'Gemeinbedarf: Gesundheit', symbol: 'gesundheit' },
	{ key: '-kultur', codes: ['2000'], title: 'Gemeinbedarf: Kultur', symbol: 'kultur' },
	{ key: '-sport', codes: ['2200'], title: 'Gemeinbedarf: Sport', symbol: 'sport' },
	{ key: '-sicherheit', codes: ['2400'], title: 'Gemeinbedarf: Sicherheit und Ordnung', symbol: 'schutz' },
	{ key: '-feuerwehr', codes: ['24000'], title: 'Gemeinbedarf: Feuerwehr', symbol: 'feuerwehr' },
	{ key: '-infrastruktur', codes: ['2600'], title: 'Gemeinbedarf: Infrastruktur, Post', symbol: 'post' }
];

/** XP_ZweckbestimmungGruen */
export const GREEN_USES: Use[] = [
	{ key: '', codes: [], title: 'Grünfläche' },
	{ key: '-park', codes: ['1000'], title: 'Grünfläche: Parkanlage', symbol: 'park' },
	{ key: '-kleingarten', codes: ['1200'], title: 'Grünfläche: Dauerkleingärten', symbol: 'kleingarten' },
	{ key: '-sportplatz', codes: ['1400'], title: 'Grünfläche: Sportplatz', symbol: 'sport' },
	{ key: '-spielplatz', codes: ['1600'], title: 'Grünfläche: Spielplatz', symbol: 'spiel' },
	{ key: '-zeltplatz', codes: ['1800'], title: 'Grünfläche: Zelt- oder Campingplatz', symbol: 'zelt' },
	{ key: '-badeplatz', codes: ['2000'], title: 'Grünfläche: Badeplatz, Freibad', symbol: 'bad' },
	{ key: '-freizeit', codes: ['2200'], title: 'Grünfläche: Freizeit und Erholung', symbol: 'freizeit' },
	{ key: '-besondere', codes: ['2400'], title: 'Grünfläche mit besonderer Aufgabe (z. B. Straßenbegleitgrün)', symbol: 'gras' },
	{ key: '-friedhof', codes: ['2600'], title: 'Grünfläche: Friedhof', symbol: 'friedhof' },
	{ key: '-naturerfahrung', codes: ['2700'], title: 'Grünfläche: Naturerfahrungsraum', symbol: 'gras' }
];

/** XP_ZweckbestimmungVerEntsorgung */
export const SUPPLY_USES: Use[] = [
	{ key: '', codes: [], title: 'Fläche oder Anlage für die Ver- oder Entsorgung' },
	{ key: '-strom', codes: ['1000'], title: 'Ver- und Entsorgung: Elektrizität', symbol: 'strom' },
	{ key: '-gas', codes: ['1200'], title: 'Ver- und Entsorgung: Gas', symbol: 'gas' },
	{ key: '-oel', codes: ['1300'], title: 'Ver- und Entsorgung: Erdöl', symbol: 'oel' },
	{ key: '-waerme', codes: ['1400'], title: 'Ver- und Entsorgung: Fernwärme', symbol: 'waerme' },
	{ key: '-wasser', codes: ['1600'], title: 'Ver- und Entsorgung: Wasser', symbol: 'trinkwasser' },
	{ key: '-abwasser', codes: ['1800'], title: 'Ver- und Entsorgung: Abwasser', symbol: 'abwasser' },
	{ key: '-regenwasser', codes: ['2000'], title: 'Ver- und Entsorgung: Regenwasser', symbol: 'regenwasser' },
	{ key: '-abfall', codes: ['2200'], title: 'Ver- und Entsorgung: Abfall', symbol: 'abfall' },
	{ key: '-ablagerung', codes: ['2400'], title: 'Ver- und Entsorgung: Ablagerung', symbol: 'ablagerung' },
	{ key: '-telekommunikation', codes: ['2600'], title: 'Ver- und Entsorgung: Telekommunikation', symbol: 'funk' },
	{
		key: '-erneuerbar',
		codes: ['2800', '10002', '10003', '10004', '10006', '10007'],
		title: 'Ver- und Entsorgung: Erneuerbare Energien',
		symbol: 'erneuerbar'
	},
	{ key: '-kwk', codes: ['3000'], title: 'Ver- und Entsorgung: Kraft-Wärme-Kopplung', symbol: 'waerme' }
];

/**
 * Finds the key of a use by its code: the exact code, then its parent (the first four digits).
 * Returns the general key where the code is missing or unknown.
 */
export function useFinder(uses: Use[]): (code: string | undefined) => string {
	const keys = new Map(uses.flatMap((use) => use.codes.map((code) => [code, use.key] as const)));
	return (code) => (code === undefined ? '' : (keys.get(code) ?? keys.get(code.slice(0, 4)) ?? ''));
}
