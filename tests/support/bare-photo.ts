import ExifReader from 'exifreader';
import { expect } from 'vitest';
import type { Services } from '../../portal/lib/server/services.ts';
import type { TenantScope } from '../../gis/db/tenant-scope.ts';

/** A JPEG that tells nothing of camera, place and owner (research § 5.1 row 2). */
export function expectBare(bytes: Buffer, where = 'stored bytes'): void {
	expect(bytes.subarray(0, 3), `${where} is a JPEG`).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
	for (const marker of ['Exif', 'http://ns.adobe.com', 'xmpmeta', 'Photoshop 3.0', 'GPS', 'ICC_PROFILE', 'Kamera', 'CameraGmbH', 'Erika', 'NIKON', 'Nikon'])
		expect(bytes.includes(marker), `${where} hold ${marker}`).toBe(false);
	const groups = Object.keys(ExifReader.load(bytes, { expanded: true }));
	expect(groups.filter((group) => /exif|gps|iptc|xmp|icc|mpf|makerNotes|photoshop/i.test(group)), where).toEqual([]);
}

/** Bytes of every file that a tenant has, whatever refers to it. */
export async function allFiles(services: Pick<Services, 'files'>, scope: TenantScope): Promise<{ id: string; bytes: Buffer }[]> {
	const rows: { id: string; key: string }[] = await scope.table('file').select('id', 'key');
	return Promise.all(rows.map(async ({ id, key }) => ({ id, bytes: Buffer.from(await services.files.getBytes(key)) })));
}
