import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { Router } from 'express';
import { DomainError } from '../../../gis/errors.ts';

/** Folders of pdfjs-dist that its worker reads while a document is shown; nothing else of the package is given out. */
const FOLDERS = ['cmaps', 'standard_fonts', 'wasm', 'iccs'];

/** Parts of pdf.js beside its scripts: `/{version}/{folder}/{file}`, the same for ever. */
export function pdfAssets(): Router {
	const router = Router();
	const pack = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
	for (const folder of FOLDERS)
		router.use(`/:version/${folder}`, express.static(join(dirname(pack), folder), { index: false, redirect: false, immutable: true, maxAge: '1y' }));
	router.use(() => {
		throw new DomainError('not_found');
	});
	return router;
}
