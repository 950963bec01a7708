import { readFileSync } from 'node:fs';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';

test('a citizen sees what changed between two drafts', async ({ page }) => {
	await test.step('comes from the chooser of versions', async () => {
		await page.goto('/musterlinden');
		await page.getByRole('link', { name: PLAN }).first().click();
		await page.getByRole('link', { name: 'Zur Seite des Plans' }).first().click();
		await page.getByRole('link', { name: 'Was hat sich geändert?' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Was hat sich geändert?' })).toBeVisible();
		await expect(page.getByRole('combobox', { name: 'Frühere Fassung' })).toHaveValue('1');
		await expect(page.getByRole('combobox', { name: 'Spätere Fassung' })).toHaveValue('2');
	});

	await test.step('sees the numbers and the map', async () => {
		await expect(page.getByText('23 hinzugekommen, 19 geändert, 0 entfallen, 68 unverändert')).toBeVisible();
		await expect(page.getByRole('application', { name: `Karte der Änderungen: ${PLAN}` })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('opens an entry and reads before and after', async () => {
		const entry = page.getByRole('article', { name: /WA 2/ });
		await entry.locator('summary').click();
		const row = entry.getByRole('row', { name: /Vollgeschosse/ });
		await expect(row).toContainText('2');
		await expect(row).toContainText('3');
		await expectAccessible(page);
	});

	await test.step('has the map show it', async () => {
		const entry = page.getByRole('article', { name: /WA 2/ });
		await entry.getByRole('button', { name: 'Auf der Karte zeigen' }).click();
		await expect(page.getByRole('region', { name: 'Angaben' })).toContainText('WA 2');
		await expect(page.getByRole('application')).toBeFocused();
	});

	await test.step('chooses the change in the middle of the map by keyboard', async () => {
		await page.getByRole('button', { name: 'Auswahl schließen' }).click();
		await page.getByRole('application').focus();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('region', { name: 'Angaben' })).toContainText('WA 2');
	});

	await test.step('switches off what was changed, and looks at the earlier version', async () => {
		await page.getByRole('checkbox', { name: 'geändert' }).uncheck();
		await page.getByRole('radio', { name: 'Frühere Fassung' }).check();
		await expect(page.getByRole('radio', { name: 'Frühere Fassung' })).toBeChecked();
		await expectAccessible(page);
	});

	await test.step('filters the list', async () => {
		await page.getByLabel('Suchen').fill('spielplatz');
		await page.getByLabel('Art der Änderung').selectOption({ label: 'hinzugekommen' });
		await page.getByRole('button', { name: 'Filtern' }).click();
		await expect(page.getByText('1 Änderung', { exact: true })).toBeVisible();
		await expect(page.getByRole('article')).toHaveCount(1);
	});

	await test.step('takes report and geodata along', async () => {
		for (const [name, start] of [['Bericht (PDF)', '%PDF-1.7'], ['Geodaten (GeoJSON)', '{"type":"FeatureCollection"']] as const) {
			const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), page.getByRole('link', { name }).click()]);
			expect(readFileSync(await download.path()).subarray(0, start.length).toString('latin1')).toBe(start);
		}
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('everything stands in the list, word by word', async ({ page }) => {
		await page.goto('/musterlinden');
		await page.getByRole('link', { name: PLAN }).first().click();
		await page.getByRole('link', { name: 'Zur Seite des Plans' }).first().click();
		await page.getByRole('link', { name: 'Was hat sich geändert?' }).click();
		await page.getByLabel('Was', { exact: true }).selectOption({ label: 'Texte' });
		await page.getByRole('button', { name: 'Filtern' }).click();
		await expect(page.getByText('16 Änderungen', { exact: true })).toBeVisible();
		const entry = page.getByRole('article', { name: /Textabschnitt – 2\.1/ });
		await entry.locator('summary').click();
		await expect(entry.locator('ins').first()).toBeVisible();
		await expect(entry.locator('del').first()).toBeVisible();
		await page.getByRole('link', { name: 'Fassungen tauschen' }).click();
		await expect(page.getByText('0 hinzugekommen, 19 geändert, 23 entfallen, 68 unverändert')).toBeVisible();
	});
});
