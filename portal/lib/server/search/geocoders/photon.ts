import * as v from 'valibot';
import { below, joined, type GeocoderAdapter, type GeocoderHit } from './types.ts';

const text = v.optional(v.string());
const Answer = v.object({
	features: v.array(
		v.object({
			geometry: v.object({ coordinates: v.tuple([v.number(), v.number()]) }),
			properties: v.object({
				osm_type: text,
				osm_id: v.optional(v.number()),
				type: text,
				name: text,
				street: text,
				housenumber: text,
				postcode: text,
				city: text,
				county: text,
				/** West, north, east, south: not the order of GeoJSON. */
				extent: v.optional(v.tuple([v.number(), v.number(), v.number(), v.number()]))
			})
		})
	)
});

/** Photon (OpenStreetMap): `/api`, answers GeoJSON, https://github.com/komoot/photon/blob/master/docs/api-v1.md */
export const photon: GeocoderAdapter = {
	url: (base, { text: q, area, limit }) => below(base, 'api', { q, limit, lang: 'de', bbox: area && area.join(',') }),
	read: (answer) =>
		v.parse(Answer, answer).features.map(({ geometry, properties: p }, index): GeocoderHit => {
			const place = joined(p.postcode, p.city);
			const common = { id: `photon-${p.osm_type ?? ''}${p.osm_id ?? index}`, position: geometry.coordinates };
			if (p.street && p.housenumber) return { ...common, kind: 'address', title: `${p.street} ${p.housenumber}`, subtitle: place };
			const box: GeocoderHit['box'] = p.extent && [p.extent[0], p.extent[3], p.extent[2], p.extent[1]];
			const title = p.name ?? p.street ?? place ?? '';
			return { ...common, kind: p.type === 'street' ? 'street' : 'place', title, subtitle: place ?? p.county, box };
		})
		.filter((hit) => hit.title !== '')
};
