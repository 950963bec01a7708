import { DomainError } from '../../../../gis/errors.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { noticeEditorTexts as texts } from '../../texts/notices.ts';
import { readBlocksFromPlainText, type Block } from '../tenants/plain-text.ts';
import { latestDayOfNotice } from './in-time.ts';
import { noticePath, readDraft } from './notice.ts';
import type { NoticeBlock } from './types.ts';

export type BlockState = 'fixed' | 'changed' | 'missing' | 'empty' | 'generated';

export interface EditorBlock {
	key: string;
	heading: string;
	text: string;
	preview: Block[];
	generated: string;
	state: BlockState;
	required: boolean;
	law: string;
}

export interface NoticeEditor {
	procedure: { id: string; title: string };
	step: { id: string; title: string; hasDates: boolean };
	blocks: EditorBlock[];
	missing: string[];
	changed: number;
	outdated: boolean;
	/** Published ones, the newest first. */
	versions: { href: string; publishedIn: string; publishedOn: string; current: boolean }[];
	/** Where the tenant's notices appear, or the last one of this step did. */
	suggestedIn: string;
	/** Latest day of the notice; null where none is prescribed. */
	latest: string | null;
	/** What the day of the notice is without being asked. */
	suggestedDay: string;
}

const stateOf = ({ fixed, changed, required, text }: NoticeBlock): BlockState =>
	required && text === '' ? 'missing' : changed ? 'changed' : fixed ? 'fixed' : text === '' ? 'empty' : 'generated';

/** What the editor of a step's notice shows. @throws DomainError `not_found` */
export async function noticeEditor(
	scope: TenantScope,
	slug: string,
	{ procedureId, stepId }: { procedureId: string; stepId: string },
	{ publicUrl, now }: { publicUrl: string; now: Date }
): Promise<NoticeEditor> {
	const view = await readDraft(scope, stepId, { publicUrl, now });
	const { procedure, step, tenant, published } = view;
	if (procedure.id !== procedureId) throw new DomainError('not_found');
	const blocks = view.blocks.map((block): EditorBlock => ({
		key: block.key,
		heading: texts.blockTitles[block.key] ?? block.heading ?? block.key,
		text: block.text,
		preview: readBlocksFromPlainText(block.text),
		generated: view.generated[block.key]!,
		state: stateOf(block),
		required: block.required,
		law: block.law
	}));
	const latest = published.length === 0 && step.rule !== 'day' && step.startsOn ? latestDayOfNotice(step.startsOn, tenant.leadDays) : null;
	return {
		procedure: { id: procedure.id, title: procedure.title },
		step: { id: step.id, title: step.title, hasDates: step.startsOn !== null },
		blocks,
		missing: blocks.filter(({ state }) => state === 'missing').map(({ heading }) => heading),
		changed: blocks.filter(({ state }) => state === 'changed').length,
		outdated: view.outdated,
		versions: published.map((notice, index) => ({
			href: noticePath(slug, notice),
			publishedIn: notice.publishedIn,
			publishedOn: notice.publishedOn!,
			current: index === 0
		})),
		suggestedIn: published[0]?.publishedIn ?? tenant.publishedIn,
		latest,
		suggestedDay: step.rule === 'day' ? (step.startsOn ?? '') : ''
	};
}
