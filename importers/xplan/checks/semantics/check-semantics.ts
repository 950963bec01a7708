import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Attribute, Feature, XplanVersion } from '../../model.ts';
import type { CheckedDocument, CheckRun, DocumentCheck } from '../checked-document.ts';
import { SemanticContext } from './context.ts';
import { SEMANTIC_RULES } from './registry.ts';
import { numberIn, type SemanticRule, type Subject } from './rule.ts';

interface NumberedRule {
	number: string;
	rule: SemanticRule;
}

/** Features between two looks at progress and cancellation. */
const BATCH = 2000;
const rulesOfVersions = new Map<XplanVersion, ReadonlyMap<string, readonly NumberedRule[]>>();

/**
 * Rules by class, inherited ones included. Made once per version.
 * @returns classes without a rule are left out
 */
export function rulesByClass(catalogue: Catalogue): ReadonlyMap<string, readonly NumberedRule[]> {
	const known = rulesOfVersions.get(catalogue.version);
	if (known !== undefined) return known;
	const named = new Map<string, NumberedRule[]>();
	for (const rule of SEMANTIC_RULES) {
		const number = numberIn(rule, catalogue.version);
		if (number === undefined) continue;
		const numbered = { number, rule };
		for (const name of rule.classes) {
			const list = named.get(name);
			if (list === undefined) named.set(name, [numbered]);
			else list.push(numbered);
		}
	}
	const byClass = new Map<string, readonly NumberedRule[]>();
	for (const name of catalogue.classNames) {
		const properties = new Set(catalogue.properties(name).map((property) => property.name));
		const inherited = ['*', ...catalogue.parents(name).reverse(), name].flatMap((ancestor) => named.get(ancestor) ?? []);
		const usable = [...new Set(inherited)].filter(({ rule }) => (rule.uses ?? []).every((property) => properties.has(property)));
		if (usable.length > 0) byClass.set(name, usable);
	}
	rulesOfVersions.set(catalogue.version, byClass);
	return byClass;
}

/** Whether a rule reports, as an error, that this relation of an object (or data type) leads to an object of this class. */
export function reportsTarget(catalogue: Catalogue, className: string, relation: string, target: string): boolean {
	return (rulesByClass(catalogue).get(className) ?? []).some(
		({ rule: { targets, severity } }) =>
			targets?.relation === relation && (severity ?? 'error') === 'error' && !targets.classes.some((name) => catalogue.isA(target, name))
	);
}

/**
 * Checks the conformity conditions that are neither about geometry as such nor decided by the schema. One pass over the features and the
 * data types in them; each class meets only the rules made for it. Classes unknown to the version (extensions of a Land) meet none.
 */
export const checkSemantics: DocumentCheck = async (document: CheckedDocument, run: CheckRun): Promise<void> => {
	const rules = rulesByClass(document.catalogue);
	const context = new SemanticContext(document);
	const { features } = document;
	for (let i = 0; i < features.length; i++) {
		if (i % BATCH === 0) {
			run.onProgress?.(i / features.length);
			await run.checkpoint?.();
		}
		const feature = features[i]!;
		apply(rules, { class: feature.class, attributes: feature.attributes, feature }, context, run);
		dataTypes(rules, feature.attributes, feature, context, run);
	}
	run.onProgress?.(1);
};

type Rules = ReadonlyMap<string, readonly NumberedRule[]>;

function dataTypes(rules: Rules, attributes: readonly Attribute[], feature: Feature, context: SemanticContext, run: CheckRun): void {
	for (const attribute of attributes) {
		if (attribute.attributes === undefined) continue;
		if (attribute.type !== undefined) {
			apply(rules, { class: attribute.type, attributes: attribute.attributes, feature, property: attribute.name }, context, run);
		}
		dataTypes(rules, attribute.attributes, feature, context, run);
	}
}

function apply(rules: Rules, subject: Subject, context: SemanticContext, run: CheckRun): void {
	for (const { number, rule } of rules.get(subject.class) ?? []) {
		if (rule.holds(subject, context)) continue;
		const { gmlId, class: className, line } = subject.feature;
		const message = typeof rule.message === 'string' ? rule.message : rule.message(subject, context);
		run.findings.add({ check: 'semantics', rule: number, severity: rule.severity ?? 'error', gmlId, class: className, message, line });
	}
}
