import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';
import { website, closeWebsites } from './support/website.ts';

test.afterEach(closeWebsites);

const VIEWS = ['liste', 'karte', 'melden'] as const;
const element = (view: string) => `<bauleitportal-meldungen mandant="musterlinden" ansicht="${view}" titel="${view}"><a href="x">Meldungen</a></bauleitportal-meldungen>`;

test('a municipality shows its reports and its form on its own website, and nobody else does', async ({ page, context, baseURL, guard }) => {
	test.setTimeout(240_000);
	const portal = baseURL!;
	const script = `<script src="${portal}/embed/bauleitportal.js" defer></script>`;
	const html = (elements: string) => `<!doctype html><html lang="de"><meta name="viewport" content="width=device-width"><title>Stadt</title><h1>Stadt</h1>${script}${elements}</html>`;
	const own = await website(html(VIEWS.map(element).join('') + '<bauleitportal-meldungen mandant="musterlinden/../.." id="boese"><a href="x">bleibt</a></bauleitportal-meldungen>'));
	// Without the script: frames of a fixed height, as an editor pastes them.
	const framed = await website(`<!doctype html><title>Stadt</title>${['meldungen', 'meldungskarte', 'melden'].map((path) => `<iframe src="${portal}/embed/musterlinden/${path}" title="${path}" width="600" height="500"></iframe>`).join('')}`);
	const foreign = await website(html(element('liste')) );
	for (const origin of [own, framed, foreign]) guard.allow(origin);

	await test.step('the administrator allows two websites, and finds the lines to copy', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await page.goto('/musterlinden/verwaltung/einstellungen/einbetten');
		await page.getByRole('textbox', { name: 'Websites' }).fill(`${own}\n${framed}`);
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText(`Erlaubt sind jetzt: ${own}`, { exact: false })).toBeVisible();
		for (const view of VIEWS) await expect(page.getByText(`<bauleitportal-meldungen mandant="musterlinden" ansicht="${view}">`, { exact: false })).toBeVisible();
		await context.clearCookies();
	});

	for (const width of [360, 1000]) {
		await test.step(`at ${width} px list, map and form appear, as high as they are`, async () => {
			await page.setViewportSize({ width, height: 900 });
			await page.goto(own);
			const list = page.frameLocator('iframe[title="liste"]');
			await expect(list.getByRole('heading', { level: 1 })).toContainText('Meldungen');
			await expect(list.getByRole('heading', { level: 2 }).first()).toBeVisible();
			await expect(page.frameLocator('iframe[title="karte"]').getByRole('application', { name: 'Karte der Meldungen' })).toBeVisible();
			await expect(page.frameLocator('iframe[title="melden"]').getByRole('link', { name: /Mängelmelder/ })).toBeVisible();
			for (const view of VIEWS) {
				const frame = page.locator(`iframe[title="${view}"]`);
				// Below the screen too.
				await expect(frame, `height of ${view}`).not.toHaveAttribute('style', /32rem/);
				await frame.scrollIntoViewIfNeeded();
				const inside = () => page.frameLocator(`iframe[title="${view}"]`).locator('.embed').evaluate((each) => each.getBoundingClientRect().height);
				const outside = () => frame.evaluate((each) => each.getBoundingClientRect().height);
				await expect.poll(async () => Math.abs((await outside()) - (await inside())), { message: `height of ${view}` }).toBeLessThan(3);
				const wide = await page.frameLocator(`iframe[title="${view}"]`).locator('html').evaluate((each) => each.scrollWidth - each.clientWidth);
				expect(wide, `${view} is no wider than its frame`).toBeLessThanOrEqual(0);
			}
			await expectNoOverflow(page);
			await expect(page.locator('#boese a')).toHaveText('bleibt');
			expect(await context.cookies()).toEqual([]);
		});
	}

	await test.step('a mark on the map tells of its report, and leads out of the frame', async () => {
		const map = page.frameLocator('iframe[title="karte"]');
		await map.getByText(/^Liste \(/).or(map.locator('summary')).first().click();
		const [first] = await map.getByRole('heading', { level: 2 }).getByRole('link').all();
		const href = await first!.getAttribute('href');
		await first!.click();
		await expect(page).toHaveURL(new RegExp(`${href}$`));
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	});
	await test.step('the list leads to the public page, the form to the form with its category', async () => {
		await page.goto(own);
		await page.frameLocator('iframe[title="liste"]').getByRole('heading', { level: 2 }).getByRole('link').first().click();
		await expect(page).toHaveURL(/\/musterlinden\/meldungen\/M-[0-9A-Z]{6}$/);
		await page.goto(own);
		const form = page.frameLocator('iframe[title="melden"]');
		await form.getByRole('link', { name: 'Bank oder Papierkorb' }).click();
		await expect(page).toHaveURL(/\/musterlinden\/melden\/maengelmelder\?kategorie=BANK$/);
		await expect(page.getByRole('heading', { level: 2, name: 'Ort' })).toBeVisible();
	});
	await test.step('frames without the script', async () => {
		await page.goto(framed);
		for (const path of ['meldungen', 'meldungskarte', 'melden']) await expect(page.frameLocator(`iframe[title="${path}"]`).getByRole('heading', { level: 1 })).toBeVisible();
		expect(await context.cookies()).toEqual([]);
	});
	await test.step('on any other website the frame stays empty, and pages that take data never are in one', async () => {
		guard.expect(/frame-ancestors/);
		guard.expect(/ERR_BLOCKED_BY_RESPONSE|Failed to load resource/);
		const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
		await page.goto(foreign);
		await refused;
		await expect(page.frameLocator('iframe').getByRole('heading')).toHaveCount(0);
		for (const path of ['/musterlinden/melden/maengelmelder', '/musterlinden/meldungen', '/musterlinden/meldungen/abonnieren'])
			expect((await page.request.get(path)).headers()['content-security-policy'], path).toContain("frame-ancestors 'none'");
	});
});

test('frames with reports: accessible, narrow enough, without JavaScript', async ({ page, browser, baseURL, guard }) => {
	const plain = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	await guard.watch(plain);
	const still = await plain.newPage();
	for (const path of ['meldungen', 'meldungskarte', 'melden']) {
		for (const width of [320, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto(`/embed/musterlinden/${path}`);
			await expectNoOverflow(page);
		}
		await expectAccessible(page);
		await still.goto(`/embed/musterlinden/${path}`);
		if (path === 'meldungskarte') await still.locator('summary').click();
		await expect(still.getByRole('link').first()).toBeVisible();
		if (path !== 'melden') await expect(still.getByRole('heading', { level: 2 }).first()).toBeVisible();
	}
	await plain.close();
});
