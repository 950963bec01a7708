/** Labels and abbreviations of the enumeration codes, in one table for all versions. */

import type { CompactSchema } from '../format.ts';
import { humanize, withSharpS } from '../words.ts';
import { CODE_LABELS } from './code-labels.ts';

/** What the list of codes says about one code (its other fields are not read). */
interface CodeFacts {
	name: string;
	label?: string;
	abbr?: string;
	versions: string[];
	nameHistory?: Record<string, string>;
}
export type CodeList = Record<string, Record<string, CodeFacts>>;

/**
 * Per enumeration and code: `label` or `label|abbreviation`. Where earlier versions mean something else by the code, an array whose
 * further entries are `4.0 4.1:label`.
 */
export type EnumerationLabels = Record<string, Record<string, string | string[]>>;

/** Name of the list for an enumeration type: in 4.0 the types end in `Type`. */
export function listName(type: string): string {
	return type.replace(/Type$/, '');
}

/** Labels of all codes that occur in the schemas. */
export function readEnumerationLabels(codes: CodeList, schemas: CompactSchema[]): EnumerationLabels {
	const labelOfName = officialLabels(codes);
	const label = (name: string) => CODE_LABELS[name] ?? labelOfName.get(name) ?? humanize(name);
	const result: EnumerationLabels = {};
	for (const [list, code] of usedCodes(schemas)) {
		const facts = codes[list]?.[code] ?? { name: MISSING_NAMES[`${list} ${code}`] ?? code, versions: [] };
		const current = CODE_LABELS[facts.name] ?? (facts.label && withSharpS(facts.label)) ?? label(facts.name);
		const earlier = new Map<string, string[]>();
		for (const [version, name] of Object.entries(facts.nameHistory ?? {})) {
			if (name === facts.name || plain(name) === plain(facts.name)) continue;
			earlier.set(label(name), [...(earlier.get(label(name)) ?? []), version]);
		}
		const main = facts.abbr ? `${current}|${facts.abbr}` : current;
		const others = [...earlier].filter(([text]) => text !== current).map(([text, versions]) => `${versions.join(' ')}:${text}`);
		(result[list] ??= {})[code] = others.length ? [main, ...others] : main;
	}
	return result;
}

/** Codes of schemas that the list of codes lacks. */
const MISSING_NAMES: Record<string, string> = {
	'BP_TiefeProzentualBezugTypen 1000': 'Gebaeudehoehe',
	'BP_TiefeProzentualBezugTypen 9999': 'Unbestimmt'
};

function usedCodes(schemas: CompactSchema[]): [string, string][] {
	const used = new Map<string, [string, string]>();
	for (const schema of schemas) {
		for (const [type, facts] of Object.entries(schema.simpleTypes)) {
			if (type.startsWith('gml:') || !Array.isArray(facts)) continue;
			for (const code of facts) used.set(`${listName(type)} ${code}`, [listName(type), code]);
		}
	}
	return [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** Official labels by code name, where all lists agree; they serve the codes that have a name only. */
function officialLabels(codes: CodeList): Map<string, string> {
	const labels = new Map<string, string | null>();
	for (const list of Object.values(codes)) {
		for (const { name, label } of Object.values(list)) {
			if (!label) continue;
			const known = labels.get(name);
			labels.set(name, known === undefined || known === withSharpS(label) ? withSharpS(label) : null);
		}
	}
	return new Map([...labels].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Spelling apart. */
const plain = (name: string) =>
	name
		.toLowerCase()
		.replace(/ä/g, 'ae')
		.replace(/ö/g, 'oe')
		.replace(/ü/g, 'ue')
		.replace(/ß/g, 'ss')
		.replace(/\W/g, '');
