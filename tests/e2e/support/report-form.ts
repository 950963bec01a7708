import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect } from './story.ts';

export const FORM = '/musterlinden/melden/maengelmelder';

/** What the browser notes of requests without a network. */
export const OFFLINE = /ERR_FAILED|ERR_INTERNET_DISCONNECTED/;

/** A photo of one colour, without place. */
export const plainPhoto = (red: number, green: number): Promise<Buffer> =>
	sharp({ create: { width: 900, height: 600, channels: 3, background: { r: red, g: green, b: 120 } } }).jpeg().toBuffer();

/** Photos as a person chooses them; waits until the form has shrunk them. */
export async function choosePhotos(page: Page, photos: Buffer[]): Promise<void> {
	await page.locator('input[type=file][multiple]').first().setInputFiles(photos.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer })));
	await expect(page.getByRole('button', { name: /^Foto \d entfernen$/ })).toHaveCount(photos.length);
}

/** The service worker answers for the form, and has a copy of it. */
export async function readyOffline(page: Page): Promise<void> {
	const kept = () =>
		page.evaluate(async () => {
			const registration = await navigator.serviceWorker.getRegistration('/musterlinden/melden');
			return registration?.active?.state === 'activated' && (await caches.match(location.pathname)) !== undefined;
		});
	await expect.poll(kept, { timeout: 60_000 }).toBe(true);
}

/** Sets the place by typed coordinates, and goes on. */
export async function placeAt(page: Page, coordinates: string): Promise<void> {
	await page.getByText('Oder Koordinaten').first().click();
	await page.getByLabel(/^Koordinaten/).fill(coordinates);
	await page.getByRole('button', { name: 'Koordinaten übernehmen' }).click();
	await expect(page.getByText(/° Nord/)).toBeVisible();
	await page.getByRole('button', { name: 'Weiter' }).click();
}

/** Past the question of similar reports, where there are any, to the description. */
export async function toDescription(page: Page): Promise<void> {
	const other = page.getByRole('button', { name: 'Nein, etwas anderes melden' });
	const words = page.getByLabel(/Was ist das Problem/);
	await expect(other.or(words)).toBeVisible();
	if (await other.isVisible()) await other.click();
	await expect(words).toBeVisible();
}
