import { mkdirSync } from 'node:fs';
import knexModule, { type Knex } from 'knex';
import pg from 'pg';
import ClientPGLite from 'knex-pglite';
import { lockDirectory } from './directory-lock.ts';

/** Which engine runs the SQL. Both speak the same migrations and queries; the few differences ask `engine`. */
export type Engine = 'postgres' | 'pglite';

export interface Database {
	readonly engine: Engine;
	readonly knex: Knex;
	/** Closes all connections; the embedded database is written to disk. */
	close(): Promise<void>;
}

/** The connection below knex: `pg.Client` or a PGlite instance. */
export interface RawConnection {
	query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[]; affectedRows?: number; rowCount?: number | null }>;
	/** PGlite only: several statements in one call. */
	exec?(sql: string): Promise<{ rows: Record<string, unknown>[] }[]>;
}

const DATE_OID = 1082;
const INT8_OID = 20;
const NUMERIC_OID = 1700;

/** Dates stay `YYYY-MM-DD` (a calendar day has no time zone); bigint and numeric become numbers. The same on both engines. */
const parsers: Record<number, (text: string) => unknown> = {
	[DATE_OID]: (text) => text,
	[INT8_OID]: Number,
	[NUMERIC_OID]: Number
};

/**
 * Opens a PostgreSQL/PostGIS server.
 * @param url `postgres://user:password@host:port/database`
 */
export function connectPostgres(url: string, poolSize = 10): Database {
	const knex = knexModule({
		client: 'pg',
		connection: {
			connectionString: url,
			types: {
				getTypeParser: (oid: number, format?: string) =>
					parsers[oid] ?? pg.types.getTypeParser(oid, (format ?? 'text') as 'text')
			}
		} as Knex.PgConnectionConfig,
		// Functions of PostGIS are said to be so costly that the server compiles statements of a few milliseconds for hundreds of them.
		pool: { min: 0, max: poolSize, afterCreate: (client: pg.Client, done: (error?: Error) => void) => client.query('set jit = off', (error) => done(error)) }
	});
	return { engine: 'postgres', knex, close: () => knex.destroy() };
}

/** knex calls a deletion `del`, and knex-pglite hands that on as the command; only `DELETE` makes knex answer the number of rows, as on a server. */
class EmbeddedClient extends (ClientPGLite as unknown as new (...given: unknown[]) => { processResponse(answer: { method?: string }, runner: unknown): unknown }) {
	override processResponse(answer: { method?: string }, runner: unknown): unknown {
		return super.processResponse(answer.method === 'del' ? { ...answer, method: 'delete' } : answer, runner);
	}
}

/**
 * Opens the embedded database (PGlite with PostGIS) in this process. The first start creates it (about 15 s), later ones take
 * about 5 s; it needs about 1 GB of memory and holds one connection.
 * @param directory folder of the database, created if missing; without it the database lives in memory
 * @param dump a tarball of a database directory to start from (tests: a migrated template)
 * @throws DomainError `database_in_use` when another process has the folder open
 */
export async function connectPglite(directory?: string, dump?: Blob): Promise<Database> {
	const { PGlite } = await import('@electric-sql/pglite');
	const { postgis } = await import('@electric-sql/pglite-postgis');
	let unlock = () => {};
	if (directory) {
		mkdirSync(directory, { recursive: true });
		unlock = lockDirectory(directory);
	}
	try {
		const pglite = await PGlite.create({
			dataDir: directory,
			loadDataDir: dump,
			extensions: { postgis },
			parsers
		});
		const knex = knexModule({ client: EmbeddedClient as never, connection: { pglite } as never });
		return {
			engine: 'pglite',
			knex,
			close: async () => {
				// The pool closes the one connection, and with it PGlite, only if it was ever asked for it.
				await knex.destroy();
				if (!pglite.closed) await pglite.close();
				unlock();
			}
		};
	} catch (error) {
		unlock();
		throw error;
	}
}

/**
 * Runs `work` on the raw connection of a transaction, or of the pool. Everything that shares the embedded database's single
 * connection must come through here or through knex, so that nobody's statement lands in somebody else's transaction.
 */
export async function withConnection<T>(db: Knex | Knex.Transaction, work: (connection: RawConnection) => Promise<T>): Promise<T> {
	const connection = (await db.client.acquireConnection()) as RawConnection;
	try {
		return await work(connection);
	} finally {
		await db.client.releaseConnection(connection);
	}
}

/** Runs a script of several statements without values (migrations, the queue's own DDL). */
export async function runScript(db: Knex | Knex.Transaction, sql: string): Promise<void> {
	await withConnection(db, async (connection) => {
		if (connection.exec) await connection.exec(sql);
		else await connection.query(sql);
	});
}
