import type { Contact } from '../../server/accounts/types.ts';
import type { DocumentGroup, DocumentNode } from '../../server/procedures/documents/types.ts';
import type { EnvironmentalInformation, InspectionPlace, ProcedureStatus, Track } from '../../server/procedures/types.ts';
import type { Extent, MapGeometry } from '../../map/types.ts';
import type { PlanView } from '../plans/types.ts';

export type TimelineState = 'past' | 'now' | 'next' | 'later' | 'skipped' | 'withdrawn';

/** One step in „Was passiert wann?“. Days are local, inclusive, `YYYY-MM-DD`. */
export interface TimelineItem {
	id: string;
	title: string;
	track: Track;
	iteration: number;
	state: TimelineState;
	startsOn: string | null;
	endsOn: string | null;
	/** What happens in it, in plain words; may be empty. */
	explanation: string;
	law: string;
	/** Why the period is longer or shorter, or the step is left out; what it is limited to. */
	remarks: string[];
	note: string;
	/** Form for statements, while one can. */
	formHref: string | null;
	noticeHref: string | null;
}

/** What somebody can do now. */
export interface CallView {
	kind: 'running' | 'planned' | 'none';
	sentence: string;
	remarks: string[];
	formHref: string | null;
	participationHref: string | null;
	calendarHref: string | null;
}

/** Everything that the public page of a procedure shows. */
export interface ProcedureView {
	id: string;
	title: string;
	number: string | null;
	kindName: string;
	municipality: string;
	topics: string[];
	/** Paragraphs. */
	summary: string[];
	easyLanguage: string[];
	status: ProcedureStatus;
	call: CallView;
	timeline: TimelineItem[];
	/** Steps that the law wants and nobody has fixed yet. */
	later: { title: string; track: Track }[];
	difference: { href: string } | null;
	plan: PlanView | null;
	area: { geometry: MapGeometry; extent: Extent } | null;
	/** The zusammenfassende Erklärung comes first, once the plan is in force. */
	summaryStatement: DocumentNode[];
	documents: DocumentGroup[];
	environment: EnvironmentalInformation[];
	notice: { href: string; pdfHref: string; publishedIn: string; publishedOn: string | null } | null;
	places: InspectionPlace[];
	contact: Contact;
	/** A participation can be taken part in, or will be. */
	open: 'running' | 'planned' | null;
	firstDay: string | null;
	href: string;
	/** With the portal's own address, for sharing. */
	url: string;
	permanent: boolean;
}

/** A procedure in a list. */
export interface ProcedureItem {
	id: string;
	title: string;
	kindName: string;
	municipality: string;
	summary: string;
	status: ProcedureStatus;
	/** What one can do now, until when; the same as on its page. */
	sentence: string;
	href: string;
}
