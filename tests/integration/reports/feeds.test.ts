import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportFeed, reportsFeed } from '../../../portal/lib/server/reports/alerts/public-feeds.ts';
import { recordReportEvent } from '../../../portal/lib/server/reports/record-report-event.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { makeReport, makeReporter, RECEIVED, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
const tenant = () => ({ id: here.tenantId, slug: here.slug, name: 'Musterlinden & Co' });
const feed = (query = '') => reportsFeed(services, { params: new URLSearchParams(query), tenant: tenant(), client: '192.0.2.1' });

beforeAll(async () => {
	services = await testServices({ now: () => RECEIVED, env: { PUBLIC_URL: 'https://portal.example' } });
	here = await makeReporter(services.db);
});
afterAll(() => services.close());

describe('Atom', () => {
	test('holds what is public, by the filter of the list; the same twice', async () => {
		const lamp = await makeReport(services, here, { title: 'Geheim', body: 'MARKE-1' });
		const waste = await makeReport(services, here, { category: 'MUELL' });
		const all = await feed();
		for (const { publicRef } of [lamp, waste]) expect(all).toContain(`https://portal.example/${here.slug}/meldungen/${publicRef}`);
		expect(all).not.toMatch(/Geheim|MARKE/);
		expect(all).toContain('redaktionelle Prüfung ausstehend');
		expect(await feed()).toBe(all);
		const wastes = await feed('kategorie=MUELL');
		expect([wastes.includes(waste.publicRef), wastes.includes(lamp.publicRef)]).toEqual([true, false]);
	});

	test('row 3: words of people are text, not markup', async () => {
		const { id, publicRef } = await makeReport(services, here, { title: '<img src=x onerror=alert(1)>', body: ']]><script>alert(1)</script>' });
		await here.scope.table('report').where({ id }).update({ body_release: 'released' });
		await recordReportEvent(here.scope, { reportId: id, kind: 'state', publicText: '<b onclick=x>fett</b>' }, RECEIVED);
		for (const text of [await feed(), await reportFeed(services, here.scope, tenant(), publicRef)]) expect(text).not.toMatch(/<(img|script|b) ?[^>]*>/);
	});

	test('rows 7 and 8: what is not public is not there, and a filter for staff is refused', async () => {
		const { id, publicRef } = await makeReport(services, here);
		for (const hidden of [{ private: true }, { hidden_at: RECEIVED }, { accepted_at: null }, { awaits_release: true }]) {
			await here.scope.table('report').where({ id }).update({ private: false, hidden_at: null, accepted_at: RECEIVED, awaits_release: false, ...hidden });
			expect(await feed()).not.toContain(publicRef);
			await expect(reportFeed(services, here.scope, tenant(), publicRef)).rejects.toMatchObject({ code: 'not_found' });
		}
		await expect(reportFeed(services, here.scope, tenant(), 'M-AAAAAA')).rejects.toMatchObject({ code: 'not_found' });
		await expect(feed('bearbeitung=ich')).rejects.toMatchObject({ code: 'filter_invalid' });
		await expect(feed('von=gestern')).rejects.toMatchObject({ code: 'filter_invalid' });
	});
});
