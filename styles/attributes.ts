/**
 * Reading the attributes of a plan object in both spellings: flat (4.0–5.4: `zweckbestimmung` = code) and nested
 * (6.0: `zweckbestimmung/BP_KomplexeZweckbestGruen/allgemein` = code).
 */
import type { StyledAttribute, StyledObject } from './types.ts';

/** First attribute of that name, or undefined. */
export function attributeOf(object: StyledObject, name: string): StyledAttribute | undefined {
	for (const attribute of object.attributes) if (attribute.name === name) return attribute;
	return undefined;
}

/** Trimmed value of the first attribute of that name; empty counts as missing. */
export function valueOf(object: StyledObject, name: string): string | undefined {
	return text(attributeOf(object, name));
}

/** Trimmed value of a child of a data type, at any depth. */
export function childValue(attribute: StyledAttribute, name: string): string | undefined {
	return text(childOf(attribute, name));
}

/** Child of a data type by name, at any depth, document order. */
export function childOf(attribute: StyledAttribute, name: string): StyledAttribute | undefined {
	for (const child of attribute.attributes ?? []) {
		if (child.name === name) return child;
		const found = childOf(child, name);
		if (found) return found;
	}
	return undefined;
}

/** A number written with point or comma, or undefined. */
export function numberOf(object: StyledObject, name: string): number | undefined {
	return parseNumber(valueOf(object, name));
}

export function parseNumber(value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const number = Number(value.replace(',', '.'));
	return Number.isFinite(number) ? number : undefined;
}

/** A number above zero: many files write 0 where a measure is not set, and no measure of a plan is zero. */
export function measureOf(object: StyledObject, name: string): number | undefined {
	const number = numberOf(object, name);
	return number !== undefined && number > 0 ? number : undefined;
}

/** `true` and `1` are true, a missing value is false. */
export function isTrue(object: StyledObject, name: string): boolean {
	const value = valueOf(object, name);
	return value === 'true' || value === '1';
}

/** Attributes that carry a purpose, the most specific spelling first. 4.x splits them over `besondere…` and `weitere…`. */
const PURPOSE_NAMES = ['besondereZweckbestimmung', 'zweckbestimmung', 'artDerFestlegung'];
const isFurther = (name: string): boolean => name.startsWith('weitere') && name.includes('weckbestimmung') && !name.includes('Detail');

/** A code with the label that the caller resolved. */
export interface Code {
	code: string;
	label?: string;
}

/** All codes of one attribute, nested ones included (`allgemein`), document order. */
export function codesOf(object: StyledObject, name: string): Code[] {
	const codes: Code[] = [];
	for (const attribute of object.attributes) if (attribute.name === name) pushCode(codes, attribute);
	return codes;
}

/** All codes that say what the object is for (Zweckbestimmung, Art der Festlegung), the most specific first. */
export function purposesOf(object: StyledObject): Code[] {
	const codes: Code[] = [];
	for (const name of PURPOSE_NAMES) {
		for (const attribute of object.attributes) if (attribute.name === name) pushCode(codes, attribute);
	}
	for (const attribute of object.attributes) if (isFurther(attribute.name)) pushCode(codes, attribute);
	return codes;
}

/** Code of the first purpose, without building a list: this runs for every object of an import. */
export function firstPurpose(object: StyledObject): string | undefined {
	for (const name of PURPOSE_NAMES) {
		for (const attribute of object.attributes) {
			if (attribute.name !== name) continue;
			const code = text(attribute) ?? childValue(attribute, 'allgemein');
			if (code) return code;
		}
	}
	return undefined;
}

function pushCode(codes: Code[], attribute: StyledAttribute): void {
	const source = text(attribute) ? attribute : childOf(attribute, 'allgemein');
	const code = text(source);
	if (!code) return;
	const label = source?.label?.trim() || undefined;
	codes.push(label ? { code, label } : { code });
}

function text(attribute: StyledAttribute | undefined): string | undefined {
	const value = attribute?.value?.trim();
	return value === '' ? undefined : value;
}
