import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { formatDay, formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { dueTarget, publicPageTexts as texts } from '../../texts/report-public.ts';
import { dayOf } from '../participations/local-days.ts';
import { progressOf } from './author-view.ts';
import { publicTimeline, readPublicReport, type PublicReport } from './public-report.ts';
import { selectReporter } from './reporter-queries.ts';

/** The public page of one report. Nothing here knows more than `PublicReport`. */
export interface PublicReportPage extends Omit<PublicReport, 'id' | 'receivedAt' | 'changedAt' | 'closedAt' | 'dueAt'> {
	heading: string;
	progress: ReturnType<typeof progressOf>;
	receivedAt: string;
	changedAt: string;
	closedAt: string | null;
	/** The target of an open report, as a sentence. */
	due: string | null;
	events: { at: string; state: string | null; text: string }[];
}

/** @throws DomainError `not_found`, for every report that is not public alike */
export async function readPublicPage(scope: TenantScope, publicRef: string, now: Date): Promise<PublicReportPage> {
	const { id, dueAt, ...report } = await readPublicReport(scope, publicRef);
	const events = await publicTimeline(scope, { id, publicRef: report.publicRef });
	// Of a reporter that takes no reports any more, too.
	const { workflow } = (await selectReporter(scope, { slug: report.reporter.slug }))!;
	return {
		...report,
		heading: texts.title(report.category.name, report.address),
		progress: progressOf(workflow, report.state.key),
		receivedAt: formatMoment(report.receivedAt),
		changedAt: formatMoment(report.changedAt),
		closedAt: report.closedAt && formatMoment(report.closedAt),
		due: report.open && dueAt ? dueTarget(formatDay(dayOf(dueAt)), dueAt < now) : null,
		events: events.map((event) => ({ at: formatShortMoment(event.at), state: event.state, text: event.text }))
	};
}
