import type VectorTileLayer from 'ol/layer/VectorTile.js';
import { toGeometry } from 'ol/render/Feature.js';
import type RenderFeature from 'ol/render/Feature.js';
import type { Coordinate } from 'ol/coordinate.js';
import { isSmall } from './small-plan.ts';
import type { Extent, MapObject, MapPlan } from './types.ts';

/** Screen pixels around a tap in which lines and points still count as hit: half a target of 24 pixels. */
const TOLERANCE_PX = 12;
/** Within these a line or point is what was meant; farther ones are named after the area that was hit. */
const EXACT_PX = 6;

interface Candidate {
	feature: RenderFeature;
	kind: MapObject['kind'];
	/** 0: line or point that was meant, 1: area, 2: line or point nearby. */
	rank: number;
	/** Square metres, only to put the smaller area before the larger. */
	size: number;
}

/**
 * Plan objects at a position (EPSG:3857), the likeliest first: points and lines that were hit, areas, points and lines nearby; of these what is
 * drawn on top first, and of equal ones the smaller. Independent of how they are drawn, so a hatch with gaps is hit in its gaps too.
 */
export function objectsAt(layer: VectorTileLayer, at: Coordinate, resolution: number): MapObject[] {
	return unique(hits(layer, 'objects', at, resolution).map(({ feature, kind }) => mapObject(feature, kind)), (each) => each.gmlId);
}

/** Plan areas at a position (EPSG:3857), smaller ones first. */
export function plansAt(layer: VectorTileLayer, at: Coordinate, resolution: number): MapPlan[] {
	return unique(hits(layer, 'plans', at, resolution).map(({ feature }) => mapPlan(feature)), (each) => each.planId);
}

/** Plan objects that reach into the extent (EPSG:3857): areas, then points and lines; equal signs together, by label. */
export function objectsIn(layer: VectorTileLayer, extent: Extent): MapObject[] {
	const found = featuresIn(layer, 'objects', extent).map((feature) => mapObject(feature, kindOf(feature)));
	const kinds = ['area', 'point', 'line'];
	found.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.sign.localeCompare(b.sign) || a.label.localeCompare(b.label, 'de', { numeric: true }));
	return unique(found, (each) => each.gmlId);
}

/** Plans that reach into the extent (EPSG:3857), by name. */
export function plansIn(layer: VectorTileLayer, extent: Extent): MapPlan[] {
	const found = featuresIn(layer, 'plans', extent).map(mapPlan);
	return unique(found, (each) => each.planId).sort((a, b) => a.name.localeCompare(b.name, 'de', { numeric: true }));
}

function hits(layer: VectorTileLayer, name: string, at: Coordinate, resolution: number): Candidate[] {
	const tolerance = TOLERANCE_PX * resolution;
	const [x, y] = at as [number, number];
	const found: Candidate[] = [];
	for (const feature of featuresIn(layer, name, [x - tolerance, y - tolerance, x + tolerance, y + tolerance])) {
		const kind = kindOf(feature);
		const geometry = toGeometry(feature);
		if (kind === 'area') {
			// An area too small for a finger counts as a point of that size.
			const tiny = name === 'plans' && isSmall(feature, resolution);
			if (tiny || geometry.intersectsCoordinate(at)) found.push({ feature, kind, rank: 1, size: areaOf(feature) });
			continue;
		}
		const [px, py] = geometry.getClosestPoint(at) as [number, number];
		const distance = Math.hypot(px - x, py - y);
		if (distance <= tolerance) found.push({ feature, kind, rank: distance <= EXACT_PX * resolution ? 0 : 2, size: 0 });
	}
	return found.sort((a, b) => a.rank - b.rank || order(b.feature) - order(a.feature) || a.size - b.size);
}

/** Presentation objects are lettering, not provisions: they are drawn but never chosen. */
function featuresIn(layer: VectorTileLayer, name: string, extent: Extent): RenderFeature[] {
	return (layer.getFeaturesInExtent(extent) as unknown as RenderFeature[]).filter(
		(feature) => feature.get('layer') === name && !String(feature.get('class') ?? '').startsWith('XP_')
	);
}

const order = (feature: RenderFeature) => Number(feature.get('draw_order') ?? 0);

function kindOf(feature: RenderFeature): MapObject['kind'] {
	const type = feature.getType();
	return type.endsWith('Polygon') ? 'area' : type.endsWith('Point') ? 'point' : 'line';
}

function areaOf(feature: RenderFeature): number {
	const [minX, minY, maxX, maxY] = feature.getExtent() as Extent;
	return (maxX - minX) * (maxY - minY);
}

function mapObject(feature: RenderFeature, kind: MapObject['kind']): MapObject {
	return {
		gmlId: String(feature.get('gml_id')),
		class: String(feature.get('class')),
		sign: String(feature.get('sign')),
		label: String(feature.get('label') ?? '').replaceAll('\n', ' '),
		kind,
		drawOrder: order(feature)
	};
}

function mapPlan(feature: RenderFeature): MapPlan {
	return {
		planId: String(feature.get('id')),
		tenant: String(feature.get('tenant')),
		name: String(feature.get('name')),
		status: String(feature.get('status') ?? '')
	};
}

/** Tiles cut objects into pieces: the first piece stands for the object. */
function unique<T>(items: T[], key: (item: T) => string): T[] {
	const seen = new Set<string>();
	return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}
