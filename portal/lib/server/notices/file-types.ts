import type { NoticeBlock } from './types.ts';

export const NOTICE_FORMATS = ['pdf', 'docx'] as const;
export type NoticeFormat = (typeof NOTICE_FORMATS)[number];

export const NOTICE_MEDIA_TYPES: Record<NoticeFormat, string> = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
};

/** What a notice as a file is made of. */
export interface NoticeFile {
	format: NoticeFormat;
	publisher: string;
	blocks: NoticeBlock[];
	/** Null: a draft. */
	publication: { publishedIn: string; publishedOn: string; address: string; replaced: boolean } | null;
	now: Date;
}

/** Title and the parts below it that say something. */
export function partsOf(blocks: readonly NoticeBlock[]): { title: string; parts: NoticeBlock[] } {
	return {
		title: blocks.find(({ key }) => key === 'title')?.text ?? blocks[0]?.text ?? '',
		parts: blocks.filter(({ key, text }) => key !== 'title' && text.trim() !== '')
	};
}
