import type { RequestEvent } from '@sveltejs/kit';
import type { PrintRequest } from '$lib/server/print/print-form.ts';
import { clientAddress } from '$lib/server/http-guards.ts';

/** Who wants to print what of which version. */
export function printRequest(event: Pick<RequestEvent<{ planId: string }>, 'locals' | 'params' | 'url' | 'platform' | 'getClientAddress'>): PrintRequest {
	const { locals, params, url } = event;
	return {
		tenant: locals.tenant,
		account: locals.account,
		planId: params.planId,
		fassung: url.searchParams.get('fassung'),
		client: clientAddress(event),
		params: url.searchParams
	};
}
