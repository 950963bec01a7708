import type { Attribute, XplanVersion } from '../../../../importers/xplan/model.ts';
import type { Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { describeAttributes, type DescribedAttribute } from '../../../../importers/xplan/catalogue/describe.ts';
import { labelOfClass, labelOfProperty } from '../../../../importers/xplan/catalogue/labels.ts';
import type { AttributeRow } from '../../components/plans/types.ts';

/** Relations that the portal resolves itself (Bereich, drawing, texts, documents): as rows they would only show ids. */
const RESOLVED = new Set([
	'gehoertZuBereich',
	'gehoertZuPlan',
	'bereich',
	'planinhalt',
	'praesentationsobjekt',
	'wirdDargestelltDurch',
	'dientZurDarstellungVon',
	'refTextInhalt',
	'refBegruendungInhalt',
	'texte',
	'begruendungsTexte',
	'externeReferenz',
	'rasterBasis',
	'refScan'
]);

/** The catalogue of a stored version. Versions come from the importer, which knows no others. */
export function catalogueFor(xplanVersion: string): Promise<Catalogue> {
	return loadCatalogue(xplanVersion as XplanVersion);
}

/** Attributes as label and value, without the relations that are shown in their own place. */
export function attributeRows(catalogue: Catalogue, className: string, attributes: Attribute[], hidden: ReadonlySet<string> = RESOLVED): AttributeRow[] {
	return describeAttributes(catalogue, className, attributes)
		.filter((each) => !hidden.has(each.name))
		.map(rowOf);
}

function rowOf(described: DescribedAttribute): AttributeRow {
	if (described.children) return { label: described.label, rows: described.children.map(rowOf) };
	const value = described.display ?? described.value ?? (described.href ? (described.typeLabel ?? described.href) : '');
	return { label: described.label, value };
}

/** German label of the code of a property, e.g. planArt of BP_Plan; null for none, the code itself where it is unknown. */
export function codeLabel(catalogue: Catalogue, className: string, property: string, code: string | null): string | null {
	if (!code) return null;
	const [described] = describeAttributes(catalogue, className, [{ name: property, value: code }]);
	return described?.display ?? code;
}

/** Kind of a plan in words; the code lists write BPlan and FPlan. */
export function planKind(catalogue: Catalogue, className: string, planArt: string | null): string {
	const label = codeLabel(catalogue, className, 'planArt', planArt) ?? labelOfClass(className);
	return label.replace(/\bBPlan\b/, 'Bebauungsplan').replace(/\bFPlan\b/, 'Flächennutzungsplan');
}

/** Kind of a document: a code of XP_ExterneReferenzTyp, or the element of 4.x that names it. */
export function documentTypeLabel(catalogue: Catalogue, type: string | null): string | null {
	if (!type) return null;
	return catalogue.enumerationLabel('XP_ExterneReferenzTyp', type)?.label ?? (/^\d+$/.test(type) ? null : labelOfProperty(type));
}

export { labelOfClass };
