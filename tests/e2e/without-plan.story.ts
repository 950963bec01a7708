import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

/** The early participation (§ 3 (1) BauGB) comes before there is a plan: people say what matters at a place. */
const TITLE = /Straßenbahnbetriebshofserweiterung/;
const TEXT = 'Am Feldweg stehen alte Kopfweiden. Bitte erhalten Sie sie.';

async function openForm(page: Page): Promise<void> {
	await page.goto('/musterlinden/verfahren');
	await page.getByRole('link', { name: TITLE }).first().click();
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await page.getByRole('link', { name: 'Mehr zur Beteiligung' }).click();
	await expect(page.getByText('Für diesen Schritt gibt es noch keine Planfassung.', { exact: false })).toBeVisible();
	await page.getByRole('link', { name: 'Stellungnahme schreiben' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
}

test('a place is shown on the map of the area, and staff see it there', async ({ page, browser, baseURL }) => {
	test.setTimeout(150_000);
	await openForm(page);
	await expect(page.getByRole('button', { name: 'Planobjekt wählen' })).toHaveCount(0);
	await page.getByRole('button', { name: 'Punkt setzen' }).click();
	await expect(page.getByRole('application')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('region', { name: 'Ort auf der Karte zeigen' }).getByText('Punkt 1').first()).toBeVisible();
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 700 });
	await expectNoOverflow(page);
	await page.getByLabel('Text').fill(TEXT);
	// Who sends while the proof of work is under way needs no second try.
	let asked = 0;
	await page.route('**/api/altcha', async (route) => {
		asked += 1;
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		await route.continue();
	});
	await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
	await expect.poll(() => asked).toBe(1);
	await page.getByRole('button', { name: 'Absenden' }).click();
	await expect(page.getByText('Punkt', { exact: false }).first()).toBeVisible();
	await expect(page).toHaveURL(/\/eingang\//);
	const receipt = await page.request.get(`${page.url().replace(/\?.*/, '')}/bestaetigung.pdf`);
	expect(receipt.headers()['content-type']).toContain('application/pdf');

	const staff = await browser.newContext({ baseURL: baseURL!, locale: 'de-DE' });
	const desk = await staff.newPage();
	await signIn(desk, 'musterlinden');
	await desk.goto('/musterlinden/verwaltung/beteiligungen');
	await desk.getByRole('listitem').filter({ hasText: TITLE }).filter({ hasText: 'Frühzeitige Beteiligung der Öffentlichkeit' }).getByRole('link', { name: /Stellungnahme/ }).click();
	await expect(desk.getByText('Kopfweiden', { exact: false }).first()).toBeVisible();
	await expect(desk.getByRole('application')).toBeVisible();
	await expectAccessible(desk);
	await staff.close();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('an address is the place', async ({ page }) => {
		await openForm(page);
		await page.getByLabel('Text').fill(TEXT);
		await page.getByText('Ort ohne Karte angeben').click();
		await expect(page.getByRole('textbox', { name: /^Planinhalt suchen/ })).toHaveCount(0);
		await page.getByRole('textbox', { name: /^Adresse suchen/ }).fill('Lindenallee 34');
		await page.getByRole('button', { name: 'Adresse suchen: Suchen' }).click();
		await page.getByRole('button', { name: /^Lindenallee 34\b.* hinzufügen$/ }).first().click();
		await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
		await expect(page.getByText('Lindenallee 34', { exact: false }).first()).toBeVisible();
		await page.getByRole('button', { name: 'Absenden' }).click();
		await expect(page).toHaveURL(/\/eingang\//);
		await expect(page.getByText('Lindenallee 34', { exact: false }).first()).toBeVisible();
	});
});
