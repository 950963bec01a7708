/** Number of a version from an address (`?fassung=2`); undefined for none, NaN for nonsense, which no version has. */
export function versionNumberOf(text: string | null): number | undefined {
	if (text === null) return undefined;
	return /^\d{1,6}$/.test(text) ? Number(text) : NaN;
}
