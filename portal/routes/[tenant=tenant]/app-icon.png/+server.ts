import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { appIcon, ICON_SIZES } from '$lib/server/tenants/app-manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) =>
	answer(async () => {
		const size = ICON_SIZES.find((each) => String(each) === url.searchParams.get('groesse')) ?? 192;
		const icon = await appIcon(getServices(), locals.tenant.id, size);
		return new Response(new Uint8Array(icon), { headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=86400' } });
	});
