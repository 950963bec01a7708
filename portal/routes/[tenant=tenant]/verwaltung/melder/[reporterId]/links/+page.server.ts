import { basemapOf } from '$lib/map/basemap.ts';
import { FormError } from '$lib/server/check-form.ts';
import { answer } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { qrSvg } from '$lib/server/procedure-page/qr.ts';
import { listCategoryNames } from '$lib/server/reports/administration/administration-queries.ts';
import { deepLink, deepLinkFrom } from '$lib/server/reports/administration/deep-link.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const services = getServices();
		const { id, name } = await readReporter(scope, params.reporterId);
		const categories = (await listCategoryNames(scope)).filter(({ reporter_id }) => reporter_id === id).map(({ code, name }) => ({ code, name }));
		const asked = deepLinkFrom(url.searchParams);
		let wrong: string | null = null;
		const link = await deepLink(services, scope, id, asked).catch((error: unknown) => {
			if (!(error instanceof FormError)) throw error;
			wrong = Object.keys(error.fields)[0] ?? null;
			return null;
		});
		return {
			title: name, reporter: { id, name }, categories, asked, wrong, link, qr: link && `data:image/svg+xml;utf8,${encodeURIComponent(await qrSvg(link))}`,
			query: url.search, extent: await readExtent(services.db.knex, locals.tenant.id), basemap: basemapOf(services.config.basemap)
		};
	});
