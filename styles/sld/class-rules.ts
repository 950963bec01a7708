/** Which attributes of a class decide its sign: found by asking `signFor`, so that map and SLD cannot differ. */
import type { GeometryKind, StyledAttribute } from '../types.ts';
import { signFor } from '../sign-for.ts';

/** An attribute that may decide, and the codes of its list. */
export interface Decider {
	attribute: string;
	/** Name of the column or property in the data; `zweckbestimmung_allgemein` where 6.0 nests it. */
	column: string;
	/** Data type around the code, where it is nested (`allgemein`). */
	nested?: string;
	codes: string[];
}

/** `column` has one of `codes`; with `null` also where it is missing. */
export interface Condition {
	column: string;
	codes: (string | null)[];
}

export interface ClassRule {
	sign: string;
	/** Alternatives of conditions that must hold together; one empty alternative = always. */
	when: Condition[][];
}

interface Branch {
	decider: Decider;
	/** Same object for options that lead to the same place. */
	options: { codes: (string | null)[]; to: Branch | string }[];
}

export function rulesOfClass(className: string, version: string, geometry: GeometryKind, deciders: Decider[]): ClassRule[] {
	const grow = (rest: Decider[], attributes: StyledAttribute[]): Branch | string => {
		const [decider, ...others] = rest;
		if (!decider) return signFor({ class: className, version, geometry, attributes });
		const options = new Map<string, { codes: (string | null)[]; to: Branch | string }>();
		for (const code of [null, ...decider.codes]) {
			const to = grow(others, code === null ? attributes : [...attributes, attributeOf(decider, code)]);
			const key = JSON.stringify(to);
			const option = options.get(key);
			if (option) option.codes.push(code);
			else options.set(key, { codes: [code], to });
		}
		return options.size === 1 ? [...options.values()][0]!.to : { decider, options: [...options.values()] };
	};
	const rules = new Map<string, Condition[][]>();
	const walk = (node: Branch | string, conditions: Condition[]): void => {
		if (typeof node === 'string') rules.set(node, [...(rules.get(node) ?? []), conditions]);
		else for (const { codes, to } of node.options) walk(to, [...conditions, { column: node.decider.column, codes }]);
	};
	walk(grow(influential(className, version, geometry, deciders), []), []);
	return [...rules].map(([sign, when]) => ({ sign, when }));
}

/** Deciders that change the sign alone or beside any value of another one; the product of all would be too large. */
function influential(className: string, version: string, geometry: GeometryKind, deciders: Decider[]): Decider[] {
	const ask = (attributes: StyledAttribute[]) => signFor({ class: className, version, geometry, attributes });
	const changes = (decider: Decider, beside: StyledAttribute[]) =>
		decider.codes.some((code) => ask([...beside, attributeOf(decider, code)]) !== ask(beside));
	return deciders.filter(
		(decider) =>
			changes(decider, []) ||
			deciders.some((other) => other !== decider && other.codes.some((code) => changes(decider, [attributeOf(other, code)])))
	);
}

function attributeOf({ attribute, nested }: Decider, code: string): StyledAttribute {
	return nested ? { name: attribute, type: 'XP_Type', attributes: [{ name: nested, value: code }] } : { name: attribute, value: code };
}
