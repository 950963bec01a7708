import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { StepInput } from '../../forms/procedure.ts';
import type { Deadline } from '../law/deadlines.ts';
import { importantReasonHints } from '../law/important-reasons.ts';
import type { Grade } from './checklist.ts';
import { datesOf } from './dates.ts';
import { kindStep, type SkipReason } from './kinds/kind.ts';
import { dayOf } from '../participations/local-days.ts';
import { calendarOf, versionsOf } from './procedures-queries.ts';
import { currentNotice } from '../notices/notice.ts';
import { tenantOf } from '../notices/notice-queries.ts';
import { readinessOf } from './readiness.ts';
import { mendHref, staffPaths } from './staff-views.ts';
import { valuesOfStep } from './step-values.ts';
import { stepState, type StepState } from './timeline.ts';
import type { Procedure, ProcedureStep, StepRule, Track } from './types.ts';

export interface CheckView {
	code: string;
	grade: Grade;
	passed: boolean;
	text: string;
	todo: string;
	law: string;
	href: string;
}

/** How the end was found, and what may be a reason for a longer period. */
export interface EndView {
	end: string;
	steps: { text: string; law: string }[];
	hints: { text: string; law: string }[];
}

export interface StepView {
	id: string;
	title: string;
	iteration: number;
	track: Track;
	rule: StepRule;
	rules: StepRule[];
	state: StepState;
	startsOn: string | null;
	endsOn: string | null;
	published: boolean;
	explanation: string;
	law: string;
	environment: boolean;
	renewed: boolean;
	hasNotice: boolean;
	skippedReason: string;
	skipReasons: SkipReason[];
	maySkip: boolean;
	mayRemove: boolean;
	/** Begun: before, the whole period can be moved. */
	mayExtend: boolean;
	/** Announced and not begun: its days can be moved, and it can be taken back. */
	mayMove: boolean;
	/** Why it was taken back, and on which day. */
	withdrawn: { on: string; reason: string } | null;
	/** A notice of it is published: an extension needs a renewed one. */
	announced: boolean;
	/** Where a renewed one appears without being asked: where the last one did, or where all of the tenant do. */
	publishedIn: string;
	values: StepInput;
	versions: { id: string; name: string; number: number; published: boolean }[];
	differenceHref: string | null;
	why: EndView | null;
	checks: CheckView[];
	hrefs: { procedure: string; documents: string; notice: string; statements: string | null };
}

export async function stepView(scope: TenantScope, slug: string, procedure: Procedure, step: ProcedureStep, now: Date): Promise<StepView> {
	const known = kindStep(procedure.kind, step.key);
	const paths = staffPaths(slug, procedure.id);
	const versions = await versionsOf(scope, procedure.planId);
	const checks = step.skippedReason ? [] : await readinessOf(scope, procedure, step, now);
	const { land, holidays } = await calendarOf(scope);
	const tenant = await tenantOf(scope);
	const notice = await currentNotice(scope, step.id);
	const [from, to] = [step.compareVersionId, step.planVersionId].map((id) => versions.find((version) => version.id === id));
	return {
		id: step.id,
		title: step.title,
		iteration: step.iteration,
		track: step.track,
		rule: step.rule,
		rules: known ? [...new Set([known.rule, ...known.otherRules])] : [step.rule],
		state: stepState(step, now),
		startsOn: step.startsOn,
		endsOn: step.endsOn,
		published: step.publishedAt !== null,
		explanation: known?.explanation ?? '',
		law: step.law ?? '',
		environment: step.track === 'public' && step.rule !== 'day' && procedure.kind.environmentalReport !== 'none',
		renewed: Boolean(known?.repeats),
		hasNotice: known?.notice ?? step.track === 'public',
		skippedReason: step.skippedReason,
		skipReasons: known?.skipReasons ?? [],
		maySkip: !step.publishedAt && (known?.need !== 'required' || known.skipReasons.length > 0),
		mayRemove: !step.publishedAt && (known?.need !== 'required' || step.iteration > 1),
		announced: notice !== null,
		publishedIn: notice?.publishedIn ?? tenant.publishedIn,
		mayMove: step.publishedAt !== null && step.startsAt !== null && now < step.startsAt,
		withdrawn: step.withdrawnAt && { on: dayOf(step.withdrawnAt), reason: step.withdrawalReason },
		mayExtend: step.publishedAt !== null && step.endsAt !== null && step.startsAt! <= now && now < step.endsAt,
		values: valuesOfStep(step),
		versions: versions.map(({ planId: _, ...version }) => version),
		differenceHref: from && to && from.id !== to.id ? `/${slug}/verwaltung/plaene/${to.planId}/unterschied?von=${from.number}&nach=${to.number}` : null,
		why: step.deadline && endView(step.deadline, land, holidays),
		checks: checks.map(({ at, ...check }) => ({ ...check, href: mendHref(slug, procedure, at, step) })),
		hrefs: { procedure: paths.base, documents: paths.documents, notice: paths.notice(step.id), statements: step.participationId && paths.statements(step.participationId) }
	};
}

/**
 * The end that the typed values lead to, before anything is saved.
 * @throws DomainError as `datesOf`
 */
export async function calculateEnd(scope: TenantScope, step: ProcedureStep, values: StepInput): Promise<EndView | null> {
	const { land, holidays } = await calendarOf(scope);
	const { startsOn = '', days, extensionReason = '', shorteningReason = '', rule } = values;
	// What is asked for is the lawful end: what stands in the field does not matter yet.
	const { deadline } = datesOf({
		rule,
		track: step.track,
		startsOn,
		endsOn: rule === 'shortened' && !days ? (values.endsOn ?? '') : '',
		days: days ? Number(days) : null,
		extensionReason,
		shorteningReason: shorteningReason || '—'.repeat(10),
		land,
		holidays
	});
	return deadline && endView(deadline, land, holidays);
}

function endView(deadline: Deadline, land: string, holidays: readonly string[]): EndView {
	return { end: deadline.end, steps: deadline.steps, hints: importantReasonHints(deadline.start, deadline.end, land, holidays).map(({ text, law }) => ({ text, law })) };
}
