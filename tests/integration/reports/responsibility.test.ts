import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { findResponsible } from '../../../portal/lib/server/reports/responsibility/find.ts';
import type { BodyLevel, LonLat } from '../../../portal/lib/server/reports/types.ts';
import { DEFAULT_WORKFLOW } from '../../../portal/lib/server/reports/workflow.ts';
import { because } from '../../../portal/lib/texts/responsibility.ts';
import { makeTenant, testServices } from '../../support/database.ts';

/** A rule as the reference reads it: squares in degrees, so that inside is seen at once. */
interface Rule {
	body: number;
	category: number | null;
	square: { west: number; south: number; side: number } | null;
}
interface Body {
	name: string;
	level: BodyLevel;
	isDefault: boolean;
	active: boolean;
}

const LEVELS: BodyLevel[] = ['amt', 'gemeinde', 'kreis', 'land'];
let scope: TenantScope;
let stranger: TenantScope;

beforeAll(async () => {
	const services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
});

async function write(to: TenantScope, bodies: Body[], rules: Rule[], categoryCount: number): Promise<{ bodyIds: string[]; categoryIds: string[] }> {
	for (const table of ['responsibility', 'responsible_body', 'report_category', 'defect_reporter'] as const) await to.table(table).delete();
	const [reporter] = await to.insert('defect_reporter', { slug: 'm', name: 'M', workflow: JSON.stringify(DEFAULT_WORKFLOW) }).returning('id');
	const ids = async (table: 'report_category' | 'responsible_body', rows: Record<string, unknown>[]) => rows.length === 0 ? [] : (await to.insert(table, rows).returning('id')).map((row) => row.id as string);
	const categoryIds = await ids('report_category', Array.from({ length: categoryCount }, (_, i) => ({ reporter_id: reporter.id, code: `K${i}`, name: `Kategorie ${i}` })));
	const bodyIds = await ids('responsible_body', bodies.map((body) => ({ name: body.name, level: body.level, is_default: body.isDefault, active: body.active })));
	for (const rule of rules)
		await to.insert('responsibility', {
			body_id: bodyIds[rule.body],
			category_id: rule.category === null ? null : categoryIds[rule.category],
			area: rule.square && to.db.raw('st_multi(st_transform(st_makeenvelope(?, ?, ?, ?, 4326), 3857))', [rule.square.west, rule.square.south, rule.square.west + rule.square.side, rule.square.south + rule.square.side]),
			area_name: rule.square ? `Gebiet ${rule.square.west} ${rule.square.south}` : ''
		});
	return { bodyIds, categoryIds };
}

/** The order as a clerk would explain it. */
function reference(bodies: Body[], rules: Rule[], category: number, point: LonLat, refused: number[]): number | null {
	const inside = ({ square }: Rule) => !square || (point.lon > square.west && point.lon < square.west + square.side && point.lat > square.south && point.lat < square.south + square.side);
	const usable = (body: number) => bodies[body]!.active && !refused.includes(body);
	const steps = [
		(rule: Rule) => rule.category === category && rule.square !== null,
		(rule: Rule) => rule.category === category && rule.square === null,
		(rule: Rule) => rule.category === null && rule.square !== null,
		(rule: Rule) => rule.category === null && rule.square === null
	];
	for (const step of steps)
		for (const level of LEVELS) {
			const fitting = rules.filter((rule) => step(rule) && inside(rule) && usable(rule.body) && bodies[rule.body]!.level === level);
			fitting.sort((a, b) => (a.square?.side ?? 0) - (b.square?.side ?? 0) || (bodies[a.body]!.name < bodies[b.body]!.name ? -1 : 1));
			if (fitting[0]) return fitting[0].body;
		}
	const fallback = bodies.findIndex((body, i) => body.isDefault && usable(i));
	return fallback < 0 ? null : fallback;
}

/** Pseudo-random numbers in [0, 1): a failing case can be run again. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

describe('the order of responsibility equals the simple reference', () => {
	test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('seed %i', async (seed) => {
		const next = random(seed);
		const int = (below: number) => Math.floor(next() * below);
		const bodies: Body[] = Array.from({ length: 6 }, (_, i) => ({ name: `Stelle ${String.fromCharCode(70 - i)}`, level: LEVELS[int(4)]!, isDefault: i === 5 && next() < 0.7, active: next() < 0.9 }));
		// Sides differ, so that the smaller area is never a matter of projection.
		const rules: Rule[] = Array.from({ length: 14 }, (_, i) => ({
			body: int(6),
			category: next() < 0.6 ? int(3) : null,
			square: next() < 0.75 ? { west: 12 + next() * 0.6, south: 51 + next() * 0.6, side: 0.2 + i * 0.05 } : null
		}));
		const { bodyIds, categoryIds } = await write(scope, bodies, rules, 3);
		for (let i = 0; i < 40; i++) {
			const point = { lon: 12 + next(), lat: 51 + next() };
			const category = int(3);
			const refused = bodies.map((_, body) => body).filter(() => next() < 0.25);
			const { bodyId } = await findResponsible(scope, { categoryId: categoryIds[category]!, point, without: refused.map((body) => bodyIds[body]!) });
			const expected = reference(bodies, rules, category, point, refused);
			expect(bodyId, JSON.stringify({ point, category, refused })).toBe(expected === null ? null : bodyIds[expected]);
		}
	});
});

const BODIES: Body[] = [
	{ name: 'Tiefbauamt', level: 'amt', isDefault: false, active: true },
	{ name: 'Landkreis', level: 'kreis', isDefault: false, active: true },
	{ name: 'Zentrale', level: 'gemeinde', isDefault: true, active: true }
];
const HERE = { lon: 12.1, lat: 51.1 };

test('every reason is told', async () => {
	const square = { west: 12, south: 51, side: 0.5 };
	const told = async (rules: Rule[]) => {
		const { categoryIds } = await write(scope, BODIES, rules, 1);
		return (await findResponsible(scope, { categoryId: categoryIds[0]!, point: HERE })).reason;
	};
	expect(because(await told([{ body: 0, category: 0, square }]))).toBe('weil die Stelle für die Kategorie „Kategorie 0“ im Gebiet „Gebiet 12 51“ zuständig ist, in dem der Ort liegt');
	expect((await told([{ body: 0, category: 0, square: null }])).rule).toBe('category');
	expect((await told([{ body: 0, category: null, square }])).rule).toBe('area');
	expect(await told([{ body: 1, category: null, square: null }])).toEqual({ rule: 'level', level: 'kreis' });
	expect((await told([])).rule).toBe('default');
});

test('another tenant’s rules decide nothing', async () => {
	await write(stranger, BODIES, [{ body: 0, category: null, square: null }], 1);
	const { categoryIds } = await write(scope, [], [], 1);
	expect(await findResponsible(scope, { categoryId: categoryIds[0]!, point: HERE })).toEqual({ bodyId: null, reason: { rule: 'none' } });
});
