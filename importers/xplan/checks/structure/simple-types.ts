/** Simple types of a schema, made ready to judge texts. */

import { readSimpleType, type CompactSchema, type CompactSimpleType } from '../../catalogue/format.ts';
import {
	firstNoDouble,
	integerBetween,
	isAnyUri,
	isBoolean,
	isDate,
	isDateTime,
	isDouble,
	isDuration,
	isInt,
	isInteger,
	isNcName,
	items,
	strip
} from './values.ts';

export interface SimpleType {
	/** As in the catalogue; of a type without name that of its parent or list. */
	name: string;
	/** Type it is derived from by restriction. */
	base?: string;
	/** Every text is right. */
	free: boolean;
	/** White space at the ends does not count (`whiteSpace` = `collapse`). */
	collapse: boolean;
	/** With `collapse` the text must have been stripped. */
	valid(text: string): boolean;
	/** The values, where they are listed. */
	codes?: readonly string[];
	/** The built-in type that says what the text must look like. */
	builtIn?: string;
	/** Values that a file has once only. */
	id?: true;
}

const any = (): boolean => true;
const collapsed = (name: string, base: string, valid: (text: string) => boolean): SimpleType => ({
	name,
	base,
	free: false,
	collapse: true,
	valid,
	builtIn: name
});
const text = (name: string, base: string, valid?: RegExp): SimpleType => ({
	name,
	base,
	free: valid === undefined,
	collapse: name !== 'xs:string' && name !== 'xs:normalizedString',
	valid: valid ? (value) => valid.test(value.replace(/[ \t\n\r]+/g, ' ')) : any,
	builtIn: name
});
const whole = (name: string, base: string, low: bigint | null, high: bigint | null): SimpleType =>
	collapsed(name, base, integerBetween(low, high));

const BUILT_IN = new Map<string, SimpleType>(
	[
		{ ...text('xs:anySimpleType', 'xs:anyType'), collapse: false },
		text('xs:string', 'xs:anySimpleType'),
		text('xs:normalizedString', 'xs:string'),
		text('xs:token', 'xs:normalizedString'),
		text('xs:language', 'xs:token', /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/),
		text('xs:NMTOKEN', 'xs:token', /^[\p{L}\p{M}\p{Nd}._:-]+$/u),
		text('xs:Name', 'xs:token', /^[\p{L}_:][\p{L}\p{M}\p{Nd}._:-]*$/u),
		collapsed('xs:NCName', 'xs:Name', isNcName),
		{ ...collapsed('xs:ID', 'xs:NCName', isNcName), id: true as const },
		collapsed('xs:decimal', 'xs:anySimpleType', (value) => /^[+-]?(\d+(?:\.\d*)?|\.\d+)$/.test(value)),
		collapsed('xs:integer', 'xs:decimal', isInteger),
		whole('xs:nonPositiveInteger', 'xs:integer', null, 0n),
		whole('xs:negativeInteger', 'xs:nonPositiveInteger', null, -1n),
		whole('xs:long', 'xs:integer', -(2n ** 63n), 2n ** 63n - 1n),
		collapsed('xs:int', 'xs:long', isInt),
		whole('xs:short', 'xs:int', -32768n, 32767n),
		whole('xs:byte', 'xs:short', -128n, 127n),
		whole('xs:nonNegativeInteger', 'xs:integer', 0n, null),
		whole('xs:positiveInteger', 'xs:nonNegativeInteger', 1n, null),
		whole('xs:unsignedLong', 'xs:nonNegativeInteger', 0n, 2n ** 64n - 1n),
		whole('xs:unsignedInt', 'xs:unsignedLong', 0n, 2n ** 32n - 1n),
		collapsed('xs:double', 'xs:anySimpleType', isDouble),
		collapsed('xs:float', 'xs:anySimpleType', isDouble),
		collapsed('xs:boolean', 'xs:anySimpleType', isBoolean),
		collapsed('xs:date', 'xs:anySimpleType', isDate),
		collapsed('xs:dateTime', 'xs:anySimpleType', isDateTime),
		collapsed('xs:duration', 'xs:anySimpleType', isDuration),
		collapsed('xs:anyURI', 'xs:anySimpleType', isAnyUri)
	].map((type) => [type.name, type])
);

export const builtInType = (name: string): SimpleType | undefined => BUILT_IN.get(name);

/** Types of the attributes of XLink (W3C XLink 1.0; `gml31` the older ones that GML used before). */
const LINK_TYPES: Record<string, CompactSimpleType> = {
	'xlink:show': { base: 'xs:token', enumeration: ['new', 'replace', 'embed', 'other', 'none'] },
	'xlink:actuate': { base: 'xs:token', enumeration: ['onLoad', 'onRequest', 'other', 'none'] },
	'xlink:role': { base: 'xs:anyURI', facets: { minLength: '1' } },
	'xlink:oldShow': { base: 'xs:string', enumeration: ['new', 'replace', 'embed', 'other', 'none'] },
	'xlink:oldActuate': { base: 'xs:string', enumeration: ['onLoad', 'onRequest', 'other', 'none'] },
	'xlink:simple': { base: 'xs:token', enumeration: ['simple'] },
	'xlink:oldSimple': { base: 'xs:string', enumeration: ['simple'] },
	'wfs:count': { union: [{ base: 'xs:string', enumeration: ['unknown'] }, 'xs:nonNegativeInteger'] },
	'wfs:state': {
		union: [
			{ base: 'xs:string', enumeration: ['valid', 'superseded', 'retired', 'future'] },
			{ base: 'xs:string', pattern: ['other:\\w{2,}'] }
		]
	}
};

/** Compiles the simple types of a schema, each once. */
export class SimpleTypes {
	private readonly schema: CompactSchema;
	private readonly known = new Map<string, SimpleType>();

	constructor(schema: CompactSchema) {
		this.schema = schema;
	}

	/** Undefined for a name that is no simple type. */
	get(name: string): SimpleType | undefined {
		const known = this.known.get(name) ?? BUILT_IN.get(name);
		if (known) return known;
		const definition = readSimpleType(name, this.schema) ?? LINK_TYPES[name];
		if (!definition) return undefined;
		const type = this.compile(name, definition);
		this.known.set(name, type);
		return type;
	}

	private demand(name: string): SimpleType {
		const type = this.get(name);
		if (!type) throw new Error(`Catalogue ${this.schema.version}: simple type ${name} is not known.`);
		return type;
	}

	private compile(name: string, definition: CompactSimpleType): SimpleType {
		if (definition.list) return listOf(name, this.demand(definition.list));
		if (definition.union) {
			const members = definition.union.map((member) => (typeof member === 'string' ? this.demand(member) : this.compile(name, member)));
			return unionOf(name, members);
		}
		const base = this.demand(definition.base ?? 'xs:string');
		const facets = Object.entries(definition.facets ?? {}).map(([facet, value]) => facetTest(facet, value));
		const patterns = (definition.pattern ?? []).map(patternOf);
		const codes = definition.enumeration;
		const listed = codes && new Set(codes);
		return {
			name,
			base: base.name,
			free: base.free && !listed && facets.length === 0 && patterns.length === 0,
			collapse: base.collapse,
			...(base.builtIn ? { builtIn: base.builtIn } : {}),
			...(codes ? { codes } : {}),
			...(base.id ? { id: true as const } : {}),
			valid: (value) =>
				base.valid(value) &&
				(listed === undefined || listed.has(value)) &&
				(patterns.length === 0 || patterns.some((pattern) => pattern.test(value))) &&
				facets.every((test) => test(value))
		};
	}
}

function listOf(name: string, item: SimpleType): SimpleType {
	const builtIn = item.builtIn === undefined ? {} : { builtIn: `${item.builtIn}-list` };
	const valid =
		item.name === 'xs:double'
			? (value: string) => firstNoDouble(value) === null
			: (value: string) => items(value).every((one) => item.valid(one));
	return { name, base: 'xs:anySimpleType', free: false, collapse: true, valid, ...builtIn };
}

/** The white space is treated as the member wants it (§ 4.1.4 and § 4.3.6): a union itself keeps it. */
function unionOf(name: string, members: SimpleType[]): SimpleType {
	const codes = members.flatMap((member) => member.codes ?? []);
	return {
		name,
		base: 'xs:anySimpleType',
		free: members.some((member) => member.free),
		collapse: false,
		valid: (value) => members.some((member) => member.valid(member.collapse ? strip(value) : value)),
		...(codes.length > 0 ? { codes } : {})
	};
}

/** Facets besides enumeration and pattern that the schemas use or that a later version may. */
function facetTest(facet: string, value: string): (text: string) => boolean {
	const limit = Number(value);
	const tests: Record<string, (text: string) => boolean> = {
		minLength: (one) => [...one].length >= limit,
		maxLength: (one) => [...one].length <= limit,
		length: (one) => [...one].length === limit,
		minInclusive: (one) => Number(one) >= limit,
		maxInclusive: (one) => Number(one) <= limit,
		minExclusive: (one) => Number(one) > limit,
		maxExclusive: (one) => Number(one) < limit,
		whiteSpace: any
	};
	const test = tests[facet];
	if (!test) throw new Error(`The facet ${facet} is not known to the structure check.`);
	return test;
}

/** A pattern of XML Schema (part 2, appendix F) as one of JavaScript: anchored; `\w`, `\d` and `.` mean other characters there. */
function patternOf(pattern: string): RegExp {
	const source = pattern.replace(/\\[wdis]|\\.|\.(?![^[]*\])/g, (part) => {
		if (part === '\\w') return '[^\\p{P}\\p{Z}\\p{C}]';
		if (part === '\\d') return '\\p{Nd}';
		if (part === '.') return '[^\\n\\r]';
		return part === '\\-' ? '\\x2d' : part === '\\:' ? ':' : part;
	});
	return new RegExp(`^(?:${source})$`, 'u');
}
