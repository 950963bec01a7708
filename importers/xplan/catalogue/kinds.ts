/** Kinds of classes, properties and geometries, from the schema's types. */

import { readParticles } from './format.ts';
import type { CompactSchema, ElementParticle } from './format.ts';
import type { ClassKind, GeometryKind, Property, PropertyKind } from './types.ts';

/** Units that the standard prescribes for the types of GML (rule 2.1.2.1). */
const UNIT_OF_TYPE: Record<string, string | undefined> = {
	'gml:LengthType': 'm',
	'gml:AreaType': 'm2',
	'gml:VolumeType': 'm3',
	'gml:AngleType': 'grad'
};
const UNIT_OF_PROPERTY: Record<string, string | undefined> = {
	ekwertTag: 'db',
	ekwertNacht: 'db',
	massgeblAussenLaermpegelTag: 'db',
	massgeblAussenLaermpegelNacht: 'db',
	zkWertTag: 'db',
	zkWertNacht: 'db',
	geschwindigkeit: 'km/h'
};

type KindFacts = Pick<Property, 'kind' | 'enumeration' | 'target' | 'reverse' | 'inline' | 'unit'>;

/** Kind and target of a property from its element. */
export function kindOfProperty(element: ElementParticle, schema: CompactSchema): KindFacts {
	const { type, name, target, reverse } = element;
	if (type === 'gml:ReferenceType') return { kind: 'reference', ...(target ? { target } : {}), ...(reverse ? { reverse } : {}) };
	if (/^gml:(Geometry|Point|MultiPoint|Curve|MultiCurve|Surface|MultiSurface|Solid)PropertyType$/.test(type)) return { kind: 'geometry' };
	if (type === 'gml:CodeType') return { kind: 'code' };
	if (schema.types[type]?.text) {
		const unit = UNIT_OF_TYPE[type] ?? UNIT_OF_PROPERTY[name];
		return { kind: 'measure', ...(unit ? { unit } : {}) };
	}
	if (Array.isArray(schema.simpleTypes[type])) return { kind: 'enumeration', enumeration: type.replace(/Type$/, '') };
	const [inner] = readParticles(schema.types[type]?.content ?? [], schema);
	if (inner?.kind !== 'element' || !inner.ref) return { kind: 'simple' };
	const byReference = isFeature(`${inner.name}Type`, schema);
	const kind: PropertyKind = byReference ? 'reference' : 'dataType';
	return { kind, target: inner.name, ...(byReference ? { inline: true } : {}) };
}

/** Kind of a class from its ancestors. */
export function kindOfClass(name: string, schema: CompactSchema): ClassKind {
	const types = ancestorTypes(`${name}Type`, schema);
	if (types.includes('XP_PlanType')) return 'plan';
	if (types.includes('XP_BereichType')) return 'bereich';
	if (types.includes('XP_ObjektType')) return 'object';
	if (types.includes('XP_AbstraktesPraesentationsobjektType')) return 'presentation';
	if (types.includes('XP_TextAbschnittType') || types.includes('XP_BegruendungAbschnittType')) return 'text';
	return isFeature(`${name}Type`, schema) ? 'feature' : 'dataType';
}

const isFeature = (type: string, schema: CompactSchema) => ancestorTypes(type, schema).includes('gml:AbstractFeatureType');

function ancestorTypes(type: string, schema: CompactSchema): string[] {
	const types: string[] = [];
	for (let at: string | undefined = type; at; at = schema.types[at]?.extends) types.push(at);
	return types;
}

const GEOMETRY_OF_PARENT: [RegExp, GeometryKind][] = [
	[/_Flaechenschlussobjekt$/, 'Flächenschluss'],
	[/_Ueberlagerungsobjekt$/, 'Überlagerung'],
	[/_Flaechenobjekt$|^XP_FPO$/, 'Fläche'],
	[/_Linienobjekt$|^XP_L[PT]O$/, 'Linie'],
	[/_Punktobjekt$|^XP_P[PT]O$/, 'Punkt']
];

/** Areas by their names, for classes that are no plan objects. */
const AREA_PROPERTIES = ['raeumlicherGeltungsbereich', 'geltungsbereich', 'geltungsbereichAenderung'];

/** Geometry kind from the name of the class and its parents, nearest first. */
export function geometryKindOf(name: string, parents: string[], properties: Property[]): GeometryKind {
	for (const each of [name, ...parents]) {
		const found = GEOMETRY_OF_PARENT.find(([pattern]) => pattern.test(each));
		if (found) return found[1];
	}
	const geometries = properties.filter((property) => property.kind === 'geometry');
	if (!geometries.length) return 'none';
	return geometries.every((property) => AREA_PROPERTIES.includes(property.name)) ? 'Fläche' : 'any';
}
