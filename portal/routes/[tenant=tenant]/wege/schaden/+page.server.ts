import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { handDamage, handOrder } from '$lib/server/trails/plain-forms.ts';
import { receiveDamage, receiveOrder } from '$lib/server/trails/receive.ts';
import { trailWarden } from '$lib/server/trails/warden.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { trailFieldTexts } from '$lib/texts/trail-field.ts';
import type { Actions, PageServerLoad } from './$types';

/** A damage or an order without any recording; works without JavaScript. First where, by number or section, then what. */
export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const { scope, account } = trailWarden(services, locals, url.pathname + url.search);
		const { posts, sections, routes } = await readNetwork(scope, services.now());
		const number = (url.searchParams.get('standort') ?? '').trim();
		const sectionId = url.searchParams.get('abschnitt') ?? '';
		const section = sections.find(({ id }) => id === sectionId);
		return {
			title: trailFieldTexts.damage,
			number,
			post: posts.find((post) => post.number.toLowerCase() === number.toLowerCase()) ?? null,
			section: section ? { id: section.id, name: section.name } : null,
			sections: sections.map(({ id, name, wardenId, deputyId }) => ({ id, name, own: wardenId === account.id || deputyId === account.id })).sort((a, b) => Number(b.own) - Number(a.own)),
			numbers: posts.map((post) => ({ number: post.number, name: post.name })),
			routes,
			keys: { damage: randomUUID(), order: randomUUID() }
		};
	});

export const actions: Actions = {
	damage: async ({ locals, request, url }) => {
		const form = await request.formData();
		const values = textsOf(form, ['key', 'target', 'note', 'fixed']);
		return submit({ ...values, kinds: form.getAll('kinds').map(String) }, async () => {
			const services = getServices();
			const { scope, account } = trailWarden(services, locals, url.pathname);
			const photos = await Promise.all(uploadsOf(form, 'foto').map(({ path }) => readFile(path)));
			const { publicRef } = await receiveDamage(services, scope, account, values.key, handDamage(values, form.getAll('kinds').map(String), services.now()), photos);
			redirect(303, `/${locals.tenant.slug}/wege?fertig=damage${publicRef ? `&meldung=${publicRef}` : ''}`);
		});
	},
	order: async ({ locals, request, url }) => {
		const form = await request.formData();
		const values = textsOf(form, ['key', 'target', 'item', 'count', 'text']);
		return submit({ ...values, note: '', fixed: '', kinds: [] as string[] }, async () => {
			const services = getServices();
			const { scope, account } = trailWarden(services, locals, url.pathname);
			await receiveOrder(services, scope, account, values.key, handOrder(values, services.now()));
			redirect(303, `/${locals.tenant.slug}/wege?fertig=order`);
		});
	}
};
