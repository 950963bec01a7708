import type { Attribute, Feature, PlanGeometry } from '../../importers/xplan/model.ts';

/** Short ways to write the attributes of the model; names as in XPlanGML. */
export const value = (name: string, v: string | number | boolean, uom?: string): Attribute =>
	uom === undefined ? { name, value: String(v) } : { name, value: String(v), uom };
export const link = (name: string, gmlId: string): Attribute => ({ name, href: `#${gmlId}` });
export const data = (name: string, type: string, ...attributes: Attribute[]): Attribute => ({ name, type, attributes });
export const geometry = (name: string, g: PlanGeometry): Attribute => ({ name, geometry: g });

/** Values of a record as attributes, in the record's order; numbers that are lengths or angles carry their unit in `UNITS`. */
export function values(record: Record<string, string | number | boolean | undefined>): Attribute[] {
	return Object.entries(record).flatMap(([name, v]) => (v === undefined ? [] : [value(name, v, UNITS[name])]));
}

/** Units of measures by property, spelled as the conformity rules ask (m, m2, grad). */
const UNITS: Record<string, string> = {
	Fmin: 'm2',
	GF: 'm2',
	GR: 'm2',
	VF: 'm2',
	DNmin: 'grad',
	DNmax: 'grad',
	DNzwingend: 'grad',
	FR: 'grad',
	nordwinkel: 'grad',
	drehwinkel: 'grad',
	breite: 'm',
	bautiefe: 'm',
	kronendurchmesser: 'm',
	pflanztiefe: 'm',
	mindesthoehe: 'm',
	wert: 'm',
	hMin: 'm',
	hMax: 'm',
	h: 'm',
	hZwingend: 'm',
	massgeblAussenLaermpegelTag: 'db',
	massgeblAussenLaermpegelNacht: 'db'
};

export const feature = (name: string, gmlId: string, attributes: Attribute[]): Feature => ({ class: name, gmlId, line: 0, attributes });
