/** Writing XML: an element is a string; text and attribute values are escaped here and nowhere else. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);

export type Attributes = Record<string, string | number>;

/** @param content elements that are already XML; use `text` for words */
export function element(name: string, attributes: Attributes, ...content: string[]): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
	const inner = content.join('');
	return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

export const textElement = (name: string, text: string | number, attributes: Attributes = {}): string =>
	element(name, attributes, escapeXml(String(text)));
