import { forTenant } from '$gis/db/tenant-scope.ts';
import { noticePage } from '$lib/server/notices/notice-page.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** A published notice (§ 3 (2) S. 5 BauGB); replaced ones stay readable and say so. */
export const load: PageServerLoad = ({ params: { procedureId, noticeId }, locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const notice = await noticePage(forTenant(db.knex, tenant.id), tenant.slug, { procedureId, noticeId }, now());
		return { title: notice.title, notice };
	});
