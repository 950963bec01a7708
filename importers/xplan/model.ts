/**
 * The model that every XPlanGML reader, check and writer shares. It keeps what the document says, in the order it says it:
 * nothing here depends on a version, a database or a map.
 */

/** Versions by namespace `http://www.xplanung.de/xplangml/<major>/<minor>`. Patch releases share a namespace. */
export const XPLAN_VERSIONS = ['4.0', '4.1', '5.0', '5.1', '5.2', '5.3', '5.4', '6.0', '6.1'] as const;
export type XplanVersion = (typeof XPLAN_VERSIONS)[number];

/** East, north in the unit of the CRS (metres, or degrees for EPSG:4258/4326 where it is longitude, latitude). */
export type Position = [number, number];

/** Part of a curve. `line`: ≥ 2 points. `arc`: 2n+1 points, each arc through three. `circle`: three points on it, start = end. */
export type Segment = { type: 'line' | 'arc' | 'circle'; points: Position[] };

/** Connected segments; the end of one is the start of the next (kept in both). A ring is a closed curve. */
export type Curve = Segment[];

export interface Polygon {
	exterior: Curve;
	interiors: Curve[];
}

/** Geometry as given, arcs kept. A `gml:Polygon` is a surface of one patch. */
export type PlanGeometry =
	| { type: 'Point'; positions: [Position] }
	| { type: 'MultiPoint'; positions: Position[] }
	| { type: 'Curve'; curves: [Curve] }
	| { type: 'MultiCurve'; curves: Curve[] }
	| { type: 'Surface'; surfaces: [Polygon[]] }
	| { type: 'MultiSurface'; surfaces: Polygon[][] };

/**
 * One property element, in document order, repeated elements repeated.
 * Leaf: `value`. Relation: `href`. Data type: `type` (local name of the inner element) and `attributes`. Geometry: `geometry`.
 */
export interface Attribute {
	name: string;
	/** Namespace of the element where it is not that of the document: GML's own properties, extensions of a Land. */
	namespace?: string;
	value?: string;
	uom?: string;
	codeSpace?: string;
	href?: string;
	type?: string;
	attributes?: Attribute[];
	geometry?: PlanGeometry;
	/** EPSG code of `geometry`, with prefix: `EPSG:25833`. */
	crs?: string;
}

/** A member of the document: plan, Bereich, object, text, presentation object … */
export interface Feature {
	/** Local name of the element, e.g. `BP_BaugebietsTeilFlaeche`. */
	class: string;
	/** `gml:id`; the reader makes one up and reports a finding where it is missing. */
	gmlId: string;
	/** Namespace where it is not that of the document. */
	namespace?: string;
	/** Line of the start tag in the file, from 1. */
	line: number;
	attributes: Attribute[];
}

export type Check = 'structure' | 'references' | 'geometry' | 'semantics';
export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
	check: Check;
	/** Begins with the dotted number of the rule where there is one, as in `2.2.2.1`. */
	rule: string;
	severity: Severity;
	gmlId?: string;
	class?: string;
	/** Plain German: what is wrong and what to do. */
	message: string;
	line?: number;
	/** GeoJSON geometry in `crs`. */
	geometry?: { type: string; coordinates: unknown };
	crs?: string;
	/** The reader has put it right in the model; it is a defect of the file, not of what is stored. */
	repaired?: true;
	/** Stands for so many further findings of the rule that are counted and not listed. */
	more?: number;
}

/** What was read but is not understood. It is listed, never dropped silently. */
export interface Unsupported {
	what: string;
	gmlId?: string;
	line: number;
}

export interface DocumentHeader {
	version: XplanVersion;
	/** Local name of the root: `XPlanAuszug` or `FeatureCollection`. */
	root: string;
	namespace: string;
	/** CRS of the root's envelope, `EPSG:n`, where given. */
	crs?: string;
}

export interface ReadSummary {
	header: DocumentHeader;
	members: number;
	/** Count per local name of the members. */
	classes: Record<string, number>;
	plans: { class: string; gmlId: string; name: string | null }[];
	/** `EPSG:n` of all geometries, sorted. */
	crs: string[];
	/** Geometries that took their CRS from an envelope; absent where there are none. */
	geometriesWithoutSrsName?: number;
	findings: Finding[];
	unsupported: Unsupported[];
}

/** What the reader yields: first the header, then batches of members in document order, last the summary. */
export type ReadEvent =
	| { type: 'header'; header: DocumentHeader }
	| { type: 'features'; features: Feature[] }
	| { type: 'end'; summary: ReadSummary };
