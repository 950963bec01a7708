/** „Müll & Wildabfall“ → „muell-wildabfall“; of nothing usable the fallback. */
export function slugOf(text: string, fallback: string): string {
	const plain = text.toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss');
	const slug = plain.normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 50).replace(/-+$/, '');
	return slug || fallback;
}

/** The first of `wish`, `wish-2`, `wish-3` … that nobody has. */
export function free(wish: string, taken: readonly string[]): string {
	let name = wish;
	for (let number = 2; taken.includes(name); number++) name = `${wish}-${number}`;
	return name;
}
