/** The catalogue of signs as SLD 1.1 / Symbology Encoding 1.1, for other programs that draw our exports. */
import type { GeometryKind, Sign, Variant } from '../types.ts';
import { SIGNS, signOf } from '../signs/catalogue.ts';
import { colourOf } from '../palette.ts';
import { type Condition, type Decider, rulesOfClass } from './class-rules.ts';
import { type SymbolizerOptions, symbolizersOf } from './symbolizers.ts';
import { element, textElement } from './xml.ts';

export interface SldOptions {
	geometry: GeometryKind;
	variant?: Variant;
	/** Name of the layer that the document is for. */
	layer?: string;
	/** Absolute or relative address of the pictures, with a slash at the end. */
	graphics?: string;
	/** Only these signs (filter `sign = id`); all where neither signs nor classes are given. */
	signs?: string[];
	/** Rules per class and code instead: each class with the attributes that may decide its sign. */
	classes?: { name: string; version: string; deciders: Decider[] }[];
	/** Column that names the class, where a layer holds several. */
	classColumn?: string;
}

/** One rule before it is written: where it holds, and its sign. */
interface Case {
	sign: Sign;
	filter: string;
}

const NAMESPACES = {
	version: '1.1.0',
	xmlns: 'http://www.opengis.net/sld',
	'xmlns:se': 'http://www.opengis.net/se',
	'xmlns:ogc': 'http://www.opengis.net/ogc',
	'xmlns:xlink': 'http://www.w3.org/1999/xlink',
	'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
	'xsi:schemaLocation': 'http://www.opengis.net/sld http://schemas.opengis.net/sld/1.1.0/StyledLayerDescriptor.xsd'
};

/**
 * One document per kind of geometry, because SE cannot ask for it. Feature type styles are ordered bottom to top by the height of the
 * signs; within one, the parts that are drawn at every scale have a rule without and the others one with a scale limit.
 */
export function writeSldFor(options: SldOptions): string {
	const { variant = 'colour', geometry, graphics = 'zeichen/', layer = 'objects' } = options;
	const symbolizers: SymbolizerOptions = { variant, graphics };
	const byHeight = new Map<number, Case[]>();
	for (const one of casesOf(options)) {
		const list = byHeight.get(one.sign.zIndex);
		if (list) list.push(one);
		else byHeight.set(one.sign.zIndex, [one]);
	}
	const styles = [...byHeight]
		.sort(([a], [b]) => a - b)
		.flatMap(([height, cases]) => {
			const rules = cases.flatMap((each) => rulesOf(each, geometry, symbolizers));
			return rules.length === 0 ? [] : [element('se:FeatureTypeStyle', {}, textElement('se:Name', `hoehe-${height}`), ...rules)];
		});
	styles.push(element('se:FeatureTypeStyle', {}, textElement('se:Name', 'beschriftung'), labelRule(geometry, variant)));
	const name = textElement('se:Name', `planzeichen-${geometry}-${variant}`);
	const user = element('UserStyle', {}, name, textElement('IsDefault', 1), ...styles);
	const named = element('NamedLayer', {}, textElement('se:Name', layer), user);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${element('StyledLayerDescriptor', NAMESPACES, named)}\n`;
}

function casesOf({ signs, classes, geometry, classColumn }: SldOptions): Case[] {
	if (!classes) {
		const chosen = signs ? signs.map(signOf) : SIGNS;
		return chosen.map((sign) => ({ sign, filter: element('ogc:Filter', {}, equals('sign', sign.id)) }));
	}
	return classes.flatMap(({ name, version, deciders }) =>
		rulesOfClass(name, version, geometry, deciders).map(({ sign, when }) => {
			const own = classColumn ? [equals(classColumn, name)] : [];
			const alternatives = joined(
				'ogc:Or',
				when.map((conditions) => joined('ogc:And', conditions.map(condition)))
			);
			const filter = joined('ogc:And', [...own, alternatives]);
			return { sign: signOf(sign), filter: filter === '' ? '' : element('ogc:Filter', {}, filter) };
		})
	);
}

const equals = (column: string, value: string): string =>
	element('ogc:PropertyIsEqualTo', {}, textElement('ogc:PropertyName', column), textElement('ogc:Literal', value));

const condition = ({ column, codes }: Condition): string =>
	joined(
		'ogc:Or',
		codes.map((code) => (code === null ? element('ogc:PropertyIsNull', {}, textElement('ogc:PropertyName', column)) : equals(column, code)))
	);

/** Nothing where one part is always true; the part itself where there is only one. */
function joined(operator: 'ogc:And' | 'ogc:Or', parts: string[]): string {
	if (operator === 'ogc:Or' && parts.includes('')) return '';
	const filled = parts.filter((part) => part !== '');
	return filled.length <= 1 ? (filled[0] ?? '') : element(operator, {}, ...filled);
}

function rulesOf({ sign, filter }: Case, geometry: GeometryKind, options: SymbolizerOptions): string[] {
	const { always, detail } = symbolizersOf(sign, geometry, options);
	const title = element('se:Description', {}, textElement('se:Title', sign.title), textElement('se:Abstract', legalBasis(sign)));
	const rules: string[] = [];
	if (always.length > 0) rules.push(element('se:Rule', {}, textElement('se:Name', sign.id), title, filter, ...always));
	if (detail.length > 0) {
		const limit = textElement('se:MaxScaleDenominator', sign.maxScaleDenominator);
		rules.push(element('se:Rule', {}, textElement('se:Name', `${sign.id}-nah`), title, filter, limit, ...detail));
	}
	return rules;
}

/** Where the sign comes from, for people. */
export function legalBasis(sign: Sign): string {
	if (sign.planzv) return `Nr. ${sign.planzv} der Anlage zur PlanZV`;
	return { BP: '§ 2 Abs. 2 PlanZV', FP: '§ 2 Abs. 2 PlanZV' }[sign.family as string] ?? 'Ohne Vorgabe der PlanZV';
}

function labelRule(geometry: GeometryKind, variant: Variant): string {
	const colour = (ink: string) => element('se:Fill', {}, textElement('se:SvgParameter', colourOf(ink, variant), { name: 'fill' }));
	const font = element(
		'se:Font',
		{},
		textElement('se:SvgParameter', 'Arial', { name: 'font-family' }),
		textElement('se:SvgParameter', 12, { name: 'font-size' })
	);
	const placement =
		geometry === 'line'
			? [element('se:LabelPlacement', {}, element('se:LinePlacement', {}))]
			: [
					element(
						'se:LabelPlacement',
						{},
						element(
							'se:PointPlacement',
							{},
							element('se:AnchorPoint', {}, textElement('se:AnchorPointX', 0.5), textElement('se:AnchorPointY', 0.5))
						)
					)
				];
	const halo = element('se:Halo', {}, textElement('se:Radius', 1.5), colour('saum'));
	const label = element('se:Label', {}, textElement('ogc:PropertyName', 'label'));
	const symbolizer = element('se:TextSymbolizer', {}, label, font, ...placement, halo, colour('schrift'));
	return element('se:Rule', {}, textElement('se:Name', 'beschriftung'), textElement('se:MaxScaleDenominator', 2_500), symbolizer);
}
