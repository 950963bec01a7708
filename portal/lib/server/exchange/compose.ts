import { randomUUID } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Content, Message, Party } from '../../../../importers/xbeteiligung/model.ts';
import type { Version } from '../../../../importers/xbeteiligung/versions.ts';
import { writeMessage } from '../../../../importers/xbeteiligung/write.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { readTenant } from '../tenants/tenants-queries.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Stands where the standard wants an id and the other system gave none that could be read. */
const NIL = '00000000-0000-0000-0000-000000000000';
const NO_ID = 'unbekannt';

/** An id as the version can write it: 1.0 has UUIDs only. */
export function idFor(version: Version, id: string | undefined): string {
	if (version === '1.0') return id && UUID.test(id) ? id : NIL;
	return id?.trim() || NO_ID;
}

export interface Envelope {
	version: Version;
	code: string;
	/** By default a new one. */
	uuid?: string;
	/** Who reads it: identifier and name in the other system. */
	reader: { id: string; name: string };
	now: Date;
}

/** Writes a message of the tenant. @throws XBeteiligungError */
export async function compose(scope: TenantScope, envelope: Envelope, content: Content): Promise<{ uuid: string; xml: string }> {
	const tenant = (await readTenant(scope.db, scope.tenantId))!;
	const { version, code, now } = envelope;
	const uuid = envelope.uuid ?? randomUUID();
	const message: Message = {
		version,
		code,
		uuid,
		createdAt: now.toISOString(),
		product: 'Bauleitportal',
		maker: 'Bauleitportal',
		reader: partyOf(version, envelope.reader, null),
		author: partyOf(version, { id: `bauleitportal:${tenant.slug}`, name: tenant.name }, tenant),
		content
	};
	return { uuid, xml: writeMessage(message) };
}

/** An authority in the header. The DVDV identifier of a tenant is not known here: its address in the portal stands for it. */
function partyOf(version: Version, { id, name }: { id: string; name: string }, tenant: Pick<TenantSummary, 'contact'> | null): Party {
	const contact = tenant?.contact ?? {};
	const value = contact.email || contact.phone;
	const reach = value ? [{ channel: { code: contact.email ? '01' : '02' }, value }] : [];
	if (version !== '1.0') return { directory: { code: 'DVDV' }, id: { code: id }, name, ...(reach.length > 0 ? { reach } : {}) };
	const postcode = contact.postcode && /^\d{5}$/.test(contact.postcode) ? contact.postcode : '';
	return {
		directory: { code: 'psw' },
		id: { code: id },
		name,
		// 1.0 wants a way to reach the author, and its address.
		reach: reach.length > 0 || !tenant ? reach : [{ channel: { code: '01' }, value: 'keine Angabe' }],
		...(tenant ? { address: { box: { town: contact.city || name, postcode } } } : {})
	};
}
