import type { Feature } from '../../../../../importers/xplan/model.ts';
import { ALL, data, f, FROM_5, IN_5, IN_6, measure, pair, type RuleCase, type Value } from '../support.ts';

/** A property whose element carries an XML attribute of this name, as the reader keeps it. */
function withXmlAttribute(feature: Feature, property: string, name: string, value: string): Feature {
	return {
		...feature,
		attributes: feature.attributes.map((attribute) =>
			attribute.name === property ? { ...attribute, attributes: [...(attribute.attributes ?? []), { name: `@${name}`, value }] } : attribute
		)
	};
}

const height = (h: Value) => f('BP_HoehenMass', { hoehenangabe: data('XP_Hoehenangabe', { h }) });
const reference = () => f('BP_Plan', { refScan: data('XP_ExterneReferenz', { referenzName: 'x' }) });

/** Chapter 2. */
export const GENERAL_CASES: readonly RuleCase[] = [
	pair(
		'2.1.2.1',
		ALL,
		[
			height(measure(3, 'm')),
			height(measure(3, 'urn:adv:uom:m')),
			f('BP_BaugebietsTeilFlaeche', { GF: measure(3, 'm2') }),
			// How loud a stay is may be given in another unit; wert has none of its own.
			f('BP_AbstandsMass', { unbekannt: measure(3, 'ft') })
		],
		height(measure(3, 'cm'))
	),
	pair('2.1.2.1', ALL, [], f('BP_BaugebietsTeilFlaeche', { GF: measure(3, 'm²') })),
	pair('2.1.2.1', ALL, [], f('BP_AbstandsMass', { startWinkel: measure(3, '°') })),
	pair(
		'2.1.2.1',
		FROM_5,
		f('BP_ZusatzkontingentLaerm', { zusatzkontingent: data('BP_EmissionskontingentLaerm', { ekwertTag: measure(60, 'db') }) }),
		f('BP_ZusatzkontingentLaerm', { zusatzkontingent: data('BP_EmissionskontingentLaerm', { ekwertTag: measure(60, 'dB(A)') }) })
	),
	{ ...pair('2.1.3.1', ALL, f('BP_Plan'), [f('BP_Plan'), f('BP_Bereich')]), failingHeader: { crs: undefined } },
	pair(
		'2.1.4',
		IN_6,
		[f('BP_Plan', { inkrafttretensDatum: '2026-02-01', name: '2026-02-01Z' })],
		f('BP_Plan', { inkrafttretensDatum: '2026-02-01+01:00' })
	),
	pair('2.1.4', IN_5, f('BP_Plan', { rechtsverordnungsDatum: '2026-02-01' }), f('BP_Plan', { rechtsverordnungsDatum: '2026-02-01Z' })),
	pair(
		'2.1.5',
		IN_6,
		[withXmlAttribute(reference(), 'refScan', 'type', 'simple')],
		withXmlAttribute(reference(), 'refScan', 'type', 'xplan:XP_SpezExterneReferenzType')
	)
];
