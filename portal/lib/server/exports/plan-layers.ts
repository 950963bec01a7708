import type { Catalogue, Property } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { labelOfClass } from '../../../../importers/xplan/catalogue/labels.ts';
import { crsByCode, transformBetween, type Transform } from '../../../../importers/xplan/crs.ts';
import { lineariseCurve, TOLERANCE_DEGREES, TOLERANCE_METRES } from '../../../../importers/xplan/linearise.ts';
import type { Attribute, Curve, Feature, PlanGeometry, Polygon, Position } from '../../../../importers/xplan/model.ts';

export type Scalar = string | number | boolean;
export type Columns = Record<string, Scalar>;

const NUMBERS = new Set(['xs:int', 'xs:integer', 'xs:double', 'xs:decimal', 'xs:float', 'xs:long']);

/**
 * Properties of a feature as columns: data types as `outer_inner`, repeated ones joined by `; `, codes with their label in `…_text`,
 * references without `#`. Numbers stay numbers; what is none (NaN, empty) is left out.
 */
export function columnsOf(feature: Feature, catalogue: Catalogue): Columns {
	// Names come from outside: without a prototype none of them is there already.
	const columns: Columns = Object.assign(Object.create(null) as Columns, { gml_id: feature.gmlId, klasse: labelOfClass(feature.class) });
	flatten(feature.class, feature.attributes, '', catalogue, columns);
	return columns;
}

function flatten(className: string, attributes: readonly Attribute[], prefix: string, catalogue: Catalogue, columns: Columns): void {
	for (const attribute of attributes) {
		if (attribute.name.startsWith('@') || attribute.geometry !== undefined) continue;
		const name = prefix + attribute.name;
		if (attribute.type !== undefined && attribute.attributes !== undefined) {
			flatten(attribute.type, attribute.attributes, `${name}_`, catalogue, columns);
			continue;
		}
		const property = catalogue.property(className, attribute.name);
		const value = scalar(attribute, property);
		if (value === undefined) continue;
		add(columns, name, value);
		const list = property?.enumeration ?? property?.codeList;
		const label = list === undefined ? undefined : catalogue.enumerationLabel(list, attribute.value ?? '')?.label;
		if (label !== undefined) add(columns, `${name}_text`, label);
	}
}

function scalar({ value, href }: Attribute, property: Property | undefined): Scalar | undefined {
	if (href !== undefined) return href.replace(/^#/, '');
	if (value === undefined || value === '') return undefined;
	if (property?.kind === 'measure' || NUMBERS.has(property?.type ?? '')) {
		const number = Number(value);
		return Number.isFinite(number) ? number : undefined;
	}
	if (property?.type === 'xs:boolean') return value === 'true' || value === '1';
	return value;
}

function add(columns: Columns, name: string, value: Scalar): void {
	const known = columns[name];
	columns[name] = known === undefined ? value : `${known}; ${value}`;
}

/** Shape of a geometry, as far as files with one kind per layer tell apart. */
export type Shape = 'punkt' | 'punkte' | 'linie' | 'flaeche';
export const shapeOf = (geometry: PlanGeometry): Shape =>
	'curves' in geometry ? 'linie' : 'surfaces' in geometry ? 'flaeche' : geometry.type === 'Point' ? 'punkt' : 'punkte';

/** The geometry that says where a feature is. */
export function placeOf(feature: Feature): Attribute | undefined {
	const geometries = feature.attributes.filter(({ geometry }) => geometry !== undefined);
	return geometries.find(({ name }) => name === 'position' || name.endsWith('eltungsbereich')) ?? geometries[0];
}

/**
 * GeoJSON geometry with arcs as chords (deviation below 1 mm), null where a coordinate is no number.
 * @param target CRS to transform into; undefined: coordinates stay in the CRS of the plan
 */
export function geoJsonOf(place: Attribute, target?: string): { type: string; coordinates: unknown } | null {
	const geometry = place.geometry!;
	const crs = place.crs === undefined ? undefined : crsByCode(place.crs);
	if (target !== undefined && crs === undefined) return null;
	const transform = target === undefined ? undefined : transformBetween(crs!.code, target);
	const shape = new Shaper(crs?.unit === 'degree' ? TOLERANCE_DEGREES : TOLERANCE_METRES, transform);
	const result = shape.geometry(geometry);
	return shape.finite ? result : null;
}

class Shaper {
	finite = true;
	private readonly tolerance: number;
	private readonly transform: Transform | undefined;

	constructor(tolerance: number, transform: Transform | undefined) {
		this.tolerance = tolerance;
		this.transform = transform;
	}

	geometry(geometry: PlanGeometry): { type: string; coordinates: unknown } {
		switch (geometry.type) {
			case 'Point':
				return { type: 'Point', coordinates: this.position(geometry.positions[0]) };
			case 'MultiPoint':
				return { type: 'MultiPoint', coordinates: geometry.positions.map((each) => this.position(each)) };
			case 'Curve':
				return { type: 'LineString', coordinates: this.line(geometry.curves[0]) };
			case 'MultiCurve':
				return { type: 'MultiLineString', coordinates: geometry.curves.map((each) => this.line(each)) };
			default: {
				const polygons = geometry.surfaces.flat().map((each) => this.polygon(each));
				return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0] } : { type: 'MultiPolygon', coordinates: polygons };
			}
		}
	}

	private polygon({ exterior, interiors }: Polygon): Position[][] {
		return [exterior, ...interiors].map((ring) => {
			const line = this.line(ring);
			const [first, last] = [line[0]!, line.at(-1)!];
			return first[0] === last[0] && first[1] === last[1] ? line : [...line, first];
		});
	}

	private line(curve: Curve): Position[] {
		return lineariseCurve(curve, this.tolerance).map((each) => this.position(each));
	}

	private position([east, north]: Position): Position {
		const moved: Position = this.transform === undefined ? [east, north] : this.transform(east, north);
		if (!Number.isFinite(moved[0]) || !Number.isFinite(moved[1])) this.finite = false;
		return moved;
	}
}

/** Names that differ, whatever the case, within a length: the ten signs of a Shapefile, or the columns of a database. */
export class Names {
	private readonly short = new Map<string, string>();
	private readonly used = new Set<string>();
	private readonly longest: number;

	constructor(longest: number, reserved: string[] = []) {
		this.longest = longest;
		for (const name of reserved) this.used.add(name.toLowerCase());
	}

	/** Pairs of the long name and the one that is used. */
	entries(): [string, string][] {
		return [...this.short];
	}

	of(name: string): string {
		let short = this.short.get(name);
		if (short === undefined) {
			short = name.slice(0, this.longest);
			for (let number = 2; this.used.has(short.toLowerCase()); number++) {
				short = `${name.slice(0, this.longest - 1 - String(number).length)}_${number}`;
			}
			this.used.add(short.toLowerCase());
			this.short.set(name, short);
		}
		return short;
	}
}
