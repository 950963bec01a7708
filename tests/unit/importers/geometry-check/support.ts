import { createReadStream } from 'node:fs';
import { checkGeometry, type GeometryOptions } from '../../../../importers/xplan/checks/geometry/check-geometry.ts';
import { checkGeometryFragment } from '../../../../importers/xplan/checks/geometry/fragment.ts';
import type { CheckRun } from '../../../../importers/xplan/checks/checked-document.ts';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { withDefaults } from '../../../../importers/xplan/limits.ts';
import type { DocumentHeader, Feature, Finding } from '../../../../importers/xplan/model.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';
import { at, bytesOf, EAST, NORTH, polygon, xplanAuszug } from '../documents.ts';

/** Findings of the geometry check, those of the reader included. */
export async function checkSource(
	source: AsyncIterable<Uint8Array>,
	options: GeometryOptions = {},
	run: Partial<CheckRun> = {}
): Promise<Finding[]> {
	const limits = withDefaults();
	const findings = new FindingList(limits);
	const features: Feature[] = [];
	let header: DocumentHeader | undefined;
	for await (const event of readXplanGml(source, { limits, findings, orientation: options.orientation })) {
		if (event.type === 'header') header = event.header;
		else if (event.type === 'features') features.push(...event.features);
	}
	const byId = new Map([...features].reverse().map((feature) => [feature.gmlId, feature]));
	const document = { header: header!, catalogue: await loadCatalogue(header!.version), features, byId };
	await checkGeometry(document, { ...run, findings }, options);
	return findings.kept.filter(({ check }) => check === 'geometry');
}

export const checkFile = (file: string, options?: GeometryOptions): Promise<Finding[]> => checkSource(createReadStream(file), options);

export async function checkFragment(source: string | AsyncIterable<Uint8Array>, options?: { orientation?: boolean }): Promise<Finding[]> {
	const findings = new FindingList(withDefaults());
	await checkGeometryFragment(source, { findings }, options);
	return findings.kept;
}

export interface PlanOptions extends GeometryOptions {
	version?: string;
	/** Of the plan; `null` for none. */
	outline?: string | null;
	/** Inside the plan. */
	inPlan?: string;
	/** Bereiche as id and content; one without content by default. */
	bereiche?: [id: string, inside: string][];
}

/** Checks a plan of one square of 100 m (or another outline) with objects given as XML. */
export function checkPlan(objects: string[], options: PlanOptions = {}, run?: Partial<CheckRun>): Promise<Finding[]> {
	const { version = '6.0', outline = polygon('0 0 100 0 100 100 0 100 0 0'), inPlan = '', bereiche = [['B1', '']] } = options;
	const around = outline === null ? '' : `<x:raeumlicherGeltungsbereich>${outline}</x:raeumlicherGeltungsbereich>`;
	const links = bereiche.map(([id]) => `<x:bereich xlink:href="#${id}"/>`).join('');
	const plan = `<x:BP_Plan gml:id="P1">${around}${inPlan}${links}</x:BP_Plan>`;
	const members = bereiche.map(([id, inside]) => `<x:BP_Bereich gml:id="${id}">${inside}<x:gehoertZuPlan xlink:href="#P1"/></x:BP_Bereich>`);
	return checkSource(bytesOf(xplanAuszug([plan, ...members, ...objects], { version })), options, run);
}

export interface ObjectOptions {
	name?: string;
	bereich?: string | null;
	/** Further properties. */
	inside?: string;
	flaechenschluss?: boolean;
}

/** An object with a geometry given as GML, or as offsets of its exterior ring. */
export function area(id: string, geometry: string, options: ObjectOptions = {}): string {
	const { name = 'BP_BaugebietsTeilFlaeche', bereich = 'B1', inside = '', flaechenschluss = true } = options;
	const gml = geometry.startsWith('<') ? geometry : polygon(geometry);
	const belongs = bereich === null ? '' : `<x:gehoertZuBereich xlink:href="#${bereich}"/>`;
	const closes = flaechenschluss ? '<x:flaechenschluss>true</x:flaechenschluss>' : '';
	return `<x:${name} gml:id="${id}">${belongs}<x:position>${gml}</x:position>${closes}${inside}</x:${name}>`;
}

/** `severity rule gml:id` of each finding. */
export const short = (findings: readonly Finding[]): string[] => findings.map(({ severity, rule, gmlId }) => `${severity} ${rule} ${gmlId}`);

/** A finding's geometry with offsets from the place of the fixtures, rounded to millimetres. */
export function placeOf(finding: Finding | undefined): { type: string; coordinates: unknown } | undefined {
	if (finding?.geometry === undefined) return undefined;
	const offset = (of: unknown): unknown => {
		const list = of as unknown[];
		if (typeof list[0] !== 'number') return list.map(offset);
		const [east, north] = list as [number, number];
		return [Math.round((east - EAST) * 1000) / 1000 + 0, Math.round((north - NORTH) * 1000) / 1000 + 0];
	};
	return { type: finding.geometry.type, coordinates: offset(finding.geometry.coordinates) };
}

/** The corners of a polygon of one ring, as a sorted list of `east,north`: where a ring begins says nothing. */
export function cornersOf(finding: Finding | undefined): string[] {
	const place = placeOf(finding);
	if (place?.type !== 'Polygon') throw new TypeError(`No polygon: ${place?.type}`);
	const [ring] = place.coordinates as [number, number][][];
	return [...new Set(ring!.map(([east, north]) => `${east},${north}`))].sort();
}

/** A `gml:Ring` polygon of curve segments, such as `['LineStringSegment', '0 0 10 0']`. */
export function curvePolygon(...segments: [kind: string, offsets: string][]): string {
	const parts = segments.map(([kind, offsets]) => `<gml:${kind}><gml:posList>${at(offsets)}</gml:posList></gml:${kind}>`).join('');
	return `<gml:Polygon gml:id="C${parts.length}"><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>${parts}</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>`;
}
