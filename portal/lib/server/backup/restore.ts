import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { DomainError } from '../../../../gis/errors.ts';
import type { Database } from '../../../../gis/db/connect.ts';
import { isEmpty, loadRows, resetIdentities, type DumpedRow } from '../../../../gis/db/dump.ts';
import { migrate, readMigrations } from '../../../../gis/db/migrate.ts';
import type { FileStore } from '../files/store.ts';
import { BACKUP_FORMAT, type BackupManifest } from './backup.ts';

const BATCH = 500;

/**
 * Puts a backup into an empty database and the file store, then brings the database to this portal's newest migration. The rows
 * come back in one transaction; files are written first, so that no row ever points at a missing file.
 * @throws DomainError `restore_not_empty`, `restore_unreadable`, `database_newer`
 */
export async function restoreBackup(
	db: Database,
	files: FileStore,
	path: string,
	onProgress: (done: string) => void = () => {}
): Promise<BackupManifest> {
	const zip = await openZip(path);
	try {
		const entries = await entriesOf(zip);
		const manifest = await readManifest(zip, entries);
		if (manifest.migration > readMigrations().length)
			throw new DomainError('database_newer', { database: manifest.migration, portal: readMigrations().length });
		await migrate(db, manifest.migration);
		if (!(await isEmpty(db))) throw new DomainError('restore_not_empty');
		for (const entry of entries.filter((each) => each.fileName.startsWith('files/'))) {
			await files.putAt(entry.fileName.slice('files/'.length), { stream: await streamOf(zip, entry), size: entry.uncompressedSize });
		}
		onProgress(`${manifest.files} Dateien`);
		await db.knex.transaction(async (trx) => {
			await trx('setting').del();
			for (const table of Object.keys(manifest.tables)) {
				const entry = entries.find((each) => each.fileName === `tables/${table}.ndjson`);
				if (!entry) throw new DomainError('restore_unreadable', { file: path });
				const rows: DumpedRow[] = [];
				for await (const line of createInterface({ input: await streamOf(zip, entry), crlfDelay: Infinity })) {
					rows.push(JSON.parse(line));
					if (rows.length === BATCH) await loadRows(trx, table, rows.splice(0));
				}
				await loadRows(trx, table, rows);
				onProgress(table);
			}
			await resetIdentities(trx);
		});
		await migrate(db);
		return manifest;
	} finally {
		zip.close();
	}
}

async function openZip(path: string): Promise<ZipFile> {
	try {
		return await promisify<string, yauzl.Options, ZipFile>(yauzl.open)(path, { lazyEntries: true, autoClose: false });
	} catch (cause) {
		throw new DomainError('restore_unreadable', { file: path }, { cause });
	}
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
	return new Promise((resolve, reject) => {
		const entries: Entry[] = [];
		zip.on('entry', (entry: Entry) => {
			entries.push(entry);
			zip.readEntry();
		});
		zip.on('end', () => resolve(entries));
		zip.on('error', reject);
		zip.readEntry();
	});
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
	return new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
}

async function readManifest(zip: ZipFile, entries: Entry[]): Promise<BackupManifest> {
	const entry = entries.find((each) => each.fileName === 'manifest.json');
	if (!entry) throw new DomainError('restore_unreadable', { file: 'manifest.json' });
	const manifest = JSON.parse(Buffer.concat(await (await streamOf(zip, entry)).toArray()).toString('utf8')) as BackupManifest;
	if (manifest.format !== BACKUP_FORMAT) throw new DomainError('restore_unreadable', { file: 'manifest.json' });
	return manifest;
}
