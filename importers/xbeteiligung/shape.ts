import { escapeAttribute, escapeText } from '../xplan/writer/xml-text.ts';
import { cleanLine, cleanText } from './din-91379.ts';
import { XBeteiligungError } from './errors.ts';
import type { Code } from './model.ts';
import { attribute, child, type Element } from './tree.ts';
import type { Version } from './versions.ts';

/**
 * One description of a type of the schema reads it and writes it, so that nothing is read that is not written. Elements are found by their
 * local names (senders differ in what they qualify), written in the schema's order with its namespaces.
 */
export interface Shape {
	read(element: Element, path: string, version: Version): unknown;
	/** Attributes (with a leading space) and what is inside the element. */
	write(value: unknown, path: string, version: Version): [attributes: string, inner: string];
}

/** Prefix of the namespace that an element has: the standard's, none, or one of the message header's. */
export type Space = 'x' | '' | 'g2g' | 'beh' | 'kom' | 'gml';

export interface Field {
	key: string;
	element: string;
	shape: Shape;
	min: 0 | 1;
	many: boolean;
	space: Space;
	versions: readonly Version[] | undefined;
}

interface FieldOptions {
	optional?: boolean;
	many?: boolean;
	space?: Space;
	versions?: readonly Version[];
}

export function field(key: string, element: string, shape: Shape, options: FieldOptions = {}): Field {
	const { optional = false, many = false, space = 'x', versions } = options;
	return { key, element, shape, min: optional ? 0 : 1, many, space, versions };
}

const missing = (path: string) => new XBeteiligungError('missing', `In der Nachricht fehlt die Angabe „${path}“.`);
const invalid = (path: string, what: string) => new XBeteiligungError('invalid-value', `Die Angabe „${path}“ ${what}.`);

export function writeElement(space: Space, name: string, [attributes, inner]: [string, string]): string {
	const tag = space === '' ? name : `${space}:${name}`;
	return inner === '' ? `<${tag}${attributes}/>` : `<${tag}${attributes}>${inner}</${tag}>`;
}

export function sequence(fields: Field[], options: { one?: boolean; attributes?: [key: string, attribute: string][] } = {}): Shape {
	const names = options.attributes ?? [];
	return {
		read(element, path, version) {
			const value: Record<string, unknown> = {};
			for (const [key, name] of names) {
				const found = attribute(element, name);
				if (found !== undefined) value[key] = found;
			}
			for (const each of fields) {
				if (each.versions && !each.versions.includes(version)) continue;
				const at = `${path}/${each.element}`;
				const found = element.children.filter(({ local }) => local === each.element);
				if (found.length < each.min) throw missing(at);
				if (found.length > 1 && !each.many) throw invalid(at, 'steht mehrmals da');
				if (found.length === 0) continue;
				value[each.key] = each.many ? found.map((one, index) => each.shape.read(one, `${at}[${index + 1}]`, version)) : each.shape.read(found[0]!, at, version);
			}
			return value;
		},
		write(value, path, version) {
			const object = value as Record<string, unknown>;
			let attributes = '';
			for (const [key, name] of names) if (object[key] !== undefined) attributes += ` ${name}="${escapeAttribute(String(object[key]))}"`;
			let inner = '';
			let written = 0;
			for (const each of fields) {
				if (each.versions && !each.versions.includes(version)) continue;
				const at = `${path}/${each.element}`;
				const given = object[each.key];
				const values = given === undefined ? [] : each.many ? (given as unknown[]) : [given];
				if (values.length < each.min) throw missing(at);
				for (const [index, one] of values.entries())
					inner += writeElement(each.space, each.element, each.shape.write(one, each.many ? `${at}[${index + 1}]` : at, version));
				if (values.length > 0) written++;
			}
			if (options.one && written !== 1) throw invalid(path, 'muss genau eine der möglichen Angaben enthalten');
			return [attributes, inner];
		}
	};
}

function leaf(read: (text: string, path: string) => unknown, write: (value: string, path: string, version: Version) => string): Shape {
	return {
		read: (element, path) => read(element.text, path),
		write: (value, path, version) => ['', escapeText(write(String(value), path, version))]
	};
}

const collapse = (text: string) => text.replace(/[ \t\r\n]+/g, ' ').trim();
function matching(pattern: RegExp, what: string): Shape {
	const check = (text: string, path: string): string => {
		const value = collapse(text);
		if (!pattern.test(value)) throw invalid(path, what);
		return value;
	};
	return leaf(check, check);
}

/** DIN 91379, datatype C. */
export const text = leaf((raw) => raw, cleanText);
/** The same without line breaks. */
export const line = leaf((raw) => raw, cleanLine);
/** xs:string: only what XML cannot hold is left out. */
export const string = leaf(
	(raw) => raw,
	(value) => value
);
const UUID = /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/;
export const uuid = matching(UUID, 'ist keine UUID');
export const token = matching(/[^ ]/, 'ist leer');
/** An id: version 1.0 has UUIDs where the later ones take anything. */
export const id: Shape = {
	read: (element, path, version) => (version === '1.0' ? uuid : token).read(element, path, version),
	write: (value, path, version) => (version === '1.0' ? uuid : token).write(value, path, version)
};
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:Z|[+-]\d\d:\d\d)?$/;
export const date = matching(DAY, 'ist kein Datum (JJJJ-MM-TT)');
export const day = matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'ist kein Datum (JJJJ-MM-TT, ohne Zeitzone)');
export const instant = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?$/, 'ist kein Zeitpunkt');
export const positive = matching(/^\+?0*[1-9]\d*$/, 'ist keine Zahl ab 1');
export const count = matching(/^\+?\d+$/, 'ist keine Zahl ab 0');
export const uri = leaf(
	(raw) => collapse(raw),
	(value) => value.trim().replace(/[\s<>"{}|\\^`]/g, (sign) => encodeURIComponent(sign))
);
export const truth: Shape = {
	read(element, path) {
		const value = collapse(element.text);
		if (!/^(?:true|false|0|1)$/.test(value)) throw invalid(path, 'ist weder „true“ noch „false“');
		return value === 'true' || value === '1';
	},
	write: (value) => ['', value ? 'true' : 'false']
};
/** An element that says yes by being there; no is to leave it out. */
export const yes: Shape = {
	read: truth.read,
	write(value, path) {
		if (value !== true) throw invalid(path, 'kann nur „true“ sein');
		return ['', 'true'];
	}
};
export const base64: Shape = {
	read(element, path) {
		const value = element.text.replace(/[ \t\r\n]+/g, '');
		if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw invalid(path, 'ist kein Base64');
		return value;
	},
	write: (value) => ['', String(value)]
};

interface CodeOptions {
	/** The schema fixes list and version: what a sender wrote differently is not repeated. */
	fixed?: boolean;
	/** The schema has no name beside the code. */
	nameless?: boolean;
	/** The schema wants one. */
	named?: boolean;
	/** The values that there are; none: the list is kept elsewhere. */
	values?: readonly string[];
}

/** A value of a code list; `code` and `name` are never qualified. */
export function code(list: string, listVersion: string, options: CodeOptions = {}): Shape {
	const check = (value: string, path: string) => {
		if (value === '') throw missing(`${path}/code`);
		if (options.values && !options.values.includes(value)) throw invalid(path, `hat den unbekannten Code „${value.slice(0, 40)}“`);
	};
	return {
		read(element, path) {
			const value: Code = { code: collapse(child(element, 'code')?.text ?? '') };
			check(value.code, path);
			const name = child(element, 'name');
			if (name && !options.nameless) value.name = collapse(name.text);
			const given = attribute(element, 'listURI');
			const version = attribute(element, 'listVersionID');
			if (given !== undefined && !options.fixed) value.list = given;
			if (version !== undefined && !options.fixed) value.listVersion = version;
			return value;
		},
		write(value, path) {
			const { code: chosen, name, list: ownList, listVersion: ownVersion } = value as Code;
			check(chosen, path);
			const shownName = options.named ? (name ?? chosen) : options.nameless ? undefined : name;
			const attributes = ` listURI="${escapeAttribute(ownList ?? list)}" listVersionID="${escapeAttribute(ownVersion ?? listVersion)}"`;
			const inner = `<code>${escapeText(chosen)}</code>` + (shownName === undefined ? '' : `<name>${escapeText(cleanLine(shownName))}</name>`);
			return [attributes, inner];
		}
	};
}
