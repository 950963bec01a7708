import { EMPTY_FILTER, writeProcedureFilter } from '../../forms/procedure-filter.ts';
import { alertTexts } from '../../texts/alerts.ts';
import { PLAN_TYPE_TEXTS } from '../../texts/landportal.ts';
import { dayOf } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { listChoicesAcrossTenants } from './alert-queries.ts';
import type { Alert } from './types.ts';

/** What its own page shows of an alert. */
export interface AlertView {
	title: string;
	/** Only procedures of this tenant. */
	tenantName: string | null;
	email: string;
	/** Kinds and topics in words. */
	wanted: string;
	planTypes: string[];
	kinds: string[];
	topics: string[];
	frequency: 'instant' | 'daily';
	/** Local day; null before. */
	confirmedOn: string | null;
	/** Procedures that run now, by the same filter. */
	listHref: string;
}

export async function describeAlert({ db }: Pick<Services, 'db'>, alert: Alert): Promise<AlertView> {
	const { kinds } = await listChoicesAcrossTenants(db.knex, null);
	const { filter } = alert;
	const names = [...filter.planTypes.map((key) => PLAN_TYPE_TEXTS[key] ?? key), ...filter.kinds.map((key) => kinds.find(({ value }) => value === key)?.label ?? key)];
	const query = writeProcedureFilter({ ...EMPTY_FILTER, planTypes: filter.planTypes, kinds: filter.kinds, topics: filter.topics });
	return {
		title: alert.title,
		tenantName: alert.tenantName,
		email: alert.email,
		wanted: [...names, ...filter.topics].join(', ') || alertTexts.everything,
		planTypes: filter.planTypes,
		kinds: filter.kinds,
		topics: filter.topics,
		frequency: alert.frequency,
		confirmedOn: alert.confirmedAt && dayOf(alert.confirmedAt),
		listHref: alert.slug ? `/${alert.slug}/verfahren` : `/${query.size > 0 ? `?${query}` : ''}`
	};
}
