/** How buildings stand and look: Bauweise, kinds of houses, roof, heights (§§ 18, 22 BauNVO, § 9 Abs. 4 BauGB). */
import type { Sentence, StyledAttribute, StyledObject } from '../types.ts';
import { childOf, childValue, numberOf, parseNumber, valueOf } from '../attributes.ts';
import { german } from '../numbers.ts';
import { table } from '../table.ts';
import { enumerate } from './words.ts';

const COVER = table<Sentence>({
	1000: {
		text:
			'Offene Bauweise: Die Gebäude stehen mit seitlichem Grenzabstand als Einzelhäuser, Doppelhäuser ' +
			'oder Hausgruppen und sind höchstens 50 m lang.',
		law: '§ 22 Abs. 2 BauNVO'
	},
	2000: { text: 'Geschlossene Bauweise: Die Gebäude werden ohne seitlichen Grenzabstand errichtet.', law: '§ 22 Abs. 3 BauNVO' },
	3000: {
		text: 'Abweichende Bauweise: Der Plan regelt, wieweit an die Grundstücksgrenzen herangebaut werden darf oder muss.',
		law: '§ 22 Abs. 4 BauNVO'
	}
});

const HOUSES = table({
	1000: 'Einzelhäuser',
	2000: 'Doppelhäuser',
	3000: 'Hausgruppen',
	4000: 'Einzel- und Doppelhäuser',
	5000: 'Einzelhäuser und Hausgruppen',
	6000: 'Doppelhäuser und Hausgruppen',
	7000: 'Reihenhäuser',
	8000: 'Einzelhäuser, Doppelhäuser und Hausgruppen'
});

const ROOFS = table({
	1000: 'Flachdach',
	2100: 'Pultdach',
	2200: 'versetztes Pultdach',
	3000: 'geneigtes Dach',
	3100: 'Satteldach',
	3200: 'Walmdach',
	3300: 'Krüppelwalmdach',
	3400: 'Mansarddach',
	3500: 'Zeltdach',
	3600: 'Kegeldach',
	3700: 'Kuppeldach',
	3800: 'Sheddach',
	3900: 'Bogendach',
	4000: 'Turmdach',
	4100: 'Tonnendach',
	5000: 'gemischte Dachform',
	9999: 'sonstige Dachform'
});

/** XP_ArtHoehenbezugspunkt */
const POINTS = table({
	1000: 'Traufhöhe',
	2000: 'Firsthöhe',
	3000: 'Oberkante',
	3500: 'Lichte Höhe',
	4000: 'Sockelhöhe',
	4500: 'Erdgeschossfußboden',
	5000: 'Höhe baulicher Anlagen',
	5500: 'Unterkante',
	6000: 'Gebäudehöhe',
	6500: 'Wandhöhe',
	6600: 'Geländeoberkante'
});

/** XP_ArtHoehenbezug */
const REFERENCES = table({
	1000: ' über Normalhöhennull (NHN)',
	1100: ' über Normalnull (NN)',
	1200: ' über Normalhöhennull (DHHN2016)',
	2000: ' über der Geländeoberkante',
	2500: ' über der Oberkante des Gehwegs',
	3000: ' über der Bezugshöhe des Plans',
	3500: ' über der Straßenmitte',
	4000: ' über dem Erdgeschossfußboden'
});

const HEIGHT_LAW = '§ 18 BauNVO';
const ROOF_LAW = '§ 9 Abs. 4 BauGB mit dem Bauordnungsrecht des Landes';

/** Bauweise, houses, roofs and heights of an object; empty where it has none. */
export function mannerSentences(object: StyledObject): Sentence[] {
	const cover = COVER[valueOf(object, 'bauweise') ?? ''];
	const houses = HOUSES[valueOf(object, 'bebauungsArt') ?? ''];
	return [
		...(cover ? [cover] : []),
		...(houses ? [{ text: `Zulässig sind nur ${houses}.`, law: '§ 22 Abs. 2 BauNVO' }] : []),
		...roofs(object),
		...heightSentences(object)
	];
}

function roofs(object: StyledObject): Sentence[] {
	const forms: string[] = [];
	const slopes: string[] = [];
	const add = (list: string[], text: string | undefined): void => {
		if (text && !list.includes(text)) list.push(text);
	};
	const form = (attribute: StyledAttribute | undefined): string | undefined =>
		attribute && (attribute.label ?? ROOFS[attribute.value?.trim() ?? '']);
	for (const attribute of object.attributes) {
		if (attribute.name === 'dachform') add(forms, form(attribute));
		if (attribute.name !== 'dachgestaltung') continue;
		add(forms, form(childOf(attribute, 'dachform')));
		add(
			slopes,
			slope((name) => parseNumber(childValue(attribute, name)))
		);
	}
	add(
		slopes,
		slope((name) => numberOf(object, name))
	);
	return [
		...(forms.length
			? [{ text: `Zulässige ${forms.length > 1 ? 'Dachformen' : 'Dachform'}: ${enumerate(forms, 'oder')}.`, law: ROOF_LAW }]
			: []),
		...slopes.map((text) => ({ text: `Dachneigung: ${text}.`, law: ROOF_LAW }))
	];
}

function slope(read: (name: string) => number | undefined): string | undefined {
	const must = read('DNzwingend') ?? read('DNZwingend');
	if (must !== undefined) return `genau ${german(must)}°`;
	const [min, max] = [read('DNmin'), read('DNmax') ?? read('DN')];
	if (max === undefined) return min === undefined ? undefined : `mindestens ${german(min)}°`;
	return min === undefined ? `höchstens ${german(max)}°` : `${german(min)}° bis ${german(max)}°`;
}

/** Every height of the object. A Höhenmaß states a height, everything else limits it. */
export function heightSentences(object: StyledObject): Sentence[] {
	const states = object.class === 'BP_HoehenMass';
	return object.attributes.filter(({ name }) => name === 'hoehenangabe').flatMap((attribute) => height(attribute, states));
}

function height(attribute: StyledAttribute, states: boolean): Sentence[] {
	const read = (name: string): number | undefined => parseNumber(childValue(attribute, name));
	const point = POINTS[childValue(attribute, 'bezugspunkt') ?? ''] ?? childValue(attribute, 'abweichenderBezugspunkt') ?? 'Höhe';
	const own = childValue(attribute, 'abweichenderHoehenbezug');
	const reference = REFERENCES[childValue(attribute, 'hoehenbezug') ?? ''] ?? (own ? ` (bezogen auf: ${own})` : '');
	const must = read('hZwingend');
	const max = read('hMax') ?? read('h');
	const min = read('hMin');
	const sentence = (value: string): Sentence[] => [{ text: `${point}: ${value}${reference}.`, law: HEIGHT_LAW }];
	if (must !== undefined) return sentence(`genau ${german(must)} m`);
	if (max !== undefined && min !== undefined) return sentence(`mindestens ${german(min)} m und höchstens ${german(max)} m`);
	if (max !== undefined) return sentence(`${states ? '' : 'höchstens '}${german(max)} m`);
	return min === undefined ? [] : sentence(`mindestens ${german(min)} m`);
}
