// The build for older browsers: people read plans on what they have.
import { getDocument, GlobalWorkerOptions, version, type PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { PDF_ASSETS } from './assets.ts';

GlobalWorkerOptions.workerSrc = workerUrl;
/** Pixels; a scan of A0 at 600 dpi would take more memory than a phone has. */
const MAX_IMAGE_PIXELS = 200_000_000;

/** Opens a PDF of this origin in a worker. Scripts and forms inside of it are not run; pdf.js needs no `eval`. */
export function openPdf(url: string): PDFDocumentLoadingTask {
	const assets = `${PDF_ASSETS}/${version}`;
	return getDocument({
		url,
		cMapUrl: `${assets}/cmaps/`,
		standardFontDataUrl: `${assets}/standard_fonts/`,
		wasmUrl: `${assets}/wasm/`,
		iccUrl: `${assets}/iccs/`,
		maxImageSize: MAX_IMAGE_PIXELS,
		enableXfa: false,
		disableWorkerRendering: true,
		verbosity: 0
	});
}
