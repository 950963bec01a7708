import type { Attribute, Feature, PlanGeometry } from './model.ts';

export interface WaitingGeometry {
	attribute: Attribute;
	geometry: PlanGeometry;
	feature: Feature;
	line: number;
}

/**
 * Finds the CRS of geometries that do not name one: their feature's envelope, the document's envelope, else the only CRS of the document.
 * Geometries wait until one is known; if the document names several, none is taken.
 */
export class CrsTracker {
	ofDocument: string | undefined;
	ofFeature: string | undefined;
	/** CRS of all geometries so far. */
	readonly seen = new Set<string>();
	readonly waiting: WaitingGeometry[] = [];
	/** Geometries without `srsName` of their own. */
	unnamed = 0;

	/** CRS for a geometry without `srsName`, undefined while none is known or several are. */
	fallback(): string | undefined {
		const given = this.ofFeature ?? this.ofDocument;
		if (given !== undefined || this.seen.size !== 1) return given;
		const [only] = this.seen;
		return only;
	}
}
