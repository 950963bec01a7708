import type { Feature } from '../../importers/xplan/model.ts';
import { data, feature, geometry, link, value, values } from './attributes.ts';
import type { DemoDates } from './dates.ts';
import { surface } from './geometry.ts';
import { lindenparkGeometry } from './lindenpark-areas.ts';
import { addHousing, addOtherAreas, type Draft } from './lindenpark-areas-objects.ts';
import { addOverlays } from './lindenpark-overlays.ts';
import { PROVISIONS, REASONS } from './lindenpark-texts.ts';
import { document, law, PlanBuilder } from './plan-builder.ts';

const SEED = 'lindenpark';
/** Objects that were drawn anew between the drafts: same place and sense, other id, as happens when a planner redraws them. */
const REDRAWN = ['WA 5', 'Baugrenze WA 5', 'Baufenster WA 5', 'Linde 3', 'Grün Ost', 'auszug'];

export const LINDENPARK_FILES = { begruendung: 'Begruendung_Lindenpark.pdf', pflanzliste: 'Pflanzliste_Lindenpark.pdf' };

export interface BuiltPlan {
	plan: PlanBuilder;
	members: Feature[];
	gml: Uint8Array;
}

/** gml:id of an object of the Entwurf by its name, e.g. `WA 1` or `Baugrenze MU 1`. */
export const lindenparkId = (name: string): string => new PlanBuilder(SEED, '6.0').id(name);

/** The Bebauungsplan Nr. 12 „Lindenpark“ of Musterlinden in XPlanGML 6.0: the draft on display, or the one before it. */
export function buildLindenpark(draft: Draft, dates: DemoDates): BuiltPlan {
	const late = draft === 'entwurf';
	const plan = new PlanBuilder(SEED, '6.0', late ? [] : REDRAWN);
	const g = lindenparkGeometry(late);
	for (const p of PROVISIONS) {
		const text = late ? p.text : p.early;
		if (text) plan.text(p.id, p.schluessel, p.grundlage, text, p.rechtscharakter);
	}
	for (const r of REASONS) plan.reason(r.id, r.schluessel, r.text);
	addHousing(plan, g, draft);
	addOtherAreas(plan, g);
	addOverlays(plan, g, draft);

	const perimeter = surface(g.perimeter);
	const published = late ? dates.running : dates.early;
	const document1 = document(
		'Begründung zum Bebauungsplan Nr. 12',
		LINDENPARK_FILES.begruendung,
		1010,
		'Begründung mit Umweltbericht',
		published.start
	);
	const document2 = document('Pflanzliste', LINDENPARK_FILES.pflanzliste, 2200, 'Empfohlene Gehölze', published.start);
	const planFeature = feature('BP_Plan', plan.id('plan'), [
		...values({
			name: 'Bebauungsplan Nr. 12 „Lindenpark“',
			nummer: '12',
			internalId: 'ML-BP-012',
			beschreibung:
				'Wohnquartier mit urbanen Gebieten, Kindertagesstätte und Park auf der Fläche der früheren Stadtgärtnerei ' +
				(late ? '(Entwurf)' : '(Vorentwurf)'),
			technHerstellDatum: published.start,
			erstellungsMassstab: 1000,
			hoehenbezug: 'DHHN2016',
			technischerPlanersteller: 'Planungsbüro Strich & Faden, Musterlinden'
		}),
		geometry('raeumlicherGeltungsbereich', perimeter),
		document1,
		...(late ? [document2] : []),
		...plan.planTexts(),
		data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999010', gemeindeName: 'Stadt Musterlinden', ortsteilName: 'Weststadt' })),
		data('plangeber', 'XP_Plangeber', value('name', 'Stadt Musterlinden')),
		...values({ planArt: 10001, rechtsstand: late ? 2400 : 2200, aufstellungsbeschlussDatum: dates.initiative }),
		...(late
			? values({
					auslegungsStartDatum: dates.running.start,
					auslegungsEndDatum: dates.running.end,
					traegerbeteiligungsStartDatum: dates.running.start,
					traegerbeteiligungsEndDatum: dates.running.end
				})
			: []),
		...values({ staedtebaulicherVertrag: late, gruenordnungsplan: true }),
		law('versionBauNVO', 'BauNVO', '2017-11-21'),
		law('versionBauGB', 'BauGB', '2017-11-03'),
		law('versionSonstRechtsgrundlage', 'SächsBO', '2016-05-11'),
		link('bereich', plan.id('bereich'))
	]);
	const bereich = feature('BP_Bereich', plan.id('bereich'), [
		...values({ nummer: 0, name: 'Geltungsbereich' }),
		geometry('geltungsbereich', perimeter),
		...plan.bereichContents(),
		value('verfahren', 1000),
		link('gehoertZuPlan', plan.id('plan'))
	]);
	return { plan, members: plan.members(planFeature, bereich), gml: plan.write(planFeature, bereich) };
}
