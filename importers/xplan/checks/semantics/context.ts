import { assignToPlans, type Assignment } from '../../assignment.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Property } from '../../catalogue/types.ts';
import type { Attribute, Feature, XplanVersion } from '../../model.ts';
import { relations } from '../../plans.ts';
import type { CheckedDocument } from '../checked-document.ts';

export interface Referrer {
	/** Property that refers, e.g. `texte`. */
	property: string;
	feature: Feature;
}

/** What conditions may ask about the document beyond their subject. Answers cost constant time; indexes are made when first asked for. */
export class SemanticContext {
	readonly version: XplanVersion;
	readonly catalogue: Catalogue;
	readonly document: CheckedDocument;
	readonly #ancestors = new Map<string, ReadonlySet<string>>();
	readonly #properties = new Map<string, ReadonlyMap<string, Property>>();
	#assignments: ReadonlyMap<string, Assignment> | undefined;
	#referrers: ReadonlyMap<string, readonly Referrer[]> | undefined;

	constructor(document: CheckedDocument) {
		this.document = document;
		this.catalogue = document.catalogue;
		this.version = document.catalogue.version;
	}

	/** The feature that a relation leads to; undefined for other attributes, targets outside the file and missing ones. */
	target(relation: Attribute): Feature | undefined {
		return relation.href?.startsWith('#') ? this.document.byId.get(relation.href.slice(1)) : undefined;
	}

	/** {@link Catalogue.isA}, each class looked up once. */
	isA(name: string, ancestor: string): boolean {
		let ancestors = this.#ancestors.get(name);
		if (ancestors === undefined) this.#ancestors.set(name, (ancestors = new Set([name, ...this.catalogue.parents(name)])));
		return ancestors.has(ancestor);
	}

	/** A property in the catalogue of the version; undefined where the class has none of that name. */
	property(className: string, name: string): Property | undefined {
		let properties = this.#properties.get(className);
		if (properties === undefined) {
			properties = new Map(this.catalogue.properties(className).map((property) => [property.name, property]));
			this.#properties.set(className, properties);
		}
		return properties.get(name);
	}

	/** The plan that a feature belongs to, where the document says which. */
	planOf(feature: Feature): Feature | undefined {
		return this.#assigned(feature)?.plan;
	}

	/** The Bereich that a feature belongs to, where the document says which. */
	bereichOf(feature: Feature): Feature | undefined {
		return this.#assigned(feature)?.bereich;
	}

	/** Relations of the document that lead to a feature, in document order. */
	referrers(feature: Feature): readonly Referrer[] {
		return (this.#referrers ??= this.#indexReferrers()).get(feature.gmlId) ?? [];
	}

	#assigned(feature: Feature): { plan?: Feature; bereich?: Feature } | undefined {
		this.#assignments ??= assignToPlans(this.document.features.map((member) => this.#entry(member)));
		const { byId } = this.document;
		const assignment = this.#assignments.get(feature.gmlId);
		return assignment && { plan: byId.get(assignment.plan ?? ''), bereich: byId.get(assignment.bereich ?? '') };
	}

	#entry(member: Feature): { gmlId: string; class: string; relations: { name: string; target: string }[] } {
		const within = relations(member).flatMap(({ name, target }) => (target === null ? [] : [{ name, target }]));
		return { gmlId: member.gmlId, class: member.class, relations: within };
	}

	#indexReferrers(): ReadonlyMap<string, readonly Referrer[]> {
		const index = new Map<string, Referrer[]>();
		for (const feature of this.document.features) {
			for (const { name: property, target } of relations(feature)) {
				if (target === null) continue;
				const known = index.get(target);
				if (known === undefined) index.set(target, [{ property, feature }]);
				else known.push({ property, feature });
			}
		}
		return index;
	}
}
