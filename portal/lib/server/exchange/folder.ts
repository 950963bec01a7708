import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '../../../../gis/errors.ts';
import { MAX_MESSAGE_BYTES } from '../../../../importers/xbeteiligung/tree.ts';
import { listPartnersAcrossTenants } from './exchange-queries.ts';
import { receiveMessage } from './receive.ts';
import type { ExchangeServices, Partner } from './types.ts';

const PARTS = ['eingang', 'ausgang', 'erledigt', 'fehler'] as const;
const FOLDER = /^[a-z0-9][a-z0-9-]{0,62}$/;
/** A file that is being worked on; one that was left behind by a killed process is taken up again. */
const WORKING = '.in-arbeit-';
const LEFT_BEHIND_MILLISECONDS = 10 * 60_000;
const FILES_AT_ONCE = 50;

/**
 * Makes a partner's folder where it is missing. A link in its place is refused: who may write there must not choose where we write.
 * @throws DomainError `exchange_folder_missing`
 */
async function demandFolder(root: string | null, folder: string, part: (typeof PARTS)[number]): Promise<string> {
	const path = partOf(root, folder, part);
	await mkdir(path, { recursive: true });
	for (const each of [join(path, '..'), path]) if (!(await lstat(each)).isDirectory()) throw new DomainError('exchange_folder_missing');
	return path;
}

/** Path of a part of a partner's folder. The name is checked once more: it comes from the database. */
function partOf(root: string | null, folder: string, part: (typeof PARTS)[number]): string {
	if (!root || !FOLDER.test(folder)) throw new DomainError('exchange_folder_missing');
	return join(root, folder, part);
}

/**
 * Takes in what partners put into `<folder>/<partner>/eingang`: the answer goes to `ausgang`, the file to `erledigt` or `fehler`. Files are
 * moved by renaming, so that nobody sees half of one; hidden ones and those that end in .tmp or .part are still being written.
 * @returns number of messages
 */
export async function pollFolders(services: ExchangeServices, signal?: AbortSignal): Promise<number> {
	const root = services.config.xbeteiligung.folder;
	if (!root) return 0;
	let taken = 0;
	for (const partner of (await listPartnersAcrossTenants(services.db.knex)).filter(({ folder }) => FOLDER.test(folder))) {
		try {
			for (const part of PARTS) await demandFolder(root, partner.folder, part);
			for (const name of await waiting(services, partOf(root, partner.folder, 'eingang'))) {
				if (signal?.aborted) return taken;
				if (await takeFile(services, partner, name)) taken++;
			}
		} catch (error) {
			// One partner's folder must not stop the others'.
			services.log.error({ err: error, partner: partner.id }, 'exchange: drop folder');
		}
	}
	return taken;
}

async function waiting(services: ExchangeServices, folder: string): Promise<string[]> {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries.filter((entry) => entry.isFile() && /\.xml$/i.test(entry.name)).map(({ name }) => name);
	const result: string[] = [];
	for (const name of names.toSorted()) {
		if (name.startsWith(WORKING)) {
			const { mtimeMs, ctimeMs } = await stat(join(folder, name));
			if (services.now().getTime() - Math.max(mtimeMs, ctimeMs) > LEFT_BEHIND_MILLISECONDS) result.push(name);
		} else if (!name.startsWith('.')) result.push(name);
	}
	return result.slice(0, FILES_AT_ONCE);
}

async function takeFile(services: ExchangeServices, partner: Partner, name: string): Promise<boolean> {
	const root = services.config.xbeteiligung.folder;
	const inbox = partOf(root, partner.folder, 'eingang');
	const plain = name.startsWith(WORKING) ? name.slice(WORKING.length + 37) : name;
	const working = join(inbox, `${WORKING}${randomUUID()}-${plain}`);
	try {
		await rename(join(inbox, name), working);
	} catch (error) {
		// Another process was first.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw error;
	}
	const file = await lstat(working);
	const done = (part: 'erledigt' | 'fehler') => rename(working, join(partOf(root, partner.folder, part), `${randomUUID()}-${plain}`));
	if (!file.isFile() || file.size > MAX_MESSAGE_BYTES) {
		await done('fehler');
		return true;
	}
	try {
		const answer = await receiveMessage(services, partner, await readFile(working));
		if (answer.xml !== null) {
			const uuid = /nachrichtenUUID>([0-9a-f-]+)</i.exec(answer.xml)?.[1] ?? randomUUID();
			await putIntoFolder(root, partner.folder, `${uuid}.xml`, answer.xml);
		}
		await done(answer.ok ? 'erledigt' : 'fehler');
	} catch (error) {
		// Nothing was stored: the next run tries again.
		await rename(working, join(inbox, plain));
		throw error;
	}
	return true;
}

/** Puts a message into a partner's `ausgang`, whole or not at all. @throws DomainError `exchange_folder_missing` */
export async function putIntoFolder(root: string | null, folder: string, name: string, xml: string): Promise<void> {
	const outbox = await demandFolder(root, folder, 'ausgang');
	const temporary = join(outbox, `.${randomUUID()}.tmp`);
	try {
		await writeFile(temporary, xml, { flag: 'wx' });
		await rename(temporary, join(outbox, name));
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}
