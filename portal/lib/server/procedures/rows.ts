import type { ProcedureRow, StepRow } from './procedures-queries.ts';
import { NO_INNER_DEVELOPMENT } from './inner-development.ts';
import type { Procedure, ProcedureStatus, ProcedureStep } from './types.ts';

const dateOf = (value: Date | string | null): Date | null => (value === null ? null : new Date(value));

/** A step as the subject speaks of it. */
export function stepFrom(row: StepRow): ProcedureStep {
	return {
		id: row.id,
		procedureId: row.procedure_id,
		key: row.key,
		title: row.title,
		track: row.track,
		iteration: row.iteration,
		position: row.position,
		startsOn: row.starts_on,
		endsOn: row.ends_on,
		startsAt: dateOf(row.starts_at),
		endsAt: dateOf(row.ends_at),
		rule: row.rule,
		law: row.law,
		deadline: row.deadline,
		extensionReason: row.extension_reason,
		shorteningReason: row.shortening_reason,
		changesOnly: row.changes_only,
		restricted: row.restricted,
		skippedReason: row.skipped_reason,
		planVersionId: row.plan_version_id,
		compareVersionId: row.compare_version_id,
		contact: row.contact,
		places: row.places,
		environment: row.environment,
		note: row.note,
		publishedAt: dateOf(row.published_at),
		movedReason: row.moved_reason,
		withdrawnAt: dateOf(row.withdrawn_at),
		withdrawalReason: row.withdrawal_reason,
		participationId: row.participation_id ?? null
	};
}

export function procedureFrom(row: ProcedureRow, steps: ProcedureStep[]): Procedure {
	return {
		id: row.id,
		tenantId: row.tenant_id,
		kindKey: row.kind_key,
		kind: row.kind,
		title: row.title,
		number: row.number,
		summary: row.summary,
		easyLanguage: row.easy_language,
		topics: row.topics,
		municipality: row.municipality,
		planId: row.plan_id,
		contact: row.contact,
		neighbourStates: row.neighbour_states,
		innerDevelopment: { ...NO_INNER_DEVELOPMENT, ...row.inner_development },
		external: row.external,
		createdAt: new Date(row.created_at),
		changedAt: new Date(row.changed_at),
		publishedAt: dateOf(row.published_at),
		discardedAt: dateOf(row.discarded_at),
		status: row.status as ProcedureStatus | null,
		statusStepId: row.status_step_id,
		bbox: row.west === null ? null : [row.west, row.south!, row.east!, row.north!],
		steps
	};
}
