/**
 * XPlanGML 6.1 (April 2025, namespace `…/xplangml/6/1`): no schema is at hand. Its catalogue is that of 6.0 with the names that are known
 * to be new, so that such a plan can be read and shown; nothing may be called an error by it (`certain: false`). The parent classes
 * and the types of the new properties are not known: the most general ones stand in.
 */

import type { CompactSchema, CompactType } from './format.ts';

const NEW_CLASSES: [name: string, parent: string][] = [
	['BP_GebaeudeTyp', 'BP_Geometrieobjekt'],
	['BP_HoehenFestsetzung', 'BP_Geometrieobjekt'],
	['BP_ImmissionsortLaerm', 'BP_Geometrieobjekt'],
	['BP_NatuerlicherKlimaschutz', 'BP_Geometrieobjekt'],
	['FP_NatuerlicherKlimaschutz', 'FP_Geometrieobjekt'],
	['RP_TextAbschnittObjekt', 'RP_Geometrieobjekt'],
	['SO_Festpunkt', 'SO_Geometrieobjekt']
];

const NEW_PROPERTIES: Record<string, string[]> = {
	XP_ObjektType: ['vertikaleLage? xs:anyType', 'massstabFaktor? xs:anyType', 'skalierung? xs:anyType'],
	SO_WasserwirtschaftType: ['name? xs:string', 'nummer? xs:string']
};

const NEW_CODES: Record<string, string[]> = {
	XP_AnpflanzungBindungErhaltungsGegenstand: ['1300', '9999'],
	SO_KlassifizWasserwirtschaft: ['1450']
};

/** Labels of the new codes, where known. */
export const LABELS_6_1: Record<string, Record<string, string>> = {
	XP_AnpflanzungBindungErhaltungsGegenstand: { '1300': 'Obstbäume', '9999': 'Sonstiger Gegenstand' }
};

/** The schema of 6.0 with what is known of 6.1. */
export function schemaOf61(schema: CompactSchema): CompactSchema {
	const types: Record<string, CompactType> = { ...schema.types };
	const elements = { ...schema.elements };
	const simpleTypes = { ...schema.simpleTypes };
	for (const [name, parent] of NEW_CLASSES) {
		elements[name] = `${name}Type <${parent}`;
		types[`${name}Type`] = { extends: `${parent}Type`, content: ['ade'] };
	}
	for (const [type, properties] of Object.entries(NEW_PROPERTIES)) {
		const content = types[type].content ?? [];
		types[type] = { ...types[type], content: [...content.filter((item) => item !== 'ade'), ...properties, 'ade'] };
	}
	for (const [type, codes] of Object.entries(NEW_CODES)) {
		const known = simpleTypes[type];
		if (Array.isArray(known)) simpleTypes[type] = [...known, ...codes.filter((code) => !known.includes(code))];
	}
	return { ...schema, version: '6.1', release: '6.1', namespace: 'http://www.xplanung.de/xplangml/6/1', types, elements, simpleTypes };
}
