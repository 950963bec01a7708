import type { DamageInput, OrderInput, RoundInput } from '../../forms/trails.ts';
import { FormError } from '../check-form.ts';
import { isDay, startOfDay } from '../participations/local-days.ts';

/** What the forms without script send → what devices send. */

/**
 * @param values day (YYYY-MM-DD), from and to (HH:MM, local time)
 * @param results `abschnitt-<id>` → ohne-befund | befund | anything else
 * @throws FormError
 */
export function handRound(values: { day: string; from: string; to: string; note: string }, results: Record<string, string>): RoundInput {
	const startedAt = momentOf(values.day, values.from);
	const endedAt = momentOf(values.day, values.to);
	if (!startedAt) throw new FormError({ startedAt: 'required' });
	if (!endedAt) throw new FormError({ endedAt: 'required' });
	const sections = Object.entries(results).flatMap(([name, result]) =>
		result === 'ohne-befund' || result === 'befund' ? [{ id: name.slice('abschnitt-'.length), result: result as 'ohne-befund' | 'befund' }] : []
	);
	if (sections.length === 0) throw new FormError({ sections: 'required' });
	return { startedAt, endedAt, sections, visits: [], track: [], note: values.note };
}

/** Days with a change of clocks are an hour longer or shorter, in the night when nobody walks. */
function momentOf(day: string, time: string): string | null {
	const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
	if (!isDay(day) || hours === undefined) return null;
	const noon = new Date(startOfDay(day).getTime() + 12 * 3_600_000);
	const local = Number(new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' }).format(noon).replace(/\D/g, ''));
	return new Date(noon.getTime() + ((Number(hours) - local) * 60 + Number(minutes)) * 60_000).toISOString();
}

/** @param target `sign:<id>`, `post:<id>`, `section:<id>`, `equipment:<id>` */
export function handDamage(values: { target: string; note: string; fixed: string }, kinds: string[], now: Date): DamageInput {
	const [kind, id] = values.target.split(':') as [DamageInput['target']['kind'], string];
	return {
		target: { kind, id: id ?? '' },
		kinds: kinds as DamageInput['kinds'],
		note: values.note,
		fixed: (values.fixed || null) as DamageInput['fixed'],
		foundAt: now.toISOString()
	};
}

/** @throws FormError */
export function handOrder(values: { target: string; item: string; count: string; text: string }, now: Date): OrderInput {
	const [kind, id] = values.target.split(':');
	const count = /^\d{1,3}$/.test(values.count) ? Number(values.count) : 0;
	if (count < 1) throw new FormError({ items: 'required' });
	return {
		postId: kind === 'post' ? (id ?? null) : null,
		signId: kind === 'sign' ? (id ?? null) : null,
		items: [{ item: values.item as OrderInput['items'][number]['item'], count, text: values.text }],
		orderedAt: now.toISOString()
	};
}
