/**
 * The catalogue of a version: classes, properties, code lists with German labels, as the official schema has them. Pure, for Node and
 * the browser. `await loadCatalogue(version)` once; then everything is synchronous.
 */

import type { XplanVersion } from '../model.ts';
import { readElement, readParticles } from './format.ts';
import type { CompactSchema, ElementParticle, Particle } from './format.ts';
import type { EnumerationLabels } from './generator/enumerations.ts';
import { loadEnumerationLabels, loadSchema } from './load.ts';
import { geometryKindOf, kindOfClass, kindOfProperty } from './kinds.ts';
import type { ClassInfo, CodeLabel, GeometryKind, Property } from './types.ts';
import { LABELS_6_1, schemaOf61 } from './version-6-1.ts';

export type * from './types.ts';

export class Catalogue {
	readonly version: XplanVersion;
	/** Patch release of the schema, e.g. `6.0.2`. */
	readonly release: string;
	readonly namespace: string;
	/** False where the catalogue is partly guessed (6.1): use it to show, never to refuse. */
	readonly certain: boolean;
	/** The schema itself, for the structure check; decode it with the functions of `format.ts`. */
	readonly schema: CompactSchema;
	readonly #labels: EnumerationLabels;
	readonly #classes = new Map<string, ClassInfo>();
	readonly #properties = new Map<string, Property[]>();

	constructor(version: XplanVersion, schema: CompactSchema, labels: EnumerationLabels) {
		this.version = version;
		this.release = schema.release;
		this.namespace = schema.namespace;
		this.certain = version !== '6.1';
		this.schema = schema;
		this.#labels = labels;
		for (const name of Object.keys(schema.elements)) if (!name.includes(':')) this.#readClass(name);
	}

	/** Names of all classes, data types included, abstract ones too, in alphabetical order. */
	get classNames(): string[] {
		return [...this.#classes.keys()];
	}

	/** Undefined for a class that this version does not have. */
	classOf(name: string): ClassInfo | undefined {
		return this.#classes.get(name);
	}

	/** All parents, the nearest first; only classes of XPlanGML. Empty for an unknown class. */
	parents(name: string): string[] {
		const parents: string[] = [];
		for (let parent = this.classOf(name)?.parent; parent; parent = this.classOf(parent)?.parent) parents.push(parent);
		return parents;
	}

	/** True if `name` is `ancestor` or a subclass of it. */
	isA(name: string, ancestor: string): boolean {
		return name === ancestor || this.parents(name).includes(ancestor);
	}

	/** Inherited properties first, in the order that the schema demands. Empty for an unknown class. */
	properties(name: string): Property[] {
		const known = this.#properties.get(name);
		if (known) return known;
		const info = this.classOf(name);
		if (!info) return [];
		const own = elementsOf(readParticles(this.schema.types[this.#typeOf(name)]?.content ?? [], this.schema));
		const all = [...(info.parent ? this.properties(info.parent) : []), ...own.map((element) => this.#property(element, name))];
		this.#properties.set(name, all);
		return all;
	}

	/** One property, undefined where the class has none of that name. */
	property(className: string, name: string): Property | undefined {
		return this.properties(className).find((property) => property.name === name);
	}

	isPlanClass(name: string): boolean {
		return this.classOf(name)?.kind === 'plan';
	}

	isBereichClass(name: string): boolean {
		return this.classOf(name)?.kind === 'bereich';
	}

	/** Which geometry an object of the class may have; `none` for an unknown class. */
	geometryKind(name: string): GeometryKind {
		return geometryKindOf(name, this.parents(name), this.properties(name));
	}

	/** Codes of an enumeration in this version, in the schema's order; undefined if there is no such enumeration. */
	codes(enumeration: string): string[] | undefined {
		const type = this.schema.simpleTypes[enumeration] ?? this.schema.simpleTypes[`${enumeration}Type`];
		return Array.isArray(type) ? type : undefined;
	}

	/** German label of a code in this version; undefined for a code or an enumeration that it does not have. */
	enumerationLabel(enumeration: string, code: string): CodeLabel | undefined {
		if (!this.codes(enumeration)?.includes(code)) return undefined;
		const list = enumeration.replace(/Type$/, '');
		const entry = this.#labels[list]?.[code] ?? (this.certain ? undefined : LABELS_6_1[list]?.[code]);
		if (entry === undefined) return undefined;
		const [main, ...others] = typeof entry === 'string' ? [entry] : entry;
		const other = others.find((text) => text.slice(0, text.indexOf(':')).split(' ').includes(this.version));
		if (other) return { label: other.slice(other.indexOf(':') + 1) };
		const [label, abbreviation] = main.split('|');
		return abbreviation ? { label, abbreviation } : { label };
	}

	#typeOf(name: string): string {
		return readElement(name, this.schema.elements[name]).type;
	}

	#readClass(name: string): void {
		const element = readElement(name, this.schema.elements[name]);
		const base = this.schema.types[element.type]?.extends;
		const parent = base && !base.includes(':') ? base.replace(/Type$/, '') : undefined;
		const info: ClassInfo = { name, abstract: element.abstract, kind: 'dataType', ...(parent ? { parent } : {}) };
		this.#classes.set(name, info);
		info.kind = kindOfClass(name, this.schema);
	}

	#property(element: ElementParticle, definedIn: string): Property {
		const { name, min, max, type } = element;
		const inferred = element.codeList?.startsWith('~');
		return {
			name,
			min,
			max,
			type,
			definedIn,
			...kindOfProperty(element, this.schema),
			...(element.codeList ? { codeList: element.codeList.replace(/^~/, '') } : {}),
			...(inferred ? { codeListInferred: true } : {}),
			...(element.default === undefined ? {} : { default: element.default })
		};
	}
}

/** Elements of nested groups, in order. */
function elementsOf(particles: Particle[]): ElementParticle[] {
	return particles.flatMap((particle) => {
		if (particle.kind === 'extension') return [];
		return particle.kind === 'element' ? [particle] : elementsOf(particle.items);
	});
}

const loading = new Map<XplanVersion, Promise<Catalogue>>();
const loaded = new Map<XplanVersion, Catalogue>();

/** Loads the catalogue of a version, once per process or page. */
export function loadCatalogue(version: XplanVersion): Promise<Catalogue> {
	const known = loading.get(version);
	if (known) return known;
	const started = read(version);
	// A failed download may be tried again.
	started.catch(() => loading.delete(version));
	loading.set(version, started);
	return started;
}

async function read(version: XplanVersion): Promise<Catalogue> {
	const [schema, labels] = await Promise.all([loadSchema(version === '6.1' ? '6.0' : version), loadEnumerationLabels()]);
	const catalogue = new Catalogue(version, version === '6.1' ? schemaOf61(schema) : schema, labels);
	loaded.set(version, catalogue);
	return catalogue;
}

/**
 * The catalogue of a version that was loaded before.
 * @throws Error if `loadCatalogue(version)` was not awaited
 */
export function catalogueOf(version: XplanVersion): Catalogue {
	const catalogue = loaded.get(version);
	if (!catalogue) throw new Error(`Catalogue ${version} is not loaded: await loadCatalogue('${version}') first.`);
	return catalogue;
}

/** {@link Catalogue.enumerationLabel} of a loaded version. */
export function enumerationLabel(version: XplanVersion, enumeration: string, code: string): CodeLabel | undefined {
	return catalogueOf(version).enumerationLabel(enumeration, code);
}
