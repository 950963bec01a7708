import * as v from 'valibot';
import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../../gis/errors.ts';
import { readAssets } from '../../../../../importers/assets/read-assets.ts';
import { AssetFileError, type AssetFile } from '../../../../../importers/assets/model.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { problemOf } from '../../errors.ts';
import type { Services } from '../../services.ts';
import * as queries from './asset-queries.ts';
import { guessLabel, guessNumber, numberAssets } from './number-assets.ts';
import { fetchFeatures, MOST_FEATURES, type Reach } from './wfs.ts';

const words = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most));
const layerForm = v.object({ name: words(120), itemName: words(60) });
const choiceForm = v.object({ ...layerForm.entries, refAttribute: v.pipe(v.string(), v.maxLength(100)), labelAttribute: v.pipe(v.string(), v.maxLength(100)) });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Given = { file: { name: string; bytes: Uint8Array } } | { url: string; typeName: string };
export interface Counts {
	added: number;
	changed: number;
	removed: number;
}

/** @throws DomainError `not_found` */
export async function readLayer(scope: TenantScope, id: string): Promise<queries.LayerRow> {
	const layer = UUID.test(id) ? await queries.selectLayer(scope, id) : null;
	if (!layer) throw new DomainError('not_found');
	return layer;
}

/**
 * A new layer from a file or a service. Nobody else sees it before a category uses it.
 * @returns id of the layer
 * @throws FormError; DomainError `asset_file_unreadable`, `asset_file_crs`, `asset_file_too_many`, `asset_service_error`, `asset_numbers_missing`,
 * `address_not_public`, `address_unreachable`
 */
export async function createLayer(services: Pick<Services, 'now'>, scope: TenantScope, posted: { name: string; itemName: string }, given: Given, reach?: Reach): Promise<string> {
	const form = checkForm(layerForm, posted);
	const file = await read(given, reach);
	const refAttribute = guessNumber(file.features);
	const labelAttribute = guessLabel(file.features, refAttribute);
	return scope.transaction(async (inner) => {
		const source = sourceOf(given, file, labelAttribute, services.now());
		const id = await queries.insertLayer(inner, { ...form, refAttribute, source });
		await put(inner, id, file, refAttribute, source, services.now());
		return id;
	});
}

/** Reads a file, or the layer's service, again; what has the same number stays the same thing. @throws as `createLayer` */
export async function renewLayer(services: Pick<Services, 'now'>, scope: TenantScope, id: string, given: Given | null, reach?: Reach): Promise<Counts> {
	const layer = await readLayer(scope, id);
	const { url, typeName, labelAttribute } = layer.source;
	const from = given ?? (url && typeName ? { url, typeName } : null);
	if (!from) throw new FormError({ file: 'required' });
	const file = await read(from, reach);
	return scope.transaction((inner) => put(inner, id, file, layer.ref_attribute, sourceOf(from, file, labelAttribute, services.now()), services.now()));
}

/** Names, and which attribute is the number and which stands beside it. @throws FormError; DomainError `asset_numbers_missing` */
export async function changeLayer(
	scope: TenantScope,
	id: string,
	posted: { name: string; itemName: string; refAttribute: string; labelAttribute: string }
): Promise<void> {
	const { name, itemName, refAttribute, labelAttribute } = checkForm(choiceForm, posted);
	const layer = await readLayer(scope, id);
	await scope.transaction(async (inner) => {
		const chosen = refAttribute !== layer.ref_attribute || labelAttribute !== layer.source.labelAttribute;
		if (chosen && refAttribute !== '') {
			const rows = (await queries.selectAttributes(inner, id)).map((each) => ({ id: each.id, ref: textOf(each.attributes[refAttribute]), label: textOf(each.attributes[labelAttribute]) }));
			if (rows.some(({ ref }) => ref === '') || new Set(rows.map(({ ref }) => ref)).size < rows.length) throw new DomainError('asset_numbers_missing', { name: refAttribute });
			await queries.renumber(inner, id, rows);
		}
		await queries.updateLayer(inner, id, { name, item_name: itemName, ref_attribute: refAttribute, source: { ...layer.source, labelAttribute } });
	});
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value).trim().slice(0, 100));

/** @throws DomainError `asset_layer_in_use` */
export async function removeLayer(scope: TenantScope, id: string): Promise<void> {
	await readLayer(scope, id);
	await scope.transaction(async (inner) => {
		if (await queries.isInUse(inner, id)) throw new DomainError('asset_layer_in_use');
		await queries.deleteLayer(inner, id);
	});
}

/** The job of every night: layers of services are read again. One that fails keeps what it has, and says why. */
export async function refreshLayers(services: Pick<Services, 'db' | 'now' | 'log'>, signal?: AbortSignal, reach?: Reach): Promise<number> {
	let refreshed = 0;
	for (const { tenantId, id } of await queries.listServiceLayersAcrossTenants(services.db.knex)) {
		if (signal?.aborted) break;
		const scope = forTenant(services.db.knex, tenantId);
		try {
			await renewLayer(services, scope, id, null, reach);
			refreshed++;
		} catch (error) {
			const problem = problemOf(error);
			if (!problem) services.log.error({ err: error, layer: id }, 'asset layer was not refreshed');
			const { source } = await readLayer(scope, id);
			await queries.updateLayer(scope, id, { source: { ...source, lastError: problem?.message ?? 'Unerwarteter Fehler.' } });
		}
	}
	return refreshed;
}

async function read(given: Given, reach?: Reach): Promise<AssetFile> {
	try {
		const file = 'file' in given ? readAssets(given.file.bytes, MOST_FEATURES) : await fetchFeatures(given.url.trim(), given.typeName.trim(), reach);
		// An empty answer is more often a mistake of the service than the end of all lamp posts.
		if (file.features.length === 0) throw new DomainError('asset_file_empty');
		return file;
	} catch (error) {
		if (isDomainError(error)) throw error;
		if (error instanceof AssetFileError) throw new DomainError(error.code, error.detail, { cause: error });
		throw error;
	}
}

function sourceOf(given: Given, file: AssetFile, labelAttribute: string, now: Date): queries.LayerSource {
	const rest = { labelAttribute, crs: file.crs, problems: file.problems, refreshedAt: now.toISOString() };
	return 'file' in given ? { kind: 'file', file: given.file.name.slice(0, 200), ...rest } : { kind: 'wfs', url: given.url.trim(), typeName: given.typeName.trim(), ...rest };
}

async function put(scope: TenantScope, id: string, file: AssetFile, refAttribute: string, source: queries.LayerSource, now: Date): Promise<Counts> {
	const { assets, problems } = numberAssets(file.features, refAttribute, source.labelAttribute);
	if (assets.length === 0) throw new DomainError('asset_numbers_missing', { name: refAttribute });
	const counts = await queries.putAssets(scope, id, assets);
	const removed = await queries.removeOthers(scope, id, assets.map(({ ref }) => ref), now);
	await queries.updateLayer(scope, id, { source: { ...source, problems: [...source.problems, ...problems] } });
	return { ...counts, removed };
}
