import type { Attribute, Feature } from '../../model.ts';

export const valuesOf = (feature: { attributes: Attribute[] }, name: string): Attribute[] =>
	feature.attributes.filter((attribute) => attribute.name === name);

export const valueOf = (feature: { attributes?: Attribute[] }, name: string): string | undefined =>
	feature.attributes?.find((attribute) => attribute.name === name)?.value;

export const has = (feature: { attributes: Attribute[] }, name: string): boolean =>
	feature.attributes.some((attribute) => attribute.name === name);

/** Takes the properties of these names out of a feature. */
export function take(feature: Feature, ...names: string[]): Attribute[] {
	const taken = feature.attributes.filter(({ name }) => names.includes(name));
	if (taken.length > 0) feature.attributes = feature.attributes.filter(({ name }) => !names.includes(name));
	return taken;
}

export const leaf = (name: string, value: string): Attribute => ({ name, value });

export const dataType = (name: string, type: string, attributes: Attribute[]): Attribute => ({ name, type, attributes });

export const isPlan = ({ class: name }: Feature): boolean => /^[A-Z]{2}_Plan$/.test(name);
export const isBereich = ({ class: name }: Feature): boolean => /^[A-Z]{2}_Bereich$/.test(name);
