import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** Packs files from disk, one after another. */
export async function zipFiles(target: string, files: readonly { path: string; name: string }[]): Promise<void> {
	const zip = new ZipFile();
	for (const { path, name } of files) zip.addFile(path, name);
	zip.end();
	await pipeline(zip.outputStream, createWriteStream(target));
}
