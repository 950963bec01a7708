import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Attribute, Feature } from '../model.ts';
import { schemaOrder } from './schema-order.ts';
import { writeGeometry } from './write-geometry.ts';
import { escapeText, xmlAttribute } from './xml-text.ts';

export const GML = 'http://www.opengis.net/gml/3.2';
export const XLINK = 'http://www.w3.org/1999/xlink';
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const XLINK_NAMES = new Set(['role', 'arcrole', 'title', 'show', 'actuate']);
/** Kept by the reader of the element inside a property, not of the property itself. */
const OF_DATA_TYPE = new Set(['@id', '@href', '@uom', '@codeSpace', '@text']);
const GML_TYPE =
	/^(Point|LineString|Curve|Ring|LinearRing|Polygon|Surface|Solid|Tin|Multi\w+|Composite\w+|Orientable\w+|Poly\w+|Tri\w+|Geometric\w+)$/;

/** Writes features of one document. */
export class FeatureWriter {
	private readonly catalogue: Catalogue;
	private feature = '';
	private geometries = 0;

	constructor(catalogue: Catalogue) {
		this.catalogue = catalogue;
	}

	/** Geometries that got a `gml:id` in the last feature. */
	get geometryIds(): number {
		return this.geometries;
	}

	/** The element of a feature, properties in the order of the schema (`schemaOrder`). */
	write(feature: Feature): string {
		this.feature = feature.gmlId;
		this.geometries = 0;
		const [open, close] = tags(feature.class, feature.namespace);
		let text = `<${open}${xmlAttribute('gml:id', feature.gmlId)}>\n`;
		for (const attribute of schemaOrder(feature.class, feature.attributes, this.catalogue)) text += `${this.property(attribute)}\n`;
		return `${text}</${close}>`;
	}

	private property(attribute: Attribute): string {
		const { type, geometry, attributes = [] } = attribute;
		const firstInner = type === undefined ? -1 : attributes.findIndex(({ name }) => OF_DATA_TYPE.has(name));
		let head = '';
		let innerHead = '';
		let innerText = '';
		let body = '';
		let heights: number[] = [];
		if (attribute.href !== undefined) head += xmlAttribute('xlink:href', attribute.href);
		if (attribute.uom !== undefined) head += xmlAttribute('uom', attribute.uom);
		if (attribute.codeSpace !== undefined) head += xmlAttribute('codeSpace', attribute.codeSpace);
		const children: Attribute[] = [];
		const written = { head: new Set<string>(), inner: new Set<string>() };
		let insideType = false;
		attributes.forEach((each, index) => {
			if (!each.name.startsWith('@')) children.push(each);
			else if (each.name === '@heights' && geometry !== undefined) heights = (each.value ?? '').split(' ').map(Number);
			else if (each.name === '@text') innerText = escapeText(each.value ?? '');
			else {
				const name = attributeName(each.name.slice(1), each.value ?? '');
				// The model has the property's attributes before those of the element inside: a name that comes again is the inner one's.
				insideType ||= (firstInner >= 0 && index >= firstInner) || (type !== undefined && written.head.has(name));
				const names = insideType ? written.inner : written.head;
				// Two namespaces may have had the same local name; XML allows it once.
				if (names.has(name)) return;
				names.add(name);
				if (insideType) innerHead += xmlAttribute(name, each.value ?? '');
				else head += xmlAttribute(name, each.value ?? '');
			}
		});
		if (geometry !== undefined) body = writeGeometry(geometry, { crs: attribute.crs, heights, nextId: () => this.nextId() });
		else if (type !== undefined) {
			const [open, close] = tags(type, attribute.namespace ?? (this.isGmlType(type) ? GML : undefined));
			const inner = schemaOrder(type, children, this.catalogue).map((each) => this.property(each));
			const id = open.startsWith('gml:') && !innerHead.includes(' gml:id=') && this.needsId(type) ? xmlAttribute('gml:id', this.nextId()) : '';
			body = `<${open}${id}${innerHead}>${innerText}${inner.join('')}</${close}>`;
		} else if (children.length > 0) body = children.map((each) => this.property(each)).join('');
		else if (attribute.value !== undefined) body = escapeText(attribute.value);
		const [open, close] = tags(attribute.name, attribute.namespace);
		return body === '' ? `<${open}${head}/>` : `<${open}${head}>${body}</${close}>`;
	}

	private isGmlType(type: string): boolean {
		return GML_TYPE.test(type) && this.catalogue.classOf(type) === undefined;
	}

	private needsId(type: string): boolean {
		return type !== 'Ring' && type !== 'LinearRing';
	}

	private nextId(): string {
		return `${this.feature}_g${++this.geometries}`;
	}
}

/** Start tag (with the declaration of a foreign namespace) and end tag, without brackets. */
function tags(name: string, namespace: string | undefined): [string, string] {
	if (namespace === undefined) return [`xplan:${name}`, `xplan:${name}`];
	if (namespace === GML) return [`gml:${name}`, `gml:${name}`];
	if (namespace === '') return [name, name];
	return [`ext:${name}${xmlAttribute('xmlns:ext', namespace)}`, `ext:${name}`];
}

/** The model keeps local names only; which namespace they have follows from the standards that define them. */
function attributeName(local: string, value: string): string {
	if (XLINK_NAMES.has(local) || (local === 'type' && value === 'simple')) return `xlink:${local}`;
	if (local === 'href') return 'xlink:href';
	if (local === 'id' || local === 'remoteSchema') return `gml:${local}`;
	if (local === 'type' || local === 'nil' || local === 'schemaLocation') return `xsi:${local}`;
	return local;
}
