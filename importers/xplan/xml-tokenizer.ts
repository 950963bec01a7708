import { ATTRIBUTE, DECLARATION, ENTITIES, FORBIDDEN, isAllowed, isDigit, isNameEnd, NAME, SPACE_ONLY, TAG_END, TAG_SIGN } from './xml-patterns.ts';

/**
 * Takes XML 1.0 with namespaces apart, piece by piece: what a document without DOCTYPE can be, checked for well-formedness. Tags and texts
 * are found by searching instead of looking at every character, which halves the time of an import compared with saxes; a test holds both
 * to the same events and the same refusals.
 */

export interface XmlAttribute {
	uri: string;
	local: string;
	value: string;
}

export interface XmlEvents {
	/** @param line of the start tag */
	open(uri: string, local: string, attributes: Record<string, XmlAttribute>, line: number): void;
	/** Character data up to the next tag, comment or section; entities are replaced. */
	text(text: string): void;
	close(): void;
	doctype(): void;
	/** An element has more attributes, or more namespaces hold at it, than may be. Must throw. */
	tooManyAttributes(): void;
	/** Must throw. */
	fail(message: string): void;
}

interface Name {
	text: string;
	prefix: string;
	local: string;
	/** The element that followed this one the last time: most follow again. */
	next: Name | null;
}
type Scope = Map<string, string>;
interface Open {
	name: string;
	scope: Scope;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** So many attributes are told apart without an index. */
const FEW_ATTRIBUTES = 8;
/** Different names of a document; a plan has a few hundred. */
const MOST_NAMES = 5000;
const [SPACE, SLASH, GREATER, BANG, QUESTION] = [32, 47, 62, 33, 63];

export class XmlTokenizer {
	private readonly events: XmlEvents;
	private readonly maxAttributes: number;
	private buffer = '';
	private at = 0;
	/** Markup that has not ended is looked at again when so much has come: twice what was searched before, or long ones would be searched with every piece. */
	private awaited = 0;
	/** Text whose end has not come yet; not searched again. */
	private pending = '';
	private carriageReturn = false;
	private begun = false;
	/** Something stands before; an XML declaration may not follow. */
	private started = false;
	private rootSeen = false;
	private lines = 1;
	private linesUntil = 0;
	private readonly stack: Open[] = [];
	private readonly names = new Map<string, Name>();
	/** Of the element before. */
	private last: Name = { text: '', prefix: '', local: '', next: null };

	/** @param maxAttributes of one element, and namespaces that hold at it: each element that declares one gets a copy of all */
	constructor(events: XmlEvents, maxAttributes: number) {
		this.events = events;
		this.maxAttributes = maxAttributes;
	}

	/** Line of what was last told. */
	get line(): number {
		this.count(this.at);
		return this.lines;
	}

	/** Namespace of a prefix at the element that is being told; '' for no namespace, undefined for a prefix that is not declared. */
	namespaceOf(prefix: string): string | undefined {
		return (this.stack.at(-1)?.scope ?? ROOT_SCOPE).get(prefix);
	}

	/** @param piece any part of the document; a surrogate pair is never divided */
	write(piece: string): void {
		let text = this.carriageReturn ? `\r${piece}` : piece;
		this.carriageReturn = text.endsWith('\r');
		if (this.carriageReturn) text = text.slice(0, -1);
		if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
		if (!this.begun && text !== '') {
			this.begun = true;
			if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
		}
		this.count(this.at);
		this.buffer = this.at < this.buffer.length ? this.buffer.slice(this.at) + text : text;
		this.at = this.linesUntil = 0;
		const forbidden = FORBIDDEN.exec(text);
		if (forbidden) {
			this.at = this.buffer.length - text.length + forbidden.index;
			this.events.fail('disallowed character');
		}
		if (this.buffer.length >= this.awaited) this.read();
	}

	/** The end of the document. */
	end(): void {
		if (this.carriageReturn) {
			this.carriageReturn = false;
			this.write('\n');
		}
		this.read();
		if (this.at < this.buffer.length) this.events.fail('unexpected end');
		if (this.stack.length > 0) this.events.fail(`unclosed tag: ${this.stack.at(-1)!.name}`);
		this.giveText('');
		if (!this.rootSeen) this.events.fail('document must contain a root element');
	}

	private read(): void {
		const { buffer } = this;
		this.awaited = 0;
		while (this.at < buffer.length) {
			const tag = buffer.indexOf('<', this.at);
			if (tag < 0) {
				this.count(buffer.length);
				this.pending += buffer.slice(this.at);
				this.started = true;
				this.at = buffer.length;
				return;
			}
			if (tag > this.at || this.pending !== '') {
				const text = buffer.slice(this.at, tag);
				this.at = tag;
				this.started = true;
				this.giveText(text);
			}
			if (!this.markup(tag)) {
				this.awaited = 2 * (buffer.length - this.at);
				return;
			}
			this.started = true;
		}
	}

	/** @returns false when the rest of it has not come yet */
	private markup(start: number): boolean {
		const next = this.buffer.charCodeAt(start + 1);
		if (next === SLASH) return this.closeTag(start);
		if (next === BANG) return this.declaration(start);
		if (next === QUESTION) return this.instruction(start);
		return start + 1 < this.buffer.length && this.openTag(start);
	}

	private closeTag(start: number): boolean {
		const { buffer } = this;
		const open = this.stack.at(-1);
		let end = start + 2 + (open?.name.length ?? 0);
		if (!(open && buffer.startsWith(open.name, start + 2) && buffer.charCodeAt(end) === GREATER)) {
			end = buffer.indexOf('>', start);
			if (end < 0) return false;
			const name = buffer.slice(start + 2, end).replace(/[ \t\n]+$/, '');
			if (!open) this.events.fail(`unmatched closing tag: ${name}`);
			if (name !== open?.name) this.events.fail(`unexpected close tag: ${name} instead of ${open?.name}`);
		}
		this.at = end + 1;
		this.stack.pop();
		this.events.close();
		return true;
	}

	private openTag(start: number): boolean {
		const { buffer } = this;
		const guess = this.last.next;
		let end = start + 1 + (guess?.text.length ?? 0);
		let sign = buffer.charCodeAt(end);
		const isGuess = guess !== null && isNameEnd(sign) && buffer.startsWith(guess.text, start + 1);
		if (!isGuess) {
			sign = buffer.charCodeAt((end = start + 1));
			while (sign > SPACE && sign !== GREATER && sign !== SLASH) sign = buffer.charCodeAt(++end);
		}
		if (Number.isNaN(sign) || (sign !== GREATER && !this.isWhole(end))) return false;
		if (this.rootSeen && this.stack.length === 0) this.events.fail('documents may contain only one root');
		const name = isGuess ? guess : this.name(buffer.slice(start + 1, end));
		this.last = this.last.next = name;
		this.count(start);
		const line = this.lines;
		const outer = this.stack.at(-1)?.scope ?? ROOT_SCOPE;
		let attributes: Record<string, XmlAttribute> = NO_ATTRIBUTES;
		let scope = outer;
		let empty = false;
		if (sign !== GREATER) {
			const raw: [Name, string][] = [];
			end = this.plainAttributes(end, raw);
			ATTRIBUTE.lastIndex = TAG_END.lastIndex = end;
			for (let match = ATTRIBUTE.exec(buffer); match; match = ATTRIBUTE.exec(buffer)) {
				if (raw.push([this.name(match[1]!), this.attributeValue(match[2] ?? match[3]!)]) > this.maxAttributes) this.events.tooManyAttributes();
				TAG_END.lastIndex = ATTRIBUTE.lastIndex;
			}
			const rest = TAG_END.exec(buffer);
			if (!rest) this.events.fail('malformed tag');
			empty = rest![1] !== '';
			end = TAG_END.lastIndex - 1;
			if (raw.length > 0) {
				scope = this.scopeWith(raw, outer);
				attributes = this.resolve(raw, scope);
			}
		}
		this.at = end + 1;
		this.rootSeen = true;
		const uri = scope.get(name.prefix);
		if (uri === undefined) this.events.fail(`unbound namespace prefix: ${name.prefix}`);
		if (name.prefix === 'xmlns') this.events.fail('tags may not have "xmlns" as prefix');
		this.stack.push({ name: name.text, scope });
		this.events.open(uri!, name.local, attributes, line);
		if (empty) {
			this.stack.pop();
			this.events.close();
		}
		return true;
	}

	/**
	 * Takes attributes with known names that are written as nearly all are, ` name="value"`.
	 * @returns where it stopped: at the first that is written differently, or the end of the tag
	 */
	private plainAttributes(from: number, into: [Name, string][]): number {
		const { buffer } = this;
		let at = from;
		while (buffer.charCodeAt(at) === SPACE) {
			let equals = at + 1;
			for (let sign = buffer.charCodeAt(equals); sign > QUESTION || (sign > SPACE && sign < SLASH) || isDigit(sign); ) sign = buffer.charCodeAt(++equals);
			if (!buffer.startsWith('="', equals)) return at;
			const name = this.names.get(buffer.slice(at + 1, equals));
			if (name === undefined) return at;
			const closing = buffer.indexOf('"', equals + 2);
			const value = buffer.slice(equals + 2, closing);
			if (closing < 0 || value.includes('<')) return at;
			if (into.push([name, this.attributeValue(value)]) > this.maxAttributes) this.events.tooManyAttributes();
			at = closing + 1;
		}
		return at;
	}

	/** Whether the tag's end is there: a `>` outside of quotes. What cannot be a tag counts as whole, for the parts to be refused. */
	private isWhole(from: number): boolean {
		const { buffer } = this;
		TAG_SIGN.lastIndex = from;
		for (let match = TAG_SIGN.exec(buffer); match; match = TAG_SIGN.exec(buffer)) {
			const sign = match[0];
			if (sign === '>' || sign === '<') return true;
			const closing = buffer.indexOf(sign, TAG_SIGN.lastIndex);
			if (closing < 0) return buffer.indexOf('<', TAG_SIGN.lastIndex) >= 0;
			TAG_SIGN.lastIndex = closing + 1;
		}
		return false;
	}

	/** @returns the scope with the namespaces that the attributes declare */
	private scopeWith(attributes: [Name, string][], outer: Scope): Scope {
		let scope = outer;
		for (const [{ text: name }, given] of attributes) {
			if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
			const prefix = name.slice(6);
			const uri = given.trim();
			if (name === 'xmlns:') this.events.fail('malformed name');
			if (prefix === 'xmlns') this.events.fail('the prefix "xmlns" may not be declared');
			if ((prefix === 'xml') !== (uri === XML)) this.events.fail('the prefix "xml" and its namespace belong together');
			if (uri === XMLNS) this.events.fail(`no prefix may be bound to ${XMLNS}`);
			if (uri === '' && prefix !== '') this.events.fail(`the prefix ${prefix} cannot be undeclared`);
			if (scope === outer) scope = new Map(outer);
			scope.set(prefix, uri);
		}
		if (scope.size > this.maxAttributes) this.events.tooManyAttributes();
		return scope;
	}

	private resolve(raw: [Name, string][], scope: Scope): Record<string, XmlAttribute> {
		const attributes = new Attributes();
		// Two prefixes may stand for one namespace. A few attributes are compared one by one, of ten thousand there must be an index.
		const seen = raw.length > FEW_ATTRIBUTES ? new Set<string>() : null;
		for (const [{ text, prefix, local }, value] of raw) {
			if (text in attributes) this.events.fail(`duplicate attribute: ${text}`);
			let uri: string | undefined = '';
			if (prefix !== '') uri = prefix === 'xmlns' ? XMLNS : scope.get(prefix);
			else if (local === 'xmlns') uri = XMLNS;
			if (uri === undefined) this.events.fail(`unbound namespace prefix: ${prefix}`);
			if (uri !== '' && seen) {
				const key = `${uri} ${local}`;
				if (seen.has(key)) this.events.fail(`duplicate attribute: ${text}`);
				seen.add(key);
			} else if (uri !== '' && raw.length > 1)
				for (const other in attributes)
					if (attributes[other]!.local === local && attributes[other]!.uri === uri) this.events.fail(`duplicate attribute: ${text}`);
			attributes[text] = { uri: uri!, local, value };
		}
		return attributes;
	}

	/** Checked once: a document has few names. */
	private name(text: string): Name {
		const known = this.names.get(text);
		if (known) return known;
		if (!NAME.test(text)) this.events.fail('disallowed character in a name');
		const colon = text.indexOf(':');
		if (colon === 0 || colon === text.length - 1 || colon !== text.lastIndexOf(':')) this.events.fail('malformed name');
		// Copies: a part of the document's text would keep all of its piece in memory.
		const copy = ` ${text}`.slice(1);
		const name = { text: copy, prefix: colon < 0 ? '' : copy.slice(0, colon), local: copy.slice(colon + 1), next: null };
		if (this.names.size >= MOST_NAMES) this.names.clear();
		this.names.set(copy, name);
		return name;
	}

	private attributeValue(text: string): string {
		const plain = /[\t\n]/.test(text) ? text.replace(/[\t\n]/g, ' ') : text;
		const value = plain.includes('&') ? this.replaceEntities(plain) : plain;
		return value.length < 13 ? value : ` ${value}`.slice(1);
	}

	private replaceEntities(text: string): string {
		return text.replace(/&([^;&]*)(;?)/g, (_, name: string, semicolon: string) => {
			if (semicolon === '') this.events.fail('disallowed character in entity name');
			if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name]!;
			const code = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
			const point = code ? (code[1] ? parseInt(code[1], 16) : Number(code[2])) : NaN;
			if (!isAllowed(point)) this.events.fail('malformed character entity or undefined entity');
			return String.fromCodePoint(point);
		});
	}

	/** @param end of the text, whose beginning may be pending */
	private giveText(end: string): void {
		const text = this.pending === '' ? end : this.pending + end;
		this.pending = '';
		if (text === '') return;
		if (text.includes(']]>')) this.events.fail('the string "]]>" is disallowed in text');
		if (this.stack.length > 0) this.events.text(text.includes('&') ? this.replaceEntities(text) : text);
		else if (!SPACE_ONLY.test(text)) this.events.fail('text data outside of root node');
	}

	/** Comments, CDATA and DOCTYPE. */
	private declaration(start: number): boolean {
		const { buffer } = this;
		if (buffer.startsWith('<!--', start)) {
			const end = buffer.indexOf('--', start + 4);
			if (end < 0 || end + 2 >= buffer.length) return false;
			if (buffer.charCodeAt(end + 2) !== GREATER) this.events.fail('malformed comment');
			this.at = end + 3;
			return true;
		}
		if (buffer.startsWith('<![CDATA[', start)) {
			const end = buffer.indexOf(']]>', start + 9);
			if (end < 0) return false;
			if (this.stack.length === 0) this.events.fail('text data outside of root node');
			this.at = end + 3;
			const text = buffer.slice(start + 9, end);
			if (text !== '') this.events.text(text);
			return true;
		}
		const beginning = buffer.slice(start, start + 9);
		if ('<!DOCTYPE'.startsWith(beginning)) {
			if (beginning.length < 9) return false;
			this.events.doctype();
		}
		if (!'<!--'.startsWith(beginning) && !'<![CDATA['.startsWith(beginning)) this.events.fail('disallowed character after "<!"');
		return false;
	}

	private instruction(start: number): boolean {
		const { buffer } = this;
		const end = buffer.indexOf('?>', start);
		if (end < 0) return false;
		const whole = buffer.slice(start, end + 2);
		const target = /^<\?([^ \t\n?]*)/.exec(whole)![1]!;
		if (/^xml$/i.test(target)) {
			if (target !== 'xml' || this.started || !DECLARATION.test(whole)) this.events.fail('an XML declaration must be at the start of the document');
		} else if (target.includes(':')) this.events.fail('disallowed character in a name');
		else this.name(target);
		this.at = end + 2;
		return true;
	}

	private count(to: number): void {
		if (to <= this.linesUntil) return;
		for (let at = this.buffer.indexOf('\n', this.linesUntil); at >= 0 && at < to; at = this.buffer.indexOf('\n', at + 1)) this.lines++;
		this.linesUntil = to;
	}
}

/** Without anything inherited, like `Object.create(null)`, but as quick as objects of a class are. */
const Attributes = function () {} as unknown as new () => Record<string, XmlAttribute>;
Attributes.prototype = Object.create(null);
const NO_ATTRIBUTES = Object.freeze(new Attributes());
const ROOT_SCOPE: Scope = new Map([
	['', ''],
	['xml', XML]
]);
