import { fromBuffer } from 'yauzl';

/** Names of the files in a ZIP. @throws Error where it is none */
export function entriesOf(content: Buffer): Promise<string[]> {
	return new Promise((resolve, reject) => {
		fromBuffer(content, { lazyEntries: false }, (error, zip) => {
			if (error) return reject(error);
			const names: string[] = [];
			zip.on('entry', (entry: { fileName: string }) => names.push(entry.fileName));
			zip.on('error', reject);
			zip.on('end', () => resolve(names));
		});
	});
}
