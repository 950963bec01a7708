import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Asking } from '../../../portal/lib/forms/report-steps.ts';
import { chooseDraft, type KeptDraft } from '../../../portal/lib/offline/draft-store.ts';
import { readDeepLink } from '../../../portal/lib/report/deep-link.ts';

const draft = (id: string, search: string, savedAt: number): KeptDraft => ({ id, path: '/stadt/melden/maengel', search, savedAt, key: id, step: 'ort', fields: {}, photos: 0 });

describe('which draft an address takes up', () => {
	const kept = [draft('alt', '', 1), draft('bank', 'objekt=7', 3), draft('neu', '', 2)];
	it('one that began with the same query, the latest of them', () => {
		expect(chooseDraft(kept, 'objekt=7')?.id).toBe('bank');
		expect(chooseDraft([draft('a', 'x=1', 1), draft('b', 'x=1', 2)], 'x=1')?.id).toBe('b');
	});
	it('a plain address its own, else the latest of its form', () => {
		expect(chooseDraft(kept, '')?.id).toBe('neu');
		expect(chooseDraft([draft('bank', 'objekt=7', 3), draft('laterne', 'objekt=8', 4)], '')?.id).toBe('laterne');
	});
	it('a code on another thing none', () => expect(chooseDraft(kept, 'objekt=8')).toBeNull());
});

describe('an address read on the device', () => {
	const BENCH = '00000000-0000-4000-8000-000000000007';
	const category = (code: string, asset: object | null) => ({ id: `id-${code}`, code, asset }) as unknown as Asking['categories'][number];
	const asking: Asking = { emailNeeded: false, categories: [category('BANK', { layerId: 'l', itemName: 'Bank', required: false }), category('MUELL', null)] };
	const asked: string[] = [];
	const knows = (assets: object[] | null) =>
		vi.stubGlobal('fetch', async (address: string) => {
			asked.push(address);
			if (!assets) throw new TypeError('Failed to fetch');
			return Response.json({ objekte: assets });
		});
	const read = (query: string) => readDeepLink(new URLSearchParams(query), asking, '/stadt');
	afterEach(() => {
		vi.unstubAllGlobals();
		asked.length = 0;
	});

	it('place and category', async () => {
		expect(await read('lon=13.5&lat=51.25&kategorie=muell')).toEqual({ point: { lon: 13.5, lat: 51.25 }, categoryId: 'id-MUELL', assetId: '', assetLabel: '' });
	});
	it('a thing brings its place along, whether or not its category is named', async () => {
		for (const query of [`objekt=${BENCH}&kategorie=BANK`, `objekt=${BENCH}`]) {
			knows([{ id: BENCH, ref: 'B7', label: '', distance: null, lon: 13.5, lat: 51.25 }]);
			expect(await read(query)).toMatchObject({ point: { lon: 13.5, lat: 51.25 }, assetId: BENCH, assetLabel: 'Bank B7' });
		}
		expect(asked).toEqual(Array(2).fill('/stadt/melden/objekte.json?kategorie=id-BANK&alle=1'));
	});
	it('a thing that the device does not know is left to the service', async () => {
		knows(null);
		expect(await read(`objekt=${BENCH}&kategorie=BANK&lon=13.5&lat=51.25`)).toEqual({ point: { lon: 13.5, lat: 51.25 }, categoryId: 'id-BANK', assetId: BENCH, assetLabel: '' });
	});
	it('what does not fit is left out', async () => {
		knows([]);
		expect(await read("lon=999&lat=x&kategorie='&objekt=../../x")).toEqual({ point: null, categoryId: '', assetId: '', assetLabel: '' });
		expect(await read('lon=&lat=&kategorie=__proto__')).toEqual({ point: null, categoryId: '', assetId: '', assetLabel: '' });
		expect(asked).toEqual([]);
	});
});
