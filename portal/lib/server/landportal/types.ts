import type { Extent } from '../../../../gis/plans/types.ts';
import type { ProcedureFilter } from '../../forms/procedure-filter.ts';
import type { ProcedureStatus, Track } from '../procedures/types.ts';

/** `time`: what ends soonest first, then what begins soonest, then what was last; `relevance`: how well the words fit; `changed`: newest change. */
export type ProcedureOrder = 'time' | 'relevance' | 'changed';

/** What a list may be limited to beside the filter of its visitor. */
export interface ListOptions {
	now: Date;
	/** Only this tenant's. */
	tenantId?: string;
	/** Only these statuses, whatever the filter says (archive). */
	within?: readonly ProcedureStatus[];
	/** Without it: `relevance` for a text, else `time`. */
	order?: ProcedureOrder;
	/** Where the page before ended. */
	after?: string | null;
	limit?: number;
}

/** The step that makes the status. Days are local, both inclusive, `YYYY-MM-DD`. */
export interface CardStep {
	id: string;
	key: string;
	title: string;
	track: Track;
	iteration: number;
	/** Statements only on what was changed (§ 4a (3) S. 2 BauGB). */
	changesOnly: boolean;
	startsOn: string | null;
	endsOn: string | null;
	startsAt: Date | null;
	/** Exclusive. */
	endsAt: Date | null;
}

/** A published procedure as lists and cards show it. */
export interface ProcedureCard {
	id: string;
	tenantId: string;
	tenant: string;
	tenantName: string;
	title: string;
	number: string | null;
	summary: string;
	kindKey: string;
	kindName: string;
	planType: string;
	municipality: string;
	topics: string[];
	status: ProcedureStatus;
	since: Date;
	/** Null: until something happens. */
	until: Date | null;
	step: CardStep | null;
	planId: string | null;
	/** EPSG:3857; null where nobody gave an area or a point. */
	extent: Extent | null;
	publishedAt: Date;
	/** When anything public changed last. */
	updatedAt: Date;
	/** Page of the procedure. */
	href: string;
}

export interface ProcedurePage {
	items: ProcedureCard[];
	next: string | null;
	/** Of everything that fits, not of this page. */
	total: number;
	/** Of everything that fits but for its status. */
	counts: Partial<Record<ProcedureStatus, number>>;
	/** How many have no place on the map. */
	placeless: number;
}

/** What can be chosen in the filter: values that published procedures have. */
export interface Facets {
	kinds: { key: string; name: string; planType: string; count: number }[];
	planTypes: { key: string; count: number }[];
	tenants: { slug: string; name: string; count: number }[];
	topics: { name: string; count: number }[];
}

export type { ProcedureFilter };
