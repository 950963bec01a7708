/**
 * The committed form of a schema (`data/<version>.json`) and its decoding.
 *
 * Names of the XPlanGML namespace stand without prefix, the others as `gml:`, `xs:`, `xlink:`. A content item is a string
 * `name occurrence type marks`, so that the data stay small and a difference between two versions can be read:
 *
 *     gehoertZuBereich gml:ReferenceType >XP_Bereich <planinhalt     required once, reference to XP_Bereich, reverse name
 *     ebene? xs:int =0                                               0..1 with default
 *     zweckbestimmung* XP_ZweckbestimmungGruen                       0..*     ("+" is 1..*, "{2,3}" anything else)
 *     sonstPlanArt? gml:CodeType #BP_SonstPlanArt                    code list of the values
 *     @gml:boundedBy?                                                reference to a global element
 *     &gml:StandardObjectProperties?                                 reference to a group
 *     ade                                                            place where a Land's extension (ADE) may add elements
 *
 * Items in an array form a sequence; a nested `{ choice: […] }` or `{ sequence: […] }` has its occurrence in `n`.
 */

export interface CompactGroup {
	sequence?: CompactItem[];
	choice?: CompactItem[];
	n?: string;
}
export type CompactItem = string | CompactGroup;

export interface CompactType {
	/** Base type by extension. */
	extends?: string;
	/** Base type by restriction (complex content): `content` replaces that of the base. */
	restricts?: string;
	/** Simple content: the type of the text, simple, or complex with simple content itself. */
	text?: string;
	abstract?: true;
	content?: CompactItem[];
	/** `name type` (required), `name? type`, `@ref`, `&group`. */
	attributes?: string[];
}

export interface CompactSimpleType {
	base?: string;
	list?: string;
	union?: (string | CompactSimpleType)[];
	enumeration?: string[];
	pattern?: string[];
	/** Other facets by their XSD name. */
	facets?: Record<string, string>;
}

export interface CompactSchema {
	version: string;
	/** `version` of the schema document, with the patch number. */
	release: string;
	namespace: string;
	/** Global elements: `[abstract] type [<substitution group] [nillable]`. */
	elements: Record<string, string>;
	types: Record<string, CompactType>;
	/** An array is a restriction of `xs:string` to these values. */
	simpleTypes: Record<string, string[] | CompactSimpleType>;
	groups: Record<string, CompactItem[]>;
	attributeGroups: Record<string, string[]>;
	attributes: Record<string, string>;
}

/** Unbounded `max`. JSON has no Infinity; the data use `*` and `+`. */
export const UNBOUNDED = Number.POSITIVE_INFINITY;

export interface Occurrence {
	min: number;
	max: number;
}

export interface ElementParticle extends Occurrence {
	kind: 'element';
	name: string;
	/** A reference to a global element (its substitutes are allowed too); else a local element of `type`. */
	ref: boolean;
	/** Empty with `ref`. */
	type: string;
	target?: string;
	reverse?: string;
	codeList?: string;
	default?: string;
}
export interface GroupParticle extends Occurrence {
	kind: 'sequence' | 'choice';
	items: Particle[];
}
/** Any number of elements of other namespaces (application domain extension of a Land). */
export interface ExtensionParticle extends Occurrence {
	kind: 'extension';
}
export type Particle = ElementParticle | GroupParticle | ExtensionParticle;

export interface SchemaAttribute {
	name: string;
	type: string;
	required: boolean;
	fixed?: string;
}

export interface GlobalElement {
	name: string;
	type: string;
	abstract: boolean;
	substitutionGroup?: string;
	/** May be left empty with `xsi:nil`. */
	nillable?: true;
}

const OCCURRENCES: Record<string, [number, number]> = { '': [1, 1], '?': [0, 1], '*': [0, UNBOUNDED], '+': [1, UNBOUNDED] };

/** `?`, `*`, `+`, `` or `{min,max}` → numbers. */
export function readOccurrence(text: string): Occurrence {
	const known = OCCURRENCES[text];
	if (known) return { min: known[0], max: known[1] };
	const match = /^\{(\d+),(\d*)\}$/.exec(text);
	if (!match) throw new Error(`Catalogue data: unknown occurrence "${text}".`);
	return { min: Number(match[1]), max: match[2] ? Number(match[2]) : UNBOUNDED };
}

/** Numbers → the shortest text that {@link readOccurrence} understands. */
export function writeOccurrence(min: number, max: number): string {
	const known = Object.entries(OCCURRENCES).find(([, [low, high]]) => low === min && high === max);
	return known ? known[0] : `{${min},${max === UNBOUNDED ? '' : max}}`;
}

const ITEM = /^([@&]?)([^\s?*+{]+)([?*+]|\{[\d,]+\})?$/;

/** Decodes content items; groups are looked up in `schema`. */
export function readParticles(items: CompactItem[], schema: CompactSchema): Particle[] {
	return items.map((item) => {
		if (typeof item !== 'string') {
			const kind = item.choice ? 'choice' : 'sequence';
			return { kind, items: readParticles(item.choice ?? item.sequence ?? [], schema), ...readOccurrence(item.n ?? '') };
		}
		if (item === 'ade') return { kind: 'extension', min: 0, max: UNBOUNDED };
		const [head, ...rest] = item.split(' ');
		const match = ITEM.exec(head);
		if (!match) throw new Error(`Catalogue data: unknown content item "${item}".`);
		const [, sign, name, occurrence] = match;
		const count = readOccurrence(occurrence ?? '');
		if (sign === '&') return { kind: 'sequence', items: readParticles(schema.groups[name], schema), ...count };
		const particle: ElementParticle = { kind: 'element', name, ref: sign === '@', type: sign === '@' ? '' : rest[0], ...count };
		for (const mark of rest.slice(sign === '@' ? 0 : 1)) {
			if (mark.startsWith('>')) particle.target = mark.slice(1);
			else if (mark.startsWith('<')) particle.reverse = mark.slice(1);
			else if (mark.startsWith('#')) particle.codeList = mark.slice(1);
			else if (mark.startsWith('=')) particle.default = mark.slice(1);
		}
		return particle;
	});
}

/** Decodes attributes; references and groups are looked up in `schema`, XLink's simple link attributes are known. */
export function readAttributes(items: string[], schema: CompactSchema): SchemaAttribute[] {
	return items.flatMap((item): SchemaAttribute[] => {
		if (/^&xlink:(simpleAttrs|simpleLink)$/.test(item)) return XLINK_ATTRIBUTES;
		if (item.startsWith('&')) return readAttributes(schema.attributeGroups[item.slice(1)], schema);
		const [head, ...rest] = item.split(' ');
		const name = head.replace(/^@|\?$/g, '');
		const type = item.startsWith('@') ? (schema.attributes[name] ?? 'xs:string') : rest[0];
		const fixed = rest.find((mark) => mark.startsWith('='))?.slice(1);
		return [{ name, type, required: !head.endsWith('?'), ...(fixed === undefined ? {} : { fixed }) }];
	});
}

/** W3C XLink 1.0, section 5: attributes of a simple link. */
const XLINK_ATTRIBUTES: SchemaAttribute[] = ['type', 'href', 'role', 'arcrole', 'title', 'show', 'actuate'].map((name) => ({
	name: `xlink:${name}`,
	type: ['href', 'role', 'arcrole'].includes(name) ? 'xs:anyURI' : 'xs:string',
	required: false
}));

/** Decodes a global element. */
export function readElement(name: string, text: string): GlobalElement {
	const parts = text.split(' ');
	const abstract = parts[0] === 'abstract';
	const [type, ...marks] = abstract ? parts.slice(1) : parts;
	const group = marks.find((mark) => mark.startsWith('<'))?.slice(1);
	const nillable = marks.includes('nillable') ? { nillable: true as const } : {};
	return { name, type, abstract, ...(group ? { substitutionGroup: group } : {}), ...nillable };
}

/** Decodes a simple type; undefined for built-in ones (`xs:`). */
export function readSimpleType(name: string, schema: CompactSchema): CompactSimpleType | undefined {
	const found = schema.simpleTypes[name];
	return Array.isArray(found) ? { base: 'xs:string', enumeration: found } : found;
}
