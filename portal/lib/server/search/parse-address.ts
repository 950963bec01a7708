/** One way to understand a text as an address. */
export interface AddressReading {
	street: string;
	/** Small letters, without spaces: `12a`. */
	houseNumber: string | null;
	/** Words that the place or postcode must contain. */
	place: string[];
}

export interface AddressText {
	readings: AddressReading[];
	/** Everything but postcode and commas. */
	words: string;
	postcode: string | null;
}

/** `Lindenallee 12 a, Ort`: a number with at most one letter, or a span of numbers, that ends a word. „17.“ belongs to a name. */
const NUMBER = /^(\D.*?)\s+(\d{1,4})\s*([a-z](?!\p{L}))?(?:\s*[-–/]\s*\d{1,4}(?:\s*[a-z](?!\p{L}))?)?(?=\s|$)\s*(.*)$/iu;

/**
 * Reads what people type into a search field as an address: „Lindenallee 12a“, „01990 Musterlinden, Lindenallee 12 a“, „Lindenallee
 * Musterlinden“. Which words are the street and which the place shows only when looking; so there are several readings, the likeliest first.
 */
export function readAddressFrom(text: string): AddressText {
	const clean = text.normalize('NFC').replace(/[^\p{L}\p{N}\s,.'’/–-]/gu, ' ');
	const postcode = /(?<!\d)\d{5}(?!\d)/.exec(clean)?.[0] ?? null;
	const parts = clean
		.replace(postcode ?? '\u0000', ' ')
		.split(',')
		.map((part) => part.replace(/\s+/g, ' ').trim())
		.filter(Boolean);
	const words = parts.join(' ');
	const numbered = parts.findIndex((part) => NUMBER.test(part));
	const at = Math.max(numbered, 0);
	const given = parts.filter((_, index) => index !== at).flatMap((part) => part.split(' '));
	if (postcode) given.push(postcode);
	const match = NUMBER.exec(parts[at] ?? '');
	if (!match) return { readings: parts.length > 0 ? readings(parts[0]!, null, given) : [], words, postcode };
	const [, street, number, letter = '', rest = ''] = match;
	return { readings: readings(street!, `${number}${letter.toLowerCase()}`, [...given, ...rest.split(' ').filter(Boolean)]), words, postcode };
}

/** The street as it stands, or with its last or first words taken as the place. */
function readings(street: string, houseNumber: string | null, place: string[]): AddressReading[] {
	const words = street.split(' ');
	const found: AddressReading[] = [{ street, houseNumber, place }];
	for (let count = 1; count <= Math.min(2, words.length - 1); count++) {
		found.push({ street: words.slice(0, -count).join(' '), houseNumber, place: [...place, ...words.slice(-count)] });
		found.push({ street: words.slice(count).join(' '), houseNumber, place: [...place, ...words.slice(0, count)] });
	}
	return found;
}
