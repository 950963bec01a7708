import type { Knex } from 'knex';
import type { ProcedureFilter } from '../../forms/procedure-filter.ts';
import type { ProcedureStatus } from '../procedures/types.ts';
import { findProceduresAcrossTenants, type ListKey } from './list-queries.ts';
import type { ListOptions, ProcedureCard, ProcedurePage } from './types.ts';

export type { ListOptions, ProcedureCard, ProcedurePage } from './types.ts';
export { readCardAcrossTenants, readFacetsAcrossTenants } from './list-queries.ts';

const PAGE = 20;
const MOST = 500;

/**
 * Published procedures of all tenants, in pages by key: a page stays what it is while others come and go. A place in the filter counts
 * only where its `centre` is known (place.ts).
 * @param options.after `next` of the page before; anything else begins at the first page
 */
export async function listProceduresAcrossTenants(db: Knex, filter: ProcedureFilter, options: ListOptions): Promise<ProcedurePage> {
	const limit = Math.min(Math.max(options.limit ?? PAGE, 1), MOST);
	const order = options.order ?? (filter.text ? 'relevance' : 'time');
	const { items, counts, placeless } = await findProceduresAcrossTenants(db, filter, { ...options, order, limit }, readKey(options.after));
	const shown = items.slice(0, limit);
	const chosen = (each: Partial<Record<ProcedureStatus, number>>) =>
		Object.entries(each).reduce((sum, [status, count]) => sum + (filter.statuses.length === 0 || filter.statuses.includes(status as ProcedureStatus) ? count : 0), 0);
	return {
		items: shown.map(({ key: _key, ...card }): ProcedureCard => card),
		next: items.length > limit ? writeKey(shown.at(-1)!.key) : null,
		counts,
		total: chosen(counts),
		placeless: chosen(placeless)
	};
}

const writeKey = (key: ListKey): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Null for anything that is no key of a page. */
export function readKey(text: string | null | undefined): ListKey | null {
	if (!text || text.length > 200) return null;
	try {
		const [rank, key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
		const valid = Number.isInteger(rank) && Math.abs(rank as number) < 100 && Number.isFinite(key) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(String(id));
		return valid ? [rank as number, key as number, String(id)] : null;
	} catch {
		// Not written by us.
		return null;
	}
}
