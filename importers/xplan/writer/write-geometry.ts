import type { Curve, PlanGeometry, Polygon, Position, Segment } from '../model.ts';
import { xmlAttribute } from './xml-text.ts';

export interface GeometryContext {
	/** EPSG code with prefix; undefined where the document leaves it open. */
	crs: string | undefined;
	/** Third coordinates in the order of the positions, empty for a flat geometry. */
	heights: readonly number[];
	/** A new `gml:id`; GML 3.2 demands one of every geometry, parts of aggregates included. */
	nextId: () => string;
}

/**
 * A geometry as GML 3.2, in the constructs that XPlanGML allows (Konformitätsbedingungen § 2): arcs stay arcs, a surface of one patch is a
 * `Polygon`, a line of one straight segment a `LineString`, a ring of one straight segment a `LinearRing`. Coordinates east, north.
 */
export function writeGeometry(geometry: PlanGeometry, context: GeometryContext): string {
	return new GeometryWriter(context).write(geometry);
}

class GeometryWriter {
	private readonly context: GeometryContext;
	private readonly heights: readonly number[];
	private height = 0;

	constructor(context: GeometryContext) {
		this.context = context;
		this.heights = context.heights;
	}

	write(geometry: PlanGeometry): string {
		const { crs } = this.context;
		const srs = crs === undefined ? '' : `${xmlAttribute('srsName', crs)}${this.heights.length > 0 ? '' : ' srsDimension="2"'}`;
		const dimension = this.heights.length > 0 ? `${srs} srsDimension="3"` : srs;
		switch (geometry.type) {
			case 'Point':
				return this.point(geometry.positions[0], dimension);
			case 'MultiPoint': {
				const open = this.open('MultiPoint', dimension);
				return `${open}${geometry.positions.map((each) => `<gml:pointMember>${this.point(each, '')}</gml:pointMember>`).join('')}</gml:MultiPoint>`;
			}
			case 'Curve':
				return this.curve(geometry.curves[0], dimension);
			case 'MultiCurve': {
				const open = this.open('MultiCurve', dimension);
				return `${open}${geometry.curves.map((each) => `<gml:curveMember>${this.curve(each, '')}</gml:curveMember>`).join('')}</gml:MultiCurve>`;
			}
			case 'Surface':
				return this.surface(geometry.surfaces[0], dimension);
			case 'MultiSurface': {
				const open = this.open('MultiSurface', dimension);
				const members = geometry.surfaces.map((each) => `<gml:surfaceMember>${this.surface(each, '')}</gml:surfaceMember>`);
				return `${open}${members.join('')}</gml:MultiSurface>`;
			}
		}
	}

	private open(name: string, attributes: string): string {
		return `<gml:${name}${xmlAttribute('gml:id', this.context.nextId())}${attributes}>`;
	}

	private point(position: Position, attributes: string): string {
		return `${this.open('Point', attributes)}<gml:pos>${this.coordinates([position])}</gml:pos></gml:Point>`;
	}

	private curve(curve: Curve, attributes: string): string {
		const [first] = curve;
		if (curve.length === 1 && first!.type === 'line') {
			return `${this.open('LineString', attributes)}${this.posList(first!.points)}</gml:LineString>`;
		}
		const open = this.open('Curve', attributes);
		return `${open}<gml:segments>${curve.map((segment) => this.segment(segment)).join('')}</gml:segments></gml:Curve>`;
	}

	private segment({ type, points }: Segment): string {
		const name = type === 'line' ? 'LineStringSegment' : type === 'circle' ? 'Circle' : points.length === 3 ? 'Arc' : 'ArcString';
		return `<gml:${name}>${this.posList(points)}</gml:${name}>`;
	}

	private surface(patches: readonly Polygon[], attributes: string): string {
		if (patches.length === 1) return `${this.open('Polygon', attributes)}${this.rings(patches[0]!)}</gml:Polygon>`;
		const open = this.open('Surface', attributes);
		const inner = patches.map((patch) => `<gml:PolygonPatch>${this.rings(patch)}</gml:PolygonPatch>`).join('');
		return `${open}<gml:patches>${inner}</gml:patches></gml:Surface>`;
	}

	private rings({ exterior, interiors }: Polygon): string {
		let text = `<gml:exterior>${this.ring(exterior)}</gml:exterior>`;
		for (const interior of interiors) text += `<gml:interior>${this.ring(interior)}</gml:interior>`;
		return text;
	}

	private ring(ring: Curve): string {
		if (ring.length === 1 && ring[0]!.type === 'line') return `<gml:LinearRing>${this.posList(ring[0]!.points)}</gml:LinearRing>`;
		return `<gml:Ring><gml:curveMember>${this.curve(ring, '')}</gml:curveMember></gml:Ring>`;
	}

	private posList(points: readonly Position[]): string {
		return `<gml:posList>${this.coordinates(points)}</gml:posList>`;
	}

	private coordinates(points: readonly Position[]): string {
		let text = '';
		for (const [east, north] of points) {
			text += text === '' ? `${east} ${north}` : ` ${east} ${north}`;
			if (this.heights.length > 0) text += ` ${this.heights[this.height++] ?? 0}`;
		}
		return text;
	}
}
