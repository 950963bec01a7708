import type { Attribute, Curve, Feature, PlanGeometry, Polygon, Position, XplanVersion } from '../../importers/xplan/model.ts';
import { boundsOf } from './geometry.ts';

/** What stands at the top of a document. */
export interface DocumentOptions {
	version: XplanVersion;
	/** `EPSG:n`, on the envelope and on every geometry. */
	crs: string;
	/** West, south, east, north; without it the envelope is taken from the features. */
	envelope?: [number, number, number, number];
	id: string;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPES[c]!);
const coordinates = (points: Position[]): string => points.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join(' ');

/**
 * Writes a document chunk by chunk, a chunk per feature. The attributes of a feature are written in the order given, which must be
 * the order of the schema.
 */
export function* writeDocument(options: DocumentOptions, features: Iterable<Feature>): Generator<string> {
	let envelope = options.envelope;
	if (!envelope) {
		features = [...features];
		envelope = boundsOf([...features].flatMap((f) => f.attributes.flatMap((a) => (a.geometry ? [a.geometry] : []))));
	}
	const namespace = `http://www.xplanung.de/xplangml/${options.version.replace('.', '/')}`;
	yield (
		'<?xml version="1.0" encoding="UTF-8"?>\n' +
		`<xplan:XPlanAuszug xmlns:xplan="${namespace}" xmlns:gml="http://www.opengis.net/gml/3.2"` +
		` xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="${options.id}">\n` +
		`  <gml:boundedBy>\n    <gml:Envelope srsName="${options.crs}">\n` +
		`      <gml:lowerCorner>${coordinates([[envelope[0], envelope[1]]])}</gml:lowerCorner>\n` +
		`      <gml:upperCorner>${coordinates([[envelope[2], envelope[3]]])}</gml:upperCorner>\n` +
		'    </gml:Envelope>\n  </gml:boundedBy>\n'
	);
	for (const feature of features) yield writeFeature(feature, options.crs);
	yield '</xplan:XPlanAuszug>\n';
}

/** One member as text. Geometry ids are derived from the feature's, so they are unique and the same each time. */
export function writeFeature(feature: Feature, crs: string): string {
	const geometry = new GeometryWriter(feature.gmlId, crs);
	const lines = feature.attributes.map((a) => attribute(a, geometry, '      '));
	return (
		`  <gml:featureMember>\n    <xplan:${feature.class} gml:id="${feature.gmlId}">\n${lines.join('')}` +
		`    </xplan:${feature.class}>\n  </gml:featureMember>\n`
	);
}

function attribute(a: Attribute, geometry: GeometryWriter, indent: string): string {
	const tag = `xplan:${a.name}`;
	if (a.href !== undefined) return `${indent}<${tag} xlink:href="${escape(a.href)}"/>\n`;
	if (a.geometry) return `${indent}<${tag}>\n${geometry.write(a.geometry, indent + '  ')}${indent}</${tag}>\n`;
	if (a.type) {
		const inner = (a.attributes ?? []).map((x) => attribute(x, geometry, indent + '    ')).join('');
		return `${indent}<${tag}>\n${indent}  <xplan:${a.type}>\n${inner}${indent}  </xplan:${a.type}>\n${indent}</${tag}>\n`;
	}
	const uom = a.uom ? ` uom="${escape(a.uom)}"` : '';
	const codeSpace = a.codeSpace ? ` codeSpace="${escape(a.codeSpace)}"` : '';
	return `${indent}<${tag}${uom}${codeSpace}>${escape(a.value ?? '')}</${tag}>\n`;
}

/** Geometry as the profile of XPlanung allows it: Polygon, LinearRing, Ring of a Curve, LineString, Curve, Point and the Multi kinds. */
class GeometryWriter {
	readonly #prefix: string;
	readonly #crs: string;
	#count = 0;

	constructor(featureId: string, crs: string) {
		this.#prefix = featureId;
		this.#crs = crs;
	}

	#id(): string {
		return `gml:id="${this.#prefix}_${++this.#count}"`;
	}

	write(g: PlanGeometry, indent: string): string {
		const srs = ` srsName="${this.#crs}"`;
		if (g.type === 'Point') return this.#point(g.positions[0], srs, indent);
		if (g.type === 'Curve') return this.#curve(g.curves[0], srs, indent);
		if (g.type === 'Surface' && g.surfaces[0].length === 1) return this.#polygon(g.surfaces[0][0]!, srs, indent);
		const open = `${indent}<gml:${g.type} ${this.#id()}${srs}>\n`;
		const close = `${indent}</gml:${g.type}>\n`;
		const inner = indent + '    ';
		const wrap = (member: string, content: string): string => `${indent}  <gml:${member}>\n${content}${indent}  </gml:${member}>\n`;
		if (g.type === 'MultiPoint') return open + g.positions.map((p) => wrap('pointMember', this.#point(p, '', inner))).join('') + close;
		if (g.type === 'MultiCurve') return open + g.curves.map((c) => wrap('curveMember', this.#curve(c, '', inner))).join('') + close;
		if (g.type === 'MultiSurface') {
			const polygons = g.surfaces.flat();
			return open + polygons.map((p) => wrap('surfaceMember', this.#polygon(p, '', inner))).join('') + close;
		}
		const patches = g.surfaces[0].map((p) => {
			const rings = this.#rings(p, inner + '  ');
			return `${inner}<gml:PolygonPatch>\n${rings}${inner}</gml:PolygonPatch>\n`;
		});
		return open + wrap('patches', patches.join('')) + close;
	}

	#point(position: Position, srs: string, indent: string): string {
		return `${indent}<gml:Point ${this.#id()}${srs}>\n${indent}  <gml:pos>${coordinates([position])}</gml:pos>\n${indent}</gml:Point>\n`;
	}

	#curve(curve: Curve, srs: string, indent: string): string {
		if (curve.length === 1 && curve[0]!.type === 'line') {
			const list = `<gml:posList>${coordinates(curve[0]!.points)}</gml:posList>`;
			return `${indent}<gml:LineString ${this.#id()}${srs}>\n${indent}  ${list}\n${indent}</gml:LineString>\n`;
		}
		const segments = curve.map((s) => {
			const name =
				s.type === 'line' ? 'LineStringSegment' : s.type === 'circle' ? 'Circle' : s.points.length === 3 ? 'Arc' : 'ArcString';
			return `${indent}    <gml:${name}><gml:posList>${coordinates(s.points)}</gml:posList></gml:${name}>\n`;
		});
		return (
			`${indent}<gml:Curve ${this.#id()}${srs}>\n${indent}  <gml:segments>\n${segments.join('')}` +
			`${indent}  </gml:segments>\n${indent}</gml:Curve>\n`
		);
	}

	#polygon(polygon: Polygon, srs: string, indent: string): string {
		return `${indent}<gml:Polygon ${this.#id()}${srs}>\n${this.#rings(polygon, indent + '  ')}${indent}</gml:Polygon>\n`;
	}

	#rings(polygon: Polygon, indent: string): string {
		const ring = (name: string, curve: Curve): string =>
			`${indent}<gml:${name}>\n${this.#ring(curve, indent + '  ')}${indent}</gml:${name}>\n`;
		return ring('exterior', polygon.exterior) + polygon.interiors.map((c) => ring('interior', c)).join('');
	}

	#ring(curve: Curve, indent: string): string {
		if (curve.every((s) => s.type === 'line')) {
			const points = curve.flatMap((s, i) => (i === 0 ? s.points : s.points.slice(1)));
			return `${indent}<gml:LinearRing>\n${indent}  <gml:posList>${coordinates(points)}</gml:posList>\n${indent}</gml:LinearRing>\n`;
		}
		const inner = this.#curve(curve, '', indent + '    ');
		return `${indent}<gml:Ring>\n${indent}  <gml:curveMember>\n${inner}${indent}  </gml:curveMember>\n${indent}</gml:Ring>\n`;
	}
}
