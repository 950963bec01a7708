import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Property } from '../catalogue/types.ts';
import type { Attribute, Feature } from '../model.ts';

export interface LinkHolder {
	class: string;
	attributes: readonly Attribute[];
}

/** A link from one feature to another of the same document. */
export interface Link {
	from: Feature;
	/** Class and attributes of the feature, or of the data type within it that holds the link. */
	holder: LinkHolder;
	/** Of the property element: `gehoertZuBereich`. */
	name: string;
	/** The reference property of the catalogue; undefined where it has none of that name at this place. */
	property: Property | undefined;
	href: string;
	/** The `gml:id` that is meant, null where the link leaves the document. */
	id: string | null;
	target: Feature;
}

/** All links of a feature, those inside its data types included, in document order. */
export function linksOf(feature: Feature, catalogue: Catalogue): Omit<Link, 'target'>[] {
	const found: Omit<Link, 'target'>[] = [];
	collect(feature, feature, catalogue, found);
	return found;
}

function collect(from: Feature, holder: LinkHolder, catalogue: Catalogue, found: Omit<Link, 'target'>[]): void {
	for (const { name, href, type, attributes: inner } of holder.attributes) {
		if (href !== undefined) {
			const property = referenceProperties(holder.class, catalogue).get(name);
			found.push({ from, holder, name, property, href, id: href.startsWith('#') ? href.slice(1) : null });
		}
		if (inner !== undefined) collect(from, { class: type ?? holder.class, attributes: inner }, catalogue, found);
	}
}

const known = new WeakMap<Catalogue, Map<string, ReadonlyMap<string, Property>>>();

function referenceProperties(className: string, catalogue: Catalogue): ReadonlyMap<string, Property> {
	let ofCatalogue = known.get(catalogue);
	if (ofCatalogue === undefined) known.set(catalogue, (ofCatalogue = new Map()));
	let properties = ofCatalogue.get(className);
	if (properties === undefined) {
		const references = catalogue.properties(className).filter(({ kind }) => kind === 'reference');
		properties = new Map(references.map((property) => [property.name, property]));
		// Names of a document that no version has would fill the memory.
		if (catalogue.classOf(className) !== undefined) ofCatalogue.set(className, properties);
	}
	return properties;
}
