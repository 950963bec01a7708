import { formatDay } from '../../texts/dates.ts';
import { readinessTexts, type ReadinessCode } from '../../texts/readiness.ts';
import type { Contact } from '../accounts/types.ts';
import { daysBetween } from './days.ts';
import { ACCELERATED_BELOW, isAccelerated, isExamined, needsExamination, type InnerDevelopment } from './inner-development.ts';
import { kindStep, type ProcedureKind } from './kinds/kind.ts';
import type { DocumentCategory, ProcedureStep } from './types.ts';

/** What a defect means: § 214 BauGB would void the plan, it can be healed, or it is only advice. */
export const GRADES = ['void', 'curable', 'advice'] as const;
export type Grade = (typeof GRADES)[number];

export interface ReadinessCheck {
	code: ReadinessCode;
	grade: Grade;
	passed: boolean;
	text: string;
	/** Empty when it passed. */
	todo: string;
	law: string;
	/** Where it can be mended; `href` is made by the page. */
	at: 'step' | 'documents' | 'notice' | 'procedure' | 'plan';
}

export interface ReadinessFacts {
	kind: ProcedureKind;
	step: ProcedureStep;
	/** All steps of the procedure. */
	steps: readonly ProcedureStep[];
	now: Date;
	summary: string;
	/** States that are asked too (§ 4a (4) BauGB). */
	neighbourStates: string;
	/** Asked only of kinds that go by § 13a BauGB. */
	innerDevelopment: InnerDevelopment;
	hasArea: boolean;
	/** Of the version that the step shows; null: none is chosen. */
	planVersion: { published: boolean } | null;
	/** What the step shows to its track. */
	documents: readonly { category: DocumentCategory; title: string }[];
	/** The newest published notice of the step. */
	notice: { publishedOn: string | null; blocks: readonly { key?: string; text: string; required: boolean; changed: boolean }[] } | null;
	/** Of step, procedure and tenant together. */
	contact: Contact;
	/** What the deadline engine says of the end; null where no rule is asked. */
	end: { lawful: boolean; remarks: readonly { grade: Grade; text: string }[] } | null;
	/** Whole days that must lie between notice and beginning by the municipality's statute (0: the day before is early enough). */
	noticeLeadDays: number;
}

type Found = Pick<ReadinessCheck, 'code' | 'grade' | 'passed' | 'law' | 'at'> & { failed?: string };

/**
 * „Ist es bereit?“: what must be there before a step is published, graded by consequence (§ 214 BauGB).
 * @returns checks that concern the step, the gravest first within the order of work
 */
export function checkReadiness(facts: ReadinessFacts): ReadinessCheck[] {
	const found = facts.step.rule === 'day' ? dayChecks(facts) : periodChecks(facts);
	return found.map(({ failed, ...check }) => {
		const texts = readinessTexts[check.code];
		return { ...check, text: check.passed ? texts.passed : failed || texts.failed, todo: check.passed ? '' : texts.todo };
	});
}

/** What forbids publication. */
export const voidDefects = (checks: readonly ReadinessCheck[]): ReadinessCheck[] => checks.filter(({ grade, passed }) => grade === 'void' && !passed);

const shows = ({ documents }: ReadinessFacts, category: DocumentCategory): boolean => documents.some((each) => each.category === category);
const planThere = (facts: ReadinessFacts): boolean => facts.planVersion !== null || shows(facts, 'planzeichnung');

function periodChecks(facts: ReadinessFacts): Found[] {
	const { kind, step, now, planVersion, contact } = facts;
	const toPublic = step.track === 'public';
	const renewed = Boolean(kindStep(kind, step.key)?.repeats);
	// § 3 (2), § 4a (3): what § 214 (1) S. 1 Nr. 2 names. Early participation (§ 3 (1)) is not among it.
	const formal = kind.baugb && (step.rule === 'publication' || step.rule === 'shortened' || step.key === 'veroeffentlichung' || renewed);
	const strict: Grade = formal && toPublic ? 'void' : 'curable';
	const checks: Found[] = [
		{ code: 'dates', grade: 'void', passed: Boolean(step.startsAt && step.endsAt), law: toPublic ? '§ 3 Abs. 2 Satz 1 BauGB' : '§ 4 Abs. 2 Satz 3 BauGB', at: 'step' }
	];
	if (facts.end) {
		const why = facts.end.remarks.filter(({ grade }) => grade === 'void').map(({ text }) => text);
		const law = `${toPublic ? '§ 3 Abs. 2 Satz 1' : '§ 4 Abs. 2 Satz 3'} BauGB, §§ 187, 188, 193 BGB`;
		checks.push({ code: 'end-lawful', grade: 'void', passed: facts.end.lawful, failed: why.join(' '), law, at: 'step' });
	}
	if (step.startsAt && !step.publishedAt && toPublic)
		checks.push({ code: 'begin-ahead', grade: formal ? 'void' : 'advice', passed: now < step.startsAt, law: '§ 187 Abs. 2 BGB, § 3 Abs. 2 Satz 1 BauGB', at: 'step' });
	if (step.rule === 'shortened' && step.startsOn && step.endsOn)
		checks.push({ code: 'short-period', grade: 'advice', passed: daysBetween(step.startsOn, step.endsOn) + 1 >= 14, law: '§ 4a Abs. 3 Satz 3 BauGB', at: 'step' });

	if (kind.spatial) {
		checks.push({ code: 'plan', grade: strict, passed: planThere(facts), law: '§ 3 Abs. 2 Satz 1 BauGB', at: planVersion ? 'step' : 'documents' });
		if (planVersion) checks.push({ code: 'plan-public', grade: 'void', passed: planVersion.published, law: '§ 3 Abs. 2 Satz 1 BauGB', at: 'plan' });
	}
	if (toPublic) checks.push({ code: 'plan-form', grade: 'advice', passed: planVersion !== null, law: '§ 3 Abs. 2 Satz 4 Nr. 2 BauGB', at: 'step' });
	if (formal || step.rule === 'toeb') {
		checks.push({ code: 'justification', grade: strict, passed: shows(facts, 'begruendung'), law: '§ 3 Abs. 2 Satz 1, § 2a BauGB', at: 'documents' });
		if (kind.environmentalReport === 'due')
			checks.push({ code: 'environmental-report', grade: strict, passed: shows(facts, 'umweltbericht'), law: `${kind.environmentalLaw}, § 214 Abs. 1 Satz 1 Nr. 3 BauGB`, at: 'documents' });
	}
	if (formal && toPublic) checks.push(...innerDevelopmentChecks(facts));
	if (toPublic) checks.push(...noticeChecks(facts, strict));
	if (formal && toPublic) {
		// Single kinds may be missing without harm (§ 214 (1) S. 1 Nr. 2 b), all of them not; § 13 (3) does without.
		if (kind.environmentalReport !== 'none')
			checks.push({ code: 'environment', grade: 'void', passed: step.environment.length > 0, law: '§ 3 Abs. 2 Satz 4 BauGB', at: 'step' });
		if (facts.neighbourStates) {
			const said = facts.notice?.blocks.some(({ key, text }) => key === 'hint-neighbours' && text.trim() !== '') ?? false;
			checks.push({ code: 'neighbours', grade: 'curable', passed: said, law: '§ 4a Abs. 4 BauGB', at: 'notice' });
		}
		checks.push({ code: 'places', grade: 'void', passed: step.places.length > 0, law: '§ 3 Abs. 2 Satz 2 BauGB', at: 'step' });
		const early = facts.steps.filter(({ key }) => key.startsWith('fruehzeitig-'));
		if (early.length > 0)
			checks.push({ code: 'early-steps', grade: 'advice', passed: early.every(({ publishedAt, skippedReason }) => publishedAt || skippedReason), law: '§ 3 Abs. 1, § 4 Abs. 1 BauGB', at: 'procedure' });
	}
	if (renewed) checks.push({ code: 'changes-named', grade: 'advice', passed: step.compareVersionId !== null && step.compareVersionId !== step.planVersionId, law: '§ 4a Abs. 3 Satz 2 BauGB', at: 'step' });
	if (step.key === 'fruehzeitig-oeffentlichkeit') {
		const discussion = facts.steps.some(({ key, startsOn, skippedReason }) => key === 'eroerterung' && (startsOn || skippedReason));
		checks.push({ code: 'discussion', grade: 'advice', passed: discussion || step.note !== '', law: '§ 3 Abs. 1 Satz 1 BauGB', at: 'procedure' });
	}
	if (kind.spatial) checks.push({ code: 'area', grade: 'curable', passed: facts.hasArea, law: '§ 9 Abs. 7, § 3 Abs. 2 Satz 5 BauGB', at: 'procedure' });
	checks.push({ code: 'contact', grade: 'curable', passed: Boolean(contact.phone || contact.email), law: '§ 3 Abs. 2 Satz 4 Nr. 2 BauGB', at: 'procedure' });
	if (toPublic) checks.push({ code: 'summary', grade: 'advice', passed: facts.summary !== '', law: '§ 3 Abs. 1 Satz 1 BauGB', at: 'procedure' });
	return checks;
}

function noticeChecks(facts: ReadinessFacts, grade: Grade): Found[] {
	const { notice, step, noticeLeadDays } = facts;
	const before = Boolean(notice?.publishedOn && step.startsOn && daysBetween(notice.publishedOn, step.startsOn) > noticeLeadDays);
	const checks: Found[] = [{ code: 'notice', grade, passed: before, law: '§ 3 Abs. 2 Satz 4 BauGB', at: 'notice' }];
	if (!notice) return checks;
	const required = notice.blocks.filter((block) => block.required);
	checks.push({ code: 'notice-hints', grade, passed: required.every(({ text }) => text.trim() !== ''), law: '§ 3 Abs. 2 Satz 4 BauGB', at: 'notice' });
	checks.push({ code: 'notice-wording', grade: 'advice', passed: required.every(({ changed }) => !changed), law: '§ 3 Abs. 2 Satz 4 BauGB', at: 'notice' });
	if (step.startsOn && step.endsOn) {
		const text = notice.blocks.map((block) => block.text).join('\n');
		checks.push({ code: 'notice-dates', grade, passed: names(text, step.startsOn) && names(text, step.endsOn), law: '§ 3 Abs. 2 Satz 4 BauGB', at: 'notice' });
	}
	return checks;
}

/** Whether a text names a day, as „1. März 2027“ or „01.03.2027“. */
function names(text: string, day: string): boolean {
	const spaces = text.replace(/\s+/g, ' ');
	return spaces.includes(formatDay(day)) || spaces.includes(day.split('-').reverse().join('.'));
}

/** § 13a (1) S. 2, (3) BauGB: how large the plan may be, that it was examined before, and that the notice says so. */
function innerDevelopmentChecks({ kind, step, innerDevelopment, notice }: ReadinessFacts): Found[] {
	if (!isAccelerated(kind)) return [];
	const { floorArea, examinedOn } = innerDevelopment;
	const start = step.key === 'aufstellungsbeschluss';
	const failed = floorArea === null ? undefined : readinessTexts['floor-area'].tooLarge;
	const checks: Found[] = [];
	// When it is decided to make a plan, nobody need know how large it will be.
	if (!start || floorArea !== null)
		checks.push({ code: 'floor-area', grade: 'void', passed: floorArea !== null && floorArea < ACCELERATED_BELOW, failed, law: '§ 13a Abs. 1 Satz 2 BauGB', at: 'procedure' });
	if (!needsExamination(innerDevelopment)) return checks;
	const examined = isExamined(innerDevelopment);
	if (!start) checks.push({ code: 'examination', grade: 'void', passed: examined, law: '§ 13a Abs. 1 Satz 2 Nr. 2, Anlage 2, § 214 Abs. 2a Nr. 3 BauGB', at: 'procedure' });
	const hint = notice?.blocks.find(({ key }) => key === 'hint-accelerated');
	if (notice && (hint || !start)) {
		const said = examined && hint !== undefined && names(hint.text, examinedOn!) && notice.publishedOn !== null && notice.publishedOn >= examinedOn!;
		checks.push({ code: 'examination-noticed', grade: 'curable', passed: said, law: '§ 13a Abs. 3 Satz 1 Nr. 1, Satz 3, § 214 Abs. 2a Nr. 2 BauGB', at: 'notice' });
	}
	return checks;
}

function dayChecks(facts: ReadinessFacts): Found[] {
	const { kind, step, steps } = facts;
	const known = kindStep(kind, step.key);
	const checks: Found[] = [{ code: 'day', grade: 'void', passed: step.startsOn !== null, law: known?.law ?? '', at: 'step' }];
	if (step.key === 'aufstellungsbeschluss' || (step.key === 'beschluss' && known?.effect === 'decision')) checks.push(...innerDevelopmentChecks(step.key === 'beschluss' ? { ...facts, notice: null } : facts));
	const done = (key: string): boolean => steps.some((each) => each.key === key && each.publishedAt && each.startsOn && step.startsOn && each.startsOn <= step.startsOn);
	if (kind.baugb && known?.effect === 'decision' && step.key === 'beschluss') {
		const needed = steps.filter((each) => each.rule !== 'day' && each.track !== 'internal' && !each.skippedReason && !each.key.startsWith('fruehzeitig-'));
		const ended = needed.length > 0 && needed.every((each) => each.publishedAt && each.endsOn && step.startsOn && each.endsOn < step.startsOn);
		checks.push({ code: 'public-ended', grade: 'void', passed: ended, law: '§ 3 Abs. 2 Satz 6, § 214 Abs. 1 Satz 1 Nr. 2 BauGB', at: 'procedure' });
	}
	if (known?.effect !== 'in-force' && step.key !== 'inkraft') return checks;
	if (kind.baugb) {
		checks.push({ code: 'decided', grade: 'void', passed: done('beschluss'), law: '§ 10 Abs. 1, § 214 Abs. 1 Satz 1 Nr. 4 BauGB', at: 'procedure' });
		if (kind.steps.some(({ key, need }) => key === 'genehmigung' && need === 'required'))
			checks.push({ code: 'approved', grade: 'void', passed: done('genehmigung'), law: '§ 6 Abs. 1, § 214 Abs. 1 Satz 1 Nr. 4 BauGB', at: 'procedure' });
		checks.push({
			code: 'notice-day',
			grade: 'void',
			passed: step.startsOn !== null && facts.notice?.publishedOn === step.startsOn,
			law: kind.subject === 'flaechennutzungsplan' ? '§ 6 Abs. 5, § 214 Abs. 1 Satz 1 Nr. 4 BauGB' : '§ 10 Abs. 3, § 214 Abs. 1 Satz 1 Nr. 4 BauGB',
			at: 'notice'
		});
	}
	if (kind.spatial) checks.push({ code: 'plan', grade: 'curable', passed: planThere(facts), law: '§ 6a Abs. 2, § 10a Abs. 2 BauGB', at: 'documents' });
	if (kind.spatial && facts.planVersion) checks.push({ code: 'plan-public', grade: 'curable', passed: facts.planVersion.published, law: '§ 6a Abs. 2, § 10a Abs. 2 BauGB', at: 'plan' });
	if (kind.baugb) checks.push({ code: 'justification', grade: 'curable', passed: shows(facts, 'begruendung'), law: '§ 9 Abs. 8, § 6a Abs. 2, § 10a Abs. 2 BauGB', at: 'documents' });
	if (kind.summaryStatement)
		checks.push({ code: 'summary-statement', grade: 'curable', passed: shows(facts, 'zusammenfassende-erklaerung'), law: kind.subject === 'flaechennutzungsplan' ? '§ 6a Abs. 1 BauGB' : '§ 10a Abs. 1 BauGB', at: 'documents' });
	return checks;
}
