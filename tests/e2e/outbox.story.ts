import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { addLayer, askForLayer, saveCategory } from './support/layer.ts';
import { choosePhotos, FORM, OFFLINE, placeAt, plainPhoto, readyOffline, toDescription } from './support/report-form.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const WAITS = 'Ihre Meldung ist gespeichert und wird von selbst gesendet';

async function describe(page: Page, words: string): Promise<void> {
	await toDescription(page);
	await page.getByLabel(/Was ist das Problem/).fill(words);
}
async function send(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByRole('button', { name: 'Meldung senden' }).click();
}
/** How often the browser sent something, from whichever page or worker. */
function countSent(page: Page): () => number {
	let sent = 0;
	page.context().on('request', (request) => {
		if (request.method() === 'POST' && request.url().endsWith('/senden')) sent++;
	});
	return () => sent;
}
const refsOf = async (page: Page, code: string) => [...(await (await page.request.get(`/musterlinden/meldungen.atom?kategorie=${code}`)).text()).matchAll(/<id>[^<]*\/(M-[0-9A-Z]{6})<\/id>/g)].map(([, ref]) => ref);

test('what the portal refused is opened, mended and sent, once', async ({ page, context, guard }) => {
	test.setTimeout(180_000);
	guard.expect(OFFLINE);
	guard.expect(/status of 4\d\d/);
	await page.goto(FORM);
	await readyOffline(page);
	const before = await refsOf(page, 'BANK');
	await context.setOffline(true);
	await test.step('written without a network, of a place elsewhere', async () => {
		await placeAt(page, '50,5 12,5');
		await page.getByRole('radio', { name: 'Bank oder Papierkorb' }).check();
		await page.getByRole('button', { name: 'Weiter' }).click();
		await describe(page, 'Die Lehne ist gebrochen.');
		await choosePhotos(page, [await plainPhoto(200, 30)]);
		await send(page);
		await expect(page.getByText(WAITS)).toBeVisible();
	});
	await test.step('with a network it is refused, and a person is asked', async () => {
		await context.setOffline(false);
		await expect(page.getByText('1 Eintrag braucht Ihre Entscheidung')).toBeVisible({ timeout: 60_000 });
		await page.setViewportSize({ width: 320, height: 740 });
		await expectNoOverflow(page);
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Öffnen und ändern' }).click();
		await expect(page).toHaveURL(/\?entwurf=\d+$/);
	});
	await test.step('all of it is there, and what is wrong is said', async () => {
		await expect(page.getByText('Das hat noch nicht geklappt')).toBeVisible();
		await expect(page.getByText(/50,50000° Nord/)).toBeVisible();
		await expectAccessible(page);
		await placeAt(page, '51,3119 13,2383');
		await expect(page.getByRole('radio', { name: 'Bank oder Papierkorb' })).toBeChecked();
		await page.getByRole('button', { name: 'Weiter' }).click();
		await toDescription(page);
		await expect(page.getByLabel(/Was ist das Problem/)).toHaveValue('Die Lehne ist gebrochen.');
		await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
		await page.getByRole('button', { name: 'Weiter' }).click();
		await page.getByLabel('E-Mail-Adresse').fill('keine Adresse');
		await page.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(page.getByText('Bitte prüfen Sie die E-Mail-Adresse', { exact: false })).toBeVisible();
		await expect(page.getByLabel('E-Mail-Adresse')).toBeFocused();
		await page.getByLabel('E-Mail-Adresse').fill('');
		await page.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: /^Danke/ })).toBeVisible();
		await expect(page.getByText('Die Lehne ist gebrochen.')).toBeVisible();
		await expect(page.locator('main img')).toHaveCount(1);
	});
	await expect(page.getByText('braucht Ihre Entscheidung')).toHaveCount(0);
	expect(await refsOf(page, 'BANK')).toHaveLength(before.length + 1);
});

test('two tabs with the same outbox send each entry once', async ({ page, context, guard }) => {
	test.setTimeout(180_000);
	guard.expect(OFFLINE);
	await page.goto(FORM);
	await readyOffline(page);
	const other = await context.newPage();
	await other.goto(FORM);
	const before = await refsOf(page, 'SCHILD');
	const sent = countSent(page);
	await context.setOffline(true);
	for (const [index, tab] of [page, other, page].entries()) {
		await tab.goto(FORM);
		await placeAt(tab, `51,31${30 + index} 13,2${360 + index}`);
		await tab.getByRole('radio', { name: 'Verkehrszeichen beschädigt' }).check();
		await tab.getByRole('button', { name: 'Weiter' }).click();
		await describe(tab, `Schild verdreht, Nummer ${index}.`);
		await choosePhotos(tab, [await plainPhoto(60, 60 * index)]);
		await send(tab);
		await expect(tab.getByText(WAITS)).toBeVisible();
	}
	for (const tab of [page, other]) await expect(tab.getByText('3 Einträge warten auf den Versand')).toBeVisible();
	const tried = sent();
	await context.setOffline(false);
	for (const tab of [page, other]) await expect(tab.getByText('3 Einträge wurden gesendet')).toBeVisible({ timeout: 60_000 });
	expect(sent() - tried).toBe(3);
	expect(await refsOf(page, 'SCHILD')).toHaveLength(before.length + 3);
	await test.step('hidden in one tab, hidden in the other', async () => {
		await page.getByText('3 Einträge wurden gesendet').click();
		for (let left = 3; left > 0; left--) await page.getByRole('button', { name: 'Ausblenden' }).first().click();
		await expect(other.locator('section.outbox')).toHaveCount(0);
	});
});

const bench = JSON.stringify({
	type: 'FeatureCollection',
	features: [1, 2, 3].map((number) => ({ type: 'Feature', properties: { nr: `B${number}` }, geometry: { type: 'Point', coordinates: [13.24 + number * 0.001, 51.314] } }))
});

test('codes on signs open without a network: place, category and thing are chosen', async ({ page, browser, baseURL, guard }) => {
	test.setTimeout(180_000);
	guard.expect(OFFLINE);
	let [category, code, id] = ['', '', ''];
	await test.step('an administrator reads benches in', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await addLayer(page, { name: 'Bänke', item: 'Bank', geojson: bench });
		await expect(page.getByText('3 Objekte')).toBeVisible();
		const layer = new URL(page.url()).pathname.split('/').at(-1)!;
		category = await askForLayer(page, /Bank oder Papierkorb/, layer);
		await saveCategory(page);
		code = category.split('/').at(-1)!;
		const { objekte } = (await (await page.request.get(`/musterlinden/melden/objekte.json?kategorie=${code}&alle=1`)).json()) as { objekte: { id: string; ref: string }[] };
		id = objekte.find(({ ref }) => ref === 'B2')!.id;
	});
	const context = await browser.newContext({ baseURL, viewport: { width: 360, height: 740 }, locale: 'de-DE' });
	try {
		await guard.watch(context);
		const visitor = await context.newPage();
		await visitor.goto(FORM);
		await readyOffline(visitor);
		await expect.poll(() => visitor.evaluate(async (address) => (await caches.match(address)) !== undefined, `/musterlinden/melden/objekte.json?kategorie=${code}&alle=1`)).toBe(true);
		await context.setOffline(true);
		await test.step('a thing alone brings its place along', async () => {
			await visitor.goto(`${FORM}?objekt=${id}&kategorie=BANK`);
			await expect(visitor.getByText(/51,31400° Nord, 13,24200° Ost/)).toBeVisible();
			await visitor.getByRole('button', { name: 'Weiter' }).click();
			await expect(visitor.getByRole('radio', { name: 'Bank oder Papierkorb' })).toBeChecked();
			await visitor.getByRole('button', { name: 'Weiter' }).click();
			await toDescription(visitor);
			await expect(visitor.getByRole('radio', { name: /^Bank B2/ })).toBeChecked();
		});
		await test.step('a place and a category', async () => {
			await visitor.goto(`${FORM}?lat=51.3126&lon=13.2364&kategorie=SCHILD`);
			await expect(visitor.getByText(/51,31260° Nord, 13,23640° Ost/)).toBeVisible();
			await visitor.getByRole('button', { name: 'Weiter' }).click();
			await expect(visitor.getByRole('radio', { name: 'Verkehrszeichen beschädigt' })).toBeChecked();
		});
		await test.step('sent, it names the thing', async () => {
			await visitor.goto(`${FORM}?objekt=${id}&kategorie=BANK`);
			for (let step = 0; step < 2; step++) await visitor.getByRole('button', { name: 'Weiter' }).click();
			await describe(visitor, 'Bank wackelt.');
			await visitor.getByRole('button', { name: 'Weiter' }).click();
			await expect(visitor.locator('section.review')).toContainText('Bank B2');
			await visitor.getByRole('button', { name: 'Meldung senden' }).click();
			await expect(visitor.getByText(WAITS)).toBeVisible();
			await context.setOffline(false);
			await expect(visitor.getByText('1 Eintrag wurde gesendet')).toBeVisible({ timeout: 60_000 });
		});
	} finally {
		await context.close();
	}
	await test.step('other stories report benches without a number', async () => {
		await page.goto(category);
		await page.locator('select[name=assetLayerId]').selectOption('');
		await saveCategory(page);
	});
});
