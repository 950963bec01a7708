import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../errors.ts';

/**
 * The embedded database is destroyed by two processes writing to it, so its folder belongs to one process at a time.
 * A lock left by a killed process is taken over.
 * @returns the function that gives the folder back
 * @throws DomainError `database_in_use`
 */
export function lockDirectory(directory: string): () => void {
	const path = join(directory, '..', `.${directory.split(/[/\\]/).pop()}.lock`);
	for (let attempt = 0; ; attempt++) {
		try {
			const file = openSync(path, 'wx');
			writeSync(file, String(process.pid));
			closeSync(file);
			return () => rmSync(path, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error;
			const owner = Number(readFileSync(path, 'utf8'));
			if (owner && owner !== process.pid && isRunning(owner)) throw new DomainError('database_in_use', { pid: owner }, { cause: error });
			if (owner === process.pid) throw new DomainError('database_in_use', { pid: owner }, { cause: error });
			rmSync(path, { force: true });
		}
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
