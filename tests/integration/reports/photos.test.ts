import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { draftThumbnail } from '../../../portal/lib/server/reports/photos/serve-photo.ts';
import { draftPhotos, storePhoto, sweepPhotoDrafts, type StoredPhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { addAuthorPhoto, authorThumbnail } from '../../../portal/lib/server/reports/author.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { HEIC } from '../../support/heic.ts';
import { expectBare } from '../../support/bare-photo.ts';
import { testServices } from '../../support/database.ts';
import { makeReport, makeReporter, photoWithPlace, RECEIVED, type TestReporter } from '../../support/report.ts';

const FOLDER = projectPath('../shared/open311/exif');
/** Where the cameras' receivers were, as their EXIF says it: degrees, minutes, seconds. */
const PLACES: Record<string, [lat: number, lon: number]> = {
	'DSCN0010.jpg': [43.46744833333334, 11.885126666663888],
	'DSCN0012.jpg': [43.46715666666389, 11.885394999997223],
	'DSCN0021.jpg': [43.467081666663894, 11.884538333330555],
	'DSCN0025.jpg': [43.468365, 11.881634999972222]
};
const METRES_PER_DEGREE = 111_320;

describe('§ 5.1 rows 1, 2 and 9: photos', () => {
	let services: Services;
	let test: TestReporter;
	let now = RECEIVED;
	beforeAll(async () => {
		services = await testServices({ now: () => now, env: { MAX_ATTACHMENT_MB: '8' } });
		test = await makeReporter(services.db);
	});

	/** Bytes of both files as they are stored. */
	async function stored(photo: StoredPhoto): Promise<Buffer[]> {
		const rows: { id: string; key: string }[] = await test.scope.table('file').whereIn('id', [photo.fileId, photo.thumbnailFileId]);
		return Promise.all([photo.fileId, photo.thumbnailFileId].map(async (id) => Buffer.from(await services.files.getBytes(rows.find((row) => row.id === id)!.key))));
	}

	it.skipIf(!existsSync(FOLDER)).each(Object.entries(PLACES))('row 2: %s is taken where it was, and its bytes say nothing of it', async (name, [lat, lon]) => {
		const photo = await storePhoto(services, test.scope, readFileSync(`${FOLDER}/${name}`));
		const [east, north] = [(photo.position!.lon - lon) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180), (photo.position!.lat - lat) * METRES_PER_DEGREE];
		expect(Math.hypot(east, north)).toBeLessThan(1);
		const [full, thumbnail] = await stored(photo);
		expectBare(full!);
		expectBare(thumbnail!);
		expect(await sharp(thumbnail!).metadata()).toMatchObject({ format: 'jpeg', width: expect.any(Number) });
	});

	it.skipIf(!existsSync(FOLDER))('a photo without EXIF has no place', async () => {
		expect((await storePhoto(services, test.scope, readFileSync(`${FOLDER}/no_exif.jpg`))).position).toBeNull();
	});

	it.skipIf(!existsSync(FOLDER))('photos stand upright, whichever way the camera was held', async () => {
		const [straight, turned] = await Promise.all(
			['landscape_1.jpg', 'landscape_6.jpg'].map(async (name) => {
				const photo = await storePhoto(services, test.scope, readFileSync(`${FOLDER}/orientation/${name}`));
				expect(photo.width).toBeGreaterThan(photo.height);
				return sharp((await stored(photo))[0]!).resize(16, 12, { fit: 'fill' }).greyscale().raw().toBuffer();
			})
		);
		const difference = straight!.reduce((sum, value, index) => sum + Math.abs(value - turned![index]!), 0) / straight!.length;
		// The same picture: turned by a quarter it would differ by far more.
		expect(difference).toBeLessThan(12);
	});

	it('row 2: camera, place, owner, XMP and turn of a JPEG, data of PNG, WebP and HEIC are gone from both sizes', async () => {
		const jpeg = await photoWithPlace();
		const exif = { IFD0: { Artist: 'Erika Muster' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 30/1 0/1' } };
		const plain = () => sharp({ create: { width: 300, height: 200, channels: 4, background: '#3a7d4480' } });
		for (const bytes of [jpeg, await plain().png().withExif(exif).toBuffer(), await plain().webp().withExif(exif).toBuffer(), HEIC]) {
			expect(/Erika|Kamera|Camera/.test(bytes.toString('latin1'))).toBe(true);
			for (const each of await stored(await storePhoto(services, test.scope, bytes))) expectBare(each);
		}
		const photo = await storePhoto(services, test.scope, jpeg);
		expect([photo.width, photo.height]).toEqual([800, 1200]);
		expect(photo.position).toEqual({ lon: 13.5, lat: 51.25 });
	});

	it('large photos become 2048 px, their thumbnails 400 px', async () => {
		const photo = await storePhoto(services, test.scope, await sharp({ create: { width: 5000, height: 2500, channels: 3, background: '#888' } }).png().toBuffer());
		expect([photo.width, photo.height]).toEqual([2048, 1024]);
		expect(await sharp((await stored(photo))[1]!).metadata()).toMatchObject({ width: 400, height: 200 });
	});

	it('row 1: of an animation the first picture is kept', async () => {
		const frames = await Promise.all(['#ff0000', '#0000ff'].map((background) => sharp({ create: { width: 32, height: 32, channels: 3, background } }).png().toBuffer()));
		const gif = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
		expect((await sharp(gif, { pages: -1 }).metadata()).pages).toBe(2);
		const [full] = await stored(await storePhoto(services, test.scope, gif));
		const { channels } = await sharp(full!).stats();
		expect(channels[0]!.mean).toBeGreaterThan(200);
		expect(channels[2]!.mean).toBeLessThan(60);
	});

	it('row 1: what hangs behind or hides in a photo is not kept', async () => {
		const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#345' } }).jpeg().toBuffer();
		const polyglot = Buffer.concat([jpeg, Buffer.from('<?php system($_GET["c"]); ?><script>alert(1)</script>PK\u0003\u0004')]);
		for (const each of await stored(await storePhoto(services, test.scope, polyglot))) {
			expect(each.includes('<?php')).toBe(false);
			expect(each.includes('<script>')).toBe(false);
		}
	});

	const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>';
	it.each([
		['SVG', Buffer.from(svg)],
		['MVG', Buffer.from('push graphic-context\nviewbox 0 0 640 480\nfill \'url(https://example.org/"|id")\'\npop graphic-context')],
		['PHP', Buffer.from('<?php echo 1; ?>')],
		['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
		['PDF', Buffer.from('%PDF-1.4\n%%EOF')],
		['GIF head with a script', Buffer.from('GIF89a/*<script>*/=1;alert(1)')],
		['nothing', Buffer.alloc(0)]
	])('row 1: %s is refused by its content', async (_name, bytes) => {
		await expect(storePhoto(services, test.scope, bytes)).rejects.toMatchObject({ code: 'photo_unreadable' });
	});

	it('row 1: a photo that was cut off is refused, and nothing of it stays', async () => {
		const before = (await test.scope.table('file').count())[0].count;
		const whole = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#345', noise: { type: 'gaussian', mean: 120, sigma: 40 } } }).jpeg().toBuffer();
		await expect(storePhoto(services, test.scope, whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'photo_unreadable' });
		expect((await test.scope.table('file').count())[0].count).toBe(before);
	});

	it('row 1: a bomb of 30,000 × 30,000 pixels is refused without drawing it', async () => {
		const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } }).png().toBuffer();
		// The size stands in the head (IHDR), with its checksum.
		png.writeUInt32BE(30_000, 16);
		png.writeUInt32BE(30_000, 20);
		const { crc32 } = await import('node:zlib');
		png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
		await expect(storePhoto(services, test.scope, png)).rejects.toMatchObject({ code: 'photo_unreadable' });
		await expect(storePhoto(services, test.scope, Buffer.alloc(9 * 1024 * 1024))).rejects.toMatchObject({ code: 'photo_too_large' });
	});

	it('row 9: a photo of an unsent form is found by its random name only, and gone after a day', async () => {
		const photo = await storePhoto(services, test.scope, await photoWithPlace(200, 100));
		const other = await makeReporter(services.db);
		expect((await draftThumbnail(services, test.scope, photo.id)).headers.get('Cache-Control')).toContain('no-store');
		await expect(draftThumbnail(services, other.scope, photo.id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(draftThumbnail(services, test.scope, photo.fileId)).rejects.toMatchObject({ code: 'not_found' });
		const kept = await makeReport(services, test, { photos: [await storePhoto(services, test.scope, await photoWithPlace(200, 100))] });
		now = new Date(RECEIVED.getTime() + 25 * 3_600_000);
		await sweepPhotoDrafts(services, now);
		expect(await draftPhotos(test.scope, [photo.id], RECEIVED)).toEqual([]);
		expect(await test.scope.table('file').whereIn('id', [photo.fileId, photo.thumbnailFileId])).toEqual([]);
		const [row] = await test.scope.table('report_photo').where({ report_id: kept.id });
		expect(await test.scope.table('file').where({ id: row.file_id })).toHaveLength(1);
		now = RECEIVED;
	});

	it('a photo belongs to one report', async () => {
		const photo = await storePhoto(services, test.scope, await photoWithPlace(200, 100));
		await makeReport(services, test, { photos: [photo] });
		await expect(makeReport(services, test, { photos: [photo] })).rejects.toMatchObject({ code: 'attachment_expired' });
	});

	it('the author adds a photo, which waits for an editor', async () => {
		const { code, id } = await makeReport(services, test);
		await addAuthorPhoto(services, test.scope, code!, await photoWithPlace(200, 100), '192.0.2.9');
		const [row] = await test.scope.table('report_photo').where({ report_id: id });
		expect(row).toMatchObject({ release: 'pending', origin: 'author' });
		expectBare(Buffer.from(await services.files.getBytes(await authorThumbnail(test.scope, code!, row.id))));
	});
});
