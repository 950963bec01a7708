import type { RequestEvent } from '@sveltejs/kit';
import type { DownloadRequest } from '$lib/server/exports/plan-downloads.ts';
import { clientAddress } from '$lib/server/http-guards.ts';

/** Who wants which version. */
export function downloadRequest(event: Pick<RequestEvent<{ planId: string }>, 'locals' | 'params' | 'url' | 'platform' | 'getClientAddress'>): DownloadRequest {
	const { locals, params, url } = event;
	return { tenant: locals.tenant, account: locals.account, planId: params.planId, fassung: url.searchParams.get('fassung'), client: clientAddress(event) };
}
