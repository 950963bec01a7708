import { error } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { admitToReceipts, drawReceiptMap } from '$lib/server/statements/make-receipt-pdf.ts';
import { errorTexts } from '$lib/texts/errors.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { params, locals } = event;
		const services = getServices();
		await admitToReceipts(services, clientAddress(event));
		const svg = await drawReceiptMap(forTenant(services.db.knex, locals.tenant.id), params.code, services.now());
		if (!svg) error(404, { message: errorTexts.not_found, code: 'not_found' });
		return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, no-store' } });
	});
