/** Characters that XML 1.0 cannot hold (§ 2.2), not even as references. */
// eslint-disable-next-line no-control-regex
const IMPOSSIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const TEXT = /[&<>\r]/;
const ATTRIBUTE = /[&<>"\r\n\t]/;
const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;', '\n': '&#10;', '\t': '&#9;' };

/** Character data between tags. */
export function escapeText(text: string): string {
	const possible = text.replace(IMPOSSIBLE, '');
	return TEXT.test(possible) ? possible.replace(/[&<>\r]/g, (sign) => REFERENCES[sign]!) : possible;
}

/** The value of an attribute, without its quotation marks. Line breaks stay line breaks when it is read again. */
export function escapeAttribute(text: string): string {
	const possible = text.replace(IMPOSSIBLE, '');
	return ATTRIBUTE.test(possible) ? possible.replace(/[&<>"\r\n\t]/g, (sign) => REFERENCES[sign]!) : possible;
}

/** ` name="value"` */
export function xmlAttribute(name: string, value: string): string {
	return ` ${name}="${escapeAttribute(value)}"`;
}
