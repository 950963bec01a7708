import type { Position } from '../../importers/xplan/model.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import type { DemoDates } from './dates.ts';
import { Edges, surface } from './geometry.ts';
import { land } from './land.ts';
import type { BuiltPlan } from './lindenpark.ts';
import type { Paper } from './pdf.ts';
import { document, law, PlanBuilder } from './plan-builder.ts';

export const OBERLINDEN_FILE = 'Ergaenzungssatzung_Oberlinden.pdf';

/** Four lots on the eastern edge of Oberlinden, in metres from the Land's corner. */
const PERIMETER: [number, number][] = [
	[4905, 9215],
	[4962, 9228],
	[5018, 9262],
	[5046, 9318],
	[5022, 9366],
	[4968, 9350],
	[4958, 9306],
	[4922, 9276],
	[4890, 9262]
];

export const oberlindenId = (name: string): string => new PlanBuilder('oberlinden', '6.0').id(name);

/** Ergänzungssatzung (§ 34 Abs. 4 Nr. 3 BauGB) for Oberlinden: only a perimeter and a document, as small municipalities deliver them. */
export function buildOberlinden(dates: DemoDates): BuiltPlan {
	const plan = new PlanBuilder('oberlinden', '6.0');
	const ring: Position[] = PERIMETER.map(([x, y]) => land(x, y));
	const perimeter = surface(new Edges().polygon(ring));
	const planFeature = feature('BP_Plan', plan.id('plan'), [
		...values({
			name: 'Ergänzungssatzung „Am Kirchsteig“ Oberlinden',
			nummer: 'ES 3',
			internalId: 'ML-ES-003',
			beschreibung: 'Einbeziehung von vier Grundstücken am Kirchsteig in den im Zusammenhang bebauten Ortsteil Oberlinden',
			erstellungsMassstab: 1000
		}),
		geometry('raeumlicherGeltungsbereich', perimeter),
		document('Satzung mit Begründung', OBERLINDEN_FILE, 1060, 'Satzungstext, Lageplan und Begründung', dates.coming.start),
		data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999010', gemeindeName: 'Stadt Musterlinden', ortsteilName: 'Oberlinden' })),
		data('plangeber', 'XP_Plangeber', value('name', 'Stadt Musterlinden')),
		...values({ planArt: 40002, rechtsstand: 2000, aufstellungsbeschlussDatum: dates.early.end }),
		law('versionBauGB', 'BauGB', '2017-11-03'),
		link('bereich', plan.id('bereich'))
	]);
	const bereich = feature('BP_Bereich', plan.id('bereich'), [
		...values({ nummer: 0, name: 'Ergänzungsfläche' }),
		geometry('geltungsbereich', perimeter),
		value('verfahren', 2000),
		link('gehoertZuPlan', plan.id('plan'))
	]);
	return { plan, members: plan.members(planFeature, bereich), gml: plan.write(planFeature, bereich) };
}

export const oberlindenPaper = (date: string): Paper => ({
	title: 'Ergänzungssatzung „Am Kirchsteig“',
	subtitle: 'Ortsteil Oberlinden – Satzung und Begründung (Entwurf)',
	author: 'Stadt Musterlinden',
	date,
	chapters: [
		{
			heading: 'Satzung',
			paragraphs: [
				'§ 1 Die im Lageplan umgrenzte Fläche am Kirchsteig wird in den im Zusammenhang bebauten Ortsteil Oberlinden einbezogen.',
				'§ 2 Zulässig sind Wohngebäude mit höchstens zwei Wohnungen und zwei Vollgeschossen sowie die zugehörigen Nebenanlagen.',
				'§ 3 Am östlichen Rand ist auf 5 m Breite eine Hecke aus heimischen Gehölzen zu pflanzen und dauerhaft zu erhalten.',
				'§ 4 Die Satzung tritt mit ihrer Bekanntmachung in Kraft.'
			]
		},
		{
			heading: 'Begründung',
			paragraphs: [
				'Der Kirchsteig ist bis zur Kirche beidseitig bebaut und vollständig erschlossen. Die vier Grundstücke runden den Ortsrand ' +
					'ab und sind durch die ' +
					'Nutzung der angrenzenden Grundstücke geprägt. Nachfragen aus dem Dorf selbst können so ohne neue Straße bedient werden.',
				'Die Satzung wird im vereinfachten Verfahren aufgestellt. Der Eingriff in Ackerland wird durch die Hecke am Ortsrand ausgeglichen.'
			]
		},
		{
			heading: 'Betroffene Flurstücke',
			paragraphs: ['Gemarkung Oberlinden, vier Teilflächen mit zusammen rund 1,2 Hektar.'],
			table: [
				['Flurstück', 'Fläche', 'heutige Nutzung'],
				['141/2 (teilweise)', '3.200 m²', 'Acker'],
				['142', '2.700 m²', 'Grünland'],
				['143/1', '3.050 m²', 'Acker'],
				['144 (teilweise)', '2.911 m²', 'Grünland']
			]
		}
	]
});
