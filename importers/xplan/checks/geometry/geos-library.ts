/** Address of a geometry (or of another GEOS object) in the memory of GEOS. */
export type Pointer = number;

export type Api = Awaited<ReturnType<(typeof import('geos-wasm'))['default']>>;

/** GEOS could not do what was asked, for example because the coordinates of a broken geometry contradict each other. */
export class GeosError extends Error {
	constructor(operation: string, reason: string) {
		super(reason === '' ? operation : `${operation}: ${reason.trim()}`);
		this.name = 'GeosError';
	}
}

let lastMessage = '';

/** What GEOS said last, once. */
export function takeMessage(): string {
	const message = lastMessage;
	lastMessage = '';
	return message;
}

/** A module without content. */
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Loads the library. @throws WebAssembly.CompileError where WebAssembly is forbidden */
export async function loadApi(): Promise<Api> {
	// The library never answers where WebAssembly is forbidden; this does.
	await WebAssembly.instantiate(EMPTY_MODULE);
	const { default: init } = await import('geos-wasm');
	// Without handlers of our own it throws through its own stack frames and writes to the console.
	const handlers = { errorHandler: (message: string) => (lastMessage = message), noticeHandler: () => undefined };
	return init(handlers as Parameters<typeof init>[0]);
}
