import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { bodyForm, responsibilityForm, templateForm } from '../../../forms/reporter-admin.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { readAreaFromGeojson } from '../../procedures/geojson-area.ts';
import { isUuid } from '../states/work-on.ts';
import * as queries from './administration-queries.ts';

/** @throws DomainError `not_found` */
export async function readBody(scope: TenantScope, id: string): Promise<queries.BodyRow> {
	const row = (await queries.listBodyRows(scope)).find((each) => each.id === id);
	if (!row) throw new DomainError('not_found');
	return row;
}

/**
 * @param id null: a new one
 * @param values `bodyForm`
 * @throws FormError; DomainError `not_found`
 */
export async function saveBody(scope: TenantScope, id: string | null, values: unknown): Promise<string> {
	const form = checkForm(bodyForm, values);
	if (form.forwardTenantId === scope.tenantId) throw new FormError({ forwardTenantId: 'invalid' });
	return scope.transaction(async (inner) => {
		if (id) await readBody(inner, id);
		// There is one default; the new one takes its place.
		if (form.isDefault) await inner.table('responsible_body').where({ is_default: true }).update({ is_default: false });
		const row = { name: form.name, level: form.level, email: form.email || null, forward_tenant_id: form.forwardTenantId || null, is_default: form.isDefault, active: form.active };
		if (!id) return (await inner.insert('responsible_body', row).returning('id'))[0].id as string;
		await inner.table('responsible_body').where({ id }).update(row);
		return id;
	});
}

/** Only while it stands in no report. @throws DomainError `not_found`, `responsible_body_in_use` */
export async function removeBody(scope: TenantScope, id: string): Promise<void> {
	await scope.transaction(async (inner) => {
		const { name } = await readBody(inner, id);
		if (await queries.isReferred(inner, 'body_id', id)) throw new DomainError('responsible_body_in_use', { name });
		await inner.table('responsible_body').where({ id }).delete();
	});
}

/**
 * A rule: for which category, where.
 * @param values `responsibilityForm`; `drawn` as the drawing sends it, `geojson` RFC 7946
 * @throws FormError; DomainError `not_found`, `procedure_area_invalid`
 */
export async function addRule(scope: TenantScope, bodyId: string, values: unknown): Promise<void> {
	const form = checkForm(responsibilityForm, values);
	await readBody(scope, bodyId);
	const rule = { bodyId, categoryId: form.categoryId || null, areaName: form.areaName };
	if (rule.categoryId && !(await scope.table('report_category').where({ id: rule.categoryId }).first('id'))) throw new DomainError('not_found');
	const stored =
		form.where === 'tenant'
			? await queries.insertRuleOfTenant(scope, rule)
			: await queries.insertRule(scope, { ...rule, areaName: form.where === 'everywhere' ? '' : rule.areaName, geojson: areaFrom(form) });
	if (!stored) throw new DomainError('procedure_area_invalid');
}

function areaFrom(form: { where: string; drawn: string; geojson: string }): object | null {
	if (form.where === 'everywhere') return null;
	if (form.where === 'geojson') return readAreaFromGeojson(form.geojson);
	let places: unknown;
	try {
		places = JSON.parse(form.drawn || '[]');
	} catch (cause) {
		throw new DomainError('procedure_area_invalid', {}, { cause });
	}
	const geometries = Array.isArray(places) ? places.map((place: { geometry?: unknown }) => place?.geometry) : [];
	return readAreaFromGeojson(JSON.stringify({ type: 'GeometryCollection', geometries }));
}

export async function removeRule(scope: TenantScope, bodyId: string, ruleId: string): Promise<void> {
	const gone = isUuid(bodyId) && isUuid(ruleId) ? await scope.table('responsibility').where({ id: ruleId, body_id: bodyId }).delete() : 0;
	if (gone === 0) throw new DomainError('not_found');
}

/** @param id null: a new one. @throws FormError; DomainError `not_found` */
export async function saveTemplate(scope: TenantScope, reporterId: string, id: string | null, values: unknown): Promise<void> {
	const form = checkForm(templateForm, values);
	if (!isUuid(reporterId)) throw new DomainError('not_found');
	const row = { name: form.name, body: form.body, state: form.state || null };
	if (!id) await scope.insert('report_template', { ...row, reporter_id: reporterId });
	else if (!isUuid(id) || (await scope.table('report_template').where({ id, reporter_id: reporterId }).update(row)) === 0) throw new DomainError('not_found');
}

export async function removeTemplate(scope: TenantScope, reporterId: string, id: string): Promise<void> {
	const gone = isUuid(reporterId) && isUuid(id) ? await scope.table('report_template').where({ id, reporter_id: reporterId }).delete() : 0;
	if (gone === 0) throw new DomainError('not_found');
}

export function templatesOf(scope: TenantScope, reporterId: string): Promise<{ id: string; name: string; body: string; state: string | null }[]> {
	return scope.table('report_template').where({ reporter_id: reporterId }).orderBy(['name', 'id']).select('id', 'name', 'body', 'state');
}
