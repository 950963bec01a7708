import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { choosePhotos, FORM, placeAt, plainPhoto, readyOffline } from './support/report-form.ts';
import { expect, test } from './support/story.ts';

/** Places in Musterlinden, as people type them. */
const PLACES = ['51,3126 13,2364', '51,3131 13,2379', '51,3137 13,2351', '51,3142 13,2368', '51,3119 13,2383'];

/** A browser with a profile of its own, which outlives it. */
function open(profile: string, launch: { executablePath?: string; args?: string[] }): Promise<BrowserContext> {
	return chromium.launchPersistentContext(profile, { ...launch, baseURL: process.env.E2E_URL, viewport: { width: 390, height: 844 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
}

/** As when the battery is dead: no chance to write anything. */
async function kill(context: BrowserContext, profile: string): Promise<void> {
	const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))![1]);
	process.kill(pid, 'SIGKILL');
	await new Promise<void>((resolve) => (context.pages().length === 0 ? resolve() : context.once('close', () => resolve())));
	rmSync(join(profile, 'SingletonLock'), { force: true });
}

async function report(page: Page, number: number): Promise<void> {
	await page.goto(FORM);
	await placeAt(page, PLACES[number - 1]!);
	await page.getByRole('radio', { name: 'Bank oder Papierkorb' }).check();
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByLabel(/Was ist das Problem/).fill(`Ohne Netz geschrieben, Nummer ${number}.`);
	await choosePhotos(page, await Promise.all([0, 1, 2].map((index) => plainPhoto(40 * number, 80 * index))));
	await page.getByRole('button', { name: 'Weiter' }).click();
	await page.getByRole('button', { name: 'Meldung senden' }).click();
	await expect(page.getByText('Ihre Meldung ist gespeichert und wird von selbst gesendet')).toBeVisible({ timeout: 30_000 });
}

test('five reports with photos, written without a network and sent after the browser was killed', async ({ page: other, launchOptions, guard }) => {
	test.setTimeout(300_000);
	const profile = mkdtempSync(join(tmpdir(), 'bauleitportal-profile-'));
	const entriesOf = async () => [...(await (await other.request.get('/musterlinden/meldungen.atom?kategorie=BANK')).text()).matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([entry]) => entry);
	const before = await entriesOf();
	let context = await open(profile, launchOptions);
	try {
		await test.step('once opened with a network, the form is there without', async () => {
			const [page] = context.pages() as [Page];
			await page.goto(FORM);
			await readyOffline(page);
			await context.setOffline(true);
			for (let number = 1; number <= 5; number++) await report(page, number);
			await expect(page.getByText('5 Einträge warten auf den Versand')).toBeVisible();
			await page.getByText('5 Einträge warten auf den Versand').click();
			await expect(page.getByText('wartet auf Verbindung')).toHaveCount(5);
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 700 });
			await expectNoOverflow(page);
			expect(await entriesOf()).toHaveLength(before.length);
		});
		await kill(context, profile);
		await test.step('after the start, all five are sent by themselves, once, in order', async () => {
			context = await open(profile, launchOptions);
			await guard.watch(context);
			const page = await context.newPage();
			await page.goto(FORM);
			await expect(page.getByText('5 Einträge wurden gesendet')).toBeVisible({ timeout: 90_000 });
			await page.getByText('5 Einträge wurden gesendet').click();
			const links = await page.getByRole('link', { name: 'Stand ansehen' }).evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
			expect(links).toHaveLength(5);
			const refs = (await page.locator('section.outbox li').allTextContents()).map((text) => /M-[0-9A-Z]{6}/.exec(text)![0]);
			expect(new Set(refs).size).toBe(5);
			await wait(3_000);
			const after = await entriesOf();
			expect(after).toHaveLength(before.length + 5);
			const published = refs.map((ref) => Date.parse(/<published>(.*?)<\/published>/.exec(after.find((entry) => entry.includes(ref))!)![1]!));
			expect(published).toEqual(published.toSorted((one, next) => one - next));
			for (const [index, link] of links.entries()) {
				await page.goto(link);
				await expect(page.getByText(`Ohne Netz geschrieben, Nummer ${index + 1}.`)).toBeVisible();
				await expect(page.locator('main img')).toHaveCount(3);
			}
		});
		await test.step('what is done is hidden', async () => {
			const page = context.pages().at(-1)!;
			await page.goto(FORM);
			await page.getByText('5 Einträge wurden gesendet').click();
			for (let left = 5; left > 0; left--) await page.getByRole('button', { name: 'Ausblenden' }).first().click();
			await expect(page.locator('section.outbox')).toHaveCount(0);
		});
	} finally {
		await context.close().catch(() => undefined);
		rmSync(profile, { recursive: true, force: true });
	}
});

test('the map on the device: its size is said, it is kept and removed; other pages are never from a store', async ({ page, context }) => {
	test.setTimeout(240_000);
	await page.goto(FORM);
	await readyOffline(page);
	await page.reload();
	await page.getByText('Ohne Netz melden').click();
	await expect(page.getByText(/^Etwa .* Kacheln\)\.$/)).toBeVisible();
	await page.getByRole('button', { name: 'Karte auf das Gerät laden' }).click();
	// Loading all of it is the machine's speed; it goes on another time from where it stopped.
	const loaded = async () => Number((/^([\d.]+) von/m.exec(await page.locator('details.keep').innerText())?.[1] ?? '0').replace('.', ''));
	await expect.poll(loaded, { timeout: 60_000 }).toBeGreaterThan(12);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Abbrechen' }).click();
	const kept = () => page.evaluate(async () => (await (await caches.open('karte-musterlinden')).keys()).length);
	expect(await kept()).toBeGreaterThan(12);
	const stored = await page.evaluate(async () => {
		const paths: string[] = [];
		for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
		return paths.filter((path) => !/^\/(_app|tiles|karte-auf|favicon)|\/(melden|theme\.css|logo|manifest\.webmanifest|wege)/.test(path));
	});
	expect(stored).toEqual([]);
	await context.setOffline(true);
	await page.reload();
	await expect(page.getByRole('heading', { level: 1, name: 'Mängelmelder' })).toBeVisible();
	await context.setOffline(false);
	await page.reload();
	await page.getByText('Ohne Netz melden').click();
	await page.getByRole('button', { name: 'Karte vom Gerät entfernen' }).click();
	await expect(page.getByText('Die Karte wurde von Ihrem Gerät entfernt.')).toBeVisible();
	expect(await page.evaluate(() => caches.has('karte-musterlinden'))).toBe(false);
});
