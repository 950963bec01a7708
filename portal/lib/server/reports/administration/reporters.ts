import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { DAYS, reporterForm } from '../../../forms/reporter-admin.ts';
import { starterCategories } from '../../../texts/reporter-starter.ts';
import { checkForm } from '../../check-form.ts';
import { isUuid } from '../states/work-on.ts';
import type { ReporterSettings } from '../types.ts';
import { DEFAULT_SETTINGS, DEFAULT_WORKFLOW } from '../workflow.ts';
import * as queries from './administration-queries.ts';
import { free, slugOf } from './slug.ts';

/**
 * A new reporter: takes no reports before its administrator switches it on.
 * @param withCategories with the usual categories, to be changed
 * @throws FormError (`name`)
 */
export async function createReporter(scope: TenantScope, name: string, withCategories: boolean): Promise<string> {
	const form = checkForm(reporterForm.entries.name, name);
	return scope.transaction(async (inner) => {
		const others = await queries.listReporterLines(inner);
		const slug = free(slugOf(form, 'melder'), others.map((each) => each.slug));
		const row = { name: form, slug, active: false, position: others.length * 10 + 10, settings: JSON.stringify(DEFAULT_SETTINGS), workflow: JSON.stringify(DEFAULT_WORKFLOW) };
		const [{ id }] = await inner.insert('defect_reporter', row).returning('id');
		if (withCategories) {
			const codes = (await queries.listCategoryNames(inner)).map(({ code }) => code);
			for (const [index, [name, group, icon, hint]] of starterCategories.entries()) {
				const code = free(slugOf(name, 'kategorie'), codes);
				codes.push(code);
				await inner.insert('report_category', { reporter_id: id, code, name, group_name: group, icon, hint, position: index * 10 + 10 });
			}
		}
		return id as string;
	});
}

/**
 * Saves the settings of a reporter.
 * @param values `reporterForm`
 * @throws FormError; DomainError `not_found`, `slug_taken`
 */
export async function saveReporter(scope: TenantScope, id: string, values: unknown): Promise<void> {
	const { name, slug, icon, intro, position, active, hours, messageOutside, ...rest } = checkForm(reporterForm, values);
	if (await queries.isTaken(scope, 'defect_reporter', 'slug', slug, id)) throw new DomainError('slug_taken', { slug });
	const open = DAYS.some((day) => hours[day].length > 0);
	const settings: ReporterSettings = { ...rest, openingHours: open ? { days: hours, messageOutside } : null };
	const changed = isUuid(id)
		? await scope.table('defect_reporter').where({ id }).update({ name, slug, icon, intro, position, active, settings: JSON.stringify(settings) })
		: 0;
	if (changed === 0) throw new DomainError('not_found');
}

/** Only while nobody has reported into it. @throws DomainError `not_found`, `reporter_in_use` */
export async function removeReporter(scope: TenantScope, id: string): Promise<void> {
	if (!isUuid(id)) throw new DomainError('not_found');
	await scope.transaction(async (inner) => {
		if (await queries.isReferred(inner, 'reporter_id', id)) throw new DomainError('reporter_in_use');
		if ((await inner.table('defect_reporter').where({ id }).delete()) === 0) throw new DomainError('not_found');
	});
}
