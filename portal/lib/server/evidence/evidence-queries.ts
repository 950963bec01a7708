import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { EventKind, ProcedureEvent, SelfTest } from './types.ts';

/**
 * Holds procedure and step as they are until the transaction ends. Whoever takes the chain's lock must wait for nothing afterwards, and an
 * insert waits for those who change what it refers to.
 */
export async function holdProcedure(scope: TenantScope, procedureId: string, stepId: string | null): Promise<boolean> {
	const procedure = await scope.table('procedure').where({ id: procedureId }).forKeyShare().first('id');
	if (!procedure || !stepId) return Boolean(procedure);
	return Boolean(await scope.table('procedure_step').where({ id: stepId, procedure_id: procedureId }).forKeyShare().first('id'));
}

export async function insertEvent(scope: TenantScope, event: Omit<ProcedureEvent, 'id'>): Promise<void> {
	await scope.insert('procedure_event', {
		procedure_id: event.procedureId,
		step_id: event.stepId,
		kind: event.kind,
		detail: JSON.stringify(event.detail),
		account_id: event.account.id,
		account_name: event.account.name,
		at: event.at,
		salt: event.salt,
		digest: event.digest,
		receipt_seq: event.receiptSeq
	});
}

export async function insertSelfTest(scope: TenantScope, test: Omit<SelfTest, 'id'>): Promise<void> {
	await scope.insert('self_test', {
		procedure_id: test.procedureId,
		step_id: test.stepId,
		hour: test.hour,
		at: test.at,
		passed: test.passed,
		results: JSON.stringify(test.results),
		salt: test.salt,
		digest: test.digest,
		receipt_seq: test.receiptSeq
	});
}

/** Self-tests of a step are written one after the other. */
export async function lockSelfTests(scope: TenantScope, stepId: string): Promise<void> {
	await scope.db.raw("select pg_advisory_xact_lock(hashtext('self-test'), hashtext(?))", [stepId]);
}

export async function hasSelfTest(scope: TenantScope, stepId: string, hour: Date): Promise<boolean> {
	return Boolean(await scope.table('self_test').where({ step_id: stepId, hour }).first('id'));
}

/** Entries after `id` in the order of recording, of one procedure or of all. */
export async function eventsAfter(scope: TenantScope, after: number, limit: number, procedureId?: string): Promise<ProcedureEvent[]> {
	const query = scope.table('procedure_event').where('id', '>', after).orderBy('id').limit(limit);
	if (procedureId) query.where({ procedure_id: procedureId });
	return (await query.select('*')).map((row: Record<string, never>) => ({
		id: Number(row.id),
		procedureId: row.procedure_id,
		stepId: row.step_id,
		kind: row.kind as EventKind,
		detail: row.detail,
		account: { id: row.account_id, name: row.account_name },
		...proofOf(row)
	}));
}

/** Self-tests after `id` in the order of recording, of one procedure or of all. */
export async function selfTestsAfter(scope: TenantScope, after: number, limit: number, procedureId?: string): Promise<SelfTest[]> {
	const query = scope.table('self_test').where('id', '>', after).orderBy('id').limit(limit);
	if (procedureId) query.where({ procedure_id: procedureId });
	return (await query.select('*')).map((row: Record<string, never>) => ({
		id: Number(row.id),
		procedureId: row.procedure_id,
		stepId: row.step_id,
		hour: new Date(row.hour),
		passed: row.passed,
		results: row.results,
		...proofOf(row)
	}));
}

const proofOf = (row: Record<string, never>) => ({
	at: new Date(row.at),
	salt: Buffer.from(row.salt),
	digest: Buffer.from(row.digest),
	receiptSeq: Number(row.receipt_seq)
});
