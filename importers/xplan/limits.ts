import { germanNumber } from './german-number.ts';

/** Limits that keep memory flat whatever arrives. Every one is a named error, none cuts silently. */
export interface Limits {
	/** Bytes of one GML document. */
	maxBytes: number;
	/** Nesting of elements. Real plans stay below 20. */
	maxDepth: number;
	/** UTF-16 units without an element: text, attribute value or comment. Real `posList`s stay below 1 million. */
	maxTextLength: number;
	/** Attributes of one element, and namespaces that hold at it. Real ones stay below 20. */
	maxAttributes: number;
	/** Elements of the document. */
	maxElements: number;
	/** Elements inside one property of one feature. */
	maxPropertyElements: number;
	/** Properties of one feature; a Bereich names each of its objects in one. */
	maxProperties: number;
	/** Different element names of features; the standard has about 250. */
	maxClasses: number;
	maxPlans: number;
	/** Different `gml:id`s, and relations whose target has not been seen yet, in the check of references. */
	maxIds: number;
	/** Findings and unsupported items kept per rule and in all; the rest is counted. */
	maxFindingsPerRule: number;
	maxFindings: number;
	maxUnsupported: number;
	/** Positions of the geometries of all findings together. */
	maxFindingPositions: number;
}

export const DEFAULT_LIMITS: Readonly<Limits> = {
	maxBytes: 200 * 1024 * 1024,
	maxDepth: 100,
	maxTextLength: 16 * 1024 * 1024,
	maxAttributes: 100,
	maxElements: 20_000_000,
	maxPropertyElements: 300_000,
	maxProperties: 500_000,
	maxClasses: 2_000,
	maxPlans: 5_000,
	maxIds: 1_000_000,
	maxFindingsPerRule: 1_000,
	maxFindings: 5_000,
	maxUnsupported: 1_000,
	maxFindingPositions: 500_000
};

export function withDefaults(limits: Partial<Limits> = {}): Limits {
	return { ...DEFAULT_LIMITS, ...limits };
}

/** `209715200` → `200 MB`, as messages say it. */
export function formatBytes(bytes: number): string {
	const megabytes = bytes / (1024 * 1024);
	return megabytes >= 1 ? `${germanNumber(megabytes)} MB` : `${Math.ceil(bytes / 1024)} KB`;
}
