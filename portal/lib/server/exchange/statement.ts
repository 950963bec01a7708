import proj4 from 'proj4';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { crsByCode } from '../../../../importers/xplan/crs.ts';
import type { Attachment, Author, Content, Organisation, Place, Statement } from '../../../../importers/xbeteiligung/model.ts';
import type { Version } from '../../../../importers/xbeteiligung/versions.ts';
import { cleanText } from '../../../../importers/xbeteiligung/din-91379.ts';
import { dayOf } from '../participations/local-days.ts';
import { kindStep } from '../procedures/kinds/kind.ts';
import { readProcedure } from '../procedures/service.ts';
import type { Services } from '../services.ts';
import { readStatement } from '../statements/read-statement.ts';
import type { Statement as Stored, StoredPlace } from '../statements/types.ts';
import { namesOf } from './apply.ts';
import * as queries from './exchange-queries.ts';

/** Documents in a message; what does not fit is named in its text, for the staff to send otherwise. */
const MAX_DOCUMENT_BYTES = 60 * 1024 * 1024;

/**
 * A statement for the planning system: 0701. Of the person only name and address are told, never the e-mail address or telephone;
 * who gave no name stays anonymous. A body is named as organisation.
 */
export async function statementOf(
	services: Pick<Services, 'files'>,
	scope: TenantScope,
	statementId: string,
	version: Version,
	now: Date
): Promise<Content> {
	const facts = (await queries.statementFacts(scope, statementId))!;
	const procedure = await readProcedure(scope, facts.procedureId, now);
	const step = procedure.steps.find(({ id }) => id === facts.stepId)!;
	const stored = await readStatement(scope, statementId);
	const names = namesOf(procedure, step.id);
	const { items, left } = await attachments(services, stored, version);
	const missing = left.length > 0 ? `[Nicht übermittelt, weil zu groß: ${left.join(', ')}]` : '';
	const text = cleanText([stored.text, missing].filter(Boolean).join('\n\n'));
	const file = version === '1.0' ? placesFile(stored.places) : null;
	if (file) items.unshift(file);
	const places = version === '1.0' ? [] : stored.places.flatMap(placesOf);
	const statement: Statement = {
		id: stored.id,
		planId: names.planId,
		participationId: names.participationId,
		status: { code: '1000' },
		...authorOf(stored, facts.bodyName, version),
		title: `Stellungnahme ${stored.number}${stored.late ? ' (verspätet)' : ''}`,
		text,
		iteration: String(step.iteration),
		date: dayOf(stored.receivedAt),
		kind: { code: stored.author.name || facts.bodyName ? '2000' : '1000' },
		stepKommunal: { code: kindStep(procedure.kind, step.key)?.xbeteiligung ?? '9998' },
		partStep: { code: '9998' },
		// The one passage that is known here is the whole text; planners divide it.
		assignments: [{ id: 'z1', from: '0', to: String(text.length) }],
		...(places.length > 0 ? { places: [places] } : {}),
		...(items.length > 0 ? { attachments: [{ items }] } : {})
	};
	return { processId: names.processId, statement };
}

function authorOf({ author }: Stored, bodyName: string | null, version: Version): { author?: Author; organisation?: Organisation } {
	const name = author.name?.trim();
	if (!name && !bodyName) return {};
	const address = author.address?.replace(/\s*\n\s*/g, ', ').trim();
	const family = name ? { name } : { absent: true };
	const person = { family, given: { absent: true } };
	const addresses = address ? { streetAndNumber: address } : null;
	if (version === '1.0')
		return {
			organisation: {
				name: { name: bodyName ?? 'Privatperson' },
				...(addresses ? { addresses: [addresses] } : {}),
				...(name ? { representatives: [person] } : {})
			}
		};
	return {
		author: {
			...(bodyName === null ? { private: true } : {}),
			name: person,
			...(bodyName ? { organisation: { name: bodyName } } : {}),
			...(addresses ? { address: addresses } : {})
		}
	};
}

type Position = [number, number];
const WEB = crsByCode('EPSG:3857')!.definition;

/** Places lie in EPSG:3857; they are told in ETRS89/UTM of their zone, east first: nobody can mistake its axes. One shape each. */
function placesOf(stored: StoredPlace): Place[] {
	const note = noteOf(stored);
	return shapesOf(stored.geometry).map(({ kind, rings }) => {
		const zone = proj4(WEB, 'EPSG:4326', rings[0]![0]!)[0]! >= 12 ? 33 : 32;
		const target = crsByCode(`EPSG:258${zone}`)!;
		const toUtm = proj4(WEB, target.definition);
		const round = (value: number) => Math.round(value * 100) / 100;
		const projected = rings.map((ring) =>
			ring.map((position): Position => {
				const [east, north] = toUtm.forward(position) as Position;
				return [round(east), round(north)];
			})
		);
		return { kind, crs: target.code, rings: projected, ...(note ? { note } : {}) };
	});
}

/** What the person said of the place, or the names of the objects. */
function noteOf({ kind, description, objects }: StoredPlace): string | null {
	const names = () => objects.map(({ class: name, label, gmlId }) => label ?? `${name} ${gmlId}`).join(', ');
	return description ?? (kind === 'object' ? names() : null);
}

interface Shape {
	kind: Place['kind'];
	rings: Position[][];
}

/** A place of a message is one shape, so that those of a collection come one after the other. */
function shapesOf(geometry: StoredPlace['geometry']): Shape[] {
	if (geometry === null) return [];
	const { type, coordinates } = geometry as { type: string; coordinates: unknown };
	switch (type) {
		case 'Point':
			return [{ kind: 'point', rings: [[coordinates as Position]] }];
		case 'LineString':
			return [{ kind: 'line', rings: [coordinates as Position[]] }];
		case 'Polygon':
			return [{ kind: 'area', rings: coordinates as Position[][] }];
		case 'MultiPoint':
			return (coordinates as Position[]).map((position) => ({ kind: 'point', rings: [[position]] }));
		case 'MultiLineString':
			return (coordinates as Position[][]).map((line) => ({ kind: 'line', rings: [line] }));
		case 'MultiPolygon':
			return (coordinates as Position[][][]).map((rings) => ({ kind: 'area', rings }));
		default:
			return [];
	}
}

const GEOJSON_NAME = 'orte.geojson';
const GEOJSON_TYPE = 'application/geo+json';

/** Version 1.0 has no room for geometry: there the places come as a file of GeoJSON (RFC 7946: longitude, latitude in degrees). */
function placesFile(places: readonly StoredPlace[]): Attachment | null {
	const toDegrees = proj4(WEB, 'EPSG:4326');
	const degrees = (value: unknown): unknown =>
		typeof (value as unknown[])[0] === 'number'
			? (toDegrees.forward(value as Position) as Position).map((each) => Math.round(each * 1e7) / 1e7)
			: (value as unknown[]).map(degrees);
	const features = places
		.filter(({ geometry }) => geometry !== null)
		.map((place) => {
			const { type, coordinates } = place.geometry as { type: string; coordinates: unknown };
			return { type: 'Feature', properties: { description: noteOf(place) }, geometry: { type, coordinates: degrees(coordinates) } };
		});
	if (features.length === 0) return null;
	const inline = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })).toString('base64');
	return { title: GEOJSON_NAME, mediaType: { code: GEOJSON_TYPE }, source: { inline } };
}

async function attachments(
	services: Pick<Services, 'files'>,
	stored: Stored,
	version: Version
): Promise<{ items: Attachment[]; left: string[] }> {
	const items: Attachment[] = [];
	const left: string[] = [];
	let bytes = 0;
	for (const each of stored.attachments) {
		bytes += each.size;
		if (bytes > MAX_DOCUMENT_BYTES) {
			left.push(each.name);
			continue;
		}
		const base64 = Buffer.from(await services.files.getBytes(each.key)).toString('base64');
		const common = { title: each.name, mediaType: { code: each.mediaType } };
		items.push(
			version === '1.0'
				? { ...common, source: { inline: base64 } }
				: { ...common, source: { file: { id: each.fileId, name: each.name, size: String(each.size), hash: each.sha256 } }, document: base64 }
		);
	}
	return { items, left };
}
