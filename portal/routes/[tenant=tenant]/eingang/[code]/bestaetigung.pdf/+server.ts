import { forTenant } from '$gis/db/tenant-scope.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { admitToReceipts, makeReceiptPdf } from '$lib/server/statements/make-receipt-pdf.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { params, locals } = event;
		const services = getServices();
		await admitToReceipts(services, clientAddress(event));
		const pdf = await makeReceiptPdf(services, forTenant(services.db.knex, locals.tenant.id), params.code, services.now());
		return new Response(pdf, {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': 'inline; filename="bestaetigung.pdf"',
				'Cache-Control': 'private, no-store',
				'X-Robots-Tag': 'noindex'
			}
		});
	});
