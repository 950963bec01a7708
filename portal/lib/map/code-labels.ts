import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';
import type { StyledAttribute } from '../../../styles/types.ts';

/** Adds the German labels of codes, which styles/ writes onto the map where there is no better word. Runs for every object. */
export class CodeLabels {
	private readonly catalogue: Catalogue;
	/** Enumeration of a property by `class name`, null for all other kinds. */
	private readonly enumerations = new Map<string, string | null>();

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
		const key = `${className} ${attribute.name}`;
		let enumeration = this.enumerations.get(key);
		if (enumeration === undefined) {
			enumeration = this.catalogue.property(className, attribute.name)?.enumeration ?? null;
			this.enumerations.set(key, enumeration);
		}
		if (enumeration === null) return attribute as StyledAttribute;
		const label = this.catalogue.enumerationLabel(enumeration, attribute.value)?.label;
		return label ? { ...(attribute as StyledAttribute), label } : (attribute as StyledAttribute);
	}
}
