import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { readReportFilter } from '../../../portal/lib/forms/report-filter.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { reportConditions } from '../../../portal/lib/server/reports/report-conditions-queries.ts';
import { countReports, readBoard, readStaffFilter, readTable } from '../../../portal/lib/server/reports/staff-list.ts';
import { countByState, countWork, extentOfReports, listBoardRows, listMapMarks } from '../../../portal/lib/server/reports/staff-list-queries.ts';
import { readStaffPage } from '../../../portal/lib/server/reports/staff-page.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeManyReports, makeReportGround, type ReportGround } from '../../support/many-reports.ts';
import { signedInStaff } from '../../support/staff.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const COUNT = 700;
let services: Services;
let scope: TenantScope;
let account: Account;
let ground: ReportGround;

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	const tenant = await makeTenant(services.db);
	const other = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	const { accountId } = await signedInStaff(services, scope, { email: 'clerk@example.org', role: 'clerk' });
	account = { id: accountId, email: 'clerk@example.org', name: 'Clerk', operator: false, mustChangePassword: false, memberships: [] };
	ground = await makeReportGround(scope);
	await makeManyReports(services.db.knex, tenant.id, ground, { count: COUNT, until: NOW, assignee: accountId });
	await makeManyReports(services.db.knex, other.id, await makeReportGround(forTenant(services.db.knex, other.id)), { count: 50, until: NOW, seed: 2 });
});

const ask = (query: string, strict = false) =>
	readStaffFilter(services, { tenantId: scope.tenantId, account, client: 'test' }, new URLSearchParams(query), strict);

const FILTERS = [
	'', 'offen=ja', 'offen=nein', 'status=in-arbeit&status=erledigt', 'kategorie=LATERNE', 'melder=maengelmelder', 'von=2026-01-01&bis=2026-06-30',
	'geaendert_ab=2026-05-01', 'freigabe=text', 'freigabe=ungeprueft', 'freigabe=foto', 'faellig=ueberfaellig', 'faellig=woche', 'frist=gehalten', 'frist=verfehlt',
	'bearbeitung=ich', 'bearbeitung=niemand', 'zustaendig=keine', 'bestaetigt=nein', 'gebiet=Altstadt', 'gebiet=%28au%C3%9Ferhalb%29', 'suche=Meldung', 'suche=Schlagl%C3%B6cher', 'suche=Laterne+am+Musterweg+181',
	'mitte=12.62,50.96&umkreis=3000', 'bbox=12.58,50.9,12.62,51'
];

test('without a single report the map shows the area of the tenant', async () => {
	const page = (query: string) => readStaffPage(services, { tenantId: scope.tenantId, account, client: 'test' }, new URLSearchParams(`ansicht=karte${query}`));
	const box = 'ST_MakeEnvelope(1400000, 6600000, 1410000, 6620000, 3857)';
	await services.db.knex.raw(`update tenant set area = ST_Multi(${box}) where id = ?`, [scope.tenantId]);
	expect((await page('&suche=gibtesnicht')).map!.extent).toEqual([1_400_000, 6_600_000, 1_410_000, 6_620_000]);
	expect((await page('')).map!.extent).toEqual(await extentOfReports(scope, (await ask('')).conditions));
});

describe('board, table, map and numbers show the same reports', () => {
	test.each(FILTERS)('%s', async (query) => {
		const { conditions, filter, choices, wrong } = await ask(query);
		expect(wrong).toEqual([]);
		const total = await countReports(scope, conditions);
		const board = await readBoard(services, scope, { filter, conditions, choices }, account.id, await countByState(scope, conditions));
		expect(board.reduce((sum, column) => sum + column.count, 0)).toBe(total);
		expect(new Set(board.map(({ key }) => key)).size).toBe(board.length);
		const all = await listBoardRows(scope, conditions, { sort: 'neueste', states: board.map(({ key }) => key), perState: 1000, me: null });
		const pages: string[] = [];
		for (let after: string | null = null, first = true; first || after; first = false) {
			const page = await readTable(services, scope, { filter, conditions }, account.id, after, { size: 37, total: pages.length % 2 ? total : Infinity });
			pages.push(...page.items.map(({ id }) => id));
			after = page.next;
		}
		expect(new Set(pages).size).toBe(pages.length);
		expect(pages.length).toBe(total);
		expect(all.map(({ id }) => id).sort()).toEqual([...pages].sort());
		const extent = await extentOfReports(scope, conditions);
		const marks = extent ? await listMapMarks(scope, conditions, { extent, cell: 500, limit: 5000 }) : [];
		expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(total);
		// Fewer marks than there are places: they stand for all of them, and who stands alone is named.
		const few = extent ? await listMapMarks(scope, conditions, { extent, cell: 0, limit: 12 }) : [];
		expect(few.length).toBeLessThanOrEqual(12);
		expect(few.reduce((sum, { count }) => sum + count, 0)).toBe(total);
		for (const { id, count } of [...marks, ...few]) expect(id !== null).toBe(count === 1);
	});

	test('the filters are not all the same: each leaves some out, and together with its opposite gives all', async () => {
		const count = async (query: string) => countReports(scope, (await ask(query)).conditions);
		const all = await count('');
		expect(all).toBe(COUNT - Math.floor(COUNT / 19));
		expect((await count('offen=ja')) + (await count('offen=nein'))).toBe(all);
		expect(await count('bestaetigt=nein')).toBe(Math.floor(COUNT / 19));
		for (const query of FILTERS.filter((each) => !['', 'melder=maengelmelder', 'suche=Meldung', 'freigabe=foto', 'faellig=woche'].includes(each))) {
			expect(await count(query), query).toBeGreaterThan(0);
			expect(await count(query), query).toBeLessThan(all);
		}
	});

	test.each(['neueste', 'aelteste', 'geaendert', 'faellig', 'unterstuetzung'])('pages in the order %s deliver each report once while others come in', async (sort) => {
		const before = await countReports(scope, (await ask('')).conditions);
		const seen: string[] = [];
		let after: string | null = null;
		let page = 0;
		do {
			const { conditions, filter } = await ask(`sortierung=${sort}`);
			const table = await readTable(services, scope, { filter, conditions }, account.id, after, { size: 53 });
			seen.push(...table.items.map(({ id }) => id));
			after = table.next;
			if (page++ === 2) await makeManyReports(services.db.knex, scope.tenantId, ground, { count: 40, until: NOW, seed: sort.length * 100 + sort.charCodeAt(0) });
		} while (after);
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBeGreaterThanOrEqual(before);
	});

	test('times that differ by a microsecond are not lost between pages', async () => {
		const rows = await scope.table('report').limit(6).pluck('id');
		for (const [index, id] of rows.entries()) await scope.table('report').where({ id }).update({ received_at: `2026-11-20T11:00:00.00000${index}Z`, accepted_at: NOW });
		const { conditions, filter } = await ask('von=2026-11-20');
		const ids: string[] = [];
		let after: string | null = null;
		do {
			const page = await readTable(services, scope, { filter, conditions }, account.id, after, { size: 1 });
			ids.push(...page.items.map(({ id }) => id));
			after = page.next;
		} while (after && ids.length < 20);
		expect(ids).toEqual([...rows].reverse());
	});
});

describe('the filter against what the tenant has', () => {
	test.each(['status=erfunden', 'kategorie=NICHTDA', 'melder=anderer', 'zustaendig=00000000-0000-4000-8000-000000000000', 'gebiet=Mond', 'offen=vielleicht'])(
		'%s is refused with a sentence; what acts on all refuses the whole',
		async (query) => {
			const { wrong, filter } = await ask(query);
			expect(wrong).toHaveLength(1);
			expect(wrong[0]!.message).toMatch(/gibt es nicht/);
			expect(filter).toMatchObject({ states: [], categories: [], reporters: [], body: null, area: '', open: null });
			await expect(ask(query, true)).rejects.toMatchObject({ code: 'report_filter_wrong' });
		}
	);

	test('a reference and an address of mail find their report; the mail address not for the public', async () => {
		const rows = await scope.table('report').where('author_email', 'person7@example.org').select('id', 'public_ref');
		const found = async (text: string) => {
			const { filter, conditions } = await ask(`suche=${encodeURIComponent(text)}`);
			return (await readTable(services, scope, { filter, conditions }, account.id, null)).items.map(({ id }) => id).sort();
		};
		expect(await found(rows[0].public_ref.toLowerCase())).toEqual([rows[0].id]);
		expect(await found('Person7@example.org')).toEqual(rows.map(({ id }) => id).sort());
		const { filter } = readReportFilter(new URLSearchParams('suche=person7@example.org'));
		const open = await reportConditions(filter, { db: scope.db, tenantId: scope.tenantId, audience: 'public', now: NOW });
		expect(open.sql).not.toContain('author_email');
	});

	test('words are found in the names of categories, too', async () => {
		const refs = (where: Record<string, unknown>, categories: unknown[]) =>
			scope.table('report').where(where).whereIn('category_id', categories as string[]).whereNotNull('accepted_at').orderBy('public_ref').pluck('public_ref');
		const found = async (text: string) => {
			const { filter, conditions } = await ask(`suche=${encodeURIComponent(text)}`);
			return (await readTable(services, scope, { filter, conditions }, account.id, null, { size: 10_000 })).items.map(({ ref }) => ref).sort();
		};
		const { LATERNE, SCHLAGLOCH, MUELL } = ground.categories;
		const lamps = await refs({}, [LATERNE]);
		expect(lamps.length).toBeGreaterThan(0);
		expect(await found('Laternen')).toEqual(lamps);
		expect(await found('defekte Laterne')).toEqual(lamps);
		// By the name of the group.
		expect(await found('Straßen')).toEqual(await refs({}, [LATERNE, SCHLAGLOCH]));
		// One word of the category, the others of the address; "in", "der" and "am" say nothing.
		const { address } = await scope.table('report').where({ category_id: MUELL }).whereNotNull('accepted_at').first('address');
		expect(await found(`Müll am ${address}`)).toEqual(await refs({ address }, [MUELL]));
		expect(await found(`Laterne ${address} gibtesnicht`)).toEqual([]);
		expect(await found('am in der')).toEqual([]);
		// What has a meaning as a whole keeps it.
		expect(await found('"Laterne defekt"')).toEqual(lamps);
		expect(await found('Meldung -Text')).toEqual([]);
		expect(await found('Schlagloch or Laterne')).toEqual(await refs({}, [LATERNE, SCHLAGLOCH]));
	});

	test('numbers of the views are those of their lists', async () => {
		const numbers = await countWork(scope, NOW, account.id);
		const count = async (query: string) => countReports(scope, (await ask(query)).conditions);
		expect(numbers).toEqual({
			open: await count('offen=ja'),
			unreleased: await count('freigabe=ungeprueft'),
			unconfirmed: await count('bestaetigt=nein'),
			overdue: await count('faellig=ueberfaellig'),
			mine: await count('offen=ja&bearbeitung=ich'),
			unassigned: await count('offen=ja&bearbeitung=niemand')
		});
		expect(numbers.mine).toBeGreaterThan(0);
	});
});
