import { readFileSync } from 'node:fs';
import type { Page, Response } from '@playwright/test';
import { entriesOf } from './support/zip.ts';
import { expectAccessible } from './support/accessible.ts';
import { planFile } from './support/plan-file.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const RUNNING = 'Erneute Veröffentlichung im Internet – Bebauungsplan Nr. 12 „Lindenpark“';
/** Told apart from what another run has left in the same portal. */
const RUN = Date.now().toString(36);
const LETTER = `Als Niederschrift aufgenommen: Die Einfahrt der Kita soll an den Gärtnereiweg. ${RUN}`;

async function download(page: Page, name: string): Promise<{ name: string; content: Buffer }> {
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
	return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

test('a planner reads and weighs; another tenant sees nothing of it', async ({ page, browser, baseURL, guard }) => {
	/** Every address of the administration and every tile that this story has seen. */
	const seen = new Set<string>();
	page.on('response', (response: Response) => {
		const url = new URL(response.url());
		const ours = url.pathname.startsWith('/musterlinden/verwaltung') && response.request().method() === 'GET';
		if (ours && response.status() === 200) seen.add(url.pathname.replace(/\/__data\.json$/, ''));
	});
	let draftTile = '';

	await test.step('has a plan that is not published yet', async () => {
		await signIn(page, 'musterlinden');
		const plan = planFile('Noch geheim');
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
		await page.getByLabel('Datei').setInputFiles(plan.file);
		await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
		await page.getByRole('link', { name: `${plan.name}, Fassung 1 ansehen` }).click({ timeout: 60_000 });
		await expect(page.getByRole('heading', { level: 1, name: plan.name })).toBeVisible();
		const versionId = await page.locator('input[name=versionId]').first().getAttribute('value');
		draftTile = `/tiles/fassung/${versionId}/14/8800/5470.mvt`;
		await download(page, 'Originaldatei herunterladen');
	});

	const items = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^Stellungnahme Nr\. / }) });

	await test.step('opens the statements: list and map side by side', async () => {
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Beteiligungen' }).click();
		await page.getByRole('listitem').filter({ hasText: RUNNING }).getByRole('link', { name: /Stellungnahmen$/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahmen' })).toBeVisible();
		const map = page.getByRole('application', { name: 'Karte der Orte' });
		await expect(map.locator('canvas').first()).toBeVisible();
		const list = (await items.first().boundingBox())!;
		const beside = (await map.boundingBox())!;
		expect(beside.x).toBeGreaterThan(list.x + list.width - 1);
		await expectAccessible(page);
	});

	await test.step('enters one that was taken down in person', async () => {
		await page.getByRole('link', { name: 'Stellungnahme erfassen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme erfassen' })).toBeVisible();
		await page.getByLabel('Text', { exact: true }).fill(LETTER);
		await page.getByLabel(/^Name/).fill('=Zusatz()');
		await page.getByRole('button', { name: 'Erfassen' }).click();
		await expect(page.getByText(/^Erfasst als Nr\. \d+\.$/)).toBeVisible();
		await page.getByRole('link', { name: 'Alle Stellungnahmen' }).click();
	});

	await test.step('filters by object and by word', async () => {
		await expect(items.filter({ hasText: LETTER })).toHaveCount(1);
		const all = await items.count();
		const options = await page.getByLabel(/^Planinhalt/).getByRole('option').allTextContents();
		const choice = options.find((text) => /MU 1|Urbanes Gebiet/.test(text))!;
		await page.getByLabel(/^Planinhalt/).selectOption({ label: choice });
		await page.getByRole('button', { name: 'Filtern' }).click();
		await expect(page).toHaveURL(/objekt=/);
		const expected = Number(/\((\d+)\)\s*$/.exec(choice)![1]);
		await expect(items).toHaveCount(expected);
		expect(expected).toBeLessThan(all);
		await page.getByRole('link', { name: 'Filter zurücksetzen' }).click();
		await expect(page.getByRole('link', { name: 'Filter zurücksetzen' })).toHaveCount(0);
		await page.getByLabel('Wörter im Text').fill('Gärtnereiweg');
		await page.getByRole('button', { name: 'Filtern' }).click();
		await expect(page).toHaveURL(/text=G/);
		await expect(items.filter({ hasText: LETTER })).toHaveCount(1);
		expect(await items.count()).toBeLessThan(all);
	});

	await test.step('downloads what is filtered as CSV, GeoJSON and XLSX', async () => {
		const csv = await download(page, 'CSV');
		expect(csv.name).toMatch(/^stellungnahmen-.*\.csv$/);
		const text = csv.content.toString('utf8');
		expect(text).toContain(LETTER);
		expect(text.split(/\r?\n/)[0]).toMatch(/Nummer.*Eingang.*Stellungnahme/);
		// A spreadsheet must not take a name for a formula.
		expect(text).not.toMatch(/(^|[;,"])=Zusatz/m);
		const geojson = JSON.parse((await download(page, 'GeoJSON')).content.toString('utf8'));
		expect(geojson.type).toBe('FeatureCollection');
		expect(geojson.features.length).toBeGreaterThan(0);
		const xlsx = await download(page, 'XLSX');
		expect(await entriesOf(xlsx.content)).toContain('xl/worksheets/sheet1.xml');
	});

	await test.step('opens one and sees the object it is about', async () => {
		await page.getByRole('link', { name: 'Filter zurücksetzen' }).click();
		await expect(page.getByRole('link', { name: 'Filter zurücksetzen' })).toHaveCount(0);
		await page.getByLabel('Wörter im Text').fill('Vier Geschosse direkt an der Allee');
		await page.getByRole('button', { name: 'Filtern' }).click();
		await expect(items).toHaveCount(1);
		await items.getByRole('link', { name: /^Stellungnahme Nr\. / }).click();
		await expect(page.getByText('Hannelore Beispielhaft')).toBeVisible();
		await expect(page.getByRole('region', { name: 'Orte', exact: true })).toContainText('MU 1');
		await expectAccessible(page);
	});

	await test.step('a planner of Auenfelde gets none of these pages', async () => {
		const outside = await browser.newContext({ baseURL });
		await guard.watch(outside);
		const other = await outside.newPage();
		await signIn(other, 'auenfelde');
		guard.expect(answered(403));
		const refused = await other.goto('/musterlinden/verwaltung');
		expect(refused!.status()).toBe(403);
		await expect(other.getByText('Für diese Seite fehlt Ihnen die Berechtigung.', { exact: false })).toBeVisible();
		await expectAccessible(other);
		expect(seen.size).toBeGreaterThan(6);
		for (const path of seen) {
			// As the page, as its data, and with the own tenant's name in front.
			for (const address of [path, `${path}/__data.json`, path.replace('/musterlinden/', '/auenfelde/')]) {
				const answer = await outside.request.get(address, { headers: { accept: 'text/html' }, maxRedirects: 0 });
				if (isOwnList(address)) continue;
				expect([403, 404], `${address} answers ${answer.status()}`).toContain(answer.status());
			}
		}
		expect((await outside.request.get(draftTile)).status()).toBe(404);
		await outside.close();
	});

	await test.step('without an account there is only the login', async () => {
		const nobody = await browser.newContext({ baseURL });
		for (const path of seen) {
			const answer = await nobody.request.get(path, { maxRedirects: 0 });
			expect(answer.status(), path).toBe(303);
			expect(answer.headers().location).toContain('/login');
		}
		expect((await nobody.request.get(draftTile)).status()).toBe(404);
		await nobody.close();
	});
});

/** Pages without an id exist for the other tenant as well, with that tenant's own content. */
const isOwnList = (address: string): boolean => address.startsWith('/auenfelde/') && !/[0-9a-f]{8}-[0-9a-f]{4}-/.test(address);
