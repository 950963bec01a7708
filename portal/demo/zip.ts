import { ZipFile } from 'yazl';

/** A ZIP of the files in their order. The time of every entry is fixed, so that the same input gives the same bytes. */
export async function writeZip(files: { name: string; content: Uint8Array }[]): Promise<Uint8Array> {
	const zip = new ZipFile();
	const mtime = new Date(Date.UTC(2020, 0, 1));
	for (const file of files) zip.addBuffer(Buffer.from(file.content), file.name, { mtime, forceDosTimestamp: true });
	zip.end();
	const chunks: Buffer[] = [];
	for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
	return new Uint8Array(Buffer.concat(chunks));
}
