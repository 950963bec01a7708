import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

/**
 * The reference pictures in `references/` are the sheets of all signs as the map draws them. After a wanted change of a sign, look at
 * the page `/zeichen/karte`, then write them anew:
 *
 *     npx playwright test -c tests/e2e/playwright.config.ts signs --update-snapshots
 *
 * No font is in them. The tolerance lets pass how machines smooth edges, and nothing as large as a stroke: an area of a cell has 2,400
 * pixels, its outline 200.
 */
const TOLERANCE = { threshold: 0.25, maxDiffPixels: 60, scale: 'css', animations: 'disabled' } as const;

for (const sheet of ['bp', 'fp', 'rp'])
	test(`signs of the sheet ${sheet} look as they did`, async ({ page }) => {
		await page.setViewportSize({ width: 1100, height: 900 });
		await page.goto('/zeichen/karte');
		const picture = page.locator(`#blatt-${sheet}[data-ready="true"]`);
		await expect(picture).toBeVisible();
		await expect(picture).toHaveScreenshot(`zeichen-${sheet}.png`, TOLERANCE);
	});

test('the variants of a sheet differ', async ({ page }) => {
	const pictures: string[] = [];
	for (const variant of ['colour', 'grey', 'cvd']) {
		await page.goto(`/zeichen/karte?darstellung=${variant}`);
		const picture = page.locator('#blatt-rp[data-ready="true"]');
		await expect(picture).toBeVisible();
		pictures.push((await picture.screenshot()).toString('base64'));
	}
	expect(new Set(pictures).size).toBe(3);
});

test('page of signs: every sign with its meaning, and files for other programs', async ({ page, request }) => {
	await page.setViewportSize({ width: 320, height: 800 });
	await page.goto('/zeichen');
	await expect(page.getByRole('heading', { level: 1, name: 'Planzeichen' })).toBeVisible();
	await expectNoOverflow(page);
	await expectAccessible(page);
	const entry = page.getByRole('listitem').filter({ hasText: /^\s*Baugrenze\s*Nr\./ });
	await expect(entry).toContainText('Nr. 3.5 der Anlage zur PlanZV');
	await page.getByRole('link', { name: 'Graustufen', exact: true }).click();
	await expect(page).toHaveURL(/darstellung=grey/);
	for (const link of await page.getByRole('link', { name: /\(SLD\)$/ }).all()) {
		const address = await link.getAttribute('href');
		const answer = await request.get(address!);
		expect(answer.status(), address!).toBe(200);
		const text = await answer.text();
		const [picture] = /http[^"]*\.svg/.exec(text) ?? [];
		if (picture) expect((await request.get(new URL(picture).pathname)).headers()['content-type']).toBe('image/svg+xml');
	}
	expect((await request.get('/zeichen/gibt-es-nicht.svg')).status()).toBe(404);
});
