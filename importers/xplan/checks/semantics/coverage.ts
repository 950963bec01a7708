import { loadCatalogue } from '../../catalogue/catalogue.ts';
import { XPLAN_VERSIONS, type XplanVersion } from '../../model.ts';
import { rulesByClass } from './check-semantics.ts';
import { SEMANTIC_RULES } from './registry.ts';
import { documentOf, numberIn } from './rule.ts';
import { UNDECIDED_RULES, type UndecidedRule } from './undecidable.ts';

/** Which numbered rules a version is checked by. */
export interface Coverage {
	version: XplanVersion;
	/** Numbers that this check decides in some class of the version, in order. */
	decided: string[];
	/** Numbers of its document whose class or property the version does not have, so that nothing can break them. */
	idle: string[];
	/** Left out here: decided by another check, or by nobody. */
	elsewhere: UndecidedRule[];
}

/** `4.2.10` after `4.2.9`. */
export function compareNumbers(a: string, b: string): number {
	const [one, other] = [a, b].map((number) => number.split('.').map(Number));
	for (let i = 0; i < Math.max(one!.length, other!.length); i++) {
		const difference = (one![i] ?? -1) - (other![i] ?? -1);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** What is checked in a version. Loads its catalogue. */
export async function coverageOf(version: XplanVersion): Promise<Coverage> {
	const catalogue = await loadCatalogue(version);
	const decided = new Set([...rulesByClass(catalogue).values()].flatMap((rules) => rules.map(({ number }) => number)));
	const named = new Set(SEMANTIC_RULES.flatMap((rule) => numberIn(rule, version) ?? []));
	const document = documentOf(version);
	return {
		version,
		decided: [...decided].sort(compareNumbers),
		idle: [...named].filter((number) => !decided.has(number)).sort(compareNumbers),
		elsewhere: UNDECIDED_RULES.filter(({ documents }) => documents === undefined || documents.includes(document))
	};
}

/** The table of the README: one row per version. */
export async function coverageTable(): Promise<string[]> {
	const rows = ['| version | decided here | decided by another check | cannot be decided |', '|---|---|---|---|'];
	for (const version of XPLAN_VERSIONS) {
		const { decided, elsewhere } = await coverageOf(version);
		const nobody = elsewhere.filter(({ where }) => where === 'undecidable').length;
		const others = elsewhere.filter(({ where }) => where !== 'undecidable' && where !== 'repealed').length;
		rows.push(`| ${version} | ${decided.length} | ${others} | ${nobody} |`);
	}
	return rows;
}
