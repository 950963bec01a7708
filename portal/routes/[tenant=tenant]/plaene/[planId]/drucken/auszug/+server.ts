import { answer } from '$lib/server/page.ts';
import { printFile } from '$lib/server/print/print-form.ts';
import { getServices } from '$lib/server/services.ts';
import { printRequest } from '../request.ts';
import type { RequestHandler } from './$types';

/** The PDF of the chosen options, or the way to the page that waits for it. */
export const GET: RequestHandler = (event) => answer(() => printFile(getServices(), printRequest(event)));
