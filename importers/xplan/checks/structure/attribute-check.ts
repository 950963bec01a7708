import { XplanError } from '../../errors.ts';
import type { Limits } from '../../limits.ts';
import { XLINK } from '../../xml.ts';
import type { XmlAttribute } from '../../xml-tokenizer.ts';
import type { Frame } from './frame.ts';
import { formOf, MESSAGES } from './messages.ts';
import { GML_URI, XMLNS, XSI } from './namespaces.ts';
import type { Reporter } from './report.ts';
import { ANY_TYPE, isFixedValue, type AttributeUse, type Type } from './schema.ts';
import { isBoolean, strip } from './values.ts';

/** Checks the attributes of elements (part 1, § 3.4.4, clauses 3 and 4) and that every id occurs once. */
export class AttributeCheck {
	private readonly report: Reporter;
	private readonly limits: Limits;
	private readonly ids = new Set<string>();

	constructor(report: Reporter, limits: Limits) {
		this.report = report;
		this.limits = limits;
	}

	check(frame: Frame, attributes: Record<string, XmlAttribute>): void {
		const { type, local: element, line } = frame;
		let required = 0;
		for (const name in attributes) {
			const { uri, local, value } = attributes[name]!;
			if (uri === XMLNS || (uri === XSI && this.ofInstance(frame, local, value))) continue;
			const use = useOf(type, uri, local);
			if (use === undefined) {
				if (type !== ANY_TYPE) this.report.add('attribute-unknown', line, () => MESSAGES.attributeUnknown(name, element));
				continue;
			}
			if (use.required) required++;
			if (use.type.free && use.fixed === undefined) continue;
			const text = use.type.collapse ? strip(value) : value;
			if (!use.type.valid(text) || (use.fixed !== undefined && !isFixedValue(use.type, text, use.fixed))) {
				const form = (): string => (use.fixed === undefined ? formOf(use.type, this.report.catalogue!) : use.fixed);
				this.report.add('attribute-value', line, () => MESSAGES.attributeValue(name, element, value, form()));
			} else if (use.type.id) this.id(text, line);
		}
		if (required < type.required.length) this.missing(frame, attributes);
	}

	private missing({ type, local, line }: Frame, attributes: Record<string, XmlAttribute>): void {
		const given = new Set(Object.values(attributes).map((one) => useOf(type, one.uri, one.local)?.key));
		for (const { key } of type.required) {
			if (!given.has(key)) this.report.add('attribute-missing', line, () => MESSAGES.attributeMissing(key, local));
		}
	}

	private id(id: string, line: number): void {
		if (this.ids.has(id)) this.report.add('id-duplicate', line, () => MESSAGES.idDuplicate(id));
		else {
			if (this.ids.size >= this.limits.maxIds) throw new XplanError('too-many-elements', MESSAGES.tooManyIds(line), { line });
			this.ids.add(id);
		}
	}

	/** `xsi:nil` and the like (§ 2.6); false for an attribute that does not exist. */
	private ofInstance(frame: Frame, local: string, value: string): boolean {
		if (local === 'type' || local === 'schemaLocation' || local === 'noNamespaceSchemaLocation') return true;
		if (local !== 'nil') return false;
		const text = strip(value);
		if (!isBoolean(text)) {
			const message = MESSAGES.attributeValue('xsi:nil', frame.local, value, '„true“ oder „false“');
			this.report.add('attribute-value', frame.line, () => message);
		} else if (frame.declaration !== null && !frame.declaration.nillable) {
			this.report.add('nil-not-allowed', frame.line, () => MESSAGES.nil(frame.local));
		} else frame.nil = text === 'true' || text === '1';
		return true;
	}
}

function useOf({ attributes }: Type, uri: string, local: string): AttributeUse | undefined {
	if (uri === '') return attributes.none.get(local);
	if (uri === GML_URI) return attributes.gml.get(local);
	return uri === XLINK ? attributes.xlink.get(local) : undefined;
}
