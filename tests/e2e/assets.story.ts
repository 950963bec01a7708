import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { addLayer, askForLayer, saveCategory } from './support/layer.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Lamp posts in a grid, and one without a place. */
const lamps = JSON.stringify({
	type: 'FeatureCollection',
	features: [
		...Array.from({ length: 40 }, (_each, index) => ({
			type: 'Feature',
			properties: { mast_nr: `L${index + 1}`, typ: 'LED' },
			geometry: { type: 'Point', coordinates: [13.2364 + (index % 10) * 0.0004, 51.3126 + Math.floor(index / 10) * 0.0003] }
		})),
		{ type: 'Feature', properties: { mast_nr: 'ohne' }, geometry: null }
	]
});

test('lamp posts from a file: read, asked for, chosen by everybody, with and without script', async ({ page, browser, guard, baseURL }) => {
	test.setTimeout(180_000);
	let category = '';
	await test.step('an administrator reads them in and lets a category ask for them', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await addLayer(page, { name: 'Straßenlampen', item: 'Laterne', geojson: lamps });
		await expect(page.getByText('Eingelesen. Bitte prüfen Sie Karte und Nummern.')).toBeVisible();
		await expect(page.getByText('40 Objekte')).toBeVisible();
		await expect(page.getByText('Objekte ohne Lage: 1, zuerst das 41. in der Quelle')).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize({ width: 320, height: 800 });
		await expectNoOverflow(page);
		await page.setViewportSize({ width: 1280, height: 800 });
		const layer = new URL(page.url()).pathname;
		category = await askForLayer(page, /Laterne defekt/, layer.split('/').at(-1)!);
		await page.locator('input[name=assetRequired]').check();
		await saveCategory(page);
		const sheet = await page.request.get(`${layer}/qr.pdf`);
		expect([sheet.status(), (await sheet.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
	});
	const form = '/musterlinden/melden/maengelmelder?lat=51.3126&lon=13.2365&kategorie=LATERNE';
	await test.step('a citizen gets the nearest proposed, finds one by its number, and sees the map', async () => {
		const context = await browser.newContext({ baseURL, viewport: { width: 320, height: 800 }, locale: 'de-DE' });
		await guard.watch(context);
		const visitor = await context.newPage();
		await visitor.goto(form);
		const question = visitor.getByText('Welches Objekt meinen Sie?');
		const other = visitor.getByRole('button', { name: 'Nein, etwas anderes melden' });
		await visitor.getByRole('button', { name: 'Weiter' }).click();
		await visitor.getByRole('button', { name: 'Weiter' }).click();
		await expect(question.or(other)).toBeVisible();
		if (await other.isVisible()) await other.click();
		await expect(visitor.getByRole('radio', { name: /^Laterne L1, LED/ })).toBeChecked();
		await visitor.getByLabel('Nummer suchen').fill('L37');
		await visitor.getByRole('button', { name: 'Suchen' }).click();
		await visitor.getByRole('radio', { name: /^Laterne L37/ }).check();
		await visitor.getByRole('button', { name: 'Auf der Karte wählen' }).click();
		await expect(visitor.getByText('Gewählt: Laterne L37')).toBeVisible();
		await expectNoOverflow(visitor);
		await expectAccessible(visitor);
		await context.close();
	});
	await test.step('without script the ten nearest are a list, and one must be chosen', async () => {
		const context = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'de-DE' });
		const plain = await context.newPage();
		await plain.goto(form);
		const next = plain.locator('.actions .kern-btn--primary');
		for (let step = 0; step < 3 && (await plain.getByText('Welches Objekt meinen Sie?').count()) === 0; step++) await next.click();
		const choices = plain.locator('input[type=radio][name=objekt]');
		await expect(choices).toHaveCount(10);
		await plain.locator('textarea').fill('Die Laterne ist dunkel.');
		await next.click();
		await expect(plain.getByText('Bitte wählen Sie, welches Objekt Sie meinen.')).toBeVisible();
		await choices.first().check();
		await next.click();
		await expect(plain.locator('section.review')).toContainText('Laterne L1');
		await context.close();
	});
	await test.step('what is asked wrongly is refused', async () => {
		guard.expect(answered(404));
		guard.expect(answered(422));
		expect((await page.request.get('/musterlinden/melden/objekte.json?kategorie=GIBTSNICHT&lon=13&lat=51')).status()).toBe(404);
		expect((await page.request.get('/musterlinden/melden/objekte.json?kategorie=LATERNE&bbox=a,b')).ok()).toBe(false);
	});
	await test.step('other stories report lamps without a number', async () => {
		await page.goto(category);
		await page.locator('select[name=assetLayerId]').selectOption('');
		await page.locator('input[name=assetRequired]').uncheck();
		await saveCategory(page);
	});
});
