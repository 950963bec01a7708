import { json } from '@sveltejs/kit';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readBox, search } from '$lib/server/search/search.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** `?q=` text, `?bbox=` visible part of the map (west, south, east, north in degrees). */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { searchParams } = event.url;
		const request = { text: searchParams.get('q') ?? '', near: readBox(searchParams.get('bbox')), client: clientAddress(event) };
		return json(await search(getServices(), request), { headers: { 'Cache-Control': 'no-store' } });
	});
