import type { Finding, Unsupported, XplanVersion } from '../../../../importers/xplan/model.ts';

/** What the reading worker is asked, and what it gives back. Everything here crosses between threads. */

export interface ReadTask {
	/** File on disk. */
	path: string;
	/** Name as given, for messages. */
	name: string;
	tenantId: string;
	maxBytes: number;
	/** Path of an NTv2 grid for DHDN plans, where one is configured. */
	ntv2Grid: string | null;
	/** Bytes of rows per batch. */
	batchBytes: number;
}

/** Rows of plan_object, ready for COPY in text format with the columns of gis/plans/store.ts (`OBJECT_COLUMNS`). */
export interface ObjectBatch {
	rows: Uint8Array;
	/** Versions whose first rows are in this batch. */
	versionIds: string[];
	/** Share of the input read, 0 to 1. */
	progress: number;
}

/** A plan of the file, complete but for its objects. Geometry is hexadecimal EWKB. */
export interface ReadPlan {
	/** Under which its objects were given out. */
	versionId: string;
	gmlPath: string | null;
	xplanVersion: XplanVersion;
	class: string;
	gmlId: string;
	name: string | null;
	number: string | null;
	planArt: string | null;
	rechtsstand: string | null;
	gemeinde: string | null;
	srid: number;
	accuracy: number;
	/** JSON */
	attributes: string;
	native: string | null;
	area: string | null;
	bereiche: ReadBereich[];
	texts: ReadText[];
	forms: ReadForm[];
	references: ReadReference[];
	findings: Finding[];
	unsupported: Unsupported[];
	objectCount: number;
	/** Objects given out under another plan's version that belong to this one. */
	moved: { from: string; gmlIds: string[] } | null;
	/** Bereich of objects that do not name theirs, where the plan has several. */
	bereichOf: { bereich: string; gmlIds: string[] }[];
}

/** What the columns of a member do not keep (member-form.ts). */
export interface ReadForm {
	gmlId: string;
	/** JSON of MemberForm. */
	form: string;
}

export interface ReadBereich {
	gmlId: string;
	class: string;
	number: string | null;
	name: string | null;
	attributes: string;
	native: string | null;
	geom: string | null;
}

export interface ReadText {
	gmlId: string;
	class: string;
	key: string | null;
	legalBasis: string | null;
	body: string | null;
	attributes: string;
}

export interface ReadReference {
	ownerGmlId: string;
	name: string;
	/** Code of XP_ExterneReferenzTyp, or the property of 4.x. */
	type: string | null;
	url: string | null;
	mimeType: string | null;
	/** Of a georeferenced image: its world file, where the reference names one. */
	raster?: { georefUrl: string | null };
}

/** A plan as it crosses between the threads: its Bereiche are rows of plan_bereich, ready for COPY (`BEREICH_COLUMNS`). */
export interface SentPlan extends Omit<ReadPlan, 'bereiche'> {
	bereichRows: Uint8Array<ArrayBuffer> | null;
}

export interface ReadResult {
	plans: SentPlan[];
}
