import { randomInt } from 'node:crypto';
import type { Page } from '@playwright/test';
import { buildDorfanger, dorfangerPaper } from '../../portal/demo/dorfanger.ts';
import { ANGER_FILES, angerWorldFile, drawAngerScan } from '../../portal/demo/dorfanger-sheet.ts';
import { writePdf } from '../../portal/demo/pdf.ts';
import { writeZip } from '../../portal/demo/zip.ts';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Several pages, so that there is something to turn. */
const CHAPTERS = Array.from({ length: 12 }, (_, i) => ({ ...dorfangerPaper.chapters[i % 2]!, heading: `Abschnitt ${i + 1}` }));
const PAPER = { ...dorfangerPaper, chapters: CHAPTERS };

async function scannedPlan(): Promise<{ name: string; zip: Buffer }> {
	const number = randomInt(100, 1_000_000);
	const name = `Bebauungsplan Nr. ${number} „Alter Anger“`;
	const demo = new TextDecoder().decode(buildDorfanger(new Date()).gml);
	const gml = demo.replace(/(<xplan:name>)Bebauungsplan[^<]*/, `$1${name}`).replace(/(<xplan:nummer>)1</, `$1${number}<`);
	const files = [
		{ name: 'xplan.gml', content: Buffer.from(gml) },
		{ name: ANGER_FILES.scan, content: await drawAngerScan() },
		{ name: ANGER_FILES.world, content: Buffer.from(angerWorldFile()) },
		{ name: ANGER_FILES.reasons, content: await writePdf(PAPER) }
	];
	return { name, zip: Buffer.from(await writeZip(files)) };
}

/** Share of dark, opaque pixels of the scan's layer. */
async function ink(page: Page): Promise<number> {
	return page.locator('.plan-map .scan canvas').evaluate((canvas: HTMLCanvasElement) => {
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		let dark = 0;
		for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 200 && data[i]! < 100) dark++;
		return dark / (data.length / 4);
	});
}

test('a planner uploads a scanned plan, a citizen sees it and reads its reasons', async ({ page, browser, baseURL, guard }) => {
	const plan = await scannedPlan();
	let address = '';

	await test.step('the planner uploads a ZIP with the sheet', async () => {
		await signIn(page, 'heidewinkel');
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
		await page.getByLabel('Datei').setInputFiles({ name: 'alter-anger.zip', mimeType: 'application/zip', buffer: plan.zip });
		await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
		await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 60_000 });
		await page.getByRole('link', { name: `${plan.name}, Fassung 1 ansehen` }).click();
		const scans = page.getByRole('region', { name: 'Gescannte Pläne' });
		await expect(scans.getByText('wird auf der Karte gezeigt')).toBeVisible({ timeout: 60_000 });
		await expect(scans).toContainText('4.300 × 3.700 Bildpunkte zu 10 cm, EPSG:25833');
		await expectAccessible(page);
		await page.getByText('Fassung veröffentlichen').first().click();
		await page.getByRole('button', { name: 'Fassung veröffentlichen' }).click();
		await expect(page.getByText('Die Fassung ist veröffentlicht')).toBeVisible();
		address = (await page.getByRole('link', { name: 'Öffentliche Seite ansehen' }).getAttribute('href'))!;
	});

	const outside = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 }, locale: 'de-DE' });
	await guard.watch(outside);
	const citizen = await outside.newPage();

	await test.step('a citizen sees the sheet on the map', async () => {
		await citizen.goto(address);
		await expect(citizen.getByText('liegt als Scan der Planzeichnung vor', { exact: false }).first()).toBeVisible();
		await expect.poll(() => ink(citizen), { timeout: 30_000 }).toBeGreaterThan(0.01);
		await expect(citizen.getByText('Ein Teil der Karte konnte nicht geladen werden')).toHaveCount(0);
		await citizen.getByRole('tab', { name: 'Legende' }).click();
		await expect(citizen.getByText('Scan „Planzeichnung von 1994“')).toBeVisible();
		await expect(citizen.getByRole('link', { name: 'BP1_Dorfanger.tfw' })).toHaveCount(0);
	});

	await test.step('makes it paler, lets the map through, and puts it away, by keyboard', async () => {
		await citizen.getByText('Darstellung', { exact: true }).click();
		const opacity = citizen.getByRole('slider', { name: /^Deckkraft des Scans/ });
		await opacity.focus();
		for (let i = 0; i < 6; i++) await citizen.keyboard.press('ArrowLeft');
		await expect(citizen.getByText('Deckkraft des Scans: 40 %')).toBeVisible();
		await expect.poll(() => ink(citizen)).toBe(0);
		await citizen.getByLabel('Papier durchsichtig').check();
		await expect.poll(() => citizen.locator('.plan-map .scan-foil').evaluate((layer) => getComputedStyle(layer).mixBlendMode)).toBe('multiply');
		await citizen.getByLabel('Gescannten Plan zeigen').uncheck();
		await expect(citizen.locator('.plan-map .scan')).toHaveCount(0);
		await citizen.getByLabel('Gescannten Plan zeigen').check();
		await expectAccessible(citizen);
	});

	await test.step('reads the reasons page by page with the keyboard', async () => {
		await citizen.getByRole('link', { name: 'Begründung' }).click();
		const pages = citizen.getByRole('region', { name: 'Dokument Begründung' });
		const first = citizen.getByRole('region', { name: /^Seite 1 von \d+$/ });
		await expect(first.locator('canvas')).toHaveCount(1);
		await expect(first).toContainText('Abschnitt 1');
		// Far pages give their text, for readers and for searching, before they are drawn.
		const second = citizen.getByRole('region', { name: /^Seite 2 von \d+$/ });
		await expect(second).toContainText('Abschnitt');
		await pages.focus();
		await citizen.keyboard.press('ArrowRight');
		await expect(citizen.getByLabel('Seite', { exact: true })).toHaveValue('2');
		await expect(second).toBeInViewport();
		await citizen.keyboard.press('Home');
		await expect(citizen.getByLabel('Seite', { exact: true })).toHaveValue('1');
		const width = (await first.boundingBox())!.width;
		await citizen.keyboard.press('+');
		await expect.poll(async () => (await first.boundingBox())!.width).toBeGreaterThan(width * 1.2);
		await citizen.keyboard.press('0');
		await citizen.getByLabel('Seite', { exact: true }).fill('2');
		await citizen.keyboard.press('Enter');
		await expect(second).toBeInViewport();
		await expect(second.locator('canvas')).toHaveCount(1);
		await expectAccessible(citizen);
	});

	await test.step('both fit on every screen', async () => {
		const document = citizen.url();
		for (const width of [320, 820, 1440]) {
			await citizen.setViewportSize({ width, height: 800 });
			for (const url of [address, document]) {
				await citizen.goto(url);
				await expect(citizen.locator('.plan-map, [data-page="1"] canvas').first()).toBeVisible();
				await expectNoOverflow(citizen);
			}
		}
	});

	await test.step('without JavaScript there is the download', async () => {
		const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
		const reader = await plain.newPage();
		await reader.goto(citizen.url());
		await expect(reader.getByRole('link', { name: 'Im Browser öffnen' })).toBeVisible();
		const href = await reader.getByRole('link', { name: /^Herunterladen/ }).getAttribute('href');
		const answer = await plain.request.get(href!);
		expect(answer.headers()['content-type']).toBe('application/pdf');
		expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
		expect(answer.headers()['x-content-type-options']).toBe('nosniff');
		await plain.close();
	});

	await test.step('a document that is no PDF has no page of its own', async () => {
		guard.expect(answered(404));
		const scan = await citizen.goto(address).then(() => citizen.getByRole('link', { name: 'Planzeichnung von 1994' }).getAttribute('href'));
		expect((await citizen.goto(`${scan}/ansehen`))!.status()).toBe(404);
	});
	await outside.close();
});
