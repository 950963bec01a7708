import { Readable } from 'node:stream';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Store, type Quad, type Term } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';

/** Triples of a document, read by a parser that is not ours. A context from the web is refused. */
export async function readRdf(text: string, form: 'rdfxml' | 'jsonld', baseIRI = 'https://basis.example/'): Promise<Store> {
	const offline = { fetch: () => Promise.reject(new Error('nothing from the web')) };
	const parser = form === 'rdfxml' ? new RdfXmlParser({ baseIRI }) : new JsonLdParser({ baseIRI, ...offline });
	const store = new Store();
	await new Promise<void>((resolve, reject) => {
		Readable.from([text])
			.pipe(parser as unknown as NodeJS.WritableStream)
			.on('error', reject);
		(parser as unknown as NodeJS.ReadableStream).on('data', (quad: Quad) => store.addQuad(quad)).on('error', reject).on('end', resolve);
	});
	return store;
}

/** The graph as sorted lines, the same for the same graph: blank nodes, which are trees here, are written as what they hold. */
export function canonicalLines(store: Store): string[] {
	const write = (term: Term): string => {
		if (term.termType === 'BlankNode') return `[${propertiesOf(term).join('; ')}]`;
		if (term.termType === 'Literal') return JSON.stringify([term.value, term.language, term.datatype.value]);
		return `<${term.value}>`;
	};
	const propertiesOf = (subject: Term): string[] =>
		store
			.getQuads(subject as never, null, null, null)
			.map(({ predicate, object }) => `<${predicate.value}> ${write(object)}`)
			.sort();
	const subjects = store.getSubjects(null, null, null).filter(({ termType }) => termType === 'NamedNode');
	return subjects.flatMap((subject) => propertiesOf(subject).map((property) => `<${subject.value}> ${property}`)).sort();
}
