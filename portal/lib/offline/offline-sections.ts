/**
 * The parts of a tenant's portal that work without a network: one list for the service worker, its registration and the manifest.
 * Everything else is never seen by the service worker, so no statutory page can ever come from a store.
 */
export interface OfflineSection {
	/** Path below the tenant; everything below it belongs to it. */
	path: string;
	/** Pages hold data of somebody signed in: kept in a store of their own, which goes when they sign out. */
	personal: boolean;
	/** Folder of routes whose scripts are kept. */
	route: string;
}

export const OFFLINE_SECTIONS: readonly OfflineSection[] = [
	{ path: 'melden', personal: false, route: '[tenant=tenant]/melden' },
	{ path: 'wege', personal: true, route: '[tenant=tenant]/wege' },
	{ path: 'verwaltung/meldungen/aussendienst', personal: true, route: '[tenant=tenant]/verwaltung/meldungen/aussendienst' }
];

/** @param pathname of this portal @returns null for all that must not be answered from a store */
export function sectionOf(pathname: string): { tenant: string; section: OfflineSection; scope: string } | null {
	const match = /^\/([a-z0-9-]+)\/(.+)$/.exec(pathname);
	const section = match && OFFLINE_SECTIONS.find(({ path }) => match[2] === path || match[2]!.startsWith(`${path}/`));
	return section ? { tenant: match![1]!, section, scope: `/${match![1]!}/${section.path}` } : null;
}

export const PERSONAL_STORE = 'persoenlich';
/** Stores of map tiles, one per tenant. */
export const mapStore = (tenant: string): string => `karte-${tenant}`;
/** List of the scripts of these sections, written by the build. */
export const OFFLINE_FILES = '/_app/offline.json';
