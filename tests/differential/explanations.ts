import type { Disagreement } from './comparison.ts';

interface Explanation {
	/** Which side is right, with the section of XML Schema 1.0 (second edition) or of what it refers to. */
	why: string;
	holds(disagreement: Disagreement): boolean;
}

const all = (messages: string[], pattern: RegExp): boolean => messages.length > 0 && messages.every((message) => pattern.test(message));

/** Disagreements that stay, by name. */
export const EXPLANATIONS: Record<string, Explanation> = {
	'white space of int, date and duration': {
		why:
			'libxml2 does not collapse white space around xs:int, xs:date and xs:duration; part 2, § 4.3.6: whiteSpace is collapse, fixed, for ' +
			'every atomic type but string. Ours gives a warning.',
		holds: ({ xmllint, ours }) =>
			ours.valid &&
			ours.findings.some(({ rule }) => rule === 'value-whitespace') &&
			all(xmllint.messages, /is not a valid value of the atomic type 'xs:(int|date|duration)'/)
	},
	'white space of INF and NaN': {
		why: 'libxml2 does not collapse white space around INF and NaN of xs:double, though around numbers; part 2, § 3.2.5.2: collapse, fixed.',
		holds: ({ xmllint, ours }) =>
			ours.valid && all(xmllint.messages, /'\s*(-?INF|NaN)\s*' is not a valid value of the atomic type 'xs:double'/)
	},
	'white space of xsi:type': {
		why: 'libxml2 does not collapse white space in xsi:type; part 1, § 2.6.1: its type is QName, part 2, § 3.2.18: collapse, fixed.',
		holds: ({ xmllint, ours }) => ours.valid && all(xmllint.messages, /The QName value '(\s.*|.*\s)' has no corresponding namespace/)
	},
	'exponent without digits': {
		why: 'libxml2 takes 1e for xs:double; part 2, § 3.2.5.1: the exponent must be an integer.',
		holds: ({ xmllint, ours, text }) =>
			xmllint.valid &&
			ours.refused === undefined &&
			ours.findings.every(({ rule }) => rule === 'value-type') &&
			/[>\s]\+?\d+e[<\s]/.test(text)
	},
	'CDATA section without characters that count': {
		why:
			'libxml2 takes a CDATA section that is empty or of white space for text; part 1, cvc-complex-type 2.1 and 2.3, asks for characters ' +
			'and which, and the Infoset (part 1, § 3.4.4) does not know sections. Likewise cvc-elt 5.1: an element without characters has its ' +
			'default.',
		holds: ({ xmllint, ours, text }) =>
			ours.valid &&
			/<!\[CDATA\[\s*\]\]>/.test(text) &&
			all(xmllint.messages, /Character content (other than whitespace )?is not allowed|: '' is not a valid value/)
	},
	'document type': {
		why: 'A document with DOCTYPE is refused before any check, because of what it may do to a reader (entities); XML Schema allows it.',
		holds: ({ ours }) => ours.refused === 'doctype'
	},
	'another root': {
		why: 'Any global element may be a root (part 1, § 5.2); we read XPlanAuszug and wfs:FeatureCollection only and refuse others.',
		holds: ({ xmllint, ours }) => xmllint.valid && (ours.refused === 'wrong-root' || ours.refused === 'unknown-version')
	},
	'collection without members': {
		why: 'A wfs:FeatureCollection without members follows its schema, but no version of XPlanGML can be told from it; it is refused.',
		holds: ({ xmllint, ours, wfs }) => wfs && xmllint.valid && ours.refused === 'no-members'
	},
	'fixed value of a referenced attribute': {
		why: 'libxml2 does not compare xlink:type with the fixed value of the attribute use (4.1 to 6.0); part 1, § 3.5.4 cvc-au.',
		holds: ({ xmllint, ours, text }) =>
			xmllint.valid &&
			ours.findings.every(({ rule, message }) => rule === 'attribute-value' && message.includes('xlink:type')) &&
			/xlink:type="\s*(extended|title|resource|locator|arc)\s*"/.test(text)
	}
};

/** Name of the explanation that holds, null if none does. */
export function explain(disagreement: Disagreement): string | null {
	return Object.entries(EXPLANATIONS).find(([, { holds }]) => holds(disagreement))?.[0] ?? null;
}
