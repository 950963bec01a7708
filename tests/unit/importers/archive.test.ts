import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { describe, expect, it } from 'vitest';
import type { ArchiveLimits } from '../../../importers/xplan/archive-model.ts';
import { isZip, openArchive } from '../../../importers/xplan/archive.ts';

interface File {
	name: string;
	content?: string | Buffer;
	mode?: number;
	compress?: boolean;
}

function zipOf(...files: File[]): Promise<Buffer> {
	const zip = new ZipFile();
	for (const { name, content = 'x', mode, compress } of files) {
		if (name.endsWith('/')) zip.addEmptyDirectory(name);
		else zip.addBuffer(Buffer.from(content), name, { mode, compress });
	}
	zip.end();
	return buffer(zip.outputStream as unknown as NodeJS.ReadableStream);
}

/** The archive with a file name of the same length written over another, in both headers. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
	expect(to).toHaveLength(from.length);
	return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

const codeOf = (zip: Buffer, limits?: Partial<ArchiveLimits>): Promise<string> =>
	openArchive(zip, limits).then(
		() => 'no error',
		(error: { code: string }) => error.code
	);

describe('archives', () => {
	it('list GML files and attachments, without directories and files of macOS', async () => {
		const zip = await zipOf(
			{ name: 'plan/xplan.gml', content: 'gml' },
			{ name: 'plan/' },
			{ name: 'Änderung.GML', content: 'zwei' },
			{ name: 'Begründung.pdf', content: '%PDF' },
			{ name: '__MACOSX/plan/._xplan.gml' },
			{ name: 'plan/._xplan.gml' }
		);
		expect(isZip(zip)).toBe(true);
		const archive = await openArchive(zip);
		expect(archive.gml.map(({ name, size }) => [name, size])).toEqual([
			['plan/xplan.gml', 3],
			['Änderung.GML', 4]
		]);
		expect(archive.attachments.map(({ name }) => name)).toEqual(['Begründung.pdf']);
		const chunks: Uint8Array[] = [];
		for await (const chunk of archive.gml[1]!.open()) chunks.push(chunk);
		expect(Buffer.concat(chunks).toString()).toBe('zwei');
		archive.close();
	});

	it('are read from a path', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'archive-'));
		try {
			await writeFile(join(folder, 'a.zip'), await zipOf({ name: 'a.gml' }));
			const archive = await openArchive(join(folder, 'a.zip'));
			expect(archive.gml).toHaveLength(1);
			archive.close();
		} finally {
			await rm(folder, { recursive: true });
		}
	});

	it('without GML are refused', async () => {
		expect(await codeOf(await zipOf({ name: 'plan.pdf' }))).toBe('zip-without-gml');
		expect(await codeOf(await zipOf())).toBe('zip-without-gml');
	});

	it.each(['../evil.gml', 'a/../../b.gml', '/etc/pass.gml', 'C:/evil01.gml', 'a\\..\\b.c.gml', 'a\nb.gml'])(
		'with the path %j are refused',
		async (path) => {
			const harmless = 'x'.repeat(path.length);
			expect(await codeOf(renamed(await zipOf({ name: harmless }, { name: 'ok.gml' }), harmless, path))).toBe('zip-path');
		}
	);

	it('with symbolic links are refused', async () => {
		expect(await codeOf(await zipOf({ name: 'a.gml', content: '/etc/passwd', mode: 0o120777 }))).toBe('zip-path');
	});

	it('that are encrypted are refused', async () => {
		const zip = await zipOf({ name: 'a.gml' });
		const entry = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
		zip[entry + 8]! |= 1;
		expect(await codeOf(zip)).toBe('zip-encrypted');
	});

	it('that grow too much, in one file or in all, are refused', async () => {
		const zeros = Buffer.alloc(11 * 1024 * 1024);
		expect(await codeOf(await zipOf({ name: 'a.gml', content: zeros }))).toBe('zip-bomb');
		expect(await codeOf(await zipOf({ name: 'a.gml', content: zeros }), { maxRatio: 2000 })).toBe('no error');
		expect(
			await codeOf(await zipOf({ name: 'a.gml', content: 'x'.repeat(600) }, { name: 'b.pdf', content: 'x'.repeat(600) }), {
				maxTotalBytes: 1000
			})
		).toBe('zip-too-large');
		expect(await codeOf(await zipOf({ name: 'a.gml' }, { name: 'b.gml' }, { name: 'c.gml' }), { maxEntries: 2 })).toBe(
			'zip-too-many-entries'
		);
	});

	it('that lie about a size or are damaged fail while reading', async () => {
		const read = async (zip: Buffer): Promise<void> => {
			const archive = await openArchive(zip);
			for await (const chunk of archive.gml[0]!.open()) expect(chunk.length).toBeGreaterThan(0);
		};
		const zip = await zipOf({ name: 'a.gml', content: 'some text that is long enough', compress: false });
		const changed = Buffer.from(zip);
		changed[changed.indexOf('some text')]! ^= 1;
		await expect(read(changed)).rejects.toMatchObject({ code: 'zip-damaged' });
		const lying = await zipOf({ name: 'a.gml', content: 'a'.repeat(5000) });
		lying.writeUInt32LE(10, lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
		await expect(read(lying)).rejects.toMatchObject({ code: 'zip-damaged' });
	});

	it('that are truncated or no archives are refused', async () => {
		const zip = await zipOf({ name: 'a.gml' });
		expect(await codeOf(zip.subarray(0, zip.length - 10))).toBe('zip-damaged');
		expect(isZip(Buffer.from('<?xml'))).toBe(false);
	});
});
