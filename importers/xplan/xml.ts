import { notXml, XplanError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { DocumentHeader } from './model.ts';
import { XmlTokenizer, type XmlAttribute, type XmlEvents } from './xml-tokenizer.ts';

export const XLINK = 'http://www.w3.org/1999/xlink';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const NO_CHILDREN: XmlElement[] = [];

/** An element with what is inside. Only the parts of a document that are being converted exist in this form. */
export interface XmlElement {
	uri: string;
	local: string;
	/** Line of the start tag. */
	line: number;
	attributes: Record<string, XmlAttribute>;
	children: readonly XmlElement[];
	/** Character data directly inside; white space between elements is left out. */
	text: string;
}

export const isGml = (uri: string): boolean => uri.startsWith('http://www.opengis.net/gml');

/** `gml:id`. The usual prefix is tried first: this runs for every element. */
export function gmlIdOf(element: XmlElement): string | undefined {
	const usual = element.attributes['gml:id'];
	if (usual !== undefined && isGml(usual.uri)) return usual.value;
	for (const name in element.attributes) {
		const attribute = element.attributes[name]!;
		if (attribute.local === 'id' && isGml(attribute.uri)) return attribute.value;
	}
	return undefined;
}

export function hrefOf(element: XmlElement): string | undefined {
	const usual = element.attributes['xlink:href'];
	if (usual !== undefined && usual.uri === XLINK) return usual.value;
	for (const name in element.attributes) {
		const attribute = element.attributes[name]!;
		if (attribute.local === 'href' && attribute.uri === XLINK) return attribute.value;
	}
	return undefined;
}

/** Whether an attribute declares a namespace; those are no content. */
export const isDeclaration = (attribute: XmlAttribute): boolean => attribute.uri === XMLNS;

/** A copy of a string that does not keep the piece of the file alive from which it was cut (strings are views in JS engines). */
export function detach(text: string): string {
	return text.length < 13 ? text : ` ${text}`.slice(1);
}

export interface XmlHandler {
	open(element: XmlElement, depth: number): void;
	close(element: XmlElement, depth: number): void;
	/** Character data that is not white space where only elements belong. */
	strayText(text: string, line: number): void;
}

/** In which namespace a prefix lies at the element that is being told; undefined for a prefix that is not declared. */
export type NamespaceOf = (prefix: string) => string | undefined;

/**
 * Follows the very pass over the file that the reader makes, with everything in it: white space and what the reader leaves out too.
 * Comments and processing instructions are not told; they divide texts.
 */
export interface XmlObserver {
	/** The version is known. What was told before (the beginning of the file) is the observer's to keep until then. */
	begin?(header: DocumentHeader): void | Promise<void>;
	/** @param line of the start tag */
	open(uri: string, local: string, attributes: Record<string, XmlAttribute>, line: number, namespaceOf: NamespaceOf): void;
	text(text: string): void;
	close(): void;
	/** The document is complete and well-formed. */
	end?(): void;
}

/**
 * Turns pieces of text into elements. From depth `attachFrom` on, elements are attached to their parents and text is kept one level above;
 * everything less deep is only reported, so that memory does not grow with the document.
 */
export class XmlStream {
	attachFrom = Infinity;
	/** Elements since the handler last set this to 0. */
	elementsInPart = 0;
	private readonly parser: XmlTokenizer;
	private readonly stack: XmlElement[] = [];
	private elements = 0;
	private quiet = 0;
	private eventSeen = false;
	private rootClosed = false;
	private readonly observer: XmlObserver | undefined;

	constructor(handler: XmlHandler, limits: Limits, observer?: XmlObserver) {
		const { stack } = this;
		const namespaceOf: NamespaceOf = (prefix) => this.parser.namespaceOf(prefix);
		this.observer = observer;
		const events: XmlEvents = {
			fail: (message) => {
				throw this.explain(message);
			},
			tooManyAttributes: () => {
				throw tooManyAttributes(limits, this.line);
			},
			doctype: () => {
				const message =
					'Die Datei enthält eine DOCTYPE-Angabe. Solche Dateien werden aus Sicherheitsgründen nicht gelesen; bitte entfernen Sie sie.';
				throw new XplanError('doctype', message, { line: this.line });
			},
			open: (uri, local, attributes, line) => {
				this.eventSeen = true;
				const depth = stack.length + 1;
				const element: XmlElement = { uri, local, line, attributes, children: NO_CHILDREN, text: '' };
				if (depth > limits.maxDepth) throw tooDeep(limits, line);
				if (++this.elements > limits.maxElements || ++this.elementsInPart > limits.maxPropertyElements) throw tooMany(line);
				if (depth >= this.attachFrom) {
					const parent = stack[depth - 2]!;
					if (parent.children === NO_CHILDREN) parent.children = [element];
					else (parent.children as XmlElement[]).push(element);
				}
				stack.push(element);
				handler.open(element, depth);
				if (observer !== undefined) observer.open(uri, local, attributes, line, namespaceOf);
			},
			text: (text) => {
				this.eventSeen = true;
				const depth = stack.length;
				if (observer !== undefined) observer.text(text);
				if (text.charCodeAt(0) <= 32 && text.trim() === '') return;
				if (depth < this.attachFrom - 1) {
					if (depth > 0) handler.strayText(text.trim().slice(0, 40), this.line);
					return;
				}
				const element = stack[depth - 1]!;
				element.text = element.text === '' ? text : element.text + text;
			},
			close: () => {
				this.eventSeen = true;
				const depth = stack.length;
				if (observer !== undefined) observer.close();
				handler.close(stack.pop()!, depth);
				if (depth === 1) this.rootClosed = true;
			}
		};
		this.parser = new XmlTokenizer(events, limits.maxAttributes);
		this.maxTextLength = limits.maxTextLength;
	}

	private readonly maxTextLength: number;

	get line(): number {
		return this.parser.line;
	}

	write(piece: string): void {
		this.eventSeen = false;
		this.parser.write(piece);
		this.quiet = this.eventSeen ? 0 : this.quiet + piece.length;
		if (this.quiet > this.maxTextLength) {
			throw new XplanError(
				'text-too-long',
				`Ein Text oder eine Koordinatenliste in Zeile ${this.line} ist zu lang. Bitte prüfen Sie den Export.`,
				{
					line: this.line
				}
			);
		}
	}

	end(): void {
		this.parser.end();
		this.observer?.end?.();
	}

	/** Turns a message of the tokenizer into one of ours. */
	private explain(text: string): XplanError {
		const { line } = this;
		const at = { line };
		if (/entity/.test(text)) {
			return new XplanError(
				'entity',
				`Zeile ${line} verwendet eine unbekannte Entität. Erlaubt sind nur &amp; &lt; &gt; &quot; und &apos;.`,
				at
			);
		}
		if (this.elements === 0 && !/unclosed|unexpected end/.test(text)) return notXml(line);
		if (/^unclosed tag|^unexpected end/.test(text) && !this.rootClosed) {
			const message = `Die Datei endet in Zeile ${line} mitten im Text. Bitte übertragen Sie sie noch einmal vollständig.`;
			return new XplanError('truncated', message, at);
		}
		const message = `Die Datei ist in Zeile ${line} kein wohlgeformtes XML (${text}). Bitte exportieren Sie den Plan neu.`;
		return new XplanError('not-well-formed', message, at);
	}
}

function tooDeep(limits: Limits, line: number): XplanError {
	const message = `In Zeile ${line} sind mehr als ${limits.maxDepth} Elemente ineinander geschachtelt. Das ist kein gültiger Plan; bitte exportieren Sie ihn neu.`;
	return new XplanError('too-deep', message, { line });
}

function tooMany(line: number): XplanError {
	const message = `Die Datei enthält bis Zeile ${line} mehr Elemente, als ein Plan haben kann. Bitte prüfen Sie den Export.`;
	return new XplanError('too-many-elements', message, { line });
}

function tooManyAttributes(limits: Limits, line: number): XplanError {
	const message = `In Zeile ${line} hat ein Element mehr als ${limits.maxAttributes} Attribute oder Namensräume. Bitte prüfen Sie den Export.`;
	return new XplanError('too-many-attributes', message, { line });
}
