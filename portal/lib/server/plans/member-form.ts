import { eachCurve } from '../../../../importers/xplan/positions.ts';
import type { Attribute, Feature, PlanGeometry } from '../../../../importers/xplan/model.ts';
import { splitPlace } from './locate.ts';

/** What the columns of a member do not keep, so that it can be written again as it was read. */
export interface MemberForm {
	/** Namespace of a class that is not of XPlanGML itself. */
	namespace?: string;
	/** The property that says where it is, whole. */
	place?: Attribute;
}

const PLAIN = new Set(['position', 'raeumlicherGeltungsbereich', 'geltungsbereich']);

/**
 * The form of a member, null for almost all: only circles, areas of several patches, heights, unusual names and foreign namespaces are
 * not to be had back from EWKB and attributes.
 */
export function memberForm(feature: Feature): MemberForm | null {
	const { place } = splitPlace(feature);
	const form: MemberForm = {};
	if (feature.namespace !== undefined) form.namespace = feature.namespace;
	if (place && (!PLAIN.has(place.name) || place.attributes !== undefined || place.namespace !== undefined || losesShape(place.geometry!))) form.place = place;
	return form.namespace === undefined && form.place === undefined ? null : form;
}

/** EWKB knows no circles, and no surface of several patches beside several surfaces. */
function losesShape(geometry: PlanGeometry): boolean {
	if ('surfaces' in geometry && geometry.surfaces.some((patches) => patches.length > 1)) return true;
	let circle = false;
	eachCurve(geometry, (curve) => {
		circle ||= curve.some(({ type }) => type === 'circle');
	});
	return circle;
}
