import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer, submit } from '$lib/server/page.ts';
import { confirmVote, voteToConfirm } from '$lib/server/reports/support.ts';
import { getServices } from '$lib/server/services.ts';
import { publicPageTexts } from '$lib/texts/report-public.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, setHeaders, locals: { tenant } }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
		const { report, confirmed } = await voteToConfirm(forTenant(getServices().db.knex, tenant.id), params.publicRef, params.token);
		return { title: publicPageTexts.voteTitle, publicRef: report.publicRef, what: publicPageTexts.title(report.category.name, report.address), kind: report.category.kind, confirmed };
	});

export const actions: Actions = {
	/** A press of a button: programs that open links in mails must not vote. */
	default: ({ params, locals: { tenant } }) => {
		const { db, now } = getServices();
		return submit({}, async () => {
			await confirmVote(forTenant(db.knex, tenant.id), params.publicRef, params.token, now());
			redirect(303, `/${tenant.slug}/meldungen/${params.publicRef}?mitgemacht=1`);
		});
	}
};
