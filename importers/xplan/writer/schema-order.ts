import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Attribute } from '../model.ts';
import { isGml } from '../xml.ts';

const orders = new WeakMap<Catalogue, Map<string, Map<string, number>>>();

/**
 * Properties in the order that the schema demands; repeated ones keep theirs. What the schema does not know stays behind what it stood
 * behind; GML's own properties come first. The very same array where the order is right already.
 */
export function schemaOrder(className: string, attributes: readonly Attribute[], catalogue: Catalogue): readonly Attribute[] {
	const places = placesOf(className, catalogue);
	let last = -1;
	let sorted = true;
	const ranked = attributes.map((attribute) => {
		const known = attribute.namespace === undefined ? places.get(attribute.name) : isGml(attribute.namespace) ? -1 : undefined;
		const rank = known ?? last;
		if (rank < last) sorted = false;
		last = rank;
		return { attribute, rank };
	});
	if (sorted) return attributes;
	return ranked.sort((a, b) => a.rank - b.rank).map(({ attribute }) => attribute);
}

function placesOf(className: string, catalogue: Catalogue): Map<string, number> {
	let classes = orders.get(catalogue);
	if (classes === undefined) orders.set(catalogue, (classes = new Map()));
	let places = classes.get(className);
	if (places === undefined) {
		places = new Map(catalogue.properties(className).map(({ name }, index) => [name, index]));
		classes.set(className, places);
	}
	return places;
}
