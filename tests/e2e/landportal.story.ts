import type { Browser, Page } from '@playwright/test';
import { decodeTile } from '../support/tiles.ts';
import { address, lindenpark, mapAround } from './support/plan-on-map.ts';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { expect, test, type Guard } from './support/story.ts';

const LINDENPARK = 'Bebauungsplan Nr. 12 „Lindenpark“';

/** Addresses of the procedures that the list shows. */
const listed = async (page: Page): Promise<string[]> =>
	(await page.getByRole('region', { name: 'Verfahren', exact: true }).getByRole('heading', { level: 3 }).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!))).sort();

/** A visitor without JavaScript. */
async function withoutScript(browser: Browser, guard: Guard, work: (page: Page) => Promise<void>, width = 1280): Promise<void> {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
	await guard.watch(context);
	await work(await context.newPage());
	await context.close();
}

test('finds a procedure by address, filters map and list, passes it on', async ({ page, browser, baseURL, guard }) => {
	/** What the map has drawn since it was last asked: number of procedures in tiles, by their address. */
	const tiles: { url: URL; body: Promise<Buffer> }[] = [];
	page.on('response', (response) => {
		const url = new URL(response.url());
		if (url.pathname.startsWith('/tiles/verfahren/') && response.status() === 200) tiles.push({ url, body: response.body() });
	});
	let shared = '';
	let found: string[] = [];

	await test.step('by an address and a radius', async () => {
		await page.goto('/');
		await page.getByText('Filtern', { exact: true }).click();
		await page.getByLabel('Ort oder Adresse').fill('Lindenallee 34');
		await page.getByLabel('Umkreis').selectOption({ label: '1 km' });
		await page.getByRole('button', { name: 'Anwenden' }).click();
		await expect(page).toHaveURL(/ort=Lindenallee\+34&umkreis=1000|umkreis=1000.*ort=Lindenallee/);
		await expect(page.getByRole('list', { name: 'Gesetzte Filter' })).toContainText('1 km um Lindenallee 34');
		await expect(page.getByRole('link', { name: LINDENPARK, exact: true })).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('by status: the list, its number and the map say the same', async () => {
		tiles.length = 0;
		await page.getByRole('navigation', { name: 'Stand' }).getByRole('link', { name: /^Beteiligung läuft/ }).click();
		await expect(page).toHaveURL(/status=aktiv/);
		await expect(page.getByRole('list', { name: 'Gesetzte Filter' }).getByRole('listitem')).toHaveCount(2);
		found = await listed(page);
		expect(found.length).toBeGreaterThan(0);
		await expect(page.getByText(`${found.length} Verfahren`, { exact: true })).toBeVisible();
		await expect.poll(() => tiles.length).toBeGreaterThan(0);
		for (const { url, body } of tiles) {
			expect(url.searchParams.getAll('status')).toEqual(['aktiv']);
			expect(url.searchParams.get('umkreis')).toBe('1000');
			for (const { properties } of decodeTile(await body)) {
				if (properties.count) expect(properties.count).toBe(found.length);
				else expect(found).toContain(`/${properties.tenant}/verfahren/${properties.id}`);
			}
		}
		shared = page.url();
	});

	await test.step('on the map, where a click names it', async () => {
		await page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' }).fill('Lindenallee 34');
		await page.getByRole('option', { name: /^Lindenallee 34\b/ }).first().click();
		const { map, pixel } = await mapAround(page, 'Karte aller veröffentlichten Verfahren und Pläne', address('Lindenallee', '34'));
		const chosen = page.getByRole('region', { name: 'Gewählte Verfahren' });
		await expect(async () => {
			await map.click({ position: pixel(lindenpark(170, 125)) });
			await expect(chosen.getByRole('link', { name: LINDENPARK })).toBeVisible({ timeout: 1_000 });
		}).toPass();
		await expect(chosen).toContainText('Beteiligung läuft');
		await expectAccessible(page);
		await chosen.getByRole('link', { name: LINDENPARK }).click();
		await expect(page.getByRole('heading', { level: 1, name: LINDENPARK })).toBeVisible();
		await page.goBack();
		await expect(page).toHaveURL(shared);
	});

	await test.step('the address shows others the same, also without JavaScript', async () => {
		await withoutScript(browser, guard, async (other) => {
			await other.goto(shared);
			expect(await listed(other)).toEqual(found);
			await expect(other.getByRole('list', { name: 'Gesetzte Filter' }).getByRole('listitem')).toHaveCount(2);
			await other.getByRole('link', { name: 'Filter entfernen: Beteiligung läuft' }).click();
			await expect(other.getByRole('list', { name: 'Gesetzte Filter' }).getByRole('listitem')).toHaveCount(1);
			await other.getByRole('link', { name: 'Filter zurücksetzen' }).click();
			await expect(other).toHaveURL(`${baseURL}/`);
			expect((await listed(other)).length).toBeGreaterThan(found.length);
		});
	});

	await test.step('feeds of the same choice', async () => {
		await page.goto(shared);
		for (const [name, type] of [['Newsfeed', 'application/atom+xml'], ['Kalender', 'text/calendar']] as const) {
			const href = await page.getByRole('link', { name: new RegExp(name) }).getAttribute('href');
			const answer = await page.request.get(href!);
			expect(answer.headers()['content-type']).toContain(type);
			expect(await answer.text()).toContain('Lindenpark');
			await expect(page.locator(`link[rel="alternate"][type="${type}"]`)).toHaveAttribute('href', href!);
		}
	});
});

test('without JavaScript: search, filter, empty result, archive', async ({ browser, guard }) => {
	await withoutScript(browser, guard, async (page) => {
		await page.goto('/');
		const all = await listed(page);
		await page.getByRole('navigation', { name: 'Stand' }).getByRole('link', { name: /^In Kraft/ }).click();
		const inForce = await listed(page);
		expect(inForce.length).toBeLessThan(all.length);
		await page.getByText('Filtern', { exact: true }).click();
		await page.getByLabel('Gemeinde').selectOption({ label: 'Gemeinde Auenfelde' });
		await page.getByRole('button', { name: 'Anwenden' }).click();
		// The status stays chosen.
		expect((await listed(page)).every((href) => href.startsWith('/auenfelde/') && inForce.includes(href))).toBe(true);
		await page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' }).fill('Xylophonweg');
		await page.getByRole('button', { name: 'Suchen' }).click();
		await expect(page.getByText('Kein Verfahren passt zu Ihrer Auswahl.')).toBeVisible();
		await expect(page.getByRole('list', { name: 'Gesetzte Filter' }).getByRole('listitem')).toHaveCount(3);
		await page.getByRole('link', { name: 'Filter zurücksetzen' }).first().click();
		await page.getByRole('link', { name: 'Archiv: in Kraft und abgeschlossen' }).click();
		await expect(page.getByRole('heading', { level: 2, name: 'In Kraft' })).toBeVisible();
		await expect(page.getByRole('heading', { level: 2, name: 'Eingestellt oder aufgehoben' })).toBeVisible();
	});
	// On a phone one chooses between map and list; that needs no script either.
	await withoutScript(
		browser,
		guard,
		async (page) => {
			await page.goto('/');
			const link = page.getByRole('link', { name: LINDENPARK, exact: true });
			const note = page.locator('noscript p').first();
			await expect(link).toBeVisible();
			await page.getByRole('radio', { name: 'Karte' }).check();
			await expect(link).toBeHidden();
			await expect(note).toBeVisible();
			await page.getByRole('radio', { name: 'Liste' }).check();
			await expect(link).toBeVisible();
			await expect(note).toBeHidden();
		},
		360
	);
});

test('is sound at every width', async ({ page }) => {
	test.setTimeout(180_000);
	const addresses = ['/', '/?status=aktiv&status=in-kraft&ort=Lindenallee+34&umkreis=5000', '/?suche=Xylophonweg&thema=Wohnen', '/?ort=Gibtesnicht', '/archiv', '/musterlinden', '/musterlinden/archiv'];
	for (const path of addresses) {
		await page.setViewportSize({ width: 320, height: 800 });
		await page.goto(path);
		await expect(page.getByRole('application').first()).toBeVisible();
		await expectSound(page);
		await expectAccessible(page);
		for (const width of [820, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			await expectNoOverflow(page);
		}
		await page.locator('summary').first().click();
		await expectAccessible(page);
	}
});
