import { dayOf, startOfDay } from '../participations/local-days.ts';
import type { StepEffect } from './kinds/kind.ts';
import type { ProcedureStatus, ProcedureStep } from './types.ts';

/** „Kürzlich beendet“ lasts so many local days after the last day of a participation. */
export const RECENT_DAYS = 14;

export interface StatusSpan {
	status: ProcedureStatus;
	stepId: string | null;
	since: Date;
	/** Exclusive; null: until something new is published. */
	until: Date | null;
}

export type StatusStep = Pick<ProcedureStep, 'id' | 'key' | 'track' | 'startsAt' | 'endsAt' | 'publishedAt' | 'skippedReason'>;

export interface StatusProcedure {
	/** Effects of the steps of its kind; without it the steps of the BauGB. */
	kind?: { steps: readonly { key: string; effect: StepEffect | null }[] };
	/** When the first notice of the procedure was published, where that was before the first step. */
	announcedAt?: Date | null;
}

/** What the steps of the BauGB do, for procedures without a kind of their own. */
const EFFECTS: Record<string, StepEffect> = {
	abwaegung: 'evaluation',
	beschluss: 'decision',
	genehmigung: 'decision',
	inkraft: 'in-force',
	eingestellt: 'archived',
	aufgehoben: 'archived'
};
const STATUS_OF: Record<StepEffect, ProcedureStatus> = { evaluation: 'evaluation', decision: 'decision', 'in-force': 'in-force', archived: 'archived' };
/** On the same day the later stage of the procedure counts. */
const RANK: ProcedureStatus[] = ['announced', 'evaluation', 'decision', 'in-force', 'archived'];

interface Turn {
	at: number;
	status: ProcedureStatus;
	stepId: string | null;
}
interface Period {
	stepId: string;
	announced: number;
	starts: number;
	ends: number;
}

/**
 * The status of a procedure at all times, as it follows from its published steps; computed, never typed. Participations of the public make
 * it active; then it is recently ended for 14 local days and under evaluation until a decision. In force has no end.
 * @returns spans without gaps, oldest first, the last one open; empty while nothing is published
 */
export function statusSpans(procedure: StatusProcedure, steps: readonly StatusStep[]): StatusSpan[] {
	const public_ = steps.filter((step) => step.publishedAt && step.startsAt && step.skippedReason === '');
	const beginnings = [...public_.map((step) => step.publishedAt!.getTime()), ...(procedure.announcedAt ? [procedure.announcedAt.getTime()] : [])];
	if (beginnings.length === 0) return [];
	const begin = Math.min(...beginnings);
	const first = public_.find((step) => step.publishedAt!.getTime() === begin)?.id ?? null;

	const periods = public_.filter((step) => step.track === 'public' && step.endsAt).map((step) => periodOf(step, begin));
	const turns: Turn[] = [{ at: begin, status: 'announced', stepId: first }];
	for (const step of public_) {
		const effect = effectOf(procedure, step.key);
		if (effect && !step.endsAt) turns.push({ at: Math.max(step.startsAt!.getTime(), begin), status: STATUS_OF[effect], stepId: step.id });
	}
	turns.sort((a, b) => a.at - b.at || RANK.indexOf(a.status) - RANK.indexOf(b.status));

	const moments = new Set([begin, ...turns.map(({ at }) => at)]);
	for (const { announced, starts, ends } of periods) for (const at of [announced, starts, ends, recentUntil(ends)]) if (at > begin) moments.add(at);
	const sorted = [...moments].sort((a, b) => a - b);
	const spans: StatusSpan[] = [];
	for (const at of sorted) {
		const now = statusAt(at, turns, periods);
		const last = spans.at(-1);
		if (last && last.status === now.status && last.stepId === now.stepId) continue;
		if (last) last.until = new Date(at);
		spans.push({ ...now, since: new Date(at), until: null });
	}
	return spans;
}

/** The span that holds at an instant. */
export function spanAt(spans: readonly StatusSpan[], instant: Date): StatusSpan | null {
	return spans.find(({ since, until }) => since <= instant && (until === null || instant < until)) ?? null;
}

function periodOf(step: StatusStep, begin: number): Period {
	const ends = Math.max(step.endsAt!.getTime(), begin);
	const starts = Math.min(Math.max(step.startsAt!.getTime(), step.publishedAt!.getTime()), ends);
	return { stepId: step.id, announced: step.publishedAt!.getTime(), starts, ends };
}

function statusAt(at: number, turns: readonly Turn[], periods: readonly Period[]): { status: ProcedureStatus; stepId: string | null } {
	const turn = turns.findLast((each) => each.at <= at)!;
	if (turn.status === 'archived') return { status: 'archived', stepId: turn.stepId };
	const running = latest(periods.filter(({ starts, ends }) => starts <= at && at < ends));
	if (running) return { status: 'active', stepId: running.stepId };
	// What was decided since a new participation was announced says more than the announcement.
	const coming = periods.find(({ announced, starts }) => announced <= at && at < starts && (turn.status === 'announced' || turn.status === 'evaluation' || turn.at < announced));
	if (coming && turn.status !== 'in-force') return { status: 'announced', stepId: coming.stepId };
	const ended = latest(periods.filter(({ ends }) => ends <= at));
	if (!ended || turn.at >= ended.ends) return { status: turn.status, stepId: turn.stepId };
	return { status: at < recentUntil(ended.ends) ? 'recently-ended' : 'evaluation', stepId: ended.stepId };
}

function latest(periods: readonly Period[]): Period | undefined {
	return periods.reduce<Period | undefined>((best, each) => (best && best.ends >= each.ends ? best : each), undefined);
}

/** Local midnight so many days later: clocks may change in between. */
function recentUntil(ends: number): number {
	const day = new Date(`${dayOf(new Date(ends))}T00:00:00Z`);
	day.setUTCDate(day.getUTCDate() + RECENT_DAYS);
	return startOfDay(day.toISOString().slice(0, 10)).getTime();
}

function effectOf(procedure: StatusProcedure, key: string): StepEffect | null {
	const known = procedure.kind?.steps.find((step) => step.key === key);
	return known ? known.effect : (EFFECTS[key] ?? null);
}
