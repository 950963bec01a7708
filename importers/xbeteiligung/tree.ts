import { detectEncoding } from '../xplan/decode.ts';
import { XmlTokenizer, type XmlAttribute, type XmlEvents } from '../xplan/xml-tokenizer.ts';
import { XplanError } from '../xplan/errors.ts';
import { XBeteiligungError } from './errors.ts';

/** The standard's own limit of a message with documents inside. */
export const MAX_MESSAGE_BYTES = 128 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 100_000;
const MAX_ATTRIBUTES = 32;
/** Piece that the tokenizer gets; a surrogate pair is not divided. */
const PIECE = 1 << 20;

export interface Element {
	uri: string;
	local: string;
	attributes: Record<string, XmlAttribute>;
	children: Element[];
	text: string;
}

/**
 * A message as a tree. No DOCTYPE, so no entities of its own and nothing that grows; size, depth and number of elements are limited.
 * @throws XBeteiligungError `empty`, `too-large`, `encoding`, `not-xml`, `doctype`, `entity`, `too-deep`, `too-many-elements`
 */
export function readTree(bytes: Uint8Array): Element {
	if (bytes.length === 0) throw new XBeteiligungError('empty', 'Die Nachricht ist leer.');
	if (bytes.length > MAX_MESSAGE_BYTES)
		throw new XBeteiligungError('too-large', 'Die Nachricht ist größer als 128 MB. Bitte übermitteln Sie Unterlagen als Link.');
	const text = decode(bytes);
	const stack: Element[] = [];
	let root: Element | undefined;
	let elements = 0;
	const events: XmlEvents = {
		open(uri, local, attributes) {
			if (stack.length >= MAX_DEPTH) throw new XBeteiligungError('too-deep', `Die Nachricht ist tiefer als ${MAX_DEPTH} Elemente geschachtelt.`);
			if (++elements > MAX_ELEMENTS) throw new XBeteiligungError('too-many-elements', 'Die Nachricht hat mehr Elemente, als eine Nachricht haben kann.');
			const element: Element = { uri, local, attributes, children: [], text: '' };
			if (stack.length > 0) stack.at(-1)!.children.push(element);
			else root = element;
			stack.push(element);
		},
		text(piece) {
			stack.at(-1)!.text += piece;
		},
		close() {
			stack.pop();
		},
		doctype() {
			throw new XBeteiligungError('doctype', 'Die Nachricht enthält eine DOCTYPE-Angabe. Solche Nachrichten werden aus Sicherheitsgründen nicht gelesen.');
		},
		tooManyAttributes() {
			throw new XBeteiligungError('too-many-elements', `Ein Element in Zeile ${tokenizer.line} hat mehr Attribute, als es haben kann.`);
		},
		fail(message) {
			if (/entity/.test(message)) throw new XBeteiligungError('entity', 'Die Nachricht verwendet eine unbekannte Entität.');
			throw new XBeteiligungError('not-xml', `Die Nachricht ist kein wohlgeformtes XML (Zeile ${tokenizer.line}: ${message}).`);
		}
	};
	const tokenizer = new XmlTokenizer(events, MAX_ATTRIBUTES);
	for (let at = 0; at < text.length; ) {
		let end = Math.min(at + PIECE, text.length);
		const last = text.charCodeAt(end - 1);
		if (end < text.length && last >= 0xd800 && last < 0xdc00) end--;
		tokenizer.write(text.slice(at, end));
		at = end;
	}
	tokenizer.end();
	return root!;
}

function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder(detectEncoding(bytes.subarray(0, 256)), { fatal: true }).decode(bytes);
	} catch (cause) {
		if (cause instanceof XplanError) throw new XBeteiligungError('encoding', cause.message, { cause });
		throw new XBeteiligungError('encoding', 'Die Nachricht enthält Bytes, die in ihrer Kodierung nicht vorkommen. Bitte senden Sie UTF-8.', { cause });
	}
}

export function child(element: Element | undefined, local: string): Element | undefined {
	return element?.children.find((each) => each.local === local);
}

export function attribute(element: Element, local: string): string | undefined {
	for (const name in element.attributes) if (element.attributes[name]!.local === local) return element.attributes[name]!.value;
	return undefined;
}

/** First element of that name, at any depth. */
export function find(element: Element, local: string): Element | undefined {
	for (const each of element.children) {
		const found = each.local === local ? each : find(each, local);
		if (found) return found;
	}
	return undefined;
}
