const KEY = 'meldung-kategorien';
const MOST = 3;

/** Codes of the categories that this device used last, the last one first. */
export function recentCategories(): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, MOST) : [];
	} catch {
		// A convenience: a browser that refuses storage, or something else that wrote there, is no reason to fail.
		return [];
	}
}

export function rememberCategory(code: string): void {
	try {
		localStorage.setItem(KEY, JSON.stringify([code, ...recentCategories().filter((each) => each !== code)].slice(0, MOST)));
	} catch {
		// See above.
	}
}
