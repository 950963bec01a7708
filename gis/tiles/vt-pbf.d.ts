declare module 'vt-pbf' {
	interface TileFeature {
		id?: number;
		/** 1 points, 2 lines, 3 areas */
		type: 1 | 2 | 3;
		geometry: [number, number][] | [number, number][][];
		tags: Record<string, unknown>;
	}
	const vtpbf: {
		fromGeojsonVt(layers: Record<string, { features: TileFeature[] }>, options: { version: number; extent: number }): Uint8Array;
	};
	export default vtpbf;
}
