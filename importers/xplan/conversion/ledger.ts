import type { Attribute, Feature } from '../model.ts';
import type { Change, Gap, Loss } from './types.ts';

const LONGEST = 200;

/** Keeps the books of a conversion. */
export class Ledger {
	readonly lost: Loss[] = [];
	readonly missing: Gap[] = [];
	private readonly changes = new Map<string, Change>();

	get changed(): Change[] {
		return [...this.changes.values()];
	}

	lose(feature: Pick<Feature, 'gmlId' | 'class'>, attribute: Attribute, reason: string, property = attribute.name): void {
		this.lost.push({ gmlId: feature.gmlId, class: feature.class, property, value: shown(attribute), reason });
	}

	loseFeature(feature: Feature, reason: string): void {
		const value = feature.attributes
			.filter(({ geometry }) => geometry === undefined)
			.map((attribute) => `${attribute.name}: ${shown(attribute)}`)
			.join('; ');
		this.lost.push({ gmlId: feature.gmlId, class: feature.class, value: shorten(value), reason });
	}

	change(className: string, property: string | undefined, message: string): void {
		const key = `${className}\n${property ?? ''}\n${message}`;
		const known = this.changes.get(key);
		if (known !== undefined) known.count++;
		else this.changes.set(key, { class: className, ...(property === undefined ? {} : { property }), message, count: 1 });
	}

	gap(feature: Pick<Feature, 'gmlId' | 'class'>, property: string, reason: string): void {
		this.missing.push({ gmlId: feature.gmlId, class: feature.class, property, reason });
	}
}

/** A property as people read it in a list. */
export function shown(attribute: Attribute): string {
	const { value, href, uom, geometry, attributes } = attribute;
	if (geometry !== undefined) return `Geometrie (${geometry.type})`;
	if (attributes?.some(({ name }) => !name.startsWith('@'))) {
		return shorten(attributes.map((each) => `${each.name}: ${shown(each)}`).join(', '));
	}
	return shorten(href ?? (uom === undefined ? (value ?? '') : `${value ?? ''} ${uom}`));
}

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
