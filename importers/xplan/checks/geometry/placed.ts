import { assignToPlans } from '../../assignment.ts';
import type { Attribute, Feature, PlanGeometry } from '../../model.ts';
import { firstAttribute, firstValue, indexEntry, kindOf } from '../../plans.ts';
import { firstPosition } from '../../positions.ts';
import type { CheckedDocument } from '../checked-document.ts';
import { frameFor, type Frame } from './frame.ts';

/** An object with the geometry that places it. */
export interface PlacedObject {
	feature: Feature;
	geometry: PlanGeometry;
	/** Null where nothing in the document says which. */
	bereich: PlacedBereich | null;
}

export interface PlacedBereich {
	feature: Feature;
	geltungsbereich: PlanGeometry | undefined;
	/** `bedeutung` 1800 (Kompensationsbereich) or 2000 (Informationen außerhalb des Geltungsbereichs). */
	elsewhere: boolean;
	objects: PlacedObject[];
}

/** A plan with what belongs to it, all in one CRS. */
export interface PlacedPlan {
	feature: Feature;
	geltungsbereich: PlanGeometry | undefined;
	crs: string | undefined;
	frame: Frame;
	bereiche: PlacedBereich[];
	/** Those of the Bereiche and those that belong to no Bereich. */
	objects: PlacedObject[];
}

const ELSEWHERE = new Set(['1800', '2000']);

/**
 * The document as plans with Bereiche and spatial objects; texts, presentation objects and rasters are left out. Geometries in another
 * CRS than their plan's are left out too: the reader reports a document with several systems.
 */
export function placedPlans(document: CheckedDocument): PlacedPlan[] {
	const { features } = document;
	const assigned = assignToPlans(features.map(indexEntry));
	const plans = new Map<string, PlacedPlan>();
	const bereiche = new Map<string, PlacedBereich>();
	const ofKind = (kind: string): Feature[] => features.filter((feature) => kindOf(feature.class) === kind);
	for (const feature of ofKind('plan')) {
		if (plans.has(feature.gmlId)) continue;
		const outline = firstAttribute(feature, 'raeumlicherGeltungsbereich');
		const geltungsbereich = outline?.geometry;
		const near = geltungsbereich === undefined ? undefined : firstPosition(geltungsbereich);
		const frame = frameFor(outline?.crs ?? document.header.crs, near ?? [10, 51]);
		plans.set(feature.gmlId, { feature, geltungsbereich, crs: frame.crs, frame, bereiche: [], objects: [] });
	}
	for (const feature of ofKind('bereich')) {
		const plan = plans.get(assigned.get(feature.gmlId)?.plan ?? '');
		if (plan === undefined || bereiche.has(feature.gmlId)) continue;
		const outline = firstAttribute(feature, 'geltungsbereich');
		const bereich: PlacedBereich = {
			feature,
			geltungsbereich: inCrs(outline, plan),
			elsewhere: ELSEWHERE.has(firstValue(feature, 'bedeutung') ?? ''),
			objects: []
		};
		bereiche.set(feature.gmlId, bereich);
		plan.bereiche.push(bereich);
	}
	for (const feature of ofKind('object')) {
		const { plan: planId, bereich: bereichId } = assigned.get(feature.gmlId) ?? { plan: null, bereich: null };
		const plan = plans.get(planId ?? '');
		if (plan === undefined) continue;
		const geometry = inCrs(firstAttribute(feature, 'position'), plan);
		if (geometry === undefined) continue;
		const bereich = bereiche.get(bereichId ?? '') ?? null;
		const object = { feature, geometry, bereich };
		plan.objects.push(object);
		bereich?.objects.push(object);
	}
	return [...plans.values()];
}

function inCrs(attribute: Attribute | undefined, plan: PlacedPlan): PlanGeometry | undefined {
	if (attribute?.geometry === undefined) return undefined;
	if (plan.crs === undefined) {
		plan.crs = attribute.crs;
		plan.frame = frameFor(attribute.crs, firstPosition(attribute.geometry));
	}
	return attribute.crs === plan.crs ? attribute.geometry : undefined;
}
