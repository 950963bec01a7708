import type { Attribute, Feature } from '../../../../../importers/xplan/model.ts';
import { editTexts, type EditPart } from '../../../texts/plan-edit.ts';
import { editableProperties, readFields } from './fields.ts';
import { classOfNewText, fieldClassOf, listsOf, newGmlId, referenceFields, referenceProperties, referencesOf, textFields, textsOf, type EditedDocument, type PlanList } from './sections.ts';

/** What a form says. */
export interface EditInput {
	/** Values of a field, in order; undefined where the form does not have it. */
	values(name: string): string[] | undefined;
	/** Name under which the file of a record will be stored in the ZIP; undefined without a file. */
	file(key: string): string | undefined;
}

export interface Edited {
	/** Plan, Bereiche and texts as they shall be written. */
	head: Feature[];
	/** gml:ids that are gone: relations to them go too. */
	removed: Set<string>;
	/** Ids of unnamed files that became documents, and of those that are not kept. */
	taken: Set<string>;
	dropped: Set<string>;
	changed: boolean;
	/** Sentence by field (`record:property`). */
	errors: Record<string, string>;
}

/** Applies a form to the head of a document. Nothing that is given is changed. */
export function applyEdit(document: EditedDocument, part: EditPart, input: EditInput): Edited {
	const run = new Run(document, input);
	if (part === 'angaben') run.plan();
	else if (part === 'texte') {
		run.texts('text', 'texte');
		run.texts('reason', 'begruendungsTexte');
	} else run.references();
	return run.result();
}

/** What makes a new text or document; the other fields are chosen beforehand. */
const TEXT_CONTENT = textFields().filter((name) => name !== 'rechtscharakter');
const REFERENCE_CONTENT = referenceFields().filter((name) => name !== 'typ');

class Run {
	private readonly document: EditedDocument;
	private readonly input: EditInput;
	private readonly errors: Record<string, string> = {};
	private readonly removed = new Set<string>();
	private readonly taken = new Set<string>();
	private readonly dropped = new Set<string>();
	private readonly changes = new Map<Feature, Feature>();
	private readonly added: Feature[] = [];
	private attributes: readonly Attribute[];

	constructor(document: EditedDocument, input: EditInput) {
		this.document = document;
		this.input = input;
		this.attributes = document.plan.attributes;
	}

	plan(): void {
		this.attributes = this.read('plan', this.document.plan.class, this.attributes);
		for (const list of listsOf(this.document)) this.list(list);
	}

	private list({ property, key, items }: PlanList): void {
		const type = property.target!;
		const names = editableProperties(this.document.catalogue, type).map(({ name }) => name);
		// A record without anything in it says nothing: emptied is removed.
		const merge = (item: Attribute, record: string) => {
			const inner = this.inner(item, this.read(record, type, item.attributes ?? []));
			return inner === item || inner.attributes!.length > 0 ? inner : null;
		};
		this.replace(items, key, merge);
		const isNew = items.length < property.max && this.isFilled(`${key}.neu`, names);
		if (isNew) this.append({ name: property.name, type, attributes: [...this.read(`${key}.neu`, type, [])] });
		const left = this.attributes.filter((each) => each.name === property.name && each.namespace === undefined).length;
		if (items.length > 0 && left < property.min) this.errors[`${key}.0:${names[0]}`] = editTexts.lastOne;
	}

	texts(kind: 'text' | 'reason', relation: string): void {
		for (const text of textsOf(this.document, kind)) {
			const key = `${kind}.${text.gmlId}`;
			if (this.isRemoved(key)) {
				this.removed.add(text.gmlId);
				continue;
			}
			const attributes = this.read(key, fieldClassOf(this.document, text), text.attributes, textFields());
			if (attributes === text.attributes) continue;
			this.demandContent(key, attributes);
			this.changes.set(text, { ...text, attributes: [...attributes] });
		}
		const key = `${kind}.neu`;
		if (!this.isFilled(key, TEXT_CONTENT)) return;
		const className = classOfNewText(this.document, kind);
		const attributes = this.read(key, className, [], textFields());
		this.demandContent(key, attributes);
		const gmlId = newGmlId();
		this.added.push({ class: className, gmlId, line: 0, attributes: [...attributes] });
		this.append({ name: relation, href: `#${gmlId}` });
	}

	references(): void {
		const merge = (reference: Attribute, key: string): Attribute => {
			const attributes = withFile(this.input.file(key), this.read(key, reference.type!, reference.attributes ?? [], referenceFields()));
			return this.inner(reference, attributes);
		};
		this.replace(referencesOf(this.document.plan), 'unterlage', merge);
		for (const { id, name } of this.document.unnamed) {
			const key = `datei.${id}`;
			if (this.isRemoved(key)) this.dropped.add(id);
			else if (this.input.values(`${key}!aufnehmen`)?.[0] === 'ja') {
				this.taken.add(id);
				this.newReference(key, name);
			}
		}
		const file = this.input.file('unterlage.neu');
		if (file || this.isFilled('unterlage.neu', REFERENCE_CONTENT)) this.newReference('unterlage.neu', file);
	}

	/** @param file its name in the ZIP, where the document is a file */
	private newReference(key: string, file: string | undefined): void {
		const properties = referenceProperties(this.document);
		const wanted = this.input.values(`${key}!art`)?.[0];
		const property = properties.find(({ name }) => name === wanted) ?? properties[0];
		if (!property) return;
		const { catalogue } = this.document;
		// A file says name and address where the person left them open.
		const given = (name: string) => {
			const said = this.input.values(`${key}:${name}`);
			const fromFile = file && ['referenzName', 'referenzURL'].includes(name) && !said?.some((value) => value.trim());
			return fromFile ? [file] : said;
		};
		const { attributes, errors } = readFields(catalogue, property.type, [], given, referenceFields());
		this.note(key, errors);
		if (!file && !attributes.some(({ name }) => name === 'referenzURL')) this.errors[`${key}:referenzURL`] = editTexts.fileOrAddress;
		this.append({ name: property.name, type: property.type, attributes: [...withFile(file, attributes)] });
	}

	result(): Edited {
		const { plan, head } = this.document;
		const rest = this.attributes.filter((each) => !this.pointsAway(each));
		const newPlan = this.attributes === plan.attributes && rest.length === this.attributes.length ? plan : { ...plan, attributes: rest };
		const features = head.filter((each) => !this.removed.has(each.gmlId)).map((each) => (each === plan ? newPlan : (this.changes.get(each) ?? each)));
		const changed = newPlan !== plan || [this.changes, this.added, this.removed, this.dropped].some((each) => ('size' in each ? each.size : each.length) > 0);
		const { removed, taken, dropped, errors } = this;
		return { head: [...features, ...this.added], removed, taken, dropped, changed, errors };
	}

	private pointsAway(attribute: Attribute): boolean {
		return attribute.href?.startsWith('#') === true && this.removed.has(attribute.href.slice(1));
	}

	private read(key: string, className: string, attributes: readonly Attribute[], only?: readonly string[]): readonly Attribute[] {
		const { catalogue } = this.document;
		const read = readFields(catalogue, className, attributes, (name) => this.input.values(`${key}:${name}`), only);
		this.note(key, read.errors);
		return read.attributes;
	}

	private note(key: string, errors: Record<string, string>): void {
		for (const [name, sentence] of Object.entries(errors)) this.errors[`${key}:${name}`] = sentence;
	}

	private inner(attribute: Attribute, attributes: readonly Attribute[]): Attribute {
		return attributes === attribute.attributes ? attribute : { ...attribute, attributes: [...attributes] };
	}

	/** Items of a list in the plan: changed, removed or as they are. */
	private replace(items: Attribute[], prefix: string, merge: (item: Attribute, key: string) => Attribute | null): void {
		let touched = false;
		const replaced = new Map<Attribute, Attribute | null>();
		for (const [index, item] of items.entries()) {
			const key = `${prefix}.${index}`;
			const merged = this.isRemoved(key) ? null : merge(item, key);
			if (merged === item) continue;
			replaced.set(item, merged);
			touched = true;
		}
		if (!touched) return;
		this.attributes = this.attributes.flatMap((each) => (replaced.has(each) ? (replaced.get(each) ?? []) : each));
	}

	private append(attribute: Attribute): void {
		this.attributes = [...this.attributes, attribute];
	}

	/** Exactly one of text and document (rule 3.2.1.1). */
	private demandContent(key: string, attributes: readonly Attribute[]): void {
		if (!attributes.some(({ name }) => name === 'text' || name === 'refText')) this.errors[`${key}:text`] = editTexts.textOrFile;
	}

	private isRemoved(key: string): boolean {
		return this.input.values(`${key}!entfernen`)?.[0] === 'ja';
	}

	private isFilled(key: string, names: readonly string[]): boolean {
		return names.some((name) => this.input.values(`${key}:${name}`)?.some((value) => value.trim() !== ''));
	}
}

/** The address of a file is its name in the ZIP. */
function withFile(file: string | undefined, attributes: readonly Attribute[]): readonly Attribute[] {
	if (!file) return attributes;
	const rest = attributes.filter(({ name }) => name !== 'referenzURL' && name !== 'referenzMimeType');
	return [...rest, { name: 'referenzURL', value: file }];
}
