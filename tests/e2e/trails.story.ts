import { mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import sharp from 'sharp';
import { readTrails } from '../../importers/trails/read-trails.ts';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const TENANT = '/heidewinkel';
const WARDEN = 'wegewart.ost@heidewinkel.example';

async function signInWarden(page: Page): Promise<void> {
	const line = process.env.E2E_LOGINS!.split('\n').find((each) => each.startsWith(`${WARDEN}\t`))!;
	await page.goto('/login');
	// A session that outlived the browser leads on at once.
	if (new URL(page.url()).pathname === '/login') {
		await page.getByLabel('E-Mail-Adresse').fill(WARDEN);
		await page.getByLabel('Passwort').fill(line.split('\t')[1]!);
		await page.getByRole('button', { name: 'Anmelden' }).click();
	}
	await expect(page.getByRole('heading', { level: 1, name: 'Meine Wege' })).toBeVisible();
}

function open(profile: string, launch: { executablePath?: string; args?: string[] }): Promise<BrowserContext> {
	const place = { geolocation: { latitude: 51.28, longitude: 13.32, accuracy: 8 }, permissions: ['geolocation'] };
	return chromium.launchPersistentContext(profile, { ...launch, ...place, baseURL: process.env.E2E_URL, viewport: { width: 360, height: 780 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
}

async function kill(context: BrowserContext, profile: string): Promise<void> {
	const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))![1]);
	process.kill(pid, 'SIGKILL');
	await new Promise<void>((resolve) => (context.pages().length === 0 ? resolve() : context.once('close', () => resolve())));
	rmSync(join(profile, 'SingletonLock'), { force: true });
}

interface FieldSection {
	name: string;
	line: [number, number][];
}
const RADIUS = 6_378_137;
const toPlace = ([x, y]: [number, number]) => ({ longitude: ((x / RADIUS) * 180) / Math.PI, latitude: (Math.atan(Math.sinh(y / RADIUS)) * 180) / Math.PI, accuracy: 8 });

/** Metres of EPSG:3857: some 125 m on the ground, less than what the field page takes for a jump of the receiver. */
const STEP = 200;

/** The way from one corner to the next in steps, without the first. */
function between(from: [number, number] | undefined, to: [number, number]): [number, number][] {
	if (!from) return [to];
	const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
	return Array.from({ length: steps }, (_, index) => {
		const share = (index + 1) / steps;
		return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
	});
}

/** Every position is taken down before the next step. */
async function walk(context: BrowserContext, page: Page, line: [number, number][], every: number): Promise<void> {
	const corners = line.filter((_, index) => index % every === 0 || index === line.length - 1);
	for (const at of corners.flatMap((corner, index) => between(corners[index - 1], corner))) {
		await context.setGeolocation(toPlace(at));
		// A position counts some seconds after the last one only.
		await page.waitForTimeout(3_200);
	}
}

test('a round without a network: recorded, the browser killed, finished, and sent once when there is a network', async ({ page: staff, launchOptions, guard }) => {
	test.setTimeout(300_000);
	const profile = mkdtempSync(join(tmpdir(), 'bauleitportal-profile-'));
	let context = await open(profile, launchOptions);
	try {
		let section: FieldSection;
		await test.step('with a network: signed in, the network and the map come onto the device', async () => {
			const [page] = context.pages() as [Page];
			await signInWarden(page);
			await expectAccessible(page);
			section = ((await (await context.request.get(`${TENANT}/wege/netz.json`)).json()).sections as FieldSection[]).find(({ name }) => name === 'Forsthaus – Kiefernheide Dorfplatz')!;
			await page.getByRole('link', { name: 'Kontrollgang beginnen' }).click();
			await expect(page.getByRole('button', { name: 'Kontrollgang beginnen' })).toBeVisible();
			await page.waitForFunction(async () => {
				const kept = (await (await caches.open('persoenlich')).keys()).map(({ url }) => new URL(url).pathname);
				return ['/heidewinkel/wege', '/heidewinkel/wege/rundgang', '/heidewinkel/wege/netz.json'].every((path) => kept.includes(path));
			});
			await expect(page.getByText(/Karte auf dem Gerät: \d+ Kacheln/)).toBeVisible({ timeout: 60_000 });
		});
		await test.step('without: half of the way, a tick', async () => {
			const [page] = context.pages() as [Page];
			await context.setOffline(true);
			await page.reload();
			await page.getByRole('button', { name: 'Kontrollgang beginnen' }).click();
			await expect(page.getByText('Spur wird aufgezeichnet')).toBeVisible();
			await walk(context, page, section.line.slice(0, Math.ceil(section.line.length / 2)), 3);
			await page.getByRole('button', { name: /^In Ordnung: HEI003/ }).click();
			await expect(page.getByRole('button', { name: /^In Ordnung: HEI003/ })).toHaveAttribute('aria-pressed', 'true');
			await expectAccessible(page);
			await page.setViewportSize({ width: 320, height: 700 });
			await expectNoOverflow(page);
		});
		await kill(context, profile);
		await test.step('after the start, still without a network, it goes on', async () => {
			context = await open(profile, launchOptions);
			await context.setOffline(true);
			const page = context.pages()[0]!;
			await page.goto(`${TENANT}/wege/rundgang`);
			await expect(page.getByText('Spur wird aufgezeichnet')).toBeVisible();
			await expect(page.getByRole('button', { name: /^In Ordnung: HEI003/ })).toHaveAttribute('aria-pressed', 'true');
			// From where the first half ended.
			await walk(context, page, section.line.slice(Math.ceil(section.line.length / 2) - 1), 3);
			await page.getByRole('button', { name: /^Schaden: HEI001/ }).click();
			await page.getByRole('radio', { name: /Zielwegweiser: Heidesee/ }).check();
			await page.getByLabel('verwachsen, verdeckt').check();
			await page.getByLabel('lose oder schief').check();
			await page.getByLabel('Bemerkung').fill('Ohne Netz gefunden');
			const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#356' } }).jpeg().toBuffer();
			await page.locator('input[type=file]').setInputFiles({ name: 'schild.jpg', mimeType: 'image/jpeg', buffer });
			await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Schaden aufnehmen' }).click();
			await page.getByRole('button', { name: 'Abschließen' }).click();
			await expect(page.getByRole('group', { name: /Forsthaus – Kiefernheide Dorfplatz/ }).getByLabel('mit Befund')).toBeChecked();
			await page.getByLabel('Bemerkung').fill('Geschichte vom Gang ohne Netz');
			await expectAccessible(page);
			await page.getByRole('button', { name: 'Kontrollgang absenden' }).click();
			await expect(page.getByText('Der Kontrollgang ist abgeschlossen')).toBeVisible();
			await expect(page.getByText('2 Einträge warten auf den Versand')).toBeVisible();
		});
		await kill(context, profile);
		await test.step('with a network again, both arrive by themselves', async () => {
			context = await open(profile, launchOptions);
			const page = context.pages()[0]!;
			// The killed browser may have lost its session: then the entries wait for the login.
			await signInWarden(page);
			await page.goto(`${TENANT}/wege`);
			await expect(page.getByText('2 Einträge wurden gesendet')).toBeVisible({ timeout: 60_000 });
			await page.reload();
			await expect(page.getByRole('heading', { name: 'Meine letzten Kontrollgänge' })).toBeVisible();
		});
		await test.step('the staff see one round with one damage and its report', async () => {
			await signIn(staff, 'heidewinkel', 'administration');
			await staff.goto(`${TENANT}/verwaltung/wege/kontrollen`);
			const rounds = staff.getByRole('listitem').filter({ hasText: 'Geschichte vom Gang ohne Netz' });
			await expect(rounds).toHaveCount(1);
			await expect(rounds).toContainText('mit GPS-Spur');
			await expect(rounds).toContainText('1 Schaden');
			await expect(rounds).toContainText(/Dorfplatz: mit Befund, (8|9|10)\d* % des Abschnitts begangen/);
			await expectAccessible(staff);
			await staff.goto(`${TENANT}/verwaltung/wege/schaeden`);
			await expect(staff.getByText('Ohne Netz gefunden')).toHaveCount(1);
			await expect(staff.getByRole('listitem').filter({ hasText: 'Ohne Netz gefunden' }).getByRole('link', { name: /Meldung M-/ })).toBeVisible();
			guard.check();
		});
	} finally {
		await context.close().catch(() => undefined);
		rmSync(profile, { recursive: true, force: true });
	}
});

test('a photo proposes the post at which it was taken; what was fixed there makes no report', async ({ page }) => {
	const at = (degrees: number, minutes: number, seconds: number) => `${degrees}/1 ${minutes}/1 ${Math.round(seconds * 1000)}/1000`;
	const photo = (lat: number, lon: number) => {
		const parts = (value: number): [number, number, number] => [Math.floor(value), Math.floor((value % 1) * 60), ((value * 60) % 1) * 60];
		return sharp({ create: { width: 900, height: 600, channels: 3, background: '#653' } })
			.jpeg()
			.withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: at(...parts(lat)), GPSLongitudeRef: 'E', GPSLongitude: at(...parts(lon)) } })
			.toBuffer();
	};
	await page.setViewportSize({ width: 360, height: 780 });
	await signInWarden(page);
	const { posts } = (await (await page.request.get(`${TENANT}/wege/netz.json`)).json()) as { posts: { number: string; point: [number, number] }[] };
	const { longitude, latitude } = toPlace(posts.find(({ number }) => number === 'HEI003')!.point);
	await page.goto(`${TENANT}/wege/rundgang`);
	await page.getByRole('button', { name: 'Ohne GPS beginnen' }).click();
	const take = async (lat: number, lon: number) => {
		await page.getByRole('button', { name: 'Foto zuerst' }).click();
		await page.locator('input[type=file]').setInputFiles({ name: 'schild.jpg', mimeType: 'image/jpeg', buffer: await photo(lat, lon) });
	};
	// From far away it proposes nothing.
	await take(43.5, 11.9);
	await expect(page.getByText('Das Foto nennt keinen Ort in der Nähe eines Standorts.')).toBeVisible();
	await page.getByRole('button', { name: 'Abbrechen' }).click();
	await take(latitude + 0.0001, longitude);
	await expect(page.getByText(/Nach dem Ort des Fotos: HEI003 Forsthaus \(10 m entfernt\)/)).toBeVisible();
	await page.getByRole('radio').first().check();
	await page.getByLabel('verwachsen, verdeckt').check();
	await page.getByLabel('freigeschnitten').check();
	await page.getByLabel('Bemerkung').fill('Mit Foto gefunden');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Schaden aufnehmen' }).click();
	await page.goto(`${TENANT}/wege`);
	await expect(page.getByText('1 Eintrag wurde gesendet')).toBeVisible({ timeout: 60_000 });
	await page.context().clearCookies();
	await signIn(page, 'heidewinkel', 'administration');
	await page.goto(`${TENANT}/verwaltung/wege/schaeden?zeigen=behoben`);
	const damage = page.getByRole('listitem').filter({ hasText: 'Mit Foto gefunden' });
	await expect(damage).toContainText('HEI003 Forsthaus');
	await expect(damage.getByRole('link', { name: /Meldung/ })).toHaveCount(0);
});

test('a citizen scans a post and lands in the form with it chosen, with and without JavaScript', async ({ page, browser, baseURL }) => {
	await page.goto(`${TENANT}/standort/HEI004`);
	await expectSound(page);
	await expectAccessible(page);
	await expect(page.getByRole('img', { name: /Zielwegweiser: Heidesee/ })).toBeVisible();
	await choosesPost(page);
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL, viewport: { width: 320, height: 700 }, locale: 'de-DE' });
	const plain = await context.newPage();
	await plain.goto(`${TENANT}/standort/hei004`);
	await expectNoOverflow(plain);
	await choosesPost(plain);
	await context.close();
});

/** From the page of the post to the form: place, category and the post are chosen. */
async function choosesPost(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Schaden melden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Wanderwege' })).toBeVisible();
	await expect(page.getByText(/^51,29\d+° Nord/)).toBeVisible();
	await page.getByRole('button', { name: 'Weiter' }).last().click();
	await expect(page.getByRole('radio', { name: /^Wegweiser/ })).toBeChecked();
	await page.getByRole('button', { name: 'Weiter' }).last().click();
	await expect(page.getByRole('radio', { name: /HEI004/ })).toBeChecked();
}

test('nobody finds a post that is not there, and closed sections are named', async ({ page, guard }) => {
	guard.expect(answered(404));
	expect((await page.goto(`${TENANT}/standort/HEI999`))!.status()).toBe(404);
	await page.goto(`${TENANT}/wegenetz`);
	await expect(page.getByText(/^Gesperrt vom .*: Holzernte$/)).toBeVisible();
	await expectSound(page);
	await expectAccessible(page);
});

test('without JavaScript a warden enters a round and a damage', async ({ browser, baseURL }) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL, viewport: { width: 360, height: 780 }, locale: 'de-DE' });
	const page = await context.newPage();
	await signInWarden(page);
	await page.getByRole('link', { name: 'Kontrollgang von Hand eintragen' }).click();
	await page.getByLabel('Tag').fill('2026-01-15');
	await page.getByLabel('Von').fill('10:00');
	await page.getByLabel('Bis').fill('11:30');
	await page.getByRole('button', { name: 'Eintragen' }).click();
	await expect(page.getByText('Bitte wählen Sie mindestens einen Abschnitt.')).toBeVisible();
	await expect(page.getByLabel('Von')).toHaveValue('10:00');
	await page.getByLabel('Sandberg – Grenzstein').selectOption('ohne Befund');
	await page.getByRole('button', { name: 'Eintragen' }).click();
	await expect(page.getByText('Der Kontrollgang ist eingetragen.')).toBeVisible();
	await page.getByRole('link', { name: 'Schaden melden' }).click();
	await page.getByLabel('Nummer des Standorts').fill('HEI005');
	await page.getByRole('button', { name: 'Standort öffnen' }).click();
	await page.getByLabel('Der Standort selbst').check();
	await page.getByLabel('umgefallen, morsch oder nicht standsicher').check();
	await page.getByRole('button', { name: 'Aufnehmen' }).click();
	await expect(page.getByText(/Meldung M-/)).toBeVisible();
	await context.close();
});

test('the staff read a GPX and a CSV, see what changes, and take it over; everything comes out again', async ({ page }) => {
	await signIn(page, 'heidewinkel', 'sachbearbeitung');
	const gpx = '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="51.2790" lon="13.3100"><name>HEI900 Probe</name><type>Standort</type></wpt><trk><name>Probeweg</name><trkseg><trkpt lat="51.2790" lon="13.3100"/><trkpt lat="51.2800" lon="13.3110"/></trkseg></trk></gpx>';
	const csv = 'Nummer;Name;Länge;Breite;Schild;Ziele;Richtung\nHEI900;Probe umbenannt;13,3100;51,2790;Wegweiser;Ziel 1,5 km;90\nHEI901;Neu;13,3110;51,2800;;;\n;ohne Nummer;13,31;51,28;;;\n';
	const read = async (name: string, text: string) => {
		await page.goto(`${TENANT}/verwaltung/wege/import`);
		await page.getByLabel('Datei').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
		await page.getByRole('button', { name: 'Lesen und vergleichen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Was sich ändert' })).toBeVisible();
	};
	await read('probe.gpx', gpx);
	await expect(page.getByRole('region', { name: 'Standorte' })).toContainText('1 neu');
	await expect(page.getByRole('region', { name: 'Routen' })).toContainText('1 neu');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Übernehmen' }).click();
	await expect(page.getByText('Übernommen: 3 neu, 0 geändert, 0 entfernt.')).toBeVisible();
	// The same way under another name is that way.
	await read('nochmal.gpx', gpx.replace('Probeweg', 'Aufzeichnung 3'));
	await expect(page.getByText('Die Datei enthält nichts Neues.')).toBeVisible();
	await expect(page.getByRole('heading', { name: '2 anders benannt, aber wiedererkannt' })).toBeVisible();
	await page.getByText('Zuordnung anzeigen').click();
	await expect(page.getByText('Route „Aufzeichnung 3“ ist „Probeweg“')).toBeVisible();
	await expectAccessible(page);
	await read('probe.csv', csv);
	await expect(page.getByText('Zeile 4 hat keine Nummer')).toBeVisible();
	await expect(page.getByRole('region', { name: 'Standorte' })).toContainText('1 neu · 1 geändert');
	await page.getByRole('button', { name: 'Übernehmen' }).click();
	await expect(page.getByText('Übernommen: 1 neu, 1 geändert, 0 entfernt.')).toBeVisible();
	await page.goto(`${TENANT}/verwaltung/wege/import`);
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'GeoJSON' }).click()]);
	const model = readTrails(readFileSync(await download.path()));
	expect(model.posts.find(({ number }) => number === 'HEI900')).toMatchObject({ name: 'Probe umbenannt', signs: [{ azimuth: 90 }] });
	expect(model.sections.length).toBe(16);
});

test('the proof of inspection as PDF and CSV, the QR sheet, the pages around', async ({ page }) => {
	await signIn(page, 'heidewinkel', 'administration');
	await page.goto(`${TENANT}/verwaltung/wege/kontrollen`);
	await expect(page.getByRole('heading', { name: 'Fällige Kontrollen' })).toBeVisible();
	const download = async (name: string) => {
		const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
		return readFileSync(await file.path());
	};
	const pdf = await download('Nachweis als PDF');
	expect(pdf.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*\/StructTreeRoot/);
	expect((await download('Nachweis als CSV')).toString('utf8')).toContain('"ohne Befund"');
	await page.getByLabel('GPS-Spuren kürzen nach (Tage)').fill('730');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Gespeichert')).toBeVisible();
	await expect(page.getByLabel('GPS-Spuren kürzen nach (Tage)')).toHaveValue('730');
	await expectAccessible(page);
	for (const path of ['', '/standorte', '/betreuung', '/schaeden', '/material', '/sperrungen', '/import']) {
		await page.goto(`${TENANT}/verwaltung/wege${path}`);
		await expectSound(page);
		await expectAccessible(page);
		await page.setViewportSize({ width: 320, height: 700 });
		await expectNoOverflow(page);
		await page.setViewportSize({ width: 1280, height: 800 });
	}
	await page.goto(`${TENANT}/verwaltung/wege/standorte?suche=HEI002`);
	await page.getByRole('link', { name: 'HEI002 Heidesee' }).click();
	expect((await download('QR-Blatt (PDF)')).toString('latin1')).toContain('/heidewinkel/standort/');
});
