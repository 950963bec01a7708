import { createServer, type Server } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { buffer } from 'node:stream/consumers';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { listStaged, stageAttachments, sweepStagedFiles } from '../../../portal/lib/server/statements/staged-files.ts';
import { cleanImage } from '../../../portal/lib/server/uploads/clean-image-worker.ts';
import { eraseStatement } from '../../../portal/lib/server/statements/erase.ts';
import { downloadAttachment } from '../../../portal/lib/server/statements/download.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { safeName } from '../../../portal/lib/server/uploads/attachments.ts';
import { testServices } from '../../support/database.ts';
import { HEIC } from '../../support/heic.ts';
import { asUpload, DURING, makeParticipation, newStatement, type TestParticipation } from '../../support/participation.ts';

const WEB = { origin: 'web', now: DURING } as const;
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

function zip(entries: Record<string, string>): Promise<Buffer> {
	const file = new ZipFile();
	for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name, { compress: false });
	file.end();
	return buffer(file.outputStream as never);
}

/** A photo lying on its side, with a place and a camera in it. */
function photo(): Promise<Buffer> {
	return sharp({ create: { width: 40, height: 20, channels: 3, background: '#228833' } })
		.jpeg()
		.withExif({ IFD0: { Make: 'Kamera GmbH', Artist: 'Erika Muster' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 3/1 0/1' } })
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Erika</secret></x:xmpmeta>')
		.withMetadata({ orientation: 6 })
		.toBuffer();
}

describe('attachments', () => {
	let services: Services;
	let test: TestParticipation;
	beforeAll(async () => {
		services = await testServices();
		test = await makeParticipation(services.db);
	});
	const send = (files: [string, Uint8Array][], where = services) =>
		receiveStatement(where, test.scope, test.participationId, newStatement({ attachments: files.map(([name, content]) => asUpload(where, name, content)) }), WEB);
	const stored = (where = services) => {
		try {
			return readdirSync(join(where.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
		} catch {
			// Nothing was ever stored.
			return 0;
		}
	};

	it('draws images anew: upright, without EXIF, place and XMP', async () => {
		const original = await photo();
		expect((await sharp(original).metadata()).exif).toBeDefined();
		const { statementId } = await send([['IMG 1.jpg', original]]);
		const [file] = (await readStatement(test.scope, statementId)).attachments;
		const bytes = Buffer.from(await services.files.getBytes(file!.key));
		const metadata = await sharp(bytes).metadata();
		expect([metadata.width, metadata.height, metadata.exif, metadata.xmp, metadata.orientation]).toEqual([20, 40, undefined, undefined, undefined]);
		for (const secret of ['Erika', 'Kamera', 'GPS', 'Exif']) expect(bytes.includes(secret)).toBe(false);
		expect(file).toMatchObject({ name: 'IMG 1.jpg', mediaType: 'image/jpeg', size: bytes.length });
	});

	it('turns HEIC into JPEG, without what the phone wrote', async () => {
		expect(HEIC.includes('KameraGmbH')).toBe(true);
		const { statementId } = await send([['IMG_0815.HEIC', HEIC]]);
		const [file] = (await readStatement(test.scope, statementId)).attachments;
		const bytes = Buffer.from(await services.files.getBytes(file!.key));
		expect(file).toMatchObject({ name: 'IMG_0815.jpg', mediaType: 'image/jpeg' });
		expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 32 });
		expect([bytes.includes('KameraGmbH'), (await sharp(bytes).metadata()).exif]).toEqual([false, undefined]);
	});

	it('reads the size of a HEIC before it takes memory for its pixels', async () => {
		const { path } = asUpload(services, 'a.heic', HEIC);
		await expect(cleanImage({ path, type: 'image/heic' }, 64 * 32 - 1)).rejects.toThrow('too many pixels');
		await expect(cleanImage({ path, type: 'image/heic' }, 64 * 32)).resolves.toMatchObject({ mediaType: 'image/jpeg' });
	});

	it('knows office files by their parts and keeps them as they are', async () => {
		const docx = await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' });
		const ods = await zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' });
		const { statementId } = await send([['a.docx', docx], ['b', ods], ['c.pdf', pdf]]);
		const { attachments } = await readStatement(test.scope, statementId);
		expect(attachments.map((each) => each.mediaType)).toEqual([
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'application/vnd.oasis.opendocument.spreadsheet',
			'application/pdf'
		]);
		expect(Buffer.from(await services.files.getBytes(attachments[0]!.key)).equals(docx)).toBe(true);
	});

	it.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string]>([
		['a page called PDF', 'bescheid.pdf', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'attachment_type_unsupported'],
		['an SVG called PNG', 'bild.png', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'attachment_type_unsupported'],
		['a program', 'foto.jpg', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)]), 'attachment_type_unsupported'],
		['an archive', 'a.docx', () => zip({ 'x.txt': 'x' }), 'attachment_type_unsupported'],
		['macros', 'a.docx', () => zip({ '[Content_Types].xml': '<T/>', 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' }), 'attachment_type_unsupported'],
		['half an image', 'a.png', async () => (await sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } }).png().toBuffer()).subarray(0, 120), 'attachment_unreadable'],
		['nothing', 'leer.pdf', () => Buffer.alloc(0), 'attachment_empty']
	])('refuses %s and keeps nothing of the same statement', async (_what, name, content, code) => {
		const before = [stored(), (await services.db.knex('statement')).length, (await services.db.knex('file')).length];
		await expect(send([['gut.pdf', pdf], [name, await content()]])).rejects.toMatchObject({ code });
		expect([stored(), (await services.db.knex('statement')).length, (await services.db.knex('file')).length]).toEqual(before);
	});

	it('limits number and size', async () => {
		await expect(send(Array.from({ length: 6 }, (_, i) => [`${i}.pdf`, pdf]))).rejects.toMatchObject({ code: 'attachments_too_many' });
		const small = await testServices({ db: services.db, queue: services.queue, config: { maxAttachmentBytes: 10 } });
		await expect(send([['a.pdf', pdf]], small)).rejects.toMatchObject({ code: 'attachment_too_large' });
	});

	it('keeps files between two steps, takes them over once, and sweeps what nobody sent', async () => {
		const [one] = await stageAttachments(services, test.scope, [asUpload(services, 'plan.pdf', pdf)], 0, DURING);
		expect(await listStaged(test.scope, [one!.id, 'x'], DURING)).toEqual([one]);
		const input = newStatement({ staged: [one!.id] });
		const receipt = await receiveStatement(services, test.scope, test.participationId, input, WEB);
		expect((await readStatement(test.scope, receipt.statementId)).attachments.map((each) => each.name)).toEqual(['plan.pdf']);
		expect((await receiveStatement(services, test.scope, test.participationId, input, WEB)).repeated).toBe(true);
		await expect(
			receiveStatement(services, test.scope, test.participationId, newStatement({ staged: [one!.id] }), WEB)
		).rejects.toMatchObject({ code: 'attachment_expired' });
		await stageAttachments(services, test.scope, [asUpload(services, 'rest.pdf', pdf)], 0, DURING);
		const before = stored();
		await sweepStagedFiles(services, new Date(DURING.getTime() + 4 * 3_600_000));
		expect([stored(), (await services.db.knex('staged_file')).length]).toEqual([before - 1, 0]);
	});

	it('gives attachments out as downloads only, and removes them with the content', async () => {
		const { statementId } = await send([['Über „uns“.pdf', pdf]]);
		const response = await downloadAttachment(services, test.scope, test.participationId, statementId, '0');
		expect(Object.fromEntries(response.headers)).toMatchObject({
			'content-type': 'application/pdf',
			'content-disposition': expect.stringMatching(/^attachment; /),
			'content-security-policy': expect.stringContaining('sandbox'),
			'x-content-type-options': 'nosniff'
		});
		expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
		const before = stored();
		await eraseStatement(services, test.scope, statementId, { now: DURING, accountId: null, by: 'Adele Amtmann', reason: 'Antrag nach Art. 17 DSGVO' });
		expect(stored()).toBe(before - 1);
		await expect(downloadAttachment(services, test.scope, test.participationId, statementId, '0')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('makes names that are safe to show and to save', () => {
		expect(safeName('../../etc/passwd')).toBe('passwd');
		expect(safeName('C:\\x\\rechnung\u202egpj.exe')).toBe('rechnunggpj.exe');
		expect(safeName(' .. ')).toBe('Anlage');
		expect(safeName(`${'a'.repeat(300)}.pdf`)).toMatch(/^a{116}\.pdf$/);
	});

	describe('with a virus scanner', () => {
		let clamd: Server;
		let answer = 'stream: OK\0';
		let received = Buffer.alloc(0);
		let scanned: Services;
		beforeAll(async () => {
			clamd = createServer((socket) => {
				let data = Buffer.alloc(0);
				socket.on('data', (chunk) => {
					data = Buffer.concat([data, chunk]);
					if (data.subarray(-4).equals(Buffer.alloc(4))) {
						received = data;
						socket.end(answer);
					}
				});
			});
			await new Promise<void>((resolve) => clamd.listen(0, '127.0.0.1', resolve));
			const { port } = clamd.address() as { port: number };
			scanned = await testServices({ db: services.db, queue: services.queue, config: { clamav: { host: '127.0.0.1', port } } });
		});
		afterAll(() => new Promise((resolve) => clamd.close(resolve)));

		it('sends the file in chunks and takes in what is clean', async () => {
			await send([['a.pdf', pdf]], scanned);
			expect(received.subarray(0, 10).toString()).toBe('zINSTREAM\0');
			expect(received.readUInt32BE(10)).toBe(pdf.length);
			expect(received.subarray(14, 14 + pdf.length).equals(pdf)).toBe(true);
		});

		it('refuses what is infected, and everything while the scanner is away', async () => {
			const before = stored(scanned);
			answer = 'stream: Eicar-Signature FOUND\0';
			await expect(send([['virus.pdf', pdf]], scanned)).rejects.toMatchObject({ code: 'attachment_infected', values: { name: 'virus.pdf' } });
			answer = 'INSTREAM size limit exceeded. ERROR\0';
			await expect(send([['gross.pdf', pdf]], scanned)).rejects.toMatchObject({ code: 'scanner_unavailable' });
			const away = await testServices({ db: services.db, queue: services.queue, config: { clamav: { host: '127.0.0.1', port: 1 } } });
			await expect(send([['a.pdf', pdf]], away)).rejects.toMatchObject({ code: 'scanner_unavailable' });
			expect(stored(scanned)).toBe(before);
		});
	});
});
