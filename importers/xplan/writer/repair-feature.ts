import type { Catalogue, Property } from '../catalogue/catalogue.ts';
import { crsByCode } from '../crs.ts';
import type { Attribute, Feature } from '../model.ts';
import { repairGeometry } from './repair-geometry.ts';
import { schemaOrder } from './schema-order.ts';

export type RepairKind =
	| 'orientation'
	| 'zone'
	| 'axes'
	| 'id'
	| 'id-repeated'
	| 'geometry-id'
	| 'srs-name'
	| 'ring-closed'
	| 'point-repeated'
	| 'order'
	| 'uom'
	| 'decimal-comma'
	| 'href';

export type Note = (kind: RepairKind, count: number) => void;

/** 2 mm, and about the same on the ground in degrees. */
const TOLERANCE = { metre: 0.002, degree: 2e-8 };
const NUMBERS = new Set(['xs:double', 'xs:decimal', 'xs:float']);
/** Three digits after the comma could be thousands. */
const DECIMAL_COMMA = /^[+-]?\d+,(\d{1,2}|\d{4,})$/;

/** Repairs what has only one meaning, in place. */
export function repairFeature(feature: Feature, catalogue: Catalogue, note: Note): void {
	feature.attributes = repairAttributes(feature.class, feature.attributes, catalogue, note);
}

function repairAttributes(className: string, attributes: Attribute[], catalogue: Catalogue, note: Note): Attribute[] {
	for (const attribute of attributes) {
		const { geometry, crs } = attribute;
		if (geometry !== undefined) {
			// With heights the points must stay as many as they are.
			const flat = !attribute.attributes?.some(({ name }) => name === '@heights');
			if (!flat) continue;
			const { closed, doubled } = repairGeometry(geometry, TOLERANCE[crsByCode(crs ?? '')?.unit ?? 'metre']);
			if (closed > 0) note('ring-closed', closed);
			if (doubled > 0) note('point-repeated', doubled);
		} else if (attribute.type !== undefined && attribute.attributes !== undefined) {
			attribute.attributes = repairAttributes(attribute.type, attribute.attributes, catalogue, note);
		} else repairValue(attribute, catalogue.property(className, attribute.name), note);
	}
	const ordered = schemaOrder(className, attributes, catalogue);
	if (ordered === attributes) return attributes;
	note('order', 1);
	return [...ordered];
}

function repairValue(attribute: Attribute, property: Property | undefined, note: Note): void {
	if (property === undefined || attribute.value === undefined) return;
	if (property.kind === 'measure' && property.unit !== undefined && attribute.uom === undefined && attribute.value !== '') {
		attribute.uom = property.unit;
		note('uom', 1);
	}
	if ((property.kind === 'measure' || NUMBERS.has(property.type)) && DECIMAL_COMMA.test(attribute.value)) {
		attribute.value = attribute.value.replace(',', '.');
		note('decimal-comma', 1);
	}
}
