import { answer } from '$lib/server/page.ts';
import { qrSvg } from '$lib/server/procedure-page/qr.ts';
import { deepLink, deepLinkFrom } from '$lib/server/reports/administration/deep-link.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const link = await deepLink(getServices(), scope, params.reporterId, deepLinkFrom(url.searchParams));
		return new Response(await qrSvg(link), { headers: { 'Content-Type': 'image/svg+xml', 'Content-Disposition': 'attachment; filename="qr-code.svg"', 'Cache-Control': 'private, no-store' } });
	});
