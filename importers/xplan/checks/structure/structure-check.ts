import { loadCatalogue } from '../../catalogue/catalogue.ts';
import { XplanError } from '../../errors.ts';
import type { FindingList } from '../../findings.ts';
import type { Limits } from '../../limits.ts';
import type { DocumentHeader, XplanVersion } from '../../model.ts';
import type { NamespaceOf, XmlObserver } from '../../xml.ts';
import type { XmlAttribute } from '../../xml-tokenizer.ts';
import { AttributeCheck } from './attribute-check.ts';
import { Frame } from './frame.ts';
import { allowed, formOf, insteadOf, MESSAGES } from './messages.ts';
import { GML_URI, WFS_URI, XSD, XSI } from './namespaces.ts';
import { Reporter } from './report.ts';
import { ANY_TYPE, FOREIGN, GML, OWN, Schema, WFS } from './schema.ts';
import type { ElementDeclaration, OpenContent, Type } from './schema.ts';
import type { SimpleType } from './simple-types.ts';
import { isBlank, strip } from './values.ts';

const SPACES = [GML, WFS, OWN];
/** Types whose white space at the ends other programs are known to refuse, although it does not count. */
const TOUCHY = new Set(['xs:int', 'xs:date', 'xs:duration']);
/** Things told before the version is known; a first piece of the file has fewer. */
const MOST_BEFORE = 200_000;

interface Opened {
	uri: string;
	local: string;
	attributes: Record<string, XmlAttribute>;
	line: number;
	typeUri: string | undefined;
}
/** An element, a text, or (null) the end of an element. */
type Told = Opened | string | null;

const schemas = new Map<XplanVersion, Schema>();

/**
 * Checks a document against the schema of its version while it is read: give it to `readXplanGml` as `observer`. Its findings have
 * `check: 'structure'` and a rule of `StructureRule`. What it keeps does not grow with the file, except the `gml:id`s.
 * The verdict is that of XML Schema 1.0; sections named here are those of its part 1.
 */
export class StructureCheck implements XmlObserver {
	private readonly report: Reporter;
	private readonly attributes: AttributeCheck;
	private schema: Schema | undefined;
	private version: XplanVersion | undefined;
	private own = '';
	/** What was told before the version was known: elements, texts, ends. */
	private before: Told[] = [];
	private readonly frames: Frame[] = [];
	private depth = 0;
	/** Elements open in a part that is not looked at, because it has no place. */
	private skipped = 0;
	private lastUri = '';
	private lastSpace = FOREIGN;

	constructor(findings: FindingList, limits: Limits) {
		this.report = new Reporter(findings, limits);
		this.attributes = new AttributeCheck(this.report, limits);
	}

	/** Loads the catalogue of the version and catches up with what was told before. */
	async begin(header: DocumentHeader): Promise<void> {
		const catalogue = await loadCatalogue(header.version);
		let schema = schemas.get(header.version);
		if (!schema) schemas.set(header.version, (schema = new Schema(catalogue.schema)));
		this.schema = schema;
		this.report.catalogue = catalogue;
		this.version = header.version;
		this.own = header.namespace;
		const { before } = this;
		this.before = [];
		for (const told of before) {
			if (told === null) this.close();
			else if (typeof told === 'string') this.text(told);
			else this.element(told.uri, told.local, told.attributes, told.line, told.typeUri);
		}
	}

	open(uri: string, local: string, attributes: Record<string, XmlAttribute>, line: number, namespaceOf: NamespaceOf): void {
		if (this.skipped > 0 && this.schema) {
			this.skipped++;
			return;
		}
		let typeUri: string | undefined;
		for (const name in attributes) {
			const attribute = attributes[name]!;
			if (attribute.local === 'type' && attribute.uri === XSI) typeUri = namespaceOfType(attribute.value, namespaceOf);
		}
		if (this.schema) this.element(uri, local, attributes, line, typeUri);
		else this.keep({ uri, local, attributes, line, typeUri }, line);
	}

	text(text: string): void {
		if (this.skipped > 0) return;
		if (!this.schema) return this.keep(text, 0);
		const frame = this.frames[this.depth - 1]!;
		frame.characters = true;
		const { type } = frame;
		if (frame.nil) this.strayText(frame, () => MESSAGES.nilContent(frame.local));
		else if (type.text !== undefined) {
			if (!type.text.free) frame.text = frame.text === '' ? text : frame.text + text;
		} else if (type.model !== undefined && (type.model.empty || !isBlank(text))) {
			this.strayText(frame, () => MESSAGES.text(frame.local, text));
		}
	}

	close(): void {
		if (!this.schema) return this.keep(null, 0);
		if (this.skipped > 0) {
			this.skipped--;
			return;
		}
		const frame = this.frames[--this.depth]!;
		if (frame.pending !== undefined) this.tellPending(frame);
		if (!frame.nil) {
			const { type } = frame;
			if (type.text !== undefined) {
				if (!type.text.free && !frame.hasChildren) this.elementText(frame, type.text);
			} else if (type.model !== undefined) {
				if (!frame.state!.accepting) this.missingAtEnd(frame);
			} else if (type.open !== undefined && frame.count < type.open.least) {
				this.report.add('element-missing', frame.line, () => MESSAGES.missing(MESSAGES.anyElement, frame.local));
			}
		}
		frame.text = '';
		if (this.depth === 2) this.report.leaveMember();
	}

	end(): void {
		this.report.end();
	}

	private keep(told: Told, line: number): void {
		if (this.before.length >= MOST_BEFORE) throw new XplanError('too-many-elements', MESSAGES.tooMuchBefore(line), { line });
		this.before.push(told);
	}

	private strayText(frame: Frame, message: () => string): void {
		if (frame.toldText) return;
		frame.toldText = true;
		this.report.add('text-not-allowed', frame.line, message);
	}

	private spaceOf(uri: string): number {
		// The same declaration gives the same string, which makes this comparison one of addresses.
		if (uri === this.lastUri) return this.lastSpace;
		this.lastUri = uri;
		return (this.lastSpace = uri === this.own ? OWN : uri === GML_URI ? GML : uri === WFS_URI ? WFS : FOREIGN);
	}

	private element(uri: string, local: string, attributes: Record<string, XmlAttribute>, line: number, typeUri: string | undefined): void {
		if (this.skipped > 0) {
			this.skipped++;
			return;
		}
		if (this.depth === 2) this.report.enterMember(local, attributes);
		const space = this.spaceOf(uri);
		const declaration = this.depth === 0 ? this.root(space, local, line) : this.child(space, uri, local, line);
		if (declaration === undefined) {
			this.skipped = 1;
			if (this.depth === 2) this.report.leaveMember();
			return;
		}
		const schema = this.schema!;
		let type = declaration === null ? ANY_TYPE : schema.typeOf(declaration);
		if (declaration?.abstract === true) {
			this.report.add('abstract', line, () => MESSAGES.abstract(local, allowed([declaration], schema)));
			// The names inside belong to what was meant, which is not known.
			this.skipped = 1;
			if (this.depth === 2) this.report.leaveMember();
			return;
		}
		const frame = (this.frames[this.depth] ??= new Frame());
		this.depth++;
		if (typeUri !== undefined) type = this.namedType(attributes, typeUri, type, local, line);
		else if (type.abstract) this.report.add('abstract', line, () => MESSAGES.abstractType(local));
		frame.begin(local, line, declaration, type);
		this.attributes.check(frame, attributes);
	}

	/** @returns undefined for one that cannot be checked */
	private root(space: number, local: string, line: number): ElementDeclaration | undefined {
		const declaration = this.schema!.element(space, local);
		if (!declaration) this.report.add('root-unknown', line, () => MESSAGES.root(local, this.version!));
		return declaration;
	}

	/** @returns null for an element of open content that nobody knows, undefined for one without place */
	private child(space: number, uri: string, local: string, line: number): ElementDeclaration | null | undefined {
		const parent = this.frames[this.depth - 1]!;
		const { type } = parent;
		parent.hasChildren = true;
		if (type.model !== undefined && !parent.nil) {
			const transition = parent.state!.next(space, local);
			if (transition !== undefined) {
				if (parent.pending !== undefined) this.tellPending(parent);
				parent.previous = parent.state;
				parent.state = transition.target;
				return transition.declaration;
			}
			return this.misplaced(parent, space, uri, local, line);
		}
		if (type.open !== undefined && !parent.nil) {
			const taken = this.inOpenContent(parent, type.open, space, uri, local, line);
			if (taken !== undefined) return taken;
		}
		const where = parent.nil ? MESSAGES.nilContent(parent.local) : type.text ? MESSAGES.onlyText : MESSAGES.allowedHere('');
		this.report.add('element-unexpected', line, () => MESSAGES.unexpected(local, parent.local, where));
		return undefined;
	}

	/** @returns null for an element that nobody knows, undefined for one that is not allowed */
	private inOpenContent(
		parent: Frame,
		{ most, strict, ofWfs }: OpenContent,
		space: number,
		uri: string,
		local: string,
		line: number
	): ElementDeclaration | null | undefined {
		if (++parent.count > most) return undefined;
		if (ofWfs && (space === WFS ? !ofWfs.includes(local) : uri === '')) return undefined;
		const known = this.schema!.element(space, local);
		if (known) return known;
		if (strict) return undefined;
		if (ofWfs && space === OWN) {
			this.report.add('element-unknown', line, () => MESSAGES.unknown(local, this.version!, MESSAGES.notChecked), 'warning');
		}
		return null;
	}

	/**
	 * An element that may not follow here. It goes on so that one defect is told once: a known element is taken where it belongs, an
	 * unknown one stands for the next that is missing.
	 */
	private misplaced(parent: Frame, space: number, uri: string, local: string, line: number): ElementDeclaration | undefined {
		const model = parent.type.model!;
		const state = parent.state!;
		const known = model.anywhere(space, local);
		if (known) {
			const way = state.missingBefore(space, local);
			if (way?.transition) {
				this.tellPending(parent);
				parent.previous = state;
				parent.state = way.transition.target;
				this.missing(parent, way.missing, line, local);
				return way.transition.declaration;
			}
			const last = model.places[state.place]!.declaration;
			const again = known.target.place === state.place;
			const without = again ? undefined : parent.previous!.missingBefore(space, local)?.transition;
			// The one before came too early: nothing is missing before it, and at its own place it will not be missed.
			if (without) parent.pending = undefined;
			this.tellPending(parent);
			if (parent.tell(known.declaration.key) || without) {
				if (again) this.report.add('element-repeated', line, () => MESSAGES.repeated(local, parent.local));
				else this.report.add('element-order', line, () => MESSAGES.order(local, parent.local, last.local));
			}
			if (without) {
				parent.tell(last.key);
				parent.state = without.target;
			}
			return known.declaration;
		}
		this.tellPending(parent);
		const elsewhere = SPACES.find((other) => other !== space && model.anywhere(other, local) !== undefined);
		if (elsewhere !== undefined) {
			const right = elsewhere === OWN ? this.own : elsewhere === GML ? GML_URI : WFS_URI;
			this.report.add('namespace-wrong', line, () => MESSAGES.wrongNamespace(local, uri, right));
			const target = state.next(elsewhere, local)?.target ?? state.missingBefore(elsewhere, local)?.transition?.target;
			if (target) parent.state = target;
			return undefined;
		}
		parent.strangers++;
		if (!parent.tell(`${uri} ${local}`)) return undefined;
		const where = (): string => (model.empty ? MESSAGES.mustBeEmpty : insteadOf(local, state.expected, this.schema!));
		const version = this.version!;
		if (this.schema!.knows(space, local)) this.report.add('element-unexpected', line, () => MESSAGES.unexpected(local, parent.local, where()));
		else if (space !== FOREIGN || uri === '') this.report.add('element-unknown', line, () => MESSAGES.unknown(local, version, where()));
		else this.report.add('element-unknown', line, () => MESSAGES.foreign(local, uri, version, where()));
		return undefined;
	}

	private missingAtEnd(frame: Frame): void {
		const way = frame.state!.missingBefore();
		if (way) this.missing(frame, way.missing, frame.line);
	}

	private missing(frame: Frame, missing: ElementDeclaration[], line: number, before?: string): void {
		const news = missing.filter(({ key }) => frame.tell(key));
		const excused = Math.min(frame.strangers, news.length);
		frame.strangers -= excused;
		if (excused >= news.length) return;
		const parent = frame.local;
		const message = (): string => MESSAGES.missing(allowed(news, this.schema!), parent, before);
		if (before === undefined) this.report.add('element-missing', line, message);
		else frame.pending = { line, message };
	}

	private tellPending(frame: Frame): void {
		const { pending } = frame;
		frame.pending = undefined;
		if (pending) this.report.add('element-missing', pending.line, pending.message);
	}

	private elementText(frame: Frame, type: SimpleType): void {
		const { local, line, text } = frame;
		// An empty element has its default (cvc-elt 5.1).
		if (!frame.characters && frame.declaration?.default !== undefined) return;
		const value = type.collapse ? strip(text) : text;
		if (type.valid(value)) {
			const touchy = value.length !== text.length && TOUCHY.has(type.builtIn ?? '');
			if (touchy) this.report.add('value-whitespace', line, () => MESSAGES.whitespace(local), 'warning');
			return;
		}
		const form = (): string => formOf(type, this.report.catalogue!);
		if (type.codes && value.trim() !== '') this.report.add('code-unknown', line, () => MESSAGES.code(local, value, form()));
		else this.report.add('value-type', line, () => MESSAGES.value(local, value, form()));
	}

	/** The type that `xsi:type` names (cvc-elt 4). */
	private namedType(attributes: Record<string, XmlAttribute>, typeUri: string, declared: Type, local: string, line: number): Type {
		const value = strip(Object.values(attributes).find((attribute) => attribute.local === 'type' && attribute.uri === XSI)!.value);
		const space = this.spaceOf(typeUri);
		const name = value.slice(value.indexOf(':') + 1);
		const prefix = typeUri === XSD ? 'xs:' : ['', 'gml:', 'wfs:'][space];
		const type = prefix === undefined ? undefined : this.schema!.type(prefix + name);
		if (!type) this.report.add('type-unknown', line, () => MESSAGES.typeUnknown(value));
		else if (!this.schema!.isDerived(type.name, declared.name)) {
			this.report.add('type-not-derived', line, () => MESSAGES.typeNotDerived(value, local));
		} else {
			if (type.abstract) this.report.add('abstract', line, () => MESSAGES.abstractType(local));
			return type;
		}
		return declared;
	}
}

/** '' where the prefix is not declared: no type is without namespace. */
function namespaceOfType(value: string, namespaceOf: NamespaceOf): string {
	const name = strip(value);
	const colon = name.indexOf(':');
	return namespaceOf(colon < 0 ? '' : name.slice(0, colon)) ?? '';
}
