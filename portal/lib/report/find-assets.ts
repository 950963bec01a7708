/** A thing as the form lists it. */
export interface ListedAsset {
	id: string;
	ref: string;
	label: string;
	/** Metres from the place; null where it was not asked. */
	distance: number | null;
	lon: number;
	lat: number;
}

const NEAREST = 10;

async function ask(address: string): Promise<ListedAsset[]> {
	const response = await fetch(address, { headers: { accept: 'application/json' } });
	if (!response.ok) throw new Error(`assets: ${response.status}`);
	return ((await response.json()) as { objekte: ListedAsset[] }).objekte;
}

/** Address of all things, which is kept on the device for use without a network. */
export const allAssets = (source: string): string => `${source}&alle=1`;

/**
 * The nearest things of a place, or those whose number begins so; without a network out of what was kept on the device.
 * @param source address with the category
 */
export async function findAssets(source: string, point: { lon: number; lat: number }, number: string): Promise<{ assets: ListedAsset[]; offline: boolean }> {
	try {
		return { assets: await ask(`${source}&lon=${point.lon}&lat=${point.lat}${number ? `&nummer=${encodeURIComponent(number)}` : ''}`), offline: false };
	} catch {
		// The service worker answers from its store, if there is one.
		const kept = await ask(allAssets(source)).catch(() => []);
		const wanted = number.toLowerCase();
		const near = kept.filter(({ ref }) => ref.toLowerCase().startsWith(wanted)).map((asset) => ({ ...asset, distance: metresBetween(point, asset) }));
		return { assets: near.sort((one, other) => one.distance - other.distance).slice(0, NEAREST), offline: true };
	}
}

/** One thing by its id, out of what is kept on the device or known to the portal; undefined where neither knows it. */
export async function findKeptAsset(source: string, id: string): Promise<ListedAsset | undefined> {
	const all = await ask(allAssets(source)).catch(() => []);
	return all.find((asset) => asset.id === id);
}

/** On the ground, good enough for a few kilometres. */
function metresBetween(one: { lon: number; lat: number }, other: { lon: number; lat: number }): number {
	const east = (other.lon - one.lon) * 111_320 * Math.cos((one.lat * Math.PI) / 180);
	return Math.round(Math.hypot(east, (other.lat - one.lat) * 111_132));
}
