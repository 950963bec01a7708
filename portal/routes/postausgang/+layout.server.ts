import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** What hooks.server.ts refused is said here, inside the frame of the page. */
export const load: LayoutServerLoad = ({ locals: { refused } }) => {
	if (refused) error(refused.status, { message: refused.message, code: refused.code });
};
