import { addBody } from './support/bodies.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const RUN = Date.now().toString(36);
const BODY = `Amt für Irrtümer ${RUN}`;
const MAIL = `irrtum-${RUN}@landkreis.example`;

test('a body that was invited by mistake hears that it is not asked any more, and its link is worthless', async ({ page, browser, baseURL, guard }) => {
	await signIn(page, 'musterlinden');
	await addBody(page, BODY, MAIL);

	await page.goto('/musterlinden/verwaltung/verfahren');
	await page.getByRole('main').getByRole('link', { name: /Lindenpark/ }).first().click();
	await page.getByRole('heading', { level: 3 }).getByRole('link', { name: 'Erneute Beteiligung der Behörden' }).click();
	await page.getByRole('link', { name: /^Einladungen/ }).first().click();
	await page.getByLabel(BODY).check();
	await page.getByRole('button', { name: 'Ausgewählte einladen' }).click();
	await expect(page.getByText('1 Stelle wurde eingeladen.')).toBeVisible();

	const link = new URL(/https?:\/\/\S+\/einladung\/[A-Za-z0-9_-]+/.exec((await waitForMail(MAIL)).text)![0]).pathname;
	const outside = await browser.newContext({ baseURL, javaScriptEnabled: false });
	await guard.watch(outside);
	const body = await outside.newPage();
	expect((await body.goto(link))!.status()).toBe(200);

	const row = page.getByRole('listitem').filter({ hasText: BODY });
	await row.getByText('Frist und Einladung bearbeiten').click();
	await row.getByText('Zurückziehen', { exact: true }).click();
	await expect(row.getByText('Die Stelle wird benachrichtigt', { exact: false })).toBeVisible();
	await row.getByRole('button', { name: 'Ja, zurückziehen' }).click();
	await expect(page.getByText('Einladung zurückgezogen')).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: BODY })).toHaveCount(0);

	await expect.poll(() => mailsTo(MAIL).length, { timeout: 30_000 }).toBe(2);
	const news = mailsTo(MAIL).at(-1)!;
	expect(news.text).toContain('zurückgezogen');
	expect(news.text).toContain('Eine Stellungnahme ist nicht mehr nötig');
	guard.expect(answered(404));
	expect((await body.goto(link))!.status()).toBe(404);
	await outside.close();
});
