import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { makeReceiptPdf } from '$lib/server/statements/make-receipt-pdf.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		const pdf = await makeReceiptPdf(services, forTenant(services.db.knex, tenant.id), params.code, services.now());
		return new Response(new Uint8Array(pdf), {
			headers: {
				'Content-Type': 'application/pdf',
				'Content-Disposition': 'inline; filename="bestaetigung.pdf"',
				'Cache-Control': 'private, no-store',
				'X-Robots-Tag': 'noindex'
			}
		});
	});
