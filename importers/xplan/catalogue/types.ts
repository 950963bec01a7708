/** What the catalogue tells about classes and properties. */

export type ClassKind = 'plan' | 'bereich' | 'object' | 'text' | 'presentation' | 'feature' | 'dataType';

export interface ClassInfo {
	/** Element name without prefix: `BP_BaugebietsTeilFlaeche`. */
	name: string;
	/** Never occurs itself in a file. */
	abstract: boolean;
	/** `feature`: a member that is none of the others, e.g. `XP_Rasterdarstellung`. */
	kind: ClassKind;
	/** Direct parent, where it is a class of XPlanGML. */
	parent?: string;
}

export type PropertyKind = 'simple' | 'code' | 'enumeration' | 'reference' | 'dataType' | 'geometry' | 'measure';

export interface Property {
	name: string;
	min: number;
	/** `Number.POSITIVE_INFINITY` where unbounded. */
	max: number;
	kind: PropertyKind;
	/** Name in the schema, `xs:` and `gml:` with prefix: `xs:date`, `gml:AreaType`, `XP_Rechtscharakter`. */
	type: string;
	/** Class whose own content has the property. */
	definedIn: string;
	/** With kind `enumeration`: its name for {@link Catalogue.enumerationLabel}. */
	enumeration?: string;
	/** With kind `code`: name of the external list. Its values must not be refused. */
	codeList?: string;
	/** The schema of this version does not name the list; that of a neighbouring version does. */
	codeListInferred?: true;
	/** With kind `reference` or `dataType`: the class, of which subclasses are allowed too. */
	target?: string;
	/** With kind `reference`: name of the opposite property. */
	reverse?: string;
	/** With kind `reference`: the object may also stand inside the property. */
	inline?: true;
	/** With kind `measure`: the unit that the standard prescribes, as in `uom`. */
	unit?: string;
	default?: string;
}

/**
 * Which geometry an object may have. `Flächenschluss`: areas that cover the plan without gaps; `Überlagerung`: areas upon them;
 * `Fläche`: either; `any`: point, line or area; `none`: no geometry property.
 */
export type GeometryKind = 'Punkt' | 'Linie' | 'Fläche' | 'Flächenschluss' | 'Überlagerung' | 'any' | 'none';

export interface CodeLabel {
	label: string;
	/** Official abbreviation, as written into plans: `WA`, `o`, `GD`. */
	abbreviation?: string;
}
