import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { VERSIONS } from '../../../../importers/xbeteiligung/versions.ts';
import { checkForm, FormError } from '../check-form.ts';
import { demandAddress } from './addresses.ts';
import * as queries from './exchange-queries.ts';
import { encryptSecret, hashOf, newToken } from './secret.ts';
import { RECEIVES, type ExchangeServices, type Partner } from './types.ts';

const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const FOLDER = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const partnerForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120)),
	url: text(500),
	/** One step below the drop folder: no separators, no dots. */
	folder: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.regex(FOLDER))]), ''),
	version: v.picklist(VERSIONS),
	receives: v.optional(v.array(v.picklist(RECEIVES)), []),
	/** Token for our messages; empty leaves the old one. */
	secret: text(500)
});

type Needs = Pick<ExchangeServices, 'config' | 'secret'>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws DomainError `not_found` */
export async function readPartner(scope: TenantScope, id: string): Promise<Partner> {
	const partner = UUID.test(id) ? await queries.findPartner(scope, id) : undefined;
	if (!partner) throw new DomainError('not_found');
	return partner;
}

/**
 * Adds a partner.
 * @param values fields of `partnerForm`
 * @returns its id and the token with which it comes to us: shown once, only its hash is kept
 * @throws DomainError `form_invalid` with fields, `exchange_partner_exists`, `exchange_address_invalid`, `exchange_version_without_message`
 */
export async function addPartner(services: Needs, scope: TenantScope, values: unknown, now: Date): Promise<{ id: string; token: string }> {
	const form = await checked(services, scope, values, null);
	const token = newToken();
	return scope.transaction(async (inside) => {
		const id = await queries.insertPartner(inside, { ...form.row, token_hash: hashOf(token), created_at: now });
		if (form.secret) await queries.updatePartner(inside, id, { secret: encryptSecret(services.secret, id, form.secret) });
		return { id, token };
	});
}

/** @throws as `addPartner`, DomainError `not_found` */
export async function changePartner(services: Needs, scope: TenantScope, id: string, values: unknown): Promise<void> {
	await readPartner(scope, id);
	const { row, secret } = await checked(services, scope, values, id);
	await queries.updatePartner(scope, id, { ...row, ...(secret ? { secret: encryptSecret(services.secret, id, secret) } : {}) });
}

/** A new token; the old one is worthless from now on. @throws DomainError `not_found` */
export async function renewToken(scope: TenantScope, id: string): Promise<string> {
	await readPartner(scope, id);
	const token = newToken();
	await queries.updatePartner(scope, id, { token_hash: hashOf(token) });
	return token;
}

/** Nothing comes and nothing goes while a partner is off; its messages stay. @throws DomainError `not_found` */
export async function switchPartner(scope: TenantScope, id: string, on: boolean, now: Date): Promise<void> {
	await readPartner(scope, id);
	await queries.updatePartner(scope, id, { disabled_at: on ? null : now });
}

async function checked(services: Needs, scope: TenantScope, values: unknown, id: string | null) {
	const form = checkForm(partnerForm, values);
	if (form.url) demandAddress(form.url, services.config.xbeteiligung.internal);
	if (form.folder && !services.config.xbeteiligung.folder) throw new FormError({ folder: 'no_folder' });
	if (form.version === '1.0' && form.receives.some((each) => each !== 'statement'))
		throw new DomainError('exchange_version_without_message');
	if (form.receives.length > 0 && !form.url && !form.folder) throw new FormError({ url: 'required' });
	if (await queries.nameTaken(scope, form.name, id)) throw new DomainError('exchange_partner_exists');
	if (form.folder && (await queries.folderTakenAcrossTenants(scope.db, form.folder, id))) throw new FormError({ folder: 'taken' });
	const { name, url, folder, version, receives } = form;
	return { row: { name, url, folder, version, receives }, secret: form.secret };
}
