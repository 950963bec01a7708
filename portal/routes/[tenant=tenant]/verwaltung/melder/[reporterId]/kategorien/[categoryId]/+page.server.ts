import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listAssetLayers } from '$lib/server/reports/administration/administration-queries.ts';
import { readCategory, removeCategory, saveCategory, valuesAsText } from '$lib/server/reports/administration/categories.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import { melderTexts } from '$lib/texts/reporter-admin.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = [
	'code', 'name', 'group', 'description', 'hint', 'keywords', 'icon', 'kind', 'visibility', 'moderation', 'contact', 'photo', 'duplicateDistance', 'responseDays', 'anonymiseAfterDays',
	'supportThreshold', 'assetLayerId', 'position'
] as const;
const FLAGS = ['active', 'assetRequired'] as const;
const NEW = {
	code: '', name: '', group: '', description: '', hint: '', keywords: '', icon: 'report', kind: 'problem', visibility: 'public', moderation: 'pin', contact: 'optional',
	photo: 'optional', duplicateDistance: '250', responseDays: '14', anonymiseAfterDays: '', supportThreshold: '0', assetLayerId: '', position: '100', active: 'ja', assetRequired: ''
};

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const { id, name, settings } = await readReporter(scope, params.reporterId);
		const layers = await listAssetLayers(scope);
		const shared = { reporter: { id, name, workingDays: settings.targetInWorkingDays, anonymiseAfterDays: settings.anonymiseAfterDays }, layers, saved: url.searchParams.has('gespeichert') };
		if (params.categoryId === 'neu') return { title: melderTexts.newCategory, ...shared, category: NEW as Record<string, string>, questions: [], isNew: true };
		const row = await readCategory(scope, id, params.categoryId);
		const category: Record<string, string> = {
			code: row.code, name: row.name, group: row.group_name, description: row.description, hint: row.hint, keywords: row.keywords.join(', '), icon: row.icon,
			kind: row.kind, visibility: row.visibility, moderation: row.moderation, contact: row.contact, photo: row.photo,
			duplicateDistance: String(row.duplicate_distance), responseDays: String(row.response_days),
			anonymiseAfterDays: String(row.anonymise_after_days ?? ''), supportThreshold: String(row.support_threshold),
			assetLayerId: row.asset_layer_id ?? '', position: String((row as { position?: number }).position ?? 10), active: row.active ? 'ja' : '', assetRequired: row.asset_required ? 'ja' : ''
		};
		const questions = row.fields.map((field) => ({ ...field, values: valuesAsText(field.values) }));
		return { title: row.name, ...shared, category, questions, isNew: false };
	});

/** One set of fields per question, by its number; an empty last one is none. */
function questionsFrom(form: FormData) {
	const rows = Math.min(Number(form.get('rows')) || 0, 40);
	const all = Array.from({ length: rows }, (_, index) => {
		const of = (name: string) => String(form.get(`${name}-${index}`) ?? '').trim();
		return { code: of('code'), label: of('label'), type: of('type') || 'string', required: form.has(`required-${index}`), keep: form.has(`keep-${index}`), help: of('help'), values: of('values'), remove: form.has(`remove-${index}`) };
	});
	return all.filter((each) => !each.remove && (each.code !== '' || each.label !== ''));
}

export const actions: Actions = {
	speichern: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values: Record<string, string> = textsOf(form, FIELDS);
		for (const flag of FLAGS) values[flag] = form.has(flag) ? 'ja' : '';
		const questions = questionsFrom(form);
		return submit({ category: values, questions }, async () => {
			const { scope, base } = openAdministration(locals);
			const fields = questions.map(({ remove: _, ...question }) => question);
			const given = { ...values, active: form.has('active'), assetRequired: form.has('assetRequired'), fields };
			const id = await saveCategory(scope, params.reporterId, params.categoryId === 'neu' ? null : params.categoryId, given);
			redirect(303, `${base}/${params.reporterId}/kategorien/${id}?gespeichert`);
		});
	},
	loeschen: async ({ locals, params }) =>
		submit({ category: {} as Record<string, string>, questions: [] as ReturnType<typeof questionsFrom> }, async () => {
			const { scope, base } = openAdministration(locals);
			await removeCategory(scope, params.reporterId, params.categoryId);
			redirect(303, `${base}/${params.reporterId}/kategorien?geloescht`);
		})
};
