/** Attributes of a feature for people: what every page shows of an object. */

import type { Attribute, XplanVersion } from '../model.ts';
import { Catalogue, catalogueOf } from './catalogue.ts';
import type { Property } from './catalogue.ts';
import { labelOfClass, labelOfProperty } from './labels.ts';
import { unitLabel } from './units.ts';
import { formatBoolean, formatDate, formatDuration, formatNumber, formatScale, withUnit } from './values.ts';

export interface DescribedAttribute {
	/** Name in the file. */
	name: string;
	/** `Grundflächenzahl (GRZ)` */
	label: string;
	/** As in the file, without outer white space. */
	value?: string;
	/** The value for people, unit included: `0,4`, `Ja`, `01.02.2026`, `12,5 m`, `Allgemeines Wohngebiet (WA)`. */
	display?: string;
	/** With an enumeration or code list: the code as in the file. */
	code?: string;
	/** Official abbreviation of the code. */
	abbreviation?: string;
	/** Unit for people: `m²`. */
	unit?: string;
	/** Relation: `#GML_…` as in the file. */
	href?: string;
	/** Data type (`XP_Hoehenangabe`) or, with `href`, class of the target, as far as the catalogue says. */
	type?: string;
	typeLabel?: string;
	/** Attributes of the data type. */
	children?: DescribedAttribute[];
}

/**
 * Describes attributes in their order, repeated ones repeated. Geometry is left out. Unknown names and codes are shown as they are.
 * @param source a catalogue, or a version that was loaded before with `loadCatalogue`
 * @param className class or data type that has the attributes
 */
export function describeAttributes(source: XplanVersion | Catalogue, className: string, attributes: Attribute[]): DescribedAttribute[] {
	const catalogue = source instanceof Catalogue ? source : catalogueOf(source);
	return attributes
		.filter((attribute) => !attribute.geometry && attribute.name !== 'boundedBy')
		.map((attribute) => describe(catalogue, catalogue.property(className, attribute.name), attribute))
		.filter((described) => described.children?.length !== 0 || described.href !== undefined || described.value !== undefined);
}

function describe(catalogue: Catalogue, property: Property | undefined, attribute: Attribute): DescribedAttribute {
	const { name, href } = attribute;
	const type = attribute.type ?? (href === undefined ? undefined : property?.target);
	const value = attribute.attributes ? undefined : attribute.value?.trim();
	return {
		name,
		label: labelOfProperty(name),
		...(value === undefined ? {} : { value, ...displayOf(catalogue, property, attribute, value) }),
		...(href === undefined ? {} : { href }),
		...(type ? { type, typeLabel: labelOfClass(type) } : {}),
		...(attribute.attributes ? { children: describeAttributes(catalogue, attribute.type ?? '', attribute.attributes) } : {})
	};
}

type Display = Pick<DescribedAttribute, 'display' | 'code' | 'abbreviation' | 'unit'>;

function displayOf(catalogue: Catalogue, property: Property | undefined, attribute: Attribute, value: string): Display {
	if (attribute.uom !== undefined || property?.kind === 'measure') {
		const unit = unitLabel(attribute.uom || property?.unit || '');
		const number = formatNumber(value);
		return unit && value ? { display: withUnit(number, unit), unit } : { display: number };
	}
	if (property?.kind === 'enumeration') return codeDisplay(catalogue, property.enumeration ?? '', value);
	if (property?.kind === 'code') return codeDisplay(catalogue, property.codeList ?? '', value);
	return { display: simpleDisplay(property, value) };
}

function codeDisplay(catalogue: Catalogue, list: string, code: string): Display {
	const known = catalogue.enumerationLabel(list, code);
	if (!known) return { display: code, code };
	const { label, abbreviation } = known;
	return abbreviation ? { display: `${label} (${abbreviation})`, code, abbreviation } : { display: label, code };
}

function simpleDisplay(property: Property | undefined, value: string): string {
	if (property && /massstab$|masstab$/i.test(property.name)) return formatScale(value);
	switch (property?.type) {
		case 'xs:boolean':
			return formatBoolean(value);
		case 'xs:date':
		case 'xs:dateTime':
			return formatDate(value);
		case 'xs:duration':
			return formatDuration(value);
		case 'xs:double':
		case 'xs:decimal':
		case 'xs:int':
		case 'xs:integer':
			return formatNumber(value);
		default:
			return value;
	}
}
