import { crsByCode, transformBetween } from '../../../importers/xplan/crs.ts';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { writeGeoJson } from '../../../importers/xplan/geojson.ts';
import { TOLERANCE_DEGREES } from '../../../importers/xplan/linearise.ts';
import type { Attribute, Feature, XplanVersion } from '../../../importers/xplan/model.ts';
import { kindOf } from '../../../importers/xplan/plans.ts';
import { drawOrder, labelFor, presentationFor, presentationOrder, rotationFor, signFor } from '../../../styles/index.ts';
import { leaving } from '../../../styles/lettering.ts';
import type { StyledObject } from '../../../styles/types.ts';
import { CodeLabels } from '../map/code-labels.ts';
import type { Extent, MapGeometry } from '../map/types.ts';

/** An object of the checked file as the map draws it; the properties are those of the plan's tiles. */
export interface DrawnObject {
	geometry: MapGeometry;
	gml_id: string;
	class: string;
	sign: string;
	label?: string;
	rotation?: number;
	lettering?: string;
	draw_order: number;
}

export interface Drawing {
	objects: DrawnObject[];
	/** EPSG:3857; null where nothing has a place. */
	extent: Extent | null;
}

/** Fine enough for the eye at any zoom of the map, and a tenth of the points of the exact form. */
const TOLERANCE = 0.02;
/** Of the map: coordinates beyond are nowhere. */
const WORLD = 20_037_508.35;
const PLACES = new Set(['position', 'raeumlicherGeltungsbereich', 'geltungsbereich']);

/** What the map shows of a document: signs, labels and geometries in EPSG:3857, below to above. Runs in the worker. */
export async function drawingOf(features: readonly Feature[], version: XplanVersion): Promise<Drawing> {
	const labels = new CodeLabels(await loadCatalogue(version));
	const byId = new Map(features.map((feature) => [feature.gmlId, feature]));
	const replaced = new Map<string, { label: boolean; symbol: boolean }>();
	const styled = (feature: Feature): StyledObject => ({
		class: feature.class,
		version,
		attributes: labels.of(feature.class, feature.attributes),
		geometry: geometryKind(placeOf(feature))
	});
	const objects: DrawnObject[] = [];
	for (const feature of features) {
		const kind = kindOf(feature.class);
		if (kind === 'bereich' || kind === 'text' || kind === 'reason' || kind === 'raster') continue;
		const geometry = onMap(placeOf(feature));
		if (geometry === null) continue;
		const object = styled(feature);
		const common = { geometry, gml_id: feature.gmlId, class: feature.class, rotation: rotationFor(object) ?? undefined };
		if (kind !== 'presentation') {
			objects.push({ ...common, sign: signFor(object), label: labelFor(object) ?? undefined, draw_order: kind === 'plan' ? -1 : drawOrder(object) });
			continue;
		}
		const shownObjects = targetsOf(feature, byId);
		const shown = presentationFor(object, shownObjects.map(styled));
		const { sign, label, lettering } = shown;
		objects.push({ ...common, sign, label: label ?? undefined, lettering: lettering ?? undefined, draw_order: presentationOrder(object) });
		for (const { gmlId } of shownObjects) {
			const before = replaced.get(gmlId) ?? { label: false, symbol: false };
			replaced.set(gmlId, { label: before.label || shown.replaces.label, symbol: before.symbol || shown.replaces.symbol });
		}
	}
	for (const object of objects) {
		const left = replaced.get(object.gml_id);
		if (left) object.lettering = leaving(left) ?? undefined;
	}
	objects.sort((a, b) => a.draw_order - b.draw_order);
	return { objects, extent: extentOfAll(objects) };
}

function targetsOf(feature: Feature, byId: ReadonlyMap<string, Feature>): Feature[] {
	return feature.attributes.flatMap(({ name, href }) => {
		const target = name === 'dientZurDarstellungVon' && href ? byId.get(href.replace(/^#/, '')) : undefined;
		return target ? [target] : [];
	});
}

/** The geometry that says where a feature is. */
function placeOf(feature: Feature): Attribute | undefined {
	let place: Attribute | undefined;
	for (const attribute of feature.attributes) {
		if (attribute.geometry && (!place || (PLACES.has(attribute.name) && !PLACES.has(place.name)))) place = attribute;
	}
	return place;
}

function geometryKind(place: Attribute | undefined): StyledObject['geometry'] {
	if (!place) return 'point';
	return 'positions' in place.geometry! ? 'point' : 'curves' in place.geometry! ? 'line' : 'area';
}

function onMap(place: Attribute | undefined): MapGeometry | null {
	const crs = place?.crs ? crsByCode(place.crs) : undefined;
	if (!place || !crs) return null;
	const { type, coordinates } = writeGeoJson(place.geometry!, crs.unit === 'degree' ? TOLERANCE_DEGREES : TOLERANCE);
	const moved = transformed(coordinates, transformBetween(crs.code, 'EPSG:3857'));
	return moved === null ? null : { type, coordinates: moved };
}

function transformed(value: unknown, transform: (east: number, north: number) => [number, number]): unknown {
	const list = value as unknown[];
	if (typeof list[0] === 'number') {
		const [east, north] = list as number[];
		if (!Number.isFinite(east) || !Number.isFinite(north)) return null;
		const position = transform(east!, north!);
		return position.every((number) => Math.abs(number) <= WORLD) ? position : null;
	}
	const parts: unknown[] = [];
	for (const part of list) {
		const moved = transformed(part, transform);
		if (moved === null) return null;
		parts.push(moved);
	}
	return parts;
}

function extentOfAll(objects: readonly DrawnObject[]): Extent | null {
	const extent: Extent = [Infinity, Infinity, -Infinity, -Infinity];
	const visit = (value: unknown): void => {
		const list = value as unknown[];
		if (typeof list[0] !== 'number') return list.forEach(visit);
		const [x, y] = list as number[];
		extent[0] = Math.min(extent[0], x!);
		extent[1] = Math.min(extent[1], y!);
		extent[2] = Math.max(extent[2], x!);
		extent[3] = Math.max(extent[3], y!);
	};
	for (const { geometry } of objects) visit(geometry.coordinates);
	return extent[0] <= extent[2] ? extent : null;
}
