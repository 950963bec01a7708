import { downloadFile } from '$lib/server/exports/plan-downloads.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { downloadRequest } from '../../request.ts';
import type { RequestHandler } from './$types';

/** The file of `?fassung=`, or the way to the page that waits for it. */
export const GET: RequestHandler = (event) => answer(() => downloadFile(getServices(), downloadRequest(event), event.params.kind));
