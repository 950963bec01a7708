import * as v from 'valibot';
import { DomainError } from '../../../../gis/errors.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { checkForm } from '../check-form.ts';
import type { Services } from '../services.ts';
import {
	countMembershipsAcrossTenants,
	deleteAccount,
	deleteMembership,
	findAccountByEmail,
	findAccountById,
	findMember,
	insertAccount,
	insertMembership,
	listMembers,
	lockAdministrators,
	updatePassword,
	updateRole,
	type Member
} from './accounts-queries.ts';
import { demandStrongPassword, hashPassword, passwordMatches, randomPassword } from './passwords.ts';
import { closeSessionsOf } from './sessions.ts';
import { deleteSessionsOf } from './sessions-queries.ts';
import type { Role } from './types.ts';

export const ROLES: readonly Role[] = ['administrator', 'planner', 'clerk', 'warden'];

const newMember = v.object({
	email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(254)),
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
	role: v.picklist(ROLES)
});
export type NewMember = { email: string; name: string; role: string };

export const members = { list: listMembers, create, changeRole, remove, resetPassword, changeOwnPassword };

/**
 * Gives somebody access to the tenant. An account that exists already (works for another tenant) only gets the membership. A new one
 * can do nothing but replace the one-time password, which the administrator knows.
 * @returns the one-time password to hand over, or null where the person keeps the own one
 * @throws DomainError `form_invalid`, `account_email_taken` when the person is a member already
 */
async function create(scope: TenantScope, input: NewMember): Promise<{ accountId: string; password: string | null }> {
	const { email, name, role } = checkForm(newMember, input);
	const password = randomPassword();
	const passwordHash = await hashPassword(password);
	return scope.transaction(async (inside) => {
		const created = await insertAccount(inside.db, { email, name, passwordHash, mustChangePassword: true });
		if (created) {
			await insertMembership(inside, created, role);
			return { accountId: created, password };
		}
		const existing = (await findAccountByEmail(inside.db, email))!;
		if (await findMember(inside, existing.id)) throw new DomainError('account_email_taken');
		await insertMembership(inside, existing.id, role);
		return { accountId: existing.id, password: null };
	});
}

/** @throws DomainError `form_invalid`, `not_found`, `account_last_administrator` */
async function changeRole(scope: TenantScope, accountId: string, role: string): Promise<void> {
	if (!v.is(newMember.entries.role, role)) throw new DomainError('form_invalid');
	await scope.transaction(async (inside) => {
		await demandMember(inside, accountId);
		if (role !== 'administrator') await keepOneAdministrator(inside, accountId);
		await updateRole(inside, accountId, role);
	});
}

/**
 * Takes the membership away and ends the person's sessions. The account goes too when it has no other tenant and never did
 * anything that must stay attributable.
 * @throws DomainError `not_found`, `account_last_administrator`
 */
async function remove(scope: TenantScope, accountId: string): Promise<void> {
	await scope.transaction(async (inside) => {
		const member = await demandMember(inside, accountId);
		await keepOneAdministrator(inside, accountId);
		await deleteMembership(inside, accountId);
		await deleteSessionsOf(inside.db, accountId);
		if (!member.operator && (await countMembershipsAcrossTenants(inside.db, accountId)) === 0)
			await deleteUnusedAccount(inside, accountId);
	});
}

/** Plans and statements name who entered them; such an account stays, without access. A savepoint keeps the rest of the work. */
async function deleteUnusedAccount(scope: TenantScope, accountId: string): Promise<void> {
	const FOREIGN_KEY_VIOLATION = '23503';
	try {
		await scope.transaction((savepoint) => deleteAccount(savepoint.db, accountId));
	} catch (error) {
		if ((error as { code?: string }).code !== FOREIGN_KEY_VIOLATION) throw error;
	}
}

/**
 * A new one-time password for a member, to be replaced at the next login; all their sessions end. For accounts that also work elsewhere only by the operator: an
 * administrator of one tenant would otherwise get into another.
 * @throws DomainError `not_found`, `account_shared`
 */
async function resetPassword(scope: TenantScope, accountId: string, byOperator: boolean): Promise<string> {
	const password = randomPassword();
	const passwordHash = await hashPassword(password);
	await scope.transaction(async (inside) => {
		const member = await demandMember(inside, accountId);
		const shared = member.operator || (await countMembershipsAcrossTenants(inside.db, accountId)) > 1;
		if (shared && !byOperator) throw new DomainError('account_shared');
		await updatePassword(inside.db, accountId, passwordHash, true);
		await deleteSessionsOf(inside.db, accountId);
	});
	return password;
}

/**
 * The own password; other devices are signed out.
 * @throws DomainError `account_password_wrong`, `account_password_weak`, `account_password_same`
 */
async function changeOwnPassword(
	services: Pick<Services, 'db' | 'now'>,
	accountId: string,
	input: { current: string; next: string; token: string | undefined }
): Promise<void> {
	const account = await findAccountById(services.db.knex, accountId);
	if (!(await passwordMatches(account?.password_hash ?? null, input.current))) throw new DomainError('account_password_wrong');
	demandStrongPassword(input.next);
	if (input.next === input.current) throw new DomainError('account_password_same');
	await updatePassword(services.db.knex, accountId, await hashPassword(input.next));
	await closeSessionsOf(services, accountId, input.token);
}

async function demandMember(scope: TenantScope, accountId: string): Promise<Member> {
	const member = /^[0-9a-f-]{36}$/i.test(accountId) ? await findMember(scope, accountId) : null;
	if (!member) throw new DomainError('not_found');
	return member;
}

async function keepOneAdministrator(scope: TenantScope, leavingId: string): Promise<void> {
	const administrators = await lockAdministrators(scope);
	if (administrators.length === 1 && administrators[0] === leavingId) throw new DomainError('account_last_administrator');
}
