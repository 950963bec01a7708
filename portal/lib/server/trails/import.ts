import { createHash, randomBytes } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { TrailFileError, type TrailModel, type TrailPost } from '../../../../importers/trails/model.ts';
import { readTrails } from '../../../../importers/trails/read-trails.ts';
import type { Services } from '../services.ts';
import { differenceOf, THING_KINDS, type NetworkDifference, type ThingKind } from './difference.ts';
import * as queries from './import-queries.ts';
import { networkModel } from './network.ts';
import { recognise, type Recognised, type TrailFile } from './recognise.ts';
import { syncPosts } from './reporter.ts';

const KEEP_HOURS = 24;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface ImportPreview {
	/** Names the kept file for `applyImport`. */
	id: string;
	name: string;
	difference: NetworkDifference;
	/** Known by where they lie, as the file calls them otherwise. */
	recognised: Recognised[];
	findings: TrailModel['findings'];
	unsupported: TrailModel['unsupported'];
}

/**
 * Reads a file and keeps it for a day: nothing of the network changes yet.
 * @throws DomainError `trail_file_unreadable`, `trail_file_empty`, `trail_file_too_large`
 */
export async function stageImport(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, file: { name: string; bytes: Uint8Array }): Promise<string> {
	read(file.bytes);
	const key = await services.files.put(scope.tenantId, file.bytes);
	return queries.insertStagedFile(scope, {
		key,
		name: file.name.slice(0, 200),
		media_type: 'application/octet-stream',
		size: file.bytes.byteLength,
		sha256: createHash('sha256').update(file.bytes).digest(),
		expires_at: new Date(services.now().getTime() + KEEP_HOURS * 3_600_000)
	});
}

/** What the kept file would change. @throws DomainError `not_found`, also when it was kept too long */
export async function previewImport(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, id: string): Promise<ImportPreview> {
	const { name, model } = await staged(services, scope, id);
	const before = await networkModel(scope, services.now());
	const { things, recognised, lost } = recognise(before, model);
	const difference = differenceOf(before, things, recognised.filter(({ renamed }) => renamed));
	// Of a route that is there nothing is made and no colour is taken.
	const routes = new Set([...before.routes.map(({ ref }) => ref), ...recognised.filter(({ kind }) => kind === 'routes').map(({ inFile }) => inFile)]);
	const noPlace = lost.map(({ row, number }) => ({ code: 'geometry-missing' as const, severity: 'error' as const, place: { unit: 'row' as const, number: row }, value: number }));
	const findings = [...model.findings, ...noPlace].filter(({ code, value }) => !((code === 'route-made' || code === 'colour-chosen') && routes.has(value)));
	return { id, name, difference, recognised, findings, unsupported: model.unsupported };
}

export interface Applied {
	added: number;
	changed: number;
	removed: number;
}

/**
 * Takes the kept file over, all or nothing, compared with the network as it is now.
 * @param remove kinds of which everything that the file does not name is removed, except what rounds name
 * @throws DomainError `not_found`
 */
export async function applyImport(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, id: string, remove: readonly ThingKind[]): Promise<Applied> {
	const { model } = await staged(services, scope, id);
	return scope.transaction((inner) => applyModel(inner, model, remove, services.now()));
}

/** @param scope of an open transaction */
export async function applyModel(scope: TenantScope, model: TrailFile, remove: readonly ThingKind[], now: Date): Promise<Applied> {
	await queries.lockNetwork(scope);
	const before = await networkModel(scope, now);
	const { things, recognised } = recognise(before, model);
	const renamed = recognised.filter((each) => each.renamed);
	const difference = differenceOf(before, things, renamed);
	const wanted = <T extends { ref: string } | { number: string }>(kind: ThingKind, things: T[]): T[] => {
		const refs = new Set([...difference[kind].added, ...difference[kind].changed].map(({ ref }) => ref));
		return things.filter((thing) => refs.has('ref' in thing ? thing.ref : thing.number));
	};
	const routes = wanted('routes', things.routes).map((route) => {
		const known = before.routes.find(({ ref }) => ref === route.ref);
		return known ? { ...route, colour: route.colourChosen ? known.colour : route.colour, symbol: route.symbol || known.symbol } : route;
	});
	await queries.upsertRoutes(scope, routes);
	await queries.upsertSections(scope, wanted('sections', things.sections));
	for (const route of routes) if (route.sections.length > 0) await queries.replaceOrder(scope, route);
	const posts = wanted('posts', things.posts).map((post) => merge(post, before.posts.find(({ number }) => number === post.number)));
	await queries.upsertPosts(scope, posts.map((post) => ({ ...post, token: newToken() })));
	await queries.replaceSigns(scope, posts.filter(({ signs }) => signs.length > 0));
	await queries.upsertEquipment(scope, wanted('equipment', things.equipment).map((thing) => ({ ...thing, name: thing.name || (before.equipment.find(({ ref }) => ref === thing.ref)?.name ?? '') })));
	let removed = 0;
	for (const kind of [...THING_KINDS].reverse())
		if (remove.includes(kind) && difference[kind].missing.length > 0)
			removed += await queries.removeMissing(scope, kind, difference[kind].missing.map(({ ref }) => ref));
	await queries.rename(scope, renamed);
	await syncPosts(scope);
	const count = (of: 'added' | 'changed') => THING_KINDS.reduce((sum, kind) => sum + difference[kind][of].length, 0);
	return { added: count('added'), changed: count('changed'), removed };
}

/** What a file does not say of a known post stays. */
const merge = (post: TrailPost, known: TrailPost | undefined): TrailPost =>
	known
		? { ...post, name: post.name || known.name, elevation: post.elevation ?? known.elevation, carrier: post.carrier === 'unbekannt' ? known.carrier : post.carrier, owner: post.owner || known.owner }
		: post;

/** 100 bits, in the address of a QR code. Letters and digits only: people type it, too. */
export function newToken(): string {
	const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';
	return [...randomBytes(20)].map((byte) => SIGNS[byte % 32]).join('');
}

async function staged(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, id: string): Promise<{ name: string; model: TrailModel }> {
	const file = UUID.test(id) ? await queries.findStagedFile(scope, id, services.now()) : undefined;
	if (!file) throw new DomainError('not_found');
	return { name: file.name, model: read(await services.files.getBytes(file.key)) };
}

function read(bytes: Uint8Array): TrailModel {
	try {
		return readTrails(bytes);
	} catch (cause) {
		if (cause instanceof TrailFileError) throw new DomainError(cause.code, { detail: cause.detail }, { cause });
		throw cause;
	}
}
