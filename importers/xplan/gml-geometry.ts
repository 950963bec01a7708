import { LONGEST_IN_MESSAGE, shortened } from './findings.ts';
import type { Curve, PlanGeometry, Polygon, Position, Segment } from './model.ts';
import { scanNumbers, scannedNumbers } from './numbers.ts';
import { reverseCurve } from './orientation.ts';
import { hrefOf, isGml, type XmlElement } from './xml.ts';

/** Why a geometry cannot be taken over. `rule` is the code of the finding, `line` where it stands. */
export class GeometryProblem extends Error {
	readonly rule: string;
	readonly line: number;
	/** What to list as unsupported, where the standard knows the construct but this reader does not. */
	readonly unsupported: string | undefined;

	constructor(rule: string, message: string, line: number, unsupported?: string) {
		super(message);
		this.name = 'GeometryProblem';
		this.rule = rule;
		this.line = line;
		this.unsupported = unsupported;
	}
}

const GEOMETRIES = new Set(
	(
		'Point LineString Curve CompositeCurve OrientableCurve Ring LinearRing Polygon Surface CompositeSurface OrientableSurface ' +
		'PolyhedralSurface TriangulatedSurface Tin Solid CompositeSolid GeometricComplex ' +
		'MultiPoint MultiCurve MultiLineString MultiSurface MultiPolygon MultiGeometry MultiSolid'
	).split(' ')
);

export function isGmlGeometry(element: XmlElement): boolean {
	return isGml(element.uri) && GEOMETRIES.has(element.local);
}

export interface ReadGeometry {
	geometry: PlanGeometry;
	/** `srsName` as written, of the outermost element that has one. */
	srsName: string | undefined;
	/** Further `srsName`s inside that are written differently. */
	otherSrsNames: string[];
	/** Third coordinates in document order, empty for a flat geometry. */
	heights: number[];
}

/**
 * Reads a GML 3.2 geometry (the profile of XPlanGML: Konformitätsbedingungen 6.0.2, § 2, and the aggregates beside it). Coordinates
 * stay in the order of the document, arcs stay arcs.
 * @throws GeometryProblem for whatever cannot be taken over whole; nothing is dropped in silence
 */
export function readGeometryFromGml(element: XmlElement): ReadGeometry {
	const reader = new GeometryReader();
	const geometry = reader.geometry(element);
	return { geometry, srsName: reader.srsName, otherSrsNames: reader.otherSrsNames, heights: reader.heights };
}

class GeometryReader {
	srsName: string | undefined;
	readonly otherSrsNames: string[] = [];
	readonly heights: number[] = [];
	private dimension = 2;

	geometry(element: XmlElement): PlanGeometry {
		this.enter(element);
		switch (element.local) {
			case 'Point':
				return { type: 'Point', positions: [this.point(element)] };
			case 'LineString':
			case 'Curve':
			case 'CompositeCurve':
			case 'OrientableCurve':
			case 'Ring':
			case 'LinearRing':
				return { type: 'Curve', curves: [this.curve(element)] };
			case 'Polygon':
			case 'Surface':
			case 'CompositeSurface':
			case 'OrientableSurface':
			case 'PolyhedralSurface':
				return { type: 'Surface', surfaces: [this.surface(element)] };
			case 'MultiPoint':
				return { type: 'MultiPoint', positions: this.members(element, 'pointMember').map((point) => this.point(this.enter(point))) };
			case 'MultiCurve':
			case 'MultiLineString':
				return { type: 'MultiCurve', curves: this.members(element, 'curveMember', 'lineStringMember').map((curve) => this.curve(curve)) };
			case 'MultiSurface':
			case 'MultiPolygon':
				return {
					type: 'MultiSurface',
					surfaces: this.members(element, 'surfaceMember', 'polygonMember').map((surface) => this.surface(surface))
				};
			case 'MultiGeometry':
				return this.collection(element);
			default:
				throw notSupported(element);
		}
	}

	/** A `MultiGeometry` of one kind is that kind's aggregate; the model has none for mixed ones, and XPlanGML does not allow them. */
	private collection(element: XmlElement): PlanGeometry {
		const positions: Position[] = [];
		const curves: Curve[] = [];
		const surfaces: Polygon[][] = [];
		for (const member of this.members(element, 'geometryMember')) {
			const geometry = this.geometry(member);
			if ('positions' in geometry) positions.push(...geometry.positions);
			else if ('curves' in geometry) curves.push(...geometry.curves);
			else surfaces.push(...geometry.surfaces);
		}
		const kinds = Number(positions.length > 0) + Number(curves.length > 0) + Number(surfaces.length > 0);
		if (kinds !== 1) throw notSupported(element, 'MultiGeometry aus verschiedenen Geometriearten');
		if (positions.length > 0) return { type: 'MultiPoint', positions };
		return curves.length > 0 ? { type: 'MultiCurve', curves } : { type: 'MultiSurface', surfaces };
	}

	/** Notes CRS and dimension of an element on the way in. */
	private enter(element: XmlElement): XmlElement {
		const srsName = element.attributes['srsName']?.value;
		if (srsName !== undefined) {
			if (this.srsName === undefined) this.srsName = srsName;
			else if (srsName !== this.srsName && !this.otherSrsNames.includes(srsName)) this.otherSrsNames.push(srsName);
		}
		const dimension = element.attributes['srsDimension']?.value;
		if (dimension !== undefined) {
			this.dimension = Number(dimension);
			if (this.dimension !== 2 && this.dimension !== 3) {
				throw new GeometryProblem(
					'srs-dimension',
					`Die Angabe srsDimension="${shortened(dimension, LONGEST_IN_MESSAGE)}" ist unbekannt; erlaubt sind 2 und 3.`,
					element.line
				);
			}
		}
		return element;
	}

	/** The geometries in `…Member` and `…Members` children. */
	private members(element: XmlElement, ...names: string[]): XmlElement[] {
		const found: XmlElement[] = [];
		for (const child of element.children) {
			if (!names.some((name) => child.local === name || child.local === `${name}s`)) {
				if (isGml(child.uri) && (child.local === 'name' || child.local === 'description' || child.local === 'boundedBy')) continue;
				throw notSupported(child);
			}
			if (child.children.length === 0) throw emptyOrLinked(child);
			found.push(...child.children);
		}
		if (found.length === 0) throw new GeometryProblem('geometry-empty', `Die Geometrie gml:${element.local} ist leer. Bitte zeichnen oder löschen Sie sie.`, element.line);
		return found;
	}

	private only(element: XmlElement): XmlElement {
		const child = element.children[0];
		if (child === undefined) throw emptyOrLinked(element);
		if (element.children.length > 1) throw notSupported(element.children[1]!);
		return child;
	}

	private point(element: XmlElement): Position {
		if (element.local !== 'Point') throw notSupported(element);
		const positions = this.positions(element);
		if (positions.length !== 1) {
			throw new GeometryProblem('geometry-empty', `Ein Punkt hat ${positions.length} Koordinatenpaare statt eines. Bitte zeichnen Sie ihn neu.`, element.line);
		}
		return positions[0]!;
	}

	private curve(element: XmlElement): Curve {
		this.enter(element);
		switch (element.local) {
			case 'LineString':
			case 'LinearRing':
				return [this.line(element)];
			case 'Curve':
				return this.segments(element);
			case 'CompositeCurve':
			case 'Ring':
				return this.members(element, 'curveMember').flatMap((member) => this.curve(member));
			case 'OrientableCurve': {
				const curve = this.curve(this.only(this.only(element).local === 'baseCurve' ? this.only(element) : element));
				return element.attributes['orientation']?.value === '-' ? reverseCurve(curve) : curve;
			}
			default:
				throw notSupported(element);
		}
	}

	private segments(element: XmlElement): Curve {
		const curve: Curve = [];
		for (const group of element.children) {
			if (group.local !== 'segments') throw notSupported(group);
			for (const segment of group.children) curve.push(this.segment(this.enter(segment)));
		}
		if (curve.length === 0) throw new GeometryProblem('geometry-empty', 'Eine Linie (gml:Curve) hat keine Segmente. Bitte zeichnen oder löschen Sie sie.', element.line);
		return curve;
	}

	private segment(element: XmlElement): Segment {
		switch (element.local) {
			case 'LineStringSegment':
				return this.line(element);
			case 'Arc':
			case 'ArcString': {
				const points = this.positions(element);
				if (points.length < 3 || points.length % 2 === 0 || (element.local === 'Arc' && points.length !== 3)) {
					const message = `Ein Kreisbogen (gml:${element.local}) hat ${points.length} Punkte; nötig sind drei je Bogen. Bitte zeichnen Sie ihn neu.`;
					throw new GeometryProblem('arc-points', message, element.line);
				}
				return { type: 'arc', points };
			}
			case 'Circle': {
				const points = this.positions(element);
				if (points.length !== 3) {
					throw new GeometryProblem('arc-points', `Ein Kreis (gml:Circle) hat ${points.length} Punkte; nötig sind drei. Bitte zeichnen Sie ihn neu.`, element.line);
				}
				return { type: 'circle', points };
			}
			default:
				throw notSupported(element);
		}
	}

	private line(element: XmlElement): Segment {
		const points = this.positions(element);
		if (points.length < 2) {
			throw new GeometryProblem('line-points', `Eine Linie (gml:${element.local}) hat weniger als zwei Punkte. Bitte zeichnen oder löschen Sie sie.`, element.line);
		}
		return { type: 'line', points };
	}

	/** The patches of a surface; those of a `CompositeSurface` one after another. */
	private surface(element: XmlElement): Polygon[] {
		this.enter(element);
		switch (element.local) {
			case 'Polygon':
				return [this.polygon(element)];
			case 'Surface':
			case 'PolyhedralSurface':
				return this.patches(element);
			case 'CompositeSurface':
				return this.members(element, 'surfaceMember').flatMap((member) => this.surface(member));
			case 'OrientableSurface':
				return this.surface(this.only(this.only(element)));
			default:
				throw notSupported(element);
		}
	}

	private patches(element: XmlElement): Polygon[] {
		const patches: Polygon[] = [];
		for (const group of element.children) {
			if (group.local !== 'patches' && group.local !== 'polygonPatches') throw notSupported(group);
			for (const patch of group.children) {
				if (!['PolygonPatch', 'Rectangle', 'Triangle'].includes(patch.local)) throw notSupported(patch);
				patches.push(this.polygon(this.enter(patch)));
			}
		}
		if (patches.length === 0) throw new GeometryProblem('geometry-empty', 'Eine Fläche (gml:Surface) hat keine Teilflächen. Bitte zeichnen oder löschen Sie sie.', element.line);
		return patches;
	}

	private polygon(element: XmlElement): Polygon {
		let exterior: Curve | undefined;
		const interiors: Curve[] = [];
		for (const child of element.children) {
			if (child.local === 'exterior' && exterior === undefined) exterior = this.ring(this.only(child));
			else if (child.local === 'interior') interiors.push(this.ring(this.only(child)));
			else throw notSupported(child);
		}
		if (exterior === undefined) {
			throw new GeometryProblem('2.2.2.1 exterior-missing', 'Eine Fläche hat keinen äußeren Ring (gml:exterior). Bitte zeichnen Sie sie neu.', element.line);
		}
		return { exterior, interiors };
	}

	private ring(element: XmlElement): Curve {
		if (element.local !== 'LinearRing' && element.local !== 'Ring') throw notSupported(element);
		return this.curve(element);
	}

	private positions(element: XmlElement): Position[] {
		const positions: Position[] = [];
		for (const child of element.children) {
			switch (child.local) {
				case 'posList':
				case 'pos':
					this.coordinates(this.enter(child), positions);
					break;
				case 'pointProperty':
				case 'pointRep':
					positions.push(this.point(this.enter(this.only(child))));
					break;
				default:
					throw notSupported(child);
			}
		}
		return positions;
	}

	private coordinates(element: XmlElement, into: Position[]): void {
		const count = scanNumbers(element.text);
		const numbers = scannedNumbers();
		const isPos = element.local === 'pos';
		const dimension = isPos && (count === 2 || count === 3) ? count : this.dimension;
		if (count === 0 || count % dimension !== 0 || (isPos && count !== dimension)) {
			const message = `Eine Koordinatenliste hat ${count} Zahlen; das geht bei ${dimension} Koordinaten je Punkt nicht auf. Bitte exportieren Sie den Plan neu.`;
			throw new GeometryProblem('coordinates-count', message, element.line);
		}
		for (let i = 0; i < count; i += dimension) {
			const east = numbers[i]!;
			const north = numbers[i + 1]!;
			if (east !== east || north !== north) {
				const message =
					'Eine Koordinatenliste enthält etwas, das keine Zahl ist (etwa NaN oder ein Dezimalkomma). Bitte exportieren Sie den Plan neu.';
				throw new GeometryProblem('coordinates-not-a-number', message, element.line);
			}
			into.push([east, north]);
			if (dimension === 3) this.heights.push(numbers[i + 2]!);
		}
	}
}

function notSupported(element: XmlElement, what = `gml:${element.local}`): GeometryProblem {
	return new GeometryProblem('geometry-unsupported', `Die Geometrie enthält ${what}; das wird nicht gelesen. Bitte zeichnen Sie sie mit Punkten, Linien, Bögen oder Flächen.`, element.line, what);
}

function emptyOrLinked(element: XmlElement): GeometryProblem {
	const href = hrefOf(element);
	if (href === undefined) return new GeometryProblem('geometry-empty', `Das Element gml:${element.local} ist leer. Bitte zeichnen Sie die Geometrie neu, oder löschen Sie das Element.`, element.line);
	const what = `Verweis in gml:${element.local} auf eine andere Geometrie (${href.slice(0, 80)})`;
	return new GeometryProblem('geometry-unsupported', `Die Geometrie enthält einen ${what}; das wird nicht gelesen. Bitte schreiben Sie die Geometrie an diese Stelle.`, element.line, what);
}
