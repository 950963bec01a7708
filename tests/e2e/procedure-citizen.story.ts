import ICAL from 'ical.js';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { runningProcedure } from './support/procedure.ts';
import { expect, test } from './support/story.ts';

/** „Freitag, 11. Dezember 2026“ of the one sentence. */
async function endDate(page: Page): Promise<string> {
	const sentence = await page.getByRole('region', { name: 'Was Sie jetzt tun können' }).innerText();
	const [, date] = /bis einschließlich (\S+, \d+\. \S+ \d{4}), 24 Uhr/.exec(sentence.replace(/\s+/g, ' '))!;
	return date!;
}

/** `YYYY-MM-DD` in words, as pages write it. */
const inWords = (day: string) =>
	new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));

test('a citizen reads about a procedure and takes part', async ({ page, context }) => {
	test.setTimeout(240_000);
	const path = await runningProcedure(page);

	await test.step('everything is on one page, at every width', async () => {
		for (const width of [320, 820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto(path);
			await expect(page.getByRole('application').first()).toBeVisible();
			await expectSound(page);
			if (width !== 820) await expectAccessible(page);
			await expectNoOverflow(page);
		}
		for (const name of ['Worum geht es?', 'Was passiert wann?', 'Unterlagen', 'So können Sie mitmachen', 'Ansprechstelle', 'Weitersagen'])
			await expect(page.getByRole('heading', { level: 2, name }), name).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'läuft jetzt' }).first()).toBeVisible();
		expect(await context.cookies()).toEqual([]);
	});

	const date = await endDate(page);
	await test.step('participation page, list, calendar file and notice say the same last day', async () => {
		const calendar = await (await page.request.get(`${path}/termin.ics`)).text();
		const event = new ICAL.Event(new ICAL.Component(ICAL.parse(calendar)).getFirstSubcomponent('vevent')!);
		const last = event.endDate.clone();
		last.adjust(-1, 0, 0, 0);
		expect(inWords(last.toString())).toBe(date);
		await page.getByRole('link', { name: 'Mehr zur Beteiligung' }).click();
		await expect(page.getByText(`bis einschließlich ${date}`).first()).toBeVisible();
		await page.getByRole('link', { name: 'Zum Verfahren' }).click();
		await expect(page).toHaveURL(new RegExp(`${path}$`));
	});

	await test.step('passes it on: address, e-mail, QR code', async () => {
		await context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.getByRole('button', { name: 'Adresse kopieren' }).click();
		await expect(page.getByText('Kopiert.')).toBeVisible();
		const address = await page.getByLabel('Adresse dieser Seite:').inputValue();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
		expect(new URL(address).pathname).toBe(path);
		expect(decodeURIComponent((await page.getByRole('link', { name: 'Per E-Mail weitersagen' }).getAttribute('href'))!)).toContain(address);
		const png = await page.request.get(`${path}/qr.png`);
		expect([png.headers()['content-type'], (await png.body()).subarray(1, 4).toString()]).toEqual(['image/png', 'PNG']);
		expect(await (await page.request.get(`${path}/qr.svg`)).text()).toMatch(/^<svg/);
	});

	await test.step('prints it: what it is about, dates, address; no buttons, no map', async () => {
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByRole('heading', { level: 2, name: 'Was passiert wann?' })).toBeVisible();
		await expect(page.getByRole('region', { name: 'Was Sie jetzt tun können' })).toContainText(date);
		await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible();
		await expect(page.getByRole('button')).toHaveCount(0);
		await expect(page.getByRole('application')).toHaveCount(0);
		expect((await page.pdf()).length).toBeGreaterThan(10_000);
		await page.emulateMedia({ media: null });
	});

	await test.step('takes part with the keyboard', async () => {
		await page.goto(path);
		await page.keyboard.press('Tab');
		await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
		await page.keyboard.press('Enter');
		const call = page.getByRole('link', { name: 'Stellungnahme schreiben' }).first();
		for (let i = 0; i < 10; i++) {
			await page.keyboard.press('Tab');
			if (await call.evaluate((element) => element === document.activeElement)) break;
		}
		await expect(call).toBeFocused();
		await page.keyboard.press('Enter');
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('the page, every document and the form are there, without a cookie', async ({ page, context }) => {
		const path = await runningProcedure(page);
		await page.goto(path);
		await endDate(page);
		await expect(page.locator('noscript p').first()).toBeVisible();
		await expect(page.getByRole('button', { name: 'Adresse kopieren' })).toBeHidden();
		const documents = page.getByRole('region', { name: 'Unterlagen' }).getByRole('link');
		const paths = new Set<string>();
		for (const link of await documents.all()) paths.add((await link.getAttribute('href'))!);
		expect(paths.size).toBeGreaterThan(1);
		for (const href of paths) {
			const answer = await page.request.get(new URL(href, page.url()).href);
			expect([href, answer.status()]).toEqual([href, 200]);
			expect(answer.headers()['set-cookie'], href).toBeUndefined();
		}
		await page.getByRole('link', { name: 'Stellungnahme schreiben' }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
		expect(await context.cookies()).toEqual([]);
	});

	test('searches inside the documents', async ({ page }) => {
		const path = await runningProcedure(page);
		await page.goto(path);
		await page.getByRole('searchbox', { name: 'In den Unterlagen suchen' }).fill('xyzgibtesnicht');
		await page.getByRole('button', { name: 'Suchen' }).click();
		await expect(page.getByText('Keine Unterlage enthält alle diese Wörter')).toBeVisible();
	});
});
