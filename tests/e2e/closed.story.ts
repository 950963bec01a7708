import { expectAccessible } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const FUTURE = 'Veröffentlichung im Internet – Ergänzungssatzung „Am Kirchsteig“ Oberlinden';
const ENDED = 'Frühzeitige Beteiligung der Öffentlichkeit – Bebauungsplan Nr. 12 „Lindenpark“';

for (const { title, heading, sentence } of [
	{ title: FUTURE, heading: 'Die Beteiligung hat noch nicht begonnen', sentence: /^Die Beteiligung beginnt am / },
	{ title: ENDED, heading: 'Die Beteiligung ist beendet', sentence: /^Die Beteiligung ist seit .* beendet\./ }
]) {
	test(`no form: ${heading}`, async ({ page, request }) => {
		await page.goto('/musterlinden/beteiligungen');
		await page.getByRole('link', { name: title }).click();
		await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
		await expect(page.getByText(sentence)).toBeVisible();
		await expect(page.getByRole('link', { name: 'Stellungnahme schreiben' })).toHaveCount(0);
		await expectAccessible(page);

		// Somebody has kept the address of the form.
		const form = `${new URL(page.url()).pathname}/stellungnahme`;
		await page.goto(form);
		await expect(page.getByText(heading, { exact: true })).toBeVisible();
		await expect(page.getByLabel('Text')).toHaveCount(0);
		await expect(page.getByRole('button', { name: /absenden/i })).toHaveCount(0);
		await expect(page.getByText('per Post')).toBeVisible();
		await expectAccessible(page);

		// Somebody has had the form open for long: nothing is taken in, and what was written is not lost.
		const answer = await request.post(form, {
			headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
			form: { vorgang: crypto.randomUUID(), text: 'Zu früh oder zu spät geschrieben.', orte: '[]', schritt: 'absenden' },
			maxRedirects: 0
		});
		expect(answer.status()).toBe(409);
		expect(await answer.text()).toContain('Zu früh oder zu spät geschrieben.');
	});
}

test('the administration enters what came by post after the end; it is flagged', async ({ page }) => {
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Beteiligungen' }).click();
	await page.getByRole('listitem').filter({ hasText: ENDED }).getByRole('link', { name: /Stellungnahmen?$/ }).click();
	await page.getByRole('link', { name: 'Stellungnahme erfassen' }).click();
	await expectAccessible(page);
	await page.getByLabel('Text').fill('Brief, der zu spät im Kasten lag.');
	await page.getByLabel(/^Name/).fill('Spät Schreibende');
	await page.getByRole('button', { name: 'Erfassen' }).click();
	await expect(page.getByText(/^Erfasst als Nr\. \d+\.$/)).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('main').getByRole('link', { name: /^Stellungnahme Nr\. / }).click();
	await expect(page.getByText('verspätet', { exact: true })).toBeVisible();
	await expect(page.getByText('erfasst', { exact: true })).toBeVisible();
	await page.getByRole('link', { name: 'Alle Stellungnahmen' }).click();
	await page.getByLabel(/^Frist/).selectOption('nur verspätete');
	await page.getByRole('button', { name: 'Filtern' }).click();
	await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: 'Brief, der zu spät im Kasten lag.' })).toContainText('verspätet');
});
