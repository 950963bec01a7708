import type { DocumentCategory } from '../procedures/types.ts';

/** Code lists of DCAT-AP.PLU 0.2.4. */

const RESOURCE = 'https://specs.diplanung.de/resource';
export const PUBLISHER_TYPE = 'http://purl.org/adms/publishertype/LocalAuthority';
/** As the vocabulary writes geometries; EPSG:4326, east north (RFC 7946). */
export const GEOJSON = 'https://www.iana.org/assignments/media-types/application/vnd.geo+json';

const CODES = {
	planType: [
		'developmentPlan',
		'landUsePlan',
		'urbanPlanningStatutes',
		'specialUrbanPlanningLaw',
		'landscapePlanning',
		'spatialPlan',
		'spatialPlanningProcedure',
		'planApprovalProcedure',
		'other'
	],
	procedureType: [
		'regular',
		'simplified',
		'innerDevPlan',
		'outdoorArea',
		'revision',
		'partialExtrapolation',
		'newPreparation',
		'completeExtrapolation',
		'update',
		'newAnnouncement'
	],
	processStepType: ['earlyInvolveAuth', 'earlyPublicPart', 'publicAgencies', 'publicDisclosure', 'internal', 'completed'],
	planState: ['planned', 'inPreparation', 'fixed', 'completelyReversed', 'discontinued'],
	procedureState: ['planned', 'ongoing', 'completed', 'completelyCanceled', 'discontinued'],
	docType: [
		'announcement',
		'planDrawing',
		'participationURL',
		'procedureURL',
		'xplanGML',
		'expertReport',
		'ordinanceDesignation',
		'summaryStatement',
		'statement',
		'substantiation',
		'supplementaryDocument',
		'otherDocuments'
	]
} as const;
export type CodeList = keyof typeof CODES;

/** IRI of a code; a value that the list does not have is `unknown`. */
export const codeIri = (list: CodeList, code: string): string => `${RESOURCE}/${list}#${(CODES[list] as readonly string[]).includes(code) ? code : 'unknown'}`;

/** Identifier across catalogues: authority that keeps the data, and the UUID. @param land code of the Land */
export const identifierIri = (land: string, id: string): string => `${RESOURCE}/authority#${land.toLowerCase()}/${id}`;

export const DOC_TYPES: Record<DocumentCategory, string> = {
	planzeichnung: 'planDrawing',
	begruendung: 'substantiation',
	umweltbericht: 'substantiation',
	gutachten: 'expertReport',
	stellungnahme: 'statement',
	'textliche-festsetzungen': 'ordinanceDesignation',
	'zusammenfassende-erklaerung': 'summaryStatement',
	bekanntmachung: 'announcement',
	abwaegung: 'supplementaryDocument',
	sonstiges: 'otherDocuments'
};
