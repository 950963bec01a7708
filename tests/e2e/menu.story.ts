import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

/** On narrow screens the main navigation is behind a button, with and without JavaScript. */
for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled, viewport: { width: 320, height: 640 } });
		test('the menu is opened, left with Escape, and leads on', async ({ page }) => {
			await page.goto('/musterlinden');
			const menu = page.getByRole('navigation', { name: 'Hauptnavigation' });
			const button = page.getByRole('button', { name: 'Menü', exact: true });
			await expect(menu).toBeHidden();
			await button.focus();
			await page.keyboard.press('Enter');
			await expect(menu).toBeVisible();
			if (javaScriptEnabled) await expectAccessible(page);
			await page.keyboard.press('Escape');
			await expect(menu).toBeHidden();
			await expect(button).toBeFocused();
			await button.click();
			await menu.getByRole('button', { name: 'Menü schließen' }).click();
			await expect(menu).toBeHidden();
			await button.click();
			await menu.getByRole('link', { name: 'Plan prüfen' }).click();
			await expect(page.getByRole('heading', { level: 1, name: 'Plan prüfen' })).toBeVisible();
			await expect(menu).toBeHidden();
		});
	});

test('on a wide screen it is always there', async ({ page }) => {
	await page.goto('/musterlinden');
	await expect(page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link', { name: 'Plan prüfen' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Menü', exact: true })).toBeHidden();
});
