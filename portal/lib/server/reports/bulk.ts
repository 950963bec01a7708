import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { problemOf } from '../errors.ts';
import { assignReport, tellAssignee } from './assign.ts';
import { releaseText } from './release/release.ts';
import { chooseBody } from './responsibility/choose.ts';
import { addToShortlist } from './shortlist.ts';
import { readReportRows, type ReportRow } from './staff-list-queries.ts';
import { changeState } from './states/change-state.ts';
import { isUuid, type WorkServices } from './states/work-on.ts';

/** More at once would keep a page waiting for minutes. */
export const MAX_BULK = 1000;

export type BulkAction =
	| { kind: 'assign'; accountId: string | null }
	| { kind: 'state'; state: string; answer: string }
	| { kind: 'body'; bodyId: string }
	| { kind: 'shortlist' }
	| { kind: 'release' };

export interface BulkResult {
	changed: number;
	/** They were so already. */
	unchanged: number;
	/** Why not, with the references. */
	refused: { message: string; refs: string[] }[];
}

/**
 * Does the same to many reports, each for itself: what is refused for one leaves the others.
 * @throws DomainError `report_selection_empty`, `report_selection_large`
 */
export async function runBulk(services: WorkServices, scope: TenantScope, ids: readonly string[], action: BulkAction, who: { id: string; name: string }): Promise<BulkResult> {
	const chosen = [...new Set(ids)].filter(isUuid);
	if (chosen.length === 0) throw new DomainError('report_selection_empty');
	if (chosen.length > MAX_BULK) throw new DomainError('report_selection_large', { limit: MAX_BULK });
	const refs = new Map((await readReportRows(scope, chosen, null)).map((row) => [row.id, row.public_ref]));
	const refused = new Map<string, string[]>();
	const changed: string[] = [];
	let unchanged = 0;
	for (const id of chosen) {
		const ref = refs.get(id) ?? id;
		try {
			if (await runOne(services, scope, id, action, who.id)) changed.push(ref);
			else unchanged++;
		} catch (error) {
			const problem = problemOf(error);
			if (!problem) throw error;
			refused.set(problem.message, [...(refused.get(problem.message) ?? []), ref]);
		}
	}
	if (action.kind === 'assign' && action.accountId) await tellAssignee(services, scope, action.accountId, changed, who);
	return { changed: changed.length, unchanged, refused: [...refused].map(([message, each]) => ({ message, refs: each })) };
}

/** @returns whether something changed */
async function runOne(services: WorkServices, scope: TenantScope, id: string, action: BulkAction, account: string): Promise<boolean> {
	const now = services.now();
	const by = { account };
	switch (action.kind) {
		case 'assign':
			return (await assignReport(scope, id, action.accountId, by, now)).changed;
		case 'state':
			await changeState(services, scope, id, { state: action.state, answer: action.answer }, by, now);
			return true;
		case 'body':
			if ((await demandRow(scope, id)).body_id === action.bodyId) return false;
			await chooseBody(scope, id, action.bodyId, by, now);
			return true;
		case 'shortlist':
			return addToShortlist(scope, account, id);
		case 'release':
			if ((await demandRow(scope, id)).body_release === 'released') return false;
			await releaseText(scope, id, {}, by, now);
			return true;
	}
}

async function demandRow(scope: TenantScope, id: string): Promise<ReportRow> {
	const [row] = await readReportRows(scope, [id], null);
	if (!row) throw new DomainError('not_found');
	return row;
}
