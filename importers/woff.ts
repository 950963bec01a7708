import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/**
 * A WOFF 1.0 font as the plain font (sfnt) inside of it. The PDF library unpacks a table of a WOFF anew for every letter, which takes
 * most of the time of a page; of a plain font it reads in place.
 */
export function unpackWoff(path: string): Buffer {
	const woff = readFileSync(path);
	if (woff.readUInt32BE(0) !== 0x774f4646) return woff;
	const count = woff.readUInt16BE(12);
	const tables = Array.from({ length: count }, (_, index) => {
		const entry = 44 + 20 * index;
		const [offset, packed, length] = [4, 8, 12].map((at) => woff.readUInt32BE(entry + at)) as [number, number, number];
		const bytes = woff.subarray(offset, offset + packed);
		return { tag: woff.subarray(entry, entry + 4), checksum: woff.readUInt32BE(entry + 16), data: packed < length ? inflateSync(bytes) : bytes };
	});
	const head = Buffer.alloc(12 + 16 * count);
	woff.copy(head, 0, 4, 8);
	head.writeUInt16BE(count, 4);
	const power = Math.floor(Math.log2(count));
	head.writeUInt16BE(2 ** power * 16, 6);
	head.writeUInt16BE(power, 8);
	head.writeUInt16BE(count * 16 - 2 ** power * 16, 10);
	const parts: Buffer[] = [head];
	let offset = head.length;
	for (const [index, { tag, checksum, data }] of tables.entries()) {
		const entry = 12 + 16 * index;
		tag.copy(head, entry);
		head.writeUInt32BE(checksum, entry + 4);
		head.writeUInt32BE(offset, entry + 8);
		head.writeUInt32BE(data.length, entry + 12);
		const padding = (4 - (data.length % 4)) % 4;
		parts.push(data, Buffer.alloc(padding));
		offset += data.length + padding;
	}
	return Buffer.concat(parts);
}
