import { demand } from '$lib/server/accounts/permissions.ts';
import { EMBED_SCRIPT } from '$lib/server/embed/frame-policy.ts';
import { changeEmbedOrigins, embedOrigins } from '$lib/server/embed/origins.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { embedTexts } from '$lib/texts/embed.ts';
import type { Actions, PageServerLoad } from './$types';

/** Websites that may show the tenant's procedures, and what to put there. */
export const load: PageServerLoad = ({ locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'settings.change');
		const { db, config } = getServices();
		return {
			title: embedTexts.settingsTitle,
			origins: await embedOrigins(db.knex, tenant.id),
			script: `${config.publicUrl}${EMBED_SCRIPT}`,
			frames: `${config.publicUrl}/embed/${tenant.slug}`
		};
	});

export const actions: Actions = {
	default: async ({ locals: { account, tenant }, request }) => {
		const values = textsOf(await request.formData(), ['origins']);
		return submit(values, async () => {
			demand(account, tenant.id, 'settings.change');
			return { saved: await changeEmbedOrigins(getServices().db.knex, tenant.id, values.origins) };
		});
	}
};
