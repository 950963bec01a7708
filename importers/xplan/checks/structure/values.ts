/**
 * Lexical forms of the built-in types (XML Schema 1.0, part 2, §§ 3.2 and 3.3). All take the text without white space at its ends,
 * where the type says so.
 */

/** White space of XML: blank, tab, line feed, carriage return. No-break spaces are not among it. */
export const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13;

export function isBlank(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (!isSpace(text.charCodeAt(at))) return false;
	return true;
}

/** Without white space at the ends. */
export function strip(text: string): string {
	let from = 0;
	let to = text.length;
	while (from < to && isSpace(text.charCodeAt(from))) from++;
	while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
	return from === 0 && to === text.length ? text : text.slice(from, to);
}

export const items = (text: string): string[] => (strip(text) === '' ? [] : strip(text).split(/[ \t\n\r]+/));

const DOUBLE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;
const [PLUS, MINUS, DOT, ZERO, NINE] = [43, 45, 46, 48, 57];

export const isDouble = (text: string): boolean => DOUBLE.test(text);

/**
 * The first item of a list that is no number, null if all are. Most of a plan's bytes are such lists, so ordinary numbers are passed over
 * without being cut out.
 */
export function firstNoDouble(text: string): string | null {
	const { length } = text;
	let at = 0;
	while (at < length) {
		let code = text.charCodeAt(at);
		if (isSpace(code)) {
			at++;
			continue;
		}
		const start = at;
		if (code === MINUS || code === PLUS) code = text.charCodeAt(++at);
		let digits = 0;
		while (code >= ZERO && code <= NINE) {
			digits++;
			code = text.charCodeAt(++at);
		}
		if (code === DOT) {
			code = text.charCodeAt(++at);
			while (code >= ZERO && code <= NINE) {
				digits++;
				code = text.charCodeAt(++at);
			}
		}
		if (digits > 0 && (at >= length || isSpace(code))) continue;
		while (at < length && !isSpace(text.charCodeAt(at))) at++;
		const item = text.slice(start, at);
		if (!isDouble(item)) return item;
	}
	return null;
}

const INTEGER = /^[+-]?0*(\d{1,24})$/;

/** More than 24 digits are refused; § 3.2.3 asks for 18 at least. */
export const isInteger = (text: string): boolean => INTEGER.test(text);

export function integerBetween(low: bigint | null, high: bigint | null): (text: string) => boolean {
	return (text) => {
		if (!isInteger(text)) return false;
		const value = BigInt(text.replace('+', ''));
		return (low === null || value >= low) && (high === null || value <= high);
	};
}

/** § 3.2.4 and § 3.2.16: a 32 bit number, without the way over BigInt. */
export function isInt(text: string): boolean {
	if (!isInteger(text)) return false;
	const value = Number(text);
	return value >= -2147483648 && value <= 2147483647;
}

export const isBoolean = (text: string): boolean => text === 'true' || text === 'false' || text === '1' || text === '0';

const DATE = /^(-?)(\d{4,})-(\d\d)-(\d\d)(Z|[+-]\d\d:\d\d)?$/;
const DATE_TIME = /^(.*)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)?$/;

/** § 3.2.9. There is no year 0. */
export function isDate(text: string): boolean {
	const match = DATE.exec(text);
	if (!match) return false;
	const [, sign, year, month, day, zone] = match;
	if ((year!.length > 4 && year!.startsWith('0')) || /^0+$/.test(year!)) return false;
	return isDayOfMonth(sign === '-' ? -Number(year) : Number(year), Number(month), Number(day)) && isZone(zone);
}

/** § 3.2.7; 24:00:00 is the end of a day. */
export function isDateTime(text: string): boolean {
	const match = DATE_TIME.exec(text);
	if (!match) return false;
	const [, date, hour, minute, second, fraction, zone] = match;
	if (!DATE.test(date!) || /(Z|:\d\d)$/.test(date!) || !isDate(date!) || !isZone(zone)) return false;
	if (hour === '24') return minute === '00' && second === '00' && Number(fraction ?? 0) === 0;
	return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}

function isDayOfMonth(year: number, month: number, day: number): boolean {
	if (month < 1 || month > 12 || day < 1) return false;
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
	return day <= days;
}

function isZone(zone: string | undefined): boolean {
	if (zone === undefined || zone === 'Z') return true;
	const minutes = Number(zone.slice(4));
	return minutes < 60 && Number(zone.slice(1, 3)) * 60 + minutes <= 14 * 60;
}

const DURATION = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?((\d+(?:\.\d*)?|\.\d+)S)?)?$/;

/** § 3.2.6 */
export const isDuration = (text: string): boolean => DURATION.test(text);

/** Letters that a name may begin with (XML 1.0, production 4), without the colon, as the inside of a character class. */
const LETTERS =
	'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF' +
	'\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
// eslint-disable-next-line no-misleading-character-class -- ranges of letters, not joined ones
const NC_NAME = new RegExp(`^[${LETTERS}][${LETTERS}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*$`, 'u');

/** A name without colon (Namespaces in XML, production 7). */
export const isNcName = (text: string): boolean => NC_NAME.test(text);

const PLAIN_URI = /^[A-Za-z0-9_\-.~/#]*$/;
// eslint-disable-next-line no-control-regex -- what § 3.2.17 has escaped before the address is looked at
const ESCAPED = /[\x00-\x20\x7F-\uFFFF<>"{}|\\^`]/g;
const ESCAPE = /%[0-9A-Fa-f]{2}/g;
const SCHEME = /^[A-Za-z][A-Za-z0-9+\-.]*:/;
const CHARACTER = "A-Za-z0-9\\-._~!$&'()*+,;=:@";
const USER = "[A-Za-z0-9\\-._~!$&'()*+,;=:]*@";
const HOST = "(?:\\[[^\\]]*\\]|[A-Za-z0-9\\-._~!$&'()*+,;=]*)(?::(\\d+))?";
/** RFC 3986, 4.1, behind the scheme, escapes as letters. Repeats classes alone: repeated groups need memory for every character. */
const BEHIND_SCHEME = new RegExp(
	`^(?://(?:${USER})?${HOST}(?:/[${CHARACTER}/]*)?|(?!//)[${CHARACTER}/]*)(?:\\?[${CHARACTER}/?]*)?(?:#[${CHARACTER}/?[\\]]*)?$`
);
/** A first part with a colon, where no scheme stands. */
const COLON_FIRST = /^[^/?#]*:/;

/** § 3.2.17: whatever an address does not allow but is escaped (blanks, umlauts, …) is allowed; a second # and a lone % are not. */
export function isAnyUri(text: string): boolean {
	if (PLAIN_URI.test(text)) return text.indexOf('#') === text.lastIndexOf('#');
	const escaped = text.replace(ESCAPED, '_').replace(ESCAPE, '_');
	const scheme = SCHEME.exec(escaped)?.[0].length ?? 0;
	if (scheme === 0 && COLON_FIRST.test(escaped)) return false;
	const match = BEHIND_SCHEME.exec(escaped.slice(scheme));
	return match !== null && (match[1] === undefined || Number(match[1]) <= 2147483647);
}
