import { diffArrays } from 'diff';
import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { describeAttributes, type DescribedAttribute } from '../../../importers/xplan/catalogue/describe.ts';
import { labelOfProperty } from '../../../importers/xplan/catalogue/labels.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';
import type { AttributeChange } from './types.ts';
import { wordDifference } from './words.ts';

/** Properties of two versions of one thing, compared as people read them. Pure. */

export interface ComparedSide {
	catalogue: Catalogue;
	className: string;
	attributes: Attribute[];
	/** A relation: `key` is equal where both lead to the same thing, `text` is for people. */
	reference: (href: string) => { key: string; text: string };
}

/** Says nothing of the plan: ids of the file, and the other end of relations that are compared where they begin. */
const NO_CONTENT = new Set([
	'uuid',
	'identifier',
	'boundedBy',
	'bereich',
	'gehoertZuPlan',
	'planinhalt',
	'praesentationsobjekt',
	'dientZurDarstellungVon',
	'wirdDargestelltDurch',
	'texte',
	'begruendungsTexte',
	'rasterBasis'
]);

const NUMERIC = /^xs:(double|decimal|float|int|integer|nonNegativeInteger|positiveInteger)$/;
/** Longer texts get a word difference. */
const LONG = 60;

interface Node {
	name: string;
	label: string;
	/** Equal for equal values. */
	key: string;
	/** For people. */
	text: string;
	type?: string;
	children?: Node[];
}

/**
 * What differs, in the order of the later side; properties that went stand at the end. Repeated values are compared in order.
 * @param hidden names that are compared elsewhere
 */
export function compareAttributes(before: ComparedSide, after: ComparedSide, hidden: ReadonlySet<string> = new Set()): AttributeChange[] {
	return [...compareNodes(nodesOf(before, hidden), nodesOf(after, hidden), [], []), ...compareGeometries(before.attributes, after.attributes)];
}

function nodesOf(side: ComparedSide, hidden: ReadonlySet<string>): Node[] {
	const nodes = describeAttributes(side.catalogue, side.className, side.attributes).map((each) => nodeOf(side, side.className, each));
	return nodes.filter(({ name }) => !NO_CONTENT.has(name) && !hidden.has(name));
}

function nodeOf(side: ComparedSide, className: string, described: DescribedAttribute): Node {
	const { name, label, type } = described;
	if (described.children) {
		const children = described.children.map((each) => nodeOf(side, type ?? '', each));
		const key = JSON.stringify([type, children.map((each) => [each.name, each.key])]);
		return { name, label, key, type, children, text: children.map((each) => `${each.label}: ${oneLine(each)}`).join('\n') };
	}
	if (described.href !== undefined) {
		const { key, text } = side.reference(described.href);
		return { name, label, key: `#${key}`, text };
	}
	const value = described.value ?? '';
	const normal = normalised(side.catalogue.property(className, name)?.type, described, value);
	return { name, label, key: JSON.stringify([normal, described.unit ?? '']), text: described.display ?? value };
}

/** `0.40` is `0.4`, `1` is `true`. */
function normalised(type: string | undefined, described: DescribedAttribute, value: string): string {
	if (type === 'xs:boolean') return value === '1' ? 'true' : value === '0' ? 'false' : value;
	const numeric = described.unit !== undefined || (type !== undefined && NUMERIC.test(type));
	return numeric && value !== '' && Number.isFinite(Number(value)) ? String(Number(value)) : value.replace(/\s+/g, ' ');
}

const oneLine = (node: Node): string => (node.children ? `(${node.children.map((each) => `${each.label}: ${oneLine(each)}`).join('; ')})` : node.text);

function compareNodes(before: Node[], after: Node[], names: string[], labels: string[]): AttributeChange[] {
	const order = [...new Set([...after, ...before].map((node) => node.name))];
	return order.flatMap((name) => {
		const [from, to] = [before, after].map((nodes) => nodes.filter((node) => node.name === name)) as [Node[], Node[]];
		return compareLists(from, to, [...names, name], [...labels, (to[0] ?? from[0])!.label]);
	});
}

function compareLists(from: Node[], to: Node[], names: string[], labels: string[]): AttributeChange[] {
	const keys = (nodes: Node[]) => nodes.map((node) => node.key);
	const [fromKeys, toKeys] = [keys(from), keys(to)];
	if (same(fromKeys, toKeys)) return [];
	if (same([...fromKeys].sort(), [...toKeys].sort())) return [{ ...change(names, labels, join(from), join(to)), reordered: true }];
	const changes: AttributeChange[] = [];
	let [i, j] = [0, 0];
	let removed: Node[] = [];
	let added: Node[] = [];
	const flush = () => {
		for (let n = 0; n < Math.max(removed.length, added.length); n++) changes.push(...compareOne(removed[n], added[n], names, labels));
		[removed, added] = [[], []];
	};
	for (const part of diffArrays(fromKeys, toKeys)) {
		const count = part.value.length;
		if (part.removed) removed.push(...from.slice(i, (i += count)));
		else if (part.added) added.push(...to.slice(j, (j += count)));
		else {
			flush();
			i += count;
			j += count;
		}
	}
	flush();
	return changes;
}

function compareOne(from: Node | undefined, to: Node | undefined, names: string[], labels: string[]): AttributeChange[] {
	if (from?.children && to?.children && from.type === to.type) return compareNodes(from.children, to.children, names, labels);
	return [change(names, labels, from?.text ?? null, to?.text ?? null)];
}

function change(names: string[], labels: string[], before: string | null, after: string | null): AttributeChange {
	const long = before && after && Math.max(before.length, after.length) > LONG;
	return { name: names.join('.'), labels, before, after, ...(long ? { words: wordDifference(before, after) } : {}) };
}

const same = (a: string[], b: string[]): boolean => a.length === b.length && a.every((each, index) => each === b[index]);
const join = (nodes: Node[]): string => nodes.map((node) => node.text).join('\n');

/** Geometries beside the place (an axis, a position of lettering). Only that they differ can be said in words. */
function compareGeometries(before: Attribute[], after: Attribute[]): AttributeChange[] {
	const [from, to] = [geometriesOf(before), geometriesOf(after)];
	return [...new Set([...from.keys(), ...to.keys()])]
		.filter((name) => from.get(name) !== to.get(name))
		.map((name) => change([name], [labelOfProperty(name)], from.has(name) ? 'frühere Lage' : null, to.has(name) ? 'neue Lage' : null));
}

function geometriesOf(attributes: Attribute[]): Map<string, string> {
	const round = (key: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 500) / 500 : value);
	return new Map(attributes.filter((each) => each.geometry).map((each) => [each.name, JSON.stringify(each.geometry, round)]));
}
