import { error } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { drawReceiptMap } from '$lib/server/statements/make-receipt-pdf.ts';
import { errorTexts } from '$lib/texts/errors.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const svg = await drawReceiptMap(forTenant(db.knex, tenant.id), params.code, now());
		if (!svg) error(404, { message: errorTexts.not_found, code: 'not_found' });
		return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'private, no-store' } });
	});
