import { refusal, type ApiPart, type Operation } from '../api/openapi-types.ts';
import { DEFAULT_PAGE, LARGEST_PAGE } from './feed.ts';

const operation = (operationId: string, form: string, type: string): Operation => ({
	operationId,
	tags: ['DCAT-AP.PLU'],
	summary: `Alle veröffentlichten Verfahren als DCAT-AP.PLU 0.2.4 (${form})`,
	description:
		'Katalog mit Datensätzen, Verfahrensschritten und Distributionen, seitenweise. Die nächste Seite steht im Kopf Link und als hydra:next im Inhalt. ' +
		'Zeiträume sind Kalendertage, Anfang und Ende zählen mit. Beide Formen enthalten denselben Graphen.',
	parameters: [
		{ name: 'seite', in: 'query', description: 'Anfang der Seite, wie ihn die Seite davor nennt', schema: { type: 'string', format: 'uuid' } },
		{ name: 'limit', in: 'query', description: 'Verfahren je Seite', schema: { type: 'integer', minimum: 1, maximum: LARGEST_PAGE, default: DEFAULT_PAGE } }
	],
	responses: {
		200: { description: 'Eine Seite des Katalogs', content: { [type]: { schema: { type: type.endsWith('json') ? 'object' : 'string' } } } },
		400: refusal('Seite oder Größe sind falsch')
	}
});

/** Describes the feed for central portals. */
export function dcatApi(): ApiPart {
	return {
		tag: { name: 'DCAT-AP.PLU', description: 'Metadaten für zentrale Portale' },
		schemas: {},
		paths: {
			'/api/dcat-ap-plu.jsonld': { get: operation('dcatJsonLd', 'JSON-LD', 'application/ld+json') },
			'/api/dcat-ap-plu.rdf': { get: operation('dcatRdfXml', 'RDF/XML', 'application/rdf+xml') }
		}
	};
}
