import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { publicPhotoKey, readPublicReport } from '../../../portal/lib/server/reports/public-report.ts';
import { redactPhoto } from '../../../portal/lib/server/reports/redaction/redact.ts';
import { releasePhoto } from '../../../portal/lib/server/reports/release/release.ts';
import { staffPhotoKey } from '../../../portal/lib/server/reports/work-page/work-page.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { RECEIVED, makeReport, makeReporter, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
const BY = { actor: 'staff' };
const errorOf = (work: Promise<unknown>) => work.then(() => null, (error: { code?: string }) => error.code ?? String(error));

beforeAll(async () => {
	services = await testServices();
	here = await makeReporter(services.db);
});

/** Green, with a red number plate: 40 % to 60 % of the width, 70 % to 80 % of the height. */
async function withPlate(): Promise<Buffer> {
	const plate = await sharp({ create: { width: 200, height: 80, channels: 3, background: '#ff0000' } }).png().toBuffer();
	return sharp({ create: { width: 1000, height: 800, channels: 3, background: '#3a7d44' } }).composite([{ input: plate, left: 400, top: 560 }]).jpeg({ quality: 95 }).toBuffer();
}

/** Share of reddish pixels: the plate is 2 % of the picture. */
async function redOf(bytes: Uint8Array): Promise<number> {
	const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
	let red = 0;
	for (let i = 0; i < data.length; i += info.channels) if (data[i]! > 110 && data[i + 1]! < 90) red++;
	return red / (info.width * info.height);
}

/** Every file of the store. */
function storedFiles(folder = join(services.config.dataDir, 'files')): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? storedFiles(path) : [path];
	});
}

async function reportWithPlate() {
	const photo = await storePhoto(services, here.scope, await withPlate());
	const report = await makeReport(services, here, { photos: [photo] });
	const [row] = await here.scope.table('report_photo').where({ report_id: report.id }).select('*');
	return { report, photo: row as { id: string; file_id: string; thumbnail_file_id: string } };
}

test('row 19: what was blackened is in no file, size, key, version or address any more', async () => {
	const { report, photo } = await reportWithPlate();
	await releasePhoto(here.scope, report.id, photo.id, BY, RECEIVED);
	const oldKeys = [await publicPhotoKey(here.scope, report.publicRef, photo.id, false), await publicPhotoKey(here.scope, report.publicRef, photo.id, true)];
	for (const key of oldKeys) expect(await redOf(await services.files.getBytes(key))).toBeGreaterThan(0.015);
	const photoId = await redactPhoto(services, here.scope, report.id, photo.id, { rectangles: [{ left: '39,5', top: '69', width: '21', height: '12' }], rotation: '0' }, BY, RECEIVED);
	// By the old addresses, for everybody and for staff.
	for (const small of [false, true]) {
		expect(await errorOf(publicPhotoKey(here.scope, report.publicRef, photo.id, small))).toBe('not_found');
		expect(await errorOf(staffPhotoKey(here.scope, report.id, photo.id, small))).toBe('not_found');
		expect(await redOf(await services.files.getBytes(await publicPhotoKey(here.scope, report.publicRef, photoId, small)))).toBe(0);
	}
	// By the old keys, in the whole store, and in the database.
	for (const key of oldKeys) await expect(services.files.getBytes(key)).rejects.toThrow();
	for (const path of storedFiles()) expect(await redOf(readFileSync(path)), path).toBe(0);
	expect(await services.db.knex('file').whereIn('id', [photo.file_id, photo.thumbnail_file_id])).toEqual([]);
	expect((await readPublicReport(here.scope, report.publicRef)).photos.map(({ id }) => id)).toEqual([photoId]);
	for (const path of storedFiles()) expect((await sharp(path).metadata()).exif).toBeUndefined();
});

test('it is turned after it was blackened, and keeps its release', async () => {
	const { report, photo } = await reportWithPlate();
	const photoId = await redactPhoto(services, here.scope, report.id, photo.id, { rectangles: [], rotation: 90 }, BY, RECEIVED);
	const row = await here.scope.table('report_photo').where({ id: photoId }).first('*');
	expect([row.width, row.height, row.release, row.redacted_at]).toEqual([800, 1000, 'pending', null]);
	const bytes = await services.files.getBytes(await staffPhotoKey(here.scope, report.id, photoId, false));
	expect(await redOf(bytes)).toBeGreaterThan(0.015);
	// Turned to the right, the plate of the lower edge lies at the left one: 20 % to 30 % of the width.
	const left = await sharp(bytes).extract({ left: 160, top: 400, width: 80, height: 200 }).toBuffer();
	expect(await redOf(left)).toBeGreaterThan(0.9);
});

test('numbers that are none are refused, and so is nothing; the photo stays', async () => {
	const { report, photo } = await reportWithPlate();
	const redact = (rectangles: unknown[], rotation: unknown = 0, id = photo.id) => errorOf(redactPhoto(services, here.scope, report.id, id, { rectangles, rotation }, BY, RECEIVED));
	expect(await redact([])).toBe('redaction_empty');
	expect(await redact([{ left: 'x', top: 0, width: 1, height: 1 }])).toBe('form_invalid');
	expect(await redact([{ left: -1, top: 0, width: 1, height: 1 }])).toBe('form_invalid');
	expect(await redact([{ left: 0, top: 0, width: 0, height: 1 }])).toBe('form_invalid');
	expect(await redact([], 45)).toBe('form_invalid');
	expect(await redact([], 90, 'nobody')).toBe('not_found');
	const files = storedFiles().length;
	expect(await redact([{ left: 90, top: 90, width: 100, height: 100 }])).toBe(null);
	expect(storedFiles().length).toBe(files);
});

test('two who blacken the same photo at once: nothing of the first is lost unseen', async () => {
	const { report, photo } = await reportWithPlate();
	const redact = (left: number) => errorOf(redactPhoto(services, here.scope, report.id, photo.id, { rectangles: [{ left, top: 10, width: 5, height: 5 }], rotation: 0 }, BY, RECEIVED));
	const outcomes = await Promise.all([redact(10), redact(50)]);
	expect(outcomes.filter((each) => each === null)).toHaveLength(1);
	expect(outcomes.find((each) => each !== null)).toMatch(/not_found|report_outdated/);
	expect(await here.scope.table('report_photo').where({ report_id: report.id })).toHaveLength(1);
});
