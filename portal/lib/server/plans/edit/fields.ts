import type { Catalogue, Property } from '../../../../../importers/xplan/catalogue/catalogue.ts';
import { labelOfProperty } from '../../../../../importers/xplan/catalogue/labels.ts';
import type { Attribute } from '../../../../../importers/xplan/model.ts';
import { editTexts } from '../../../texts/plan-edit.ts';

/** Fields of a class or data type as a form shows them, and the way back, both from the catalogue of the plan's own version. */

export interface EditField {
	/** Of the property. */
	name: string;
	label: string;
	input: 'text' | 'area' | 'date' | 'number' | 'select';
	required: boolean;
	/** As many inputs as values, and an empty one where another may follow. */
	values: string[];
	options?: { value: string; label: string }[];
	hint?: string;
}

/** Properties of more than a line. */
const LONG = new Set(['beschreibung', 'kommentar', 'text', 'vermerk']);
const EDITABLE = new Set(['simple', 'enumeration', 'code']);

/** @param only names of properties; without it all that are no relation, geometry or data type */
export function editableProperties(catalogue: Catalogue, className: string, only?: readonly string[]): Property[] {
	return catalogue.properties(className).filter(({ kind, name }) => EDITABLE.has(kind) && name !== 'xPlanGMLVersion' && (!only || only.includes(name)));
}

export function fieldsOf(catalogue: Catalogue, className: string, attributes: readonly Attribute[], only?: readonly string[]): EditField[] {
	return editableProperties(catalogue, className, only).map((property) => {
		const known = valuesOf(attributes, property.name);
		const values = known.length < property.max ? [...known, ''] : known;
		return { name: property.name, label: labelOfProperty(property.name), required: property.min > 0, values, ...inputOf(catalogue, property, known) };
	});
}

function inputOf(catalogue: Catalogue, property: Property, values: string[]): Pick<EditField, 'input' | 'options' | 'hint'> {
	if (property.kind === 'enumeration') {
		const codes = catalogue.codes(property.enumeration!) ?? [];
		// A code that the list does not have stays choosable: the check speaks of it, the form does not lose it.
		const all = [...codes, ...values.filter((value) => !codes.includes(value))];
		return { input: 'select', options: all.map((code) => ({ value: code, label: optionLabel(catalogue, property.enumeration!, code) })) };
	}
	if (property.type === 'xs:boolean') return { input: 'select', options: [{ value: 'true', label: editTexts.yes }, { value: 'false', label: editTexts.no }] };
	if (property.type === 'xs:date') return { input: 'date' };
	if (/^xs:(int|integer|double|decimal)$/.test(property.type)) return { input: 'number' };
	return { input: LONG.has(property.name) ? 'area' : 'text', ...(property.kind === 'code' ? { hint: editTexts.codeHint } : {}) };
}

function optionLabel(catalogue: Catalogue, enumeration: string, code: string): string {
	const known = catalogue.enumerationLabel(enumeration, code);
	return known ? `${known.label} (${code})` : code;
}

const valuesOf = (attributes: readonly Attribute[], name: string): string[] =>
	attributes.filter((each) => each.name === name && each.namespace === undefined && each.value !== undefined).map(({ value }) => value!.trim());

export interface ReadFields {
	/** Of the whole feature or data type; the very same array where nothing was changed. */
	attributes: readonly Attribute[];
	/** Sentence by property. */
	errors: Record<string, string>;
}

/**
 * What a form says of a feature or data type. What it does not mention stays, and so does every attribute whose value is the same.
 * @param given values of a property, in order; undefined where the form does not have it
 */
export function readFields(
	catalogue: Catalogue,
	className: string,
	attributes: readonly Attribute[],
	given: (property: string) => string[] | undefined,
	only?: readonly string[]
): ReadFields {
	const errors: Record<string, string> = {};
	let result = attributes;
	for (const property of editableProperties(catalogue, className, only)) {
		const said = given(property.name);
		if (!said) continue;
		const values = said.map((value) => value.replaceAll('\r\n', '\n').trim()).filter(Boolean);
		const before = valuesOf(attributes, property.name);
		if (values.length === before.length && values.every((value, index) => value === before[index]?.replaceAll('\r\n', '\n'))) {
			// An old fault of a field that nobody touched is the check's business; what is new must be right.
			if (attributes.length === 0 && property.min > 0 && values.length === 0) errors[property.name] = editTexts.missing;
			continue;
		}
		const wrong = problemOfValues(catalogue, property, values);
		if (wrong) errors[property.name] = wrong;
		else result = replaced(result, property, values);
	}
	return { attributes: result, errors };
}

function replaced(attributes: readonly Attribute[], { name }: Property, values: string[]): Attribute[] {
	const old = attributes.filter((each) => each.name === name && each.namespace === undefined);
	const fresh = values.map((value, index): Attribute => {
		const same = old.find((each) => each.value?.trim() === value);
		if (same) return same;
		const codeSpace = (old[index] ?? old[0])?.codeSpace;
		return { name, value, ...(codeSpace ? { codeSpace } : {}) };
	});
	const at = attributes.findIndex((each) => old.includes(each));
	const rest = attributes.filter((each) => !old.includes(each));
	// The writer puts what is new where the schema wants it.
	return at < 0 ? [...rest, ...fresh] : [...rest.slice(0, at), ...fresh, ...rest.slice(at)];
}

/** Cardinality, type and code. @returns null where all is well */
export function problemOfValues(catalogue: Catalogue, property: Property, values: string[]): string | null {
	if (values.length < property.min) return editTexts.missing;
	if (values.length > property.max) return editTexts.tooMany(property.max);
	for (const value of values) {
		if (property.kind === 'enumeration' && !catalogue.codes(property.enumeration!)?.includes(value)) return editTexts.unknownCode(value);
		if (property.kind === 'code') continue;
		const wrong = TYPES[property.type]?.(value);
		if (wrong) return wrong;
		// eslint-disable-next-line no-control-regex -- what XML cannot hold
		if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) return editTexts.unprintable;
	}
	return null;
}

const whole = (value: string) => (/^[+-]?\d{1,9}$/.test(value) ? null : editTexts.notWhole);
const decimal = (value: string) => (/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value) ? null : editTexts.notNumber);
const TYPES: Record<string, (value: string) => string | null> = {
	'xs:date': (value) => (isDate(value) ? null : editTexts.notDate),
	'xs:boolean': (value) => (['true', 'false', '0', '1'].includes(value) ? null : editTexts.notBoolean),
	'xs:int': whole,
	'xs:integer': whole,
	'xs:double': decimal,
	'xs:decimal': decimal,
	'xs:anyURI': (value) => (/\s/.test(value) ? editTexts.notAddress : null)
};

/** A day of the calendar; XML also allows a time zone. */
function isDate(value: string): boolean {
	const day = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(value)?.[1];
	if (day === undefined) return false;
	const time = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}
