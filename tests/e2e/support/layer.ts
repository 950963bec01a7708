import type { Page } from '@playwright/test';

/** Reads things of Musterlinden out of a file, as an administrator who is signed in; the page shows what was read. */
export async function addLayer(page: Page, { name, item, geojson }: { name: string; item: string; geojson: string }): Promise<void> {
	await page.goto('/musterlinden/verwaltung/melder/objekte');
	const field = page.getByLabel('Bezeichnung');
	if (!(await field.isVisible())) await page.getByText('Objekte hinzufügen').click();
	await field.fill(name);
	await page.getByLabel('Ein einzelnes heißt').fill(item);
	await page.getByLabel(/GeoJSON- oder GML-Datei/).setInputFiles({ name: 'objekte.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(geojson) });
	await page.getByRole('button', { name: 'Einlesen und ansehen' }).click();
}

/** Opens a category of the Mängelmelder and lets it ask for the things of a layer. @returns path of the category's page */
export async function askForLayer(page: Page, category: RegExp, layerId: string): Promise<string> {
	await page.goto('/musterlinden/verwaltung/melder');
	await page.locator('main .page').getByRole('link', { name: 'Mängelmelder', exact: true }).click();
	await page.locator('main .page').getByRole('link', { name: 'Kategorien' }).first().click();
	await page.getByRole('link', { name: category }).first().click();
	await page.locator('select[name=assetLayerId]').selectOption(layerId);
	// Now the page is there, and its address is the category's.
	return new URL(page.url()).pathname;
}

export async function saveCategory(page: Page): Promise<void> {
	await page.getByRole('button', { name: /Speichern/ }).first().click();
	await page.waitForLoadState('networkidle');
}
