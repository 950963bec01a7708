import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { defectivePlan, largePlan } from './support/defective-plan.ts';
import { expect, test } from './support/story.ts';

const READY = 'Alles ist geladen. Die Prüfung geht jetzt auch ohne Internetverbindung.';

const start = (page: Page) => page.getByRole('button', { name: 'Prüfen', exact: true }).click();
const finding = (page: Page, text: RegExp) => page.getByRole('button').filter({ hasText: text });

async function contentOf(download: Promise<Download>): Promise<{ name: string; bytes: Buffer }> {
	const done = await download;
	return { name: done.suggestedFilename(), bytes: readFileSync(await done.path()) };
}

test('a planner checks a plan in the browser, without a network', async ({ page, context }) => {
	test.setTimeout(180_000);
	await test.step('opens the page; everything that a check needs is loaded', async () => {
		await page.goto('/');
		await page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Plan prüfen' }).click();
		await expect(page.getByText(READY)).toBeVisible({ timeout: 60_000 });
		await expectSound(page);
		await expectAccessible(page);
	});

	const sent: string[] = [];
	await context.setOffline(true);
	page.on('request', (request) => /^https?:/.test(request.url()) && sent.push(`${request.method()} ${request.url()}`));

	await test.step('is told when no file was chosen', async () => {
		await start(page);
		await expect(page.getByText('Bitte wählen Sie zuerst eine Datei.')).toBeVisible();
		await expect(page.getByLabel('Datei', { exact: true })).toBeFocused();
	});

	await test.step('checks a plan with planted defects', async () => {
		await page.getByLabel('Datei', { exact: true }).setInputFiles(defectivePlan());
		await start(page);
		await expect(page.getByRole('heading', { name: 'Ergebnis: Lindenpark_fehlerhaft.gml' })).toBeFocused();
		await expect(page.getByText('Die Datei hat Fehler')).toBeVisible();
		await expect(finding(page, /„x\d+“ von „Z“/)).toHaveCount(1);
		await expect(finding(page, /„nirgends“/)).toHaveCount(1);
		await expect(finding(page, /schneidet oder berührt sich selbst/).first()).toBeVisible();
	});

	await test.step('on a wide screen the buttons end where the page ends', async () => {
		await page.setViewportSize({ width: 1440, height: 900 });
		const [buttons, below] = await Promise.all([page.getByRole('button', { name: 'GeoJSON' }).boundingBox(), page.locator('main dl').filter({ hasText: 'Fachregeln' }).boundingBox()]);
		expect(buttons!.x + buttons!.width).toBeCloseTo(below!.x + below!.width, 0);
		await page.setViewportSize({ width: 1280, height: 800 });
	});

	const map = page.getByRole('application', { name: 'Karte der Befunde' });
	await test.step('goes from the list to the map and back', async () => {
		await expect(map).toBeVisible();
		const crossing = finding(page, /schneidet oder berührt sich selbst/).first();
		await crossing.click();
		await expect(crossing).toHaveAttribute('aria-pressed', 'true');
		await page.keyboard.press('Tab');
		await map.focus();
		await page.keyboard.press('Escape');
		await expect(crossing).toHaveAttribute('aria-pressed', 'false');
		// The map has moved to the place: what is in its middle is the finding.
		await expect(async () => {
			await page.keyboard.press('Enter');
			await expect(page.getByRole('status').filter({ hasText: /^Gewählt: / })).not.toBeEmpty({ timeout: 1000 });
		}).toPass();
		await page.keyboard.press('Escape');
		const box = (await map.boundingBox())!;
		await map.click({ position: { x: box.width / 2, y: box.height / 2 } });
		await expect(page.locator('[aria-pressed="true"]')).toHaveCount(1);
	});

	await test.step('filters by check, severity and text', async () => {
		const kind = page.getByLabel('Prüfung und Regel', { exact: true });
		await kind.selectOption({ label: 'Ziel fehlt (1)' });
		await expect(finding(page, /„nirgends“/)).toHaveCount(1);
		await expect(page.getByText(/^1 von \d+ Befunden$/)).toBeVisible();
		await kind.selectOption('references');
		await expect(finding(page, /„nirgends“/)).toHaveCount(1);
		await expect(finding(page, /von „Z“/)).toHaveCount(0);
		await page.getByRole('checkbox', { name: /^Fehler/ }).uncheck();
		await expect(finding(page, /„nirgends“/)).toHaveCount(0);
		await page.getByRole('checkbox', { name: /^Fehler/ }).check();
		await kind.selectOption('');
		await page.getByLabel('Text oder Kennung').fill('nirgends');
		await expect(page.getByText(/^1 von \d+ Befunden$/)).toBeVisible();
		await page.getByLabel('Text oder Kennung').fill('');
		await expectAccessible(page);
	});

	await test.step('saves the report in three forms', async () => {
		const save = async (name: string) => {
			const download = page.waitForEvent('download');
			await page.getByRole('button', { name, exact: true }).click();
			return contentOf(download);
		};
		const pdf = await save('PDF');
		expect(pdf.name).toBe('pruefbericht.pdf');
		expect(pdf.bytes.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/StructTreeRoot/);
		const [result] = JSON.parse((await save('JSON')).bytes.toString()) as [{ ok: boolean; findings: unknown[] }];
		expect(result).toMatchObject({ ok: false, file: 'Lindenpark_fehlerhaft.gml', version: '6.0' });
		const { features } = JSON.parse((await save('GeoJSON')).bytes.toString()) as { features: { geometry: unknown }[] };
		expect(features).toHaveLength(result.findings.length);
		expect(features.some(({ geometry }) => geometry !== null)).toBe(true);
	});

	await test.step('switches a check off', async () => {
		await page.getByText('Einzelne Prüfungen abschalten').click();
		await page.getByRole('checkbox', { name: /^Verweise/ }).check();
		await start(page);
		await expect(page.getByRole('definition').filter({ hasText: 'nicht geprüft' })).toHaveCount(1);
		await expect(finding(page, /„nirgends“/)).toHaveCount(0);
		await page.getByRole('checkbox', { name: /^Verweise/ }).uncheck();
	});

	await test.step('cancels a long check, and checks again', async () => {
		await page.getByLabel('Datei', { exact: true }).setInputFiles(largePlan());
		await start(page);
		await expect(page.getByRole('progressbar')).toBeVisible();
		await page.getByRole('button', { name: 'Abbrechen' }).click();
		await expect(page.getByText('Die Prüfung wurde abgebrochen.')).toBeVisible();
		await page.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'kein-plan.gml', mimeType: 'text/plain', buffer: Buffer.from('kein XML') });
		await start(page);
		await expect(page.getByText('Die Datei ist nicht lesbar')).toBeVisible();
		await expect(page.getByText('(.gml oder .zip). (Zeile 1)')).toBeVisible();
	});

	await test.step('fits every screen', async () => {
		await page.getByLabel('Datei', { exact: true }).setInputFiles(defectivePlan());
		await start(page);
		await expect(map).toBeVisible();
		for (const width of [320, 820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await expectNoOverflow(page);
		}
		await page.setViewportSize({ width: 320, height: 800 });
		await expectAccessible(page);
	});
	expect(sent, 'requests after the network was cut').toEqual([]);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the server checks', async ({ page }) => {
		await page.goto('/plan-pruefen');
		await expect(page.getByText('Ohne JavaScript prüft der Server')).toBeVisible();
		await page.getByLabel('Datei', { exact: true }).setInputFiles(defectivePlan());
		await start(page);
		await expect(page.getByText('Die Datei hat Fehler')).toBeVisible();
		await expect(page.getByText(/„nirgends“/)).toBeVisible();
		await expectSound(page);
		await page.getByLabel('Datei', { exact: true }).setInputFiles(defectivePlan());
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Prüfen und Bericht als PDF laden' }).click();
		expect((await contentOf(download)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
	});
});

test('the interfaces are described', async ({ page, request }) => {
	await page.goto('/api');
	await expect(page.getByText('/api/xplan/check').first()).toBeVisible();
	await expectSound(page);
	await expectAccessible(page);
	expect(await (await request.get('/api/openapi.json')).json()).toMatchObject({ openapi: '3.1.0' });
});
