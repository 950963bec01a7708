import { dayOf } from '../participations/local-days.ts';
import { addDays, daysBetween } from './days.ts';
import type { ProcedureStep, Track } from './types.ts';

export type StepState = 'open' | 'planned' | 'published' | 'running' | 'done' | 'skipped' | 'withdrawn';

export function stepState(step: Pick<ProcedureStep, 'startsOn' | 'startsAt' | 'endsAt' | 'publishedAt' | 'skippedReason' | 'withdrawnAt'>, now: Date): StepState {
	if (step.skippedReason) return 'skipped';
	if (step.withdrawnAt) return 'withdrawn';
	if (!step.startsAt) return 'open';
	if (!step.publishedAt) return 'planned';
	if (now < step.startsAt) return 'published';
	return step.endsAt && now < step.endsAt ? 'running' : 'done';
}

/** A bar (period) or a diamond (day) in the picture; lengths in units of the picture, 0 is its left edge. */
export interface Mark {
	stepId: string;
	title: string;
	lane: Track;
	state: StepState;
	x: number;
	/** 0 for a day. */
	width: number;
	/** Row inside the lane, so that marks and their texts do not cover each other. */
	row: number;
	label: string;
	/** Where the text begins, or ends where there is no room to the right. */
	labelX: number;
	labelEnds: boolean;
}

export interface Timeline {
	width: number;
	marks: Mark[];
	lanes: { track: Track; rows: number }[];
	/** First days of months (or years, where it is long). */
	ticks: { x: number; day: string }[];
	/** Null where today is outside. */
	today: number | null;
}

const WIDTH = 1000;
/** Room that the smallest mark needs. */
const SMALLEST = 14;
const LONGEST_LABEL = 34;
/** Width of a character of a label, on the safe side. */
const CHARACTER = 7;
const TRACKS: Track[] = ['public', 'toeb', 'internal'];

/** Where everything stands in the picture of the procedure. Null while no step has a date. */
export function timelineOf(steps: readonly ProcedureStep[], now: Date): Timeline | null {
	const dated = steps.filter((step) => step.startsOn && !step.skippedReason);
	if (dated.length === 0) return null;
	const days = dated.flatMap(({ startsOn, endsOn }) => [startsOn!, endsOn ?? startsOn!]).sort();
	const today = dayOf(now);
	// Today belongs to the picture when it is near.
	const near = daysBetween(today, days[0]!) <= 120 && daysBetween(days.at(-1)!, today) <= 120;
	const first = addDays([days[0]!, ...(near ? [today] : [])].sort()[0]!, -7);
	const last = addDays([days.at(-1)!, ...(near ? [today] : [])].sort().at(-1)!, 14);
	const total = daysBetween(first, last);
	const at = (day: string): number => Math.round((daysBetween(first, day) / total) * WIDTH);
	const marks: Mark[] = [];
	const places: { lane: Track; row: number; from: number; to: number }[] = [];
	for (const step of dated.toSorted((a, b) => (a.startsOn! < b.startsOn! ? -1 : 1))) {
		const x = at(step.startsOn!);
		const width = step.endsOn ? Math.max(at(addDays(step.endsOn, 1)) - x, SMALLEST) : 0;
		const label = step.title.length > LONGEST_LABEL ? `${step.title.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : step.title;
		const right = x + Math.max(width, SMALLEST) + 4;
		const labelEnds = right + label.length * CHARACTER > WIDTH;
		const [from, to] = labelEnds ? [x - SMALLEST - label.length * CHARACTER, right] : [x - SMALLEST, right + label.length * CHARACTER];
		const taken = places.filter((place) => place.lane === step.track && place.from < to && from < place.to);
		let row = 0;
		while (taken.some((place) => place.row === row)) row++;
		places.push({ lane: step.track, row, from, to });
		const labelX = labelEnds ? x - (width > 0 ? 6 : SMALLEST) : right;
		marks.push({ stepId: step.id, title: step.title, lane: step.track, state: stepState(step, now), x, width, row, label, labelX, labelEnds });
	}
	const lanes = TRACKS.map((track) => ({ track, rows: Math.max(0, ...marks.filter(({ lane }) => lane === track).map(({ row }) => row + 1)) }));
	return {
		width: WIDTH,
		marks,
		lanes: lanes.filter(({ rows }) => rows > 0),
		ticks: ticksOf(first, last, total).map((day) => ({ x: at(day), day })),
		today: today >= first && today <= last ? at(today) : null
	};
}

function ticksOf(first: string, last: string, total: number): string[] {
	const months = total <= 250 ? 1 : total <= 1000 ? 3 : total <= 2000 ? 6 : 12;
	const ticks: string[] = [];
	let [year, month] = first.split('-').map(Number) as [number, number];
	for (;;) {
		month++;
		if (month > 12) [year, month] = [year + 1, 1];
		const day = `${year}-${String(month).padStart(2, '0')}-01`;
		if (day > last) return ticks;
		if ((month - 1) % months === 0) ticks.push(day);
	}
}
