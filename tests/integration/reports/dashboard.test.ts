import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { chartCsv, readStaffDashboard } from '../../../portal/lib/server/reports/dashboard/dashboard-page.ts';
import { countAreas } from '../../../portal/lib/server/reports/dashboard/dashboard-queries.ts';
import { readPublicDashboard } from '../../../portal/lib/server/reports/dashboard/public-dashboard.ts';
import { reportConditions } from '../../../portal/lib/server/reports/report-conditions-queries.ts';
import { readReportFilter } from '../../../portal/lib/forms/report-filter.ts';
import { countReports, readStaffFilter } from '../../../portal/lib/server/reports/staff-list.ts';
import type { Chart } from '../../../portal/lib/server/reports/dashboard/types.ts';
import { dashboardTexts } from '../../../portal/lib/texts/report-dashboard.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeManyReports, makeReportGround } from '../../support/many-reports.ts';
import { signedInStaff } from '../../support/staff.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
let services: Services;
let scope: TenantScope;
let account: Account;

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	const tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	const { accountId } = await signedInStaff(services, scope, { email: 'clerk@example.org', role: 'clerk' });
	account = { id: accountId, email: 'clerk@example.org', name: 'Clerk', operator: false, mustChangePassword: false, memberships: [] };
	await makeManyReports(services.db.knex, tenant.id, await makeReportGround(scope), { count: 900, until: NOW, assignee: accountId });
	const other = await makeTenant(services.db);
	await makeManyReports(services.db.knex, other.id, await makeReportGround(forTenant(services.db.knex, other.id)), { count: 40, until: NOW, seed: 3 });
});

const request = () => ({ tenantId: scope.tenantId, account, client: 'test' });
const listed = async (query: string) => {
	const { conditions, wrong } = await readStaffFilter(services, request(), new URLSearchParams(query));
	expect(wrong).toEqual([]);
	return countReports(scope, conditions);
};
const chart = (charts: Chart[], key: Chart['key']) => charts.find((each) => each.key === key)!;
const sum = (rows: Chart['rows'], column = 0) => rows.reduce((total, row) => total + (row.values[column] ?? 0), 0);

test('areas: held against each other or found by their index, apart, overlapping or in pieces, the numbers are the same', async () => {
	const ask = { source: 'report' as const, conditions: (await readStaffFilter(services, request(), new URLSearchParams())).conditions, now: NOW };
	const all = await countReports(scope, ask.conditions);
	const truth = async () => {
		const rows = await scope.query<{ key: string; count: number }>(
			`select a.area_name as key, cast(count(distinct r.id) as integer) as count from responsibility a join report r on st_intersects(a.area, r.point)
			where a.tenant_id = :tenant and r.tenant_id = :tenant and r.accepted_at is not null and a.area_name <> '' group by 1 order by 2 desc, 1`
		);
		return rows;
	};
	const check = async () => {
		for (const few of [true, false]) {
			const found = await countAreas(scope, ask, few);
			const inside = found.find(({ key }) => key === null)!.count;
			expect(found.filter(({ key }) => key !== null).map(({ key, count }) => ({ key, count }))).toEqual(await truth());
			expect(all - inside).toBe(await listed('gebiet=%28au%C3%9Ferhalb%29'));
		}
	};
	await check();
	const [body] = await scope.table('responsible_body').limit(1);
	const add = (name: string, move: number) =>
		scope.query(
			`insert into responsibility (tenant_id, body_id, area, area_name)
			select :tenant, :body, st_translate(area, :move, 0), :name from responsibility where tenant_id = :tenant and area is not null and area_name = 'Altstadt' limit 1 returning id`,
			{ body: body.id, move, name }
		);
	// The same form once more, one that overlaps, and a second piece.
	const added = [...(await add('Altstadt', 0)), ...(await add('Daneben', 400)), ...(await add('Altstadt', -300))];
	await check();
	await scope.table('responsibility').whereIn('id', added.map(({ id }) => id as string)).delete();
});

describe('every number is the number of reports behind its link', () => {
	test.each([
		'zeitraum=alles', '', 'zeitraum=90', 'von=2026-08-03&bis=2026-08-29', 'von=2026-01-01&bis=2026-06-30', 'zeitraum=alles&kategorie=LATERNE&kategorie=MUELL',
		'zeitraum=alles&offen=ja', 'zeitraum=alles&offen=nein', 'zeitraum=alles&gebiet=Altstadt', 'zeitraum=alles&status=erledigt&zustaendig=keine', 'zeitraum=alles&bbox=12.58,50.9,12.62,51'
	])('%s', async (query) => {
		const { dashboard, query: own } = await readStaffDashboard(services, request(), new URLSearchParams(query));
		expect(dashboard.total).toBeGreaterThan(0);
		expect(await listed(own)).toBe(dashboard.total);
		const { charts } = dashboard;
		for (const key of ['kategorien', 'stellen', 'staende'] as const) expect(sum(chart(charts, key).rows), key).toBe(dashboard.total);
		expect(sum(chart(charts, 'verlauf').rows)).toBe(dashboard.total);
		const open = await listed(`${own}&offen=ja`).catch(() => 0);
		if (!own.includes('offen=')) expect(charts.some(({ key }) => key === 'alter') ? sum(chart(charts, 'alter').rows) : 0).toBe(open);
		const heat = dashboard.heat.reduce((total, { count }) => total + count, 0);
		expect(heat).toBe(dashboard.total);
		for (const each of charts)
			for (const row of each.rows) {
				if (row.query === null) continue;
				expect(await listed(row.query), `${each.key}: ${row.name}`).toBe(row.values[0]);
			}
	});

	test('so are the numbers on top', async () => {
		for (const query of ['zeitraum=alles', 'zeitraum=90', 'zeitraum=alles&offen=nein', 'zeitraum=alles&kategorie=LATERNE']) {
			const { dashboard, query: own } = await readStaffDashboard(services, request(), new URLSearchParams(query));
			const [received, open] = dashboard.figures;
			expect([received!.value, received!.query], query).toEqual([String(dashboard.total), own]);
			if (query.includes('offen=nein')) expect(open).toMatchObject({ value: '0', query: null });
			else expect(await listed(open!.query!), query).toBe(Number(open!.value));
			const hot = dashboard.figures.find(({ label }) => label === dashboardTexts.figures.hot);
			if (hot) expect(hot.hint.startsWith(String(await listed(hot.query!))), query).toBe(true);
		}
	});

	test('closed ones of the trend are those that are closed', async () => {
		const { dashboard } = await readStaffDashboard(services, request(), new URLSearchParams('zeitraum=alles'));
		expect(sum(chart(dashboard.charts, 'verlauf').rows, 1)).toBe(await listed('offen=nein'));
	});

	test('without any report there is no chart and no number', async () => {
		const { dashboard } = await readStaffDashboard(services, request(), new URLSearchParams('von=2020-01-01&bis=2020-01-02'));
		expect(dashboard).toEqual({ total: 0, figures: [], charts: [], heat: [] });
	});
});

describe('response times', () => {
	test('median and nine of ten as counted by hand; open ones over their day count as missed', async () => {
		const { dashboard } = await readStaffDashboard(services, request(), new URLSearchParams('zeitraum=alles'));
		const rows: { received_at: Date; closed_at: Date | null; due_at: Date; open: boolean }[] = await scope.table('report').whereNotNull('accepted_at');
		const days = rows.filter(({ open }) => !open).map((row) => (row.closed_at!.getTime() - row.received_at.getTime()) / 86_400_000).sort((a, b) => a - b);
		const at = (share: number) => {
			const place = share * (days.length - 1);
			const low = days[Math.floor(place)]!;
			return low + (days[Math.ceil(place)]! - low) * (place - Math.floor(place));
		};
		const times = chart(dashboard.charts, 'zeiten').rows;
		const all = times.find(({ name }) => name === 'Alle abgeschlossenen')!;
		expect(all.values[0]).toBe(days.length);
		expect(all.values[1]).toBeCloseTo(at(0.5), 6);
		expect(all.values[2]).toBeCloseTo(at(0.9), 6);
		const overdue = rows.filter(({ open, due_at }) => open && due_at < NOW).length;
		const everything = times.at(-1)!;
		expect(everything.values[4]).toBe(rows.filter(({ open, closed_at, due_at }) => !open && closed_at! > due_at).length + overdue);
		expect(everything.values[1]!).toBeGreaterThan(all.values[1]!);
		expect(await listed('frist=verfehlt')).toBe(everything.values[4]);
		expect(await listed('frist=gehalten')).toBe(everything.values[3]);
		// By the state in which they ended, not the repaired ones alone.
		expect(times.map(({ name }) => name)).toEqual(expect.arrayContaining(['Erledigt', 'Abgelehnt', 'Nicht zuständig', 'Duplikat']));
	});
});

describe('CSV of every chart', () => {
	test('has the rows of the chart', async () => {
		const { dashboard } = await readStaffDashboard(services, request(), new URLSearchParams('zeitraum=alles'));
		for (const each of dashboard.charts) {
			const rows = parse(await chartCsv(dashboard.charts, each.key, NOW).text(), { delimiter: ';', bom: true }) as string[][];
			expect(rows).toHaveLength(each.rows.length + 1);
			for (const row of rows) expect(row, each.key).toHaveLength(rows[0]!.length);
			expect(rows[0]!.length).toBe(each.rows[0]!.values.length + 1);
		}
		expect(() => chartCsv(dashboard.charts, 'erfunden', NOW)).toThrowError(expect.objectContaining({ code: 'not_found' }));
	});
});

describe('for everybody', () => {
	test('only what the view of public reports has is counted, only where the reporter shows figures', async () => {
		await scope.table('report').where({ state: 'geplant' }).update({ private: true });
		await scope.table('report').where({ state: 'in-arbeit' }).update({ hidden_at: NOW });
		await scope.table('report').where({ state: 'in-pruefung' }).update({ awaits_release: true });
		const { dashboard, query } = await readPublicDashboard(services, scope.tenantId, new URLSearchParams('zeitraum=alles'), 'test');
		const [{ count }] = (await scope.table('public_report').count({ count: '*' })) as [{ count: number }];
		expect(dashboard.total).toBe(Number(count));
		expect(query).toBe('');
		expect(JSON.stringify(dashboard)).not.toMatch(/Geplant|In Arbeit|In Prüfung/);
		// Streets come from addresses that may be shown.
		expect(JSON.stringify(dashboard.charts)).not.toContain('person');
		const staff = await readPublicDashboard(services, scope.tenantId, new URLSearchParams('zeitraum=alles&bearbeitung=niemand&faellig=ueberfaellig'), 'test');
		expect(staff.wrong.map(({ name }) => name).sort()).toEqual(['bearbeitung', 'faellig']);
		expect(staff.dashboard.total).toBe(dashboard.total);
		const { filter } = readReportFilter(new URLSearchParams('suche=person7@example.org'), 'public');
		const conditions = await reportConditions(filter, { db: scope.db, tenantId: scope.tenantId, audience: 'public', now: NOW });
		expect(conditions.sql).not.toMatch(/author|r\.search\b|accepted_at/);
		await scope.table('defect_reporter').update({ settings: JSON.stringify({ publicDashboard: false }) });
		await expect(readPublicDashboard(services, scope.tenantId, new URLSearchParams(), 'test')).rejects.toMatchObject({ code: 'not_found' });
	});
});
