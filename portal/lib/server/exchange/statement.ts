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
 * A statement for the planning system: 0701, 0702. Of the person only name and address are told, never the e-mail address or telephone;
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
	const places = stored.places.map(placeOf).filter((place) => place !== null);
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

/** Places lie in EPSG:3857; they are told in ETRS89/UTM of their zone, east first: nobody can mistake its axes. */
function placeOf({ kind, geometry, description, objects }: StoredPlace): Place | null {
	if (geometry === null) return null;
	const shape = shapeOf(geometry);
	if (!shape) return null;
	const zone = proj4(WEB, 'EPSG:4326', shape.rings[0]![0]!)[0]! >= 12 ? 33 : 32;
	const target = crsByCode(`EPSG:258${zone}`)!;
	const toUtm = proj4(WEB, target.definition);
	const round = (value: number) => Math.round(value * 100) / 100;
	const rings = shape.rings.map((ring) => ring.map((position): Position => {
		const [east, north] = toUtm.forward(position) as Position;
		return [round(east), round(north)];
	}));
	const names = () => objects.map(({ class: name, label, gmlId }) => label ?? `${name} ${gmlId}`).join(', ');
	const note = description ?? (kind === 'object' ? names() : null);
	return { kind: shape.kind, crs: target.code, rings, ...(note ? { note } : {}) };
}

function shapeOf({ type, coordinates }: { type: string; coordinates: unknown }): { kind: Place['kind']; rings: Position[][] } | null {
	switch (type) {
		case 'Point':
			return { kind: 'point', rings: [[coordinates as Position]] };
		case 'LineString':
			return { kind: 'line', rings: [coordinates as Position[]] };
		case 'Polygon':
			return { kind: 'area', rings: coordinates as Position[][] };
		// A place is one shape in the message: of several the first, for the text names the object.
		case 'MultiPoint':
			return { kind: 'point', rings: [[(coordinates as Position[])[0]!]] };
		case 'MultiLineString':
			return { kind: 'line', rings: [(coordinates as Position[][])[0]!] };
		case 'MultiPolygon':
			return { kind: 'area', rings: (coordinates as Position[][][])[0]! };
		default:
			return null;
	}
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
