import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import type { Parameters } from './parameters.ts';
import * as queries from './public-jurisdictions-queries.ts';

/** Whose reports a call is about. */
export interface Jurisdiction {
	scope: TenantScope;
	slug: string;
	name: string;
	/** As it is called from outside. */
	id: string;
	mediaUrls: 'fetch' | 'refuse';
}

/**
 * Finds the tenant of a call. `jurisdiction_id` is a slug or the name that a tenant chose for itself; it may be left out where only one takes
 * reports, and at the end point of a tenant (`/<slug>/open311/v2`), where another one is as good as unknown.
 * @param own slug of the tenant whose end point was called
 * @throws Open311Error `jurisdiction_missing`, `jurisdiction_unknown`
 */
export async function jurisdictionOf(services: Pick<Services, 'db'>, parameters: Parameters, own: string | null): Promise<Jurisdiction> {
	const asked = parameters.text('jurisdiction_id');
	const row = await find(services, asked, own);
	return {
		scope: forTenant(services.db.knex, row.tenantId),
		slug: row.slug,
		name: row.name,
		id: row.alias ?? row.slug,
		mediaUrls: row.mediaUrls
	};
}

async function find({ db }: Pick<Services, 'db'>, asked: string | null, own: string | null): Promise<queries.JurisdictionRow> {
	const id = asked ?? own;
	if (id !== null) {
		const row = await queries.findJurisdictionAcrossTenants(db.knex, id);
		if (!row || (own !== null && row.slug !== own)) throw new Open311Error('jurisdiction_unknown');
		return row;
	}
	const [only, ...others] = await queries.servedJurisdictionsAcrossTenants(db.knex);
	if (!only || others.length > 0) throw new Open311Error('jurisdiction_missing');
	return only;
}
