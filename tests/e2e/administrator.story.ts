import { expectAccessible } from './support/accessible.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Told apart from what another run has left in the same portal. */
const RUN = Date.now().toString(36);

test('somebody new replaces the password that the administrator knows', async ({ page, browser, baseURL, guard }) => {
	guard.expect(answered(422));
	const email = `neu-${RUN}@musterlinden.example`;
	await signIn(page, 'musterlinden', 'administration');
	await page.getByRole('link', { name: 'Konten' }).click();
	await page.getByLabel('Name', { exact: true }).fill('Nora Neuzugang');
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByRole('button', { name: 'Konto anlegen' }).click();
	await expect(page.getByText('Das Konto ist angelegt')).toBeVisible();
	const oneTime = await page.locator('code').innerText();
	await expectAccessible(page);

	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const newcomer = await context.newPage();
	await newcomer.goto('/login');
	await newcomer.getByLabel('E-Mail-Adresse').fill(email);
	await newcomer.getByLabel('Passwort').fill(oneTime);
	await newcomer.getByRole('button', { name: 'Anmelden' }).click();
	const heading = newcomer.getByRole('heading', { level: 1, name: 'Eigenes Passwort festlegen' });
	for (const address of ['/musterlinden/verwaltung/plaene', '/musterlinden/verwaltung/einstellungen', '/postausgang']) {
		await expect(heading).toBeVisible();
		await newcomer.goto(address);
	}
	const [old, next] = [newcomer.getByLabel(/^Einmal-Passwort/), newcomer.getByLabel('Neues Passwort')];
	for (const password of [oneTime, `ein eigenes Passwort ${RUN}`]) {
		await old.fill(oneTime);
		await next.fill(password);
		await newcomer.getByRole('button', { name: 'Passwort ändern' }).click();
		if (password === oneTime) await expect(newcomer.getByText('Das neue Passwort ist das bisherige.', { exact: false })).toBeVisible();
	}
	await expect(newcomer.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
	await newcomer.getByRole('link', { name: 'Pläne', exact: true }).click();
	await expect(newcomer.getByRole('heading', { level: 1, name: 'Pläne' })).toBeVisible();
	await context.close();
});

test('a receipt is sent again, and the content erased on request; number, proof and protocol stay', async ({ page, browser, baseURL, guard }) => {
	guard.expect(answered(422));
	const email = `loeschen-${RUN}@example.org`;
	const text = `Mein Name steht in diesem Text. ${RUN}`;
	const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
	const sender = await context.newPage();
	let status = '';

	await test.step('the sender asks for the mail once more', async () => {
		await sender.goto('/musterlinden/beteiligungen');
		await sender.getByRole('link', { name: /Erneute Veröffentlichung im Internet/ }).click();
		await sender.getByRole('link', { name: 'Stellungnahme schreiben' }).click();
		await sender.getByLabel('Text', { exact: true }).fill(text);
		await sender.getByLabel(/^E-Mail/).fill(email);
		await sender.getByRole('button', { name: 'Direkt absenden' }).click();
		await expect(sender.getByRole('heading', { level: 1, name: 'Ihre Stellungnahme ist eingegangen' })).toBeVisible();
		status = new URL(sender.url()).pathname;
		const first = await waitForMail(email);
		await sender.getByRole('button', { name: 'Bestätigung noch einmal senden' }).click();
		await expect(sender.getByText('Die Bestätigung ist noch einmal unterwegs.', { exact: false })).toBeVisible();
		await expect.poll(() => mailsTo(email).length).toBe(2);
		expect(mailsTo(email)[1]!.text).toBe(first.text);
	});

	await test.step('the administrator erases the content and says why', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Beteiligungen' }).click();
		await page.getByRole('listitem').filter({ hasText: 'Erneute Veröffentlichung im Internet' }).getByRole('link', { name: /Stellungnahmen$/ }).click();
		await page.getByRole('listitem').filter({ hasText: RUN }).getByRole('link', { name: /^Stellungnahme Nr\. / }).click();
		await page.getByRole('link', { name: 'Inhalt löschen' }).click();
		const form = page.locator('main form');
		await form.evaluate((element: HTMLFormElement) => (element.noValidate = true));
		await page.getByLabel('Begründung').fill('darum');
		await page.getByRole('button', { name: 'Inhalt endgültig löschen' }).click();
		await expect(page.getByText('Bitte begründen Sie die Löschung in 10 bis 500 Zeichen.')).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Begründung').fill(`Antrag nach Art. 17 DSGVO ${RUN}`);
		await page.getByRole('button', { name: 'Inhalt endgültig löschen' }).click();
		await expect(page.getByText('Der Inhalt ist gelöscht.', { exact: false })).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'Inhalt gelöscht durch Adele Amtmann' })).toContainText(`Antrag nach Art. 17 DSGVO ${RUN}`);
		await expect(page.getByText(email)).toHaveCount(0);
		await expectAccessible(page);
	});

	await test.step('the sender still sees that it came in, and nothing of its content', async () => {
		await sender.goto(status);
		await expect(sender.getByText('Der Inhalt dieser Stellungnahme wurde am', { exact: false })).toBeVisible();
		await expect(sender.getByText(RUN)).toHaveCount(0);
		await expect(sender.getByRole('button', { name: 'Bestätigung noch einmal senden' })).toHaveCount(0);
		await expect(sender.getByRole('region', { name: 'Nachweis' })).toContainText(/[0-9a-f]{64}/);
	});
	await context.close();
});
