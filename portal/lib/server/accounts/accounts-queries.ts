import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Account, Role } from './types.ts';

export interface AccountRow {
	id: string;
	email: string;
	name: string;
	password_hash: string;
	operator: boolean;
	disabled_at: Date | null;
	/** Somebody else knows the password. */
	must_change_password: boolean;
}

export interface Member {
	accountId: string;
	email: string;
	name: string;
	role: Role;
	disabled: boolean;
	operator: boolean;
}

export async function findAccountByEmail(db: Knex, email: string): Promise<AccountRow | null> {
	return (await db<AccountRow>('account').whereRaw('lower(email) = lower(?)', [email]).first()) ?? null;
}

export async function findAccountById(db: Knex, id: string): Promise<AccountRow | null> {
	return (await db<AccountRow>('account').where({ id }).first()) ?? null;
}

/** @returns its id, or null when the e-mail address is taken */
export async function insertAccount(
	db: Knex,
	account: { email: string; name: string; passwordHash: string; operator?: boolean; mustChangePassword?: boolean }
): Promise<string | null> {
	const { rows } = await db.raw(
		`insert into account (email, name, password_hash, operator, must_change_password)
		 values (:email, :name, :passwordHash, :operator, :mustChangePassword)
		 on conflict (lower(email)) do nothing returning id`,
		{ ...account, operator: account.operator ?? false, mustChangePassword: account.mustChangePassword ?? false }
	);
	return rows[0]?.id ?? null;
}

/** @param mustChange the password was made for somebody who has to replace it */
export async function updatePassword(db: Knex, accountId: string, passwordHash: string, mustChange = false): Promise<void> {
	await db('account').where({ id: accountId }).update({ password_hash: passwordHash, must_change_password: mustChange });
}

export async function deleteAccount(db: Knex, accountId: string): Promise<void> {
	await db('account').where({ id: accountId }).delete();
}

/** The account behind a session, with its memberships in all tenants. An account is no tenant's row: it may work for several. */
export async function accountWithMembershipsAcrossTenants(db: Knex, accountId: string): Promise<Account | null> {
	const row = await db<AccountRow>('account').where({ id: accountId }).whereNull('disabled_at').first();
	if (!row) return null;
	const { rows } = await db.raw(
		`select m.tenant_id as "tenantId", t.slug, t.name as "tenantName", m.role
		 from membership m join tenant t on t.id = m.tenant_id
		 where m.account_id = :accountId order by t.name, t.id`,
		{ accountId }
	);
	return { id: row.id, email: row.email, name: row.name, operator: row.operator, mustChangePassword: row.must_change_password, memberships: rows };
}

export async function countMembershipsAcrossTenants(db: Knex, accountId: string): Promise<number> {
	return Number((await db('membership').where({ account_id: accountId }).count('* as count').first())?.count ?? 0);
}

export async function listMembers(scope: TenantScope): Promise<Member[]> {
	return scope.query<Member & Record<string, unknown>>(
		`select a.id as "accountId", a.email, a.name, m.role, a.disabled_at is not null as disabled, a.operator
		 from membership m join account a on a.id = m.account_id
		 where m.tenant_id = :tenant order by lower(a.name), a.id`
	);
}

/** @returns null for an account without membership in this tenant */
export async function findMember(scope: TenantScope, accountId: string): Promise<Member | null> {
	return (await listMembers(scope)).find((each) => each.accountId === accountId) ?? null;
}

export async function insertMembership(scope: TenantScope, accountId: string, role: Role): Promise<void> {
	await scope.insert('membership', { account_id: accountId, role }).onConflict(['tenant_id', 'account_id']).merge(['role']);
}

export async function updateRole(scope: TenantScope, accountId: string, role: Role): Promise<void> {
	await scope.table('membership').where({ account_id: accountId }).update({ role });
}

export async function deleteMembership(scope: TenantScope, accountId: string): Promise<void> {
	await scope.table('membership').where({ account_id: accountId }).delete();
}

/**
 * Ids of the administrators who can sign in. The rows are locked, so that two administrators who demote each other at the same
 * moment cannot both succeed.
 */
export async function lockAdministrators(scope: TenantScope): Promise<string[]> {
	const rows = await scope.query<{ id: string }>(
		`select m.account_id as id from membership m join account a on a.id = m.account_id
		 where m.tenant_id = :tenant and m.role = 'administrator' and a.disabled_at is null
		 order by m.account_id for update of m`
	);
	return rows.map((row) => row.id);
}
