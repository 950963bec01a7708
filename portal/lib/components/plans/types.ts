/** What the pages about plans show. Made on the server (`lib/server/plans/`), the same for the page and for the map's JSON. */
import type { Extent, MapGeometry, Scan } from '../../map/types.ts';

export interface AttributeRow {
	label: string;
	/** For people, with unit. */
	value?: string;
	/** Parts of a data type. */
	rows?: AttributeRow[];
}

export interface TextView {
	gmlId: string;
	key: string | null;
	legalBasis: string | null;
	body: string | null;
}

export interface DocumentView {
	id: string;
	name: string;
	/** Kind of document in words, e.g. Begründung. */
	type: string | null;
	/** Null: the plan names it, but it is neither in its files nor on the web. */
	href: string | null;
	external: boolean;
	/** Page that shows it, for kinds that the portal can show. */
	viewHref: string | null;
	mediaType: string | null;
	size: number | null;
}

export interface ObjectSummary {
	gmlId: string;
	sign: string;
	/** `Allgemeines Wohngebiet` */
	title: string;
	/** Lettering on the map: `WA II GRZ 0,4` */
	label: string | null;
	/** Kind of object in words. */
	kind: string;
	/** The most telling attributes, `Grundflächenzahl (GRZ): 0,4`. */
	facts: string[];
}

export interface ObjectView extends Omit<ObjectSummary, 'facts'> {
	class: string;
	sentences: { text: string; law?: string }[];
	attributes: AttributeRow[];
	texts: TextView[];
	documents: DocumentView[];
	/** EPSG:3857 */
	geometry: MapGeometry | null;
	/** Addresses of the object's own page and of the form with this object chosen (null: no participation runs). */
	href: string;
	statementHref: string | null;
}

export interface ParticipationView {
	id: string;
	title: string;
	state: 'planned' | 'running' | 'ended';
	firstDay: string;
	lastDay: string;
	href: string;
	statementHref: string;
}

export interface VersionView {
	number: number;
	/** `YYYY-MM-DD` */
	publishedOn: string | null;
	href: string;
	shown: boolean;
}

export interface PlanView {
	id: string;
	/** BP_Plan, FP_Plan … */
	class: string;
	versionId: string;
	version: number;
	versions: VersionView[];
	name: string;
	number: string | null;
	kind: string;
	status: string | null;
	municipality: string | null;
	publishedOn: string | null;
	srid: number;
	extent: Extent;
	objectCount: number;
	attributes: AttributeRow[];
	/** Provisions in words, by key. */
	texts: TextView[];
	/** Parts of the Begründung, by key. */
	reasons: TextView[];
	documents: DocumentView[];
	/** Scanned plans that can be drawn on the map, the lowest first. */
	scans: Scan[];
	participation: ParticipationView | null;
	href: string;
	objectsHref: string;
}

/** A plan in a list. */
export interface PlanItem {
	id: string;
	tenant: string;
	tenantName: string;
	name: string;
	number: string | null;
	kind: string;
	status: string | null;
	href: string;
	extent: Extent | null;
	publishedOn: string | null;
	participation: Pick<ParticipationView, 'title' | 'state' | 'firstDay' | 'lastDay' | 'href' | 'statementHref'> | null;
}

export interface MunicipalityItem {
	slug: string;
	name: string;
	plans: number;
	running: number;
	hasLogo: boolean;
}
