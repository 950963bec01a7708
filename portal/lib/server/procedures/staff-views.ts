import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { procedureTexts, stepDates } from '../../texts/procedures.ts';
import type { ReadinessCheck } from './checklist.ts';
import { kindStep } from './kinds/kind.ts';
import { nextStep, nextTask, type Task } from './next-task.ts';
import { countProcedures, upcomingDays, type ListFilter } from './procedures-queries.ts';
import { listProcedures } from './read.ts';
import { readinessOf } from './readiness.ts';
import { addableSteps } from './service.ts';
import { stepState, timelineOf, type StepState, type Timeline } from './timeline.ts';
import type { Procedure, ProcedureStatus, ProcedureStep, Track } from './types.ts';

export interface TaskView {
	text: string;
	href: string;
	urgent: boolean;
}

/** A row of the list of procedures. */
export interface ProcedureItem {
	id: string;
	title: string;
	number: string | null;
	kindName: string;
	municipality: string;
	status: ProcedureStatus | null;
	discarded: boolean;
	href: string;
	task: TaskView | null;
}

export interface StepItem {
	id: string;
	title: string;
	iteration: number;
	track: Track;
	dates: string;
	state: StepState;
	skippedReason: string;
	explanation: string;
	law: string;
	href: string;
	noticeHref: string | null;
	statementsHref: string | null;
	/** Open points that matter, of the step that comes next and of published ones. */
	open: { void: number; others: number } | null;
}

export interface ProcedureOverview {
	id: string;
	title: string;
	number: string | null;
	kindName: string;
	lawVersion: string;
	status: ProcedureStatus | null;
	published: boolean;
	discarded: boolean;
	summary: string;
	task: TaskView | null;
	timeline: Timeline | null;
	steps: StepItem[];
	addable: { key: string; title: string; explanation: string }[];
	mayRenew: boolean;
}

/** Addresses of the staff pages of a procedure. */
export const staffPaths = (slug: string, procedureId: string) => {
	const base = `/${slug}/verwaltung/verfahren/${procedureId}`;
	const step = (stepId: string) => `${base}/schritte/${stepId}`;
	return {
		base,
		facts: `${base}/angaben`,
		documents: `${base}/dokumente`,
		protocol: `${base}/protokoll`,
		renew: `${base}/erneut`,
		step,
		notice: (stepId: string) => `${step(stepId)}/bekanntmachung`,
		statements: (participationId: string) => `/${slug}/verwaltung/beteiligungen/${participationId}/stellungnahmen`,
		public: `/${slug}/verfahren/${procedureId}`
	};
};

/** Where a check or a task is mended. */
export function mendHref(slug: string, procedure: Procedure, at: Task['at'], step: ProcedureStep | null): string {
	const paths = staffPaths(slug, procedure.id);
	if (at === 'documents') return paths.documents;
	if (at === 'procedure') return paths.facts;
	if (at === 'plan' && procedure.planId) return `/${slug}/verwaltung/plaene/${procedure.planId}`;
	if (at === 'statements' && step?.participationId) return paths.statements(step.participationId);
	if (!step) return paths.base;
	return at === 'notice' ? paths.notice(step.id) : paths.step(step.id);
}

export async function procedureItems(
	scope: TenantScope,
	slug: string,
	now: Date,
	filter: ListFilter,
	page: { limit: number; offset: number }
): Promise<{ items: ProcedureItem[]; total: number }> {
	const items: ProcedureItem[] = [];
	for (const procedure of await listProcedures(scope, now, filter, page)) {
		const checks = await checksThatMatter(scope, procedure, now);
		items.push({
			id: procedure.id,
			title: procedure.title,
			number: procedure.number,
			kindName: procedure.kind.name,
			municipality: procedure.municipality,
			status: procedure.status,
			discarded: procedure.discardedAt !== null,
			href: staffPaths(slug, procedure.id).base,
			task: taskView(slug, procedure, nextTask(procedure, now, (id) => checks.get(id)))
		});
	}
	return { items, total: await countProcedures(scope, now, filter) };
}

export async function procedureOverview(scope: TenantScope, slug: string, procedure: Procedure, now: Date): Promise<ProcedureOverview> {
	const checks = await checksThatMatter(scope, procedure, now);
	const paths = staffPaths(slug, procedure.id);
	return {
		id: procedure.id,
		title: procedure.title,
		number: procedure.number,
		kindName: procedure.kind.name,
		lawVersion: procedure.kind.lawVersion,
		status: procedure.status,
		published: procedure.publishedAt !== null,
		discarded: procedure.discardedAt !== null,
		summary: procedure.summary,
		task: taskView(slug, procedure, nextTask(procedure, now, (id) => checks.get(id))),
		timeline: timelineOf(procedure.steps, now),
		steps: procedure.steps.map((step) => stepItem(procedure, step, now, paths, checks.get(step.id))),
		addable: addableSteps(procedure).map(({ key, title, explanation }) => ({ key, title, explanation })),
		mayRenew: procedure.steps.some((step) => step.publishedAt && procedure.kind.steps.some(({ repeats }) => repeats === step.key))
	};
}

function stepItem(procedure: Procedure, step: ProcedureStep, now: Date, paths: ReturnType<typeof staffPaths>, checks: readonly ReadinessCheck[] | undefined): StepItem {
	const known = kindStep(procedure.kind, step.key);
	const failed = checks?.filter(({ passed }) => !passed) ?? [];
	const void_ = failed.filter(({ grade }) => grade === 'void').length;
	return {
		id: step.id,
		title: step.title,
		iteration: step.iteration,
		track: step.track,
		dates: stepDates(step.startsOn, step.endsOn),
		state: stepState(step, now),
		skippedReason: step.skippedReason,
		explanation: known?.explanation ?? '',
		law: known?.law ?? '',
		href: paths.step(step.id),
		noticeHref: known?.notice && !step.skippedReason && step.startsOn ? paths.notice(step.id) : null,
		statementsHref: step.participationId ? paths.statements(step.participationId) : null,
		open: checks ? { void: void_, others: failed.length - void_ } : null
	};
}

/** Checks of published steps that are not over and of the step that comes next; others are asked on their own page. */
async function checksThatMatter(scope: TenantScope, procedure: Procedure, now: Date): Promise<Map<string, ReadinessCheck[]>> {
	const next = nextStep(procedure);
	const steps = procedure.steps.filter((step) => step === next || (step.publishedAt && step.endsAt && now < step.endsAt));
	const checks = new Map<string, ReadinessCheck[]>();
	for (const step of steps) checks.set(step.id, await readinessOf(scope, procedure, step, now));
	return checks;
}

function taskView(slug: string, procedure: Procedure, task: Task | null): TaskView | null {
	if (!task) return null;
	const step = procedure.steps.find(({ id }) => id === task.stepId) ?? null;
	return { text: task.text, urgent: task.urgent, href: mendHref(slug, procedure, task.at, step) };
}

/** Beginnings and ends of published steps in the next 60 days, for the dashboard. */
export async function upcomingDeadlines(scope: TenantScope, slug: string, now: Date): Promise<{ what: string; title: string; step: string; day: string; href: string }[]> {
	const days = await upcomingDays(scope, now, new Date(now.getTime() + 60 * 86_400_000), 8);
	return days.map(({ procedureId, stepId, title, step, begins, day }) => ({
		what: begins ? procedureTexts.begins : procedureTexts.ends,
		title,
		step,
		day: begins ? procedureTexts.on(day) : procedureTexts.lastDay(day),
		href: staffPaths(slug, procedureId).step(stepId)
	}));
}
