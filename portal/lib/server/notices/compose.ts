import { noticeHeadings as headings, noticeWording as words, type PlanWords } from '../../texts/notice-wording.ts';
import { isExamined, needsExamination, type InnerDevelopment } from '../procedures/inner-development.ts';
import type { NoticeBlock, NoticeFacts, NoticeOccasion } from './types.ts';

type Spec = Pick<NoticeBlock, 'key' | 'text' | 'law'> & Partial<Pick<NoticeBlock, 'heading' | 'required' | 'fixed'>>;

const block = (spec: Spec): NoticeBlock => ({ changed: false, required: false, fixed: false, ...spec });

const OCCASIONS: Record<string, NoticeOccasion> = {
	aufstellungsbeschluss: 'start',
	'fruehzeitig-oeffentlichkeit': 'early',
	veroeffentlichung: 'publication',
	'erneut-oeffentlichkeit': 'renewed',
	inkraft: 'in-force',
	aufgehoben: 'repealed'
};

/** What a notice of the step makes known; steps of kinds that do not follow the BauGB have a plain one. */
export function occasionOf({ kind, step }: Pick<NoticeFacts, 'kind' | 'step'>): NoticeOccasion {
	return kind.baugb ? (OCCASIONS[step.key] ?? 'other') : 'other';
}

/** Only steps in which the public takes part, or that make something known to it, have a notice. */
export const hasNotice = (kind: NoticeFacts['kind'], step: { key: string; track: string }): boolean =>
	kind.steps.some(({ key, notice }) => key === step.key && notice);

/**
 * The notice of a step as it follows from the data: what §§ 2 (1), 3, 4a (3), 6 (5), 10 (3), 13, 13a, 44 (5), 215 (2) BauGB ask for,
 * and nothing that does not apply. A required block without text says that a fact is missing.
 */
export function composeNotice(facts: NoticeFacts): NoticeBlock[] {
	const occasion = occasionOf(facts);
	const plan: PlanWords = { subject: facts.kind.subject, hints: facts.kind.hints, ...facts.procedure };
	const title = block({ key: 'title', text: words.titles[occasion](plan, facts.step.title), required: true, law: lawOf(occasion, facts) });
	const about = block({
		key: 'subject',
		heading: headings.subject,
		text: words.subject(facts.procedure.summary, facts.procedure.municipality),
		required: occasion !== 'other',
		law: '§ 3 Abs. 1 Satz 1 BauGB'
	});
	return [title, ...PARTS[occasion](facts, plan, about), ...closing(facts, occasion)];
}

const PARTS: Record<NoticeOccasion, (facts: NoticeFacts, plan: PlanWords, about: NoticeBlock) => NoticeBlock[]> = {
	start: ({ step, kind, addresses, innerDevelopment }, plan, about) => [
		block({ key: 'decision', heading: headings.decision, text: words.start(plan, step.startsOn), required: true, fixed: true, law: '§ 2 Abs. 1 Satz 2 BauGB' }),
		about,
		// § 13a (3) S. 3: after the preliminary examination; until then the decision is made known alone.
		...(kind.hints.includes('accelerated') && (!needsExamination(innerDevelopment) || isExamined(innerDevelopment))
			? [
					block({
						key: 'hint-accelerated',
						heading: headings.accelerated,
						text: words.acceleratedStart(plan, addresses.procedure, examinationOf(innerDevelopment)),
						required: true,
						law: '§ 13a Abs. 3 Satz 1 BauGB'
					})
				]
			: [])
	],
	early: ({ step, discussion, addresses, places }, plan, about) => [
		about,
		block({
			key: 'period',
			heading: headings.earlyPeriod,
			text: step.startsOn ? [words.early(plan, step.startsOn, step.endsOn), ...movedWords(step)].join('\n\n') : '',
			required: true,
			fixed: true,
			law: '§ 3 Abs. 1 Satz 1 BauGB'
		}),
		address(addresses, '§ 3 Abs. 1 BauGB'),
		block({ key: 'take-part', heading: headings.takePart, text: words.takePart(discussion), required: true, law: '§ 3 Abs. 1 Satz 1 und 2 BauGB' }),
		block({ key: 'access', heading: headings.access, text: words.hintAccess(places), law: '' })
	],
	publication: (facts, plan, about) => [about, ...publication(facts, plan)],
	renewed: (facts, plan, about) => [about, ...publication(facts, plan)],
	'in-force': (facts, plan) => inForce(facts, plan),
	repealed: ({ step, addresses }, plan, about) => [
		block({ key: 'effect', heading: headings.repeal, text: words.repealed(plan, step.startsOn), required: true, fixed: true, law: '§ 1 Abs. 8 BauGB' }),
		about,
		address(addresses, '§ 10 Abs. 3 BauGB')
	],
	other: ({ step, addresses, places, documents }, _plan, about) => [
		about,
		block({
			key: 'period',
			heading: headings.otherPeriod,
			text: step.startsOn ? [words.otherPeriod(step.title, step.startsOn, step.endsOn), ...movedWords(step)].join('\n\n') : '',
			required: true,
			fixed: true,
			law: ''
		}),
		address(addresses, ''),
		block({ key: 'documents', heading: headings.documents, text: words.documents(documents), law: '' }),
		block({ key: 'access', heading: headings.access, text: words.hintAccess(places), law: '' })
	]
};

const movedWords = ({ movedReason }: NoticeFacts['step']): string[] => (movedReason ? [words.moved(movedReason)] : []);

/** That an announced step does not take place: what was announced, why it is taken back, where it goes on. */
export function composeWithdrawal(facts: NoticeFacts, reason: string): NoticeBlock[] {
	const { step, procedure, kind, addresses } = facts;
	const plan: PlanWords = { subject: kind.subject, hints: kind.hints, ...procedure };
	const law = lawOf(occasionOf(facts), facts);
	return [
		block({ key: 'title', text: words.withdrawalTitle(plan, step.title), required: true, fixed: true, law }),
		block({ key: 'withdrawal', heading: headings.withdrawal, text: words.withdrawal(step.title, step.startsOn, step.endsOn, reason), required: true, fixed: true, law }),
		address(addresses, law),
		...closing(facts, 'start')
	];
}

function publication(facts: NoticeFacts, plan: PlanWords): NoticeBlock[] {
	const { step, kind, addresses, documents, environment, places, contact } = facts;
	const renewed = occasionOf(facts) === 'renewed';
	const assessed = kind.environmentalReport !== 'none';
	const report = kind.environmentalReport === 'due';
	const parts = [renewed ? words.renewed(plan, report) : words.publication(plan, report)];
	if (step.startsOn && step.endsOn) parts.push(words.duration(step.startsOn, step.endsOn));
	if (step.movedReason) parts.push(words.moved(step.movedReason));
	if (step.rule === 'shortened' && step.shorteningReason) parts.push(words.shortened(step.shorteningReason));
	else if (step.extensionReason) parts.push(words.extended(step.extensionReason));
	const dated = step.startsOn !== null && step.endsOn !== null;
	const post = [contact.organisation ?? facts.publisher, contact.street, [contact.postcode, contact.city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
	return [
		block({ key: 'period', heading: headings.period, text: dated ? parts.join('\n\n') : '', required: true, fixed: true, law: lawOf(occasionOf(facts), facts) }),
		address(addresses, '§ 3 Abs. 2 Satz 4 und 5 BauGB'),
		block({ key: 'documents', heading: headings.documents, text: words.documents(documents), law: '§ 3 Abs. 2 Satz 1 BauGB' }),
		...(assessed || environment.length > 0
			? [block({ key: 'environment', heading: headings.environment, text: words.environment(environment), required: assessed, law: '§ 3 Abs. 2 Satz 4 BauGB' })]
			: []),
		...procedureHints(facts, plan),
		...(facts.procedure.neighbourStates
			? [block({ key: 'hint-neighbours', heading: headings.neighbours, text: words.neighbours(facts.procedure.neighbourStates), required: true, law: '§ 4a Abs. 4 BauGB' })]
			: []),
		...(renewed && step.changesOnly
			? [block({ key: 'hint-changes', heading: headings.changes, text: words.changes(step.compareVersionId !== null), required: true, law: '§ 4a Abs. 3 Satz 2 BauGB' })]
			: []),
		...(renewed && step.restricted
			? [block({ key: 'hint-restricted', heading: headings.restricted, text: words.restricted, required: true, law: '§ 4a Abs. 3 Satz 4 BauGB' })]
			: []),
		block({ key: 'hint-period', heading: headings.hints, text: words.hintPeriod, required: true, law: '§ 3 Abs. 2 Satz 4 Nr. 1 BauGB' }),
		block({ key: 'hint-electronic', text: words.hintElectronic({ email: contact.email, post }), required: true, law: '§ 3 Abs. 2 Satz 4 Nr. 2 BauGB' }),
		block({ key: 'hint-late', text: words.hintLate(plan), required: true, law: '§ 3 Abs. 2 Satz 4 Nr. 3, § 4a Abs. 5 BauGB' }),
		block({ key: 'hint-access', heading: headings.access, text: words.hintAccess(places), required: true, law: '§ 3 Abs. 2 Satz 2 und 4 Nr. 4 BauGB' }),
		...(kind.hints.includes('fnp') ? [block({ key: 'hint-fnp', heading: headings.fnp, text: words.fnp, required: true, law: '§ 3 Abs. 3 BauGB' })] : [])
	];
}

/** What § 13a (3) S. 1 Nr. 1 wants said of the preliminary examination; null where there need be none. */
const examinationOf = (inner: InnerDevelopment): { on: string; reasons: string } | null =>
	needsExamination(inner) && isExamined(inner) ? { on: inner.examinedOn!, reasons: inner.examinationReasons } : null;

/** § 13 (3) S. 2, § 13a (3) S. 1. */
function procedureHints({ kind, addresses, earlySkipped, innerDevelopment }: NoticeFacts, plan: PlanWords): NoticeBlock[] {
	if (kind.hints.includes('accelerated')) {
		const missing = needsExamination(innerDevelopment) && !isExamined(innerDevelopment);
		const text = missing ? '' : words.accelerated(plan, earlySkipped, addresses.procedure, examinationOf(innerDevelopment));
		return [block({ key: 'hint-accelerated', heading: headings.accelerated, text, required: true, law: '§ 13a Abs. 3 Satz 1 BauGB' })];
	}
	// § 34 (6) and § 35 (6) refer to the participation of § 13 (2) only: statutes have no assessment to refrain from.
	if (!kind.hints.includes('without-environmental-assessment')) return [];
	return [block({ key: 'hint-no-assessment', heading: headings.noAssessment, text: words.noAssessment(kind.environmentalLaw), required: true, law: '§ 13 Abs. 3 Satz 2 BauGB' })];
}

function inForce({ kind, step, contact, publisher, addresses, decidedOn, approvedOn }: NoticeFacts, plan: PlanWords): NoticeBlock[] {
	const fnp = kind.subject === 'flaechennutzungsplan';
	const decision = fnp ? words.decisionFnp(plan, decidedOn, approvedOn) : [words.decision(plan, decidedOn), ...(approvedOn ? [words.approved(approvedOn)] : [])].join(' ');
	const where = [contact.organisation ?? publisher, contact.street, [contact.postcode, contact.city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
	const inspection = { statement: kind.summaryStatement, address: addresses.procedure, where, hours: (contact.openingHours ?? '').replace(/\s*\n\s*/g, '; ') };
	return [
		block({ key: 'decision', heading: headings.decision, text: decision, required: true, fixed: true, law: fnp ? '§ 6 Abs. 5 Satz 1 BauGB' : '§ 10 Abs. 3 Satz 1 BauGB' }),
		block({
			key: 'effect',
			heading: fnp ? headings.effectFnp : headings.effect,
			text: fnp ? words.effectFnp(plan, step.startsOn) : words.effect(plan, step.startsOn),
			required: true,
			fixed: true,
			law: fnp ? '§ 6 Abs. 5 Satz 2 BauGB' : '§ 10 Abs. 3 Satz 4 BauGB'
		}),
		block({
			key: 'inspection',
			heading: headings.inspection,
			text: words.inspection(plan, inspection),
			required: true,
			law: fnp ? '§ 6 Abs. 5 Satz 3, § 6a BauGB' : '§ 10 Abs. 3 Satz 2 und 3, § 10a BauGB'
		}),
		...(fnp ? [] : [block({ key: 'hint-compensation', heading: headings.compensation, text: words.compensation, required: true, law: '§ 44 Abs. 5 BauGB' })]),
		block({ key: 'hint-objections', heading: headings.objections, text: words.objections(kind.subject, publisher), required: true, law: '§ 215 Abs. 2 BauGB' })
	];
}

const address = ({ procedure, centralPortal }: NoticeFacts['addresses'], law: string): NoticeBlock =>
	block({ key: 'address', heading: headings.address, text: words.address(procedure, centralPortal), required: true, fixed: true, law });

/** What every notice ends with; the municipality's own law may ask for more. */
function closing({ contact, publisher, hint, addresses, kind }: NoticeFacts, occasion: NoticeOccasion): NoticeBlock[] {
	const asks = occasion === 'early' || occasion === 'publication' || occasion === 'renewed' || occasion === 'other';
	const person = [contact.person, contact.phone, contact.email].filter(Boolean).join(', ');
	return [
		...(asks
			? [block({ key: 'privacy', heading: headings.privacy, text: kind.baugb ? words.privacy(addresses.privacy) : words.privacyOther(addresses.privacy), law: 'Art. 13 DSGVO' })]
			: []),
		block({ key: 'land', heading: headings.land, text: hint, law: 'Landesrecht' }),
		block({ key: 'contact', heading: headings.contact, text: person, law: '' }),
		block({ key: 'publisher', text: signature(publisher, contact.organisation), required: true, law: '' })
	];
}

/** The office often begins with the name of the municipality. */
const signature = (publisher: string, organisation = ''): string => (organisation.startsWith(publisher) || organisation === '' ? organisation || publisher : `${publisher}\n${organisation}`);

function lawOf(occasion: NoticeOccasion, { kind }: NoticeFacts): string {
	switch (occasion) {
		case 'start':
			return '§ 2 Abs. 1 Satz 2 BauGB';
		case 'early':
			return '§ 3 Abs. 1 BauGB';
		case 'publication':
			return '§ 3 Abs. 2 BauGB';
		case 'renewed':
			return '§ 4a Abs. 3 in Verbindung mit § 3 Abs. 2 BauGB';
		case 'in-force':
			return kind.subject === 'flaechennutzungsplan' ? '§ 6 Abs. 5 BauGB' : '§ 10 Abs. 3 BauGB';
		case 'repealed':
			return '§ 1 Abs. 8 BauGB';
		case 'other':
			return '';
	}
}
