import type { Contact } from '../accounts/types.ts';
import type { KindHint, ProcedureKind } from '../procedures/kinds/kind.ts';
import type { EnvironmentalInformation, InspectionPlace, ProcedureStep } from '../procedures/types.ts';
import type { InnerDevelopment } from '../procedures/inner-development.ts';

/** What is made known. */
export const NOTICE_OCCASIONS = ['start', 'early', 'publication', 'renewed', 'in-force', 'repealed', 'other'] as const;
export type NoticeOccasion = (typeof NOTICE_OCCASIONS)[number];

/** A part of a notice. Text: paragraphs separated by an empty line, lines beginning with `- ` are a list; no markup. */
export interface NoticeBlock {
	key: string;
	heading?: string;
	text: string;
	/** The text differs from the generated one. */
	changed: boolean;
	/** The law asks for it: it cannot be emptied. */
	required: boolean;
	/** Comes from the data alone, so that the dates have one source: it cannot be edited. */
	fixed: boolean;
	/** Paragraph that asks for it. */
	law: string;
}

/** Everything that a notice is made of. Days are `YYYY-MM-DD`, inclusive. */
export interface NoticeFacts {
	/** Name of the tenant, e.g. „Stadt Musterlinden“. */
	publisher: string;
	/** What the tenant's notices say besides, by the law of Land and municipality. */
	hint: string;
	/** Of step, procedure and tenant together. */
	contact: Contact;
	kind: Pick<ProcedureKind, 'subject' | 'baugb' | 'environmentalReport' | 'environmentalLaw' | 'summaryStatement' | 'steps'> & { hints: KindHint[] };
	procedure: { title: string; number: string | null; municipality: string; summary: string; neighbourStates: string };
	/** § 13a (1) S. 2 BauGB; said only by kinds that go by it. */
	innerDevelopment: InnerDevelopment;
	step: Pick<
		ProcedureStep,
		'key' | 'title' | 'track' | 'rule' | 'startsOn' | 'endsOn' | 'extensionReason' | 'shorteningReason' | 'movedReason' | 'changesOnly' | 'restricted' | 'note' | 'compareVersionId'
	>;
	places: InspectionPlace[];
	environment: EnvironmentalInformation[];
	/** Titles of what the step shows to the public. */
	documents: string[];
	/** Days of other steps that the notice names; null where there is none. */
	decidedOn: string | null;
	approvedOn: string | null;
	discussion: { on: string; note: string } | null;
	/** Whether the early participation is left out (§ 13a (3) S. 1 Nr. 2 BauGB). */
	earlySkipped: boolean;
	/** Absolute web addresses. */
	addresses: { procedure: string; centralPortal: string; privacy: string };
}

/** A notice as it is kept. */
export interface Notice {
	id: string;
	procedureId: string;
	stepId: string;
	blocks: NoticeBlock[];
	publishedIn: string;
	publishedOn: string | null;
	publishedAt: Date | null;
	replacesId: string | null;
	/** The notice that replaced this one. */
	replacedById: string | null;
	reason: string;
	changedAt: Date;
}
