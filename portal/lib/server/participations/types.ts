import type { Ask } from '../../forms/participation.ts';
import type { MapGeometry } from '../../map/types.ts';
import type { Contact } from '../accounts/types.ts';

/** geplant, läuft, beendet: computed from the clock, never stored. */
export type ParticipationState = 'planned' | 'running' | 'ended';

export interface StatementSettings {
	name: Ask;
	address: Ask;
}

export interface Participation {
	id: string;
	tenantId: string;
	/** Null: it is about the area of its procedure, before there is a plan (§ 3 (1), § 4 (1) BauGB). */
	plan: ParticipationPlan | null;
	title: string;
	intro: string;
	startsAt: Date;
	/** Exclusive: the local midnight after the last day. */
	endsAt: Date;
	/** Local days, inclusive, `YYYY-MM-DD`. */
	firstDay: string;
	lastDay: string;
	state: ParticipationState;
	contact: Contact;
	settings: StatementSettings;
	publishedAt: Date | null;
	/** `toeb`: of public bodies, never shown to everybody. */
	audience: 'public' | 'toeb';
	/** The procedure that it is a step of, with the step's rule that only changed parts are open (§ 4a (3) S. 2 BauGB). */
	procedure: { id: string; title: string; stepId: string; changesOnly: boolean } | null;
	/** EPSG:3857, west south east north, of plan or procedure; null where neither has an area. */
	bbox: [number, number, number, number] | null;
	/** GeoJSON, EPSG:3857: the procedure's area where there is no plan; read for one participation only, never for lists. */
	area: MapGeometry | null;
}

/** A plan and its version that statements are about. */
export interface ParticipationPlan {
	id: string;
	versionId: string;
	name: string;
	/** Of the version. */
	number: number;
}

export const DEFAULT_SETTINGS: StatementSettings = { name: 'optional', address: 'optional' };
