import type { Carrier, EquipmentKind, SignKind, SignLine } from '../../../../importers/trails/model.ts';

/** The network as pages and devices get it. Positions are EPSG:3857 (metres of the web map), a tenth of a metre. */
export type Point = [x: number, y: number];

export interface Route {
	id: string;
	ref: string;
	name: string;
	colour: string;
	symbol: string;
	/** Metres on the ground. */
	length: number;
}

export interface Section {
	id: string;
	ref: string;
	name: string;
	line: Point[];
	length: number;
	routeIds: string[];
	wardenId: string | null;
	warden: string | null;
	deputyId: string | null;
	deputy: string | null;
	intervalDays: number;
	/** End of the last round that covered it, ISO 8601. */
	lastAt: string | null;
	/** Day by which it must be looked at again; null: it was never, and is late. */
	dueOn: string | null;
	late: boolean;
	closure: Closure | null;
}

export interface Closure {
	id: string;
	sectionId: string;
	/** YYYY-MM-DD */
	from: string;
	until: string | null;
	reason: string;
	diversion: string;
}

export interface Sign {
	id: string;
	postId: string;
	kind: SignKind;
	lines: SignLine[];
	azimuth: number | null;
	routeIds: string[];
	material: string;
	year: number | null;
}

export interface Post {
	id: string;
	number: string;
	name: string;
	elevation: number | null;
	carrier: Carrier;
	owner: string;
	point: Point;
	token: string;
	assetId: string | null;
	signs: Sign[];
}

export interface Equipment {
	id: string;
	ref: string;
	kind: EquipmentKind;
	name: string;
	point: Point;
}

export interface Network {
	routes: Route[];
	sections: Section[];
	posts: Post[];
	equipment: Equipment[];
	/** EPSG:3857; null where there is nothing. */
	extent: [number, number, number, number] | null;
}
