import { calendarOf, markedDays } from '$lib/server/deadlines/calendar.ts';
import { PUBLIC_KINDS, tryDeadline } from '$lib/server/deadlines/public-deadline.ts';
import type { Deadline } from '$lib/server/law/deadlines.ts';
import { importantReasonHints } from '$lib/server/law/important-reasons.ts';
import { isLand, LAENDER } from '$lib/server/law/laender.ts';
import { latestNoticeDay } from '$lib/server/law/notice-day.ts';
import { LAW_VERSION } from '$lib/server/law/rules.ts';
import { deadlineTexts } from '$lib/texts/deadlines.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => {
	const of = (name: string) => url.searchParams.get(name);
	const ownLand = isLand(locals.tenant.land) ? locals.tenant.land : 'SN';
	const values = { kind: of('art') ?? 'publication', land: of('land') ?? ownLand, start: of('beginn') ?? '' };
	const { deadline, problem } = url.searchParams.has('beginn') ? tryDeadline(values) : { deadline: null, problem: null };
	const form = { kinds: PUBLIC_KINDS, laender: Object.entries(LAENDER), lawVersion: LAW_VERSION };
	return { title: deadlineTexts.title, ...form, values, problem, result: deadline && resultOf(deadline) };
};

function resultOf(deadline: Deadline) {
	const published = deadline.kind === 'publication';
	return {
		deadline,
		months: calendarOf(deadline),
		marked: markedDays(deadline),
		noticeDay: published ? latestNoticeDay(deadline.start) : null,
		hints: deadline.kind === 'ruege215' ? [] : importantReasonHints(deadline.start, deadline.end, deadline.land)
	};
}
