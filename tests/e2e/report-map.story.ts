import type { Browser, Page, Response } from '@playwright/test';
import { transformBetween } from '../../importers/xplan/crs.ts';
import { decodeTile } from '../support/tiles.ts';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { expect, test, type Guard } from './support/story.ts';

const HOME = '/musterlinden';
const PAGE = `${HOME}/meldungen`;
const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
const WORLD = 2 * 20_037_508.342789244;
/** Of a tile. */
const UNITS = 4096;

const mapOf = (page: Page) => page.getByRole('application', { name: 'Karte der Meldungen' });
const listOf = (page: Page) => page.getByRole('region', { name: 'Liste der Meldungen' });
const refsOf = async (page: Page): Promise<string[]> =>
	(await listOf(page).getByRole('heading', { level: 3 }).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!.split('/').at(-1)!))).sort();

/** What the tiles showed, by the path of the tile. */
function watchTiles(page: Page): Map<string, Promise<Buffer>> {
	const tiles = new Map<string, Promise<Buffer>>();
	page.on('response', (response: Response) => {
		const url = new URL(response.url());
		if (url.pathname.startsWith('/tiles/meldungen/') && response.status() === 200) tiles.set(url.pathname + url.search, response.body());
	});
	return tiles;
}

interface Cluster {
	count: number;
	/** EPSG:3857. */
	at: [number, number];
}

async function clustersOf(tiles: Map<string, Promise<Buffer>>, zoom: number): Promise<Cluster[]> {
	const found: Cluster[] = [];
	for (const [path, body] of tiles) {
		const [z, x, y] = /meldungen\/(\d+)\/(\d+)\/(\d+)/.exec(path)!.slice(1).map(Number) as [number, number, number];
		if (z !== zoom || path.includes('dichte')) continue;
		const size = WORLD / 2 ** z;
		for (const { properties, parts } of decodeTile(await body)) {
			const [u, v] = parts[0]![0]!;
			if (Number(properties.count) > 1) found.push({ count: Number(properties.count), at: [x * size - WORLD / 2 + (u / UNITS) * size, WORLD / 2 - y * size - (v / UNITS) * size] });
		}
	}
	return found;
}

async function withoutScript(browser: Browser, guard: Guard, work: (page: Page) => Promise<void>, width = 1280): Promise<void> {
	const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
	await guard.watch(context);
	await work(await context.newPage());
	await context.close();
}

/** One public report of the demo with its place in degrees, told by the open interface. */
async function someReport(page: Page): Promise<{ ref: string; lon: number; lat: number }> {
	const answer = await page.request.get(`${HOME}/open311/v2/requests.json?status=open&start_date=2020-01-01T00:00:00Z`);
	const [first] = (await answer.json()) as { service_request_id: string; lat: number; long: number }[];
	return { ref: first!.service_request_id, lon: first!.long, lat: first!.lat };
}

test('from the start page to a report by list and by map: filter, clusters, density', async ({ page }) => {
	const tiles = watchTiles(page);
	let all: string[] = [];

	await test.step('the list and its filter', async () => {
		await page.goto(HOME);
		await page.getByRole('link', { name: 'Meldungen auf der Karte' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Meldungen' })).toBeVisible();
		all = await refsOf(page);
		expect(all.length).toBeGreaterThan(5);
		await page.getByRole('navigation', { name: 'Stand' }).getByRole('link', { name: 'Abgeschlossen' }).click();
		await expect(page).toHaveURL(/offen=nein/);
		await expect.poll(() => refsOf(page)).not.toEqual(all);
		await page.getByText('Weitere Filter', { exact: true }).click();
		await page.getByLabel('Suchwort oder Nummer').fill('xylophon');
		await page.getByRole('button', { name: 'Anwenden' }).click();
		await expect(page.getByText('Hier gibt es keine Meldungen.')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Filter zurücksetzen' }).first().click();
		await expect(page).toHaveURL(new RegExp(`${PAGE}$`));
		await expect.poll(() => refsOf(page)).toEqual(all);
	});

	await test.step('the map: a cluster opens, its number was right', async () => {
		const map = mapOf(page);
		await expect(map.locator('canvas').first()).toBeVisible();
		await expect.poll(() => tiles.size).toBeGreaterThan(0);
		await page.waitForLoadState('networkidle');
		await page.getByRole('button', { name: 'Liste für diesen Ausschnitt' }).click();
		await expect(page).toHaveURL(/bbox=/);
		// The address says exactly what the map shows, and the map stays where it is.
		const [west, south, east, north] = new URL(page.url()).searchParams.get('bbox')!.split(',').map(Number) as [number, number, number, number];
		const [[left, bottom], [right, top]] = [toMap(west, south), toMap(east, north)] as [[number, number], [number, number]];
		const { width, height } = (await map.boundingBox())!;
		const zooms = [...tiles.keys()].map((path) => Number(/meldungen\/(\d+)/.exec(path)![1]));
		const clusters = (await clustersOf(tiles, Math.max(...zooms)))
			.map(({ count, at: [x, y] }) => ({ count, x: ((x - left) / (right - left)) * width, y: ((top - y) / (top - bottom)) * height }))
			.filter(({ x, y }) => x > 60 && x < width - 90 && y > 130 && y < height - 60);
		expect(clusters.length).toBeGreaterThan(0);
		const { x, y, count } = clusters.sort((a, b) => b.count - a.count)[0]!;
		await map.click({ position: { x, y } });
		await expect(page.getByText(`${count} Meldungen, die Karte wird vergrößert.`)).toBeAttached();
	});

	await test.step('the density, with its legend', async () => {
		await page.getByLabel('Häufung zeigen').check();
		await expect.poll(() => [...tiles.keys()].some((path) => path.includes('dichte=1'))).toBe(true);
		await expect(page.getByText('viele Meldungen')).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Häufung zeigen').uncheck();
		await expect(page.getByText('viele Meldungen')).toHaveCount(0);
	});

	await test.step('a report by a click, and its page', async () => {
		const { ref, lon, lat } = await someReport(page);
		await page.goto(`${PAGE}?mitte=${lon},${lat}&umkreis=100`);
		expect(await refsOf(page)).toContain(ref);
		const map = mapOf(page);
		const chosen = page.getByRole('region', { name: 'Ausgewählte Meldungen' });
		await expect(async () => {
			const { width, height } = (await map.boundingBox())!;
			await map.click({ position: { x: width / 2, y: height / 2 } });
			await expect(chosen.getByText(ref)).toBeVisible({ timeout: 1_500 });
		}).toPass();
		await expectAccessible(page);
		await chosen.getByRole('listitem').filter({ hasText: ref }).getByRole('link').click();
		await expect(page).toHaveURL(new RegExp(`${PAGE}/${ref}$`));
	});
});

test('with the keyboard alone', async ({ page }) => {
	const { ref, lon, lat } = await someReport(page);
	await page.addInitScript(() => {
		for (const kind of ['mousedown', 'touchstart']) addEventListener(kind, () => console.error(`${kind} in the keyboard story`), true);
	});
	await page.goto(`${PAGE}?mitte=${lon},${lat}&umkreis=100`);
	const map = mapOf(page);
	await expect(map.locator('canvas').first()).toBeVisible();
	const chosen = page.getByRole('region', { name: 'Ausgewählte Meldungen' });
	await expect(async () => {
		await map.focus();
		await page.keyboard.press('Enter');
		await expect(chosen.getByText(ref)).toBeVisible({ timeout: 1_500 });
	}).toPass();
	await expect(chosen.getByRole('link').first()).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(chosen).toHaveCount(0);
	await expect(map).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(chosen.getByRole('link').first()).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`${PAGE}/M-`));
});

test('without JavaScript: filter, choice between map and list, a report; the feed says the same', async ({ browser, guard }) => {
	await withoutScript(browser, guard, async (page) => {
		await page.goto('/');
		await page.getByRole('banner').getByRole('link', { name: 'Meldungen', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Meldungen im ganzen Land' })).toBeVisible();
		await page.goto(PAGE);
		const all = await refsOf(page);
		await page.getByText('Weitere Filter', { exact: true }).click();
		await page.getByRole('combobox', { name: 'Kategorie' }).selectOption({ label: 'Laterne defekt' });
		await page.getByRole('button', { name: 'Anwenden' }).click();
		const some = await refsOf(page);
		expect(some.length).toBeLessThan(all.length);
		const feed = await page.getByRole('link', { name: 'Diese Meldungen als Atom-Feed' }).getAttribute('href');
		const told = await (await page.request.get(feed!)).text();
		for (const ref of some) expect(told).toContain(ref);
		for (const ref of all.filter((each) => !some.includes(each))) expect(told).not.toContain(ref);
		await listOf(page).getByRole('link').first().click();
		await expect(page).toHaveURL(new RegExp(`${PAGE}/M-`));
	});
	await withoutScript(
		browser,
		guard,
		async (page) => {
			await page.goto(PAGE);
			await page.getByRole('radio', { name: 'Karte' }).check();
			await expect(listOf(page)).toBeHidden();
			await page.getByRole('radio', { name: 'Liste' }).check();
			await expect(listOf(page)).toBeVisible();
		},
		360
	);
});

test.describe('at 320 pixels', () => {
	test.use({ viewport: { width: 320, height: 640 } });
	test('nobody has to scroll sideways', async ({ page }) => {
		for (const path of ['/meldungen', PAGE, `${PAGE}?suche=xylophon`, '/heidewinkel/meldungen']) {
			await page.goto(path);
			await expectSound(page);
			await expectAccessible(page);
		}
		await page.getByRole('radio', { name: 'Karte' }).check();
		await expectNoOverflow(page);
	});
});
