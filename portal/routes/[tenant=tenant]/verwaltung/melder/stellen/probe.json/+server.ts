import { json } from '@sveltejs/kit';
import { answer } from '$lib/server/page.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { probeFrom } from '$lib/server/reports/administration/probe.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) =>
	answer(async () => json(await probeFrom(openAdministration(locals).scope, url.searchParams), { headers: { 'Cache-Control': 'private, no-store' } }));
