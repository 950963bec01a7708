/** What stands where in XML 1.0, for xml-tokenizer.ts. */

/** Letters that a name may begin with (XML 1.0, production 4), as the inside of a character class. */
const START = ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
// eslint-disable-next-line no-misleading-character-class -- ranges of letters, not joined ones
export const NAME = new RegExp(`^[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*$`, 'u');
// eslint-disable-next-line no-control-regex -- these are the characters that XML forbids
export const FORBIDDEN = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF\p{Surrogate}]/u;
export const SPACE_ONLY = /^[ \t\n]*$/;
export const ATTRIBUTE = /[ \t\n]+([^ \t\n/>=<"'&]+)[ \t\n]*=[ \t\n]*(?:"([^"<]*)"|'([^'<]*)')/y;
export const TAG_END = /[ \t\n]*(\/?)>/y;
export const TAG_SIGN = /["'<>]/g;
export const DECLARATION =
	/^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.[0-9]+\1([ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?([ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(yes|no)\5)?[ \t\n]*\?>$/;
export const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const [TAB, LINE_FEED, SPACE] = [9, 10, 32];

/** Whether XML allows the character of that code point (production 2). */
export function isAllowed(point: number): boolean {
	return (
		point === TAB ||
		point === LINE_FEED ||
		point === 13 ||
		(point >= SPACE && point <= 0xd7ff) ||
		(point >= 0xe000 && point <= 0xfffd) ||
		(point >= 0x10000 && point <= 0x10ffff)
	);
}

/** Whether the character of that UTF-16 unit is one of 0–9. */
export const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
/** Whether the name of an element ends before that UTF-16 unit. */
export const isNameEnd = (unit: number): boolean => unit === 47 || unit === 62 || unit <= SPACE;
