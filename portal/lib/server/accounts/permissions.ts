import { DomainError } from '../../../../gis/errors.ts';
import type { Account, Role } from './types.ts';

/** Who may do what inside a tenant. The operator (Land) may do everything in every tenant. */
export const PERMISSIONS = {
	/** See the staff pages, plans and participations included. */
	'staff.enter': ['administrator', 'planner', 'clerk'],
	/** Upload, publish, withdraw and delete plans. */
	'plans.manage': ['administrator', 'planner'],
	/** Publish in spite of errors of geometry, with a reason that is kept. */
	'plans.override': ['administrator', 'planner'],
	'participations.manage': ['administrator', 'planner'],
	/** Steps, dates, publication of procedures; templates of their kinds. */
	'procedures.manage': ['administrator', 'planner'],
	'statements.read': ['administrator', 'planner', 'clerk'],
	/** Enter late or paper statements, answer. */
	'statements.write': ['administrator', 'planner', 'clerk'],
	/** Remove the content of a statement for good (Art. 17 DSGVO). */
	'statements.erase': ['administrator'],
	/** Work on reports: read them all, release, answer, assign. */
	'reports.work': ['administrator', 'clerk'],
	/** Reporters, categories, responsibilities, keys of interfaces. */
	'reports.manage': ['administrator'],
	/** Walk the trails: own sections, inspection rounds, damage. */
	'trails.inspect': ['administrator', 'clerk', 'warden'],
	/** Network, posts, signs, wardens. */
	'trails.manage': ['administrator', 'clerk'],
	'mail.read': ['administrator', 'planner', 'clerk'],
	/** Contact, colours, logo, legal pages. */
	'settings.change': ['administrator'],
	'accounts.manage': ['administrator']
} as const satisfies Record<string, readonly Role[]>;
export type Action = keyof typeof PERMISSIONS;

export function can(account: Account | null, tenantId: string, action: Action): boolean {
	if (!account || account.mustChangePassword) return false;
	if (account.operator) return true;
	const role = account.memberships.find((each) => each.tenantId === tenantId)?.role;
	return role !== undefined && (PERMISSIONS[action] as readonly Role[]).includes(role);
}

/**
 * @returns the account, now known to be signed in
 * @throws DomainError `forbidden`
 */
export function demand(account: Account | null, tenantId: string, action: Action): Account {
	if (!account || !can(account, tenantId, action)) throw new DomainError('forbidden');
	return account;
}

/** For what concerns the whole Land: tenants. @throws DomainError `forbidden` */
export function demandOperator(account: Account | null): Account {
	if (!account?.operator || account.mustChangePassword) throw new DomainError('forbidden');
	return account;
}

/** For the own password, which also those change who may do nothing else yet. @throws DomainError `forbidden` */
export function demandStaff(account: Account | null, tenantId: string): Account {
	if (!account || !belongsTo(account, tenantId)) throw new DomainError('forbidden');
	return account;
}

/** Whether the account works for the tenant, in whatever role. */
export function belongsTo(account: Account, tenantId: string): boolean {
	return account.operator || account.memberships.some((each) => each.tenantId === tenantId);
}
