/** The part of RDF that the feed needs: nodes with properties, whose blank nodes are trees. One graph, two writers. */

export type Value =
	| { iri: string }
	/** @member datatype as prefixed name or IRI; without one a plain text */
	| { text: string; language?: 'de'; datatype?: string }
	| { node: Node };

export interface Node {
	/** Null: a blank node, which stands inside the one that has it. */
	iri: string | null;
	/** Prefixed name. */
	type: string;
	/** Prefixed names; a property may stand several times. */
	properties: [name: string, value: Value][];
}

export const PREFIXES = {
	adms: 'http://www.w3.org/ns/adms#',
	dcat: 'http://www.w3.org/ns/dcat#',
	dcatde: 'http://dcat-ap.de/def/dcatde/',
	dct: 'http://purl.org/dc/terms/',
	foaf: 'http://xmlns.com/foaf/0.1/',
	hydra: 'http://www.w3.org/ns/hydra/core#',
	locn: 'http://www.w3.org/ns/locn#',
	plu: 'http://specs.diplanung.de/plu/',
	rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
	vcard: 'http://www.w3.org/2006/vcard/ns#',
	xsd: 'http://www.w3.org/2001/XMLSchema#'
} as const;

/** „xsd:date“ → its IRI; an IRI stays. */
export function expand(name: string): string {
	const [prefix, local] = name.split(':', 2) as [string, string?];
	return local !== undefined && prefix in PREFIXES ? PREFIXES[prefix as keyof typeof PREFIXES] + local : name;
}

/** XML has no signs for these, not even escaped; both forms are to say the same. */
// eslint-disable-next-line no-control-regex
const clean = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

export const iri = (value: string): Value => ({ iri: value });
export const german = (text: string): Value => ({ text: clean(text), language: 'de' });
export const plain = (text: string): Value => ({ text: clean(text) });
export const typed = (text: string, datatype: string): Value => ({ text, datatype });
export const day = (value: string): Value => typed(value, 'xsd:date');
export const moment = (value: Date): Value => typed(value.toISOString(), 'xsd:dateTime');
export const inside = (type: string, properties: Node['properties']): Value => ({ node: { iri: null, type, properties } });
/** A property that is there only where there is a value. */
export const where = <T>(value: T | null | undefined | '', name: string, make: (value: T) => Value): Node['properties'] =>
	value === null || value === undefined || value === '' ? [] : [[name, make(value as T)]];
