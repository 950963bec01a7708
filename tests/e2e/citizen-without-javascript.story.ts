import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/story.ts';

const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';
const TEXT = 'Der Spielplatz braucht Schatten.\nBitte pflanzen Sie Bäume.';

/** Opens the part of the form for places without a map, where it is not open from the step before. */
async function unfold(page: Page): Promise<void> {
	const part = page.getByRole('group').filter({ hasText: 'Ort ohne Karte angeben' });
	if ((await part.getAttribute('open')) === null) await page.getByText('Ort ohne Karte angeben').click();
}

// axe runs in the page and needs scripts; the other stories look at the same pages with them.
test.use({ javaScriptEnabled: false });

test('without JavaScript', async ({ page, request }) => {
	await test.step('finds the plan by the search form and reads about an object', async () => {
		await page.goto('/');
		await page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' }).fill('Lindenpark');
		await page.getByRole('button', { name: 'Suchen' }).click();
		await page.getByRole('link', { name: PLAN, exact: true }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: PLAN })).toBeVisible();
		await page.getByRole('link', { name: 'Zur Seite des Plans' }).first().click();
		await expect(page).toHaveURL(/\/plaene\//);
		await expect(page.locator('noscript p').first()).toHaveText(/Ohne JavaScript/);
		await expect(page.locator('noscript p').first()).toBeVisible();
		await page.getByRole('link', { name: /Alle Objekte als Liste/ }).click();
		await page.getByLabel('Suchbegriff').fill('Spielplatz');
		await page.getByRole('button', { name: 'Liste zeigen' }).click();
		await page.getByRole('main').getByRole('listitem').getByRole('link', { name: /Spielplatz|Einzelheiten/ }).first().click();
		await expect(page.getByRole('heading', { level: 1 })).toContainText(/Grünfläche|Spielplatz/);
		await expect(page.getByRole('heading', { name: 'Was bedeutet das?' })).toBeVisible();
		await page.getByRole('link', { name: 'Zu diesem Objekt Stellung nehmen' }).click();
	});

	const chosen = page.getByRole('region', { name: 'Um welche Orte geht es?' }).getByRole('list').first().getByRole('listitem');

	await test.step('adds an object of the list, an address and coordinates without losing what was typed', async () => {
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
		await expect(chosen).toHaveCount(1);
		await page.getByLabel('Text').fill(TEXT);
		await page.getByLabel(/^Name/).fill('Ohne Skript');
		await unfold(page);

		await page.getByRole('textbox', { name: /^Planinhalt suchen/ }).fill('Baugrenze');
		await page.getByRole('button', { name: 'Planinhalt suchen: Suchen' }).click();
		await page.getByRole('button', { name: /^Baugrenze.* hinzufügen$/ }).first().click();
		await expect(page.getByText('Der Planinhalt ist hinzugefügt.')).toBeVisible();
		await expect(chosen).toHaveCount(2);

		await unfold(page);
		await page.getByRole('textbox', { name: /^Adresse suchen/ }).fill('Lindenallee 34');
		await page.getByRole('button', { name: 'Adresse suchen: Suchen' }).click();
		await page.getByRole('button', { name: /^Lindenallee 34\b.* hinzufügen$/ }).first().click();
		await expect(chosen).toHaveCount(3);

		await unfold(page);
		await page.getByRole('textbox', { name: /^Koordinaten/ }).fill('99 99');
		await page.getByRole('button', { name: 'Koordinaten hinzufügen' }).click();
		await expect(page.getByText('Diese Koordinaten sind nicht lesbar', { exact: false })).toBeVisible();
		await page.getByRole('textbox', { name: /^Koordinaten/ }).fill('51,1972 13,2812');
		await page.getByRole('button', { name: 'Koordinaten hinzufügen' }).click();
		await expect(chosen).toHaveCount(4);

		await page.getByRole('button', { name: /^Baugrenze.* entfernen$/ }).click();
		await expect(chosen).toHaveCount(3);
		await expect(page.getByLabel('Text')).toHaveValue(TEXT);
		await expect(page.getByLabel(/^Name/)).toHaveValue('Ohne Skript');
	});

	await test.step('looks at everything, goes back, and nothing is lost', async () => {
		const buffer = Buffer.from('%PDF-1.4\n%%EOF\n');
		await page.getByLabel(/Dateien wählen/).setInputFiles({ name: 'Skizze.pdf', mimeType: 'application/pdf', buffer });
		await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme prüfen' })).toBeVisible();
		await expect(page.getByText('Der Spielplatz braucht Schatten.', { exact: false })).toBeVisible();
		await expect(page.getByText('Skizze.pdf')).toBeVisible();
		await page.getByRole('button', { name: 'Ändern' }).click();
		await expect(page.getByLabel('Text')).toHaveValue(TEXT);
		await expect(chosen).toHaveCount(3);
		await expect(page.getByText('Skizze.pdf', { exact: false })).toBeVisible();
		await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
	});

	await test.step('sends; the same once more makes no second statement', async () => {
		// What the browser is about to post, to repeat it as a double click or an unsure network does.
		const fields = await page.locator('main form input[type=hidden]').all();
		const form = new URLSearchParams();
		for (const field of fields) form.append((await field.getAttribute('name'))!, (await field.getAttribute('value')) ?? '');
		form.append('schritt', 'absenden');
		const address = page.url();
		await page.getByRole('button', { name: 'Absenden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Ihre Stellungnahme ist eingegangen' })).toBeVisible();
		const receipt = page.url().replace(/#.*/, '');

		const again = () =>
			request.post(address, {
				headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: new URL(address).origin },
				data: form.toString(),
				maxRedirects: 0
			});
		for (const answer of await Promise.all([again(), again()])) {
			expect(answer.status()).toBe(303);
			expect(new URL(answer.headers().location!, address).href).toBe(receipt);
		}
	});

	await test.step('has the receipt, as page and as PDF', async () => {
		await expect(page.getByText('Der Spielplatz braucht Schatten.', { exact: false })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Orte', exact: true }).getByRole('listitem')).toHaveCount(3);
		await expect(page.getByRole('region', { name: 'Anlagen' })).toContainText('Skizze.pdf');
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Bestätigung als PDF' }).click()]);
		expect(readFileSync(await download.path()).subarray(0, 5).toString()).toBe('%PDF-');
	});

	await test.step('Enter in a search field searches, and an empty text keeps the person on the form', async () => {
		await page.getByRole('link', { name: /Veröffentlichung im Internet.*Lindenpark/ }).click();
		await page.getByRole('link', { name: 'Stellungnahme schreiben' }).click();
		await unfold(page);
		await page.getByRole('textbox', { name: /^Planinhalt suchen/ }).fill('Teich');
		await page.getByRole('textbox', { name: /^Planinhalt suchen/ }).press('Enter');
		await expect(page.getByText(/^\d+ Treffer$/)).toBeVisible();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
	});
});
