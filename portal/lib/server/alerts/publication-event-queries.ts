import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { NewPublicationEvent } from './publication-events.ts';

/** @returns false when the same occasion was noted before */
export async function insertPublicationEvent(scope: TenantScope, event: NewPublicationEvent): Promise<boolean> {
	const rows = await scope
		.insert('publication_event', {
			procedure_id: event.procedureId,
			step_id: event.stepId ?? null,
			kind: event.kind,
			occasion: event.occasion,
			at: event.at
		})
		.onConflict(['procedure_id', 'kind', 'occasion'])
		.ignore()
		.returning('id');
	return rows.length > 0;
}
