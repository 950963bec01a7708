import { DomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { noticeEditorTexts } from '../../texts/notices.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { isDay } from '../participations/local-days.ts';
import { announceProcedure } from '../procedures/announce.ts';
import { demandLock } from '../procedures/read.ts';
import { composeNotice, hasNotice } from './compose.ts';
import { foreignEnds, isWithdrawal, LONGEST_BLOCK, missingBlocks, namesDates, withChanges, withText } from './draft.ts';
import { latestDayOfNotice } from './in-time.ts';
import { readNoticeFacts, type StepWithFacts } from './notice-facts.ts';
import * as queries from './notice-queries.ts';
import type { Notice, NoticeBlock } from './types.ts';

export { composeNotice } from './compose.ts';

/** Reasons are read in court: a word is none. */
const SHORTEST_REASON = 10;
const LONGEST_LINE = 300;

export interface NoticeContext {
	/** Address of the portal, without slash at the end. */
	publicUrl: string;
	account: Actor | null;
	now: Date;
}

export interface DraftView extends StepWithFacts {
	/** As it would be published now. */
	blocks: NoticeBlock[];
	/** Texts as generated, by key: what „zurücksetzen“ gives back. */
	generated: Record<string, string>;
	/** Published ones, the newest first. */
	published: Notice[];
	/** The published notice says other dates than the step has now: a renewed one is needed. */
	outdated: boolean;
}

/**
 * The notice of a step as it would be published now: generated from the data, with what was changed by hand.
 * @throws DomainError `not_found`, also for a step that has no notice
 */
export async function readDraft(scope: TenantScope, stepId: string, { publicUrl, now }: Pick<NoticeContext, 'publicUrl' | 'now'>): Promise<DraftView> {
	const view = await readNoticeFacts(scope, stepId, publicUrl, now);
	if (!hasNotice(view.procedure.kind, view.step)) throw new DomainError('not_found');
	const generated = composeNotice(view.facts);
	const notices = await queries.noticesOfStep(scope, stepId);
	const published = notices.filter(({ publishedAt }) => publishedAt !== null);
	const draft = notices.find(({ publishedAt }) => publishedAt === null);
	const newest = published[0];
	return {
		...view,
		// A renewed notice begins with what the last one said.
		blocks: withChanges(generated, (draft ?? newest)?.blocks ?? []),
		generated: Object.fromEntries(generated.map(({ key, text }) => [key, text])),
		published,
		outdated: newest !== undefined && !isWithdrawal(newest.blocks) && !namesDates(newest.blocks, view.step.startsOn, view.step.endsOn)
	};
}

/**
 * Keeps texts that were changed by hand; what equals the generated text follows the data again.
 * @param texts by key of the block; keys that are missing stay as they are, null resets
 * @throws DomainError `notice_block_empty`, `notice_block_too_long`, `notice_end_foreign`, `not_found`
 */
export async function saveDraft(scope: TenantScope, stepId: string, texts: Record<string, string | null>, context: NoticeContext): Promise<void> {
	await scope.transaction(async (inside) => {
		const { procedure, step, blocks, generated } = await lockedDraft(inside, stepId, context);
		const fresh = blocks.map((block) => ({ ...block, text: generated[block.key]!, changed: false }));
		const next = fresh.map((block, index) => {
			const text = texts[block.key];
			return text === undefined ? blocks[index]! : withText(block, text ?? undefined);
		});
		demandTexts(next, step.endsOn);
		const keys = next.filter((block, index) => block.text !== blocks[index]!.text).map(({ key }) => key);
		if (keys.length === 0) return;
		await storeDraft(inside, procedure.id, stepId, next, context.now);
		const changes = keys.map((key) => ({ field: key, from: blocks.find((block) => block.key === key)!.text, to: next.find((block) => block.key === key)!.text }));
		const detail = { title: step.title, changes };
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'notice-changed', detail, account: context.account }, context.now);
	});
}

export interface Publication {
	/** Where the statute of the municipality wants it: „Amtsblatt Nr. 3“, „Aushang im Rathaus“. */
	publishedIn: string;
	/** The day on which it appears there. */
	publishedOn: string;
	/** Why it is renewed; needed where one is published already. */
	reason?: string;
	/** The step begins on another day than the one before said: it has to be known before. */
	newBeginning?: boolean;
}

/**
 * Publishes the notice of a step as it stands: from now on it is never changed, and it is on the internet at once (§ 3 (2) S. 5 BauGB). One
 * that is published already is replaced by it and stays readable.
 * @returns id of the notice
 * @throws DomainError `notice_dates_missing`, `notice_block_empty`, `notice_end_foreign`, `notice_publication_missing`, `notice_too_late`,
 *   `notice_reason_missing`, `procedure_discarded`, `not_found`
 */
export async function publishNotice(scope: TenantScope, stepId: string, publication: Publication, context: NoticeContext): Promise<string> {
	const { now, account } = context;
	return scope.transaction(async (inside) => {
		const { procedure, step, blocks, published, tenant } = await lockedDraft(inside, stepId, context);
		if (procedure.discardedAt) throw new DomainError('procedure_discarded');
		if (step.startsOn === null || (step.rule !== 'day' && step.rule !== 'free' && step.endsOn === null)) throw new DomainError('notice_dates_missing');
		demandTexts(blocks, step.endsOn);
		const missing = missingBlocks(blocks);
		if (missing.length > 0) throw new DomainError('notice_block_empty', { block: nameOf(missing[0]!) });
		const publishedIn = publication.publishedIn.trim();
		if (publishedIn === '' || publishedIn.length > LONGEST_LINE || !isDay(publication.publishedOn)) throw new DomainError('notice_publication_missing');
		const replaced = published[0] ?? null;
		const reason = (publication.reason ?? '').trim();
		if (replaced && reason.length < SHORTEST_REASON) throw new DomainError('notice_reason_missing');
		const { publishedOn } = publication;
		// A renewed one of the same beginning may come later than it.
		const announces = !replaced || isWithdrawal(replaced.blocks) || publication.newBeginning;
		if (announces && step.rule !== 'day') demandInTime(publishedOn, step.startsOn, tenant.leadDays);

		const id = await storeDraft(inside, procedure.id, stepId, blocks, now);
		const row = { published_in: publishedIn, published_on: publishedOn, published_at: now, published_by: account?.id ?? null };
		await queries.updateDraft(inside, id, { ...row, replaces_id: replaced?.id ?? null, reason }, now);
		await announceProcedure(inside, procedure.id, stepId, now);
		const dates = { publishedOn, startsOn: step.startsOn, endsOn: step.endsOn };
		const detail = { title: step.title, noticeId: id, publishedIn, ...dates, ...(replaced ? { reason, replaces: replaced.id } : {}) };
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: replaced ? 'notice-renewed' : 'notice-published', detail, account }, now);
		return id;
	});
}

/**
 * A notice of the tenant, published or not, for its staff.
 * @throws DomainError `not_found`
 */
export async function readNotice(scope: TenantScope, noticeId: string): Promise<Notice> {
	const notice = await queries.findNotice(scope, demandId(noticeId));
	if (!notice) throw new DomainError('not_found');
	return notice;
}

/** A published notice; replaced ones stay readable. @throws DomainError `not_found` */
export async function readPublicNotice(scope: TenantScope, procedureId: string, noticeId: string): Promise<Notice> {
	const notice = await readNotice(scope, noticeId);
	if (notice.publishedAt === null || notice.procedureId !== procedureId) throw new DomainError('not_found');
	return notice;
}

/** The published notice that holds for a step now; null where there is none. */
export async function currentNotice(scope: TenantScope, stepId: string): Promise<Notice | null> {
	return (await queries.noticesOfStep(scope, demandId(stepId))).find(({ publishedAt }) => publishedAt !== null) ?? null;
}

/** The published notices of a procedure, the newest first; replaced ones among them. */
export async function publicNotices(scope: TenantScope, procedureId: string): Promise<Notice[]> {
	return queries.publishedOfProcedure(scope, demandId(procedureId));
}

/** Address of a published notice below the portal's. */
export const noticePath = (slug: string, notice: Pick<Notice, 'id' | 'procedureId'>): string => `/${slug}/verfahren/${notice.procedureId}/bekanntmachung/${notice.id}`;

async function lockedDraft(scope: TenantScope, stepId: string, context: NoticeContext): Promise<DraftView> {
	const { procedure } = await readDraft(scope, stepId, context);
	await demandLock(scope, procedure.id);
	return readDraft(scope, stepId, context);
}

async function storeDraft(scope: TenantScope, procedureId: string, stepId: string, blocks: NoticeBlock[], now: Date): Promise<string> {
	const draft = (await queries.noticesOfStep(scope, stepId)).find(({ publishedAt }) => publishedAt === null);
	if (!draft) return queries.insertDraft(scope, { procedureId, stepId, blocks, now });
	await queries.updateDraft(scope, draft.id, { blocks: JSON.stringify(blocks) }, now);
	return draft.id;
}

/** What somebody typed; what the data does not give yet is refused at publication only. */
function demandTexts(blocks: NoticeBlock[], endsOn: string | null): void {
	for (const block of blocks) {
		if (block.changed && block.required && block.text === '') throw new DomainError('notice_block_empty', { block: nameOf(block) });
		if (block.text.length > LONGEST_BLOCK) throw new DomainError('notice_block_too_long', { block: nameOf(block), limit: LONGEST_BLOCK });
	}
	const [foreign] = foreignEnds(blocks, endsOn);
	if (foreign) throw new DomainError('notice_end_foreign', { found: german(foreign.day), end: german(endsOn!) });
}

function demandInTime(publishedOn: string, startsOn: string, leadDays: number): void {
	const latest = latestDayOfNotice(startsOn, leadDays);
	if (publishedOn > latest) throw new DomainError('notice_too_late', { start: german(startsOn), latest: german(latest) });
}

/** As the editor calls it. */
const nameOf = ({ key, heading }: NoticeBlock): string => noticeEditorTexts.blockTitles[key] ?? heading ?? key;

const german = (day: string): string => day.split('-').reverse().join('.');
