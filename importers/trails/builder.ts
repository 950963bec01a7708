import { transformBetween } from '../xplan/crs.ts';
import type { Position } from '../xplan/model.ts';
import { TrailFileError, type FindingCode, type TrailFinding, type TrailModel, type TrailRoute } from './model.ts';

export type Place = TrailFinding['place'];

const MOST_THINGS = 50_000;
const MOST_POSITIONS = 1_000_000;
export const MOST_TEXT = 500;
/** Longitude and latitude in which a German network can lie, with its neighbours. */
const AROUND = { west: 4, east: 17, south: 46, north: 56 };
/** Far apart in hue and readable on white; taken in turn for routes that name none. */
const COLOURS = ['#b3261e', '#1f5fbf', '#2f7d4f', '#8a5a00', '#7b3fa0', '#006d77', '#a3005b', '#4b4b4b'];
const COLOUR_NAMES: Record<string, string> = {
	red: '#c8102e',
	rot: '#c8102e',
	blue: '#1f5fbf',
	blau: '#1f5fbf',
	green: '#2f7d4f',
	grün: '#2f7d4f',
	yellow: '#c79200',
	gelb: '#c79200',
	orange: '#d35400',
	brown: '#7a4a21',
	braun: '#7a4a21',
	black: '#1b1b1b',
	schwarz: '#1b1b1b',
	purple: '#7b3fa0',
	violet: '#7b3fa0',
	violett: '#7b3fa0',
	lila: '#7b3fa0',
	pink: '#c2367f',
	rosa: '#c2367f',
	grey: '#5f6368',
	gray: '#5f6368',
	grau: '#5f6368',
	white: '#8d9199',
	weiß: '#8d9199'
};

/** Collects things and what is to be said about them; checks what all formats share. */
export class TrailBuilder {
	readonly model: TrailModel = { routes: [], sections: [], posts: [], equipment: [], unplaced: [], findings: [], unsupported: [] };
	private readonly unsupported = new Map<string, number>();
	private things = 0;
	private positions = 0;

	find(severity: TrailFinding['severity'], code: FindingCode, place: Place, value: unknown = ''): void {
		this.model.findings.push({ code, severity, place, value: shorten(String(value ?? ''), 120) });
	}

	leaveOut(name: string): void {
		const key = shorten(name, 80);
		this.unsupported.set(key, (this.unsupported.get(key) ?? 0) + 1);
	}

	/** Counts against the limits of a file. @throws TrailFileError `trail_file_too_large` */
	count(positions: number): void {
		this.positions += positions;
		if (++this.things > MOST_THINGS || this.positions > MOST_POSITIONS) throw new TrailFileError('trail_file_too_large');
	}

	/** Text of a property, trimmed, without control signs, never longer than it may be. */
	text(value: unknown, place: Place): string {
		if (value === null || value === undefined || typeof value === 'object') return '';
		// eslint-disable-next-line no-control-regex -- they are what is removed
		const plain = String(value).replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
		if (plain.length <= MOST_TEXT) return plain;
		this.find('warning', 'text-shortened', place, plain);
		return plain.slice(0, MOST_TEXT);
	}

	/** A decimal number with point or comma; null for nothing. What is no number is told. */
	number(value: unknown, place: Place): number | null {
		const plain = this.text(value, place).replace(/\s*(m|km|min|°)$/i, '');
		if (plain === '') return null;
		const read = /^[+-]?\d{1,9}([.,]\d{1,9})?$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
		if (Number.isFinite(read)) return read;
		this.find('warning', 'number-unreadable', place, value);
		return null;
	}

	/**
	 * Position in degrees, longitude first.
	 * @returns null with a finding where it is none, or lies where no German trail can lie
	 */
	position(east: unknown, north: unknown, crs: string, place: Place): Position | null {
		if (typeof east !== 'number' || typeof north !== 'number' || !Number.isFinite(east) || !Number.isFinite(north)) {
			this.find('error', 'position-invalid', place, `${String(east)} ${String(north)}`);
			return null;
		}
		const [lon, lat] = crs === 'EPSG:4326' ? [east, north] : transformBetween(crs, 'EPSG:4326')(east, north);
		if (!(lon! >= AROUND.west && lon! <= AROUND.east && lat! >= AROUND.south && lat! <= AROUND.north)) {
			this.find('error', 'outside-germany', place, `${east} ${north}`);
			return null;
		}
		return [round(lon!), round(lat!)];
	}

	/** `#rrggbb` of a hex value or a name (German, English, or the first part of an osmc:symbol); null with a finding if it is none. */
	colour(value: unknown, place: Place): string | null {
		const plain = this.text(value, place).toLowerCase();
		if (plain === '') return null;
		if (/^#[0-9a-f]{6}$/.test(plain)) return plain;
		if (/^#[0-9a-f]{3}$/.test(plain)) return `#${[...plain.slice(1)].map((sign) => sign + sign).join('')}`;
		const named = COLOUR_NAMES[plain.split(':')[0]!.split('_')[0]!.trim()];
		if (!named) this.find('warning', 'colour-unknown', place, value);
		return named ?? null;
	}

	/** The route of that ref; made where it is new. */
	route(ref: string, place: Place, values: { name?: string; colour?: string | null; symbol?: string; told?: boolean } = {}): TrailRoute {
		const known = this.model.routes.find((route) => route.ref === ref);
		if (known) {
			if (values.told) delete known.implied;
			if (values.colour) delete known.colourChosen;
			if (values.name) known.name = values.name;
			if (values.colour) known.colour = values.colour;
			if (values.symbol) known.symbol = values.symbol;
			return known;
		}
		if (!values.told) this.find('note', 'route-made', place, ref);
		const colour = values.colour ?? COLOURS[this.model.routes.length % COLOURS.length]!;
		if (!values.colour) this.find('note', 'colour-chosen', place, ref);
		const route: TrailRoute = { ref, name: values.name || ref, colour, symbol: values.symbol ?? '', sections: [] };
		if (!values.told) route.implied = true;
		if (!values.colour) route.colourChosen = true;
		this.model.routes.push(route);
		return route;
	}

	/** Adds a section under a ref that no other has; a second one of the same ref is told and gets another. */
	section(wanted: string, name: string, line: Position[], place: Place, loose: 'ref' | 'all' | undefined = wanted === '' ? 'ref' : undefined): string {
		let ref = wanted;
		if (ref === '') {
			ref = this.free(name || 'Abschnitt', (each) => this.model.sections.some((section) => section.ref === each));
			this.find('note', 'ref-made', place, ref);
		} else if (this.model.sections.some((section) => section.ref === ref)) {
			ref = this.free(ref, (each) => this.model.sections.some((section) => section.ref === each));
			this.find('warning', 'ref-twice', place, `${wanted} → ${ref}`);
		}
		this.model.sections.push({ ref, name: name || ref, line, ...(loose ? { loose } : {}) });
		return ref;
	}

	free(base: string, taken: (ref: string) => boolean): string {
		if (!taken(base)) return base;
		for (let number = 2; ; number++) if (!taken(`${base}-${number}`)) return `${base}-${number}`;
	}

	/** Checks what only the whole file can tell. */
	finish(): TrailModel {
		const { routes, posts, findings } = this.model;
		const refs = new Set(routes.map(({ ref }) => ref));
		for (const post of [...posts, ...this.model.unplaced])
			for (const sign of post.signs) {
				for (const ref of sign.routes.filter((each) => !refs.has(each))) this.find('warning', 'route-unknown', null, `${post.number}: ${ref}`);
			}
		for (const route of routes) if (route.sections.length === 0 && this.model.sections.length > 0) this.find('note', 'route-empty', null, route.ref);
		this.model.unsupported = [...this.unsupported].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
		const things = routes.length + this.model.sections.length + posts.length + this.model.equipment.length + this.model.unplaced.length;
		if (things === 0 && findings.length === 0) throw new TrailFileError('trail_file_empty');
		return this.model;
	}
}

/** A tenth of a metre is more than any trail needs; centimetres keep what was written. */
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
export const shorten = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
