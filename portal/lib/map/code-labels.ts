import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';
import { detach } from '../../../importers/xplan/xml.ts';
import type { StyledAttribute } from '../../../styles/types.ts';

interface Enumeration {
	name: string;
	/** By code, as far as asked for. */
	labels: Map<string, string>;
}

/** Adds the German labels of codes, which styles/ writes onto the map where there is no better word. Runs for every object. */
export class CodeLabels {
	private readonly catalogue: Catalogue;
	/** By class and name of a property, null where it is no enumeration. */
	private readonly properties = new Map<string, Map<string, Enumeration | null>>();

	constructor(catalogue: Catalogue) {
		this.catalogue = catalogue;
	}

	/** The same list where nothing has a label, else a copy. The given attributes are stored, so they stay as they are. */
	of(className: string, attributes: Attribute[]): StyledAttribute[] {
		let copy: StyledAttribute[] | undefined;
		for (let i = 0; i < attributes.length; i++) {
			const attribute = attributes[i]!;
			const labelled = attribute.attributes ? this.inner(attribute) : this.leaf(className, attribute);
			if (labelled === attribute) continue;
			copy ??= attributes.slice() as StyledAttribute[];
			copy[i] = labelled;
		}
		return copy ?? (attributes as StyledAttribute[]);
	}

	private inner(attribute: Attribute): StyledAttribute {
		const attributes = this.of(attribute.type ?? '', attribute.attributes!);
		return attributes === attribute.attributes ? (attribute as StyledAttribute) : { ...(attribute as StyledAttribute), attributes };
	}

	private leaf(className: string, attribute: Attribute): StyledAttribute {
		if (!attribute.value) return attribute as StyledAttribute;
		const enumeration = this.enumerationOf(className, attribute.name);
		if (enumeration === null) return attribute as StyledAttribute;
		let label = enumeration.labels.get(attribute.value);
		if (label === undefined) {
			label = this.catalogue.enumerationLabel(enumeration.name, attribute.value)?.label;
			// Only what the catalogue knows: a file may hold as many wrong codes as it likes.
			if (label) enumeration.labels.set(detach(attribute.value), label);
		}
		return label ? { ...(attribute as StyledAttribute), label } : (attribute as StyledAttribute);
	}

	private enumerationOf(className: string, name: string): Enumeration | null {
		let properties = this.properties.get(className);
		if (properties === undefined) this.properties.set(className, (properties = new Map()));
		let enumeration = properties.get(name);
		if (enumeration === undefined) {
			const found = this.catalogue.property(className, name)?.enumeration;
			enumeration = found ? { name: found, labels: new Map() } : null;
			properties.set(name, enumeration);
		}
		return enumeration;
	}
}
