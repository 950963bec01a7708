import { PREFIXES, type Node, type Value } from './graph.ts';

/**
 * A graph as JSON-LD 1.1. The context is part of the document: readers need nothing from the web.
 * @param nodes each IRI once
 */
export function writeJsonLd(nodes: readonly Node[]): string {
	return JSON.stringify({ '@context': PREFIXES, '@graph': nodes.map(objectOf) });
}

function objectOf({ iri, type, properties }: Node): Record<string, unknown> {
	const object: Record<string, unknown> = { ...(iri === null ? {} : { '@id': iri }), '@type': type };
	for (const [name, values] of Map.groupBy(properties, ([name]) => name)) {
		const list = values.map(([, value]) => valueOf(value));
		object[name] = list.length === 1 ? list[0] : list;
	}
	return object;
}

function valueOf(value: Value): unknown {
	if ('iri' in value) return { '@id': value.iri };
	if ('node' in value) return objectOf(value.node);
	if (value.language) return { '@value': value.text, '@language': value.language };
	return value.datatype ? { '@value': value.text, '@type': value.datatype } : value.text;
}
