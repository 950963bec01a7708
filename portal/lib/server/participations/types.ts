import type { Ask } from '../../forms/participation.ts';
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
	planVersionId: string;
	planId: string;
	planName: string;
	/** Number of the plan's version. */
	version: number;
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
	/** EPSG:3857, west south east north; null where the plan has no area. */
	bbox: [number, number, number, number] | null;
}

export const DEFAULT_SETTINGS: StatementSettings = { name: 'optional', address: 'optional' };
