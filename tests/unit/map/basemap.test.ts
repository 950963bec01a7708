import { describe, expect, it } from 'vitest';
import { allowOrigins, basemapOf, basemapOrigins, type BasemapSetting } from '../../../portal/lib/map/basemap.ts';

const setting = (values: Partial<BasemapSetting>): BasemapSetting => ({ kind: '', url: '', layer: '', attribution: '', ...values });

describe('base map', () => {
	it('asks nobody else by default', () => {
		expect(basemapOf(setting({}))).toEqual({ kind: 'none' });
		const demo = basemapOf(setting({ kind: 'demo' }));
		expect(demo).toMatchObject({ kind: 'vector', url: '/tiles/base/{z}/{x}/{y}.mvt' });
		expect(basemapOrigins(demo)).toEqual([]);
	});

	it('has ready entries with the attribution that their licences ask for', () => {
		for (const kind of ['basemapde', 'topplusopen'] as const) {
			const basemap = basemapOf(setting({ kind }));
			expect(basemap).toMatchObject({ kind: 'xyz', attribution: expect.stringMatching(/BKG|Bundesamt für Kartographie/) });
			expect(basemapOrigins(basemap)).toEqual(['https://sgx.geodatenzentrum.de']);
		}
	});

	it('takes layer and attribution from the configuration', () => {
		const basemap = basemapOf(setting({ kind: 'topplusopen', layer: 'web', attribution: '© Wir' }));
		expect(basemap).toMatchObject({ url: expect.stringContaining('/web/default/'), attribution: '© Wir' });
	});

	it('names every host of an address with alternatives', () => {
		const basemap = basemapOf(setting({ kind: 'xyz', url: 'https://{a-c}.tiles.example/{z}/{x}/{y}.png' }));
		expect(basemapOrigins(basemap)).toEqual(['https://a.tiles.example', 'https://b.tiles.example', 'https://c.tiles.example']);
	});

	it('draws nothing where the address is missing', () => {
		for (const kind of ['xyz', 'wmts', 'style'] as const) expect(basemapOf(setting({ kind }))).toEqual({ kind: 'none' });
	});
});

describe('Content-Security-Policy', () => {
	const policy = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; script-src 'self' 'nonce-x'";

	it('stays as it is without a foreign base map', () => {
		expect(allowOrigins(policy, [])).toBe(policy);
	});

	it('opens images and requests, nothing else', () => {
		expect(allowOrigins(policy, ['https://a.example'])).toBe(
			"default-src 'self'; img-src 'self' data: blob: https://a.example; connect-src 'self' https://a.example; script-src 'self' 'nonce-x'"
		);
	});
});
