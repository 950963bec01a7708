import type { TenantScope } from '../../gis/db/tenant-scope.ts';

/** A procedure with one step as rows, without the service of procedures. */
export async function makeBareProcedure(
	scope: TenantScope,
	values: { procedure?: Record<string, unknown>; step?: Record<string, unknown> } = {}
): Promise<{ procedureId: string; stepId: string }> {
	const [procedure] = await scope
		.insert('procedure', { kind_key: 'bebauungsplan', kind: '{"name":"Bebauungsplan"}', title: 'Süße Au', ...values.procedure })
		.returning('id');
	const [step] = await scope
		.insert('procedure_step', {
			procedure_id: procedure.id,
			key: 'veroeffentlichung',
			title: 'Veröffentlichung im Internet',
			track: 'public',
			position: 1,
			starts_on: '2027-03-01',
			ends_on: '2027-03-31',
			starts_at: '2027-02-28T23:00:00Z',
			ends_at: '2027-03-31T22:00:00Z',
			rule: 'publication',
			...values.step
		})
		.returning('id');
	return { procedureId: procedure.id, stepId: step.id };
}
