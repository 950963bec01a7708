import type { Change } from '../evidence/types.ts';

/** What differs between two states of the same thing, field by field, for the protocol. Only fields of `next` are compared. */
export function changesBetween<T extends object>(old: Partial<Record<keyof T, unknown>>, next: T): Change[] {
	const changes: Change[] = [];
	for (const [field, to] of Object.entries(next)) {
		const from = old[field as keyof T];
		if (comparable(from) !== comparable(to)) changes.push({ field, from: from ?? null, to: to ?? null });
	}
	return changes;
}

/** JSON whose keys are in order: the database gives jsonb back in its own. */
function comparable(value: unknown): string {
	return JSON.stringify(value ?? null, (_, each: unknown) =>
		each && typeof each === 'object' && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each
	);
}
