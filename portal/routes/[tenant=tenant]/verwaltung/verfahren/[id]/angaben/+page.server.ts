import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { CONTACT_FIELDS } from '$lib/forms/procedure.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readAreaFromGeojson } from '$lib/server/procedures/geojson-area.ts';
import { isAccelerated, type InnerDevelopment } from '$lib/server/procedures/inner-development.ts';
import { plansOf, versionsOf } from '$lib/server/procedures/procedures-queries.ts';
import { changeArea, changeProcedure, readProcedure } from '$lib/server/procedures/service.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { procedureTexts } from '$lib/texts/procedures.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const INNER = ['floorArea', 'examinedOn', 'examinationReasons'] as const;
const FIELDS = ['title', 'number', 'municipality', 'summary', 'easyLanguage', 'topics', 'neighbourStates', ...INNER, 'planId', ...CONTACT_FIELDS] as const;
const MOST_BYTES = 20 * 1024 * 1024;

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'procedures.manage');
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const { id, title, number, municipality, summary, easyLanguage, topics, neighbourStates, innerDevelopment, planId, contact, bbox, kind } = await readProcedure(scope, params.id, now());
		const values = { title, number: number ?? '', municipality, summary, easyLanguage, topics: topics.join(', '), neighbourStates, ...typedOf(innerDevelopment), planId: planId ?? '', ...contact };
		return {
			title: `${procedureTexts.factsTitle}: ${title}`,
			id,
			values: values as Record<string, string>,
			plans: await plansOf(scope),
			versions: planId ? await versionsOf(scope, planId) : [],
			baugb: kind.baugb,
			accelerated: isAccelerated(kind),
			hasArea: bbox !== null,
			saved: url.searchParams.has('gespeichert')
		};
	});

const typedOf = ({ floorArea, examinedOn, examinationReasons }: InnerDevelopment) => ({
	floorArea: floorArea?.toLocaleString('de-DE') ?? '',
	examinedOn: examinedOn ?? '',
	examinationReasons
});

const opened = ({ locals: { account, tenant } }: RequestEvent) => {
	const { db, now } = getServices();
	return { who: demand(account, tenant.id, 'procedures.manage'), scope: forTenant(db.knex, tenant.id), now: now() };
};
const back = ({ locals, params }: RequestEvent): never => redirect(303, `/${locals.tenant.slug}/verwaltung/verfahren/${params.id}/angaben?gespeichert=1`);

export const actions: Actions = {
	speichern: async (event) => {
		const typed = await event.request.formData();
		const values = textsOf(typed, FIELDS.filter((name) => typed.has(name) || !INNER.some((each) => each === name)));
		return submit(values as Record<string, string>, async () => {
			const { who, scope, now } = opened(event);
			await changeProcedure(scope, event.params.id, values, who, now);
			back(event);
		});
	},
	fassung: async (event) => {
		const { planVersionId } = textsOf(await event.request.formData(), ['planVersionId']);
		return submit({} as Record<string, string>, async () => {
			const { who, scope, now } = opened(event);
			await changeArea(scope, event.params.id, { planVersionId }, who, now);
			back(event);
		});
	},
	geojson: async (event) => {
		const form = await event.request.formData();
		return submit({} as Record<string, string>, async () => {
			const { who, scope, now } = opened(event);
			const [upload] = uploadsOf(form, 'datei');
			if (!upload) throw new DomainError('upload_missing');
			if (upload.size > MOST_BYTES) throw new DomainError('upload_too_large', { limit: '20 MB' });
			await changeArea(scope, event.params.id, { geojson: readAreaFromGeojson(await readFile(upload.path, 'utf8')) }, who, now);
			back(event);
		});
	}
};
