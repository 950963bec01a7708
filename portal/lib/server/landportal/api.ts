import { DomainError } from '../../../../gis/errors.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { listPublishedPlansAcrossTenants } from '../../../../gis/plans/published.ts';
import type { Extent, PublishedPlan } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { readProcedureFilter, writeProcedureFilter, type ProcedureFilter } from '../../forms/procedure-filter.ts';
import { dayOf } from '../participations/local-days.ts';
import { filesOf, publicDocuments } from '../procedures/documents/public-documents.ts';
import { DOCUMENT_CATEGORIES } from '../procedures/types.ts';
import { readPublicProcedure } from '../procedures/service.ts';
import type { Services } from '../services.ts';
import * as queries from './api-queries.ts';
import { bboxLonLat, geometryLonLat, lonLat } from './lon-lat.ts';
import { listProceduresAcrossTenants, readCardAcrossTenants } from './list.ts';
import { placeFilter } from './place.ts';
import type { ProcedureCard } from './types.ts';

/** Answers of the JSON API: public data only. Days are local and inclusive, coordinates longitude before latitude in degrees (CRS84). */

export interface ApiRequest {
	params: URLSearchParams;
	client: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = 50;
const MOST = 200;
const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

/** @throws DomainError `filter_invalid` naming the parameter */
async function readQuery(services: Services, { params, client }: ApiRequest): Promise<{ filter: ProcedureFilter; limit: number; after: string | null }> {
	const { filter, wrong } = readProcedureFilter(params);
	if (wrong[0]) throw invalid(wrong[0]);
	const placed = await placeFilter(services, filter, client);
	if (placed.unknown) throw invalid('ort');
	const limit = params.get('limit') ?? String(PAGE);
	if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1) throw invalid('limit');
	return { filter: placed.filter, limit: Math.min(Number(limit), MOST), after: params.get('after') };
}

const invalid = (name: string) => new DomainError('filter_invalid', { name });

/** Address of the next page: the same question, from where this page ended. */
function nextUrl(services: Services, path: string, filter: ProcedureFilter, rest: Record<string, string | null>, after: string | null): string | null {
	if (!after) return null;
	const params = writeProcedureFilter(filter);
	for (const [name, value] of Object.entries({ ...rest, after })) if (value !== null) params.set(name, value);
	return `${services.config.publicUrl}${path}?${params}`;
}

export async function apiProcedures(services: Services, request: ApiRequest) {
	const { page, next } = await readPage(services, request);
	return { items: page.items.map((card) => procedureItem(services, card)), total: page.total, next };
}

/** GeoJSON (RFC 7946): the area of each procedure, or its point; null where it has no place. */
export async function apiProceduresGeoJson(services: Services, request: ApiRequest) {
	const { page, next } = await readPage(services, request, 'geojson');
	const geometries = await queries.readGeometriesAcrossTenants(services.db.knex, page.items.map(({ id }) => id));
	return {
		type: 'FeatureCollection',
		features: page.items.map((card) => {
			const { id, bbox, ...properties } = procedureItem(services, card);
			const shape = geometries.get(id)?.area ?? geometries.get(id)?.point;
			return { type: 'Feature', id, ...(bbox ? { bbox } : {}), geometry: shape ? geometryLonLat(shape) : null, properties };
		}),
		total: page.total,
		next
	};
}

async function readPage(services: Services, request: ApiRequest, format: string | null = null) {
	const { filter, limit, after } = await readQuery(services, request);
	const order = request.params.get('order') ?? undefined;
	if (order && !['time', 'relevance', 'changed'].includes(order)) throw invalid('order');
	const page = await listProceduresAcrossTenants(services.db.knex, filter, { now: services.now(), limit, after, order: order as 'time' | undefined });
	const rest = { limit: String(limit), order: order ?? null, format };
	return { page, next: nextUrl(services, '/api/procedures', filter, rest, page.next) };
}

/** @throws DomainError `not_found`, also for a procedure that the public does not see */
export async function apiProcedure(services: Services, id: string) {
	const now = services.now();
	const db = services.db.knex;
	const card = UUID.test(id) ? await readCardAcrossTenants(db, id, now) : null;
	if (!card) throw new DomainError('not_found');
	const scope = forTenant(db, card.tenantId);
	const procedure = await readPublicProcedure(scope, id, now);
	const geometry = (await queries.readGeometriesAcrossTenants(db, [id])).get(id);
	const { publicUrl } = services.config;
	return {
		...procedureItem(services, card),
		geometry: geometry?.area ? geometryLonLat(geometry.area) : null,
		easyLanguage: procedure.easyLanguage,
		contact: procedure.contact,
		steps: procedure.steps.map((step) => ({
			id: step.id,
			key: step.key,
			title: step.title,
			track: step.track,
			iteration: step.iteration,
			changesOnly: step.changesOnly && step.endsOn !== null,
			startsOn: step.startsOn,
			endsOn: step.endsOn,
			skippedReason: step.skippedReason,
			participationUrl: step.participationId && step.track === 'public' ? `${publicUrl}/${card.tenant}/beteiligungen/${step.participationId}` : null
		})),
		documents: filesOf(await publicDocuments(scope, id, now)).map(({ node, file }) => ({
			id: file.versionId,
			title: node.title,
			category: node.category,
			name: file.name,
			mediaType: file.mediaType,
			size: file.size,
			sha256: file.sha256,
			url: file.href ? `${publicUrl}${file.href}` : null
		}))
	};
}

function procedureItem(services: Services, card: ProcedureCard) {
	const { publicUrl } = services.config;
	const [x, y] = card.extent ? [(card.extent[0] + card.extent[2]) / 2, (card.extent[1] + card.extent[3]) / 2] : [null, null];
	return {
		id: card.id,
		title: card.title,
		number: card.number,
		summary: card.summary,
		status: card.status,
		kind: { key: card.kindKey, name: card.kindName },
		planType: card.planType,
		tenant: { slug: card.tenant, name: card.tenantName },
		municipality: card.municipality,
		topics: card.topics,
		step: card.step && {
			key: card.step.key,
			title: card.step.title,
			iteration: card.step.iteration,
			changesOnly: card.step.changesOnly,
			startsOn: card.step.startsOn,
			endsOn: card.step.endsOn
		},
		planId: card.planId,
		bbox: card.extent && bboxLonLat(card.extent),
		center: x === null || y === null ? null : lonLat(x, y),
		publishedAt: card.publishedAt.toISOString(),
		updatedAt: card.updatedAt.toISOString(),
		url: `${publicUrl}${card.href}`,
		self: `${publicUrl}/api/procedures/${card.id}`
	};
}

/** Published plans, by name; of the filter `suche`, `gemeinde` (one) and `bbox`. */
export async function apiPlans(services: Services, request: ApiRequest) {
	const { filter, limit, after } = await readQuery(services, request);
	for (const [name, given] of Object.entries({ status: filter.statuses, art: filter.kinds, planart: filter.planTypes, thema: filter.topics }))
		if (given.length > 0) throw invalid(name);
	for (const [name, given] of Object.entries({ von: filter.from, bis: filter.to, ort: filter.centre })) if (given) throw invalid(name);
	if (filter.tenants.length > 1) throw invalid('gemeinde');
	const db = services.db.knex;
	const [tenantId] = await queries.tenantIds(db, filter.tenants);
	if (filter.tenants.length > 0 && !tenantId) return { items: [], next: null };
	const within = filter.bbox && ([...toMap(filter.bbox[0], filter.bbox[1]), ...toMap(filter.bbox[2], filter.bbox[3])] as Extent);
	const page = await listPublishedPlansAcrossTenants(db, {
		now: services.now(),
		text: filter.text,
		tenantId,
		within: within ?? undefined,
		limit,
		after: readPlanKey(after)
	});
	const key = page.next && Buffer.from(JSON.stringify([page.next.planId, page.next.name])).toString('base64url');
	return { items: page.items.map((plan) => planItem(services, plan)), next: nextUrl(services, '/api/plans', filter, { limit: String(limit) }, key) };
}

function readPlanKey(after: string | null): { planId: string; name: string } | undefined {
	if (!after) return undefined;
	try {
		const [planId, name] = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown[];
		if (UUID.test(String(planId)) && typeof name === 'string' && !name.includes('\0')) return { planId: String(planId), name };
	} catch (error) {
		throw new DomainError('filter_invalid', { name: 'after' }, { cause: error });
	}
	throw invalid('after');
}

/** @throws DomainError `not_found` */
export async function apiPlan(services: Services, id: string) {
	const db = services.db.knex;
	const now = services.now();
	const found = UUID.test(id) ? await queries.findPublishedPlanAcrossTenants(db, id, now) : null;
	if (!found) throw new DomainError('not_found');
	const { items } = await listPublishedPlansAcrossTenants(db, { now, tenantId: found.tenantId, planId: id, limit: 1 });
	const { publicUrl } = services.config;
	return {
		...planItem(services, items[0]!),
		procedures: found.procedures.map((procedureId) => `${publicUrl}/api/procedures/${procedureId}`)
	};
}

function planItem({ config: { publicUrl } }: Services, plan: PublishedPlan) {
	return {
		id: plan.planId,
		name: plan.name,
		number: plan.number,
		class: plan.class,
		planArt: plan.planArt,
		rechtsstand: plan.rechtsstand,
		xplanVersion: plan.xplanVersion,
		municipality: plan.gemeinde,
		tenant: { slug: plan.tenantSlug, name: plan.tenantName },
		bbox: plan.extent && bboxLonLat(plan.extent),
		publishedOn: dayOf(plan.publishedAt),
		url: `${publicUrl}/${plan.tenantSlug}/plaene/${plan.planId}`,
		downloads: `${publicUrl}/${plan.tenantSlug}/plaene/${plan.planId}/herunterladen`,
		self: `${publicUrl}/api/plans/${plan.planId}`
	};
}

/** Public documents of procedures that fit the filter. */
export async function apiDocuments(services: Services, request: ApiRequest) {
	const { filter, limit, after } = await readQuery(services, request);
	if (after && !UUID.test(after)) throw invalid('after');
	const categories = request.params.getAll('kategorie').flatMap((value) => value.split(','));
	if (categories.some((category) => !(DOCUMENT_CATEGORIES as readonly string[]).includes(category))) throw invalid('kategorie');
	const rows = await queries.listDocumentsAcrossTenants(services.db.knex, filter, { now: services.now(), after, limit: limit + 1, categories });
	const { publicUrl } = services.config;
	const items = rows.slice(0, limit).map((row) => ({
		id: row.versionId,
		documentId: row.documentId,
		version: row.number,
		title: row.title,
		category: row.category,
		name: row.name,
		mediaType: row.mediaType,
		size: row.size,
		pages: row.pages,
		sha256: Buffer.from(row.sha256).toString('hex'),
		since: new Date(row.since).toISOString(),
		procedure: { id: row.procedureId, title: row.procedureTitle, self: `${publicUrl}/api/procedures/${row.procedureId}` },
		tenant: { slug: row.tenant, name: row.tenantName },
		url: `${publicUrl}/${row.tenant}/verfahren/${row.procedureId}/dokumente/${row.versionId}`
	}));
	const rest = { limit: String(limit), kategorie: categories.join(',') || null };
	return { items, next: nextUrl(services, '/api/documents', filter, rest, rows.length > limit ? items.at(-1)!.id : null) };
}

