import type { Knex } from 'knex';
import { FormError } from '../check-form.ts';
import { readTenant, updateSettings } from '../tenants/tenants-queries.ts';

export const MAX_ORIGINS = 20;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Origin of a website as somebody types or pastes it: `https://www.stadt.example/bauen` → `https://www.stadt.example`. HTTPS only, except
 * on the own computer; no wildcards. What `URL` returns holds no sign that could end a directive of the policy.
 * @returns null for anything else
 */
export function originOf(typed: string): string | null {
	const text = typed.trim();
	if (text === '' || text.length > 300 || /[*\s;,'"\\]/.test(text)) return null;
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
	if (!URL.canParse(address)) return null;
	const { protocol, hostname, origin, username, password } = new URL(address);
	if (username || password || !/^[a-z0-9.:[\]-]+$/.test(hostname)) return null;
	if (protocol === 'http:' && LOCAL.has(hostname)) return origin;
	return protocol === 'https:' && (hostname.includes('.') || LOCAL.has(hostname)) ? origin : null;
}

/** Websites on which the tenant's procedures may be shown. */
export async function embedOrigins(db: Knex, tenantId: string): Promise<string[]> {
	const tenant = await readTenant(db, tenantId);
	// Read again what is stored: a policy must never hold anything else than origins.
	return (tenant?.settings.embedOrigins ?? []).map(originOf).filter((origin) => origin !== null);
}

/**
 * @param typed one website per line
 * @returns what is allowed now
 * @throws FormError `origins` with the first line that is no website
 */
export async function changeEmbedOrigins(db: Knex, tenantId: string, typed: string): Promise<string[]> {
	const lines = typed.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
	const origins = lines.map(originOf);
	const wrong = origins.indexOf(null);
	if (wrong >= 0) throw new FormError({ origins: lines[wrong]!.slice(0, 100) });
	const unique = [...new Set(origins as string[])];
	if (unique.length > MAX_ORIGINS) throw new FormError({ origins: lines[MAX_ORIGINS]! });
	await updateSettings(db, tenantId, { embedOrigins: unique });
	return unique;
}
