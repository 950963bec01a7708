import { outermostPoints } from '../linearise.ts';
import type { Attribute, Feature, Position } from '../model.ts';
import { eachCurve } from '../positions.ts';
import type { Envelope } from './write-document.ts';

/** Extent and CRS of all geometries of a document, collected feature by feature. Arcs count with their bulge. */
export class EnvelopeCollector {
	/** CRS of the first geometry; further ones do not count towards the extent. */
	crs: string | undefined;
	private west = Infinity;
	private south = Infinity;
	private east = -Infinity;
	private north = -Infinity;

	get envelope(): Envelope | undefined {
		return this.west > this.east ? undefined : [this.west, this.south, this.east, this.north];
	}

	add(feature: Feature): void {
		this.addAll(feature.attributes);
	}

	private addAll(attributes: readonly Attribute[]): void {
		for (const { geometry, crs, attributes: inner } of attributes) {
			if (geometry !== undefined && crs !== undefined) {
				this.crs ??= crs;
				if (crs === this.crs) {
					if ('positions' in geometry) this.extend(geometry.positions);
					else eachCurve(geometry, (curve) => this.extend(outermostPoints(curve)));
				}
			}
			if (inner !== undefined) this.addAll(inner);
		}
	}

	private extend(positions: readonly Position[]): void {
		for (const [east, north] of positions) {
			if (east < this.west) this.west = east;
			if (east > this.east) this.east = east;
			if (north < this.south) this.south = north;
			if (north > this.north) this.north = north;
		}
	}
}
