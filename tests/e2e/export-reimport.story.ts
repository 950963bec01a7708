import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { planFile, type PlanFile } from './support/plan-file.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';
import { entriesOf } from './support/zip.ts';

/** What is downloaded is the plan: uploaded again it is the same; converted it says what is lost. */

const plan = planFile('Am Rückweg');
let publicPlan = '';

/** A file from the list of downloads; where it takes longer than a moment, by way of the waiting page. */
async function saved(page: Page, name: string | RegExp): Promise<Download> {
	const arrives = page.waitForEvent('download', { timeout: 60_000 });
	await page.getByRole('link', { name }).click();
	const ready = page.getByText('Ihre Datei ist fertig');
	await Promise.race([arrives, ready.waitFor({ timeout: 60_000 })]);
	if (await ready.isVisible()) await page.getByRole('link', { name: 'Herunterladen', exact: true }).click();
	return arrives;
}
async function upload(page: Page, file: PlanFile['file'], version: number): Promise<void> {
	await page.getByLabel('Datei').setInputFiles(file);
	await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 60_000 });
	await page.getByRole('link', { name: `${plan.name}, Fassung ${version} ansehen` }).click();
	await expect(page.getByRole('heading', { level: 1, name: plan.name })).toBeVisible();
}

test.describe.configure({ mode: 'serial' });

test('a plan is published', async ({ page }) => {
	await signIn(page, 'musterlinden');
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
	await upload(page, plan.file, 1);
	await page.getByText('Fassung veröffentlichen').first().click();
	await page.getByRole('button', { name: 'Fassung veröffentlichen' }).click();
	await expect(page.getByText('Die Fassung ist veröffentlicht')).toBeVisible();
	publicPlan = `/musterlinden/plaene/${new URL(page.url()).pathname.split('/').at(-1)!}`;
});

test('its XPlanGML, uploaded again, is the same plan', async ({ page }) => {
	let gml = Buffer.alloc(0);

	await test.step('anybody downloads it', async () => {
		await page.goto(publicPlan);
		await page.getByRole('link', { name: /^Plan herunterladen/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Herunterladen' })).toBeVisible();
		await expectAccessible(page);
		const file = await saved(page, 'XPlanGML herunterladen');
		expect(file.suggestedFilename()).toMatch(/\.gml$/);
		gml = readFileSync(await file.path());
		expect(gml.toString()).toContain('http://www.xplanung.de/xplangml/5/4');
	});

	await test.step('the planner uploads it as the next version, and its check finds nothing', async () => {
		await signIn(page, 'musterlinden');
		await page.goto(publicPlan.replace('/plaene/', '/verwaltung/plaene/'));
		await upload(page, { name: 'zurueck.gml', mimeType: 'application/gml+xml', buffer: gml }, 2);
		await expect(page.getByText('Die Prüfung hat nichts beanstandet.')).toBeVisible({ timeout: 60_000 });
	});

	await test.step('nothing has changed between the two', async () => {
		await page.goto(`${publicPlan.replace('/plaene/', '/verwaltung/plaene/')}/unterschied?von=1&nach=2`);
		await expect(page.getByText('Zwischen diesen Fassungen hat sich nichts geändert.')).toBeVisible({ timeout: 60_000 });
		await expectAccessible(page);
	});
});

test('converted it comes with the list of what is lost; GeoPackage and report arrive', async ({ page }) => {
	await test.step('XPlanGML 6.0', async () => {
		await page.goto(`${publicPlan}/herunterladen`);
		await page.getByRole('link', { name: /umgewandelt in Version 6\.0/ }).click();
		await expect(page.getByText('Ihre Datei ist fertig')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByRole('heading', { name: /lassen sich übernehmen|lassen sich nicht übernehmen|lässt sich nicht übernehmen/ })).toBeVisible();
		await expectAccessible(page);
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Herunterladen', exact: true }).click()]);
		const names = await entriesOf(readFileSync(await file.path()));
		expect(names.some((name) => name.endsWith('.gml'))).toBe(true);
		expect(names).toContain('Liesmich.txt');
		expect(names).toContain('Nicht-uebernommen.csv');
	});

	await test.step('GeoPackage', async () => {
		await page.goto(`${publicPlan}/herunterladen`);
		const file = await saved(page, 'GeoPackage herunterladen');
		const bytes = readFileSync(await file.path());
		expect(bytes.subarray(0, 15).toString('latin1')).toBe('SQLite format 3');
		expect(bytes.readUInt32BE(68).toString(16)).toBe(Buffer.from('GPKG').toString('hex'));
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the waiting page leads to the file', async ({ page }) => {
		await page.goto(`${publicPlan}/herunterladen/shapefile`);
		// It loads itself anew until the file is there.
		await expect(page.getByText('Ihre Datei ist fertig')).toBeVisible({ timeout: 60_000 });
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Herunterladen', exact: true }).click()]);
		expect(await entriesOf(readFileSync(await file.path()))).toContain('Liesmich.txt');
	});
});
