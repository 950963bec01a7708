import * as v from 'valibot';
import { below, joined, type GeocoderAdapter, type GeocoderHit } from './types.ts';

const text = v.optional(v.string());
const number = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number());
const Answer = v.array(
	v.object({
		place_id: v.union([v.string(), v.number()]),
		lat: number,
		lon: number,
		display_name: v.string(),
		name: text,
		/** South, north, west, east. */
		boundingbox: v.optional(v.tuple([number, number, number, number])),
		address: v.optional(
			v.object({
				house_number: text,
				road: text,
				pedestrian: text,
				postcode: text,
				city: text,
				town: text,
				village: text,
				municipality: text
			}),
			{}
		)
	})
);

/** Nominatim (OpenStreetMap): `/search` with `format=jsonv2`, https://nominatim.org/release-docs/latest/api/Search/ */
export const nominatim: GeocoderAdapter = {
	url: (base, { text: q, area, limit }) =>
		below(base, 'search', {
			q,
			format: 'jsonv2',
			addressdetails: 1,
			limit,
			'accept-language': 'de',
			viewbox: area && [area[0], area[3], area[2], area[1]].join(','),
			bounded: area && 1
		}),
	read: (answer) =>
		v.parse(Answer, answer).map(({ place_id, lat, lon, display_name, name, boundingbox, address }): GeocoderHit => {
			const place = joined(address.postcode, address.city ?? address.town ?? address.village ?? address.municipality);
			const road = address.road ?? address.pedestrian;
			const common = { id: `nominatim-${place_id}`, position: [lon, lat] as [number, number] };
			if (road && address.house_number) return { ...common, kind: 'address', title: `${road} ${address.house_number}`, subtitle: place };
			const [south, north, west, east] = boundingbox ?? [lat, lat, lon, lon];
			const box: GeocoderHit['box'] = [west, south, east, north];
			if (road && (!name || name === road)) return { ...common, kind: 'street', title: road, subtitle: place, box };
			const [first, ...rest] = display_name.split(', ');
			return { ...common, kind: 'place', title: name || first!, subtitle: place ?? (rest.slice(0, 2).join(', ') || undefined), box };
		})
};
