import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { publicDocuments } from '../procedures/documents/service.ts';
import { participationDetail } from '../participations/views.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { listBodies } from './bodies.ts';
import { listInvitations } from './invitation-queries.ts';
import type { Invited } from './invited.ts';
import { nameOf, readInvitingStep, stateOf } from './invitations.ts';

/** What the staff's page of a step shows: who is invited, who could be. @throws DomainError `not_found` */
export async function invitationsView(scope: TenantScope, slug: string, stepId: string, now: Date) {
	const { procedure, step } = await readInvitingStep(scope, stepId, now);
	const rows = await listInvitations(scope, stepId);
	const invited = new Set(rows.map(({ bodyId }) => bodyId));
	const bodies = (await listBodies(scope))
		.filter(({ id }) => !invited.has(id))
		.map((body) => ({ id: body.id, name: nameOf(body), email: body.email, partner: body.partnerName, topics: body.topics, reachable: body.email !== '' || body.partnerId !== null }));
	return {
		procedure: { id: procedure.id, title: procedure.title },
		step: {
			id: step.id,
			title: step.title,
			published: step.publishedAt !== null && step.participationId !== null,
			endsOn: step.endsOn,
			statementsHref: step.participationId && `/${slug}/verwaltung/beteiligungen/${step.participationId}/stellungnahmen`
		},
		back: `/${slug}/verwaltung/verfahren/${procedure.id}/schritte/${step.id}`,
		directory: `/${slug}/verwaltung/traeger`,
		invitations: rows.map((row) => ({
			id: row.id,
			name: nameOf(row),
			email: row.email,
			partner: row.partnerName,
			state: stateOf(row, now),
			sentAt: row.sentAt && new Date(row.sentAt).toISOString(),
			receivedOn: row.receivedOn,
			endsOn: row.endsOn,
			extensionReason: row.extensionReason,
			requestedUntil: row.requestedUntil,
			requestReason: row.requestReason,
			statements: row.statements
		})),
		bodies
	};
}

/** What an invited body sees. @param path of the invitation's pages, with its token */
export async function invitedView(scope: TenantScope, tenant: TenantSummary, { row, procedure, step, participation, body, open }: Invited, path: string, now: Date) {
	const documents = await publicDocuments(scope, procedure.id, now, { kind: 'toeb', stepId: step.id }, `${path}/dokumente`);
	const detail = participationDetail(participation, tenant.slug, tenant.contact);
	return {
		body,
		open,
		procedure: { title: procedure.title, number: procedure.number, summary: procedure.summary, municipality: procedure.municipality },
		step: { title: step.title, law: step.law },
		endsOn: row.endsOn,
		extensionReason: row.extensionReason,
		requestedUntil: row.requestedUntil,
		statements: row.statements,
		email: row.email,
		contact: detail.contact,
		planHref: detail.plan?.href ?? null,
		documents
	};
}

/** The participation as the form of statements needs it: with the body's own end and without asking for an address. */
export function invitedParticipation({ row, participation, open }: Invited, tenant: TenantSummary, path: string) {
	const detail = participationDetail(participation, tenant.slug, tenant.contact);
	return {
		...detail,
		href: path,
		lastDay: row.endsOn ?? detail.lastDay,
		state: open ? ('running' as const) : ('ended' as const),
		settings: { name: 'optional' as const, address: 'off' as const }
	};
}
