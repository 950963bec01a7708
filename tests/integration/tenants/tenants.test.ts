import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { login } from '../../../portal/lib/server/accounts/login.ts';
import { changeLegalPage, legalPageSource, readLegalPage } from '../../../portal/lib/server/tenants/legal-pages.ts';
import { changeLogo, readLogo, removeLogo } from '../../../portal/lib/server/tenants/logo.ts';
import { findLand, findTenantBySlug, insertTenant, listTenants } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { changeColours, changeContact, changeLegalFacts, createTenant, tenantDetails } from '../../../portal/lib/server/tenants/tenants.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';

let services: Services;
let landId: string;
const input = {
	slug: 'musterlinden',
	name: 'Stadt Musterlinden',
	kind: 'gemeinde',
	ags: '14999010',
	administratorEmail: 'admin@musterlinden.example',
	administratorName: 'Ada Min'
};

beforeAll(async () => {
	services = await testServices();
	const ring = [[372000, 5680000], [380000, 5680000], [380000, 5690000], [372000, 5680000]];
	const area = { srid: 25833, geojson: { type: 'MultiPolygon', coordinates: [[ring]] } };
	landId = (await insertTenant(services.db.knex, { slug: 'elbaue', name: 'Elbaue', kind: 'land', ags: null, land: 'SN', area }))!;
	await createTenant(services.db.knex, input);
});
const db = () => services.db.knex;

test('there is one Land; its area is transformed', async () => {
	expect(await insertTenant(db(), { slug: 'zweites', name: 'Zweites', kind: 'land', ags: null, land: 'SN' })).toBeNull();
	expect(await findLand(db())).toMatchObject({ id: landId, slug: 'elbaue', hasLogo: false, contact: {}, colours: {} });
	const { rows } = await db().raw('select ST_X(ST_Centroid(area)) as x, ST_Y(ST_Centroid(area)) as y from tenant where id = ?', [landId]);
	expect(rows[0].x).toBeGreaterThan(1_470_000);
	expect(rows[0].x).toBeLessThan(1_490_000);
	expect(rows[0].y).toBeGreaterThan(6_660_000);
	expect(rows[0].y).toBeLessThan(6_690_000);
});

test('a tenant comes with its first administrator, or not at all', async () => {
	const { password } = await createTenant(db(), { ...input, slug: 'auenfelde', name: 'Gemeinde Auenfelde', administratorEmail: 'admin@auenfelde.example' });
	await expect(login(services, { email: 'admin@auenfelde.example', password: password!, address: '192.0.2.1' })).resolves.toHaveProperty('token');
	await expect(createTenant(db(), input)).rejects.toMatchObject({ code: 'slug_taken', values: { slug: 'musterlinden' } });
	await expect(createTenant(db(), { ...input, slug: 'Health' })).rejects.toMatchObject({ code: 'slug_reserved' });
	await expect(createTenant(db(), { ...input, slug: 'x', ags: '1' })).rejects.toMatchObject({ code: 'slug_invalid' });
	await expect(createTenant(db(), { ...input, slug: 'neu', ags: '123' })).rejects.toMatchObject({ code: 'form_invalid' });
	await expect(createTenant(db(), { ...input, slug: 'neu', kind: 'land' })).rejects.toMatchObject({ code: 'form_invalid' });
	expect(await findTenantBySlug(db(), 'neu')).toBeNull();
	expect((await listTenants(db())).map((tenant) => tenant.slug)).toEqual(['elbaue', 'auenfelde', 'musterlinden']);
});

test('contact and colours', async () => {
	const { id } = (await findTenantBySlug(db(), 'musterlinden'))!;
	await changeContact(db(), id, { organisation: ' Bauamt ', email: 'bau@ort.example', postcode: '01990', phone: '' });
	await changeColours(db(), id, { primary: '#1F6B3A', onPrimary: '#ffffff' });
	expect(await findTenantBySlug(db(), 'musterlinden')).toMatchObject({
		contact: { organisation: 'Bauamt', email: 'bau@ort.example', postcode: '01990' },
		colours: { primary: '#1f6b3a', onPrimary: '#ffffff' }
	});
	await expect(changeContact(db(), id, { postcode: '123', email: 'x' })).rejects.toMatchObject({
		code: 'form_invalid',
		fields: { postcode: expect.anything(), email: expect.anything() }
	});
	await expect(changeColours(db(), id, { primary: '#999999', onPrimary: '#ffffff' })).rejects.toMatchObject({ code: 'colour_contrast_low' });
});

test('a logo is decoded and written anew; SVG and rubbish are refused and change nothing', async () => {
	const { id } = (await findTenantBySlug(db(), 'musterlinden'))!;
	const upload = async (name: string, content: Uint8Array) => {
		const path = join(services.config.dataDir, name);
		await writeFile(path, content);
		return { path, name, size: content.length };
	};
	const photo = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#336699' } })
		.jpeg()
		.withExif({ IFD0: { Copyright: 'GEHEIM' } })
		.toBuffer();
	await changeLogo(services, id, await upload('wappen.jpg', photo));
	const logo = await readLogo(services, id);
	expect(logo.mediaType).toBe('image/png');
	expect(Buffer.from(logo.content).includes('GEHEIM')).toBe(false);
	expect(await sharp(logo.content).metadata()).toMatchObject({ format: 'png', width: 320, height: 240 });
	const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');
	for (const [name, content] of [['a.svg', svg], ['b.png', Buffer.from('keine Bilddatei')]] as const)
		await expect(changeLogo(services, id, await upload(name, content))).rejects.toMatchObject({ code: 'logo_unreadable', values: { name } });
	expect((await readLogo(services, id)).etag).toBe(logo.etag);
	const { key } = (await tenantDetails(db(), id)).settings.logo!;
	await changeLogo(services, id, await upload('zwei.png', await sharp({ create: { width: 10, height: 10, channels: 4, background: '#f00' } }).png().toBuffer()));
	await expect(services.files.getBytes(key)).rejects.toThrow();
	expect(await findTenantBySlug(db(), 'musterlinden')).toMatchObject({ hasLogo: true });
	await removeLogo(services, id);
	await expect(readLogo(services, id)).rejects.toMatchObject({ code: 'not_found' });
	expect(await findTenantBySlug(db(), 'musterlinden')).toMatchObject({ hasLogo: false });
});

test('a legal page follows the template until the administrator writes an own one', async () => {
	const { id } = (await findTenantBySlug(db(), 'musterlinden'))!;
	const scope = forTenant(db(), id);
	await changeLegalFacts(db(), id, { representative: 'Erika Mustermann', dataProtectionEmail: '' });
	expect(await legalPageSource(services, id, 'impressum')).toMatchObject({ own: false, body: expect.stringContaining('Erika Mustermann') });
	expect((await tenantDetails(db(), id)).settings.legal).toEqual({ representative: 'Erika Mustermann' });
	await changeLegalPage(scope, 'impressum', '## Eigenes\n<b>Text</b>', new Date());
	await changeLegalPage(scope, 'impressum', '## Eigenes\n<b>Text</b> zwei', new Date());
	expect(await readLegalPage(services, id, 'impressum')).toEqual([
		{ type: 'heading', level: 2, text: 'Eigenes' },
		{ type: 'paragraph', parts: [[{ text: '<b>Text</b> zwei' }]] }
	]);
	expect((await legalPageSource(services, landId, 'impressum')).own).toBe(false);
	await expect(changeLegalPage(scope, 'impressum', 'x'.repeat(60_001), new Date())).rejects.toMatchObject({ code: 'legal_page_too_long' });
	await changeLegalPage(scope, 'impressum', '  ', new Date());
	expect((await legalPageSource(services, id, 'impressum')).own).toBe(false);
});
