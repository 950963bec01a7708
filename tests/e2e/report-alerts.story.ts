import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { answered, expect, test } from './support/story.ts';

const pathIn = (text: string, pattern: RegExp) => new URL(pattern.exec(text)![0]).pathname;

/** A report through the form, as anybody sends it. @returns its reference */
async function report(page: Page, text: string): Promise<string> {
	await page.goto('/musterlinden/melden/maengelmelder');
	await page.getByText('Oder Koordinaten').first().click();
	await page.getByLabel(/^Koordinaten/).fill('51,3122 13,2357');
	await page.getByRole('button', { name: 'Koordinaten übernehmen' }).click();
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByRole('radio', { name: 'Verkehrszeichen beschädigt' }).check();
	await page.getByRole('button', { name: 'Weiter' }).click();
	const other = page.getByRole('button', { name: 'Nein, etwas anderes melden' });
	const words = page.getByLabel(/Was ist das Problem/);
	await expect(other.or(words)).toBeVisible();
	if (await other.isVisible()) await other.click();
	await words.fill(text);
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByRole('button', { name: 'Meldung senden' }).click();
	await page.waitForURL(/\/meldung\//);
	return /M-[0-9A-Z]{6}/.exec(await page.locator('main').innerText())![0];
}

test('subscribe, confirm, hear of a new report by mail, unsubscribe by one click', async ({ page, guard }) => {
	test.setTimeout(360_000);
	const email = `abo-${Date.now()}@buerger.example`;

	await test.step('orders new reports of one category', async () => {
		for (const width of [320, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto('/musterlinden/meldungen/abonnieren');
			await expectNoOverflow(page);
			await expectAccessible(page);
		}
		await page.getByRole('radio', { name: 'Alle Orte' }).check();
		await page.getByRole('checkbox', { name: 'Verkehrszeichen beschädigt' }).check();
		await page.getByLabel('Ihre E-Mail-Adresse').fill('keine Adresse');
		guard.expect(answered(422));
		await page.getByRole('button', { name: 'Abonnieren' }).click();
		await expect(page.getByText('Bitte geben Sie eine vollständige E-Mail-Adresse an')).toBeVisible();
		await page.getByLabel('Ihre E-Mail-Adresse').fill(email);
		await page.getByRole('button', { name: 'Abonnieren' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Bitte sehen Sie in Ihr Postfach' })).toBeVisible();
	});
	await test.step('confirms; a filter that opens the link does not', async () => {
		const path = pathIn((await waitForMail(email)).text, /http\S+\/bestaetigen\/\S+/);
		expect((await page.request.get(path)).status()).toBe(200);
		await page.goto(path);
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Ja, bestätigen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Ihr Abonnement ist bestätigt' })).toBeVisible();
		await expectAccessible(page);
	});
	const ref = await report(page, 'Geheimes, das noch niemand freigegeben hat.');
	await test.step('hears of it, without words that nobody released', async () => {
		await expect.poll(() => mailsTo(email).length, { timeout: 150_000, intervals: [1000] }).toBe(2);
		const mail = mailsTo(email).at(-1)!;
		expect(mail.text).toContain(ref);
		expect(mail.text).toContain('Verkehrszeichen beschädigt');
		expect(mail.text).not.toContain('Geheimes');
		await page.goto(pathIn(mail.text, new RegExp(`http\\S+/meldungen/${ref}`)));
		await expect(page.locator('h1')).toBeVisible();
		const oneClick = /List-Unsubscribe:\s*<(\S+)>/i.exec(mail.headers.replace(/\r?\n\s+/g, ''))![1]!;
		const answer = await page.request.post(new URL(oneClick).pathname, { form: { 'List-Unsubscribe': 'One-Click' } });
		expect(answer.status()).toBe(200);
		guard.expect(answered(404));
		await page.goto(pathIn(mail.text, /http\S+\/abonnieren\/[\w-]+/));
		await expect(page.getByText(/gibt es keine Benachrichtigungen/)).toBeVisible();
	});
	await test.step('the feeds hold it too', async () => {
		const all = await (await page.request.get('/musterlinden/meldungen.atom?kategorie=SCHILD')).text();
		expect(all).toContain(ref);
		expect(all).not.toContain('Geheimes');
		expect(await (await page.request.get(`/musterlinden/meldungen/${ref}/verlauf.atom`)).text()).toContain('eingegangen');
		expect((await page.request.get('/musterlinden/meldungen/M-ZZZZZZ/verlauf.atom')).status()).toBe(404);
		expect((await page.request.get('/musterlinden/meldungen.atom?kategorie=')).status()).toBe(200);
	});
});
