import { stringify } from 'csv-stringify/sync';
import { DomainError } from '$gis/errors.ts';
import { writeTrailsToGeoJson, writeTrailsToGpx, writeTrailsToRows } from '$importers/trails/write.ts';
import { neutraliseFormula, withoutControls } from '$lib/server/exports/neutralise.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { networkModel } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import type { RequestHandler } from './$types';

/** `wegenetz.geojson`, `.gpx`, `.csv` */
export const GET: RequestHandler = ({ locals, params }) =>
	answer(async () => {
		const services = getServices();
		const model = await networkModel(trailStaff(services, locals), services.now());
		const file = (body: string, type: string) =>
			new Response(body, { headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="wegenetz-${locals.tenant.slug}.${params.format}"` } });
		if (params.format === 'geojson') return file(writeTrailsToGeoJson(model), 'application/geo+json');
		if (params.format === 'gpx') return file(writeTrailsToGpx(model), 'application/gpx+xml');
		if (params.format !== 'csv') throw new DomainError('not_found');
		const rows = writeTrailsToRows(model).map((row) => row.map((cell) => neutraliseFormula(withoutControls(cell))));
		return file(`\ufeff${stringify(rows, { delimiter: ';', record_delimiter: 'windows' })}`, 'text/csv; charset=utf-8');
	});
