import type { Knex } from 'knex';
import type { Database } from './connect.ts';

/** One row as JSON: geometry as hexadecimal EWKB, bytes as `\x…`, so that it goes back unchanged into either engine. */
export type DumpedRow = Record<string, unknown>;

const BATCH = 500;

/** Rows that migrations write, or that only make sense for hours: sessions, limits, attachments of forms not sent yet. */
const LEFT_OUT = [
	'migration', 'staged_file', 'session', 'throttle', 'spatial_ref_sys', 'geography_columns', 'geometry_columns',
	// Counted anew by the triggers of the reports that are written.
	'report_cluster', 'report_cluster_land', 'report_cluster_change'
];

/**
 * Reads all tables as of one moment, in an order in which they can be written again, in batches by a cursor.
 * @param onBatch is awaited, so that a slow writer holds the reader back
 */
export async function dumpTables(db: Database, onBatch: (table: string, rows: DumpedRow[]) => Promise<void>): Promise<{ migration: number }> {
	return db.knex.transaction(
		async (trx) => {
			for (const table of await tablesInOrder(trx)) {
				// Column by column: as part of a whole row, PostGIS would write geometry as GeoJSON, which knows no curves.
				const columns = (await columnsOf(trx, table)).map(({ name, geometry }) => `'${name}', "${name}"${geometry ? '::text' : ''}`);
				await trx.raw(`declare dump no scroll cursor for select jsonb_build_object(${columns.join(', ')}) as row from "${table}" order by ctid`);
				for (;;) {
					const { rows } = await trx.raw(`fetch ${BATCH} from dump`);
					await onBatch(table, rows.map((each: { row: DumpedRow }) => each.row));
					if (rows.length < BATCH) break;
				}
				await trx.raw('close dump');
			}
			const newest = await trx('migration').max('id as id').first();
			return { migration: Number(newest?.id) };
		},
		{ isolationLevel: db.engine === 'postgres' ? 'repeatable read' : undefined, readOnly: db.engine === 'postgres' }
	);
}

/** Writes rows of one table, as `dumpTables` gave them. Constraints are checked by the database. */
export async function loadRows(trx: Knex.Transaction, table: string, rows: DumpedRow[]): Promise<void> {
	if (rows.length === 0) return;
	const columns = (await columnsOf(trx, table)).filter((column) => !column.generated).map(({ name }) => `"${name}"`);
	await trx.raw(
		`insert into "${table}" (${columns.join(', ')}) overriding system value
		 select ${columns.join(', ')} from jsonb_populate_recordset(null::"${table}", ?::jsonb)`,
		[JSON.stringify(rows)]
	);
}

/** Identity columns go on after the highest number that came back. */
export async function resetIdentities(trx: Knex.Transaction): Promise<void> {
	const { rows } = await trx.raw(
		"select table_name, column_name from information_schema.columns where table_schema = 'public' and is_identity = 'YES'"
	);
	for (const { table_name, column_name } of rows) {
		await trx.raw(
			`select setval(pg_get_serial_sequence(?, ?), coalesce((select max("${column_name}") from "${table_name}"), 0) + 1, false)`,
			[`"${table_name}"`, column_name]
		);
	}
}

/** @returns true when nobody has put anything into the migrated database yet */
export async function isEmpty(db: Database): Promise<boolean> {
	return !(await db.knex('tenant').first('id')) && !(await db.knex('account').first('id'));
}

async function columnsOf(db: Knex, table: string): Promise<{ name: string; geometry: boolean; generated: boolean }[]> {
	const { rows } = await db.raw(
		`select column_name as name, udt_name = 'geometry' as geometry, is_generated = 'ALWAYS' as generated
		 from information_schema.columns where table_schema = 'public' and table_name = ? order by ordinal_position`,
		[table]
	);
	return rows;
}

/** Tables after those that they refer to; a table's references to itself are deferred by inserting parents first (ctid order). */
async function tablesInOrder(db: Knex): Promise<string[]> {
	const tables: string[] = (
		await db.raw("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1")
	).rows
		.map((row: { name: string }) => row.name)
		.filter((name: string) => !LEFT_OUT.includes(name));
	const references: { child: string; parent: string }[] = (
		await db.raw(
			`select distinct c.relname as child, p.relname as parent from pg_constraint k
			 join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
			 where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conrelid <> k.confrelid`
		)
	).rows;
	const ordered: string[] = [];
	while (ordered.length < tables.length) {
		const next = tables.filter(
			(table) => !ordered.includes(table) && references.every(({ child, parent }) => child !== table || ordered.includes(parent))
		);
		if (next.length === 0) throw new Error('Tables refer to each other in a circle');
		ordered.push(...next);
	}
	return ordered;
}
