/**
 * What a `wfs:FeatureCollection` is (OGC WFS 2.0, 11.3.3), in the form of the catalogue: from 4.1 on the schemas of XPlanGML import WFS 2.0,
 * whose features are a wildcard that checks what it knows. Version 4.0 does not import it.
 */

import type { CompactSchema } from '../../catalogue/format.ts';

const ELEMENTS: CompactSchema['elements'] = {
	'wfs:FeatureCollection': 'wfs:FeatureCollectionType <wfs:SimpleFeatureCollection',
	'wfs:SimpleFeatureCollection': 'wfs:SimpleFeatureCollectionType',
	'wfs:Tuple': 'wfs:TupleType',
	'wfs:ValueCollection': 'wfs:ValueCollectionType',
	'wfs:additionalObjects': 'wfs:AdditionalObjectsType',
	'wfs:boundedBy': 'wfs:EnvelopePropertyType',
	'wfs:member': 'wfs:MemberPropertyType',
	'wfs:truncatedResponse': 'wfs:TruncatedResponseType'
};

const TYPES: CompactSchema['types'] = {
	'wfs:FeatureCollectionType': {
		extends: 'wfs:SimpleFeatureCollectionType',
		content: ['@wfs:additionalObjects?', '@wfs:truncatedResponse?'],
		attributes: ['&wfs:StandardResponseParameters', 'lockId? xs:string']
	},
	'wfs:SimpleFeatureCollectionType': { content: ['@wfs:boundedBy?', '@wfs:member*'] },
	'wfs:TupleType': { content: ['@wfs:member{2,}'] },
	'wfs:ValueCollectionType': {
		content: ['@wfs:member*', '@wfs:additionalObjects?', '@wfs:truncatedResponse?'],
		attributes: ['&wfs:StandardResponseParameters']
	},
	'wfs:AdditionalObjectsType': { content: [{ choice: ['@wfs:ValueCollection', '@wfs:SimpleFeatureCollection'] }] },
	'wfs:MemberPropertyType': { attributes: ['state? wfs:state', '&xlink:simpleAttrs'] },
	'wfs:EnvelopePropertyType': {},
	'wfs:TruncatedResponseType': {}
};

const RESPONSE = [
	'timeStamp xs:dateTime',
	'numberMatched wfs:count',
	'numberReturned xs:nonNegativeInteger',
	'next? xs:anyURI',
	'previous? xs:anyURI'
];

/** The schema with WFS, where it imports it. */
export function withWfs(schema: CompactSchema): CompactSchema {
	if (schema.version === '4.0') return schema;
	return {
		...schema,
		elements: { ...schema.elements, ...ELEMENTS },
		types: { ...schema.types, ...TYPES },
		attributeGroups: { ...schema.attributeGroups, 'wfs:StandardResponseParameters': RESPONSE }
	};
}
