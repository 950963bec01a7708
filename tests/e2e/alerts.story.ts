import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { runningProcedure } from './support/procedure.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const address = (name: string) => `${name}-${Date.now()}@buerger.example`;
const linkIn = (text: string, pattern: RegExp) => new URL(pattern.exec(text)![0]).pathname;

/** Opens the link of the mail and presses the button. */
async function confirm(page: Page, to: string): Promise<void> {
	const { text } = await waitForMail(to);
	const path = linkIn(text, /http\S+\/bestaetigen\/\S+/);
	// A mail filter that only opens the link changes nothing.
	expect((await page.request.get(path)).status()).toBe(200);
	await page.goto(path);
	await page.getByRole('button', { name: 'Ja, bestätigen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Ihre Benachrichtigungen sind bestätigt' })).toBeVisible();
}

/** The newest mail of which the subject says news, once it is there; the job looks every minute. */
async function news(to: string): Promise<{ headers: string; text: string }> {
	await expect.poll(() => mailsTo(to).length, { timeout: 150_000, intervals: [1000] }).toBeGreaterThan(1);
	return mailsTo(to).at(-1)!;
}

test('from the order over the mail to the end', async ({ page, browser, baseURL, guard }) => {
	test.setTimeout(360_000);
	const procedure = await runningProcedure(page);
	const [near, drawn] = [address('nah'), address('gebiet')];

	await test.step('orders for an area around an address', async () => {
		for (const width of [320, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto('/benachrichtigungen');
			await expect(page.getByRole('paragraph').filter({ hasText: 'Die Prüfung ist fertig.' })).toBeVisible({ timeout: 60_000 });
			await expectAccessible(page);
			await expectNoOverflow(page);
		}
		await page.getByLabel('Adresse oder Ort').fill('Musterlinden');
		await page.getByLabel('Umkreis', { exact: true }).selectOption('5 km');
		await page.getByRole('radio', { name: /^sofort/ }).check();
		await page.getByLabel('Ihre E-Mail-Adresse').fill('keine Adresse');
		guard.expect(answered(422));
		await page.getByRole('button', { name: 'Benachrichtigungen bestellen' }).click();
		await expect(page.getByText('Bitte geben Sie eine vollständige E-Mail-Adresse an')).toBeVisible();
		await expect(page.getByLabel('Adresse oder Ort')).toHaveValue('Musterlinden');
		await page.getByLabel('Ihre E-Mail-Adresse').fill(near);
		await page.getByRole('button', { name: 'Benachrichtigungen bestellen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Bitte sehen Sie in Ihr Postfach' })).toBeVisible();
		await expect(page.getByText(/Umkreis von 5 km um .*Musterlinden/)).toBeVisible();
		await confirm(page, near);
		await expectAccessible(page);
	});

	await test.step('draws an area with the keyboard', async () => {
		await page.goto('/musterlinden/benachrichtigungen');
		await page.getByLabel('Ein eigenes Gebiet').check();
		await page.getByRole('button', { name: 'Fläche zeichnen' }).click();
		await expect(page.getByRole('application')).toBeFocused();
		const walk = async (key: string, times: number) => {
			for (let i = 0; i < times; i++) await page.keyboard.press(key);
			await page.keyboard.press('Enter');
		};
		await walk('ArrowUp', 6);
		await walk('ArrowLeft', 8);
		await walk('ArrowDown', 12);
		await walk('ArrowRight', 16);
		await walk('ArrowUp', 12);
		await page.keyboard.press('Space');
		await expect(page.getByText(/Ihr Gebiet ist .+ groß/)).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('radio', { name: /^sofort/ }).check();
		await page.getByLabel('Ihre E-Mail-Adresse').fill(drawn);
		await page.getByRole('button', { name: 'Benachrichtigungen bestellen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Bitte sehen Sie in Ihr Postfach' })).toBeVisible();
		await confirm(page, drawn);
	});

	await test.step('the planner extends the period', async () => {
		const staff = await browser.newContext({ baseURL: baseURL!, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
		const desk = await staff.newPage();
		await signIn(desk, 'musterlinden');
		await desk.goto(`/musterlinden/verwaltung/verfahren/${procedure.split('/').at(-1)}`);
		const steps = await desk.getByRole('link', { name: /^(?!Bekanntmachung).*(Öffentlichkeit|Veröffentlichung)/ }).all();
		const paths = (await Promise.all(steps.map((link) => link.getAttribute('href')))).filter((path) => /\/schritte\/[0-9a-f-]{36}$/.test(path!));
		for (const path of paths.reverse()) {
			await desk.goto(path!);
			if ((await desk.locator('#extend-endsOn').count()) > 0) break;
		}
		const old = await desk.locator('#extend-endsOn').getAttribute('min');
		const later = new Date(Date.parse(`${old}T00:00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10);
		await desk.locator('#extend-endsOn').fill(later, { timeout: 15_000 });
		await desk.locator('#extend-reason').fill('Eine Unterlage war zwei Tage lang nicht abrufbar.');
		const notice = desk.getByLabel('Wo die erneute Bekanntmachung erscheint');
		if ((await notice.count()) > 0) {
			await notice.fill('Amtsblatt Nr. 99');
			await desk.getByLabel('Tag der erneuten Bekanntmachung').fill(today());
		}
		await desk.getByRole('button', { name: 'Frist verlängern' }).click();
		await expect(desk.getByText('Die Frist ist verlängert', { exact: false }).first()).toBeVisible();
		await staff.close();
	});

	await test.step('both hear of it, with the date of the page and a way out', async () => {
		await page.goto(procedure);
		const sentence = (await page.getByRole('region', { name: 'Was Sie jetzt tun können' }).innerText()).replace(/\s+/g, ' ');
		const [, date] = /bis einschließlich (\S+, \d+\. \S+ \d{4}), 24 Uhr/.exec(sentence)!;
		for (const to of [near, drawn]) {
			const mail = await news(to);
			expect(mail.text).toContain(`bis einschließlich ${date} (24 Uhr)`);
			expect(linkIn(mail.text, /http\S+\/verfahren\/\S+/)).toBe(procedure);
			expect(mail.headers.replace(/\r?\n\s+/g, ' ')).toMatch(/^List-Unsubscribe: <http\S+\/benachrichtigungen\/abmelden\/\S+>$/m);
			expect(mail.headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
		}
	});

	await test.step('one ends it on the page, the other by one click of the mail program', async () => {
		const manage = linkIn(mailsTo(near).at(-1)!.text, /http\S+\/benachrichtigungen\/[\w-]{30,}/);
		await page.goto(manage);
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Benachrichtigungen beenden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Beendet' })).toBeVisible();
		guard.expect(answered(404));
		await page.goto(manage);
		await expect(page.getByText('Zu diesem Link gibt es keine Benachrichtigungen', { exact: false })).toBeVisible();

		const [, oneClick] = /List-Unsubscribe: <([^>]+)>/.exec(mailsTo(drawn).at(-1)!.headers.replace(/\r?\n\s+/g, ' '))!;
		const path = new URL(oneClick!).pathname;
		// Opened in a browser it only leads to the page; another body is no request to end.
		expect((await page.request.get(path)).status()).toBe(200);
		expect((await fetch(baseURL + path, { method: 'POST', body: 'x=y' })).status).toBe(400);
		const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
		expect((await fetch(baseURL + path, { method: 'POST', body })).status).toBe(200);
		expect((await page.request.get(path)).status()).toBe(404);
		expect((await fetch(baseURL + path, { method: 'POST', body })).status).toBe(200);
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('orders for a municipality and confirms', async ({ page }) => {
		const to = address('ohne-skript');
		await page.goto('/benachrichtigungen');
		await expect(page.getByText('Ein eigenes Gebiet')).toBeHidden();
		await page.getByLabel('Eine Gemeinde').check();
		await page.getByLabel('Gemeinde', { exact: true }).selectOption({ index: 1 });
		await page.getByLabel('Ihre E-Mail-Adresse').fill(to);
		await page.getByRole('button', { name: 'Benachrichtigungen bestellen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Bitte sehen Sie in Ihr Postfach' })).toBeVisible();
		await confirm(page, to);
		await page.getByRole('radio', { name: /^sofort/ }).check();
		await page.getByRole('button', { name: 'Änderung speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await expect(page.getByRole('radio', { name: /^sofort/ })).toBeChecked();
		await page.getByRole('button', { name: 'Benachrichtigungen beenden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Beendet' })).toBeVisible();
	});
});

/** The local day, `YYYY-MM-DD`. */
function today(): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(new Date());
}
