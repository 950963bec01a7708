import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day, german, inside, iri, moment, plain, typed, type Node } from '../../../portal/lib/server/dcat/graph.ts';
import { writeJsonLd } from '../../../portal/lib/server/dcat/write-jsonld.ts';
import { writeRdfXml } from '../../../portal/lib/server/dcat/write-rdfxml.ts';
import { canonicalLines, readRdf } from '../../support/rdf.ts';

const node = (title: string): Node => ({
	iri: 'https://a.example/x?y=1&z=2',
	type: 'dcat:Dataset',
	properties: [
		['dct:title', german(title)],
		['dct:identifier', plain(title)],
		['dcat:byteSize', typed('12', 'xsd:nonNegativeInteger')],
		['dct:issued', moment(new Date('2027-03-01T00:00:00Z'))],
		['plu:planState', iri('https://specs.diplanung.de/resource/planState#fixed')],
		['dct:temporal', inside('dct:PeriodOfTime', [['dcat:startDate', day('2027-03-01')]])],
		['dct:temporal', inside('dct:PeriodOfTime', [['dcat:startDate', day('2027-04-01')]])],
		['locn:geometry', typed('{"type":"Point","coordinates":[13.5,51]}', 'https://www.iana.org/assignments/media-types/application/vnd.geo+json')]
	]
});

const both = async (given: Node) => [canonicalLines(await readRdf(writeRdfXml([given]), 'rdfxml')), canonicalLines(await readRdf(writeJsonLd([given]), 'jsonld'))];

describe('the two writers', () => {
	test('say the same, and everything', async () => {
		const [xml, json] = await both(node('Grüße & <Tags> „Am Anger“'));
		expect(xml).toEqual(json);
		expect(xml).toHaveLength(9);
		expect(xml!.join('\n')).toContain('["Grüße & <Tags> „Am Anger“","de","http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"]');
		expect(xml!.join('\n')).toContain('["2027-04-01","","http://www.w3.org/2001/XMLSchema#date"]');
		expect(xml!.join('\n')).toContain('XMLSchema#nonNegativeInteger');
	});

	test('whatever a title has in it', async () => {
		const words = fc.string({ unit: 'binary' });
		await fc.assert(
			fc.asyncProperty(words, async (title) => {
				const [xml, json] = await both(node(title));
				expect(xml).toEqual(json);
			}),
			{ numRuns: 200 }
		);
	});
});
