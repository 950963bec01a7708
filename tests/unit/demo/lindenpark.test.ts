import { describe, expect, it } from 'vitest';
import { demoDates } from '../../../portal/demo/dates.ts';
import { polygonArea } from '../../../portal/demo/geometry.ts';
import { buildLindenpark } from '../../../portal/demo/lindenpark.ts';
import { PROVISIONS } from '../../../portal/demo/lindenpark-texts.ts';
import { attribute, canValidate, covering, directedEdges, polygonsOf, references, reversed, TODAY, validate } from './helpers.ts';

const dates = demoDates(TODAY);
const drafts = { entwurf: buildLindenpark('entwurf', dates), vorentwurf: buildLindenpark('vorentwurf', dates) };

describe('Bebauungsplan Lindenpark', () => {
	it('has at least 60 objects of 20 classes, with an arc, a hole, a document and twelve texts', () => {
		const { plan, members } = drafts.entwurf;
		expect(plan.objects.length).toBeGreaterThanOrEqual(60);
		expect(new Set(plan.objects.map((o) => o.class)).size).toBeGreaterThanOrEqual(20);
		expect(members.filter((m) => m.class === 'XP_TextAbschnitt').length).toBeGreaterThanOrEqual(12);
		const polygons = plan.objects.flatMap(polygonsOf);
		expect(polygons.some((p) => p.exterior.some((s) => s.type === 'arc'))).toBe(true);
		expect(polygons.filter((p) => p.interiors.length > 0)).toHaveLength(2);
		expect(attribute(members[0]!, 'externeReferenz')?.attributes?.find((a) => a.name === 'referenzURL')?.value).toMatch(/\.pdf$/);
	});

	it.each(['entwurf', 'vorentwurf'] as const)('%s: areas cover the perimeter without gap or overlap', (draft) => {
		const { plan, members } = drafts[draft];
		const perimeter = attribute(members[0]!, 'raeumlicherGeltungsbereich')!.geometry!;
		if (perimeter.type !== 'Surface') throw new Error('perimeter is no surface');
		const outline = perimeter.surfaces[0][0]!;
		const polygons = covering(plan.objects).flatMap(polygonsOf);
		const sum = polygons.reduce((total, p) => total + polygonArea(p), 0);
		expect(sum).toBeCloseTo(polygonArea(outline), 2);
		// Every edge has a neighbour on its other side or is part of the perimeter.
		const edges = directedEdges(polygons);
		const border = directedEdges([outline]);
		expect([...edges.values()].every((n) => n === 1)).toBe(true);
		expect([...edges.keys()].filter((k) => !edges.has(reversed(k)) && !border.has(k))).toEqual([]);
	});

	it.each(['entwurf', 'vorentwurf'] as const)('%s: ids are unique and every reference has its target', (draft) => {
		const { members } = drafts[draft];
		const ids = new Set(members.map((m) => m.gmlId));
		expect(ids.size).toBe(members.length);
		expect([...ids].every((id) => /^GML_[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
		const dangling = members.flatMap((m) => references(m.attributes).filter((href) => !ids.has(href.slice(1))));
		expect(dangling).toEqual([]);
	});

	it('refers to every provision from at least one object', () => {
		const { plan } = drafts.entwurf;
		const used = new Set(plan.objects.flatMap((o) => references(o.attributes)));
		expect(PROVISIONS.filter((p) => !used.has(`#${plan.id(p.id)}`)).map((p) => p.id)).toEqual([]);
	});

	it('links presentation objects in both directions', () => {
		const { members } = drafts.entwurf;
		const signs = members.filter((m) => /^XP_[PL]/.test(m.class) && attribute(m, 'dientZurDarstellungVon'));
		expect(signs.length).toBeGreaterThan(8);
		for (const sign of signs) {
			const target = members.find((m) => `#${m.gmlId}` === attribute(sign, 'dientZurDarstellungVon')!.href)!;
			expect(target.attributes.some((a) => a.name === 'wirdDargestelltDurch' && a.href === `#${sign.gmlId}`)).toBe(true);
		}
	});

	it('differs from its earlier draft in objects, values, geometry and ids', () => {
		const [late, early] = [drafts.entwurf.plan, drafts.vorentwurf.plan];
		const lateById = new Map(late.objects.map((o) => [o.gmlId, o]));
		const shared = early.objects.filter((o) => lateById.has(o.gmlId));
		const position = (o: (typeof shared)[number]): string => JSON.stringify(attribute(o, 'position')!.geometry);
		expect(shared.length).toBeGreaterThan(50);
		expect(early.objects.length - shared.length).toBeGreaterThan(3);
		expect(late.objects.length - shared.length).toBeGreaterThan(15);
		expect(shared.filter((o) => position(o) !== position(lateById.get(o.gmlId)!)).length).toBeGreaterThan(3);
		const grz = (draft: typeof late): string | undefined =>
			attribute(
				draft.objects.find((o) => o.gmlId === late.id('WA 1'))!,
				'GRZ'
			)?.value;
		expect([grz(early), grz(late)]).toEqual(['0.3', '0.35']);
	});

	it('is the same at every call', () => {
		expect(Buffer.compare(buildLindenpark('entwurf', dates).gml, drafts.entwurf.gml)).toBe(0);
	});

	it.skipIf(!canValidate)('is valid against the schema (skipped where ../shared is missing)', () => {
		validate('6.0', drafts.entwurf.gml);
		validate('6.0', drafts.vorentwurf.gml);
	});
});
