/** Schema documents of one version → the compact form of `../format.ts`. */

import { dirname, join } from 'node:path';
import { writeOccurrence, UNBOUNDED } from '../format.ts';
import type { CompactGroup, CompactItem, CompactSchema, CompactSimpleType, CompactType } from '../format.ts';
import { childrenOf, readSchemaDocument } from './xml.ts';
import type { Node } from './xml.ts';

const GML = 'http://www.opengis.net/gml/3.2';
const PREFIXES: Record<string, string> = {
	[GML]: 'gml:',
	'http://www.w3.org/2001/XMLSchema': 'xs:',
	'http://www.w3.org/1999/xlink': 'xlink:',
	'http://www.w3.org/XML/1998/namespace': 'xml:'
};
const PARTICLES = ['element', 'sequence', 'choice', 'group'];

/** Reads the schema whose top document is `path` with everything it includes, and its GML profile. */
export function readSchema(path: string, version: string): CompactSchema {
	const top = readSchemaDocument(path);
	const namespace = top.attributes.targetNamespace;
	const schema: CompactSchema = {
		version,
		release: top.attributes.version,
		namespace,
		elements: {},
		types: {},
		simpleTypes: {},
		groups: {},
		attributeGroups: {},
		attributes: {}
	};
	const seen = new Set<string>();
	const visit = (file: string) => {
		if (seen.has(file)) return;
		seen.add(file);
		const document = readSchemaDocument(file);
		const target = document.attributes.targetNamespace;
		for (const link of childrenOf(document, 'include', 'import')) {
			const wanted = link.name === 'include' || link.attributes.namespace === GML;
			if (wanted) visit(join(dirname(file), link.attributes.schemaLocation));
		}
		addDocument(schema, document, target === namespace ? '' : PREFIXES[target], namespace);
	};
	visit(path);
	return sorted(schema);
}

function addDocument(schema: CompactSchema, document: Node, prefix: string, namespace: string): void {
	const q = (node: Node, name: string) => qualify(node, name, namespace);
	for (const node of document.children) {
		const name = prefix + node.attributes.name;
		if (node.name === 'element') {
			// Extension places are written as "ade" in the content of their class.
			if (node.attributes.name.startsWith('_GenericApplicationPropertyOf')) continue;
			const group = node.attributes.substitutionGroup;
			const type = node.attributes.type ? q(node, node.attributes.type) : 'xs:anyType';
			const marks = (group ? ` <${q(node, group)}` : '') + (isTrue(node, 'nillable') ? ' nillable' : '');
			schema.elements[name] = (isTrue(node, 'abstract') ? 'abstract ' : '') + type + marks;
		} else if (node.name === 'complexType') schema.types[name] = complexType(node, q);
		else if (node.name === 'simpleType') schema.simpleTypes[name] = shortSimpleType(simpleType(node, q));
		else if (node.name === 'group') schema.groups[name] = particles(childrenOf(node, 'sequence', 'choice'), q);
		else if (node.name === 'attributeGroup') schema.attributeGroups[name] = attributes(node, q);
		else if (node.name === 'attribute') schema.attributes[name] = q(node, node.attributes.type);
		else if (!['include', 'import', 'annotation'].includes(node.name)) {
			throw new Error(`Schema component "${node.name}" is not known to the generator.`);
		}
	}
}

type Qualify = (node: Node, name: string) => string;

function qualify(node: Node, name: string, namespace: string): string {
	const [prefix, local] = name.includes(':') ? name.split(':') : ['', name];
	const uri = node.namespaceOf(prefix);
	if (uri === namespace) return local;
	const short = uri === undefined ? undefined : PREFIXES[uri];
	if (short === undefined) throw new Error(`Namespace of "${name}" is not known to the generator.`);
	return short + local;
}

const isTrue = (node: Node, attribute: string) => node.attributes[attribute] === 'true';

function complexType(node: Node, q: Qualify): CompactType {
	const type: CompactType = {};
	if (isTrue(node, 'abstract')) type.abstract = true;
	const [derived] = childrenOf(node, 'complexContent', 'simpleContent');
	const [step] = derived ? childrenOf(derived, 'extension', 'restriction') : [];
	if (derived?.name === 'simpleContent') type.text = q(step, step.attributes.base);
	else if (step?.name === 'extension') type.extends = q(step, step.attributes.base);
	else if (step) type.restricts = q(step, step.attributes.base);
	const body = step ?? node;
	const content = particles(childrenOf(body, ...PARTICLES), q);
	if (content.length) type.content = content;
	const own = attributes(body, q);
	if (own.length) type.attributes = own;
	return type;
}

/** An outer sequence that occurs once is the array itself. */
function particles(nodes: Node[], q: Qualify): CompactItem[] {
	const [only] = nodes;
	if (nodes.length === 1 && only.name === 'sequence' && occurrence(only) === '') {
		return childrenOf(only, ...PARTICLES).map((child) => particle(child, q));
	}
	return nodes.map((child) => particle(child, q));
}

function particle(node: Node, q: Qualify): CompactItem {
	const n = occurrence(node);
	if (node.name === 'sequence' || node.name === 'choice') {
		const items = childrenOf(node, ...PARTICLES).map((child) => particle(child, q));
		const group: CompactGroup = node.name === 'choice' ? { choice: items } : { sequence: items };
		return n ? { ...group, n } : group;
	}
	const ref = node.attributes.ref;
	if (ref) {
		const name = q(node, ref);
		if (!name.startsWith('_GenericApplicationPropertyOf')) return (node.name === 'group' ? '&' : '@') + name + n;
		if (n !== '*') throw new Error(`Extension place ${name} occurs "${n}", not "*".`);
		return 'ade';
	}
	const marks = appinfo(node);
	if (node.attributes.default !== undefined) marks.push(`=${node.attributes.default}`);
	return [node.attributes.name + n, q(node, node.attributes.type), ...marks].join(' ');
}

function appinfo(node: Node): string[] {
	const facts = childrenOf(node, 'annotation').flatMap((note) => childrenOf(note, 'appinfo').flatMap((info) => info.children));
	const value = (name: string) => facts.find((fact) => fact.name === name)?.text.trim().replace(/^\w+:/, '');
	const marks: [string, string | undefined][] = [
		['>', value('targetElement')],
		['<', value('reversePropertyName')],
		['#', value('referenzierteCodelist')]
	];
	return marks.filter(([, text]) => text).map(([sign, text]) => sign + text);
}

function occurrence(node: Node): string {
	const { minOccurs = '1', maxOccurs = '1' } = node.attributes;
	return writeOccurrence(Number(minOccurs), maxOccurs === 'unbounded' ? UNBOUNDED : Number(maxOccurs));
}

function attributes(node: Node, q: Qualify): string[] {
	return childrenOf(node, 'attribute', 'attributeGroup').map((item) => {
		const { ref, name, type, use, fixed } = item.attributes;
		if (item.name === 'attributeGroup') return `&${q(item, ref)}`;
		const optional = use === 'required' ? '' : '?';
		if (ref) return `@${q(item, ref)}${optional}`;
		return `${name}${optional} ${type ? q(item, type) : 'xs:string'}${fixed === undefined ? '' : ` =${fixed}`}`;
	});
}

function simpleType(node: Node, q: Qualify): CompactSimpleType {
	const [body] = childrenOf(node, 'restriction', 'list', 'union');
	if (body.name === 'list') return { list: q(body, body.attributes.itemType) };
	if (body.name === 'union') {
		const members = (body.attributes.memberTypes ?? '').split(/\s+/).filter(Boolean);
		return { union: [...members.map((name) => q(body, name)), ...childrenOf(body, 'simpleType').map((inner) => simpleType(inner, q))] };
	}
	const type: CompactSimpleType = { base: q(body, body.attributes.base) };
	for (const facet of body.children) {
		if (facet.name === 'annotation') continue;
		const value = facet.attributes.value;
		if (facet.name === 'enumeration') (type.enumeration ??= []).push(value);
		else if (facet.name === 'pattern') (type.pattern ??= []).push(value);
		else (type.facets ??= {})[facet.name] = value;
	}
	return type;
}

function shortSimpleType(type: CompactSimpleType): string[] | CompactSimpleType {
	const plain = type.base === 'xs:string' && type.enumeration && !type.pattern && !type.facets;
	return plain && type.enumeration ? type.enumeration : type;
}

/** Components by name, so that the output does not depend on the order of documents. */
function sorted(schema: CompactSchema): CompactSchema {
	const order = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
	return {
		...schema,
		elements: order(schema.elements),
		types: order(schema.types),
		simpleTypes: order(schema.simpleTypes),
		groups: order(schema.groups),
		attributeGroups: order(schema.attributeGroups),
		attributes: order(schema.attributes)
	};
}
