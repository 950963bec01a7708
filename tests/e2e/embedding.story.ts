import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { runningProcedure } from './support/procedure.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';
import { closeWebsites, website } from './support/website.ts';

test.afterEach(closeWebsites);

const pageWith = (portal: string, elements: string) =>
	`<!doctype html><html lang="de"><title>Stadt</title><h1>Stadt</h1><script src="${portal}/embed/bauleitportal.js" defer></script>${elements}</html>`;

test('a municipality shows its procedures on its own website, and nobody else does', async ({ page, context, baseURL, guard }) => {
	test.setTimeout(240_000);
	const portal = baseURL!;
	const procedure = await runningProcedure(page);
	const id = procedure.split('/').at(-1)!;
	const elements = `
		<bauleitportal-verfahren mandant="musterlinden" ansicht="liste"><a href="x">Verfahren</a></bauleitportal-verfahren>
		<bauleitportal-verfahren mandant="musterlinden" verfahren="${id}" titel="Ein Verfahren"></bauleitportal-verfahren>
		<bauleitportal-verfahren mandant="musterlinden" ansicht="karte" titel="Karte"></bauleitportal-verfahren>
		<bauleitportal-verfahren mandant="../login" id="boese"><a href="x">bleibt</a></bauleitportal-verfahren>`;
	const own = await website(pageWith(portal, elements));
	const foreign = await website(pageWith(portal, elements));
	guard.allow(own);
	guard.allow(foreign);

	await test.step('the administrator allows one website', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await page.goto('/musterlinden/verwaltung/einstellungen/einbetten');
		await page.getByRole('textbox', { name: 'Websites' }).fill(`${own}/startseite\nkeine adresse`);
		guard.expect(/status of 422/);
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('„keine adresse“ ist keine Adresse einer Website', { exact: false })).toBeVisible();
		await page.getByRole('textbox', { name: 'Websites' }).fill(`${own}/startseite`);
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText(`Erlaubt sind jetzt: ${own}`, { exact: false })).toBeVisible();
		await expect(page.getByText('<bauleitportal-verfahren mandant="musterlinden" ansicht="liste">', { exact: false })).toBeVisible();
		await expect(page.frameLocator('iframe[title="Vorschau"]').getByRole('heading', { level: 1 })).toContainText('Planungsverfahren');
		for (const width of [320, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await expectNoOverflow(page);
		}
		await expectAccessible(page);
	});

	await test.step('headers: only pages for frames open up, and only to this list', async () => {
		const ancestors = async (path: string) => /frame-ancestors ([^;]*)/.exec((await page.request.get(path)).headers()['content-security-policy']!)![1];
		for (const path of ['liste', 'karte', `verfahren/${id}`]) expect(await ancestors(`/embed/musterlinden/${path}`)).toBe(`'self' ${own}`);
		expect(await ancestors('/embed/auenfelde/liste')).toBe("'self'");
		for (const path of ['/', '/musterlinden', procedure, '/login', '/benachrichtigungen', '/embed/gibt-es-nicht/liste', '/musterlinden/logo']) {
			const policy = (await page.request.get(path)).headers()['content-security-policy']!;
			expect(policy.includes('frame-ancestors') ? await ancestors(path) : "'none'", path).toBe("'none'");
		}
		await context.clearCookies();
	});

	await test.step('on the allowed website list, procedure and map appear, as high as they are', async () => {
		await page.setViewportSize({ width: 1000, height: 900 });
		await page.goto(own);
		const frames = page.locator('bauleitportal-verfahren iframe');
		await expect(frames).toHaveCount(3);
		const list = page.frameLocator('iframe >> nth=0');
		await expect(list.getByRole('heading', { level: 1 })).toContainText('Planungsverfahren');
		const one = page.frameLocator('iframe[title="Ein Verfahren"]');
		await expect(one.getByText(/Sie können bis einschließlich/)).toBeVisible();
		const heights = async () => frames.first().evaluate((frame) => [parseFloat(getComputedStyle(frame).height), frame.getAttribute('style')!.includes('32rem') ? 1 : 0]);
		await expect.poll(async () => (await heights())[1]).toBe(0);
		const inside = await list.locator('.embed').evaluate((element) => element.getBoundingClientRect().height);
		expect(Math.abs((await heights())[0]! - inside)).toBeLessThan(3);
		await expect(page.frameLocator('iframe[title="Karte"]').getByRole('application')).toBeVisible();
		await expect(page.locator('#boese a')).toHaveText('bleibt');
		expect(await context.cookies()).toEqual([]);
	});

	await test.step('a height that somebody else says is not believed', async () => {
		const frame = page.locator('bauleitportal-verfahren iframe').first();
		const before = await frame.getAttribute('style');
		await page.evaluate(() => window.postMessage({ type: 'bauleitportal-height', height: 9999 }, '*'));
		await page.waitForTimeout(200);
		expect(await frame.getAttribute('style')).toBe(before);
	});

	await test.step('its links lead out of the frame into the full portal', async () => {
		await page.frameLocator('iframe[title="Ein Verfahren"]').getByRole('link', { name: 'Im Bauleitportal öffnen' }).click();
		await expect(page).toHaveURL(portal + procedure);
		await expect(page.getByRole('heading', { level: 2, name: 'Was passiert wann?' })).toBeVisible();
	});

	await test.step('on any other website the frame stays empty', async () => {
		guard.expect(/frame-ancestors/);
		guard.expect(/ERR_BLOCKED_BY_RESPONSE|Failed to load resource/);
		const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
		await page.goto(foreign);
		await refused;
		await expect(page.frameLocator('iframe >> nth=0').getByRole('heading')).toHaveCount(0);
		// The older way to frame, past the web component.
		const bare = await website(`<!doctype html><title>x</title><iframe src="${portal}${procedure}"></iframe>`);
		guard.allow(bare);
		const again = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
		await page.goto(bare);
		await again;
		await expect(page.frameLocator('iframe').getByRole('heading')).toHaveCount(0);
	});
});

test('pages for frames: accessible, narrow enough, without JavaScript', async ({ page, browser, baseURL }) => {
	const id = (await runningProcedure(page)).split('/').at(-1);
	for (const path of ['liste', 'karte', `verfahren/${id}`]) {
		for (const width of [320, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await page.goto(`/embed/musterlinden/${path}`);
			await expectNoOverflow(page);
		}
		await expectAccessible(page);
	}
	const plain = await browser.newContext({ baseURL: baseURL!, javaScriptEnabled: false });
	const still = await plain.newPage();
	await still.goto('/embed/musterlinden/karte');
	await still.getByText(/^Verfahren \(\d+\)$/).click();
	await expect(still.getByRole('listitem').first()).toBeVisible();
	await plain.close();
});
