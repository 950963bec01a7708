import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Database } from '../../../../gis/db/connect.ts';
import { dumpTables, type DumpedRow } from '../../../../gis/db/dump.ts';
import type { FileStore } from '../files/store.ts';

/** Version of the layout: `manifest.json` last, `tables/<name>.ndjson`, `files/<key>`. */
export const BACKUP_FORMAT = 1;

export interface BackupManifest {
	format: number;
	/** Newest migration of the database. */
	migration: number;
	createdAt: string;
	tables: Record<string, number>;
	files: number;
}

/**
 * Writes database and files into one ZIP, whatever the engine; it can be restored into the other engine. The database is read as
 * of one moment. The ZIP appears under its name only when it is complete, readable by its owner alone.
 */
export async function writeBackup(
	db: Database,
	files: FileStore,
	path: string,
	onProgress: (done: string) => void = () => {}
): Promise<BackupManifest> {
	const unfinished = `${path}.unfertig`;
	const zip = new ZipFile();
	const output = createWriteStream(unfinished, { mode: 0o600 });
	const written = finished(zip.outputStream.pipe(output));
	// Whoever fails first is thrown below; that the stream then ends early is no news.
	written.catch(() => undefined);
	zip.on('error', (error: Error) => output.destroy(error));
	try {
		const manifest: BackupManifest = { format: BACKUP_FORMAT, migration: 0, createdAt: new Date().toISOString(), tables: {}, files: 0 };
		const keys: string[] = [];
		let open: { table: string; stream: PassThrough } | null = null;
		const { migration } = await dumpTables(db, async (table, rows) => {
			if (open?.table !== table) {
				open?.stream.end();
				open = { table, stream: new PassThrough() };
				zip.addReadStream(open.stream, `tables/${table}.ndjson`);
				manifest.tables[table] = 0;
				onProgress(table);
			}
			manifest.tables[table] += rows.length;
			keys.push(...rows.map((row) => keyOf(table, row)).filter((key) => key !== undefined));
			const lines = rows.map((row) => JSON.stringify(row) + '\n').join('');
			if (lines && !open.stream.write(lines)) await Promise.race([once(open.stream, 'drain'), written]);
		});
		(open as { stream: PassThrough } | null)?.stream.end();
		manifest.migration = migration;
		manifest.files = keys.length;
		for (const key of keys) {
			zip.addReadStreamLazy(`files/${key}`, (done: (error: unknown, stream: NodeJS.ReadableStream) => void) => {
				files.getStream(key).then((stream) => {
					stream.on('error', (error) => output.destroy(error));
					done(null, stream);
				}, done as (error: unknown) => void);
			});
		}
		zip.addBuffer(Buffer.from(JSON.stringify(manifest, null, '\t')), 'manifest.json');
		zip.end();
		await written;
		await rename(unfinished, path);
		return manifest;
	} catch (error) {
		output.destroy();
		await rm(unfinished, { force: true });
		throw error;
	}
}

/** Key in the file store of what a row names: every row of `file`, and a tenant's logo. */
function keyOf(table: string, row: DumpedRow): string | undefined {
	if (table === 'file') return row.key as string;
	if (table === 'tenant') return (row.settings as { logo?: { key: string } | null }).logo?.key;
	return undefined;
}
