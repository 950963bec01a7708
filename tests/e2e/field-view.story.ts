import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const LIST = '/musterlinden/verwaltung/meldungen';
const FIELD = `${LIST}/aussendienst`;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'de-DE', timezoneId: 'Europe/Berlin' };

const photo = async (colour: string) => ({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background: colour } }).jpeg().toBuffer() });
const cards = (page: Page) => page.getByRole('article');

/** What somebody did outside, in the form of a card. */
async function change(page: Page, index: number, values: { state?: string; answer?: string; note?: string; colour?: string }): Promise<void> {
	const card = cards(page).nth(index);
	await card.locator('summary').click();
	if (values.state) await card.getByLabel('Neuer Stand').selectOption({ label: values.state });
	if (values.answer) await card.getByLabel(/^Öffentliche Antwort/).fill(values.answer);
	if (values.note) await card.getByLabel(/^Interne Notiz/).fill(values.note);
	if (values.colour) await card.getByLabel(/^Fotos/).setInputFiles(await photo(values.colour));
	await card.getByRole('button', { name: 'Speichern' }).click();
}

/** As when the battery is dead: no chance to write anything. */
async function kill(context: BrowserContext, profile: string): Promise<void> {
	const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))![1]);
	const ended = new Promise<void>((resolve) => context.once('close', () => resolve()));
	process.kill(pid, 'SIGKILL');
	await ended;
	rmSync(join(profile, 'SingletonLock'), { force: true });
}

test('outside without a network: the list is there, changes wait, arrive once, and a conflict is told', async ({ page, baseURL, guard }) => {
	test.setTimeout(240_000);
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-phone-'));
	const start = async (): Promise<BrowserContext> => {
		const { launchOptions } = test.info().project.use;
		const context = await chromium.launchPersistentContext(folder, { ...PHONE, ...launchOptions, baseURL });
		await guard.watch(context);
		return context;
	};
	/** What the browser says of its own when there is no network. */
	guard.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|Failed to load resource|NetworkError/);
	let phone = await start();
	try {
		let outside = phone.pages()[0] ?? (await phone.newPage());
		await test.step('at the office: three reports go onto the shortlist, and onto the phone', async () => {
			await signIn(outside, 'musterlinden', 'sachbearbeitung');
			await outside.goto(`${LIST}/merkliste`);
			if (await outside.getByText('Liste leeren').isVisible()) {
				await outside.getByText('Liste leeren').click();
				await outside.getByRole('button', { name: 'Ja, leeren' }).click();
			}
			await outside.goto(`${LIST}?status=in-arbeit`);
			for (let index = 0; index < 3; index++) {
				await outside.getByRole('button', { name: /^Auf die Merkliste: / }).first().click();
				await expect(outside.getByRole('button', { name: /^Von der Merkliste nehmen: / })).toHaveCount(index + 1);
			}
			await outside.goto(FIELD);
			await expect(cards(outside).nth(2)).toBeVisible();
			await expectNoOverflow(outside);
			await expectAccessible(outside);
			await outside.getByRole('button', { name: 'Karte für unterwegs speichern' }).click();
			await expect(outside.getByText(/^Die Karte ist gespeichert/)).toBeVisible({ timeout: 60_000 });
			// The page, its scripts and pictures are kept before the network goes.
			await outside.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
			await expect
				.poll(() => outside.evaluate(async (path) => Boolean(await (await caches.open('persoenlich')).match(path)), FIELD), { timeout: 30_000 })
				.toBe(true);
		});
		const titles = await cards(outside).getByRole('heading', { level: 2 }).allInnerTexts();
		const refs = (await cards(outside).allInnerTexts()).map((text) => /M-[A-Z0-9]+/.exec(text)![0]);

		await test.step('meanwhile somebody at the office moves the third one on', async () => {
			await signIn(page, 'musterlinden', 'administration');
			await page.goto(`${LIST}?ansicht=tafel&suche=${refs[2]}`);
			await page.getByRole('link', { name: `Meldung ${refs[2]} verschieben` }).click();
			await page.getByRole('dialog').getByLabel('Neuer Stand').selectOption({ label: 'Geplant' });
			await page.getByRole('dialog').getByLabel(/^Öffentliche Antwort/).fill('Im Mai.');
			await page.getByRole('dialog').getByRole('button', { name: 'Verschieben' }).click();
			await expect(page.getByText(`Meldung ${refs[2]} ist jetzt „Geplant“.`)).toBeVisible();
		});

		await test.step('no network: the page opens, three changes wait', async () => {
			await phone.setOffline(true);
			await outside.goto(FIELD);
			await expect(outside.getByText(/^Kein Netz:/)).toBeVisible();
			expect(await cards(outside).getByRole('heading', { level: 2 }).allInnerTexts()).toEqual(titles);
			await change(outside, 0, { state: 'Erledigt', answer: 'Ist repariert.', note: 'Schraube fehlte', colour: '#336699' });
			await expect(cards(outside).nth(0).getByText(/^Gespeichert, wird gesendet/)).toBeVisible();
			await change(outside, 1, { note: 'Material bestellt' });
			await expect(cards(outside).nth(1).getByText(/^Gespeichert, wird gesendet/)).toBeVisible();
			await change(outside, 2, { state: 'Erledigt', answer: 'Ist auch repariert.' });
			await expect(cards(outside).nth(2).getByText(/^Gespeichert, wird gesendet/)).toBeVisible();
		});

		await test.step('the browser is killed; with a network the changes go by themselves', async () => {
			await kill(phone, folder);
			phone = await start();
			outside = phone.pages()[0] ?? (await phone.newPage());
			// A killed browser may have lost its session: then the changes wait until somebody signs in again.
			await outside.goto('/musterlinden/verwaltung');
			if (new URL(outside.url()).pathname === '/login') await signIn(outside, 'musterlinden', 'sachbearbeitung');
			await outside.goto(FIELD);
			await expect
				.poll(async () => (await page.request.get(`${LIST}/karte-auswahl.json?suche=${refs[0]}&ausschnitt=-20000000,-20000000,20000000,20000000`)).json().then((found: { items: { state: string }[] }) => found.items[0]?.state), { timeout: 60_000 })
				.toBe('erledigt');
			// What is done leaves the list.
			await expect(outside.locator('article').filter({ hasText: refs[0]! })).toHaveCount(0);
			await expect(cards(outside)).toHaveCount(2);
			// What arrives while a page is on its way may be missing in its list: opened right after that, it asks once more.
			const asked = outside.waitForRequest(/\/aussendienst\/__data\.json/);
			await outside.goto(FIELD);
			await asked;
			await expect(cards(outside)).toHaveCount(2);
		});

		await test.step('the conflict is told with the present state, and mended', async () => {
			const third = outside.locator('article').filter({ hasText: refs[2]! });
			await expect(third.getByText(/Nicht übernommen: .*jetzt „Geplant“/)).toBeVisible();
			await third.locator('summary').click();
			await third.getByLabel('Neuer Stand').selectOption({ label: 'Erledigt' });
			await third.getByLabel(/^Öffentliche Antwort/).fill('Ist auch repariert.');
			await third.getByRole('button', { name: 'Speichern' }).click();
			await expect(third).toHaveCount(0);
		});

		await test.step('each of them came once, with its photo', async () => {
			await page.goto(`${LIST}?suche=${refs[0]}`);
			await page.getByRole('link', { name: new RegExp(`^${refs[0]}`) }).click();
			await expect(page.getByText('Ist repariert.')).toHaveCount(1);
			await expect(page.getByText('Schraube fehlte')).toHaveCount(1);
			await page.goto(`${LIST}?suche=${refs[2]}`);
			await expect(page.getByRole('cell', { name: 'Erledigt', exact: true })).toHaveCount(1);
		});
	} finally {
		await phone.close();
		rmSync(folder, { recursive: true, force: true });
	}
});
