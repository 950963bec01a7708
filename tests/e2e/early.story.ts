import type { Page } from '@playwright/test';
import { runningProcedure } from './support/procedure.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

/** Folded parts of a page, outermost ones; those on a map come with the script. */
const FOLDED = 'main details:not(details details):not([data-map-workspace] details)';

/**
 * Opens every folded part before the page's scripts arrive, lets them arrive, and expects all parts to be open still.
 * @returns how many parts were opened
 */
async function openEarly(page: Page, address: string): Promise<number> {
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	await page.route('**/*', async (route) => {
		if (route.request().resourceType() === 'script') await released;
		await route.continue();
	});
	await page.goto(address, { waitUntil: 'commit' });
	await expect(page.locator('footer').last()).toBeVisible();
	const parts = await page.locator(FOLDED).all();
	let opened = 0;
	for (const part of parts) {
		if (await part.evaluate((each: HTMLDetailsElement) => each.open)) continue;
		await part.locator('summary').first().click();
		opened++;
	}
	for (const part of parts) await expect(part).toHaveJSProperty('open', true);
	// Part of every page that its script has taken over.
	const taken = page.locator('#svelte-announcer');
	await expect(taken).not.toBeAttached();
	release();
	await expect(taken).toBeAttached({ timeout: 30_000 });
	await page.unrouteAll({ behavior: 'wait' });
	for (const [index, part] of parts.entries()) await expect(part, `${address}, part ${index + 1}`).toHaveJSProperty('open', true);
	return opened;
}

test('what somebody opens before the script arrives stays open', async ({ page }) => {
	await page.goto(await runningProcedure(page));
	const statement = await page.locator('main a[href*="/stellungnahme"]').first().getAttribute('href');
	await page.goto('/musterlinden/plaene');
	const plan = await page.locator('main a[href*="/plaene/"]').first().getAttribute('href');
	for (const address of ['/', statement!, plan!]) expect(await openEarly(page, address), address).toBeGreaterThan(0);
});

test('also for the staff', async ({ page }) => {
	await signIn(page, 'musterlinden', 'administration');
	expect(await openEarly(page, '/musterlinden/verwaltung/verfahren/neu')).toBeGreaterThan(0);
});
