import { describe, expect, it } from 'vitest';
import { buildAuenfelde } from '../../../portal/demo/auenfelde.ts';
import { demoDates } from '../../../portal/demo/dates.ts';
import { polygonArea } from '../../../portal/demo/geometry.ts';
import { demoParticipations, demoPlans } from '../../../portal/demo/index.ts';
import { buildDorfanger } from '../../../portal/demo/dorfanger.ts';
import { buildKiefernheide } from '../../../portal/demo/kiefernheide.ts';
import { AREAS } from '../../../portal/demo/land.ts';
import { buildOberlinden } from '../../../portal/demo/oberlinden.ts';
import { attribute, canValidate, covering, directedEdges, polygonsOf, references, reversed, TODAY, validate } from './helpers.ts';

const auenfelde = buildAuenfelde(TODAY);
const others = { oberlinden: buildOberlinden(demoDates(TODAY)), kiefernheide: buildKiefernheide(TODAY), dorfanger: buildDorfanger(TODAY) };

describe('Flächennutzungsplan Auenfelde', () => {
	const areas = covering(auenfelde.plan.objects);

	it('represents the municipal area in at least 40 areas that fit together', () => {
		expect(areas.length).toBeGreaterThanOrEqual(40);
		const polygons = areas.flatMap(polygonsOf);
		const whole = polygonArea({ exterior: [{ type: 'line', points: [...AREAS.auenfelde, AREAS.auenfelde[0]!] }], interiors: [] });
		const sum = polygons.reduce((total, p) => total + polygonArea(p), 0);
		// A square kilometre in millimetres: rounding of 5,000 vertices may cost a fraction of a square metre.
		expect(Math.abs(sum - whole)).toBeLessThan(0.5);
	});

	it('has the same vertices on both sides of every border', () => {
		const edges = directedEdges(areas.flatMap(polygonsOf));
		expect([...edges.values()].filter((n) => n > 1)).toEqual([]);
		const alone = [...edges.keys()].filter((k) => !edges.has(reversed(k)));
		// Only the municipal boundary has one side; areas that end on it divide some of its edges.
		expect(alone.length).toBeGreaterThanOrEqual(AREAS.auenfelde.length);
		expect(alone.length).toBeLessThan(AREAS.auenfelde.length + 40);
	});
});

describe('all plans', () => {
	it.each([auenfelde, others.oberlinden, others.kiefernheide, others.dorfanger])('have unique ids and no dangling reference', ({ members }) => {
		const ids = new Set(members.map((m) => m.gmlId));
		expect(ids.size).toBe(members.length);
		expect(members.flatMap((m) => references(m.attributes)).filter((href) => !ids.has(href.slice(1)))).toEqual([]);
	});

	it('Ergänzungssatzung has nothing but its perimeter and a document', () => {
		const { members } = others.oberlinden;
		expect(members.map((m) => m.class)).toEqual(['BP_Plan', 'BP_Bereich']);
		expect(attribute(members[0]!, 'planArt')?.value).toBe('40002');
		expect(attribute(members[0]!, 'externeReferenz')).toBeDefined();
	});

	it('Kiefernheide: areas cover the perimeter', () => {
		const { plan, members } = others.kiefernheide;
		const perimeter = attribute(members[0]!, 'raeumlicherGeltungsbereich')!.geometry!;
		const outline = 'surfaces' in perimeter ? perimeter.surfaces[0]![0]! : undefined;
		const sum = covering(plan.objects)
			.flatMap(polygonsOf)
			.reduce((total, p) => total + polygonArea(p), 0);
		expect(sum).toBeCloseTo(polygonArea(outline!), 2);
	});

	it('come as GML or as ZIP, earlier versions first', async () => {
		const plans = await demoPlans(TODAY);
		expect(plans.map((p) => p.key)).toEqual(
			expect.arrayContaining([
				'lindenpark-vorentwurf',
				'lindenpark-entwurf',
				'auenfelde-fnp',
				'musterlinden-ergaenzung',
				'kiefernheide',
				'dorfanger'
			])
		);
		for (const p of demoParticipations(TODAY)) expect(plans.find((x) => x.key === p.plan)?.tenant).toBe(p.tenant);
		for (const plan of plans) {
			const start = Buffer.from(plan.content.slice(0, 5)).toString('latin1');
			expect(start.startsWith(plan.fileName.endsWith('.zip') ? 'PK' : '<?xml')).toBe(true);
			if (plan.replaces) {
				const before = plans.findIndex((p) => p.key === plan.replaces);
				expect(before).toBeGreaterThanOrEqual(0);
				expect(before).toBeLessThan(plans.indexOf(plan));
			}
		}
	});

	it.skipIf(!canValidate)('are valid against the schemas (skipped where ../shared is missing)', () => {
		validate('5.4', auenfelde.gml);
		validate('6.0', others.oberlinden.gml);
		validate('5.4', others.kiefernheide.gml);
	});
});
