import type { Attribute, Feature } from './model.ts';
import { detach } from './xml.ts';

export type PlanFamily = 'BP' | 'FP' | 'RP' | 'LP' | 'SO';

/** What a member of a document is. */
export type FeatureKind = 'plan' | 'bereich' | 'text' | 'reason' | 'presentation' | 'raster' | 'object';

const PRESENTATION = new Set(['XP_PPO', 'XP_PTO', 'XP_LPO', 'XP_FPO', 'XP_LTO', 'XP_Nutzungsschablone', 'XP_Praesentationsobjekt']);

/** Kind by class name, the same for all versions. Classes of Land extensions are objects. */
export function kindOf(className: string): FeatureKind {
	if (/^(BP|FP|RP|LP|SO)_Plan$/.test(className)) return 'plan';
	if (/^(BP|FP|RP|LP|SO)_Bereich$/.test(className)) return 'bereich';
	if (className === 'XP_BegruendungAbschnitt') return 'reason';
	if (/^(XP|BP|FP|RP|LP|SO)_TextAbschnitt$/.test(className)) return 'text';
	if (PRESENTATION.has(className)) return 'presentation';
	if (/^(XP|BP|FP|RP|LP|SO)_(Rasterdarstellung|RasterplanBasis|RasterplanAenderung)$/.test(className)) return 'raster';
	return 'object';
}

export function familyOf(className: string): PlanFamily | null {
	const family = className.slice(0, 2);
	return className[2] === '_' && ['BP', 'FP', 'RP', 'LP', 'SO'].includes(family) ? (family as PlanFamily) : null;
}

type Attributed = { attributes?: Attribute[] };

/** First attribute of that name. */
export function firstAttribute(of: Attributed, name: string): Attribute | undefined {
	return of.attributes?.find((attribute) => attribute.name === name);
}

/** Value of the first attribute of that name, null where it is absent, empty or no leaf. */
export function firstValue(of: Attributed, name: string): string | null {
	return firstAttribute(of, name)?.value || null;
}

export function allAttributes(of: Attributed, name: string): Attribute[] {
	return of.attributes?.filter((attribute) => attribute.name === name) ?? [];
}

export function allValues(of: Attributed, name: string): string[] {
	return allAttributes(of, name).flatMap(({ value }) => (value ? [value] : []));
}

export interface Relation {
	name: string;
	/** As written: `#gml-id` within the document, anything else outside. */
	href: string;
	/** The `gml:id` where the relation stays inside the document. */
	target: string | null;
}

/** All relations of a feature, those inside data types included, in document order. */
export function relations(of: Attributed): Relation[] {
	const found: Relation[] = [];
	for (const attribute of of.attributes ?? []) {
		const { name, href } = attribute;
		if (href !== undefined) found.push({ name, href, target: href.startsWith('#') ? href.slice(1) : null });
		if (attribute.attributes !== undefined) found.push(...relations(attribute));
	}
	return found;
}

export interface ExternalReference {
	/** Property that holds it: `externeReferenz`, in 4.x `refBegruendung`, `refRechtsplan` …, rasters `refScan`. */
	property: string;
	/** Code of XP_ExterneReferenzTyp (5.0 on), else null. */
	type: string | null;
	name: string | null;
	url: string | null;
	mimeType: string | null;
	description: string | null;
	date: string | null;
	georefUrl: string | null;
	/** Code of XP_ExterneReferenzArt: `Dokument` or `PlanMitGeoreferenz`. */
	art: string | null;
}

/** External references (documents, rasters) of a feature, in the spellings of all versions. */
export function externalReferences(of: Attributed): ExternalReference[] {
	const found: ExternalReference[] = [];
	for (const attribute of of.attributes ?? []) {
		if (attribute.type?.endsWith('ExterneReferenz') || attribute.type?.endsWith('ExterneReferenzPlan')) {
			found.push({
				property: attribute.name,
				type: firstValue(attribute, 'typ'),
				name: firstValue(attribute, 'referenzName'),
				url: firstValue(attribute, 'referenzURL'),
				mimeType: firstValue(attribute, 'referenzMimeType'),
				description: firstValue(attribute, 'beschreibung'),
				date: firstValue(attribute, 'datum'),
				georefUrl: firstValue(attribute, 'georefURL'),
				art: firstValue(attribute, 'art')
			});
		} else if (attribute.attributes !== undefined) found.push(...externalReferences(attribute));
	}
	return found;
}

export interface Municipality {
	/** Amtlicher Gemeindeschlüssel, 8 digits. */
	ags: string | null;
	/** Regionalschlüssel, 12 digits. */
	rs: string | null;
	name: string | null;
	district: string | null;
}

export interface PlanMetadata {
	family: PlanFamily;
	name: string | null;
	number: string | null;
	/** Code of `planArt`; several in BP_Plan from 5.0 on. */
	planArt: string[];
	/** Code of `rechtsstand`, whose list depends on family and version. */
	rechtsstand: string | null;
	municipalities: Municipality[];
	/** All properties named `…Datum` in document order, `YYYY-MM-DD`, repeated ones repeated. */
	dates: { name: string; value: string }[];
	references: ExternalReference[];
}

/** What a portal shows of a plan before anything else. */
export function planMetadata(plan: Feature): PlanMetadata {
	const family = familyOf(plan.class);
	if (kindOf(plan.class) !== 'plan' || family === null) throw new TypeError(`${plan.class} is not a plan class`);
	return {
		family,
		name: firstValue(plan, 'name'),
		number: firstValue(plan, 'nummer'),
		planArt: allValues(plan, 'planArt'),
		rechtsstand: firstValue(plan, 'rechtsstand'),
		municipalities: [...allAttributes(plan, 'gemeinde'), ...allAttributes(plan, 'planaufstellendeGemeinde')].map((gemeinde) => ({
			ags: firstValue(gemeinde, 'ags'),
			rs: firstValue(gemeinde, 'rs'),
			name: firstValue(gemeinde, 'gemeindeName'),
			district: firstValue(gemeinde, 'ortsteilName')
		})),
		dates: plan.attributes.flatMap(({ name, value }) => (name.endsWith('Datum') && value ? [{ name, value }] : [])),
		references: externalReferences(plan)
	};
}

/** The little of a feature that is needed to know which plan it belongs to. */
export interface IndexEntry {
	gmlId: string;
	class: string;
	relations: { name: string; target: string }[];
}

/** An index entry that keeps nothing of the document's text alive. */
export function indexEntry(feature: Feature): IndexEntry {
	const within = relations(feature).filter((relation) => relation.target !== null);
	return {
		gmlId: detach(feature.gmlId),
		class: detach(feature.class),
		relations: within.map(({ name, target }) => ({ name: detach(name), target: detach(target!) }))
	};
}
