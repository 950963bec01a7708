import { Catalogue, loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { checkSemantics } from '../../../../importers/xplan/checks/semantics/check-semantics.ts';
import type { ConformityDocument } from '../../../../importers/xplan/checks/semantics/rule.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { withDefaults } from '../../../../importers/xplan/limits.ts';
import type { Attribute, DocumentHeader, Feature, Finding, PlanGeometry, Position, XplanVersion } from '../../../../importers/xplan/model.ts';

/** `'#id'` is a relation, other text and numbers a value, an array repeats the property. Data types are made by {@link data}. */
export type Value = string | number | boolean | PlanGeometry | DataType | Measure | readonly Value[];
export interface DataType {
	$type: string;
	attributes: Attribute[];
}
export interface Measure {
	$value: string;
	uom: string;
}

/** A data type: `data('XP_Hoehenangabe', { h: 3 })`. */
export const data = ($type: string, properties: Record<string, Value> = {}): DataType => ({ $type, attributes: attributes(properties) });
export const measure = (value: number, uom: string): Measure => ({ $value: String(value), uom });

/** A member of a document: `f('BP_Plan', { name: 'Am Anger', bereich: '#b' }, 'p')`. Without an id it is named after its class. */
export function f(className: string, properties: Record<string, Value> = {}, id = className): Feature {
	return { class: className, gmlId: id, line: 1, attributes: attributes(properties) };
}

function attributes(properties: Record<string, Value>): Attribute[] {
	return Object.entries(properties).flatMap(([name, value]) => (isList(value) ? value : [value]).map((one) => attribute(name, one)));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function attribute(name: string, value: Value): Attribute {
	if (typeof value !== 'object') {
		const text = String(value);
		return text.startsWith('#') ? { name, href: text } : { name, value: text };
	}
	if ('$type' in value) return { name, type: value.$type, attributes: value.attributes };
	if ('$value' in value) return { name, value: value.$value, uom: value.uom };
	if ('type' in value) return { name, geometry: value, crs: 'EPSG:25833' };
	throw new TypeError(`No value for ${name}`);
}

const SQUARE: Position[] = [
	[382_000, 5_656_000],
	[382_010, 5_656_000],
	[382_010, 5_656_010],
	[382_000, 5_656_010],
	[382_000, 5_656_000]
];
export const area: PlanGeometry = { type: 'Surface', surfaces: [[{ exterior: [{ type: 'line', points: SQUARE }], interiors: [] }]] };
export const line: PlanGeometry = { type: 'Curve', curves: [[{ type: 'line', points: SQUARE.slice(0, 2) }]] };
export const point: PlanGeometry = { type: 'Point', positions: [[382_000, 5_656_000]] };
export const arc: PlanGeometry = { type: 'Curve', curves: [[{ type: 'arc', points: SQUARE.slice(0, 3) }]] };

/** Findings of the semantic check for members of a document of that version, whose header names a CRS unless said otherwise. */
export async function semanticFindings(
	version: XplanVersion,
	features: readonly Feature[],
	special: Partial<DocumentHeader> = {}
): Promise<Finding[]> {
	const catalogue: Catalogue = await loadCatalogue(version);
	const findings = new FindingList(withDefaults());
	const byId = new Map(features.map((feature) => [feature.gmlId, feature]));
	const header = { version, root: 'XPlanAuszug', namespace: catalogue.namespace, crs: 'EPSG:25833', ...special };
	await checkSemantics({ header, catalogue, features, byId }, { findings });
	return findings.all();
}

/** What one case says about a rule. */
export interface RuleCase {
	number: string;
	/** Documents whose rule of that number is meant; each has its own run. */
	documents: readonly ConformityDocument[];
	passes: (version: XplanVersion) => Feature[];
	fails: (version: XplanVersion) => Feature[];
	/** Version that stands for a document, where the newest one does not have the rule. */
	version?: XplanVersion;
	/** What the header of the failing document has instead. */
	failingHeader?: Partial<DocumentHeader>;
}

type Members = Feature | Feature[] | ((version: XplanVersion) => Feature | Feature[]);
const asFunction =
	(members: Members) =>
	(version: XplanVersion): Feature[] =>
		[typeof members === 'function' ? members(version) : members].flat();

/**
 * A passing and a failing document for a rule: `pair('4.5.1.1', ALL, [passes], [fails])`. The failing one must give a finding of exactly
 * this number, the passing one none.
 */
export function pair(
	number: string,
	documents: readonly ConformityDocument[],
	passes: Members,
	fails: Members,
	version?: XplanVersion
): RuleCase {
	return { number, documents, passes: asFunction(passes), fails: asFunction(fails), ...(version ? { version } : {}) };
}

export const ALL: readonly ConformityDocument[] = ['4.1', '5.4', '6.0'];
export const IN_4: readonly ConformityDocument[] = ['4.1'];
export const IN_5: readonly ConformityDocument[] = ['5.4'];
export const IN_6: readonly ConformityDocument[] = ['6.0'];
export const FROM_5: readonly ConformityDocument[] = ['5.4', '6.0'];
export const UNTIL_5: readonly ConformityDocument[] = ['4.1', '5.4'];
