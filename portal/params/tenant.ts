import type { ParamMatcher } from '@sveltejs/kit';
import { isPossibleSlug } from '$lib/tenant-slug.ts';

/** First part of an address that may name a tenant. Whether it does is asked of the database in hooks.server.ts. */
export const match: ParamMatcher = (param) => isPossibleSlug(param);
