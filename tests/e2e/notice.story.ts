import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** So far ahead that the story holds whenever it runs. */
const YEAR = new Date().getFullYear() + 2;
const START = `${YEAR}-03-01`;
const END = new RegExp(`bis einschließlich \\p{L}+, \\d+\\. (März|April) ${YEAR}`, 'u');

/** Makes a procedure with a step whose period is known, and opens the notice of the step. */
async function openNotice(page: Page): Promise<void> {
	await page.goto('/musterlinden/verwaltung/verfahren/neu');
	const kind = page.locator('#art-flaechennutzungsplan');
	// Opened before the script has come, the list may close again.
	await expect(async () => {
		if (!(await kind.isVisible())) await page.locator('details', { has: kind }).locator('summary').click();
		await expect(kind).toBeVisible({ timeout: 500 });
	}).toPass();
	await kind.check();
	await page.locator('[name=title]').fill('Neubau der Mühle');
	await page.getByRole('main').locator('.button-row button').click();
	await page.waitForURL(/verfahren\/[0-9a-f-]{36}/);
	await page.getByRole('link', { name: 'Veröffentlichung im Internet' }).first().click();
	await page.locator('[name=startsOn]').fill(START);
	await page.locator('#environment-boden').check();
	await page.getByRole('button', { name: /Speichern/ }).first().click();
	await page.waitForLoadState();
	await page.goto(`${page.url().replace(/[?#].*/, '').replace(/\/$/, '')}/bekanntmachung`);
	await expect(page.getByRole('heading', { level: 1, name: 'Bekanntmachung' })).toBeVisible();
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Text speichern' }).click();

test('a planner writes and publishes the notice of a step', async ({ page, browser, guard }) => {
	test.setTimeout(180_000);
	guard.expect(answered(422));
	await signIn(page, 'musterlinden');
	await openNotice(page);

	await test.step('it follows the data and says what is missing', async () => {
		await expect(part(page, 'Veröffentlichung im Internet')).toContainText(END);
		await expect(part(page, 'Veröffentlichung im Internet').getByRole('textbox')).toHaveCount(0);
		await expect(part(page, 'Hinweis für Vereinigungen')).toContainText('Umwelt-Rechtsbehelfsgesetzes');
		await expect(page.getByText('Es fehlen noch Angaben')).toBeVisible();
		await expect(part(page, 'Weitere Möglichkeiten der Einsicht')).toContainText('fehlt');
		await expectSound(page);
		await expectAccessible(page);
		for (const width of [320, 820]) {
			await page.setViewportSize({ width, height: 900 });
			await expectNoOverflow(page);
		}
		await page.setViewportSize({ width: 1280, height: 800 });
	});

	await test.step('what the law asks for cannot be emptied', async () => {
		const late = part(page, 'Stellungnahmen: Verspätung');
		await late.getByText('Text ändern').click();
		await late.getByRole('textbox').fill(' ');
		await save(page);
		await expect(page.getByRole('alert')).toContainText('Der Teil „Stellungnahmen: Verspätung“ der Bekanntmachung ist leer');
		await page.goto(page.url().replace(/\?.*/, ''));
	});

	await test.step('a changed part is marked and can be reset', async () => {
		const subject = part(page, 'Worum es geht');
		await subject.getByText('Text ändern').click();
		await subject.getByRole('textbox').fill('Die Mühle am Bach wird neu gebaut.');
		const access = part(page, 'Weitere Möglichkeiten der Einsicht');
		await access.getByText('Text ändern').click();
		await access.getByRole('textbox').fill('Im Rathaus liegt ein Ordner.\n\n- Montag 9 bis 12 Uhr');
		await save(page);
		await expect(page.getByRole('status')).toContainText('Der Entwurf ist gespeichert.');
		await expect(page.getByText('2 Teile weichen vom erzeugten Text ab.')).toBeVisible();
		await expect(subject).toContainText('geändert');
		await access.getByText('Text ändern').click();
		const contact = part(page, 'Fragen beantwortet');
		const generated = (await contact.locator('p').first().textContent())!;
		expect(generated).toContain('@');
		await contact.getByText('Text ändern').click();
		await contact.getByRole('textbox').fill('Frau Amsel');
		await save(page);
		await expect(contact).toContainText('Frau Amsel');
		await contact.getByText('Text ändern').click();
		await contact.getByRole('button', { name: 'Zurück zum erzeugten Text' }).click();
		await expect(contact).not.toContainText('geändert');
		await expect(contact.locator('p').first()).toHaveText(generated);
	});

	await test.step('one that comes too late is refused with the reason', async () => {
		await page.getByLabel('Wo erscheint sie?').fill('Amtsblatt Nr. 3');
		// The browser itself refuses such a day; who sends the form otherwise gets the sentence.
		await page.getByLabel('An welchem Tag?').evaluate((input) => input.removeAttribute('max'));
		await page.getByLabel('An welchem Tag?').fill(START);
		await page.getByRole('button', { name: 'Ja, jetzt veröffentlichen' }).click();
		await expect(page.getByRole('alert')).toContainText('muss vor dem Beginn am 01.03.');
		await expect(page.getByLabel('Wo erscheint sie?')).toHaveValue('Amtsblatt Nr. 3');
	});

	let address = '';
	await test.step('publishes it', async () => {
		await page.getByLabel('An welchem Tag?').fill(`${YEAR}-02-12`);
		await page.getByRole('button', { name: 'Ja, jetzt veröffentlichen' }).click();
		await expect(page.getByRole('status')).toContainText('steht im Internet');
		address = (await page.getByRole('link', { name: /Amtsblatt Nr\. 3/ }).getAttribute('href'))!;
		await expect(page.getByRole('heading', { name: 'Erneute Bekanntmachung veröffentlichen' })).toBeVisible();
	});

	await test.step('everybody reads it, without cookie and JavaScript, and takes it along', async () => {
		const context = await browser.newContext({ javaScriptEnabled: false, baseURL: new URL(page.url()).origin });
		await guard.watch(context);
		const visitor = await context.newPage();
		expect((await visitor.goto(address))!.status()).toBe(200);
		await expect(visitor.getByRole('heading', { level: 1 })).toContainText('Neubau der Mühle');
		await expect(visitor.getByRole('article')).toContainText(END);
		await expect(visitor.getByRole('article')).toContainText('Die Mühle am Bach wird neu gebaut.');
		await expect(visitor.getByText(`Bekannt gemacht am 12. Februar ${YEAR}: Amtsblatt Nr. 3.`)).toBeVisible();
		expect(await context.cookies()).toEqual([]);
		const [download] = await Promise.all([visitor.waitForEvent('download'), visitor.getByRole('link', { name: 'Word (DOCX)' }).click()]);
		expect(readFileSync(await download.path()).subarray(0, 2).toString()).toBe('PK');
		const pdf = await context.request.get(`${address}.pdf`);
		expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
		await context.close();
		await page.goto(address);
		await expectSound(page);
		await expectAccessible(page);
	});
});
