/** The two forms of every answer. JSON is the XML without its root; what repeats is an array (GeoReport v2, "Format Support"). */
export type Format = 'xml' | 'json';

export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value };

/** `root` and, for a list, the name of its elements: `service_requests`/`request`. */
export interface Answer {
	root: string;
	item?: string;
	content: Value;
}

export const CONTENT_TYPES: Record<Format, string> = { xml: 'text/xml; charset=utf-8', json: 'application/json; charset=utf-8' };

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

export function write({ root, item, content }: Answer, format: Format): string {
	if (format === 'json') return JSON.stringify(content, (_, value: unknown) => (typeof value === 'string' ? writable(value) : value));
	return `${DECLARATION}${element(root, content, item)}\n`;
}

/** Nothing is an empty element, not an absent one: clients in the field look for all of them. */
function element(name: string, value: Value, item = itemOf(name)): string {
	if (value === undefined) return '';
	if (value === null || value === '') return `<${name}/>`;
	if (Array.isArray(value)) return value.length === 0 ? `<${name}/>` : `<${name}>${value.map((each) => element(item, each ?? null)).join('')}</${name}>`;
	if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
	const children = Object.entries(value).map(([key, child]) => element(elementName(key), child));
	return `<${name}>${children.join('')}</${name}>`;
}

/** `attributes` holds `attribute`, `media_urls` holds `media_url`; anything else holds `item`. */
const itemOf = (name: string): string => (name.length > 1 && name.endsWith('s') ? name.slice(0, -1) : 'item');

/** Names come from data (extended attributes); what is no name in XML becomes one. */
function elementName(key: string): string {
	const name = key.replace(/[^A-Za-z0-9_.-]/g, '_');
	return /^[A-Za-z_]/.test(name) && !/^xml/i.test(name) ? name : `_${name}`;
}

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** XML 1.0 § 2.2: other control characters cannot be written at all. Both formats say the same, so JSON is without them, too. */
const writable = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
const escaped = (text: string): string => writable(text).replace(/[&<>"\r]/g, (sign) => SIGNS[sign]!);

/** W3C date with zone, to the second: 2026-01-31T08:15:00Z. */
export const w3cDate = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;
