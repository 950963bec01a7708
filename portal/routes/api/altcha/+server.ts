import { json } from '@sveltejs/kit';
import { getServices } from '$lib/server/services.ts';
import { createProofChallenge } from '$lib/server/statements/proof-of-work.ts';

/** A task for the browser instead of a puzzle for the person. */
export const GET = async () => json(await createProofChallenge(getServices()), { headers: { 'Cache-Control': 'no-store' } });
