import type { Attribute } from '../../../model.ts';
import { or } from '../predicates.ts';
import type { SemanticContext } from '../context.ts';
import type { Demand, SemanticRule, Subject } from '../rule.ts';

/** Spellings of units, by the one in the catalogue (2.1.2.1). Speeds have two units. */
const UNITS: Record<string, readonly string[]> = {
	m: ['m', 'urn:adv:uom:m'],
	m2: ['m2', 'urn:adv:uom:m2'],
	m3: ['m3', 'urn:adv:uom:m3'],
	grad: ['grad', 'urn:adv:uom:grad'],
	db: ['db'],
	'km/h': ['km/h', 'm/sec']
};

interface WrongUnit {
	attribute: Attribute;
	allowed: readonly string[];
}

function wrongUnit({ class: className, attributes }: Subject, context: SemanticContext): WrongUnit | undefined {
	for (const attribute of attributes) {
		if (attribute.uom === undefined) continue;
		const allowed = UNITS[context.property(className, attribute.name)?.unit ?? ''];
		if (allowed !== undefined && !allowed.includes(attribute.uom)) return { attribute, allowed };
	}
	return undefined;
}

const units: Demand = {
	holds: (subject, context) => wrongUnit(subject, context) === undefined,
	message: (subject, context) => {
		const { attribute, allowed } = wrongUnit(subject, context)!;
		return (
			`${attribute.name} hat die Einheit „${attribute.uom!.slice(0, 40)}“; zulässig ist hier nur ${or(allowed)}. ` +
			'Bitte berichtigen Sie uom und nötigenfalls den Wert.'
		);
	}
};

const DATE_WITH_ZONE = /^-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)$/;

function zonedDate({ class: className, attributes }: Subject, context: SemanticContext): Attribute | undefined {
	return attributes.find(
		({ name, value }) =>
			value !== undefined &&
			value.length > 10 &&
			value.length < 20 &&
			DATE_WITH_ZONE.test(value) &&
			context.property(className, name)?.type === 'xs:date'
	);
}

const dates: Demand = {
	holds: (subject, context) => zonedDate(subject, context) === undefined,
	message: (subject, context) => {
		const { name, value } = zonedDate(subject, context)!;
		return `${name} „${value!}“ enthält eine Zeitzone. Bitte schreiben Sie das Datum nur als JJJJ-MM-TT.`;
	}
};

/** `xlink:type` has other values; the reader keeps XML attributes without their prefix. */
const XLINK_TYPES = new Set(['simple', 'extended', 'locator', 'arc', 'resource', 'title', 'none']);

function typed({ attributes }: Subject): Attribute | undefined {
	return attributes.find(({ attributes: inner }) => inner?.some(({ name, value }) => name === '@type' && !XLINK_TYPES.has(value ?? '')));
}

/** Chapter 2: what holds for all classes. */
export const GENERAL_RULES: readonly SemanticRule[] = [
	{ number: '2.1.2.1', classes: ['*'], ...units },
	{
		number: '2.1.3.1',
		classes: ['XP_Plan'],
		holds: (_, { document: { header } }) => header.root !== 'XPlanAuszug' || header.crs !== undefined,
		message:
			'Die Datei nennt kein Koordinatenreferenzsystem für alle ihre Objekte. ' +
			'Bitte geben Sie es in gml:boundedBy als srsName von gml:Envelope an.'
	},
	{ number: { '6.0': '2.1.4' }, classes: ['*'], ...dates },
	{ number: { '5.4': '2.1.4' }, since: '5.3', classes: ['*'], severity: 'warning', ...dates },
	{
		number: { '6.0': '2.1.5' },
		classes: ['*'],
		holds: (subject) => typed(subject) === undefined,
		message: (subject) =>
			`${typed(subject)!.name} gibt mit xsi:type einen anderen Typ an. ` +
			'Bitte lassen Sie xsi:type weg und verwenden Sie das Element dieses Typs.'
	}
];
