import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import * as queries from './reporter-queries.ts';
import type { ReportState, ReporterSettings } from './types.ts';
import { reporterSettings } from './workflow.ts';

/** A Mängelmelder with all its settings. */
export interface Reporter {
	id: string;
	slug: string;
	name: string;
	intro: string;
	icon: string;
	active: boolean;
	settings: ReporterSettings;
	workflow: ReportState[];
}
export type Category = queries.CategoryRow;

const fromRow = (row: queries.ReporterRow): Reporter => ({ ...row, settings: reporterSettings(row.settings) });
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Those that take reports, in their order. */
export async function listReporters(scope: TenantScope): Promise<Reporter[]> {
	return (await queries.selectReporters(scope)).filter((row) => row.active).map(fromRow);
}

/** @throws DomainError `not_found`, also for one that takes no reports */
export async function readReporterBySlug(scope: TenantScope, slug: string): Promise<Reporter> {
	const row = await queries.selectReporter(scope, { slug });
	if (!row?.active) throw new DomainError('not_found');
	return fromRow(row);
}

/** @throws DomainError `not_found` */
export async function readReporter(scope: TenantScope, id: string): Promise<Reporter> {
	const row = UUID.test(id) ? await queries.selectReporter(scope, { id }) : null;
	if (!row) throw new DomainError('not_found');
	return fromRow(row);
}

/** Categories of a reporter that can be chosen, in their order. */
export async function listCategories(scope: TenantScope, reporterId: string): Promise<Category[]> {
	return (await queries.selectCategories(scope, reporterId)).filter((row) => row.active);
}
