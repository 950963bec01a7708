import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { trailWarden } from '$lib/server/trails/warden.ts';
import { selectDamages, selectMaterialOrders, selectRounds } from '$lib/server/trails/work-queries.ts';
import { trailFieldTexts } from '$lib/texts/trail-field.ts';
import type { PageServerLoad } from './$types';

/** Own sections first, those of others below. */
export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const { scope, account } = trailWarden(services, locals, url.pathname);
		const { sections, routes } = await readNetwork(scope, services.now());
		const brief = sections.map(({ line: _line, ...section }) => section).sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
		const isOwn = ({ wardenId, deputyId }: (typeof brief)[number]) => wardenId === account.id || deputyId === account.id;
		const own = brief.filter(isOwn);
		const ownIds = new Set(own.map(({ id }) => id));
		const damages = (await selectDamages(scope, { kind: 'open', limit: 50 })).filter(({ section_id, by }) => by === account.name || (section_id && ownIds.has(section_id)));
		return {
			title: trailFieldTexts.title,
			name: account.name,
			accountId: account.id,
			own,
			others: brief.filter((section) => !isOwn(section)),
			routes,
			damages,
			orders: (await selectMaterialOrders(scope, account.id)).slice(0, 10),
			rounds: await selectRounds(scope, { wardenId: account.id, limit: 5 }),
			done: url.searchParams.get('fertig') ?? '',
			ref: url.searchParams.get('meldung') ?? ''
		};
	});
