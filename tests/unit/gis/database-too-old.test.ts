import { expect, test } from 'vitest';
import type { Database } from '../../../gis/db/connect.ts';
import { migrate } from '../../../gis/db/migrate.ts';

/** A server that says how old it is, and does nothing else. */
function server(postgres: number, postgis: string): Database {
	const raw = async (sql: string) => {
		if (sql.includes('server_version_num')) return { rows: [{ version: postgres }] };
		if (sql.includes('postgis_lib_version')) return { rows: [{ postgis }] };
		return { rows: [] };
	};
	const connection = { query: async () => undefined };
	const trx = { raw, client: { acquireConnection: async () => connection, releaseConnection: async () => undefined } };
	return { engine: 'postgres', knex: { raw, transaction: (work: (inner: unknown) => unknown) => work(trx) } } as unknown as Database;
}

test.each([
	[140_012, '3.3.2', { found: 'PostgreSQL 14', needed: 'PostgreSQL 15' }],
	[150_001, '3.2.9', { found: 'PostGIS 3.2.9', needed: 'PostGIS 3.3' }]
])('PostgreSQL %d with PostGIS %s is refused', async (postgres, postgis, values) => {
	await expect(migrate(server(postgres, postgis))).rejects.toMatchObject({ code: 'database_too_old', values });
});
