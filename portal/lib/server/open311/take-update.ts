import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { open311Texts } from '../../texts/open311.ts';
import { changeState } from '../reports/states/change-state.ts';
import type { WorkServices } from '../reports/states/work-on.ts';
import { stateMeant } from './foreign-state.ts';
import * as queries from './update-queries.ts';

/** What another system says about a report. */
export interface ForeignUpdate {
	/** Unique at its source. */
	updateId: string;
	/** Id of the key or of the end point. */
	source: string;
	/** The finer word first. */
	words: (string | null)[];
	mapping?: Record<string, string>;
	/** Shown to everybody. */
	text: string;
}

/**
 * Takes over a state and a public answer, once: the same update again does nothing.
 * @returns whether anything changed
 * @throws DomainError of the state's change
 */
export function takeUpdate(services: WorkServices, scope: TenantScope, target: queries.TargetRow, update: ForeignUpdate, now: Date): Promise<boolean> {
	return scope.transaction(async (inner) => {
		const taken = await queries.insertUpdate(inner, { source: update.source, updateId: update.updateId, reportId: target.id, at: now });
		if (!taken) return false;
		const state = stateMeant(target.workflow, target.state, update.words, update.mapping);
		if (state.key === target.state && !update.text) return false;
		const answer = update.text || (state.answerRequired ? open311Texts.withoutWords(state.publicLabel) : '');
		await changeState(services, inner, target.id, { state: state.key, answer }, { actor: 'body' }, now);
		await queries.setEvent(inner, { source: update.source, updateId: update.updateId, reportId: target.id });
		return true;
	});
}
