import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { answer, submit } from '$lib/server/page.ts';
import { answerOrder, openOrder } from '$lib/server/reports/delegation/order.ts';
import { storePhoto } from '$lib/server/reports/photos/store-photo.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { DomainError } from '$gis/errors.ts';
import { transformBetween } from '$importers/xplan/crs.ts';
import { orderTexts } from '$lib/texts/orders.ts';
import type { Actions, PageServerLoad } from './$types';

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { params, url, locals: { tenant } } = event;
		const services = getServices();
		const { reportId: _, id: __, ...order } = await openOrder(services, forTenant(services.db.knex, tenant.id), params.token, clientAddress(event));
		const [x, y] = toMap(order.point.lon, order.point.lat);
		event.setHeaders(PRIVATE_HEADERS);
		return { title: orderTexts.title, order, extent: [x - 200, y - 200, x + 200, y + 200] as [number, number, number, number], basemap: basemapOf(services.config.basemap), sent: url.searchParams.has('gesendet') };
	});

export const actions: Actions = {
	default: async (event) => {
		const { params, request, locals: { tenant } } = event;
		const form = await request.formData();
		const values = textsOf(form, ['proposal', 'text']);
		return submit(values, async () => {
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			const order = await openOrder(services, scope, params.token, clientAddress(event));
			const files = uploadsOf(form, 'fotos');
			if (files.length > 6) throw new DomainError('attachments_too_many', { limit: 6 });
			const photos = [];
			for (const file of files) photos.push(await storePhoto(services, scope, await readFile(file.path)));
			await answerOrder(scope, order, values, photos, services.now());
			redirect(303, `/${tenant.slug}/auftrag/${params.token}?gesendet`);
		});
	}
};
