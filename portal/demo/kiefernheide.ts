import type { Polygon, Position } from '../../importers/xplan/model.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import { Edges, frame, line, point, surface } from './geometry.ts';
import { CENTRES } from './land.ts';
import type { BuiltPlan } from './lindenpark.ts';
import { dayAfter } from './dates.ts';
import { PlanBuilder } from './plan-builder.ts';

/** The plan's plane lies east of the Tannenring. */
const AT = frame([CENTRES.heidewinkel[0] + 585, CENTRES.heidewinkel[1] - 120], 8);
const positions = (spec: string): Position[] =>
	spec.split(' ').map((token) => {
		const [u, v] = token.split(',').map(Number) as [number, number];
		return AT(u, v);
	});

/** Bebauungsplan Nr. 2 „Tannenring Ost“ of Kiefernheide: small, in force for years, delivered in XPlanGML 5.4. */
export function buildKiefernheide(today: Date): BuiltPlan {
	const plan = new PlanBuilder('kiefernheide', '5.4');
	const edges = new Edges();
	const [turnStart, turnEnd] = positions('88,60 88,72') as [Position, Position];
	const areas: [id: string, type: string, spec: string][] = [
		['WA 1', 'WA', '0,0 120,0 120,66 102,66 88,60 0,60'],
		['WA 2', 'WA', '0,72 88,72 102,66 120,66 120,130 0,130'],
		['Heideweg', 'road', '0,60 88,60 88,72 0,72'],
		['Grünstreifen', 'green', '120,0 140,0 140,130 120,130 120,66']
	];
	plan.text(
		'T 1',
		'1',
		'§ 9 Abs. 1 Nr. 25 BauGB',
		'Die Kiefern im Grünstreifen sind zu erhalten und bei Abgang durch gleichartige zu ersetzen.'
	);
	plan.text('T 2', '2', '§ 9 Abs. 1 Nr. 6 BauGB', 'Je Wohngebäude sind höchstens zwei Wohnungen zulässig.');
	// The turning circle's tip is a vertex of both building areas, so the arc is declared in two halves for them.
	const tip = AT(102, 66);
	const half = (v: number): Position => AT(97, v);
	edges.arc(turnStart, half(61.2), tip);
	edges.arc(tip, half(70.8), turnEnd);
	const polygons = new Map<string, Polygon>();
	for (const [id, type, spec] of areas) {
		const vertices = positions(spec);
		if (type === 'road') vertices.splice(2, 0, tip);
		const polygon = edges.polygon(vertices);
		polygons.set(id, polygon);
		if (type === 'WA') {
			plan.object(
				'BP_BaugebietsTeilFlaeche',
				id,
				{ gliederung1: id.slice(3), texte: ['T 2'] },
				surface(polygon),
				true,
				...values({ GRZ: 0.3, Z: 1, allgArtDerBaulNutzung: 1000, besondereArtDerBaulNutzung: 1200, bauweise: 1000, bebauungsArt: 1000 })
			);
			plan.present(id, AT(60, id === 'WA 1' ? 8 : 122), 'besondereArtDerBaulNutzung', `${id}\nGRZ 0,3\nI  o`, 8);
		} else if (type === 'road') plan.object('BP_StrassenVerkehrsFlaeche', id, {}, surface(polygon), true, value('nutzungsform', 2000));
		else
			plan.object(
				'BP_GruenFlaeche',
				id,
				{ texte: ['T 1'] },
				surface(polygon),
				true,
				...values({ zweckbestimmung: 24004, nutzungsform: 2000 })
			);
	}
	for (const [id, spec] of [
		['Süd', '6,36 84,36 84,54 6,54'],
		['Nord', '6,78 84,78 84,96 6,96']
	] as const) {
		const outline = positions(spec);
		plan.object(
			'BP_UeberbaubareGrundstuecksFlaeche',
			`Baufenster ${id}`,
			{},
			surface(edges.polygon(outline)),
			false,
			link('baugrenze', plan.id(`Baugrenze ${id}`))
		);
		plan.object('BP_BauGrenze', `Baugrenze ${id}`, {}, line(edges.curve([...outline, outline[0]!])));
	}
	[12, 44, 86, 114].forEach((v, i) => {
		plan.object(
			'BP_AnpflanzungBindungErhaltung',
			`Kiefer ${i + 1}`,
			{ texte: ['T 1'] },
			point(AT(130, v)),
			undefined,
			...values({ massnahme: 1000, gegenstand: 1000, kronendurchmesser: 8 })
		);
	});
	const perimeter = surface(edges.polygon(positions('0,0 120,0 140,0 140,130 120,130 0,130 0,72 0,60')));
	const inForce = dayAfter(today, -5200);
	const planFeature = feature('BP_Plan', plan.id('plan'), [
		...values({ name: 'Bebauungsplan Nr. 2 „Tannenring Ost“', nummer: '2', internalId: 'HW-KH-002', erstellungsMassstab: 500 }),
		geometry('raeumlicherGeltungsbereich', perimeter),
		...plan.planTexts(),
		data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999031', gemeindeName: 'Gemeinde Kiefernheide' })),
		data('plangeber', 'XP_Plangeber', value('name', 'Verwaltungsverband Heidewinkel')),
		...values({
			planArt: 10001,
			verfahren: 1000,
			rechtsstand: 4000,
			aufstellungsbeschlussDatum: dayAfter(today, -5900),
			satzungsbeschlussDatum: dayAfter(today, -5230),
			inkrafttretensDatum: inForce,
			versionBauNVODatum: '1990-01-23',
			versionBauGBDatum: '2004-09-23'
		}),
		link('bereich', plan.id('bereich'))
	]);
	const bereich = feature('BP_Bereich', plan.id('bereich'), [
		...values({ nummer: 0, name: 'Geltungsbereich' }),
		geometry('geltungsbereich', perimeter),
		...plan.bereichContents(),
		link('gehoertZuPlan', plan.id('plan'))
	]);
	return { plan, members: plan.members(planFeature, bereich), gml: plan.write(planFeature, bereich) };
}
