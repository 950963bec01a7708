/**
 * Plain-language explanation of a plan object with the paragraphs it rests on. Information, not legal advice: it says what a sign
 * generally means and what the attributes of the object add.
 */
import type { Explanation, Sentence, StyledObject } from '../types.ts';
import { isTrue, purposesOf, valueOf } from '../attributes.ts';
import { familyOf, signFor } from '../sign-for.ts';
import { signOf } from '../signs/catalogue.ts';
import { table } from '../table.ts';
import { buildingSentences, buildingTitle } from './building-kinds.ts';
import { CLASS_TITLES } from './class-titles.ts';
import { legalMeaning } from './legal-meaning.ts';
import { mannerSentences } from './manner.ts';
import { measureSentences } from './measures.ts';
import type { Subject } from './subject.ts';
import { BUILDING_SUBJECTS } from './subjects-building.ts';
import { OTHER_SUBJECTS } from './subjects-other.ts';
import { SPACE_SUBJECTS } from './subjects-space.ts';

const SUBJECTS = table<Subject>({ ...BUILDING_SUBJECTS, ...SPACE_SUBJECTS, ...OTHER_SUBJECTS });
const BUILDING_AREAS = new Set(['BP_BaugebietsTeilFlaeche', 'BP_Baugebiet', 'FP_BebauungsFlaeche']);

const GENERIC: Readonly<Record<ReturnType<typeof familyOf>, Sentence>> = {
	BP: {
		text: 'Dieses Objekt ist Inhalt des Bebauungsplans. Was es regelt, ergibt sich aus seinen Angaben und aus den Texten des Plans.',
		law: '§ 9 BauGB'
	},
	FP: {
		text:
			'Dieses Objekt ist Inhalt des Flächennutzungsplans. Was es darstellt, ergibt sich aus ' +
			'seinen Angaben und aus den Texten des Plans.',
		law: '§ 5 BauGB'
	},
	RP: { text: 'Dieses Objekt ist eine Festlegung oder Angabe des Raumordnungsplans.', law: '§ 7 ROG' },
	LP: { text: 'Dieses Objekt ist Inhalt der Landschaftsplanung.', law: '§ 9 BNatSchG' },
	SO: { text: 'Dieses Objekt beruht auf einem anderen Gesetz als dem Baugesetzbuch oder ergänzt den Plan.' },
	XP: { text: 'Dieses Objekt gehört zum Plan; es verdeutlicht oder ergänzt seine Inhalte.' }
};

/** XP_Rechtsstand */
const STATES = table({
	1000: 'Geplant: Der Inhalt ist noch nicht verwirklicht.',
	2000: 'Bestehend: Der Inhalt ist bereits vorhanden.',
	3000: 'Fortfallend: Was vorhanden ist, soll wegfallen.'
});

/** Title and sentences for any object of any class and version. There is always at least one sentence. */
export function explain(object: StyledObject): Explanation {
	const building = BUILDING_AREAS.has(object.class);
	return {
		title: titleFor(object),
		sentences: [
			...(building ? buildingSentences(object) : subjectSentences(object)),
			...purposeSentences(object),
			...(building || object.class.startsWith('BP_') || object.class === 'SO_Strassenverkehr' ? measureSentences(object) : []),
			...mannerSentences(object),
			...detailSentences(object),
			...legalMeaning(object)
		]
	};
}

/** German title of an object: kind of building use, sign, or class. */
export function titleFor(object: StyledObject): string {
	const sign = signOf(signFor(object));
	if (BUILDING_AREAS.has(object.class)) return buildingTitle(object, sign.title);
	return CLASS_TITLES[object.class] ?? sign.title;
}

function subjectSentences(object: StyledObject): Sentence[] {
	const subject = SUBJECTS[object.class];
	if (subject === undefined) return [GENERIC[familyOf(object.class)]];
	return typeof subject === 'function' ? subject(object) : subject;
}

/** The purposes as the caller resolved them; a bare code says nothing to people and is left out. */
function purposeSentences(object: StyledObject): Sentence[] {
	const labels = purposesOf(object).flatMap(({ code, label }) => (label === undefined || code === '9999' ? [] : [label]));
	if (labels.length === 0) return [];
	// What other laws lay down is not a purpose.
	const word = /^(SO|LP|RP)_/.test(object.class) && object.class !== 'SO_Strassenverkehr' ? 'Art' : 'Zweckbestimmung';
	return [{ text: `${word}: ${[...new Set(labels)].join(', ')}.` }];
}

function detailSentences(object: StyledObject): Sentence[] {
	const sentences: Sentence[] = [];
	const use = valueOf(object, 'nutzungsform');
	if (use === '1000') sentences.push({ text: 'Die Nutzung ist privat.' });
	if (use === '2000') sentences.push({ text: 'Die Nutzung ist öffentlich.' });
	const beneficiary = valueOf(object, 'zugunstenVon');
	if (beneficiary) sentences.push({ text: `Begünstigt: ${ended(beneficiary)}` });
	if (isTrue(object, 'istAusgleich')) {
		sentences.push({ text: 'Die Maßnahme dient dem Ausgleich von Eingriffen in Natur und Landschaft.', law: '§ 1a Abs. 3 BauGB' });
	}
	if (isTrue(object, 'vonGenehmigungAusgenommen')) {
		sentences.push({ text: 'Dieser Teil des Flächennutzungsplans ist von der Genehmigung ausgenommen.', law: '§ 6 Abs. 3 BauGB' });
	}
	const state = STATES[valueOf(object, 'rechtsstand') ?? ''];
	if (state && !/_(Plan|Bereich)$/.test(object.class)) sentences.push({ text: state });
	const text = valueOf(object, 'text');
	if (text) sentences.push({ text: `Angabe im Plan: ${ended(text)}` });
	return sentences;
}

function ended(text: string): string {
	const clean = text.replace(/\s+/g, ' ');
	return /[.!?]$/.test(clean) ? clean : `${clean}.`;
}
