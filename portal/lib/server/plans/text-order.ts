/**
 * Order of texts by `schluessel`, as plans number them: what counts is the key up to its first blank, or the number where it begins
 * with "§". First pure numbers (1, 2, 10, 1.2), then pure letters (a, b), then digit and letter (1a), then letter and digit (A1), then
 * everything else; texts without a key come last and keep the order of the file.
 */
export function compareTextKeys(a: string | null, b: string | null): number {
	const [left, right] = [significant(a), significant(b)];
	return groupOf(left) - groupOf(right) || collator.compare(left, right);
}

const collator = new Intl.Collator('de', { numeric: true });

function significant(key: string | null): string {
	const text = (key ?? '').trim();
	if (text.startsWith('§')) return /\d+/.exec(text)?.[0] ?? '';
	return text.split(/\s/, 1)[0]!;
}

function groupOf(key: string): number {
	if (key === '') return 5;
	if (/^[\d.]+\)?$/.test(key)) return 0;
	if (/^\p{L}+[.)]?$/u.test(key)) return 1;
	if (/^[\d.]+\p{L}/u.test(key)) return 2;
	if (/^\p{L}+[\d.]/u.test(key)) return 3;
	return 4;
}
