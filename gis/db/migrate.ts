import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '../project-path.ts';
import { DomainError } from '../errors.ts';
import { runScript, type Database } from './connect.ts';

export interface Migration {
	/** Number of the file, from 1, without gaps. */
	id: number;
	name: string;
	sql: string;
}

const MINIMUM_POSTGRES = 150000;
const MINIMUM_POSTGIS = '3.3';

/** Reads `migrations/NNNN-name.sql` in order. */
export function readMigrations(): Migration[] {
	const folder = projectPath('gis/db/migrations');
	return readdirSync(folder)
		.filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
		.sort()
		.map((file) => ({ id: Number(file.slice(0, 4)), name: file.slice(5, -4), sql: readFileSync(`${folder}/${file}`, 'utf8') }));
}

/**
 * Brings the database to the newest migration, forward only, each in its own transaction. The id is inserted first, so that two
 * processes starting at once do the work once: the second waits for the first on the primary key and then finds it done.
 * @param upTo stop after this migration (tests of upgrades)
 * @returns names of the migrations that ran now
 * @throws DomainError `database_too_old` below PostgreSQL 15 or PostGIS 3.3, `database_newer` when a newer portal wrote to it
 */
export async function migrate(db: Database, upTo = Infinity, onStep: (name: string) => void = () => {}): Promise<string[]> {
	await prepare(db);
	const migrations = readMigrations();
	const newest = (await db.knex('migration').max('id as id').first())?.id ?? 0;
	if (newest > migrations.length) throw new DomainError('database_newer', { database: newest, portal: migrations.length });
	const ran: string[] = [];
	for (const migration of migrations.filter((each) => each.id > newest && each.id <= upTo)) {
		const done = await db.knex.transaction(async (trx) => {
			const inserted = await trx('migration').insert({ id: migration.id, name: migration.name }).onConflict('id').ignore().returning('id');
			if (inserted.length === 0) return false;
			onStep(migration.name);
			await runScript(trx, migration.sql);
			return true;
		});
		if (done) ran.push(migration.name);
	}
	return ran;
}

const MIGRATION_TABLE = 'create table if not exists migration (id integer primary key, name text not null, ran_at timestamptz not null default now())';

/** "if not exists" alone is no protection: two processes creating the same thing at once both find it missing. */
const LOCK = 740_225_001;

async function prepare(db: Database): Promise<void> {
	const [{ version }] = (await db.knex.raw("select current_setting('server_version_num')::int as version")).rows;
	if (version < MINIMUM_POSTGRES) throw new DomainError('database_too_old', { found: `PostgreSQL ${Math.floor(version / 10000)}`, needed: 'PostgreSQL 15' });
	await db.knex.transaction(async (trx) => {
		await trx.raw('select pg_advisory_xact_lock(?)', [LOCK]);
		await runScript(trx, 'create extension if not exists postgis');
		await runScript(trx, MIGRATION_TABLE);
	});
	const [{ postgis }] = (await db.knex.raw('select postgis_lib_version() as postgis')).rows;
	if (postgis.localeCompare(MINIMUM_POSTGIS, 'en', { numeric: true }) < 0)
		throw new DomainError('database_too_old', { found: `PostGIS ${postgis}`, needed: `PostGIS ${MINIMUM_POSTGIS}` });
}
