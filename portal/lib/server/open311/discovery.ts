import { open311Texts } from '../../texts/open311.ts';
import type { Services } from '../services.ts';
import { landOf } from '../tenants/tenants.ts';
import { CONTENT_TYPES, w3cDate, type Answer } from './format.ts';
import { Open311Error } from './faults.ts';
import * as queries from './public-jurisdictions-queries.ts';
import { readChangeset, writeChangeset } from './changeset-queries.ts';

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

/**
 * Service discovery: which end points there are, and when the services of one changed last.
 * @param own slug of the tenant whose discovery was asked for; null: the one of all
 * @throws Open311Error `jurisdiction_unknown`
 */
export async function discover(services: Pick<Services, 'config' | 'db' | 'now'>, own: string | null): Promise<Answer> {
	const { publicUrl } = services.config;
	const db = services.db.knex;
	const owner = own === null ? await landOf(db) : await queries.findJurisdictionAcrossTenants(db, own);
	if (!owner || (own !== null && owner.slug !== own)) throw new Open311Error('jurisdiction_unknown');
	const changeset = w3cDate(await changesetOf(services));
	return {
		root: 'discovery',
		content: {
			changeset,
			contact: open311Texts.contact(owner.name, owner.contact.email ?? ''),
			key_service: open311Texts.keyService(owner.name),
			endpoints: [
				{
					specification: SPECIFICATION,
					url: `${publicUrl}${own === null ? '' : `/${own}`}/open311/v2`,
					changeset,
					type: services.config.demo ? 'test' : 'production',
					formats: Object.values(CONTENT_TYPES).map((type) => type.split(';')[0]!)
				}
			]
		}
	};
}

/** No table says when a category changed: the moment is kept at which somebody first saw another list. */
async function changesetOf({ db, now }: Pick<Services, 'db' | 'now'>): Promise<Date> {
	const sign = await queries.servicesSignAcrossTenants(db.knex);
	const known = await readChangeset(db.knex);
	if (known?.sign === sign) return new Date(known.at);
	const at = now();
	await writeChangeset(db.knex, { sign, at: at.toISOString() });
	return at;
}
