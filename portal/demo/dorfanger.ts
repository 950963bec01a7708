import { data, feature, geometry, link, value, values } from './attributes.ts';
import { dayAfter } from './dates.ts';
import { ANGER_FILES, angerPerimeter } from './dorfanger-sheet.ts';
import { Edges, surface } from './geometry.ts';
import type { BuiltPlan } from './lindenpark.ts';
import type { Paper } from './pdf.ts';
import { document, PlanBuilder } from './plan-builder.ts';

/** Bebauungsplan Nr. 1 „Dorfanger“ of Kiefernheide, of 1994: nothing but its perimeter and the scan of the sheet, as old plans are delivered. */
export function buildDorfanger(today: Date): BuiltPlan {
	const plan = new PlanBuilder('dorfanger', '5.4');
	const perimeter = surface(new Edges().polygon(angerPerimeter()));
	const scan = values({
		georefURL: ANGER_FILES.world,
		art: 'PlanMitGeoreferenz',
		referenzName: 'Planzeichnung von 1994',
		referenzURL: ANGER_FILES.scan,
		referenzMimeType: 'image/tiff',
		datum: '1994-03-14'
	});
	const planFeature = feature('BP_Plan', plan.id('plan'), [
		...values({
			name: 'Bebauungsplan Nr. 1 „Dorfanger“',
			nummer: '1',
			internalId: 'HW-KH-001',
			beschreibung: 'Ordnung der Bebauung um den Dorfanger; liegt nur als Scan der Planzeichnung vor',
			erstellungsMassstab: 1000
		}),
		geometry('raeumlicherGeltungsbereich', perimeter),
		document('Begründung', ANGER_FILES.reasons, 1010, 'Abschrift der Begründung', dayAfter(today, -5000)),
		data('gemeinde', 'XP_Gemeinde', ...values({ ags: '14999031', gemeindeName: 'Gemeinde Kiefernheide' })),
		data('plangeber', 'XP_Plangeber', value('name', 'Verwaltungsverband Heidewinkel')),
		...values({ planArt: 1000, verfahren: 1000, rechtsstand: 4000, satzungsbeschlussDatum: '1994-03-14', inkrafttretensDatum: '1994-05-20' }),
		link('bereich', plan.id('bereich'))
	]);
	const bereich = feature('BP_Bereich', plan.id('bereich'), [
		...values({ nummer: 0, name: 'Planzeichnung' }),
		geometry('geltungsbereich', perimeter),
		data('refScan', 'XP_ExterneReferenz', ...scan),
		link('gehoertZuPlan', plan.id('plan'))
	]);
	return { plan, members: plan.members(planFeature, bereich), gml: plan.write(planFeature, bereich) };
}

export const dorfangerPaper: Paper = {
	title: 'Bebauungsplan Nr. 1 „Dorfanger“',
	subtitle: 'Begründung (Abschrift)',
	author: 'Gemeinde Kiefernheide',
	date: '1994-03-14',
	chapters: [
		{
			heading: 'Anlass',
			paragraphs: [
				'Der Anger ist die Mitte des Dorfes. Seit der Wiedereröffnung des Gasthofs wird auf mehreren Höfen gebaut, ohne dass die Gebäude ' +
					'der alten Flucht folgen. Der Plan sichert den Anger als öffentliche Grünfläche und gibt den Höfen Baugrenzen.',
				'Der Geltungsbereich umfasst die Höfe an der Heidestraße, der Bergstraße und der Sandgrube.'
			]
		},
		{
			heading: 'Festsetzungen',
			paragraphs: [
				'Dorfgebiet (MD), höchstens zwei Vollgeschosse, Grundflächenzahl 0,4, offene Bauweise.',
				'Satteldächer mit einer Neigung von 38 bis 45 Grad und roter Deckung.',
				'Die Linden auf dem Anger sind zu erhalten und bei Abgang zu ersetzen.'
			]
		}
	]
};
