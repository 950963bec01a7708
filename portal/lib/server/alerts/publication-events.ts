import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { insertPublicationEvent } from './publication-event-queries.ts';

/** What alerts and feeds tell of a procedure. */
export const PUBLICATION_EVENT_KINDS = [
	/** The procedure appears in the portal for the first time. */
	'published',
	/** A participation is announced that begins later. */
	'participation-announced',
	'participation-started',
	/** Three days are left. */
	'participation-ending',
	'dates-changed',
	/** An announced step was taken back before it began. */
	'withdrawn',
	'documents-replaced',
	'decided',
	'in-force',
	/** A participation is over. */
	'ended'
] as const;
export type PublicationEventKind = (typeof PUBLICATION_EVENT_KINDS)[number];

export interface NewPublicationEvent {
	procedureId: string;
	stepId?: string | null;
	kind: PublicationEventKind;
	/**
	 * Makes the event once per procedure and kind: for what a step does, the step's id; where it can happen again, with what makes it new
	 * (`<step id>:<new end date>`, `<document version id>`). The same occasion a second time changes nothing.
	 */
	occasion: string;
	/** When it happens or happened; one that lies ahead is told when its time has come. */
	at: Date;
}

/**
 * Notes that something of a procedure became public; alerts and feeds tell it, each person once. Give the scope of the transaction that
 * publishes: both happen or neither. Idempotent.
 * @returns true when it was new
 */
export function notePublicationEvent(scope: TenantScope, event: NewPublicationEvent): Promise<boolean> {
	return insertPublicationEvent(scope, event);
}
