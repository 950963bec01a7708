import type * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import type { stateForm } from '../../../forms/reporter-admin.ts';
import { workflowForm } from '../../../forms/reporter-admin.ts';
import { workflowProblems } from '../../../texts/reporter-admin.ts';
import { checkForm } from '../../check-form.ts';
import { readReporter } from '../reporters.ts';
import type { ReportState } from '../types.ts';
import * as queries from './administration-queries.ts';
import { free, slugOf } from './slug.ts';

type StateForm = v.InferOutput<typeof stateForm>;

/**
 * Saves the states of a reporter and what may follow each. What reports are in cannot vanish, nor change sides between open and closed.
 * @param values rows of `stateForm`, those to be removed left out; `next` names keys, or `neu-<row>` of new rows
 * @throws FormError; DomainError `not_found`, `workflow_state_used`, `workflow_invalid`
 */
export async function saveWorkflow(scope: TenantScope, reporterId: string, values: unknown): Promise<void> {
	const workflow = workflowFrom(checkForm(workflowForm, values));
	await scope.transaction(async (inner) => {
		await inner.table('defect_reporter').where({ id: reporterId }).forUpdate().select('id');
		const { workflow: before } = await readReporter(inner, reporterId);
		for (const [key, count] of await queries.countStates(inner, reporterId)) {
			const old = before.find((state) => state.key === key);
			const now = workflow.find((state) => state.key === key);
			if (!now) throw new DomainError('workflow_state_used', { state: old?.label ?? key, count });
			if (old && old.open311 !== now.open311) throw new DomainError('workflow_invalid', { problem: workflowProblems.side(now.label) });
		}
		await inner.table('defect_reporter').where({ id: reporterId }).update({ workflow: JSON.stringify(workflow) });
	});
}

/** Rows → states, with keys and everything that must hold. @throws DomainError `workflow_invalid` */
export function workflowFrom(rows: StateForm[]): ReportState[] {
	const keys: string[] = rows.map(({ key }) => key).filter(Boolean);
	const keyOf = rows.map(({ key, label }) => {
		if (key) return key;
		const made = free(slugOf(label, 'stand'), keys);
		keys.push(made);
		return made;
	});
	const named = (name: string) => (name.startsWith('neu-') ? keyOf[Number(name.slice(4))] : name);
	const workflow = rows.map((row, index): ReportState => {
		const key = keyOf[index]!;
		const next = [...new Set(row.next.map(named))].filter((each): each is string => each !== undefined && each !== key && keyOf.includes(each));
		const state = { key, label: row.label, publicLabel: row.publicLabel || row.label, open311: row.open311, answerRequired: row.answerRequired, next };
		return row.role ? { ...state, role: row.role } : state;
	});
	const problem = problemOf(workflow);
	if (problem) throw new DomainError('workflow_invalid', { problem });
	return workflow;
}

function problemOf(workflow: ReportState[]): string | null {
	const labels = workflow.map(({ label }) => label.toLowerCase());
	const twice = workflow.find(({ label }, index) => labels.indexOf(label.toLowerCase()) !== index);
	if (twice) return workflowProblems.twice(twice.label);
	for (const role of ['initial', 'done', 'duplicate', 'notResponsible', 'rejected'] as const)
		if (workflow.filter((state) => state.role === role).length > 1) return workflowProblems.roleTwice(role);
	const initial = workflow.find(({ role }) => role === 'initial');
	if (!initial) return workflowProblems.noInitial;
	if (initial.open311 !== 'open') return workflowProblems.initialClosed;
	const closing = workflow.find((state) => state.open311 === 'open' && (state.role === 'done' || state.role === 'duplicate' || state.role === 'rejected' || state.role === 'notResponsible'));
	if (closing) return workflowProblems.roleOpen(closing.label);
	if (!workflow.some(({ role }) => role === 'done')) return workflowProblems.noDone;
	const reached = new Set([initial.key]);
	for (const key of reached) for (const next of workflow.find((state) => state.key === key)!.next) reached.add(next);
	// Duplicates are made by merging, without a step that leads there.
	const lost = workflow.find(({ key, role }) => !reached.has(key) && role !== 'duplicate');
	return lost ? workflowProblems.unreachable(lost.label) : null;
}
