import { CSV_COLUMNS } from './csv.ts';
import { SECTION_TYPE, type TrailModel } from './model.ts';
import { writeSignLines } from './values.ts';

type Network = Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'>;

/** The network as GeoJSON (RFC 7946) that `readTrailsFromGeoJson` reads back without loss; routes stand in the member `routen`. */
export function writeTrailsToGeoJson({ routes, sections, posts, equipment }: Network): string {
	const feature = (type: string, coordinates: unknown, properties: Record<string, unknown>) => ({ type: 'Feature', properties, geometry: { type, coordinates } });
	return `${JSON.stringify({
		type: 'FeatureCollection',
		routen: routes.map((route) => ({
			ref: route.ref,
			name: route.name,
			farbe: route.colour,
			zeichen: route.symbol,
			abschnitte: route.sections.map(({ ref, reversed }) => (reversed ? `-${ref}` : ref))
		})),
		features: [
			...sections.map(({ ref, name, line }) =>
				feature('LineString', line, {
					typ: 'abschnitt',
					ref,
					name,
					routen: routes.filter((route) => route.sections.some((section) => section.ref === ref)).map((route) => route.ref)
				})
			),
			...posts.map((post) =>
				feature('Point', post.point, {
					typ: 'standort',
					nummer: post.number,
					name: post.name,
					hoehe: post.elevation,
					traeger: post.carrier,
					eigentuemer: post.owner,
					schilder: post.signs.map(({ kind, lines, azimuth, routes: shown, material, year }) => ({
						art: kind,
						ziele: lines.map((line) => writeSignLines([line])),
						richtung: azimuth,
						routen: shown,
						material,
						jahr: year
					}))
				})
			),
			...equipment.map(({ ref, kind, name, point }) => feature('Point', point, { typ: kind, ref, name }))
		]
	})}\n`;
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The network as GPX 1.1: a track per route with a segment per section in the direction of the way, a waypoint per post. */
export function writeTrailsToGpx({ routes, sections, posts, equipment }: Network): string {
	const lineOf = new Map(sections.map((section) => [section.ref, section.line]));
	const used = new Set(routes.flatMap((route) => route.sections.map(({ ref }) => ref)));
	const segment = (line: readonly (readonly number[])[]) => `<trkseg>${line.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"/>`).join('')}</trkseg>`;
	const track = (name: string, lines: readonly (readonly (readonly number[])[])[], type = '') =>
		`<trk><name>${escape(name)}</name>${type && `<type>${type}</type>`}${lines.map(segment).join('')}</trk>`;
	const points = [
		...posts.map(({ number, name, elevation, point, signs }) => {
			const lines = signs.flatMap((sign) => sign.lines);
			return `<wpt lat="${point[1]}" lon="${point[0]}">${elevation === null ? '' : `<ele>${elevation}</ele>`}<name>${escape([number, name].filter(Boolean).join(' '))}</name><desc>${escape(writeSignLines(lines))}</desc><sym>Trail Head</sym><type>Standort</type></wpt>`;
		}),
		...equipment.map(({ kind, name, ref, point }) => `<wpt lat="${point[1]}" lon="${point[0]}"><name>${escape(name || ref)}</name><type>${kind}</type></wpt>`)
	];
	const tracks = [
		...routes.map((route) => track(route.name, route.sections.flatMap(({ ref, reversed }) => { const line = lineOf.get(ref); return line ? [reversed ? [...line].reverse() : line] : []; }))),
		...sections.filter(({ ref }) => !used.has(ref)).map(({ name, line }) => track(name, [line], SECTION_TYPE))
	];
	return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Bauleitportal" xmlns="http://www.topografix.com/GPX/1/1">\n${[...points, ...tracks].join('\n')}\n</gpx>\n`;
}

/** Rows of the table of posts and signs, headings first; `readTrailsFromCsv` reads them back. */
export function writeTrailsToRows({ posts }: Network): string[][] {
	const heads = Object.values(CSV_COLUMNS).map(([name]) => name);
	const comma = (value: number | null) => (value === null ? '' : String(value).replace('.', ','));
	const rows = posts.flatMap(({ number, name, elevation, carrier, owner, point, signs }) => {
		const post = [number, name, comma(elevation), carrier, owner, comma(point[0]), comma(point[1]), '', '', ''];
		const list = signs.map((sign) => [...post, sign.kind, writeSignLines(sign.lines), sign.azimuth === null ? '' : String(sign.azimuth), sign.routes.join(';'), sign.material, sign.year === null ? '' : String(sign.year)]);
		return list.length > 0 ? list : [[...post, '', '', '', '', '', '']];
	});
	return [heads, ...rows];
}
