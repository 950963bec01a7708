import type { ALERT_FREQUENCIES, ALERT_PLACES } from '../../forms/alert.ts';
import type { PublicationEventKind } from './publication-events.ts';

/** Which procedures; an empty list or text is no condition. */
export interface AlertFilter {
	/** Keys of kinds of plan (texts/landportal.ts, PLAN_TYPE_TEXTS). */
	planTypes: string[];
	/** Keys of kinds of procedure. */
	kinds: string[];
	topics: string[];
	/** Name of the municipality, or of a tenant. */
	municipality: string;
}

/** How the area was chosen, for the page that changes it. Of an address only what was found is kept, as in the title, and only to say it. */
export interface AlertPlace {
	where: (typeof ALERT_PLACES)[number];
	/** Metres. */
	radius?: number;
	/** Name of the found place in the middle of the circle. */
	around?: string;
}

export interface Alert {
	id: string;
	tenantId: string | null;
	tenantName: string | null;
	slug: string | null;
	email: string;
	title: string;
	filter: AlertFilter;
	frequency: (typeof ALERT_FREQUENCIES)[number];
	confirmedAt: Date | null;
	createdAt: Date;
	place: AlertPlace;
	/** GeoJSON in EPSG:3857; null: everywhere. */
	area: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown } | null;
}

/** One event that an alert has to tell, with the dates of the step as they are now. */
export interface OpenEvent {
	eventId: number;
	kind: PublicationEventKind;
	at: Date;
	procedureId: string;
	procedureTitle: string;
	municipality: string;
	slug: string;
	tenantName: string;
	/** The procedure is public. */
	shown: boolean;
	stepId: string | null;
	stepTitle: string | null;
	/** False: taken back. */
	stepPublished: boolean | null;
	/** Local days, inclusive. */
	startsOn: string | null;
	endsOn: string | null;
	startsAt: Date | null;
	endsAt: Date | null;
}
