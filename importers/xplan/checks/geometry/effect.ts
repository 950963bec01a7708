import type { Feature } from '../../model.ts';
import { familyOf, firstAttribute, firstValue } from '../../plans.ts';

interface Condition {
	text: string | null;
	date: string | null;
}

/** `XP_WirksamkeitBedingung`: a condition in words, a day, or a span of days. */
function conditionOf(feature: Feature, name: string): Condition | undefined {
	const attribute = firstAttribute(feature, name);
	if (attribute === undefined) return undefined;
	return { text: firstValue(attribute, 'bedingung'), date: firstValue(attribute, 'datumAbsolut') };
}

/**
 * Whether two objects are never in force at the same time (2.2.1.1: `startBedingung`, `endeBedingung`): one ends on a day before or when
 * the other begins, or by the very condition by which the other begins. Only objects of the BPlan schema have these properties (BP_Objekt).
 */
export function exclusiveInTime(a: Feature, b: Feature): boolean {
	if (familyOf(a.class) !== 'BP' || familyOf(b.class) !== 'BP') return false;
	return endsBefore(a, b) || endsBefore(b, a);
}

function endsBefore(first: Feature, second: Feature): boolean {
	const end = conditionOf(first, 'endeBedingung');
	const start = conditionOf(second, 'startBedingung');
	if (end === undefined || start === undefined) return false;
	// Dates are `YYYY-MM-DD`: their order is that of the text.
	if (end.date !== null && start.date !== null) return end.date <= start.date;
	return end.text !== null && start.text !== null && end.text.trim() === start.text.trim();
}
