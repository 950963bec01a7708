import * as v from 'valibot';
import { below, joined, type GeocoderAdapter, type GeocoderHit } from './types.ts';

const text = v.nullish(v.string());
const position = v.pipe(v.array(v.number()), v.minLength(2));
const Answer = v.object({
	features: v.array(
		v.object({
			geometry: v.object({ coordinates: position }),
			properties: v.object({
				text: v.string(),
				typ: text,
				strasse: text,
				haus: v.nullish(v.union([v.string(), v.number()])),
				plz: text,
				ort: text,
				/** A geometry, Point or Polygon. */
				bbox: v.nullish(v.object({ coordinates: v.union([position, v.array(v.array(position))]) }))
			})
		})
	)
});

/** Signs with a meaning in the service's query language (that of Lucene). */
const SPECIAL = /[+&|!(){}[\]^"~*?:\\]/g;

/**
 * Geokodierungsdienst and Ortssuche of the Bundesamt für Kartographie und Geodäsie: `/geosearch`, OpenSearch with GeoJSON. The base is the
 * address with the key (`…/gdz_geokodierung__KEY`).
 */
export const bkg: GeocoderAdapter = {
	url: (base, { text: query, area, limit }) =>
		below(base, 'geosearch', {
			query: query.replace(SPECIAL, ' '),
			outputformat: 'json',
			srsName: 'EPSG:4326',
			count: limit,
			bbox: area && area.join(',')
		}),
	read: (answer) =>
		v.parse(Answer, answer).features.map(({ geometry, properties: p }, index): GeocoderHit => {
			const place = joined(p.plz ?? undefined, p.ort ?? undefined);
			const common = { id: `bkg-${index}-${p.text}`, position: geometry.coordinates.slice(0, 2) as [number, number] };
			const type = p.typ?.toLowerCase();
			if (p.strasse && p.haus) return { ...common, kind: 'address', title: `${p.strasse} ${p.haus}`, subtitle: place };
			const box = boxOf(p.bbox?.coordinates);
			if (p.strasse && (type === 'strasse' || type === 'straße')) return { ...common, kind: 'street', title: p.strasse, subtitle: place, box };
			return { ...common, kind: 'place', title: p.text, box };
		})
};

function boxOf(coordinates: number[] | number[][][] | undefined): GeocoderHit['box'] {
	const ring = coordinates?.[0];
	if (!Array.isArray(ring)) return undefined;
	const [lon, lat] = [ring.map((each) => each[0]!), ring.map((each) => each[1]!)];
	return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}
