import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { savePost } from '$lib/server/trails/edit.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

const PER_PAGE = 50;

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const { posts, routes } = await readNetwork(trailStaff(services, locals), services.now());
		const search = (url.searchParams.get('suche') ?? '').trim();
		const folded = search.toLowerCase();
		const found = posts.filter(({ number, name, signs }) =>
			[number, name, ...signs.flatMap(({ lines }) => lines.map(({ text }) => text))].some((text) => text.toLowerCase().includes(folded))
		);
		const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
		const page = Math.min(pages, Math.max(1, Number.parseInt(url.searchParams.get('seite') ?? '1', 10) || 1));
		return { title: trailStaffTexts.posts, posts: found.slice((page - 1) * PER_PAGE, page * PER_PAGE), total: found.length, pages, page, search, routes };
	});

const FIELDS = ['number', 'name', 'elevation', 'carrier', 'owner', 'place'] as const;

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), FIELDS);
		return submit(values, async () => {
			const id = await savePost(trailStaff(getServices(), locals), null, values);
			redirect(303, `/${locals.tenant.slug}/verwaltung/wege/standorte/${id}`);
		});
	}
};
