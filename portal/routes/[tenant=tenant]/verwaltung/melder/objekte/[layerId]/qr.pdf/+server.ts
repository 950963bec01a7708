import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { assetQrSheet } from '$lib/server/reports/assets/qr-sheet.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Labels with QR codes. */
export const GET: RequestHandler = ({ params, locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.manage');
		const services = getServices();
		const pdf = await assetQrSheet(services, forTenant(services.db.knex, tenant.id), tenant, params.layerId);
		return new Response(new Uint8Array(pdf), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="qr-codes.pdf"' } });
	});
