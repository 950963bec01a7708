/**
 * The words that rules are written with: questions to a subject (`has`, `codeIn` …) and whole demands with their message
 * (`requires`, `targetIs` …). Empty elements count as not given, as long as they have no content of any kind.
 */

import type { Attribute, PlanGeometry } from '../../model.ts';
import type { SemanticContext } from './context.ts';
import type { Condition, Demand, Subject } from './rule.ts';

type Attributed = { attributes: readonly Attribute[] };

const given = ({ value, href, attributes, geometry }: Attribute): boolean =>
	(value !== undefined && value !== '') ||
	href !== undefined ||
	geometry !== undefined ||
	attributes?.some(({ name }) => name[0] !== '@') === true;

/** All attributes of a name that hold something. */
export function all(subject: Attributed, name: string): Attribute[] {
	return subject.attributes.filter((attribute) => attribute.name === name && given(attribute));
}

/** First attribute of a name that holds something. */
export function first(subject: Attributed, name: string): Attribute | undefined {
	for (const attribute of subject.attributes) if (attribute.name === name && given(attribute)) return attribute;
	return undefined;
}

export function has(subject: Attributed, name: string): boolean {
	return first(subject, name) !== undefined;
}

export function hasAny(subject: Attributed, names: readonly string[]): boolean {
	return names.some((name) => has(subject, name));
}

export function count(subject: Attributed, name: string): number {
	let sum = 0;
	for (const attribute of subject.attributes) if (attribute.name === name && given(attribute)) sum++;
	return sum;
}

/** Value of the first attribute of a name; undefined where there is none. */
export function valueOf(subject: Attributed, name: string): string | undefined {
	return first(subject, name)?.value;
}

export function valuesOf(subject: Attributed, name: string): string[] {
	return all(subject, name).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** Values for a message: a few of them, none at length, because a file may hold anything. */
export function shown(values: readonly string[]): string {
	const some = values.slice(0, 5).map((value) => (value.length > 40 ? `${value.slice(0, 40)}…` : value));
	return [...some, ...(values.length > some.length ? ['…'] : [])].join(', ');
}

/** The property is given and all its values are among the codes. */
export function codeIn(subject: Attributed, name: string, codes: readonly string[]): boolean {
	const values = valuesOf(subject, name);
	return values.length > 0 && values.every((value) => codes.includes(value));
}

/** Not given, or all values among the codes. */
export function absentOr(subject: Attributed, name: string, codes: readonly string[]): boolean {
	return !has(subject, name) || codeIn(subject, name, codes);
}

/** One of the values is among the codes. */
export function someCodeIn(subject: Attributed, name: string, codes: readonly string[]): boolean {
	return valuesOf(subject, name).some((value) => codes.includes(value));
}

/** `xs:boolean` as a boolean; undefined where it is not given or no boolean. */
export function booleanOf(subject: Attributed, name: string): boolean | undefined {
	const value = valueOf(subject, name);
	if (value === 'true' || value === '1') return true;
	return value === 'false' || value === '0' ? false : undefined;
}

/** Text without content: present but empty or blank. */
export function isBlank(subject: Attributed, name: string): boolean {
	return subject.attributes.some((attribute) => attribute.name === name && attribute.href === undefined && !attribute.value?.trim());
}

/** Level of the object (`ebene`); 0 where it is not given or no number. */
export function level(subject: Attributed): number {
	const value = Number(valueOf(subject, 'ebene') ?? 0);
	return Number.isNaN(value) ? 0 : value;
}

export type GeometryShape = 'point' | 'line' | 'area';
const SHAPES: Record<PlanGeometry['type'], GeometryShape> = {
	Point: 'point',
	MultiPoint: 'point',
	Curve: 'line',
	MultiCurve: 'line',
	Surface: 'area',
	MultiSurface: 'area'
};

/** Shape of the geometry property (`position` unless named); undefined where none could be read. */
export function shapeOf(subject: Attributed, property = 'position'): GeometryShape | undefined {
	const geometry = first(subject, property)?.geometry;
	return geometry && SHAPES[geometry.type];
}

export const isArea = (subject: Attributed): boolean => shapeOf(subject) === 'area';

/** All targets of the relation that are in the file are of one of the classes. Missing targets are for the check of references. */
export function targetsAre(subject: Subject, context: SemanticContext, relation: string, classes: readonly string[]): boolean {
	for (const attribute of subject.attributes) {
		if (attribute.name !== relation) continue;
		const target = context.target(attribute);
		if (target === undefined || context.catalogue.classOf(target.class) === undefined) continue;
		if (!classes.some((name) => context.isA(target.class, name))) return false;
	}
	return true;
}

// Whole demands ------------------------------------------------------------------------------------------------------------------

const enumerated = (names: readonly string[], word: string): string =>
	names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]!}`;
/** `a, b oder c`, for messages. */
export const or = (names: readonly string[]): string => enumerated(names, 'oder');
/** `a, b und c`, for messages. */
export const and = (names: readonly string[]): string => enumerated(names, 'und');

/** The relation leads to objects of these classes only. */
export function targetIs(relation: string, classes: readonly string[]): Demand {
	return {
		uses: [relation],
		targets: { relation, classes },
		holds: (subject, context) => targetsAre(subject, context, relation, classes),
		message: (subject, context) => {
			const wrong = subject.attributes.flatMap((attribute) => {
				const target = attribute.name === relation ? context.target(attribute) : undefined;
				return target === undefined || classes.some((name) => context.isA(target.class, name)) ? [] : [target];
			})[0];
			const shown = wrong === undefined ? '' : ` auf ${wrong.class} „${wrong.gmlId.slice(0, 80)}“`;
			return `Die Relation ${relation} verweist${shown}, darf aber nur auf ${or(classes)} verweisen. Bitte berichtigen Sie den Verweis.`;
		}
	};
}

/** Where `detail` is given, one of the `needed` properties must be given too. */
export function requires(detail: string, ...needed: readonly string[]): Demand {
	return {
		uses: [detail],
		holds: (subject) => !has(subject, detail) || hasAny(subject, needed),
		message: `${detail} ist angegeben, ${or(needed)} aber nicht. Bitte ergänzen Sie ${or(needed)}.`
	};
}

/** Where `detail` is given n times, `main` must be given at least n times. */
export function requiresAsOften(detail: string, main: string): Demand {
	return {
		uses: [detail, main],
		holds: (subject) => count(subject, detail) <= count(subject, main),
		message: (subject) =>
			`${detail} ist ${count(subject, detail)}-mal angegeben, ${main} nur ${count(subject, main)}-mal. ` +
			`Bitte geben Sie zu jeder Angabe von ${detail} auch ${main} an.`
	};
}

/** Where `detail` is given, `main` must be left out or have one of the codes. */
export function requiresCode(detail: string, main: string, codes: readonly string[], meaning: string): Demand {
	return {
		uses: [detail, main],
		holds: (subject) => !has(subject, detail) || absentOr(subject, main, codes),
		message: (subject) =>
			`${detail} ist angegeben, ${main} hat aber den Wert ${shown(valuesOf(subject, main))}. ` +
			`Bitte setzen Sie ${main} auf ${or(codes)} (${meaning}) oder lassen Sie eine der beiden Angaben weg.`
	};
}

/** At most one of the properties is given. */
export function atMostOne(...names: readonly string[]): Demand {
	return {
		uses: names,
		holds: (subject) => names.filter((name) => has(subject, name)).length <= 1,
		message: (subject) => {
			const both = names.filter((name) => has(subject, name));
			return `${and(both)} sind gleichzeitig angegeben; zulässig ist nur eine der Angaben. Bitte entfernen Sie die übrigen.`;
		}
	};
}

/** Exactly one of the properties is given. */
export function xor(...names: readonly string[]): Demand {
	return {
		uses: names,
		holds: (subject) => names.filter((name) => has(subject, name)).length === 1,
		message: (subject) => {
			const both = names.filter((name) => has(subject, name));
			return both.length === 0
				? `Weder ${names.join(' noch ')} ist angegeben. Bitte ergänzen Sie genau eine der Angaben.`
				: `${and(both)} sind gleichzeitig angegeben; zulässig ist nur eine der Angaben. Bitte entfernen Sie die übrigen.`;
		}
	};
}

/** Of the properties only these combinations (or none) are given. A property may be repeated. */
export function combinations(names: readonly string[], allowed: readonly (readonly string[])[]): Demand {
	const keys = new Set(['', ...allowed.map((combination) => names.filter((name) => combination.includes(name)).join(' '))]);
	return {
		holds: (subject) => keys.has(names.filter((name) => has(subject, name)).join(' ')),
		message: (subject) => {
			const found = names.filter((name) => has(subject, name));
			const options = allowed.map((combination) => and(combination)).join('; ');
			return `Die Angabe von ${and(found)} passt nicht zusammen. Zulässig sind: ${options}. Bitte berichtigen Sie die Angaben.`;
		}
	};
}

const SHAPE_NAMES: Record<GeometryShape, string> = { point: 'Punkte', line: 'Linien', area: 'Flächen' };

/** The geometry property has one of the shapes, or none that could be read. */
export function shapeIs(shapes: readonly GeometryShape[], property = 'position'): Demand {
	return {
		uses: [property],
		holds: (subject) => {
			const shape = shapeOf(subject, property);
			return shape === undefined || shapes.includes(shape);
		},
		message: (subject) => {
			const found = SHAPE_NAMES[shapeOf(subject, property)!];
			return (
				`In ${property} stehen ${found}; zulässig sind nur ${or(shapes.map((shape) => SHAPE_NAMES[shape]))}. ` +
				'Bitte berichtigen Sie die Geometrie.'
			);
		}
	};
}

/**
 * Where the geometry is an area, `flaechenschluss` must have this value (on level 0 only, where said so). That it is given at all is a
 * rule of its own, or the schema's.
 */
export function areaIsFlaechenschluss(expected: boolean, onLevelZero = false): Demand {
	const scope = onLevelZero ? ' auf Ebene 0' : '';
	return {
		uses: ['position', 'flaechenschluss'],
		holds: (subject) =>
			!isArea(subject) || (onLevelZero && level(subject) !== 0) || booleanOf(subject, 'flaechenschluss') !== !expected,
		message: `Dieses Objekt hat als Fläche${scope} immer flaechenschluss = ${expected}. Bitte setzen Sie das Attribut auf ${expected}.`
	};
}

/** `demand` counts only where `applies`. */
export function onlyIf(applies: Condition, demand: Demand): Demand {
	return { ...demand, holds: (subject, context) => !applies(subject, context) || demand.holds(subject, context) };
}
