import { randomUUID } from 'node:crypto';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { dayOf } from '$lib/server/participations/local-days.ts';
import { readParticipation } from '$lib/server/participations/service.ts';
import { participationDetail } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { enterStatement, readIntake } from '$lib/server/statements/intake.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { statementStaffTexts } from '$lib/texts/statement-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'statements.write');
		const { config, db, now } = getServices();
		const participation = await readParticipation(forTenant(db.knex, tenant.id), params.id, now());
		const detail = participationDetail(participation, tenant.slug, tenant.contact);
		const fresh = { key: randomUUID(), today: dayOf(now()) };
		return { title: statementStaffTexts.intakeTitle, participation: detail, basemap: basemapOf(config.basemap), ...fresh };
	});

export const actions: Actions = {
	default: async ({ params, request, locals: { tenant, account } }) => {
		const services = getServices();
		const form = await request.formData();
		const values = readIntake(form);
		return submit(values, async () => {
			const { id } = demand(account, tenant.id, 'statements.write');
			const options = { now: services.now(), accountId: id, uploads: uploadsOf(form, 'anlagen') };
			const receipt = await enterStatement(services, forTenant(services.db.knex, tenant.id), params.id, values, options);
			return { entered: { number: receipt.number, code: receipt.code, id: receipt.statementId } };
		});
	}
};
