import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders for files that live as long as a request or a job. */
const FOLDERS = ['uploads', 'imports'];
/** Longer than any upload or import may take. */
const HOURS = 6;

/** Removes what a process left behind that was killed. The clock is that of the file system. */
export async function sweepTemporaryFiles(dataDir: string, now = Date.now()): Promise<void> {
	for (const folder of FOLDERS) {
		for (const name of await namesIn(join(dataDir, folder))) {
			const path = join(dataDir, folder, name);
			const changed = (await stat(path).catch(ignoreMissing))?.mtimeMs;
			if (changed !== undefined && changed < now - HOURS * 3_600_000) await rm(path, { recursive: true, force: true });
		}
	}
}

const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder).catch(ignoreMissing)) ?? [];

/** Other requests come and go meanwhile. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
