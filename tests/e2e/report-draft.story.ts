import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { choosePhotos, FORM, OFFLINE, placeAt, plainPhoto, readyOffline, toDescription } from './support/report-form.ts';
import { expect, test } from './support/story.ts';

const NOTICE = 'Ihr Entwurf ist wieder da';
const WORDS = 'Der Deckel des Papierkorbs fehlt.';

/** Everything that the drafts of this browser hold. */
const drafts = (page: Page) =>
	page.evaluate(
		() =>
			new Promise<{ texts: string; photos: number }>((resolve, reject) => {
				const opening = indexedDB.open('entwuerfe');
				opening.onerror = () => reject(opening.error);
				opening.onsuccess = () => {
					const tx = opening.result.transaction(['drafts', 'photos']);
					const [texts, photos] = [tx.objectStore('drafts').getAll(), tx.objectStore('photos').getAll()];
					tx.oncomplete = () => {
						opening.result.close();
						resolve({ texts: JSON.stringify(texts.result), photos: (photos.result as unknown[][]).flat().length });
					};
				};
			})
	);
const onDevice = async (page: Page, text: string, photos: number) => {
	await expect(page.getByText('Ihr Entwurf bleibt bis zum Senden auf diesem Gerät', { exact: false })).toBeVisible();
	await expect.poll(async () => (await drafts(page)).texts).toContain(text);
	await expect.poll(async () => (await drafts(page)).photos).toBe(photos);
};

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test('a half-filled report survives a reload and a tab that was ended, with its photos and without the contact', async ({ page, context, guard }) => {
	test.setTimeout(180_000);
	guard.expect(OFFLINE);
	await page.goto(FORM);
	await placeAt(page, '51,3126 13,2364');
	await page.getByRole('radio', { name: 'Bank oder Papierkorb' }).check();
	await page.getByRole('button', { name: 'Weiter' }).click();
	await toDescription(page);
	await page.getByLabel(/Was ist das Problem/).fill(WORDS);
	await choosePhotos(page, [await plainPhoto(40, 40), await plainPhoto(90, 200)]);
	await onDevice(page, WORDS, 2);
	await expectAccessible(page);
	await expectNoOverflow(page);

	await test.step('reloaded, it stands where it was', async () => {
		await page.reload();
		await expect(page.getByText(NOTICE)).toBeVisible();
		await expect(page.getByText(', mit 2 Fotos', { exact: false })).toBeVisible();
		await expect(page.getByRole('heading', { level: 2, name: 'Beschreibung' })).toBeVisible();
		await expect(page.getByLabel(/Was ist das Problem/)).toHaveValue(WORDS);
		await expect(page.getByRole('img', { name: 'Foto 2' })).toBeVisible();
		await expectAccessible(page);
		await expectNoOverflow(page);
	});
	await test.step('contact is not kept', async () => {
		await page.getByRole('button', { name: 'Weiter' }).click();
		await page.getByLabel('Name').fill('Erika Muster');
		await page.getByLabel('E-Mail-Adresse').fill('erika@buerger.example');
		await expect.poll(async () => (await drafts(page)).texts).toContain('"senden"');
		expect((await drafts(page)).texts).not.toMatch(/Erika|erika/);
	});
	let again = page;
	await test.step('the tab is ended and opened anew, without a network', async () => {
		await readyOffline(page);
		await page.close();
		again = await context.newPage();
		await context.setOffline(true);
		await again.goto(FORM);
		await expect(again.getByText(NOTICE)).toBeVisible();
		await expect(again.getByRole('heading', { level: 2, name: 'Prüfen und senden' })).toBeVisible();
		await expect(again.getByText(WORDS)).toBeVisible();
		await expect(again.getByText('Bank oder Papierkorb')).toBeVisible();
		await expect(again.getByRole('img', { name: 'Foto 2' })).toBeVisible();
		await expect(again.getByLabel('E-Mail-Adresse')).toHaveValue('');
		await context.setOffline(false);
	});
	await test.step('a code on another bench begins a report of its own', async () => {
		await again.goto(`${FORM}?lat=51.3131&lon=13.2379&kategorie=BANK`);
		await expect(again.getByText(/51,31310° Nord/)).toBeVisible();
		await expect(again.getByText(NOTICE)).toHaveCount(0);
		await again.goto(FORM);
		await expect(again.getByText(NOTICE)).toBeVisible();
	});
	await test.step('sent, it is gone, and it is one report', async () => {
		await again.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(again.getByRole('heading', { level: 1, name: /^Danke/ })).toBeVisible();
		await expect(again.getByText(WORDS)).toBeVisible();
		await expect(again.locator('main img')).toHaveCount(2);
		await expect(again.locator('section.outbox')).toHaveCount(0);
		await expect.poll(() => drafts(again)).toEqual({ texts: '[]', photos: 0 });
		const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}/.exec(await again.locator('main').innerText())![0];
		await again.goto(FORM);
		await expect(again.getByRole('heading', { level: 2, name: 'Ort' })).toBeVisible();
		await expect(again.getByText(NOTICE)).toHaveCount(0);
		// Days later, with nothing but the code.
		await again.goto('/musterlinden/meldungen');
		await again.getByRole('link', { name: /^Schon gemeldet/ }).click();
		await again.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
		await again.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(again.getByRole('heading', { level: 1, name: /^Ihre Meldung M-/ })).toBeVisible();
		await expect(again.getByText(WORDS)).toBeVisible();
	});
});

test('after a week a draft is forgotten, whichever page is opened', async ({ page }) => {
	await page.goto(FORM);
	await placeAt(page, '51,3126 13,2364');
	await onDevice(page, '13.2364', 0);
	await page.goto('/musterlinden/meldungen');
	await expect.poll(async () => (await drafts(page)).texts).toContain('13.2364');
	await page.evaluate(
		() =>
			new Promise<void>((resolve) => {
				const opening = indexedDB.open('entwuerfe');
				opening.onsuccess = () => {
					const tx = opening.result.transaction('drafts', 'readwrite');
					const all = tx.objectStore('drafts').getAll();
					all.onsuccess = () => all.result.forEach((draft: { savedAt: number }) => tx.objectStore('drafts').put({ ...draft, savedAt: draft.savedAt - 8 * 86_400_000 }));
					tx.oncomplete = () => (opening.result.close(), resolve());
				};
			})
	);
	await page.goto('/musterlinden');
	await expect.poll(() => drafts(page)).toEqual({ texts: '[]', photos: 0 });
});

test('a draft is discarded only after a question, and then it is nowhere', async ({ page }) => {
	await page.goto(FORM);
	await placeAt(page, '51,3126 13,2364');
	await page.getByRole('radio', { name: 'Bank oder Papierkorb' }).check();
	await onDevice(page, '13.2364', 0);
	await page.reload();
	await expect(page.getByText(NOTICE)).toBeVisible();
	await page.getByText('Entwurf verwerfen').click();
	await expect(page.getByText('Text, Ort und Fotos dieses Entwurfs gehen verloren.')).toBeVisible();
	await page.getByRole('button', { name: 'Ja, verwerfen' }).click();
	await expect(page.getByText('Der Entwurf ist verworfen.')).toBeVisible();
	await expect(page.getByRole('heading', { level: 2, name: 'Ort' })).toBeVisible();
	await expect(page.getByText('Noch kein Ort gewählt')).toBeVisible();
	await expect.poll(() => drafts(page)).toEqual({ texts: '[]', photos: 0 });
	await page.reload();
	await expect(page.getByText('Noch kein Ort gewählt')).toBeVisible();
	await expect(page.getByText(NOTICE)).toHaveCount(0);
});
