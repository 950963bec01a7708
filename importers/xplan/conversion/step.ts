import type { Catalogue, Property } from '../catalogue/catalogue.ts';
import type { Attribute, Feature } from '../model.ts';
import { isGml } from '../xml.ts';
import { mapCode, type MappedCode } from './codes.ts';
import { Ledger } from './ledger.ts';
import type { ClassRule, StepTables } from './types.ts';

const NO_PLACE = 'Diese Angabe gibt es in der neuen Version nicht.';
const EXTENSION = 'Erweiterungen eines Landes gelten nur für die alte Version.';

/** One step between two versions of XPlanGML: everything is decided by the tables and the catalogues of both. */
export class Step {
	readonly ledger = new Ledger();
	readonly source: Catalogue;
	readonly target: Catalogue;
	readonly byId: ReadonlyMap<string, Feature>;
	features: Feature[];
	private readonly tables: StepTables;
	/** Properties that are in their final form already. */
	private readonly final = new WeakSet<Attribute>();

	constructor(source: Catalogue, target: Catalogue, tables: StepTables, features: Feature[]) {
		this.source = source;
		this.target = target;
		this.tables = tables;
		this.features = features;
		this.byId = new Map(features.map((feature) => [feature.gmlId, feature]));
	}

	run(): Feature[] {
		for (const work of this.tables.before) work(this);
		const converted: Feature[] = [];
		for (const feature of this.features) {
			const done = this.feature(feature);
			if (done !== undefined) converted.push(done);
		}
		const kept = new Set(converted.map(({ gmlId }) => gmlId));
		for (const feature of converted) feature.attributes = this.withoutDangling(feature, feature.attributes, kept);
		for (const feature of converted) this.complete(feature, feature.class, feature.attributes);
		return converted;
	}

	/** Marks a property as final: it has names, types and codes of the target. */
	made(attribute: Attribute): Attribute {
		this.final.add(attribute);
		return attribute;
	}

	/** The target of a `#…` reference in the document. */
	referred(attribute: Attribute): Feature | undefined {
		return attribute.href?.startsWith('#') ? this.byId.get(attribute.href.slice(1)) : undefined;
	}

	/** Codes of the target's enumeration for a code of the source's. */
	codes(sourceEnumeration: string, targetEnumeration: string, code: string): MappedCode[] {
		return mapCode(
			{ catalogue: this.source, enumeration: sourceEnumeration },
			{ catalogue: this.target, enumeration: targetEnumeration },
			code,
			this.tables.codes[sourceEnumeration.replace(/Type$/, '')]
		);
	}

	labelOf(enumeration: string, code: string): string | undefined {
		return this.source.enumerationLabel(enumeration, code)?.label;
	}

	/** The class that a feature of the source gets; null where it has none. */
	classFor(feature: Feature): string | null {
		const { to } = this.classRule(feature);
		return typeof to === 'function' ? to(feature) : to;
	}

	/** The name that a property of a class of the source gets. */
	nameFor(className: string, property: string): string {
		return this.rule(this.tables.renamed, className, property) ?? property;
	}

	private classRule(feature: Feature): ClassRule {
		const rule = this.tables.classes[feature.class];
		return typeof rule === 'object' ? rule : { to: rule ?? feature.class };
	}

	private feature(feature: Feature): Feature | undefined {
		if (feature.namespace !== undefined) {
			this.ledger.loseFeature(feature, EXTENSION);
			return undefined;
		}
		const { set = {}, reason } = this.classRule(feature);
		const target = this.classFor(feature);
		if (target === null || this.target.classOf(target) === undefined) {
			this.ledger.loseFeature(feature, reason ?? `Die Klasse ${feature.class} gibt es in der neuen Version nicht.`);
			return undefined;
		}
		if (target !== feature.class) this.ledger.change(feature.class, undefined, `wird ${target}`);
		for (const rebuild of this.tables.rebuild) rebuild(feature, target, this);
		const attributes = this.carryAll(feature, feature.class, target, feature.attributes);
		for (const [name, value] of Object.entries(set)) {
			if (!attributes.some((each) => each.name === name)) attributes.push({ name, value });
		}
		return { class: target, gmlId: feature.gmlId, line: feature.line, attributes };
	}

	private carryAll(owner: Feature, from: string, to: string, attributes: readonly Attribute[], path = ''): Attribute[] {
		const carried: Attribute[] = [];
		const counts = new Map<string, number>();
		for (const attribute of attributes) {
			for (const result of this.carry(owner, from, to, attribute, path)) {
				if (result.href !== undefined && carried.some(({ name, href }) => name === result.name && href === result.href)) continue;
				const max = result.namespace === undefined && !result.name.startsWith('@') ? (this.target.property(to, result.name)?.max ?? 1) : Infinity;
				const count = (counts.get(result.name) ?? 0) + 1;
				if (count > max) {
					this.ledger.lose(owner, attribute, `In der neuen Version ist diese Angabe nur ${max}-mal erlaubt.`, path + attribute.name);
					continue;
				}
				counts.set(result.name, count);
				carried.push(result);
			}
		}
		return carried;
	}

	private carry(owner: Feature, from: string, to: string, attribute: Attribute, path: string): Attribute[] {
		const { name } = attribute;
		if (name.startsWith('@') || this.final.has(attribute)) return [attribute];
		if (attribute.namespace !== undefined) {
			if (isGml(attribute.namespace)) return [attribute];
			this.ledger.lose(owner, attribute, EXTENSION, path + name);
			return [];
		}
		const redundant = this.rule(this.tables.redundant, from, name);
		if (redundant !== undefined) {
			this.ledger.change(owner.class, path + name, redundant);
			return [];
		}
		const dropped = this.rule(this.tables.dropped, from, name);
		if (dropped !== undefined) {
			this.ledger.lose(owner, attribute, dropped, path + name);
			return [];
		}
		const renamed = this.rule(this.tables.renamed, from, name) ?? name;
		const property = this.target.property(to, renamed);
		if (property === undefined) {
			this.ledger.lose(owner, attribute, NO_PLACE, path + name);
			return [];
		}
		const results = this.value(owner, this.source.property(from, name), property, { ...attribute, name: renamed }, path + name, attribute);
		if (renamed !== name && results.length > 0) this.ledger.change(owner.class, path + name, `heißt ${renamed}`);
		return results;
	}

	private value(
		owner: Feature,
		source: Property | undefined,
		target: Property,
		attribute: Attribute,
		path: string,
		original: Attribute
	): Attribute[] {
		const lose = (reason: string): Attribute[] => {
			this.ledger.lose(owner, original, reason, path);
			return [];
		};
		if (attribute.geometry !== undefined) return target.kind === 'geometry' ? [attribute] : lose(NO_PLACE);
		if (attribute.type !== undefined) {
			if (target.kind !== 'dataType') return lose('Diese Angabe ist in der neuen Version anders aufgebaut.');
			const type = this.typeFor(attribute.type, target);
			if (type === undefined) return lose(`Den Datentyp ${attribute.type} gibt es in der neuen Version hier nicht.`);
			const attributes = this.carryAll(owner, attribute.type, type, attribute.attributes ?? [], `${path}/`);
			this.complete(owner, type, attributes, `${path}/`);
			return [{ ...attribute, type, attributes }];
		}
		if (attribute.value === '' && attribute.href === undefined && attribute.attributes === undefined && target.type !== 'xs:string') {
			this.ledger.change(owner.class, path, 'Das leere Element entfällt.');
			return [];
		}
		if (target.kind === 'dataType') return lose('Diese Angabe ist in der neuen Version anders aufgebaut.');
		if (target.kind === 'reference' || attribute.href !== undefined) return [attribute];
		if (target.kind === 'enumeration') {
			const enumeration = target.enumeration!;
			const { codeSpace, ...bare } = attribute;
			if (codeSpace !== undefined) this.ledger.change(owner.class, path, 'Der Verweis auf eine Codeliste entfällt; die Codes sind fest.');
			const codes = this.codes(source?.enumeration ?? enumeration, enumeration, attribute.value ?? '');
			if (codes.length === 0) return lose('Diesen Code gibt es in der neuen Version nicht.');
			return codes.map(({ code, lostLabel }) => {
				if (code !== attribute.value) this.ledger.change(owner.class, path, `Code ${attribute.value} wird ${code}`);
				if (lostLabel !== undefined) lose(`Übernommen ist nur der allgemeinere Code ${code}; „${lostLabel}“ gibt es nicht mehr.`);
				return { ...bare, value: code };
			});
		}
		if (target.kind === 'measure' && attribute.uom === undefined && target.unit !== undefined) return [{ ...attribute, uom: target.unit }];
		if (target.kind === 'simple' && attribute.codeSpace !== undefined) {
			const { codeSpace, ...bare } = attribute;
			this.ledger.change(owner.class, path, `Text statt Code der Liste ${codeSpace}`);
			return [bare];
		}
		return [attribute];
	}

	private typeFor(type: string, property: Property): string | undefined {
		const renamed = this.tables.types[type] ?? type;
		const wanted = property.target;
		if (wanted === undefined) return this.target.classOf(renamed) === undefined ? undefined : renamed;
		if (this.target.classOf(renamed) !== undefined && this.target.isA(renamed, wanted)) return renamed;
		return this.target.isA(wanted, renamed) ? wanted : undefined;
	}

	/** A rule for the class itself or an ancestor goes before one for all. */
	private rule(table: Record<string, string>, className: string, property: string): string | undefined {
		for (const each of [className, ...this.source.parents(className)]) {
			const found = table[`${each}.${property}`];
			if (found !== undefined) return found;
		}
		return table[property];
	}

	private withoutDangling(owner: Feature, attributes: Attribute[], kept: ReadonlySet<string>): Attribute[] {
		return attributes.filter((attribute) => {
			const id = attribute.href?.startsWith('#') ? attribute.href.slice(1) : undefined;
			if (id !== undefined && !kept.has(id) && this.byId.has(id)) {
				this.ledger.lose(owner, attribute, 'Das Objekt, auf das verwiesen wird, ist nicht übernommen.');
				return false;
			}
			if (attribute.attributes !== undefined) attribute.attributes = this.withoutDangling(owner, attribute.attributes, kept);
			return true;
		});
	}

	/** Supplies what has become mandatory, where the tables know what it must be; the rest is listed. */
	private complete(owner: Feature, className: string, attributes: Attribute[], path = ''): void {
		for (const property of this.target.properties(className)) {
			if (property.min === 0 || attributes.some(({ name }) => name === property.name)) continue;
			const value = this.defaultFor(className, property);
			if (value === undefined) {
				this.ledger.gap(owner, path + property.name, 'Diese Angabe ist in der neuen Version Pflicht; bitte ergänzen Sie sie.');
			} else {
				attributes.push({ name: property.name, value });
				this.ledger.change(owner.class, path + property.name, `ergänzt: ${value}`);
			}
		}
	}

	private defaultFor(className: string, property: Property): string | undefined {
		for (const each of [className, ...this.target.parents(className)]) {
			const found = this.tables.defaults[`${each}.${property.name}`];
			if (found !== undefined) return found;
		}
		if (property.name === 'flaechenschluss') return String(this.target.geometryKind(className) === 'Flächenschluss');
		const value = this.tables.defaults[property.name];
		if (property.enumeration === undefined || value === undefined) return value;
		return this.target.codes(property.enumeration)?.includes(value) ? value : undefined;
	}
}
