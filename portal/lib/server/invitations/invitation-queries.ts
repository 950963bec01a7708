import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** A body of the tenant's address book. */
export interface PublicBody {
	id: string;
	name: string;
	department: string;
	email: string;
	topics: string[];
	partnerId: string | null;
	partnerName: string | null;
	/** Invitations in all procedures. */
	invitations: number;
}

export function listBodies(scope: TenantScope): Promise<PublicBody[]> {
	return scope.query<PublicBody & Record<string, unknown>>(
		`select b.id, b.name, b.department, b.email, b.topics, b.partner_id as "partnerId", p.name as "partnerName",
			(select cast(count(*) as integer) from invitation i where i.tenant_id = b.tenant_id and i.body_id = b.id) as invitations
		 from public_body b left join exchange_partner p on p.tenant_id = b.tenant_id and p.id = b.partner_id
		 where b.tenant_id = :tenant order by lower(b.name), lower(b.department), b.id`
	);
}

export async function findBody(scope: TenantScope, id: string): Promise<PublicBody | undefined> {
	return (await listBodies(scope)).find((body) => body.id === id);
}

export async function insertBody(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const [made] = await scope.insert('public_body', row).returning('id');
	return made.id;
}

export async function updateBody(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<boolean> {
	return (await scope.table('public_body').where({ id }).update(row)) > 0;
}

export async function deleteBody(scope: TenantScope, id: string): Promise<void> {
	await scope.table('public_body').where({ id }).delete();
}

/** An invitation; its period ends never before that of its step, also when that is extended later. */
export interface InvitationRow {
	id: string;
	stepId: string;
	bodyId: string;
	bodyName: string;
	department: string;
	email: string;
	partnerId: string | null;
	partnerName: string | null;
	sentAt: Date | null;
	receivedOn: string | null;
	endsOn: string | null;
	endsAt: Date | null;
	extensionReason: string;
	openedAt: Date | null;
	requestedAt: Date | null;
	requestedUntil: string | null;
	requestReason: string;
	statements: number;
	lastStatementAt: Date | null;
}

const SELECT = `select i.id, i.step_id as "stepId", i.body_id as "bodyId", b.name as "bodyName", b.department, b.email, b.partner_id as "partnerId",
	p.name as "partnerName", i.sent_at as "sentAt", i.received_on as "receivedOn",
	greatest(i.ends_on, st.ends_on) as "endsOn", greatest(i.ends_at, st.ends_at) as "endsAt",
	i.extension_reason as "extensionReason", i.opened_at as "openedAt", i.requested_at as "requestedAt", i.requested_until as "requestedUntil",
	i.request_reason as "requestReason",
	(select cast(count(*) as integer) from statement s where s.tenant_id = i.tenant_id and s.invitation_id = i.id) as statements,
	(select max(s.received_at) from statement s where s.tenant_id = i.tenant_id and s.invitation_id = i.id) as "lastStatementAt"
	from invitation i join procedure_step st on st.tenant_id = i.tenant_id and st.id = i.step_id
	join public_body b on b.tenant_id = i.tenant_id and b.id = i.body_id
	left join exchange_partner p on p.tenant_id = b.tenant_id and p.id = b.partner_id
	where i.tenant_id = :tenant`;

export function listInvitations(scope: TenantScope, stepId: string): Promise<InvitationRow[]> {
	return scope.query<InvitationRow & Record<string, unknown>>(`${SELECT} and i.step_id = :stepId order by lower(b.name), i.id`, { stepId });
}

export async function findInvitation(scope: TenantScope, id: string): Promise<InvitationRow | undefined> {
	return (await scope.query<InvitationRow & Record<string, unknown>>(`${SELECT} and i.id = :id`, { id }))[0];
}

export async function findByToken(scope: TenantScope, hash: Buffer): Promise<InvitationRow | undefined> {
	return (await scope.query<InvitationRow & Record<string, unknown>>(`${SELECT} and i.token_hash = :hash`, { hash }))[0];
}

/** @returns false when the body is invited to the step already */
export async function insertInvitation(scope: TenantScope, row: Record<string, unknown>): Promise<boolean> {
	return (await scope.insert('invitation', row).onConflict(['step_id', 'body_id']).ignore().returning('id')).length > 0;
}

export async function updateInvitation(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<void> {
	await scope.table('invitation').where({ id }).update(row);
}

export async function deleteInvitation(scope: TenantScope, id: string): Promise<void> {
	await scope.table('invitation').where({ id }).delete();
}

/** One change of an invitation after the other. */
export async function lockInvitation(scope: TenantScope, id: string): Promise<boolean> {
	return Boolean(await scope.table('invitation').where({ id }).forUpdate().first('id'));
}

/** Steps of the bodies' track of published procedures, with numbers, for the overview. */
export async function countOpenRequests(scope: TenantScope): Promise<number> {
	const [row] = await scope.query<{ count: number }>(`select count(*) as count from invitation where tenant_id = :tenant and requested_at is not null`);
	return Number(row!.count);
}


/** Period of the invitation that a statement answers; undefined for everybody else's. */
export async function periodOfStatement(scope: TenantScope, statementId: string): Promise<{ endsOn: string; endsAt: Date; procedureId: string } | undefined> {
	return (
		await scope.query<{ endsOn: string; endsAt: Date; procedureId: string }>(
			`select greatest(i.ends_on, st.ends_on) as "endsOn", greatest(i.ends_at, st.ends_at) as "endsAt", st.procedure_id as "procedureId"
			 from statement s join invitation i on i.tenant_id = s.tenant_id and i.id = s.invitation_id
			 join procedure_step st on st.tenant_id = i.tenant_id and st.id = i.step_id
			 where s.tenant_id = :tenant and s.id = :statementId`,
			{ statementId }
		)
	)[0];
}
