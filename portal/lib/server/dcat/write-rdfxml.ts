import { expand, PREFIXES, type Node, type Value } from './graph.ts';

/**
 * A graph as RDF/XML.
 * @param nodes each IRI once
 */
export function writeRdfXml(nodes: readonly Node[]): string {
	const namespaces = Object.entries(PREFIXES)
		.map(([prefix, namespace]) => ` xmlns:${prefix}="${escape(namespace)}"`)
		.join('');
	return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${namespaces}>\n${nodes.map((node) => element(node, 1)).join('')}</rdf:RDF>\n`;
}

function element({ iri, type, properties }: Node, depth: number): string {
	const indent = '\t'.repeat(depth);
	const about = iri === null ? '' : ` rdf:about="${escape(iri)}"`;
	return `${indent}<${type}${about}>\n${properties.map(([name, value]) => property(name, value, depth + 1)).join('')}${indent}</${type}>\n`;
}

function property(name: string, value: Value, depth: number): string {
	const indent = '\t'.repeat(depth);
	if ('iri' in value) return `${indent}<${name} rdf:resource="${escape(value.iri)}"/>\n`;
	if ('node' in value) return `${indent}<${name}>\n${element(value.node, depth + 1)}${indent}</${name}>\n`;
	const kind = value.language ? ` xml:lang="${value.language}"` : value.datatype ? ` rdf:datatype="${escape(expand(value.datatype))}"` : '';
	return `${indent}<${name}${kind}>${escape(value.text)}</${name}>\n`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const escape = (text: string): string => text.replace(/[&<>"\r]/g, (sign) => SIGNS[sign]!);
