const LETTERS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** A name for a file of a plan: small letters, digits and hyphens, without extension. */
export function fileNameOf(name: string): string {
	const plain = name
		.toLowerCase()
		.replace(/[äöüß]/g, (sign) => LETTERS[sign]!)
		.normalize('NFKD')
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 80)
		.replace(/^-+|-+$/g, '');
	return plain || 'plan';
}
