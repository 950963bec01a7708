/**
 * An address of the list with other parameters.
 * @param query of the filter @param changes null takes a parameter off
 */
export function listLink(base: string, query: string, changes: Record<string, string | null> = {}): string {
	const params = new URLSearchParams(query);
	for (const [name, value] of Object.entries(changes)) {
		params.delete(name);
		if (value !== null) params.set(name, value);
	}
	return `${base}${params.size > 0 ? `?${params}` : ''}`;
}
