import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const STAFF = '/musterlinden/verwaltung/meldungen';
const figure = (page: Page, name: string) => page.getByRole('figure', { name, exact: true });

/** The rows of a chart's table: name, first number, link. */
async function rowsOf(page: Page, name: string): Promise<{ name: string; count: number; href: string | null }[]> {
	const table = figure(page, name);
	await table.locator('summary').click();
	return Promise.all(
		(await table.locator('tbody tr').all()).map(async (row) => ({
			name: (await row.locator('th').innerText()).trim(),
			count: Number((await row.locator('td').first().innerText()).replace('.', '')),
			href: await row.locator('th a').getAttribute('href').catch(() => null)
		}))
	);
}

test('figures for the staff: every number leads to its reports', async ({ page }) => {
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	await page.goto(`${STAFF}/auswertung?zeitraum=alles`);
	await expect(page.getByRole('heading', { level: 2, name: 'Kurz gesagt' })).toBeVisible();

	await test.step('charts are drawn where a place was kept for them', async () => {
		const canvas = figure(page, 'Verlauf').locator('canvas');
		await expect.poll(() => canvas.evaluate((each: HTMLCanvasElement) => each.getContext('2d')!.getImageData(0, 0, each.width, each.height).data.some((value) => value > 0))).toBe(true);
		await page.addInitScript(() => {
			const shifts: number[] = ((window as never as { shifts: number[] }).shifts = []);
			new PerformanceObserver((list) => list.getEntries().forEach((entry) => shifts.push((entry as never as { value: number }).value))).observe({ type: 'layout-shift', buffered: true });
		});
		await page.reload();
		await expect(canvas).toBeVisible();
		await page.waitForLoadState('networkidle');
		expect(await page.evaluate(() => (window as never as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0))).toBeLessThan(0.1);
		await expectAccessible(page);
	});

	await test.step('drill-down', async () => {
		const rows = await rowsOf(page, 'Nach Kategorie');
		const all = (await rowsOf(page, 'Nach Stand')).reduce((sum, { count }) => sum + count, 0);
		expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(all);
		for (const row of rows.slice(0, 3)) {
			await page.goto(row.href!);
			await expect(page.getByRole('status').filter({ hasText: row.count === 1 ? '1 Meldung' : `${row.count} Meldungen` })).toBeVisible();
		}
	});

	await test.step('the numbers on top lead to their reports too', async () => {
		await page.goto(`${STAFF}/auswertung?zeitraum=alles`);
		const open = page.locator('dl > div').filter({ hasText: 'Davon noch offen' }).getByRole('link');
		const count = await open.innerText();
		await open.click();
		await expect(page.getByRole('status').filter({ hasText: `${count} Meldungen` })).toBeVisible();
	});

	await test.step('CSV of a chart', async () => {
		await page.goto(`${STAFF}/auswertung?zeitraum=alles`);
		const rows = await rowsOf(page, 'Bearbeitungszeit und Frist');
		const [file] = await Promise.all([page.waitForEvent('download'), figure(page, 'Bearbeitungszeit und Frist').getByRole('link', { name: /CSV/ }).click()]);
		const csv = parse(readFileSync(await file.path()), { delimiter: ';', bom: true }) as string[][];
		expect(csv.slice(1).map(([name, count]) => ({ name, count: Number(count) }))).toEqual(rows.map(({ name, count }) => ({ name, count })));
	});
});

test('figures for everybody: without signing in, on a narrow screen, without JavaScript', async ({ page, browser, baseURL, guard }) => {
	await page.setViewportSize({ width: 320, height: 640 });
	await page.goto('/musterlinden/meldungen/auswertung?zeitraum=alles');
	await expect(page.getByRole('heading', { level: 1, name: 'Meldungen in Zahlen' })).toBeVisible();
	await expectNoOverflow(page);
	await expectAccessible(page);
	await expect(page.getByLabel('Bearbeitung', { exact: true })).toHaveCount(0);

	const plain = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'de-DE' });
	await guard.watch(plain);
	const quiet = await plain.newPage();
	await quiet.goto('/musterlinden/meldungen/auswertung?zeitraum=alles');
	const rows = await rowsOf(quiet, 'Nach Kategorie');
	expect(rows.length).toBeGreaterThan(2);
	await expect(quiet.locator('canvas').first()).toBeHidden();
	await quiet.goto('/musterlinden/meldungen/auswertung?bearbeitung=niemand');
	await expect(quiet.getByText('Nach „bearbeitung“ kann hier nicht gefiltert werden.')).toBeVisible();
	await plain.close();
});
