declare module 'heic-decode' {
	interface HeicImage {
		width: number;
		height: number;
		/** RGBA. */
		decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
	}
	const decode: {
		/** All images of a HEIC file, the first one first; nothing is decoded yet. */
		all(input: { buffer: Uint8Array }): Promise<HeicImage[]>;
	};
	export default decode;
}
