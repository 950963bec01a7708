import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { listKinds } from '$lib/server/procedures/kinds/kinds.ts';
import { procedureItems } from '$lib/server/procedures/staff-views.ts';
import { getServices } from '$lib/server/services.ts';
import { procedureTexts } from '$lib/texts/procedures.ts';
import type { PageServerLoad } from './$types';

const PAGE = 25;

export const load: PageServerLoad = ({ url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const asked = (name: string) => url.searchParams.get(name)?.trim().slice(0, 200) ?? '';
		const chosen = { suche: asked('suche'), stand: asked('stand'), art: asked('art') };
		const { suche: search, stand, art: kindKey } = chosen;
		const filter = { search, kindKey, drafts: stand === 'entwurf', discarded: stand === 'verworfen', status: ['entwurf', 'verworfen'].includes(stand) ? '' : stand };
		const pageNumber = Math.min(Math.max(1, Math.trunc(Number(asked('seite'))) || 1), 1000);
		const { items, total } = await procedureItems(scope, tenant.slug, now(), filter, { limit: PAGE, offset: (pageNumber - 1) * PAGE });
		const link = (number: number) => `?${new URLSearchParams({ ...chosen, seite: String(number) })}`;
		return {
			title: procedureTexts.listTitle,
			items,
			total,
			chosen,
			filtered: Object.values(chosen).some(Boolean),
			kinds: (await listKinds(scope)).map(({ key, name }) => ({ key, name })),
			previous: pageNumber > 1 ? link(pageNumber - 1) : null,
			next: pageNumber * PAGE < total ? link(pageNumber + 1) : null,
			discarded: url.searchParams.has('verworfen'),
			mayManage: can(account, tenant.id, 'procedures.manage')
		};
	});
