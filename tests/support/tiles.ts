import MVT from 'ol/format/MVT.js';

/** A feature of a decoded tile, in a form that two encoders must agree on. */
export interface DecodedFeature {
	layer: string;
	type: string;
	id: unknown;
	properties: Record<string, unknown>;
	/** Parts (points, lines, rings) in tile units; closed rings begin at their smallest position. */
	parts: [number, number][][];
}

const format = new MVT();

export function decodeTile(bytes: Uint8Array): DecodedFeature[] {
	const buffer = Uint8Array.from(bytes).buffer;
	return format.readFeatures(buffer).map((feature) => {
		const { layer, ...properties } = feature.getProperties();
		const render = feature as unknown as { getType(): string; getFlatCoordinates(): number[]; getEnds?(): number[] | null; getEndss?(): number[][] };
		const type = render.getType();
		const flat = render.getFlatCoordinates();
		const ends = (type === 'MultiPolygon' ? render.getEndss!().flat() : render.getEnds?.()) ?? [];
		const parts: [number, number][][] = [];
		let start = 0;
		for (const end of ends.length > 0 ? ends : [flat.length]) {
			const part: [number, number][] = [];
			for (let i = start; i < end; i += 2) part.push([Math.round(flat[i]!), Math.round(flat[i + 1]!)]);
			parts.push(type.endsWith('Polygon') ? turned(part) : part);
			start = end;
		}
		return { layer: String(layer), type, id: feature.getId(), properties, parts };
	});
}

function turned(ring: [number, number][]): [number, number][] {
	const open = ring.slice(0, -1);
	let least = 0;
	for (let i = 1; i < open.length; i++) if (open[i]![0] < open[least]![0] || (open[i]![0] === open[least]![0] && open[i]![1] < open[least]![1])) least = i;
	return [...open.slice(least), ...open.slice(0, least)];
}

const HALF = 20_037_508.342789244;

/** The tile of a zoom that contains a position in EPSG:3857. */
export function tileAt(z: number, [x, y]: readonly [number, number]): { z: number; x: number; y: number } {
	const size = (2 * HALF) / 2 ** z;
	return { z, x: Math.floor((x + HALF) / size), y: Math.floor((HALF - y) / size) };
}
