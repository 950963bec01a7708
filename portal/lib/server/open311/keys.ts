import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { checkForm } from '../check-form.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { Open311Error } from './faults.ts';
import * as queries from './key-queries.ts';
import { SCOPES, type KeyRow, type Scope } from './key-queries.ts';

/** Wrong keys per address and hour. */
const WRONG_PER_HOUR = 600;
const HOUR = 3_600;
/** `last_used_at` is for people: to the minute. */
const TOUCH_MILLISECONDS = 60_000;

export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/**
 * Whose key it is, and that it may do this.
 * @param key as it was sent; null where none was
 * @throws Open311Error `key_missing`, `key_invalid` (unknown, revoked, of another tenant), `key_scope`, `too_many`
 */
export async function demandKey(
	services: Pick<Services, 'db' | 'now' | 'secret'>,
	scope: TenantScope,
	{ key, client, needs }: { key: string | null; client: string; needs: Scope }
): Promise<KeyRow> {
	if (!key) throw new Open311Error('key_missing');
	const row = await queries.findKey(scope, hashOfKey(key));
	if (!row) {
		const { allowed } = await takeFrom(services, `open311-wrong:${client}`, WRONG_PER_HOUR, HOUR);
		throw new Open311Error(allowed ? 'key_invalid' : 'too_many');
	}
	if (!row.scopes.includes(needs)) throw new Open311Error('key_scope');
	const { allowed } = await takeFrom(services, `open311-key:${row.id}`, row.hourlyLimit, HOUR);
	if (!allowed) throw new Open311Error('too_many');
	const now = services.now();
	if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > TOUCH_MILLISECONDS) await queries.touchKey(scope, row.id, now);
	return row;
}

export const keyForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120)),
	scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
	hourlyLimit: v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number), v.minValue(1), v.maxValue(100_000))
});

/**
 * Makes a key.
 * @returns the key itself: shown once, only its hash is kept
 * @throws FormError
 */
export async function addKey(scope: TenantScope, values: unknown, account: string | null, now: Date): Promise<{ key: string; name: string }> {
	const { name, scopes, hourlyLimit } = checkForm(keyForm, values);
	const key = `o311_${randomBytes(24).toString('base64url')}`;
	await queries.insertKey(scope, { name, keyHash: hashOfKey(key), scopes, hourlyLimit, account, at: now });
	return { key, name };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A revoked key is worthless from now on, and stays in the list. @throws DomainError `not_found` */
export async function revokeKey(scope: TenantScope, id: string, now: Date): Promise<void> {
	if (!UUID.test(id) || !(await queries.revokeKey(scope, id, now))) throw new DomainError('not_found');
}
