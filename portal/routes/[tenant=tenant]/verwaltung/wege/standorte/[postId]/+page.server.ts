import { redirect } from '@sveltejs/kit';
import { DomainError } from '$gis/errors.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { removePost, removeSign, savePost, saveSign } from '$lib/server/trails/edit.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { selectDamages } from '$lib/server/trails/work-queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const { posts, routes } = await readNetwork(scope, services.now());
		const post = posts.find(({ id }) => id === params.postId);
		if (!post) throw new DomainError('not_found');
		const damages = await selectDamages(scope, { kind: 'all', postId: post.id, limit: 50 });
		return { title: `${post.number} ${post.name}`, post, routes, damages, basemap: basemapOf(services.config.basemap) };
	});

const FIELDS = ['number', 'name', 'elevation', 'carrier', 'owner', 'place'] as const;
const SIGN_FIELDS = ['signId', 'kind', 'lines', 'azimuth', 'material', 'year'] as const;

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const values = textsOf(await request.formData(), FIELDS);
		return submit({ ...values, signId: '' }, async () => {
			await savePost(trailStaff(getServices(), locals), params.postId, values);
			return { done: 'saved' as const };
		});
	},
	remove: async ({ locals, params }) =>
		submit({ signId: '' }, async () => {
			await removePost(trailStaff(getServices(), locals), params.postId);
			redirect(303, `/${locals.tenant.slug}/verwaltung/wege/standorte`);
		}),
	sign: async ({ locals, params, request }) => {
		const form = await request.formData();
		const values = textsOf(form, SIGN_FIELDS);
		return submit({ ...values, signId: values.signId || 'neu' }, async () => {
			const routes = form.getAll('routes').filter((each) => typeof each === 'string');
			await saveSign(trailStaff(getServices(), locals), params.postId, values.signId || null, values, routes);
			return { done: 'saved' as const };
		});
	},
	removeSign: async ({ locals, params, request }) => {
		const values = textsOf(await request.formData(), ['signId']);
		return submit(values, async () => {
			void params.postId;
			await removeSign(trailStaff(getServices(), locals), values.signId);
			return { done: 'removed' as const };
		});
	}
};
