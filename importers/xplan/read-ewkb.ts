import type { Curve, PlanGeometry, Polygon, Position, Segment } from './model.ts';

const SRID_FLAG = 0x20000000;
const Z_FLAG = 0x80000000;

/**
 * The geometry of a hexadecimal EWKB as `writeEwkb` writes it. What EWKB does not tell apart comes back in its plain form: a circle as two
 * arcs, several areas as a `MultiSurface`, lines in a row as one line.
 * @returns the geometry and the SRID, 0 where there is none
 * @throws RangeError for types that a plan does not have
 */
export function readEwkb(hex: string): { geometry: PlanGeometry; srid: number } {
	return new EwkbReader(hex).read();
}

class EwkbReader {
	private readonly view: DataView;
	private at = 0;
	private little = true;
	private srid = 0;

	constructor(hex: string) {
		const bytes = new Uint8Array(hex.length / 2);
		for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
		this.view = new DataView(bytes.buffer);
	}

	read(): { geometry: PlanGeometry; srid: number } {
		const geometry = this.geometry(this.header());
		return { geometry, srid: this.srid };
	}

	private geometry(type: number): PlanGeometry {
		switch (type) {
			case 1:
				return { type: 'Point', positions: [this.position()] };
			case 4:
				return { type: 'MultiPoint', positions: this.parts(() => (this.header(), this.position())) };
			case 2:
			case 8:
			case 9:
				return { type: 'Curve', curves: [this.curve(type)] };
			case 5:
			case 11:
				return { type: 'MultiCurve', curves: this.parts(() => this.curve(this.header())) };
			case 3:
			case 10:
				return { type: 'Surface', surfaces: [[this.polygon(type)]] };
			case 6:
			case 12:
				return { type: 'MultiSurface', surfaces: this.parts(() => [this.polygon(this.header())]) };
			default:
				throw new RangeError(`Geometry type ${type} is not one of a plan`);
		}
	}

	private curve(type: number): Curve {
		return type === 9 ? this.parts(() => this.segment(this.header())) : [this.segment(type)];
	}

	private segment(type: number): Segment {
		return { type: type === 8 ? 'arc' : 'line', points: this.parts(() => this.position()) };
	}

	private polygon(type: number): Polygon {
		const rings = this.parts((): Curve => (type === 3 ? [{ type: 'line', points: this.parts(() => this.position()) }] : this.curve(this.header())));
		const [exterior, ...interiors] = rings;
		return { exterior: exterior!, interiors };
	}

	private header(): number {
		this.little = this.view.getUint8(this.at) === 1;
		this.at += 1;
		const type = this.uint32();
		if (type & Z_FLAG) throw new RangeError('Geometries of plans have no heights');
		if (type & SRID_FLAG) this.srid = this.uint32();
		return type & 0xff;
	}

	private parts<T>(read: () => T): T[] {
		const count = this.uint32();
		const parts: T[] = [];
		for (let i = 0; i < count; i++) parts.push(read());
		return parts;
	}

	private uint32(): number {
		const value = this.view.getUint32(this.at, this.little);
		this.at += 4;
		return value;
	}

	private position(): Position {
		const east = this.view.getFloat64(this.at, this.little);
		const north = this.view.getFloat64(this.at + 8, this.little);
		this.at += 16;
		return [east, north];
	}
}
