import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { categoryForm, type CategoryForm } from '../../../forms/reporter-admin.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { readReporter } from '../reporters.ts';
import { selectCategory, type CategoryRow } from '../reporter-queries.ts';
import { isUuid } from '../states/work-on.ts';
import type { CategoryField } from '../types.ts';
import * as queries from './administration-queries.ts';
import { free, slugOf } from './slug.ts';

/** @throws DomainError `not_found`, also for a category of another reporter */
export async function readCategory(scope: TenantScope, reporterId: string, id: string): Promise<CategoryRow> {
	const row = isUuid(id) ? await selectCategory(scope, id) : null;
	if (!row || row.reporter_id !== reporterId) throw new DomainError('not_found');
	return row;
}

/**
 * @param id null: a new one
 * @param values `categoryForm`
 * @throws FormError (`fields.<n>.<name>` for questions); DomainError `not_found`, `category_code_taken`
 */
export async function saveCategory(scope: TenantScope, reporterId: string, id: string | null, values: unknown): Promise<string> {
	const form = checkForm(categoryForm, values);
	const fields = fieldsFrom(form.fields);
	await readReporter(scope, reporterId);
	return scope.transaction(async (inner) => {
		if (id) await readCategory(inner, reporterId, id);
		const codes = (await inner.table('report_category').select('code', 'id')).filter((row: { id: string }) => row.id !== id).map((row: { code: string }) => row.code);
		if (form.code && codes.includes(form.code)) throw new DomainError('category_code_taken', { code: form.code });
		const layer = form.assetLayerId || null;
		if (layer && !(await inner.table('asset_layer').where({ id: layer }).first('id'))) throw new DomainError('not_found');
		const row = {
			code: form.code || free(slugOf(form.name, 'kategorie'), codes), name: form.name, group_name: form.group, description: form.description, hint: form.hint,
			keywords: form.keywords, icon: form.icon, kind: form.kind, fields: JSON.stringify(fields), visibility: form.visibility, moderation: form.moderation,
			contact: form.contact, photo: form.photo, duplicate_distance: form.duplicateDistance, response_days: form.responseDays, anonymise_after_days: form.anonymiseAfterDays,
			support_threshold: form.supportThreshold, asset_layer_id: layer, asset_required: form.assetRequired && layer !== null, position: form.position, active: form.active
		};
		if (!id) return (await inner.insert('report_category', { ...row, reporter_id: reporterId }).returning('id'))[0].id as string;
		await inner.table('report_category').where({ id }).update(row);
		return id;
	});
}

/** Only while nobody has reported into it. @throws DomainError `not_found`, `category_in_use` */
export async function removeCategory(scope: TenantScope, reporterId: string, id: string): Promise<void> {
	await scope.transaction(async (inner) => {
		const { name } = await readCategory(inner, reporterId, id);
		if (await queries.isReferred(inner, 'category_id', id)) throw new DomainError('category_in_use', { name });
		await inner.table('report_category').where({ id }).delete();
	});
}

/** What is written freely may name somebody. */
const isKeepable = (type: CategoryField['type']) => isList(type) || type === 'number' || type === 'datetime';
const isList = (type: CategoryField['type']) => type === 'singlevaluelist' || type === 'multivaluelist';

/** Answers stand one per line; behind a bar the message that ends the form. */
function fieldsFrom(forms: CategoryForm['fields']): CategoryField[] {
	const codes: string[] = [];
	return forms.map((form, index) => {
		const code = form.code || free(slugOf(form.label, 'frage'), codes);
		if (codes.includes(code)) throw new FormError({ [`fields.${index}.code`]: 'taken' });
		codes.push(code);
		const values = isList(form.type) ? valuesFrom(form.values) : [];
		if (isList(form.type) && values.length === 0) throw new FormError({ [`fields.${index}.values`]: 'required' });
		const keep = form.keep && isKeepable(form.type);
		return { code, label: form.label, type: form.type, required: form.type !== 'notice' && form.required, help: form.help, values, ...(keep ? { keep } : {}) };
	});
}

function valuesFrom(text: string): CategoryField['values'] {
	const keys: string[] = [];
	return text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean)
		.map((line) => {
			const [given = '', ...message] = line.split('|').map((each) => each.trim());
			// „schluessel = Text“ keeps a key that somebody else's programs know.
			const [, key = slugOf(given, 'antwort'), name = given] = /^([A-Za-z0-9_-]{1,60})\s*=\s*(.+)$/.exec(given) ?? [];
			const unique = free(key, keys);
			keys.push(unique);
			return { key: unique, name, ...(message.length > 0 && message.join('|') ? { stop: message.join('|') } : {}) };
		});
}

/** The lines as the page shows them for changing. */
export const valuesAsText = (values: CategoryField['values']): string =>
	values.map(({ key, name, stop }) => `${slugOf(name, 'antwort') === key ? name : `${key} = ${name}`}${stop ? ` | ${stop}` : ''}`).join('\n');
