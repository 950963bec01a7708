import type { Position } from '../../importers/xplan/model.ts';
import { polygonCoordinates } from './geometry.ts';
import { AREAS, CENTRES, land, RIVER, RIVER_WIDTH } from './land.ts';
import { landCover } from './land-cover.ts';
import { LINDENPARK, lindenparkGeometry } from './lindenpark-areas.ts';
import { quarters } from './quarters.ts';
import { ribbon } from './ribbons.ts';
import type { BuildStyle, Lot, Municipality, Street } from './town-types.ts';
import { buildTown, type Town } from './town.ts';

export interface BaseFeature {
	layer: 'water' | 'landcover' | 'street' | 'building' | 'parcel' | 'railway' | 'boundary' | 'place';
	kind: string;
	name?: string;
	/** Real width of a street or brook in metres, on its centre line. */
	width?: number;
	/** GeoJSON in EPSG:25833, east, north. */
	geometry:
		| { type: 'Point'; coordinates: Position }
		| { type: 'LineString'; coordinates: Position[] }
		| { type: 'Polygon'; coordinates: Position[][] };
	/** Zoom of the web map from which on it is drawn. */
	minZoom: number;
}

export interface DemoAddress {
	tenant: Municipality;
	street: string;
	number: string;
	postcode: string;
	place: string;
	/** East and north in EPSG:25833: the middle of the house. */
	x: number;
	y: number;
}

const polygon = (...rings: Position[][]): BaseFeature['geometry'] => ({
	type: 'Polygon',
	coordinates: rings.map((ring) => [...ring, ring[0]!])
});
const named = (feature: BaseFeature, name: string | undefined): BaseFeature => (name ? { ...feature, name } : feature);

const LINE_ZOOM: Record<Street['kind'], number> = { main: 10, country: 10, residential: 13, lane: 14, path: 15, track: 13 };
const COVER_OF: Record<BuildStyle, { kind: string; depth: number }> = {
	core: { kind: 'core', depth: 24 },
	block: { kind: 'residential', depth: 34 },
	villa: { kind: 'residential', depth: 38 },
	house: { kind: 'residential', depth: 30 },
	row: { kind: 'residential', depth: 28 },
	farm: { kind: 'residential', depth: 50 },
	works: { kind: 'industrial', depth: 95 },
	slab: { kind: 'residential', depth: 44 }
};

/** Built-up land along the streets; ribbons of neighbouring streets overlap and read as one area. */
function builtUp(streets: Street[]): BaseFeature[] {
	return streets.flatMap((s): BaseFeature[] => {
		const style = s.left ?? s.right;
		if (!style) return [];
		const cover = COVER_OF[style];
		const ring = ribbon(s.line, s.width + 2 * cover.depth);
		return [{ layer: 'landcover', kind: cover.kind, geometry: polygon(ring), minZoom: 9 }];
	});
}

function streetFeatures(streets: Street[]): BaseFeature[] {
	const surfaces = streets.map((s): BaseFeature => ({
		layer: 'street',
		kind: `${s.kind}-surface`,
		geometry: polygon(ribbon(s.line, s.width)),
		minZoom: 15
	}));
	const lines = streets.map((s): BaseFeature => ({
		layer: 'street',
		kind: s.kind,
		name: s.name,
		width: s.width,
		geometry: { type: 'LineString', coordinates: s.line },
		minZoom: LINE_ZOOM[s.kind]
	}));
	return [...surfaces, ...lines];
}

function lotFeatures(lots: Lot[]): BaseFeature[] {
	const counters = new Map<string, number>();
	const parcels = lots.map((lot): BaseFeature => {
		const number = (counters.get(lot.street.place) ?? 100) + 1;
		counters.set(lot.street.place, number);
		// Divided parcels carry a denominator, as after the division of a larger one.
		const name = number % 3 === 0 ? `${Math.floor(number / 3)}/${(number % 7) + 1}` : String(number);
		return { layer: 'parcel', kind: 'parcel', name, geometry: polygon(lot.parcel), minZoom: 16 };
	});
	const buildings = lots.flatMap((lot) =>
		lot.buildings.map((ring, i): BaseFeature => {
			const kind = i > 0 ? 'annex' : lot.style === 'works' ? 'works' : lot.style === 'farm' ? 'farm' : 'house';
			return named({ layer: 'building', kind, geometry: polygon(ring), minZoom: 14 }, i === 0 ? lot.number : undefined);
		})
	);
	return [...parcels, ...buildings];
}

/** The closed nursery on which the Lindenpark is planned: its old parcels, greenhouses, villa and pond. */
function nursery(): BaseFeature[] {
	const box = (u1: number, v1: number, u2: number, v2: number): Position[] => [
		LINDENPARK(u1, v1),
		LINDENPARK(u2, v1),
		LINDENPARK(u2, v2),
		LINDENPARK(u1, v2)
	];
	const g = lindenparkGeometry(true);
	const parcels: [string, Position[]][] = [
		['87/1', box(0, 16, 152, 110)],
		['87/2', box(0, 110, 152, 250)],
		['88', box(152, 16, 226, 250)],
		['89/3', box(226, 16, 276, 130)],
		['89/4', box(226, 130, 276, 250)],
		['90', box(276, 16, 322, 250)]
	];
	const houses: [string, Position[]][] = [
		['house', g.path('236,38 249,38 249,43 252,43 252,48 249,48 249,54 236,54')],
		['annex', box(290, 132, 306, 142)],
		['works', box(160, 180, 214, 190)],
		['works', box(160, 196, 214, 206)]
	];
	return [
		{ layer: 'landcover', kind: 'brownfield', name: 'Ehemalige Stadtgärtnerei', geometry: polygon(box(0, 16, 326, 250)), minZoom: 13 },
		{
			layer: 'water',
			kind: 'pond',
			name: 'Gärtnerteich',
			geometry: { type: 'Polygon', coordinates: polygonCoordinates(g.areas.get('Teich')!) },
			minZoom: 14
		},
		...parcels.map(([name, ring]): BaseFeature => ({ layer: 'parcel', kind: 'parcel', name, geometry: polygon(ring), minZoom: 16 })),
		...houses.map(([kind, ring]): BaseFeature => ({ layer: 'building', kind, geometry: polygon(ring), minZoom: 14 }))
	];
}

const PLACES: [kind: string, name: string, at: Position][] = [
	['town', 'Musterlinden', CENTRES.musterlinden],
	['village', 'Auenfelde', CENTRES.auenfelde],
	['village', 'Kiefernheide', CENTRES.heidewinkel],
	['hamlet', 'Oberlinden', land(4700, 9250)],
	['hamlet', 'Altwiesen', land(4500, 2450)],
	['hamlet', 'Steinbach', land(1900, 6350)],
	['hamlet', 'Storchenau', land(8650, 9900)],
	['hamlet', 'Lerchenfeld', land(12700, 10150)],
	['hamlet', 'Grünheide', land(13250, 4000)],
	['hamlet', 'Elbsande', land(9500, 3550)],
	['quarter', 'Altstadt', land(5250, 5690)],
	['quarter', 'Weststadt', land(4450, 6200)],
	['quarter', 'Nordstadt', land(5500, 6180)],
	['quarter', 'Südstadt', land(5230, 4960)],
	['quarter', 'Elbvorstadt', land(5830, 5480)]
];

let built: Town | undefined;
const town = (): Town => (built ??= buildTown());

/** The offline base map, in drawing order: what comes first lies below. */
export function demoBaseMap(): BaseFeature[] {
	const t = town();
	const cover = landCover().map((c): BaseFeature =>
		named({ layer: 'landcover', kind: c.kind, geometry: polygon(c.ring), minZoom: c.kind === 'field' ? 11 : 9 }, c.name)
	);
	const marks = t.landmarks.map((l): BaseFeature =>
		named({ layer: l.layer, kind: l.kind, geometry: polygon(l.ring), minZoom: l.layer === 'building' ? 14 : 12 }, l.name)
	);
	const brooks = t.brooks.flatMap((b): BaseFeature[] => [
		{ layer: 'water', kind: 'brook-surface', geometry: polygon(ribbon(b.line, b.width)), minZoom: 14 },
		{ layer: 'water', kind: 'brook', name: b.name, width: b.width, geometry: { type: 'LineString', coordinates: b.line }, minZoom: 11 }
	]);
	const { land: outline, ...municipal } = AREAS;
	return [
		{ layer: 'landcover', kind: 'farmland', geometry: polygon(outline), minZoom: 7 },
		...cover,
		...builtUp(t.streets),
		...quarters().map((q): BaseFeature => ({ layer: 'landcover', kind: q.kind, geometry: polygon(q.ring), minZoom: 9 })),
		...marks.filter((m) => m.layer === 'landcover'),
		...nursery().filter((f) => f.layer === 'landcover'),
		{ layer: 'water', kind: 'river', name: 'Elbe', geometry: polygon(ribbon(RIVER, RIVER_WIDTH, false)), minZoom: 7 },
		...brooks,
		...marks.filter((m) => m.layer === 'water'),
		...nursery().filter((f) => f.layer === 'water'),
		...nursery().filter((f) => f.layer === 'parcel'),
		...lotFeatures(t.lots).filter((f) => f.layer === 'parcel'),
		...streetFeatures(t.streets),
		{
			layer: 'railway',
			kind: 'railway',
			name: 'Bahnstrecke Musterlinden',
			geometry: { type: 'LineString', coordinates: t.railway },
			minZoom: 9
		},
		...marks.filter((m) => m.layer === 'building'),
		...nursery().filter((f) => f.layer === 'building'),
		...lotFeatures(t.lots).filter((f) => f.layer === 'building'),
		...Object.entries(municipal).map(([name, ring]): BaseFeature => ({
			layer: 'boundary',
			kind: 'municipality',
			name,
			geometry: { type: 'LineString', coordinates: [...ring, ring[0]!] },
			minZoom: 8
		})),
		{
			layer: 'boundary',
			kind: 'land',
			name: 'Freiland Elbaue',
			geometry: { type: 'LineString', coordinates: [...outline, outline[0]!] },
			minZoom: 7
		},
		...PLACES.map(([kind, name, at]): BaseFeature => ({
			layer: 'place',
			kind,
			name,
			geometry: { type: 'Point', coordinates: at },
			minZoom: kind === 'quarter' ? 13 : kind === 'hamlet' ? 11 : 8
		}))
	];
}

/** The gazetteer: every lot with a house. */
export function demoAddresses(): DemoAddress[] {
	return town().lots.flatMap((lot): DemoAddress[] => {
		const house = lot.buildings[0];
		if (!house) return [];
		const middle = (j: 0 | 1): number => Math.round((house.reduce((sum, p) => sum + p[j], 0) / house.length) * 10) / 10;
		const { municipality, name, postcode, place } = lot.street;
		return [{ tenant: municipality, street: name, number: lot.number, postcode, place, x: middle(0), y: middle(1) }];
	});
}
