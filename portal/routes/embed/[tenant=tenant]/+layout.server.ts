import { error } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** An unknown tenant, as on every other page. */
export const load: LayoutServerLoad = ({ locals: { refused } }) => {
	if (refused) error(refused.status, { message: refused.message, code: refused.code });
};
