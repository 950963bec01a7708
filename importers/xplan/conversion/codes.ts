import type { Catalogue } from '../catalogue/catalogue.ts';

const plain = (name: string): string => name.replace(/Type$/, '');

export interface MappedCode {
	code: string;
	/** Label of the old code, where the new one says less. */
	lostLabel?: string;
}

/**
 * The codes of the target for a code of the source: by the table; the code with the same label; the same code of the same list; the
 * general code (`1600`) where only a special one (`16003`) is gone. Empty where there is none.
 */
export function mapCode(
	source: { catalogue: Catalogue; enumeration: string },
	target: { catalogue: Catalogue; enumeration: string },
	code: string,
	table: Record<string, string[]> | undefined
): MappedCode[] {
	const codes = target.catalogue.codes(target.enumeration) ?? [];
	const explicit = table?.[code]?.filter((each) => codes.includes(each));
	if (explicit !== undefined && explicit.length > 0) return explicit.map((each) => ({ code: each }));
	const labelIn = (catalogue: Catalogue, enumeration: string, each: string): string | undefined =>
		catalogue.enumerationLabel(enumeration, each)?.label ?? catalogue.enumerationLabel(plain(enumeration), each)?.label;
	const label = labelIn(source.catalogue, source.enumeration, code);
	const sameList = plain(source.enumeration) === plain(target.enumeration);
	if (codes.includes(code) && (label === undefined || labelIn(target.catalogue, target.enumeration, code) === label)) {
		if (sameList || label !== undefined) return [{ code }];
	}
	const labelled = label === undefined ? undefined : codes.find((each) => labelIn(target.catalogue, target.enumeration, each) === label);
	if (labelled !== undefined) return [{ code: labelled }];
	if (sameList && codes.includes(code)) return [{ code }];
	const general = code.length > 4 ? code.slice(0, 4) : `${code.slice(0, 2)}00`;
	if (sameList && general !== code && codes.includes(general)) return [{ code: general, lostLabel: label ?? code }];
	return [];
}
