/** The schema of a version, made ready for checking: types, elements and attributes, each compiled when first needed. */

import { readElement, readParticles, type CompactSchema, type Particle } from '../../catalogue/format.ts';
import { ContentModel } from './content-model.ts';
import { builtInType, SimpleTypes, type SimpleType } from './simple-types.ts';
import { strip } from './values.ts';
import { withWfs } from './wfs.ts';

/** Numbers of the namespaces: they are positions in the tables of the automata. */
export const OWN = 0;
export const GML = 1;
export const WFS = 2;
export const FOREIGN = 3;
const PREFIXES = ['', 'gml:', 'wfs:'];

export interface ElementDeclaration {
	/** Number of the namespace. */
	space: number;
	local: string;
	/** Name as in the catalogue: with `gml:` or `wfs:` where it is none of XPlanGML. */
	key: string;
	abstract: boolean;
	nillable: boolean;
	/** Value of the element where it is empty. */
	default?: string;
	typeName: string;
	/** Compiled when first met; use {@link Schema.typeOf}. */
	type?: Type;
}

export interface AttributeUse {
	key: string;
	type: SimpleType;
	required: boolean;
	fixed?: string;
}

/** A wildcard (part 1, § 3.10). */
export interface OpenContent {
	least: number;
	most: number;
	/** `processContents` = `strict`: what is not known is refused. */
	strict: boolean;
	/** Not of WFS, except these, and not without namespace (`##other`); undefined for any namespace. */
	ofWfs?: readonly string[];
}

export interface Type {
	name: string;
	abstract: boolean;
	/** Base by extension or restriction. */
	base?: string;
	/** Of the text, where the content is text only. */
	text?: SimpleType;
	/** Of elements, where there is no `text` and the type is not `open`. */
	model?: ContentModel;
	/** Elements that the schema does not name may stand in it; what is known is checked. */
	open?: OpenContent;
	/** By local name, per namespace: '' none, then of GML and of XLink. */
	attributes: Record<'none' | 'gml' | 'xlink', Map<string, AttributeUse>>;
	required: AttributeUse[];
}

const NO_ATTRIBUTES: Type['attributes'] = { none: new Map(), gml: new Map(), xlink: new Map() };
/** `xs:anyType` and whatever stands in open content without being known. */
export const ANY_TYPE: Type = {
	name: 'xs:anyType',
	abstract: false,
	open: { least: 0, most: Infinity, strict: false },
	attributes: NO_ATTRIBUTES,
	required: []
};

export class Schema {
	readonly compact: CompactSchema;
	/** By namespace number and local name. */
	private readonly elements: Map<string, ElementDeclaration>[] = [new Map(), new Map(), new Map()];
	private readonly substitutes = new Map<string, ElementDeclaration[]>();
	private readonly types = new Map<string, Type>();
	private readonly simple: SimpleTypes;

	constructor(schema: CompactSchema) {
		this.compact = withWfs(schema);
		this.simple = new SimpleTypes(this.compact);
		for (const [key, text] of Object.entries(this.compact.elements)) {
			const { type, abstract, nillable } = readElement(key, text);
			const declaration = { ...nameOf(key), key, abstract, nillable: nillable === true, typeName: type };
			this.elements[declaration.space]!.set(declaration.local, declaration);
		}
		for (const [key, text] of Object.entries(this.compact.elements)) {
			const member = this.demand(key);
			const seen = new Set<string>();
			let head = readElement(key, text).substitutionGroup;
			while (head !== undefined && !seen.has(head)) {
				seen.add(head);
				const members = this.substitutes.get(head);
				if (members) members.push(member);
				else this.substitutes.set(head, [member]);
				head = readElement(head, this.compact.elements[head]!).substitutionGroup;
			}
		}
	}

	/** A global element. */
	element(space: number, local: string): ElementDeclaration | undefined {
		return this.elements[space]?.get(local);
	}

	/** What may stand for an element: those of its substitution group, at any distance, abstract ones left out. */
	substitutesOf(declaration: ElementDeclaration): ElementDeclaration[] {
		return (this.substitutes.get(declaration.key) ?? []).filter(({ abstract }) => !abstract);
	}

	/** Whether the version has an element of that name anywhere. */
	knows(space: number, local: string): boolean {
		return this.element(space, local) !== undefined || this.localNames[space]!.has(local);
	}

	private names: Set<string>[] | undefined;
	private get localNames(): Set<string>[] {
		if (this.names) return this.names;
		this.names = [new Set(), new Set(), new Set(), new Set()];
		const collect = (particles: Particle[], space: number): void => {
			for (const particle of particles) {
				if (particle.kind === 'element') {
					if (!particle.ref) this.names![space]!.add(particle.name);
				} else if (particle.kind !== 'extension') collect(particle.items, space);
			}
		};
		for (const [name, { content }] of Object.entries(this.compact.types)) {
			if (content) collect(readParticles(content, this.compact), nameOf(name).space);
		}
		return this.names;
	}

	typeOf(declaration: ElementDeclaration): Type {
		return (declaration.type ??= this.type(declaration.typeName) ?? ANY_TYPE);
	}

	/** Undefined for a name that is no type. */
	type(name: string): Type | undefined {
		if (name === 'xs:anyType') return ANY_TYPE;
		const known = this.types.get(name);
		if (known) return known;
		const compiled = this.compile(name);
		if (compiled) this.types.set(name, compiled);
		return compiled;
	}

	/** Whether a type is `ancestor` or derived from it (part 1, § 3.4.6 and § 3.14.6). */
	isDerived(name: string, ancestor: string): boolean {
		for (let at: string | undefined = name; at !== undefined; at = this.type(at)?.base) if (at === ancestor) return true;
		return ancestor === 'xs:anyType';
	}

	private demand(key: string): ElementDeclaration {
		const { space, local } = nameOf(key);
		const declaration = this.element(space, local);
		if (!declaration) throw new Error(`Catalogue ${this.compact.version}: element ${key} is not known.`);
		return declaration;
	}

	private compile(name: string): Type | undefined {
		const simple = this.simple.get(name);
		if (simple) {
			const base = simple.base === undefined ? {} : { base: simple.base };
			return { name, abstract: false, text: simple, attributes: NO_ATTRIBUTES, required: [], ...base };
		}
		const compact = this.compact.types[name];
		if (!compact) return undefined;
		const parent = compact.extends ?? compact.restricts ?? compact.text;
		const inherited = parent === undefined ? undefined : this.type(parent);
		const attributes = {
			none: new Map(inherited?.attributes.none),
			gml: new Map(inherited?.attributes.gml),
			xlink: new Map(inherited?.attributes.xlink)
		};
		for (const use of this.attributeUses(compact.attributes ?? [])) {
			const [prefix, local] = use.key.includes(':') ? use.key.split(':') : ['none', use.key];
			attributes[prefix as keyof typeof attributes].set(local!, use);
		}
		const required = Object.values(attributes).flatMap((uses) => [...uses.values()].filter((use) => use.required));
		const type: Type = { name, abstract: compact.abstract === true, base: parent ?? 'xs:anyType', attributes, required };
		if (compact.text !== undefined) {
			if (!inherited?.text) throw new Error(`Catalogue ${this.compact.version}: type ${name} has no text.`);
			return { ...type, text: inherited.text };
		}
		const open = OPEN_TYPES.get(name);
		if (open !== undefined) return { ...type, open };
		return { ...type, model: this.modelOf(name) };
	}

	private modelOf(name: string): ContentModel {
		const parts: { particles: Particle[]; space: number }[] = [];
		for (let at: string | undefined = name; at !== undefined; ) {
			const compact: CompactSchema['types'][string] = this.compact.types[at]!;
			parts.unshift({ particles: readParticles(compact.content ?? [], this.compact), space: nameOf(at).space });
			at = compact.extends;
		}
		return new ContentModel(parts, (particle, space) => {
			if (particle.ref) {
				const declaration = this.demand(particle.name);
				return { declaration, members: [declaration, ...(this.substitutes.get(declaration.key) ?? [])] };
			}
			const declaration: ElementDeclaration = {
				space,
				local: particle.name,
				key: PREFIXES[space] + particle.name,
				abstract: false,
				nillable: false,
				typeName: particle.type
			};
			if (particle.default !== undefined) declaration.default = particle.default;
			return { declaration, members: [declaration] };
		});
	}

	private attributeUses(items: string[]): AttributeUse[] {
		return items.flatMap((item): AttributeUse[] => {
			if (item === '&xlink:simpleAttrs') return this.linkAttributes(LINK);
			if (item === '&xlink:simpleLink') return this.linkAttributes(OLD_LINK);
			if (item.startsWith('&')) return this.attributeUses(this.compact.attributeGroups[item.slice(1)]!);
			const [head, ...rest] = item.split(' ');
			const key = head!.replace(/^@|\?$/g, '');
			const fixed = rest.find((mark) => mark.startsWith('='))?.slice(1);
			const type = this.demandSimple(item.startsWith('@') ? this.compact.attributes[key]! : rest[0]!);
			return [{ key, type, required: !head!.endsWith('?'), ...(fixed === undefined ? {} : { fixed }) }];
		});
	}

	private linkAttributes(types: Record<string, string>): AttributeUse[] {
		return Object.entries(types).map(([local, type]) => ({ key: `xlink:${local}`, type: this.demandSimple(type), required: false }));
	}

	private demandSimple(name: string): SimpleType {
		const type = this.simple.get(name);
		if (!type) throw new Error(`Catalogue ${this.compact.version}: simple type ${name} is not known.`);
		return type;
	}
}

/** Attributes of a simple link in the schema of W3C XLink 1.1, and in that of GML 3.0, which version 4.0 still uses. */
const LINK: Record<string, string> = {
	type: 'xlink:simple',
	href: 'xs:anyURI',
	role: 'xlink:role',
	arcrole: 'xlink:role',
	title: 'xs:string',
	show: 'xlink:show',
	actuate: 'xlink:actuate'
};
const OLD_LINK: Record<string, string> = {
	...LINK,
	type: 'xlink:oldSimple',
	role: 'xs:anyURI',
	arcrole: 'xs:anyURI',
	show: 'xlink:oldShow',
	actuate: 'xlink:oldActuate'
};

/** Types of WFS whose content is a wildcard. */
const OPEN_TYPES = new Map<string, OpenContent>([
	['wfs:MemberPropertyType', { least: 0, most: 1, strict: false, ofWfs: ['Tuple', 'SimpleFeatureCollection', 'FeatureCollection'] }],
	['wfs:EnvelopePropertyType', { least: 1, most: 1, strict: true, ofWfs: [] }],
	['wfs:TruncatedResponseType', { least: 1, most: 1, strict: false, ofWfs: [] }]
]);

function nameOf(key: string): { space: number; local: string } {
	if (key.startsWith('gml:')) return { space: GML, local: key.slice(4) };
	if (key.startsWith('wfs:')) return { space: WFS, local: key.slice(4) };
	return { space: OWN, local: key };
}

/** Whether a value is the fixed one: numbers are compared as numbers. */
export function isFixedValue(type: SimpleType, value: string, fixed: string): boolean {
	if (builtInType(type.name) && type.name !== 'xs:string' && Number.isFinite(Number(fixed))) return Number(strip(value)) === Number(fixed);
	return (type.collapse ? strip(value) : value) === fixed;
}
