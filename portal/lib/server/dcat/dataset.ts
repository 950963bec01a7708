import { dcatTexts as texts } from '../../texts/dcat.ts';
import { kindStep } from '../procedures/kinds/kind.ts';
import type { FeedDocument, FeedProcedure, FeedStep } from './dcat-queries.ts';
import { day, german, inside, iri, moment, plain, typed, where, type Node } from './graph.ts';
import { statesOf } from './states.ts';
import { codeIri, DOC_TYPES, GEOJSON, identifierIri, PUBLISHER_TYPE } from './vocabulary.ts';

/** A procedure as its steps, documents and addresses make it a dcat:Dataset (DCAT-AP.PLU 0.2.4). */
export interface DatasetFacts {
	procedure: FeedProcedure;
	steps: readonly FeedStep[];
	documents: readonly FeedDocument[];
	/** Address of the portal, without slash at the end. */
	publicUrl: string;
	now: Date;
}

/** @returns the dataset first, then its steps and distributions; every IRI once */
export function datasetNodes(facts: DatasetFacts): Node[] {
	const { procedure, steps } = facts;
	const page = procedurePage(facts);
	const { procedureState, planState, period } = statesOf({ status: procedure.status, kind: procedure.kind, steps, now: facts.now });
	const distributions = new Map<string, Node>();
	const add = (node: Node): string => {
		distributions.set(node.iri!, distributions.get(node.iri!) ?? node);
		return node.iri!;
	};
	const own = add(distribution(page, { title: texts.procedurePage, docType: 'procedureURL', format: 'HTML' }));
	const stepNodes = steps.map((step) => stepNode(facts, step, add));
	const dataset: Node = {
		iri: page,
		type: 'dcat:Dataset',
		properties: [
			['dct:title', german(procedure.title)],
			['dct:description', german(procedure.summary || procedure.title)],
			['dct:identifier', plain(procedure.id)],
			['adms:identifier', iri(identifierIri(procedure.land, procedure.id))],
			['dct:issued', moment(procedure.publishedAt)],
			['dct:modified', moment(procedure.updatedAt)],
			['dcat:contactPoint', contactPoint(procedure)],
			['dct:publisher', inside('foaf:Agent', [['foaf:name', german(procedure.tenantName)], ['dct:type', iri(PUBLISHER_TYPE)]])],
			['plu:planName', german(procedure.title)],
			['plu:planType', iri(codeIri('planType', procedure.kind.dcat.planType))],
			['plu:procedureType', iri(codeIri('procedureType', procedure.kind.dcat.procedureType))],
			['plu:procedureState', iri(codeIri('procedureState', procedureState))],
			['plu:planState', iri(codeIri('planState', planState))],
			...(period.from ? [['plu:procedurePeriod', periodOf(period.from, period.to)] as Node['properties'][number]] : []),
			['dct:spatial', location(procedure)],
			['dcat:distribution', iri(own)],
			...stepNodes.map(({ iri: step }): Node['properties'][number] => ['plu:processStep', iri(step!)])
		]
	};
	return [dataset, ...stepNodes, ...distributions.values()];
}

const procedurePage = ({ publicUrl, procedure }: DatasetFacts): string => `${publicUrl}/${procedure.tenant}/verfahren/${procedure.id}`;

function stepNode(facts: DatasetFacts, step: FeedStep, add: (node: Node) => string): Node {
	const { procedure, documents, publicUrl } = facts;
	const page = procedurePage(facts);
	const base = `${publicUrl}/${procedure.tenant}`;
	const shown: string[] = [];
	const period = step.startsOn ? { from: step.startsOn, to: step.endsOn } : null;
	if (step.noticeId) {
		const notice = `${page}/bekanntmachung/${step.noticeId}`;
		shown.push(add(distribution(notice, { title: texts.notice, docType: 'announcement', format: 'HTML', download: `${notice}.pdf`, issued: step.noticePublishedAt })));
	}
	if (step.participationId)
		shown.push(add(distribution(`${base}/beteiligungen/${step.participationId}`, { title: texts.participation, docType: 'participationURL', format: 'HTML', period })));
	if (step.planId) {
		const plan = `${base}/plaene/${step.planId}`;
		const file = `${plan}/herunterladen/xplangml?fassung=${step.planVersion}`;
		shown.push(add(distribution(`${plan}?fassung=${step.planVersion}`, { title: texts.plan, docType: 'planDrawing', format: 'HTML' })));
		shown.push(add(distribution(file, { title: texts.xplan, docType: 'xplanGML', format: 'GML' })));
	}
	for (const document of documents.filter(({ stepId }) => stepId === step.id)) {
		const address = `${page}/dokumente/${document.versionId}`;
		const { title, category, mediaType, size, since } = document;
		shown.push(add(distribution(address, { title, docType: DOC_TYPES[category], format: formatOf(mediaType), download: address, size, issued: since })));
	}
	return {
		iri: `${page}#schritt-${step.id}`,
		type: 'plu:ProcessStep',
		properties: [
			['dct:identifier', plain(step.id)],
			['dct:title', german(step.title)],
			['plu:processStepType', iri(codeIri('processStepType', kindStep(procedure.kind, step.key)?.dcat ?? 'unknown'))],
			['plu:passNumber', typed(String(step.iteration), 'xsd:integer')],
			...where(period, 'dct:temporal', ({ from, to }) => periodOf(from, to)),
			...shown.map((each): Node['properties'][number] => ['dcat:distribution', iri(each)])
		]
	};
}

interface DistributionFacts {
	title: string;
	docType: string;
	format: string;
	download?: string;
	size?: number;
	issued?: Date | null;
	period?: { from: string; to: string | null } | null;
}

function distribution(address: string, { title, docType, format, download, size, issued, period }: DistributionFacts): Node {
	return {
		iri: `${address}#distribution`,
		type: 'dcat:Distribution',
		properties: [
			['dct:title', german(title)],
			['dcat:accessURL', iri(address)],
			...where(download, 'dcat:downloadURL', iri),
			['dct:format', plain(format)],
			['plu:docType', iri(codeIri('docType', docType))],
			// The text of DCAT-AP.PLU says nonNegativeInteger; the shapes of DCAT-AP 2.1.1, on which it rests, accept this only.
			...where(size, 'dcat:byteSize', (bytes) => typed(String(bytes), 'xsd:decimal')),
			...where(issued, 'dct:issued', moment),
			...where(period, 'dct:temporal', ({ from, to }) => periodOf(from, to))
		]
	};
}

/** Both days inclusive. */
const periodOf = (from: string, to: string | null) => inside('dct:PeriodOfTime', [['dcat:startDate', day(from)], ...where(to, 'dcat:endDate', day)]);

function contactPoint({ contact, tenantName }: FeedProcedure) {
	return inside('vcard:Organization', [
		['vcard:fn', german(contact.organisation || tenantName)],
		...where(contact.street, 'vcard:hasStreetAddress', plain),
		...where(contact.postcode, 'vcard:hasPostalCode', plain),
		...where(contact.city, 'vcard:hasLocality', plain),
		['vcard:hasCountryName', plain('Deutschland')],
		...where(contact.phone, 'vcard:hasTelephone', plain),
		...where(contact.email, 'vcard:hasEmail', plain)
	]);
}

/** A place is mandatory: where there is no Geltungsbereich, the municipality's name is it. */
function location({ area, box, point, municipality, tenantName }: FeedProcedure) {
	const geojson = (text: string) => typed(text, GEOJSON);
	return inside('dct:Location', [
		...where(box, 'dcat:bbox', geojson),
		...where(area, 'locn:geometry', geojson),
		...where(point, 'dcat:centroid', geojson),
		['locn:geographicName', german(municipality || tenantName)]
	]);
}

const FORMATS: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/tiff': 'TIFF', 'text/plain': 'TXT', 'application/zip': 'ZIP' };
/** Last part of the media type where it is not a usual one. */
const formatOf = (mediaType: string): string => FORMATS[mediaType] ?? mediaType.replace(/^.*[/.+-]/, '').toUpperCase();
