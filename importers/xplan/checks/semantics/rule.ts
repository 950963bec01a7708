import type { Attribute, Feature, Severity, XplanVersion } from '../../model.ts';
import type { SemanticContext } from './context.ts';

/** The conformity documents that rules are taken from. Versions without an own document take that of their neighbour. */
export const DOCUMENTS = ['4.1', '5.4', '6.0'] as const;
export type ConformityDocument = (typeof DOCUMENTS)[number];

/** Which document holds for a version: 4.0 and 4.1, 5.0 to 5.4, 6.0 and 6.1. */
export function documentOf(version: XplanVersion): ConformityDocument {
	if (version.startsWith('4')) return '4.1';
	return version.startsWith('5') ? '5.4' : '6.0';
}

/** What a rule looks at: a member of the document, or a data type within one. */
export interface Subject {
	class: string;
	attributes: readonly Attribute[];
	/** The member itself, or the one that holds the data type. */
	feature: Feature;
	/** With a data type: the property that holds it. */
	property?: string;
}

/** True if the rule is met. Pure; must not throw, whatever the file holds. */
export type Condition = (subject: Subject, context: SemanticContext) => boolean;

/** Condition and what to say when it is not met. Most rules take both from `predicates.ts`. */
export interface Demand {
	holds: Condition;
	/** Plain German: what is wrong and what to do. */
	message: string | ((subject: Subject, context: SemanticContext) => string);
	/** Says the same as the check of references, which then leaves it to the rule: the relation, and the classes that it may lead to. */
	targets?: { relation: string; classes: readonly string[] };
	/** The rule is left out for classes that lack one of these properties in the version at hand. */
	uses?: readonly string[];
}

export interface SemanticRule extends Demand {
	/** Dotted number; per document where it differs or where a document lacks the rule. */
	number: string | Partial<Record<ConformityDocument, string>>;
	/** First and last version of the rule, where it is not the same for all versions of a document. */
	since?: XplanVersion;
	until?: XplanVersion;
	/** Classes or data types, `*` for all; subclasses are included, classes that a version does not have are left out. */
	classes: readonly string[];
	/** `error` unless said otherwise. */
	severity?: Severity;
}

/** The rule's number in a version; undefined where it does not apply. */
export function numberIn(rule: SemanticRule, version: XplanVersion): string | undefined {
	if (rule.since !== undefined && version < rule.since) return undefined;
	if (rule.until !== undefined && version > rule.until) return undefined;
	return typeof rule.number === 'string' ? rule.number : rule.number[documentOf(version)];
}
