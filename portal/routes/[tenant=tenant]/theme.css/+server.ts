import { themeResponse } from '$lib/server/tenants/brand-responses.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, request }) => themeResponse(locals.tenant, request);
