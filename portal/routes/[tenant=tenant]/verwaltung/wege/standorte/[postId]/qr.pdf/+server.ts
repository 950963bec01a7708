import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { qrSheetPdf } from '$lib/server/trails/qr-sheet.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params }) =>
	answer(async () => {
		const services = getServices();
		const pdf = await qrSheetPdf(services, trailStaff(services, locals), locals.tenant, params.postId);
		return new Response(pdf, { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="standort-qr.pdf"' } });
	});
