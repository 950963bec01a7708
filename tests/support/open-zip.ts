import { buffer, text } from 'node:stream/consumers';
import { fromBuffer, type ZipFile } from 'yauzl';

/** Parts of a ZIP as text, by name. */
export async function readZipParts(content: Buffer): Promise<Record<string, string>> {
	const zip = await new Promise<ZipFile>((resolve, reject) =>
		fromBuffer(content, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened!)))
	);
	const parts: Record<string, string> = {};
	return new Promise((resolve, reject) => {
		zip.on('error', reject);
		zip.on('end', () => resolve(parts));
		zip.on('entry', (entry) => {
			zip.openReadStream(entry, (error, stream) => {
				if (error) return reject(error);
				text(stream!).then((content) => {
					parts[entry.fileName] = content;
					zip.readEntry();
				}, reject);
			});
		});
		zip.readEntry();
	});
}

/** Files of a ZIP by path, in its order. */
export async function openZipBytes(content: Buffer): Promise<Map<string, Buffer>> {
	const zip = await new Promise<ZipFile>((resolve, reject) =>
		fromBuffer(content, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened!)))
	);
	const files = new Map<string, Buffer>();
	return new Promise((resolve, reject) => {
		zip.on('error', reject);
		zip.on('end', () => resolve(files));
		zip.on('entry', (entry) => {
			zip.openReadStream(entry, (error, stream) => {
				if (error) return reject(error);
				buffer(stream!).then((bytes) => {
					files.set(entry.fileName, bytes);
					zip.readEntry();
				}, reject);
			});
		});
		zip.readEntry();
	});
}
