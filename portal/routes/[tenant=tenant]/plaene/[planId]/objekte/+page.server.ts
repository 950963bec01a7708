import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { listKinds, listObjectViews } from '$lib/server/plans/object-view.ts';
import { readPublicPlan } from '$lib/server/plans/plan-view.ts';
import { getServices } from '$lib/server/services.ts';
import { planTexts } from '$lib/texts/plans.ts';
import type { PageServerLoad } from './$types';

const LIMIT = 25;

/** The textual twin of the map. `nach` holds the last keys of all pages before, so that one can go back. */
export const load: PageServerLoad = ({ params, url, locals }) =>
	answer(async () => {
		const { db, now } = getServices();
		const scope = forTenant(db.knex, locals.tenant.id);
		const query = url.searchParams;
		const found = await readPublicPlan(scope, locals.tenant.slug, params.planId, query.get('fassung'), now());
		const filter = { text: (query.get('text') ?? '').slice(0, 200), class: query.get('art') || undefined };
		const before = (query.get('nach') ?? '').split('.').map(Number).filter((key) => Number.isSafeInteger(key) && key > 0);
		const page = await listObjectViews(scope, found.plan, { ...filter, after: before.at(-1), limit: LIMIT }, found.addresses);
		const kinds = await listKinds(scope, found.plan);
		const address = (keys: number[]) => {
			const next = new URLSearchParams(query);
			if (keys.length) next.set('nach', keys.join('.'));
			else next.delete('nach');
			return `?${next}`;
		};
		return {
			title: planTexts.objects,
			plan: { name: found.plan.name, href: found.addresses.plan, version: found.addresses.version, total: kinds.reduce((sum, kind) => sum + kind.count, 0) },
			filter,
			kinds,
			items: page.items,
			first: before.length * LIMIT + 1,
			previous: before.length ? address(before.slice(0, -1)) : null,
			next: page.next === null ? null : address([...before, page.next])
		};
	});
