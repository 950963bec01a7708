import type { Knex } from 'knex';
import { EMPTY_FILTER } from '../../forms/procedure-filter.ts';
import type { ProcedureItem } from '../../components/procedures/types.ts';
import { nowSentences } from '../../texts/procedure-page.ts';
import { listProceduresAcrossTenants, type ProcedureCard } from '../landportal/list.ts';

const PAGE = 40;

/** Published procedures of a tenant: what runs and ends first, then what comes, then the rest. */
export async function tenantProcedures(
	db: Knex,
	tenant: { id: string; name: string },
	options: { now: Date; after?: string | null; limit?: number }
): Promise<{ items: ProcedureItem[]; next: string | null; total: number }> {
	const page = await listProceduresAcrossTenants(db, EMPTY_FILTER, { tenantId: tenant.id, limit: PAGE, order: 'time', ...options });
	return { items: page.items.map((card) => procedureItem(card, tenant.name)), next: page.next, total: page.total };
}

/** @param tenantName not repeated as municipality */
export function procedureItem(card: ProcedureCard, tenantName: string): ProcedureItem {
	return {
		id: card.id,
		title: card.title,
		kindName: card.kindName,
		municipality: card.municipality === tenantName ? '' : card.municipality,
		summary: card.summary,
		status: card.status,
		sentence: sentenceOf(card),
		href: card.href
	};
}

function sentenceOf({ status, step }: ProcedureCard): string {
	const [first, last] = [step?.startsOn ?? null, step?.endsOn ?? null];
	switch (status) {
		case 'active':
			return last ? nowSentences.running(last, false) : '';
		case 'announced':
			return first && last && step!.track === 'public' ? nowSentences.planned(first, last) : nowSentences.announced;
		case 'recently-ended':
			return last ? nowSentences.ended(last) : nowSentences.evaluation;
		case 'evaluation':
			return nowSentences.evaluation;
		case 'decision':
			return nowSentences.decision(first);
		case 'in-force':
			return nowSentences['in-force'](first);
		case 'archived':
			return step?.key === 'eingestellt' ? nowSentences.discontinued(first) : step?.key === 'aufgehoben' ? nowSentences.repealed(first) : nowSentences.archived;
	}
}
