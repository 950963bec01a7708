declare module 'heic-decode' {
	/** First image of a HEIC file as RGBA. */
	export default function decode(input: { buffer: Uint8Array }): Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
}
