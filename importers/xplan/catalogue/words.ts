/** German words in the names of the standard, which are written in ASCII and CamelCase: `UeberbaubareFlaeche`. */

/** Stems in which `ss` stands for `ß`. */
const SHARP_S = [
	'ausser(?!t)',
	'aussen',
	'äusser',
	'anlagemitgross',
	'(?<!w)fuss',
	'füss',
	'fliess',
	'gefäss',
	'gross',
	'grösser',
	'(?<!bio)mass(?![ei]v|en?\\b)',
	'schiess',
	'schliess',
	'(?<!ng)strass'
];
const SHARP_S_PATTERN = new RegExp(SHARP_S.join('|'), 'gi');

/** Words in which `ue` is no umlaut although none of the general exceptions holds. */
const NO_UMLAUT = /kongruenz|(?<!m|h|f)uell/i;

/** Spelling errors of the standard's names, in the word as it should read. */
const MISSPELLED = new Map(
	Object.entries({
		aufstellungbeschluss: 'Aufstellungsbeschluss',
		aufstellungsbeschhluss: 'Aufstellungsbeschluss',
		auesserer: 'äußerer',
		abgrenzuung: 'Abgrenzung',
		gebaedequerschnitt: 'Gebäudequerschnitt',
		gefaehrderte: 'gefährdete',
		hauprverkehrsstrasse: 'Hauptverkehrsstraße',
		staedebauliche: 'städtebauliche',
		terassenkante: 'Terrassenkante',
		ueberbauberer: 'überbaubarer',
		uebergabeatation: 'Übergabestation',
		massanahme: 'Maßnahme',
		masstab: 'Maßstab',
		anlagemitgrossem: 'Anlage mit großem',
		gaertnerischanzulegen: 'gärtnerisch anzulegen'
	})
);

/** `Flaeche` → `Fläche`, `Strasse` → `Straße`, `Quelle` and `Neue` stay. */
export function withUmlauts(word: string): string {
	const right = MISSPELLED.get(word.toLowerCase());
	if (right) return /^[A-Z]/.test(word) ? right[0].toUpperCase() + right.slice(1) : right;
	const vowels = word.replace(/ae/g, 'ä').replace(/oe/g, 'ö').replace(/Ae/g, 'Ä').replace(/Oe/g, 'Ö').replace(/Ue/g, 'Ü');
	// Not after a, e or q, as in Mauer, Feuer, Quelle.
	const umlauts = NO_UMLAUT.test(vowels) ? vowels : vowels.replace(/(?<![aeq])ue/gi, 'ü');
	return withSharpS(umlauts);
}

/** `Grosskraftwerk` → `Großkraftwerk`; umlauts must be right already. */
export function withSharpS(text: string): string {
	return text.replace(SHARP_S_PATTERN, (stem) => stem.replace('ss', 'ß'));
}

/** `GRZmin` → GRZ, min; `DetailZweckbestVerEntsorgung` → Detail, Zweckbest, Ver, Entsorgung. */
export function splitName(name: string): string[] {
	return name.match(/[A-ZÄÖÜ]+(?=(?:min|max)$)|[A-ZÄÖÜ]+(?![a-zäöüß])|[A-ZÄÖÜ]?[a-zäöüß]+|\d+/g) ?? [];
}

/** Small words and adjectives stay small inside a label. */
const SMALL = new Set(
	(
		'und oder der die das des dem den von vom zu zur zum mit ohne im in nach für an am auf aus bei durch innerhalb außerhalb ' +
		'unter über vor als nur nicht keine ein eine je pro bis min max'
	).split(' ')
);
const ADJECTIVES = [
	/(lich|isch|bar|sam|haft|los|ell|iert|gelegt|genutzt|schützt|fährdet|ändert|nommen|bezogen|nah|fern)(e|er|es|en|em)?$/,
	/(?<!n|l|ch|w)ig(e|er|es|en)$/,
	/^(allgemein|rein|klein|groß|neu|alt|hoh|nieder|ober|unter|ander|besonder|sonstig|wichtig|abweichend|offen)(e|er|es|en)$/,
	/^(geschlossen|frei|geplant|zwingend|höchst)(e|er|es|en)$/
];

/** A name as a readable German label: `FruehzeitigeBehoerdenBeteiligung` → `Frühzeitige Behörden Beteiligung`. */
export function humanize(name: string): string {
	const words = splitName(name).map(withUmlauts);
	return words
		.map((word, index) => {
			if (/^[A-ZÄÖÜ]{2,}$/.test(word)) return word;
			const small = word.toLowerCase();
			if (index > 0 && (SMALL.has(small) || ADJECTIVES.some((pattern) => pattern.test(small)))) return small;
			return word[0].toUpperCase() + word.slice(1);
		})
		.join(' ');
}
