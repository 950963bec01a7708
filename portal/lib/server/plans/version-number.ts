/** Number of a version from an address (`?fassung=2`); undefined for none, NaN for nonsense, which no version has. */
export function versionNumberOf(text: string | null): number | undefined {
	if (text === null) return undefined;
	return /^\d{1,6}$/.test(text) ? Number(text) : NaN;
}

/** Number of a page from an address, from 1; the first for none and for nonsense. */
export function pageNumberOf(text: string | null): number {
	return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
