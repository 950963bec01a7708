import { crsFromSrsName } from '../xplan/crs-names.ts';
import { crsByCode } from '../xplan/crs.ts';
import { escapeText } from '../xplan/writer/xml-text.ts';
import { cleanText } from './din-91379.ts';
import { XBeteiligungError } from './errors.ts';
import type { Place } from './model.ts';
import type { Shape } from './shape.ts';
import { attribute, child, find, type Element } from './tree.ts';

/**
 * A georeferenzierung of a statement: points, lines and areas of GML 3.2. The three lists become one, in the schema's order: points, areas, lines.
 * Axis order: east, north in the model and in projected systems. For degrees the register of EPSG says latitude first and many
 * write longitude first; in Germany the two are told apart by their size (latitude 46–57, longitude 3–17).
 */
const KINDS: [kind: Place['kind'], element: string, wrapper: string][] = [
	['point', 'punkt', 'punkt'],
	['area', 'flaeche', 'polygon'],
	['line', 'linie', 'linie']
];

const bad = (path: string, what: string) => new XBeteiligungError('invalid-value', `Die Verortung „${path}“ ${what}.`);

export const placeShape: Shape = {
	read(element, path) {
		const places: Place[] = [];
		for (const [kind, name, wrapper] of KINDS) {
			for (const group of element.children.filter(({ local }) => local === name)) {
				const note = child(group, 'erlaeuterung')?.text;
				for (const item of group.children.filter(({ local }) => local === name)) {
					const geometry = child(item, wrapper);
					if (!geometry) throw bad(path, 'hat keine Geometrie');
					places.push({ ...readGeometry(kind, geometry, `${path}/${name}`), ...(note === undefined ? {} : { note }) });
				}
			}
		}
		return places;
	},
	write(value, path) {
		let inner = '';
		// gml:id is unique in the document.
		const group = /\[(\d+)\]$/.exec(path)?.[1] ?? '1';
		let number = 0;
		for (const [kind, name, wrapper] of KINDS) {
			for (const place of (value as Place[]).filter((each) => each.kind === kind)) {
				const note = place.note === undefined ? '' : `<erlaeuterung>${escapeText(cleanText(place.note))}</erlaeuterung>`;
				const srs = `http://www.opengis.net/def/crs/EPSG/0/${place.crs.slice(5)}`;
				const tag = `<${wrapper} gml:id="ort-${group}-${++number}" srsName="${srs}">${writeGeometry(place, path)}</${wrapper}>`;
				inner += `<x:${name}><${name}>${tag}</${name}>${note}</x:${name}>`;
			}
		}
		return ['', inner];
	}
};

function readGeometry(kind: Place['kind'], geometry: Element, path: string): Pick<Place, 'kind' | 'crs' | 'rings'> {
	const holders = [geometry, ...['pos', 'posList'].map((name) => find(geometry, name)).filter((each) => each !== undefined)];
	const name = holders.map((each) => attribute(each, 'srsName')).find((each) => each !== undefined);
	const crs = name === undefined ? null : crsFromSrsName(name);
	if (crs === null) throw bad(path, 'nennt kein bekanntes Koordinatenreferenzsystem');
	const lists = positionLists(geometry);
	if (lists.length === 0) throw bad(path, 'hat keine Koordinaten');
	const degrees = crsByCode(crs)!.unit === 'degree';
	const rings = lists.map((list) => positions(list, degrees, path));
	const least = { point: 1, line: 2, area: 4 }[kind];
	if (rings.some((ring) => ring.length < least)) throw bad(path, 'hat zu wenige Koordinaten');
	return { kind, crs, rings };
}

function positionLists(element: Element): string[] {
	return element.children.flatMap((each) => (each.local === 'pos' || each.local === 'posList' ? [each.text] : positionLists(each)));
}

function positions(list: string, degrees: boolean, path: string): [number, number][] {
	const numbers = list.trim().split(/\s+/).map(Number);
	if (numbers.length % 2 !== 0 || numbers.some((each) => !Number.isFinite(each))) throw bad(path, 'hat Koordinaten, die keine Paare von Zahlen sind');
	const result: [number, number][] = [];
	for (let at = 0; at < numbers.length; at += 2) result.push([numbers[at]!, numbers[at + 1]!]);
	const latitudeFirst = degrees && result.every(([first, second]) => first > second && first >= 46 && first <= 57 && second >= 3 && second <= 17);
	return latitudeFirst ? result.map(([north, east]) => [east, north]) : result;
}

function writeGeometry({ kind, crs, rings }: Place, path: string): string {
	const system = crsByCode(crs);
	if (!system || rings.length === 0) throw bad(path, 'hat keine Geometrie in einem bekannten Koordinatenreferenzsystem');
	// What is written in degrees is written as the register says: latitude first.
	const pair = ([east, north]: [number, number]) => (system.unit === 'degree' ? `${north} ${east}` : `${east} ${north}`);
	const list = (ring: [number, number][]) => ring.map(pair).join(' ');
	if (kind === 'point') return `<gml:pos>${pair(rings[0]![0]!)}</gml:pos>`;
	if (kind === 'line') return `<gml:segments><gml:LineStringSegment><gml:posList>${list(rings[0]!)}</gml:posList></gml:LineStringSegment></gml:segments>`;
	return rings
		.map((ring, index) => {
			const name = index === 0 ? 'gml:exterior' : 'gml:interior';
			return `<${name}><gml:LinearRing><gml:posList>${list(ring)}</gml:posList></gml:LinearRing></${name}>`;
		})
		.join('');
}
