import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../../../../gis/db/connect.ts';
import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { firstStartTexts } from '../../../texts/demo.ts';
import { receivedText } from '../../../texts/reporting.ts';
import { isPossibleSlug } from '../../../tenant-slug.ts';
import { insertKey, SCOPES } from '../key-queries.ts';
import { hashOfKey } from '../keys.ts';
import { recordReportEvent } from '../../reports/record-report-event.ts';
import type { CategoryField } from '../../reports/types.ts';
import { DEFAULT_WORKFLOW, initialState } from '../../reports/workflow.ts';
import { findLand, insertTenant } from '../../tenants/tenants-queries.ts';
import { SeedError, type Seed, type SeedRequest, type SeedService } from './seed-file.ts';
import * as queries from './seed-queries.ts';

export interface Seeded {
	slug: string;
	services: number;
	keys: number;
	created: number;
	changed: number;
	unchanged: number;
}

const REPORTER = { slug: 'open311', name: 'Mängelmelder' };
const OPEN = initialState(DEFAULT_WORKFLOW).key;
const CLOSED = DEFAULT_WORKFLOW.find((state) => state.role === 'done')!.key;
const HOURLY = 100_000;

/**
 * Loads a jurisdiction with services, keys and requests, all or nothing. The same seed again changes nothing; a changed request is changed.
 * Its requests are public and released, and new ones of its services are shown at once.
 * @throws SeedError where a request's id belongs to another tenant
 */
export function seedJurisdiction(db: Database, seed: Seed, now: Date): Promise<Seeded> {
	return db.knex.transaction(async (trx) => {
		const tenant = await tenantOf(trx, seed.jurisdiction_id);
		const scope = forTenant(trx, tenant.id);
		if (tenant.slug !== seed.jurisdiction_id) await queries.nameJurisdiction(scope, seed.jurisdiction_id);
		const reporterId = (await queries.findReporter(scope, REPORTER.slug)) ?? (await queries.insertReporter(scope, { ...REPORTER, workflow: JSON.stringify(DEFAULT_WORKFLOW) }));
		for (const [position, service] of withUnnamed(seed).entries()) await storeService(scope, reporterId, service, position);
		let keys = 0;
		for (const [index, key] of seed.api_keys.entries())
			if (await insertKey(scope, { name: `Seed ${index + 1}`, keyHash: hashOfKey(key), scopes: SCOPES, hourlyLimit: HOURLY, account: null, at: now })) keys++;
		const counts = await storeRequests(scope, seed.requests, now);
		return { slug: tenant.slug, services: seed.services.length, keys, ...counts };
	});
}

type Transaction = Parameters<typeof findLand>[0];

async function tenantOf(db: Transaction, jurisdictionId: string): Promise<{ id: string; slug: string }> {
	const wanted = jurisdictionId.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 55).replace(/-+$/, '');
	const slug = isPossibleSlug(wanted) ? wanted : `open311-${createHash('sha256').update(jurisdictionId).digest('hex').slice(0, 8)}`;
	const known = await queries.findTenant(db, jurisdictionId, slug);
	if (known) return known;
	// Pages need the tenant of the Land, which the first start would make.
	if (!(await findLand(db))) await insertTenant(db, { slug: 'landesportal', name: firstStartTexts.landName, kind: 'land', ags: null, land: 'DE' });
	const { land } = (await findLand(db))!;
	for (const name of [slug, `${slug}-${createHash('sha256').update(jurisdictionId).digest('hex').slice(0, 6)}`]) {
		const id = await insertTenant(db, { slug: name, name: jurisdictionId, kind: 'gemeinde', ags: null, land });
		if (id) return { id, slug: name };
	}
	throw new SeedError(`Die Kurzadresse „${slug}“ ist vergeben.`);
}

/** Services that only requests name. */
function withUnnamed(seed: Seed): SeedService[] {
	const known = new Set(seed.services.map((service) => service.service_code));
	const more = new Map(seed.requests.filter((request) => !known.has(request.service_code)).map((request) => [request.service_code, request.service_name]));
	const bare = { description: '', metadata: null, type: null, keywords: [], group: '', attributes: [] };
	return [...seed.services, ...[...more].map(([code, name]) => ({ ...bare, service_code: code, service_name: name }))];
}

async function storeService(scope: TenantScope, reporterId: string, service: SeedService, position: number): Promise<void> {
	const attributes = service.attributes ?? [];
	const sorted = attributes.map((each, index) => ({ ...each, order: each.order ?? index + 1 })).sort((a, b) => a.order - b.order);
	const fields: CategoryField[] = sorted.map((each) => ({
		code: each.code,
		label: each.description || each.code,
		type: each.variable === false ? 'notice' : each.datatype,
		required: each.required ?? false,
		help: each.datatype_description,
		values: (each.values ?? []).map(({ key, name }) => ({ key, name }))
	}));
	const id = await queries.upsertCategory(scope, {
		reporter_id: reporterId,
		code: service.service_code,
		name: service.service_name || service.service_code,
		group_name: service.group,
		description: service.description,
		keywords: service.keywords,
		fields: JSON.stringify(fields),
		moderation: 'open',
		visibility: 'public',
		position,
		active: true
	});
	await queries.upsertService(scope, {
		category_id: id,
		type: service.type ?? null,
		metadata: service.metadata,
		attributes: JSON.stringify(Object.fromEntries(sorted.map(({ code, order, datatype }) => [code, { order, datatype }])))
	});
}

async function storeRequests(scope: TenantScope, requests: SeedRequest[], now: Date): Promise<Pick<Seeded, 'created' | 'changed' | 'unchanged'>> {
	const counts = { created: 0, changed: 0, unchanged: 0 };
	const categories = await queries.categoriesByCode(scope);
	const known = new Map((await queries.seededAcrossTenants(scope.db, requests.map((each) => each.service_request_id))).map((row) => [row.ref, row]));
	const placed = requests.flatMap(({ lat, long }) => (lat === null || long === null ? [] : [[long, lat] as [number, number]]));
	const middle = [0, 1].map((axis) => placed.reduce((sum, each) => sum + each[axis]!, 0) / Math.max(1, placed.length)) as [number, number];
	const seen = new Set<string>();
	for (const request of requests) {
		const ref = request.service_request_id;
		if (seen.has(ref)) throw new SeedError(`service_request_id „${ref}“ steht zweimal in der Datei.`);
		seen.add(ref);
		const before = known.get(ref);
		if (before && before.tenantId !== scope.tenantId) throw new SeedError(`service_request_id „${ref}“ gehört schon zu einem anderen Mandanten.`);
		const sign = createHash('sha256').update(JSON.stringify(request)).digest('hex');
		if (before?.sign === sign) counts.unchanged++;
		else counts[before ? 'changed' : 'created']++;
		if (before?.sign !== sign) await storeRequest(scope, request, { before: before?.id ?? null, sign, middle, now, category: categories.get(request.service_code)! });
	}
	return counts;
}

interface Storing {
	before: string | null;
	sign: string;
	/** Where a request says no place. */
	middle: [number, number];
	now: Date;
	category: { id: string; reporterId: string };
}

async function storeRequest(scope: TenantScope, request: SeedRequest, { before, sign, middle, now, category }: Storing): Promise<void> {
	const receivedAt = request.requested_datetime ?? now;
	const changedAt = request.updated_datetime ?? receivedAt;
	const closed = request.status === 'closed';
	const point: [number, number] | null = request.lat === null || request.long === null ? null : [request.long, request.lat];
	const row = {
		category_id: category.id,
		reporter_id: category.reporterId,
		state: closed ? CLOSED : OPEN,
		open: !closed,
		address: request.address,
		address_found: true,
		body: request.description,
		body_release: 'released',
		accepted_at: receivedAt,
		private: false,
		awaits_release: false,
		hidden_at: null,
		due_at: request.expected_datetime,
		received_at: receivedAt,
		changed_at: changedAt,
		closed_at: closed ? changedAt : null,
		external: JSON.stringify({ seed: sign })
	};
	const place = point ?? middle;
	const id =
		before ??
		(await queries.insertSeeded(
			scope,
			{
				...row,
				public_ref: request.service_request_id,
				// Nobody has its code.
				code_hash: randomBytes(32),
				idempotency_key: `open311-seed:${request.service_request_id}`,
				origin: 'open311'
			},
			place
		));
	if (before) await queries.updateSeeded(scope, id, row, place);
	else await recordReportEvent(scope, { reportId: id, kind: 'received', state: OPEN, publicText: receivedText }, receivedAt);
	if (request.status_notes) await recordReportEvent(scope, { reportId: id, kind: 'state', state: row.state, publicText: request.status_notes }, changedAt);
	await queries.upsertRecord(scope, id, recordOf(request, point));
}

function recordOf(request: SeedRequest, point: [number, number] | null): object {
	const { address_id, zipcode, service_notice, agency_responsible, media_url } = request;
	const texts = { address_id, zipcode, service_notice, agency_responsible, media_url: /^https?:\/\//i.test(media_url) ? media_url : '' };
	return {
		...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')),
		...(request.extended_attributes ? { extended_attributes: request.extended_attributes } : {}),
		...(point ? { point } : { unlocated: true })
	};
}
