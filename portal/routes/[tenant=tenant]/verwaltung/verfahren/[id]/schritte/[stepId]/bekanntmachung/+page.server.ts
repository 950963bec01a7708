import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { noticeEditor } from '$lib/server/notices/editor-view.ts';
import { publishNotice, saveDraft } from '$lib/server/notices/notice.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { noticeEditorTexts } from '$lib/texts/notices.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params: { id, stepId }, url, locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { config, db, now } = getServices();
		const context = { publicUrl: config.publicUrl, now: now() };
		const editor = await noticeEditor(forTenant(db.knex, tenant.id), tenant.slug, { procedureId: id, stepId }, context);
		return {
			title: `${noticeEditorTexts.title}: ${editor.procedure.title}`,
			editor,
			done: url.searchParams.get('fertig'),
			mayManage: can(account, tenant.id, 'procedures.manage')
		};
	});

function opened({ locals: { account, tenant } }: RequestEvent) {
	const { config, db, now } = getServices();
	const who = demand(account, tenant.id, 'procedures.manage');
	return { scope: forTenant(db.knex, tenant.id), context: { publicUrl: config.publicUrl, account: who, now: now() } };
}

/** Texts of the blocks by key (`text.<key>`); the one that is reset is null. */
function blockTexts(form: FormData): Record<string, string | null> {
	const reset = form.get('zuruecksetzen');
	const texts = [...form].flatMap(([name, value]) => (name.startsWith('text.') && typeof value === 'string' ? [[name.slice(5), value] as const] : []));
	return Object.fromEntries(texts.map(([key, text]) => [key, key === reset ? null : text]));
}

export const actions: Actions = {
	speichern: async (event) => {
		const texts = blockTexts(await event.request.formData());
		return submit(texts, async () => {
			const { scope, context } = opened(event);
			await saveDraft(scope, event.params.stepId, texts, context);
			redirect(303, '?fertig=gespeichert');
		});
	},
	veroeffentlichen: async (event) => {
		const values = textsOf(await event.request.formData(), ['publishedIn', 'publishedOn', 'reason']);
		return submit(values as Record<string, string | null>, async () => {
			const { scope, context } = opened(event);
			await publishNotice(scope, event.params.stepId, values, context);
			redirect(303, '?fertig=veroeffentlicht');
		});
	}
};
