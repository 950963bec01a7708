import proj4 from 'proj4';
import type { PostedAlert } from '../../forms/alert.ts';
import { EMPTY_FILTER, writeProcedureFilter } from '../../forms/procedure-filter.ts';
import { alertTexts } from '../../texts/alerts.ts';
import { PLAN_TYPE_TEXTS } from '../../texts/landportal.ts';
import { dayOf } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { listChoicesAcrossTenants } from './alert-queries.ts';
import type { Alert } from './types.ts';

const toDegrees = proj4('EPSG:3857', 'EPSG:4326');

/** What its own page shows of an alert. */
export interface AlertView {
	title: string;
	/** Only procedures of this tenant. */
	tenantName: string | null;
	email: string;
	/** The form of its place as it stands; a circle's middle stays when no address is typed. */
	place: Pick<PostedAlert, 'where' | 'address' | 'radius' | 'municipality' | 'area'>;
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

function placeForm({ place, filter, area }: Alert): AlertView['place'] {
	const drawn = place.where === 'gebiet' && area ? area : null;
	return { where: place.where, address: '', radius: String(place.radius ?? 2000), municipality: filter.municipality, area: drawn ? drawnPlaces(drawn) : '' };
}

/** An area as the drawing reads it (`AreaDrawing.svelte`), in degrees. */
function drawnPlaces({ type, coordinates }: NonNullable<Alert['area']>): string {
	const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as [number, number][][][];
	const degrees = (position: [number, number]) => toDegrees.forward(position).map((each) => Math.round(each * 1e7) / 1e7);
	return JSON.stringify(polygons.map((rings) => ({ kind: 'polygon', geometry: { type: 'Polygon', coordinates: rings.map((ring) => ring.map(degrees)) }, crs: 'EPSG:4326' })));
}

export async function describeAlert({ db }: Pick<Services, 'db'>, alert: Alert): Promise<AlertView> {
	const { kinds } = await listChoicesAcrossTenants(db.knex, null);
	const { filter } = alert;
	const names = [...filter.planTypes.map((key) => PLAN_TYPE_TEXTS[key] ?? key), ...filter.kinds.map((key) => kinds.find(({ value }) => value === key)?.label ?? key)];
	const query = writeProcedureFilter({ ...EMPTY_FILTER, planTypes: filter.planTypes, kinds: filter.kinds, topics: filter.topics });
	return {
		title: alert.title,
		tenantName: alert.tenantName,
		place: placeForm(alert),
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
