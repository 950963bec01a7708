import { DomainError } from '$gis/errors.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { proofCsv, proofPdf, readProofRequest } from '$lib/server/trails/proof.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import type { RequestHandler } from './$types';

/** `nachweis.pdf`, `nachweis.csv` */
export const GET: RequestHandler = ({ locals, params, url }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const request = readProofRequest(url.searchParams, services.now());
		const head = (type: string) => ({ 'Content-Type': type, 'Content-Disposition': `attachment; filename="kontrollnachweis-${request.from}-${request.to}.${params.format}"` });
		if (params.format === 'csv') return new Response(await proofCsv(scope, request), { headers: head('text/csv; charset=utf-8') });
		if (params.format === 'pdf') return new Response(await proofPdf(services, scope, locals.tenant, request), { headers: head('application/pdf') });
		throw new DomainError('not_found');
	});
