import { ALERT_FIELD as FIELD, type PostedAlert } from '../../forms/alert.ts';
import { readExtent } from '../plans/home.ts';
import type { Services } from '../services.ts';
import { listChoicesAcrossTenants } from './alert-queries.ts';
import type { AlertSender } from './subscribe.ts';

export const EMPTY_ALERT: PostedAlert = {
	where: 'umkreis', address: '', radius: '2000', municipality: '', area: '', planTypes: [], kinds: [], topics: [], frequency: 'daily', email: ''
};

/**
 * What the form offers, on the Land's page and on a tenant's.
 * @param tenantId also the Land is a tenant
 */
export async function alertFormData({ db }: Pick<Services, 'db'>, tenantId: string, wholeLand: boolean) {
	return { choices: await listChoicesAcrossTenants(db.knex, wholeLand ? null : tenantId), extent: await readExtent(db.knex, tenantId) };
}

/** Reads a posted form, without judging it. */
export function readAlertForm(form: FormData): { posted: PostedAlert; sender: Omit<AlertSender, 'address'> } {
	const one = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	const many = (name: string) => form.getAll(name).filter((value): value is string => typeof value === 'string');
	return {
		posted: {
			where: one(FIELD.where),
			address: one(FIELD.address),
			radius: one(FIELD.radius) || EMPTY_ALERT.radius,
			municipality: one(FIELD.municipality),
			area: one(FIELD.area),
			planTypes: many(FIELD.planTypes),
			kinds: many(FIELD.kinds),
			topics: many(FIELD.topics),
			frequency: one(FIELD.frequency),
			email: one(FIELD.email)
		},
		sender: { proof: one(FIELD.proof), honeypot: one(FIELD.honeypot) }
	};
}
