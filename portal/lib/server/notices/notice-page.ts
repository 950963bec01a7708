import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import { readPublicProcedure } from '../procedures/read.ts';
import { readBlocksFromPlainText, type Block } from '../tenants/plain-text.ts';
import { partsOf } from './file-types.ts';
import { noticePath, readPublicNotice } from './notice.ts';

export interface NoticePage {
	title: string;
	procedure: { title: string; href: string };
	parts: { key: string; heading?: string; blocks: Block[] }[];
	publishedIn: string;
	publishedOn: string;
	/** Why it replaced another; empty where it did not. */
	reason: string;
	replacesHref: string | null;
	replacedByHref: string | null;
	files: { pdf: string; docx: string };
}

/** @throws DomainError `not_found` */
export async function noticePage(scope: TenantScope, slug: string, ids: { procedureId: string; noticeId: string }, now: Date): Promise<NoticePage> {
	const procedure = await readPublicProcedure(scope, demandId(ids.procedureId), now);
	const notice = await readPublicNotice(scope, procedure.id, ids.noticeId);
	const { title, parts } = partsOf(notice.blocks);
	const href = (id: string | null) => id && noticePath(slug, { id, procedureId: procedure.id });
	const own = noticePath(slug, notice);
	return {
		title,
		procedure: { title: procedure.title, href: `/${slug}/verfahren/${procedure.id}` },
		parts: parts.map(({ key, heading, text }) => ({ key, heading, blocks: readBlocksFromPlainText(text) })),
		publishedIn: notice.publishedIn,
		publishedOn: notice.publishedOn!,
		reason: notice.reason,
		replacesHref: href(notice.replacesId),
		replacedByHref: href(notice.replacedById),
		files: { pdf: `${own}.pdf`, docx: `${own}.docx` }
	};
}
