import type { Extent } from '$lib/map/types.ts';
import type { FilterName, FilterStatus } from '$lib/forms/procedure-filter.ts';
import type { MunicipalityItem, PlanItem } from '../plans/types.ts';

/** A procedure in a list. */
export interface ProcedureItem {
	id: string;
	title: string;
	number: string | null;
	kindName: string;
	tenantName: string;
	municipality: string;
	status: FilterStatus;
	/** With the dates of the step that makes the status. */
	sentence: string;
	summary: string;
	href: string;
	extent: Extent | null;
}

/** A status to choose, with the address that chooses it or takes it away. */
export interface StatusChoice {
	status: FilterStatus;
	count: number;
	chosen: boolean;
	href: string;
}

/** A filter that is set; its address takes it away. */
export interface FilterChip {
	label: string;
	href: string;
}

export interface FilterOption {
	value: string;
	label: string;
}

/** What stands in the fields of the form. */
export interface FilterFields {
	values: Partial<Record<FilterName, string>>;
	/** Statuses and search words, which have their own controls, and several values of a field. */
	kept: [FilterName, string][];
	planTypes: FilterOption[];
	kinds: FilterOption[];
	tenants: FilterOption[];
	topics: FilterOption[];
	/** How many filters are set in this form. */
	count: number;
}

/** First page of the Land or of a tenant, or its archive. */
export interface LandportalView {
	archive: boolean;
	/** This page without a filter. */
	action: string;
	search: string;
	extent: Extent;
	/** Where the filter leads: moves the map. */
	focus: Extent | null;
	items: ProcedureItem[];
	total: number;
	placeless: number;
	nextHref: string | null;
	/** Not the first page. */
	continued: boolean;
	statuses: StatusChoice[];
	chips: FilterChip[];
	fields: FilterFields;
	/** Filter of map, feeds and alerts, without `?`. */
	tileQuery: string;
	feedQuery: string;
	/** Address with `bbox=` to fill in. */
	hereHref: string;
	filtered: boolean;
	unknownPlace: string | null;
	/** What could not be read in the address and was left out. */
	wrong: FilterName[];
	/** Where no procedure and no plan has the words: what lies around a place that has them. */
	near: { place: string; items: ProcedureItem[]; plans: PlanItem[] } | null;
	running: PlanItem[];
	plans: PlanItem[];
	plansNextHref: string | null;
	showPlans: boolean;
	municipalities: MunicipalityItem[];
}
