import { readXplanGml, type ReadOptions } from '../../../importers/xplan/reader.ts';
import type { Attribute, Feature, Finding, PlanGeometry, ReadSummary } from '../../../importers/xplan/model.ts';

/** A place in Saxony in EPSG:25833. */
export const EAST = 382_000;
export const NORTH = 5_656_000;

const NAMESPACES =
	'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:wfs="http://www.opengis.net/wfs/2.0"';

export const namespaceOf = (version: string): string => `http://www.xplanung.de/xplangml/${version.replace('.', '/')}`;

/** A document with root XPlanAuszug around members given as XML. */
export function xplanAuszug(members: string[], { version = '6.0', envelope = 'EPSG:25833' as string | null } = {}): string {
	const bounds = envelope === null ? '' : `<gml:boundedBy><gml:Envelope srsName="${envelope}"/></gml:boundedBy>`;
	const content = members.map((member) => `<gml:featureMember>${member}</gml:featureMember>`).join('\n');
	return `<x:XPlanAuszug xmlns:x="${namespaceOf(version)}" ${NAMESPACES} gml:id="A">\n${bounds}\n${content}\n</x:XPlanAuszug>`;
}

export function featureCollection(content: string, version = '5.4'): string {
	return `<wfs:FeatureCollection xmlns:x="${namespaceOf(version)}" ${NAMESPACES}>${content}</wfs:FeatureCollection>`;
}

export const plan = (id = 'P1', inside = ''): string => `<x:BP_Plan gml:id="${id}"><x:name>Am Anger</x:name>${inside}</x:BP_Plan>`;

export const object = (geometry: string, id = 'O1', name = 'BP_BaugebietsTeilFlaeche'): string =>
	`<x:${name} gml:id="${id}"><x:position>${geometry}</x:position></x:${name}>`;

/** `posList` of offsets in metres from the place, `'0 0 10 0'`. */
export function at(offsets: string): string {
	const numbers = offsets.trim().split(/\s+/).map(Number);
	return numbers.map((number, index) => number + (index % 2 === 0 ? EAST : NORTH)).join(' ');
}

/** A counter-clockwise square of 10 m. */
export const SQUARE = '0 0 10 0 10 10 0 10 0 0';
export const ring = (offsets: string): string => `<gml:LinearRing><gml:posList>${at(offsets)}</gml:posList></gml:LinearRing>`;
export const polygon = (exterior = SQUARE, ...interiors: string[]): string =>
	`<gml:Polygon gml:id="G${Math.abs(hash(exterior + interiors.join()))}"><gml:exterior>${ring(exterior)}</gml:exterior>${interiors
		.map((interior) => `<gml:interior>${ring(interior)}</gml:interior>`)
		.join('')}</gml:Polygon>`;

function hash(text: string): number {
	let value = 0;
	for (const character of text) value = (value * 31 + character.codePointAt(0)!) | 0;
	return value;
}

/** Bytes in pieces of a given size, as files and uploads arrive. */
export async function* bytesOf(document: string | Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
	const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
	for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

export async function read(
	document: string | Uint8Array,
	options?: ReadOptions,
	size?: number
): Promise<{ features: Feature[]; summary: ReadSummary }> {
	const features: Feature[] = [];
	for await (const event of readXplanGml(bytesOf(document, size), options)) {
		if (event.type === 'features') features.push(...event.features);
		else if (event.type === 'end') return { features, summary: event.summary };
	}
	throw new Error('The reader ended without a summary');
}

export interface ReadGeometryResult {
	geometry: PlanGeometry | undefined;
	attribute: Attribute;
	findings: Finding[];
	summary: ReadSummary;
}

/** Reads one geometry as the position of an object. */
export async function readGeometry(geometry: string, options: { envelope?: string | null } = {}): Promise<ReadGeometryResult> {
	const { features, summary } = await read(xplanAuszug([object(geometry)], options));
	const attribute = features[0]!.attributes[0]!;
	return { geometry: attribute.geometry, attribute, findings: summary.findings, summary };
}

export const rulesOf = (findings: Finding[]): string[] => findings.map(({ rule, severity }) => `${severity} ${rule}`);

/** Offsets from the place, to compare positions. */
export const offsetsOf = (positions: readonly (readonly [number, number])[]): number[][] =>
	positions.map(([east, north]) => [east - EAST, north - NORTH]);
