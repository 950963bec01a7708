import type { Attribute, Feature, XplanVersion } from '../model.ts';
import type { Step } from './step.ts';

export interface ConvertibleDocument {
	version: XplanVersion;
	features: Feature[];
}

/** What the newer version has no place for. */
export interface Loss {
	gmlId: string;
	/** Class in the source. */
	class: string;
	/** Undefined where the whole object is lost. */
	property?: string;
	/** As people read it, shortened. */
	value: string;
	/** German sentence. */
	reason: string;
}

/** What looks different afterwards without anything being lost; counted over all objects. */
export interface Change {
	class: string;
	property?: string;
	/** German: what it became. */
	message: string;
	count: number;
}

/** Mandatory in the newer version, but the source does not say it: somebody must. */
export interface Gap {
	gmlId: string;
	class: string;
	property: string;
	reason: string;
}

export interface ConversionResult {
	document: ConvertibleDocument;
	lost: Loss[];
	changed: Change[];
	missing: Gap[];
}

/** Where a class of the source goes. */
export interface ClassRule {
	/** Null: there is no such thing any more. */
	to: string | null | ((feature: Feature) => string);
	/** Properties that say what the name of the old class said, unless they are given. */
	set?: Record<string, string>;
	/** Why it is lost, with `to: null`. */
	reason?: string;
}

export interface StepTables {
	/** Old class → new class. Classes that are not listed keep their name. */
	classes: Record<string, string | ClassRule>;
	/** Old property → new property, of all classes or of one (`Class.property`, where `Class` may be an ancestor). */
	renamed: Record<string, string>;
	/** Property (as in `renamed`) → why there is no place for it. */
	dropped: Record<string, string>;
	/** Property → where else that is said: leaving it out loses nothing. */
	redundant: Record<string, string>;
	/** Data types with a new name. */
	types: Record<string, string>;
	/** Enumeration of the source → code → codes of the target. Others are found by their label. */
	codes: Record<string, Record<string, string[]>>;
	/** Enumeration that a mandatory property gets where the source says nothing, by property or `Class.property`. */
	defaults: Record<string, string>;
	/** Works on the whole document before its features are carried over. */
	before: ((step: Step) => void)[];
	/** Works on one feature, which still has its old class and properties; what it makes is final (`step.made`). */
	rebuild: ((feature: Feature, target: string, step: Step) => void)[];
}

export type { Attribute };
