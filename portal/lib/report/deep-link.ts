import type { Asking } from '../forms/report-steps.ts';
import type { LonLat } from '../server/reports/types.ts';
import { findKeptAsset } from './find-assets.ts';

/** What a link or a QR code says, as far as it fits. */
export interface DeepLinked {
	point: LonLat | null;
	categoryId: string;
	assetId: string;
	assetLabel: string;
}

/**
 * `?lat&lon&kategorie&objekt`, read on the device: a page out of the store was made for no address. A thing alone (its sign has a code)
 * brings its place along, if the device knows it; else the service finds out.
 * @param home of the tenant, `/musterlinden`
 */
export async function readDeepLink(params: URLSearchParams, asking: Asking, home: string): Promise<DeepLinked> {
	const wanted = params.get('kategorie')?.toLowerCase();
	const category = asking.categories.find(({ id, code }) => wanted === id || wanted === code.toLowerCase());
	const [lon, lat] = [params.get('lon') || NaN, params.get('lat') || NaN].map(Number) as [number, number];
	const linked: DeepLinked = { point: Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? { lon, lat } : null, categoryId: category?.id ?? '', assetId: '', assetLabel: '' };
	const id = params.get('objekt');
	if (!id || !/^[0-9a-f-]{36}$/i.test(id)) return linked;
	for (const { id: categoryId, asset } of (category ? [category] : asking.categories).filter((each) => each.asset)) {
		const found = await findKeptAsset(`${home}/melden/objekte.json?kategorie=${categoryId}`, id);
		if (!found) continue;
		const assetLabel = [asset!.itemName, found.ref].filter(Boolean).join(' ');
		return { ...linked, point: linked.point ?? { lon: found.lon, lat: found.lat }, assetId: found.id, assetLabel };
	}
	return { ...linked, assetId: id };
}
