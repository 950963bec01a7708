import type { Position } from '../../importers/xplan/model.ts';
import { auenfeldeShares } from './auenfelde-areas.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import { clip } from './coverage.ts';
import { dayAfter } from './dates.ts';
import { line, surface } from './geometry.ts';
import { AREAS, CENTRES, RIVER } from './land.ts';
import { blob } from './landmarks.ts';
import type { BuiltPlan } from './lindenpark.ts';
import { document, PlanBuilder } from './plan-builder.ts';
import { ribbon } from './ribbons.ts';

export const AUENFELDE_FILE = 'Begruendung_FNP_Auenfelde.pdf';

const TEXTS: [id: string, key: string, law: string, text: string][] = [
	[
		'T 1',
		'1',
		'§ 5 Abs. 2 Nr. 1 BauGB',
		'Geplante Bauflächen sollen erst entwickelt werden, wenn die freien Grundstücke in den bestehenden Baugebieten überwiegend bebaut sind.'
	],
	[
		'T 2',
		'2',
		'§ 5 Abs. 2 Nr. 9 BauGB',
		'Die Elbwiesen bleiben als Dauergrünland erhalten; ein Umbruch würde den Abfluss bei Hochwasser und die Wiesenbrüter beeinträchtigen.'
	]
];

/** A place within a ring for a label: the middle of the longest horizontal cut through its middle height. */
function labelPoint(ring: Position[]): Position {
	const ys = ring.map((p) => p[1]);
	const y = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.0007;
	const cuts = ring
		.flatMap((p, i): number[] => {
			const q = ring[(i + 1) % ring.length]!;
			return p[1] > y === q[1] > y ? [] : [p[0] + ((y - p[1]) * (q[0] - p[0])) / (q[1] - p[1])];
		})
		.sort((a, b) => a - b);
	let best = [cuts[0]!, cuts[1]!];
	for (let i = 0; i + 1 < cuts.length; i += 2) if (cuts[i + 1]! - cuts[i]! > best[1]! - best[0]!) best = [cuts[i]!, cuts[i + 1]!];
	return [Math.round((best[0]! + best[1]!) / 2), Math.round(y)];
}

/** The Flächennutzungsplan of Auenfelde in XPlanGML 5.4: the whole municipal area, effective since four years. */
export function buildAuenfelde(today: Date): BuiltPlan {
	const plan = new PlanBuilder('auenfelde', '5.4', [], 'FP');
	for (const t of TEXTS) plan.text(...t);
	const shares = auenfeldeShares();
	shares.forEach((share, i) => {
		const { what, polygon } = share;
		const id = `${what.name} ${i + 1}`;
		plan.object(what.class, id, { texte: what.texte ?? [] }, surface(polygon), true, ...what.attributes);
		if (what.label) plan.present(id, labelPoint(polygon.exterior[0]!.points.slice(1)), 'Beschriftung', what.label);
	});
	const clipped = (ring: Position[]): ReturnType<typeof surface> => surface(...clip(AREAS.auenfelde, ring));
	const [ax, ay] = CENTRES.auenfelde;
	plan.object(
		'SO_Wasserrecht',
		'Überschwemmungsgebiet',
		{ rechtscharakter: 2000 },
		clipped(ribbon(RIVER, 900, false)),
		false,
		...values({ artDerFestlegung: 20000, name: 'Überschwemmungsgebiet der Elbe' })
	);
	plan.object(
		'SO_SchutzgebietNaturschutzrecht',
		'Landschaftsschutzgebiet',
		{ rechtscharakter: 2000 },
		clipped(ribbon(RIVER, 2400, false)),
		false,
		...values({ artDerFestlegung: 1300, name: 'Elbaue bei Auenfelde' })
	);
	plan.object(
		'SO_Denkmalschutzrecht',
		'Dorfkirche',
		{ rechtscharakter: 2000 },
		{ type: 'Point', positions: [[ax - 5, ay - 45]] },
		undefined,
		...values({ artDerFestlegung: 1100, name: 'Dorfkirche Auenfelde' })
	);
	plan.object(
		'FP_SchutzPflegeEntwicklung',
		'Auwaldentwicklung',
		{},
		clipped(blob([ax - 2550, ay + 250], 420, 240, 40, 'alluvial')),
		false,
		value('ziel', 2000),
		data('massnahme', 'XP_SPEMassnahmenDaten', ...values({ klassifizMassnahme: 1100, massnahmeText: 'Entwicklung von Auwald' })),
		value('istAusgleich', true)
	);
	plan.object(
		'FP_Kennzeichnung',
		'Altablagerung',
		{ rechtscharakter: 5000 },
		clipped(blob([ax + 1500, ay + 620], 90, 60, 0, 'tip')),
		false,
		...values({ zweckbestimmung: 4000, istVerdachtsflaeche: true, nummer: 'AA 3' })
	);
	const cable: Position[] = [
		[ax + 1224, ay + 200],
		[ax + 1500, ay + 900],
		[ax + 1200, ay + 2600]
	];
	plan.object(
		'FP_VerEntsorgung',
		'Hochspannungsleitung',
		{ rechtscharakter: 2000 },
		line([{ type: 'line', points: cable }]),
		undefined,
		value('zweckbestimmung', 10000)
	);

	const effective = dayAfter(today, -1500);
	const perimeter = surface({ exterior: [{ type: 'line', points: [...AREAS.auenfelde, AREAS.auenfelde[0]!] }], interiors: [] });
	const planFeature = feature('FP_Plan', plan.id('plan'), [
		...values({
			name: 'Flächennutzungsplan der Gemeinde Auenfelde',
			nummer: 'FNP',
			internalId: 'AU-FNP',
			beschreibung: 'Flächennutzungsplan für das gesamte Gemeindegebiet',
			technHerstellDatum: effective,
			genehmigungsDatum: dayAfter(today, -1530),
			erstellungsMassstab: 10000,
			technischerPlanersteller: 'Büro Weitblick, Auenfelde'
		}),
		geometry('raeumlicherGeltungsbereich', perimeter),
		document('Begründung zum Flächennutzungsplan', AUENFELDE_FILE, 1010, 'Begründung mit Umweltbericht', effective),
		...plan.planTexts(),
		data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999020', gemeindeName: 'Gemeinde Auenfelde' })),
		data('plangeber', 'XP_Plangeber', value('name', 'Gemeinde Auenfelde')),
		...values({
			planArt: 1000,
			verfahren: 1000,
			rechtsstand: 4000,
			aufstellungsbeschlussDatum: dayAfter(today, -2900),
			auslegungsStartDatum: dayAfter(today, -2000),
			auslegungsEndDatum: dayAfter(today, -1965),
			planbeschlussDatum: dayAfter(today, -1700),
			wirksamkeitsDatum: effective,
			versionBauNVODatum: '2017-11-21',
			versionBauGBDatum: '2017-11-03'
		}),
		link('bereich', plan.id('bereich'))
	]);
	const bereich = feature('FP_Bereich', plan.id('bereich'), [
		...values({ nummer: 0, name: 'Gemeindegebiet' }),
		geometry('geltungsbereich', perimeter),
		...plan.bereichContents(),
		link('gehoertZuPlan', plan.id('plan'))
	]);
	return { plan, members: plan.members(planFeature, bereich), gml: plan.write(planFeature, bereich) };
}
