import boldFont from '@kern-ux/native/dist/fonts/noto-sans/NotoSans-Bold.woff?url';
import regularFont from '@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff?url';
import type { Ask } from './messages.ts';

/** A worker that has begun to load everything that a check and its report can need. */
export function startWorker(): Worker {
	const worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
	// The worker has another address than the page, and relative ones would go wrong there.
	const absolute = (address: string): string => new URL(address, location.href).href;
	worker.postMessage({ ask: 'prepare', fonts: { regular: absolute(regularFont), bold: absolute(boldFont) } } satisfies Ask);
	return worker;
}
