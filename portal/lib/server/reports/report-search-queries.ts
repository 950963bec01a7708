import type { Knex } from 'knex';

/** Longer texts are asked for as they stand. */
const MOST_WORDS = 8;

/** What has a meaning only as a whole: "quoted words", -without, either or other. */
const SYNTAX = /"|(^|\s)-|\sor\s/i;

/**
 * The search in reports as SQL: each word stands in the report, or in the name or group of its category ("Laterne Bahnhofstraße"). Alias `r`.
 * The categories are looked up first: with their ids the planner knows how many reports a word means, and reads the others' by their words.
 * @param tenantId null: categories of the whole Land
 * @param column tsvector of what the asking person may read
 */
export async function searchConditions(db: Knex, tenantId: string | null, text: string, column: string): Promise<{ sql: string; bindings: Record<string, unknown> }> {
	const split = SYNTAX.test(text) ? [text] : text.split(/\s+/).filter(Boolean);
	const words = split.length > MOST_WORDS ? [text] : split;
	const { rows } = await db.raw<{ rows: { word: string; categories: string[] }[] }>(
		`select w.word, array(
			select cast(k.id as text) from report_category k where k.search @@ websearch_to_tsquery('german', w.word) and (k.tenant_id = :tenantId or cast(:tenantId as uuid) is null)
		) as categories
		from unnest(cast(:words as text[])) with ordinality w (word, place)
		-- "am", "der": nobody looks for these.
		where numnode(websearch_to_tsquery('german', w.word)) > 0 order by w.place`,
		{ tenantId, words }
	);
	const bindings: Record<string, unknown> = {};
	const conditions = rows.map(({ word, categories }, index) => {
		bindings[`word${index}`] = word;
		const inText = `${column} @@ websearch_to_tsquery('german', :word${index})`;
		if (categories.length === 0) return inText;
		bindings[`named${index}`] = categories;
		return `(${inText} or r.category_id = any(cast(:named${index} as uuid[])))`;
	});
	return { sql: conditions.join(' and ') || 'false', bindings };
}
