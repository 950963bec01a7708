import type { Attribute, Finding, Unsupported } from '../../importers/xplan/model.ts';

/** GeoJSON geometry; its CRS is said where it is used. Positions are east, north. */
export interface GeoJson {
	type: string;
	coordinates: unknown;
}

/** West, south, east, north in EPSG:3857. */
export type Extent = [number, number, number, number];

/** A published plan as lists and search show it. */
export interface PublishedPlan {
	planId: string;
	tenantId: string;
	tenantSlug: string;
	tenantName: string;
	versionId: string;
	/** BP_Plan, FP_Plan, RP_Plan, LP_Plan, SO_Plan */
	class: string;
	name: string;
	number: string | null;
	/** Code of planArt and of rechtsstand in the list of `class` and `xplanVersion`. */
	planArt: string | null;
	rechtsstand: string | null;
	gemeinde: string | null;
	xplanVersion: string;
	publishedAt: Date;
	extent: Extent | null;
	/** A participation is open (`running`), will open (`planned`), or neither. */
	participation: 'running' | 'planned' | null;
	/** How well it fits the text, 0 best to 4; null where the list is by name. */
	rank: number | null;
}

/** A version of a plan, without its objects. */
export interface PlanVersion {
	id: string;
	number: number;
	xplanVersion: string;
	gmlId: string;
	fileId: string;
	gmlPath: string | null;
	name: string;
	planNumber: string | null;
	planArt: string | null;
	rechtsstand: string | null;
	gemeinde: string | null;
	/** EPSG code of the plan's own CRS, without prefix. */
	srid: number;
	/** Metres: how far the place on the map may be off. */
	accuracy: number;
	attributes: Attribute[];
	extent: Extent | null;
	objectCount: number;
	findings: Finding[];
	unsupported: Unsupported[];
	publishedAt: Date | null;
	createdAt: Date;
}

export interface VersionSummary {
	id: string;
	number: number;
	rechtsstand: string | null;
	objectCount: number;
	publishedAt: Date | null;
	createdAt: Date;
	errors: number;
	warnings: number;
}

export interface Plan {
	id: string;
	class: string;
	name: string;
	number: string | null;
	version: PlanVersion;
	/** All versions, or the published ones for the public; newest first. */
	versions: VersionSummary[];
}

/** A plan as the staff's list shows it. */
export interface StaffPlan {
	id: string;
	class: string;
	name: string;
	number: string | null;
	createdAt: Date;
	versions: number;
	newestNumber: number;
	newestVersionId: string;
	rechtsstand: string | null;
	publishedNumber: number | null;
	publishedAt: Date | null;
	extent: Extent | null;
}

export interface ObjectSummary {
	id: number;
	gmlId: string;
	class: string;
	/** Id of the sign in styles/. */
	sign: string;
	label: string | null;
}

export interface PlanText {
	gmlId: string;
	class: string;
	/** schluessel, gesetzlicheGrundlage, text */
	key: string | null;
	legalBasis: string | null;
	body: string | null;
	attributes: Attribute[];
}

export interface PlanDocument {
	id: string;
	name: string;
	/** Code of XP_ExterneReferenzTyp, or the element of 4.x (refBegruendung …). */
	type: string | null;
	url: string | null;
	mediaType: string | null;
	fileId: string | null;
	ownerGmlId: string | null;
}

export interface PlanObject extends ObjectSummary {
	bereichGmlId: string | null;
	attributes: Attribute[];
	rotation: number | null;
	/** EPSG:3857 or 4326, as asked for; null for an object without place. */
	geometry: GeoJson | null;
	/** EPSG:3857 */
	extent: Extent | null;
	/** Square metres and metres in the plan's own CRS; null where it has none. */
	area: number | null;
	length: number | null;
	/** Texts it refers to, in order. */
	texts: PlanText[];
}

/** Page of a list; `next` is the key to go on with, null at the end. */
export interface Page<Item, Key> {
	items: Item[];
	next: Key | null;
}
