import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { foldAddress } from '../../../forms/report.ts';
import { checkForm } from '../../check-form.ts';

export const banForm = v.object({
	/** An address, or `@domain`. */
	sender: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.regex(/^[^@\s]*@[^@\s]+\.[^@\s]+$/)),
	reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')
});

export interface Ban {
	sender: string;
	reason: string;
	created_at: Date;
}

/** Reports of this sender wait for an editor from now on; nothing is refused, and nobody is told. @throws FormError */
export async function saveBan(scope: TenantScope, values: unknown, now: Date): Promise<void> {
	const { sender, reason } = checkForm(banForm, values);
	const folded = sender.startsWith('@') ? sender : foldAddress(sender);
	await scope.insert('sender_ban', { sender: folded, reason, created_at: now }).onConflict(['tenant_id', 'sender']).merge(['reason']);
}

export async function liftBan(scope: TenantScope, sender: string): Promise<void> {
	await scope.table('sender_ban').where({ sender }).delete();
}

export function listBans(scope: TenantScope): Promise<Ban[]> {
	return scope.table('sender_ban').orderBy('created_at', 'desc').select('sender', 'reason', 'created_at');
}
