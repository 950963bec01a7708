import { describe, expect, it } from 'vitest';
import { demoDates } from '../../../portal/demo/dates.ts';
import { demoParticipations, demoStatements, demoTenants } from '../../../portal/demo/index.ts';
import { buildLindenpark } from '../../../portal/demo/lindenpark.ts';
import { TODAY } from './helpers.ts';

const participations = demoParticipations(TODAY);
const statements = demoStatements(TODAY);

describe('participations', () => {
	it('are over, running and to come on the day asked for', () => {
		const today = TODAY.toISOString().slice(0, 10);
		const state = participations.map((p) => (p.end < today ? 'over' : p.start > today ? 'to come' : 'running'));
		expect(state).toEqual(['over', 'running', 'to come']);
	});

	it('belong to the town that makes the plans', () => {
		const slugs = demoTenants().map((t) => t.slug);
		for (const p of participations) expect(slugs).toContain(p.tenant);
	});
});

describe('statements', () => {
	it('arrived within their participation and not after today', () => {
		expect(statements.filter((s) => s.plan === 'lindenpark-entwurf').length).toBeGreaterThanOrEqual(12);
		for (const s of statements) {
			const p = participations.find((x) => x.plan === s.plan)!;
			const day = s.receivedAt.slice(0, 10);
			expect(day >= p.start && day <= p.end).toBe(true);
			expect(Date.parse(s.receivedAt)).toBeLessThan(TODAY.getTime());
		}
	});

	it('are pinned to objects that exist, and to points, lines and areas', () => {
		const ids = new Set(buildLindenpark('entwurf', demoDates(TODAY)).plan.objects.map((o) => o.gmlId));
		const places = statements.flatMap((s) => s.places);
		for (const p of places) if (p.objectId) expect(ids).toContain(p.objectId);
		expect(places.some((p) => p.objectId)).toBe(true);
		expect(new Set(places.map((p) => p.geometry.type))).toEqual(new Set(['Point', 'LineString', 'Polygon']));
	});
});
