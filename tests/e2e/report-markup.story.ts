import type { Page } from '@playwright/test';
import { FORM, placeAt, toDescription } from './support/report-form.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Runs wherever a page takes it for markup. */
const run = (where: string) => `"'><img src=x onerror="window.gelaufen='${where}'"><script>window.gelaufen='${where}'</script>{{7*7}}</title></textarea>`;
const FORMULA = '=cmd|\' /C calc\'!A0';

/** Nothing ran, and the words stand there as they were typed. */
async function harmless(page: Page, words?: string): Promise<void> {
	expect(await page.evaluate(() => (window as { gelaufen?: string }).gelaufen), page.url()).toBeUndefined();
	expect(await page.locator('img[src="x"]').count(), page.url()).toBe(0);
	if (words) await expect(page.getByText(words, { exact: false }).first(), page.url()).toBeVisible();
}

test('row 3: markup and formulas in what people write stay words, on every page, in feeds, files and mails', async ({ page, guard }) => {
	test.setTimeout(180_000);
	const words = `${run('text')} ${Date.now().toString(36)}`;
	let ref = '';
	await test.step('somebody reports it', async () => {
		await page.goto(FORM);
		await placeAt(page, '51,3141 13,2391');
		await page.getByRole('button', { name: 'Ort', exact: true }).click();
		await page.getByLabel('Adresse oder Beschreibung des Ortes').fill(run('adresse'));
		await page.getByRole('button', { name: 'Weiter' }).click();
		await page.getByRole('radio', { name: 'Bank oder Papierkorb' }).check();
		await page.getByRole('button', { name: 'Weiter' }).click();
		await toDescription(page);
		await page.getByLabel(/Was ist das Problem/).fill(`${FORMULA} ${words}`);
		await page.getByRole('button', { name: 'Weiter' }).click();
		await page.getByLabel('Name').fill(run('name'));
		await harmless(page, words);
		await page.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: /^Danke/ })).toBeVisible();
		await harmless(page, words);
		ref = (await page.getByText(/^M-[0-9A-Z]{6}$/).textContent())!;
	});
	await test.step('the staff reads and releases it', async () => {
		await signIn(page, 'musterlinden', 'sachbearbeitung');
		for (const view of ['', '&ansicht=tafel', '&ansicht=karte']) {
			await page.goto(`/musterlinden/verwaltung/meldungen?suche=${ref}${view}`);
			await harmless(page);
		}
		await page.goto(`/musterlinden/verwaltung/meldungen?suche=${ref}`);
		await page.getByRole('main').getByRole('link', { name: new RegExp(ref) }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Meldung ${ref}`) })).toBeVisible();
		await harmless(page, words);
		await page.getByRole('button', { name: 'Text freigeben' }).click();
		await expect(page.getByText('Text freigegeben.')).toBeVisible();
		await page.goto(`/musterlinden/verwaltung/meldungen/drucken?suche=${ref}`);
		await harmless(page, words);
		const csv = await (await page.request.get(`/musterlinden/verwaltung/meldungen/export?als=csv&suche=${ref}&personen=ja`)).text();
		expect(csv).toContain(`'=cmd`);
		expect(csv).not.toMatch(/(^|[;,"])=cmd/m);
		await page.context().clearCookies();
	});
	await test.step('everybody reads it', async () => {
		for (const path of [`/musterlinden/meldungen/${ref}`, `/musterlinden/meldungen?suche=${ref}`, `/musterlinden/meldungen?suche=${ref}&ansicht=liste`, '/embed/musterlinden/meldungen', '/embed/musterlinden/meldungskarte']) {
			await page.goto(path);
			await expect(page.locator('h1')).toBeVisible();
			await harmless(page);
		}
		await page.goto(`/musterlinden/meldungen/${ref}`);
		await harmless(page, words);
		const source = await (await page.request.get(`/musterlinden/meldungen/${ref}`)).text();
		expect(source.slice(0, source.indexOf('<body'))).not.toContain('<img');
		for (const feed of ['meldungen.atom', `meldungen/${ref}/verlauf.atom`, `open311/v2/requests/${ref}.xml`]) {
			const answer = await page.request.get(`/musterlinden/${feed}`);
			expect(answer.headers()['content-type']).toMatch(/xml/);
			expect(await answer.text()).not.toMatch(/<(img|script)\b/);
		}
	});
	await test.step('words of an address stay words as well', async () => {
		guard.expect(answered(404));
		const query = encodeURIComponent(run('adresse'));
		for (const path of [
			`/musterlinden/meldungen?suche=${query}&seite=${query}&status=${query}&ort=${query}`, `/melden?suche=${query}`, `${FORM}?kategorie=${query}&objekt=${query}&lat=${query}&lon=${query}`,
			`/musterlinden/meldungen/${query}`, `/musterlinden/meldung/${query}`, `/musterlinden/meldungen/abonnieren?meldung=${query}`, `/login?weiter=${query}`
		]) {
			await page.goto(path);
			await expect(page.locator('h1')).toBeVisible();
			await harmless(page);
		}
	});
});
