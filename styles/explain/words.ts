/** Small numbers and lists in words. */

const WORDS = ['null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'];

/** `2` → `zwei`; above twelve, and with decimals, digits. */
export const inWords = (value: number): string => WORDS[value] ?? String(value).replace('.', ',');

/** `a`, `a und b`, `a, b und c`. */
export function enumerate(items: string[], last = 'und'): string {
	if (items.length < 2) return items.join('');
	return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}
