import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { lindenpark, openMap } from './support/plan-on-map.ts';
import { expect, test } from './support/story.ts';

const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

async function tapAt(map: Locator, position: { x: number; y: number }): Promise<void> {
	await map.tap({ position });
}

/** One finger over the map scrolls the page and does not move the map. */
async function swipeUp(page: Page, map: Locator, pixels: number): Promise<void> {
	const { x, y, width, height } = (await map.boundingBox())!;
	const session = await page.context().newCDPSession(page);
	const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
		session.send('Input.dispatchTouchEvent', { type, touchPoints });
	await touch('touchStart', [middle]);
	for (let moved = 15; moved <= pixels; moved += 15) await touch('touchMove', [{ x: middle.x, y: middle.y - moved }]);
	await touch('touchEnd', []);
	await session.detach();
}

test('by touch on a telephone', async ({ page }) => {
	await test.step('taps an object and reads what it allows', async () => {
		await page.goto('/musterlinden/');
		await expectNoOverflow(page);
		await page.getByRole('link', { name: PLAN, exact: true }).tap();
		await expect(page.getByRole('heading', { level: 1, name: PLAN })).toBeVisible();
		const { map, pixel } = await openMap(page, `Karte des Plans ${PLAN}`);
		await map.scrollIntoViewIfNeeded();
		const sheet = page.getByRole('tabpanel');
		await expect(async () => {
			await tapAt(map, pixel(lindenpark(4, 200)));
			await expect(sheet.getByText('Objekte an dieser Stelle')).toBeVisible({ timeout: 1_000 });
		}).toPass();
		await sheet.getByText('Objekte an dieser Stelle').tap();
		await sheet.getByRole('button', { name: /^Allgemeines Wohngebiet .*WA 4/ }).tap();
		await expect(sheet.getByRole('heading', { name: 'Allgemeines Wohngebiet' })).toBeVisible();
		await expectNoOverflow(page);
		await expectAccessible(page);
		await sheet.getByRole('link', { name: 'Zu diesem Objekt Stellung nehmen' }).tap();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
	});

	const places = page.getByRole('region', { name: 'Ort auf der Karte zeigen' });

	await test.step('one finger scrolls the page, taps still set points', async () => {
		const { map, pixel } = await openMap(page, /Karte zum Einzeichnen/);
		await map.scrollIntoViewIfNeeded();
		const before = await page.evaluate(() => scrollY);
		await swipeUp(page, map, 150);
		await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);

		await places.getByRole('button', { name: 'Linie zeichnen' }).tap();
		await tapAt(map, pixel(lindenpark(30, 60)));
		await tapAt(map, pixel(lindenpark(30, 200)));
		await expect(places.getByText(/^Länge 14\d m$/)).toBeVisible();
		await places.getByRole('button', { name: 'Fertig' }).tap();
		await expect(places.getByRole('listitem')).toHaveCount(2);
		await expectNoOverflow(page);
	});

	await test.step('sends', async () => {
		await page.getByLabel('Text').fill('Bitte eine Bank am Weg.');
		await expect(page.getByRole('paragraph').filter({ hasText: 'Die Prüfung ist fertig.' })).toBeVisible();
		await page.getByRole('button', { name: 'Direkt absenden' }).tap();
		await expect(page.getByRole('heading', { level: 1, name: 'Ihre Stellungnahme ist eingegangen' })).toBeVisible();
		await expectNoOverflow(page);
		await expectAccessible(page);
	});
});

test('on a desktop screen of 1280 pixels at 400 percent', async ({ page }) => {
	await page.setViewportSize({ width: 320, height: 256 });
	await page.goto('/musterlinden/');
	await page.getByRole('link', { name: PLAN, exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: PLAN })).toBeVisible();
	await expectNoOverflow(page);
	await page.getByRole('link', { name: 'Stellungnahme schreiben' }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
	await expect(page.getByRole('application')).toBeVisible();
	await expectNoOverflow(page);
	for (const name of ['Planobjekt wählen', 'Punkt setzen', 'Linie zeichnen', 'Fläche zeichnen', 'Prüfen', 'Direkt absenden']) {
		const button = page.getByRole('button', { name, exact: true });
		await button.scrollIntoViewIfNeeded();
		await button.click({ trial: true });
		const { x, width } = (await button.boundingBox())!;
		expect(x).toBeGreaterThanOrEqual(0);
		expect(x + width).toBeLessThanOrEqual(320);
	}
});
