import { randomUUID } from 'node:crypto';
import type { Catalogue, Property } from '../../../../../importers/xplan/catalogue/catalogue.ts';
import { labelOfProperty } from '../../../../../importers/xplan/catalogue/labels.ts';
import type { Attribute, Feature } from '../../../../../importers/xplan/model.ts';
import { firstValue, kindOf } from '../../../../../importers/xplan/plans.ts';
import { editTexts, type EditPart } from '../../../texts/plan-edit.ts';
import type { UnnamedFile } from '../documents-queries.ts';
import { fieldsOf, type EditField } from './fields.ts';

export type { EditField };

/** One thing of the form: the plan itself, a text, a document … */
export interface EditRecord {
	/** Prefix of its fields: `text.GML_1`, `unterlage.neu`. */
	key: string;
	title: string;
	/** Does not exist yet; left empty it is not made. */
	isNew: boolean;
	removable: boolean;
	/** A file may be sent with it. */
	withFile: boolean;
	/** A file that the plan does not name; with its mark the record becomes a document. */
	takeable: boolean;
	/** Which property of the plan a new document becomes (4.x), `[]` where there is one. */
	kinds: { value: string; label: string }[];
	fields: EditField[];
}

export interface EditSection {
	id: string;
	title: string;
	lead?: string;
	records: EditRecord[];
}

/** Plan, Bereiche and texts of a version: the first batch of `versionFeatures`. */
export interface EditedDocument {
	catalogue: Catalogue;
	plan: Feature;
	head: Feature[];
	/** What came with the plan and is not named by it, without world files. */
	unnamed: UnnamedFile[];
}

const TEXT_FIELDS = ['schluessel', 'gesetzlicheGrundlage', 'text', 'rechtscharakter'];
const BASE_FIELDS = ['name', 'nummer', 'internalId', 'beschreibung', 'kommentar', 'planArt', 'sonstPlanArt', 'verfahren', 'rechtsstand', 'status'];
/** What people say of a document; the technical rest stays as it is. */
const REFERENCE_FIELDS = ['referenzName', 'referenzURL', 'typ', 'datum', 'beschreibung'];

export const textFields = (): readonly string[] => TEXT_FIELDS;
export const referenceFields = (): readonly string[] => REFERENCE_FIELDS;

/** What a part of the plan's form shows. */
export function sectionsOf(document: EditedDocument, part: EditPart): EditSection[] {
	if (part === 'angaben') return [...planSections(document), ...listSections(document)];
	return part === 'texte' ? [textSection(document, 'text'), textSection(document, 'reason')] : [referenceSection(document), ...unnamedSection(document)];
}

const plain = { isNew: false, removable: false, withFile: false, takeable: false, kinds: [] };
const added = { ...plain, isNew: true };

function planSections({ catalogue, plan }: EditedDocument): EditSection[] {
	const fields = fieldsOf(catalogue, plan.class, plan.attributes);
	const isDate = (field: EditField) => field.input === 'date';
	const base = BASE_FIELDS.flatMap((name) => fields.filter((field) => field.name === name));
	const groups = [
		{ id: 'grunddaten', title: editTexts.groups.base, fields: base },
		{ id: 'daten', title: editTexts.groups.dates, fields: fields.filter((field) => isDate(field) && !base.includes(field)) },
		{ id: 'weitere', title: editTexts.groups.more, fields: fields.filter((field) => !isDate(field) && !base.includes(field)) }
	];
	return groups.map((group) => ({ id: group.id, title: group.title, records: [{ ...plain, key: 'plan', title: '', fields: group.fields }] }));
}

/** Data types of the plan: a list of records each, in the order in which people think of them. */
const LISTS = [
	{ property: 'gemeinde', group: 'gemeinden' },
	{ property: 'planaufstellendeGemeinde', group: 'gemeinden' },
	{ property: 'plangeber', group: 'gemeinden' },
	{ property: 'aendert', group: 'verbunden' },
	{ property: 'aendertPlan', group: 'verbunden' },
	{ property: 'aendertPlanBereich', group: 'verbunden' },
	{ property: 'wurdeGeaendertVon', group: 'verbunden' },
	{ property: 'wurdeGeaendertVonPlan', group: 'verbunden' },
	{ property: 'wurdeGeaendertVonPlanBereich', group: 'verbunden' },
	{ property: 'versionBauGB', group: 'grundlagen' },
	{ property: 'versionBauNVO', group: 'grundlagen' },
	{ property: 'versionSonstRechtsgrundlage', group: 'grundlagen' },
	{ property: 'veraenderungssperre', group: 'sperre' },
	{ property: 'verfahrensMerkmale', group: 'merkmale', key: 'merkmal' }
] as const;

export interface PlanList {
	property: Property;
	group: keyof typeof editTexts.lists;
	/** Prefix of its records: `gemeinde.0`, `gemeinde.neu`. */
	key: string;
	items: Attribute[];
}

/** The lists that a plan of this class has in this version, with what stands in them. */
export function listsOf({ catalogue, plan }: EditedDocument): PlanList[] {
	return LISTS.flatMap((list) => {
		const property = catalogue.property(plan.class, list.property);
		if (property?.kind !== 'dataType') return [];
		const items = plan.attributes.filter((each) => each.name === property.name && each.namespace === undefined && each.attributes);
		return [{ property, group: list.group, key: 'key' in list ? list.key : list.property, items }];
	});
}

function listSections(document: EditedDocument): EditSection[] {
	const lists = listsOf(document);
	return [...new Set(lists.map(({ group }) => group))].map((group) => ({
		id: group,
		title: editTexts.lists[group],
		records: lists.filter((list) => list.group === group).flatMap((list) => listRecords(document.catalogue, list))
	}));
}

function listRecords(catalogue: Catalogue, { property, key, items }: PlanList): EditRecord[] {
	const label = editTexts.listLabels[property.name] ?? labelOfProperty(property.name);
	const fields = (attributes: Attribute[]) => fieldsOf(catalogue, property.target!, attributes);
	const records: EditRecord[] = items.map((item, index) => ({
		...plain,
		key: `${key}.${index}`,
		title: property.max > 1 ? editTexts.numbered(label, index + 1) : label,
		removable: true,
		fields: fields(item.attributes ?? [])
	}));
	if (items.length < property.max) records.push({ ...added, key: `${key}.neu`, title: editTexts.newRecord(label), fields: fields([]) });
	return records;
}

export const textsOf = ({ head }: EditedDocument, kind: 'text' | 'reason'): Feature[] => head.filter((each) => kindOf(each.class) === kind);

/** Class whose fields a text has: some files name classes that their version does not know. */
export const fieldClassOf = ({ catalogue }: EditedDocument, text: Feature): string =>
	catalogue.classOf(text.class) ? text.class : kindOf(text.class) === 'reason' ? 'XP_BegruendungAbschnitt' : 'XP_TextAbschnitt';

/** Class of a new text: that of the plan's other texts, else the one that the version has. */
export function classOfNewText({ catalogue, plan, head }: EditedDocument, kind: 'text' | 'reason'): string {
	if (kind === 'reason') return 'XP_BegruendungAbschnitt';
	const known = head.find((each) => kindOf(each.class) === 'text' && catalogue.classOf(each.class))?.class;
	const own = `${plan.class.slice(0, 2)}_TextAbschnitt`;
	return known ?? (catalogue.classOf(own) ? own : 'XP_TextAbschnitt');
}

function textSection(document: EditedDocument, kind: 'text' | 'reason'): EditSection {
	const { catalogue } = document;
	const words = kind === 'text' ? { title: editTexts.texts, one: editTexts.text, another: editTexts.newText } : { title: editTexts.reasons, one: editTexts.reason, another: editTexts.newReason };
	const records: EditRecord[] = textsOf(document, kind).map((text, index) => ({
		...plain,
		key: `${kind}.${text.gmlId}`,
		title: words.one(firstValue(text, 'schluessel'), index + 1),
		removable: true,
		fields: fieldsOf(catalogue, fieldClassOf(document, text), text.attributes, TEXT_FIELDS)
	}));
	records.push({ ...added, key: `${kind}.neu`, title: words.another, fields: fieldsOf(catalogue, classOfNewText(document, kind), [], TEXT_FIELDS) });
	return { id: kind === 'text' ? 'texte' : 'begruendung', title: words.title, records };
}

const isReference = (attribute: Attribute): boolean => attribute.type?.endsWith('ExterneReferenz') === true;

/** Documents that the plan itself names. */
export const referencesOf = (plan: Feature): Attribute[] => plan.attributes.filter(isReference);

/** Properties of the plan that can hold a document, with the class of the reference. */
export function referenceProperties({ catalogue, plan }: EditedDocument): { name: string; type: string; max: number }[] {
	return catalogue
		.properties(plan.class)
		.filter(({ kind, target }) => kind === 'dataType' && target?.endsWith('ExterneReferenz'))
		.map(({ name, target, max }) => ({ name, type: target!, max }));
}

/** In the order in which people think of them. */
function documentFields(catalogue: Catalogue, type: string, attributes: Attribute[]): EditField[] {
	const fields = fieldsOf(catalogue, type, attributes, REFERENCE_FIELDS).map((field) => ({ ...field, label: editTexts.documentLabels[field.name] ?? field.label }));
	return fields.sort((a, b) => REFERENCE_FIELDS.indexOf(a.name) - REFERENCE_FIELDS.indexOf(b.name));
}

function referenceSection(document: EditedDocument): EditSection {
	const { catalogue, plan } = document;
	const known = referencesOf(plan);
	const records: EditRecord[] = known.map((reference, index) => {
		const inner = { attributes: reference.attributes ?? [] };
		const title = firstValue(inner, 'referenzName') ?? firstValue(inner, 'referenzURL') ?? labelOfProperty(reference.name);
		const fields = documentFields(catalogue, reference.type!, inner.attributes);
		return { ...plain, key: `unterlage.${index}`, title, removable: true, withFile: true, fields };
	});
	const free = freeProperties(document);
	if (free[0]) {
		const fields = documentFields(catalogue, free[0].type, []);
		records.push({ ...added, key: 'unterlage.neu', title: editTexts.newReference, withFile: true, kinds: kindsOf(free), fields });
	}
	return { id: 'unterlagen', title: editTexts.references, records };
}

/** Properties in which the plan may name another document. */
function freeProperties(document: EditedDocument) {
	const known = referencesOf(document.plan);
	return referenceProperties(document).filter(({ name, max }) => known.filter((each) => each.name === name).length < max);
}

const kindsOf = (free: { name: string }[]) => (free.length > 1 ? free.map(({ name }) => ({ value: name, label: labelOfProperty(name) })) : []);

function unnamedSection(document: EditedDocument): EditSection[] {
	const free = freeProperties(document);
	if (document.unnamed.length === 0 || !free[0]) return [];
	const records = document.unnamed.map(({ id, name, own }): EditRecord => {
		const fields = documentFields(document.catalogue, free[0]!.type, [{ name: 'referenzName', value: name }]).filter((field) => field.name !== 'referenzURL');
		return { ...plain, key: `datei.${id}`, title: name, takeable: true, removable: own, kinds: kindsOf(free), fields };
	});
	return [{ id: 'nicht-genannt', title: editTexts.unnamed, lead: editTexts.unnamedLead, records }];
}

/** A gml:id that no other feature has. */
export const newGmlId = (): string => `GML_${randomUUID()}`;
