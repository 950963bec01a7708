import { formatDay } from '../../texts/dates.ts';
import type { NoticeBlock } from './types.ts';

/** Longest text of one block. */
export const LONGEST_BLOCK = 8000;

/** Line breaks as the browser sends them do not make a text another one. */
const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[ \t]+$/gm, '').trim();

/** The generated blocks with the texts that somebody changed; a block that follows the data, or is gone, is not among the changed ones. */
export function withChanges(generated: readonly NoticeBlock[], kept: readonly NoticeBlock[]): NoticeBlock[] {
	const changed = new Map(kept.filter((block) => block.changed).map((block) => [block.key, block.text]));
	return generated.map((block) => withText(block, changed.get(block.key)));
}

/** @param text undefined: as generated */
export function withText(block: NoticeBlock, text: string | undefined): NoticeBlock {
	if (block.fixed || text === undefined || clean(text) === clean(block.text)) return block;
	return { ...block, text: clean(text), changed: true };
}

/** Required blocks without text: what the law asks for and nobody has said. */
export const missingBlocks = (blocks: readonly NoticeBlock[]): NoticeBlock[] => blocks.filter(({ required, text }) => required && text.trim() === '');

const END = /\bbis\s+(?:einschließlich\s+)?(?:zum\s+)?(?:\p{L}+,?\s+(?:den\s+)?)?(\d{1,2})\.\s?(\d{1,2}\.|\p{L}+)\s?(\d{4})/gu;
const MONTHS = ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'];

/**
 * Ends that an edited text names („bis zum 31. März 2027“) and that are not the step's: a wrong end in a notice has voided plans.
 * @returns the days, `YYYY-MM-DD`
 */
export function foreignEnds(blocks: readonly NoticeBlock[], endsOn: string | null): { key: string; day: string }[] {
	if (endsOn === null) return [];
	return blocks
		.filter(({ changed }) => changed)
		.flatMap(({ key, text }) => [...text.matchAll(END)].map((match) => ({ key, day: dayOf(match[1]!, match[2]!, match[3]!) })))
		.filter((found): found is { key: string; day: string } => found.day !== null && found.day !== endsOn);
}

function dayOf(day: string, month: string, year: string): string | null {
	const number = /^\d/.test(month) ? Number(month.slice(0, -1)) : MONTHS.indexOf(month.toLowerCase()) + 1;
	return number < 1 || number > 12 ? null : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The notice as plain text, for messages and comparisons. */
export const plainText = (blocks: readonly NoticeBlock[]): string =>
	blocks
		.filter(({ text }) => text !== '')
		.map(({ heading, text }) => (heading ? `${heading}\n${text}` : text))
		.join('\n\n');

/** Whether a published text still says the dates of its step. */
/** A notice that an announced step does not take place (`withdrawal.ts`). */
export const isWithdrawal = (blocks: readonly { key?: string }[]): boolean => blocks.some(({ key }) => key === 'withdrawal');

export const namesDates = (blocks: readonly NoticeBlock[], startsOn: string | null, endsOn: string | null): boolean => {
	const text = plainText(blocks);
	return [startsOn, endsOn].every((day) => day === null || text.includes(formatDay(day)));
};
