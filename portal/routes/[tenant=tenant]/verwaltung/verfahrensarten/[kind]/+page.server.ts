import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { CONTACT_FIELDS } from '$lib/forms/procedure.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readKind } from '$lib/server/procedures/kinds/kinds.ts';
import { isOwnStep, resetKind, retireKind, saveTemplate } from '$lib/server/procedures/kinds/templates.ts';
import { placesFrom } from '$lib/server/procedures/step-values.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'procedures.manage');
		const kind = await readKind(forTenant(getServices().db.knex, tenant.id), params.kind);
		const steps = kind.steps.map((step) => ({ key: step.key, title: step.title, track: step.track, form: step.rule === 'day' ? 'day' : 'period', effect: step.effect ?? '', own: isOwnStep(kind, step), demanded: kind.baugb && step.need === 'required', law: step.law }));
		const { key, name, explanation, law, lawVersion, environmentalReport, defaults, own, builtIn, retired } = kind;
		return { title: name, kind: { key, name, explanation, law, lawVersion, environmentalReport, defaults, own, builtIn, retired, steps }, saved: url.searchParams.has('gespeichert') };
	});

const opened = ({ locals: { account, tenant } }: RequestEvent) => {
	demand(account, tenant.id, 'procedures.manage');
	const { db, now } = getServices();
	return { scope: forTenant(db.knex, tenant.id), now: now() };
};
const back = ({ locals, params }: RequestEvent): never => redirect(303, `/${locals.tenant.slug}/verwaltung/verfahrensarten/${params.kind}?gespeichert=1`);

/** The rows of the steps: one set of fields per row, by its number. */
function stepsFrom(form: FormData) {
	const rows = Number(form.get('rows')) || 0;
	return Array.from({ length: Math.min(rows, 60) }, (_, index) => {
		const row = textsOf(form, [`key-${index}`, `title-${index}`, `track-${index}`, `form-${index}`, `effect-${index}`, `position-${index}`]);
		const of = (name: string) => row[`${name}-${index}` as keyof typeof row];
		return { key: of('key'), title: of('title'), track: of('track') || 'internal', form: of('form') || 'day', effect: of('effect'), position: of('position') || '999', remove: form.has(`remove-${index}`) };
	}).filter(({ key, title }) => key !== '' || title.trim() !== '');
}

export const actions: Actions = {
	speichern: async (event) => {
		const form = await event.request.formData();
		const words = textsOf(form, ['name', 'explanation', 'summary', 'topics']);
		const contact = textsOf(form, CONTACT_FIELDS);
		return submit({ ...words, ...contact } as Record<string, string>, async () => {
			const { scope, now } = opened(event);
			await saveTemplate(scope, event.params.kind, { ...words, steps: stepsFrom(form) }, { contact, places: placesFrom(form) }, now);
			back(event);
		});
	},
	zuruecksetzen: (event) =>
		submit({} as Record<string, string>, async () => {
			const { scope, now } = opened(event);
			await resetKind(scope, event.params.kind, now);
			back(event);
		}),
	anbieten: async (event) => {
		const retired = (await event.request.formData()).get('retired') === '1';
		return submit({} as Record<string, string>, async () => {
			const { scope, now } = opened(event);
			await retireKind(scope, event.params.kind, retired, now);
			back(event);
		});
	}
};
