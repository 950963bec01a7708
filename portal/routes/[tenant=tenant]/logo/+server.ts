import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { logoResponse } from '$lib/server/tenants/brand-responses.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, request }) => answer(() => logoResponse(getServices(), locals.tenant.id, request));
