import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Page } from '@playwright/test';
import { projectPath } from '../../gis/project-path.ts';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { answered, expect, test } from './support/story.ts';

const FORM = '/musterlinden/melden/maengelmelder';
const step = (page: Page, name: string) => expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
const next = (page: Page) => page.getByRole('button', { name: 'Weiter', exact: true }).last().click();

/** Past similar reports of the demo, where there are any. */
async function passSimilar(page: Page): Promise<void> {
	const other = page.getByRole('button', { name: 'Nein, etwas anderes melden' });
	await expect(other.or(page.getByRole('heading', { level: 2, name: 'Beschreibung' }))).toBeVisible();
	if (await other.isVisible()) await other.click();
	await step(page, 'Beschreibung');
}

/** Waits for the browser to take the page over; before, the form is the server's. */
const scripted = (page: Page) => expect(page.locator('form[enctype]')).toHaveAttribute('novalidate', '');

/** A photo taken in Musterlinden, as a phone makes it. */
function photo(colour = '#7a6a50'): Promise<Buffer> {
	return sharp({ create: { width: 1600, height: 1200, channels: 3, background: colour } })
		.jpeg()
		.withExif({
			IFD0: { Make: 'Telefon', Artist: 'Erika Muster' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 18/1 2904/100', GPSLongitudeRef: 'E', GPSLongitude: '13/1 14/1 2123/100' }
		})
		.toBuffer();
}

test('a place of another municipality keeps the citizen at the first step and names the way there', async ({ page }) => {
	await page.goto(FORM);
	await scripted(page);
	await page.locator('#foto-zuerst').setInputFiles({
		name: 'urlaub.jpg',
		mimeType: 'image/jpeg',
		buffer: await sharp({ create: { width: 64, height: 48, channels: 3, background: '#7a6a50' } })
			.jpeg()
			.withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 28/1 0/100', GPSLongitudeRef: 'E', GPSLongitude: '11/1 53/1 0/100' } })
			.toBuffer()
	});
	const refused = page.getByText('Dieser Ort liegt nicht im Gebiet dieser Verwaltung.');
	await expect(refused).toBeVisible();
	await expect(page.getByText('Der Ort aus dem Foto ist gesetzt.', { exact: false })).toHaveCount(0);
	await next(page);
	await step(page, 'Ort');
	await expect(refused).toBeInViewport();
	await expect(page.getByRole('link', { name: 'Zuständige Verwaltung für diesen Ort suchen' })).toBeVisible();
	await page.getByText('Oder Koordinaten').click();
	await page.getByRole('textbox', { name: 'Koordinaten' }).fill('51,30807 13,23923');
	await page.getByRole('button', { name: 'Koordinaten übernehmen' }).click();
	// At once: the press waits until the place is set.
	await next(page);
	await step(page, 'Worum geht es?');
	await expect(refused).toHaveCount(0);
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

	test('a citizen begins with a photo, blackens a part, and gets the receipt', async ({ page }) => {
		await page.goto('/musterlinden');
		await page.getByRole('button', { name: 'Menü' }).tap();
		await page.getByRole('link', { name: 'Mangel melden' }).tap();
		await page.getByRole('link', { name: 'Mängelmelder' }).tap();
		await step(page, 'Ort');
		await scripted(page);
		await expect(page.getByText('112')).toBeVisible();
		await expectAccessible(page);
		await expectSound(page);

		await page.locator('#foto-zuerst').setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo() });
		await expect(page.getByText('Der Ort aus dem Foto ist gesetzt.', { exact: false })).toBeVisible();
		await expect(page.getByText('51,30807° Nord, 13,23923° Ost')).toBeVisible();
		await expect(page.getByLabel('Adresse oder Beschreibung des Ortes')).not.toHaveValue('');
		// The place stays movable: a tap on the map sets it anew.
		const map = page.getByRole('application', { name: 'Karte: Ort der Meldung' });
		await map.scrollIntoViewIfNeeded();
		await page.waitForTimeout(600);
		const box = (await map.boundingBox())!;
		await page.touchscreen.tap(box.x + box.width / 2 + 30, box.y + box.height / 2 + 20);
		await expect(page.getByText('51,30807° Nord, 13,23923° Ost')).toHaveCount(0);
		await next(page);

		await step(page, 'Worum geht es?');
		await page.getByLabel('Kategorie suchen').fill('strassenschaden');
		await expect(page.getByRole('radio')).toHaveCount(1);
		await page.getByLabel('Schlagloch oder Straßenschaden').check();
		await expectAccessible(page);
		await expectNoOverflow(page);
		await next(page);
		await passSimilar(page);

		await page.getByLabel('Was ist das Problem?').fill('Tiefes Loch vor der Einfahrt.');
		await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
		await page.getByRole('button', { name: 'In Foto 1 etwas unkenntlich machen' }).tap();
		const canvas = page.getByRole('application', { name: 'Foto mit schwarzen Rechtecken' });
		await expect(canvas).toBeVisible();
		await page.getByRole('button', { name: 'Rechteck hinzufügen' }).tap();
		await expect(page.getByText('1 Rechteck', { exact: true })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Übernehmen' }).tap();
		await expectAccessible(page);
		await expectNoOverflow(page);
		await next(page);

		await step(page, 'Prüfen und senden');
		await expect(page.getByText('Text und Fotos prüft zuerst die Redaktion', { exact: false })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Meldung senden' }).tap();
		await expect(page.getByRole('heading', { level: 1, name: 'Danke! Ihre Meldung ist eingegangen' })).toBeVisible();
		await expectAccessible(page);
		await expectSound(page);

		// What is stored: no data of the camera, and black where the rectangle was.
		const source = await page.getByRole('img', { name: 'Foto 1' }).getAttribute('src');
		const bytes = await (await page.request.get(source!)).body();
		for (const word of ['Exif', 'Erika', 'Telefon', 'GPS']) expect(bytes.includes(word)).toBe(false);
		const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
		const middle = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
		expect(data[middle]!).toBeLessThan(12);
		expect(data[0]!).toBeGreaterThan(90);

		await page.getByRole('link', { name: 'Öffentliche Seite der Meldung' }).tap();
		await expect(page.getByText('Redaktionelle Prüfung ausstehend', { exact: true })).toBeVisible();
		await expect(page.getByText('Tiefes Loch')).toHaveCount(0);
		await expectAccessible(page);
		await expectSound(page);
	});

	test.describe('at 320 pixels', () => {
		test.use({ viewport: { width: 320, height: 640 } });
		test('nobody has to scroll sideways', async ({ page }) => {
			for (const path of ['/melden', '/musterlinden/melden', FORM, '/auenfelde/melden/wildmuell']) {
				await page.goto(path);
				await expectSound(page);
			}
		});
	});
});

test('with the keyboard alone', async ({ page }) => {
	await page.goto(FORM);
	await scripted(page);
	const map = page.getByRole('application', { name: 'Karte: Ort der Meldung' });
	await page.getByLabel('Adresse oder Ort suchen').focus();
	await page.keyboard.type('Fuchsweg 19');
	await page.keyboard.press('Enter');
	await page.getByRole('button', { name: /^Fuchsweg 19\b/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Adresse oder Beschreibung des Ortes')).toHaveValue(/Fuchsweg 19/);
	const before = await page.getByText(/° Nord, .*° Ost/).textContent();
	await map.focus();
	await page.waitForTimeout(600);
	for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
	await page.waitForTimeout(400);
	await page.keyboard.press('Enter');
	await expect(page.getByText(before!)).toHaveCount(0);
	const onward = async () => {
		await page.getByRole('button', { name: /^(Weiter|Nein, etwas anderes melden)$/ }).last().focus();
		await page.keyboard.press('Enter');
	};
	await onward();
	await step(page, 'Worum geht es?');
	await page.getByLabel('Laterne defekt').focus();
	await page.keyboard.press('Space');
	await onward();
	await expect(page.getByRole('heading', { level: 2, name: /Schon gemeldet|Beschreibung/ })).toBeFocused();
	if (await page.getByRole('heading', { level: 2, name: 'Schon gemeldet?' }).isVisible()) await onward();
	await step(page, 'Beschreibung');
	await page.getByLabel('Flackert').focus();
	await page.keyboard.press('Space');
	await page.getByLabel('Was ist das Problem?').focus();
	await page.keyboard.type('Flackert nur bei Regen.');
	// The browser's „back“ is one step back, and nothing is lost.
	await onward();
	await step(page, 'Prüfen und senden');
	await page.goBack();
	await step(page, 'Beschreibung');
	await expect(page.getByLabel('Was ist das Problem?')).toHaveValue('Flackert nur bei Regen.');
	await onward();
	await page.getByRole('button', { name: 'Meldung senden' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1, name: 'Danke! Ihre Meldung ist eingegangen' })).toBeVisible();

	// The next time this device's last category stands first.
	await page.goto(`${FORM}?lat=51.30712&lon=13.23541`);
	await scripted(page);
	await onward();
	await step(page, 'Worum geht es?');
	await expect(page.getByRole('group', { name: 'Zuletzt von Ihnen gewählt' }).getByLabel('Laterne defekt')).toBeVisible();
	await expect(page.getByLabel('Laterne defekt')).toHaveCount(1);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('a report with a photo, address and confirmation by mail', async ({ page, guard }) => {
		const email = `ohne-skript-${Date.now()}@post.example`;
		await page.goto('/auenfelde/melden');
		await page.getByRole('link', { name: 'Mängelmelder' }).click();
		await page.getByLabel('Adresse oder Ort suchen').fill('Hauptstraße 3');
		await page.getByRole('button', { name: 'Suchen', exact: true }).click();
		await page.locator('.hit').first().click();
		await expect(page.getByText('Der Ort ist gesetzt.')).toBeVisible();
		await next(page);
		await step(page, 'Worum geht es?');
		await next(page);
		await expect(page.getByText('Bitte wählen Sie eine Kategorie.')).toBeVisible();
		await page.getByLabel('Beleuchtung').check();
		await next(page);
		await passSimilar(page);
		await page.getByLabel('Was ist das Problem?').fill('Dunkel an der Haltestelle.');
		await page.getByLabel('Seit wann?').fill('2026-01-15');
		await page.locator('#fotos').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo('#303040') });
		await next(page);
		await step(page, 'Prüfen und senden');
		await expect(page.getByRole('img', { name: 'Foto 1' })).toBeVisible();
		await page.getByRole('button', { name: 'Beschreibung: Ändern' }).click();
		await expect(page.getByLabel('Was ist das Problem?')).toHaveValue('Dunkel an der Haltestelle.');
		await next(page);
		// People need longer than programs.
		await page.waitForTimeout(4_500);
		await page.getByLabel('E-Mail-Adresse').fill(email);
		await page.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Danke! Ihre Meldung ist eingegangen' })).toBeVisible();
		await expect(page.getByText('Noch ein Schritt', { exact: false })).toBeVisible();
		const ref = (await page.getByText(/^M-[0-9A-Z]{6}$/).textContent())!;

		const mail = await waitForMail(email);
		expect(mail.text).not.toContain('Dunkel');
		const link = new URL(/http\S+bestaetigung=\S+/.exec(mail.text)![0]);
		// A program that opens the link changes nothing.
		await page.goto(link.pathname + link.search);
		guard.expect(answered(404));
		expect((await page.request.get(`/auenfelde/meldungen/${ref}`)).status()).toBe(404);
		await page.getByRole('button', { name: 'Adresse bestätigen' }).click();
		await expect(page.getByText('Ihre E-Mail-Adresse ist bestätigt.')).toBeVisible();
		expect((await page.request.get(`/auenfelde/meldungen/${ref}`)).status()).toBe(200);
		// „Noch einmal senden“ is gone with the confirmation; taking back is still possible.
		await page.getByText('Meldung zurückziehen').click();
		await page.getByRole('button', { name: 'Ja, zurückziehen' }).click();
		await expect(page.getByText('Die Meldung ist zurückgezogen.')).toBeVisible();
		expect((await page.request.get(`/auenfelde/meldungen/${ref}`)).status()).toBe(404);
	});
});

test('somebody joins a report that is there already', async ({ page }) => {
	const email = `mitmachen-${Date.now()}@post.example`;
	await page.goto(FORM);
	await scripted(page);
	const report = async (body: string) => {
		await page.goto(`${FORM}?lat=51.3101&lon=13.2411&kategorie=WASSER`);
		await scripted(page);
		await next(page);
		await step(page, 'Worum geht es?');
		await next(page);
		return body;
	};
	const body = await report('Der Gully gurgelt.');
	await passSimilar(page);
	await page.getByLabel('Was ist das Problem?').fill(body);
	await next(page);
	await page.getByRole('button', { name: 'Meldung senden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: /^Danke/ })).toBeVisible();
	const ref = (await page.getByText(/^M-[0-9A-Z]{6}$/).textContent())!;

	await report('');
	await step(page, 'Schon gemeldet?');
	await expectAccessible(page);
	await expect(page.getByText('Der Gully gurgelt.')).toHaveCount(0);
	await page.locator(`a[href*="${ref}"]`).click();
	const join = page.getByRole('region', { name: 'Das sehe ich auch' });
	await join.locator('summary').click();
	// A vote is no subscription, and says so here, in the mail and at the end.
	await expect(join.getByText('danach schreiben wir Ihnen nicht mehr', { exact: false })).toBeVisible();
	await join.getByLabel('E-Mail-Adresse').fill(email);
	await join.getByRole('button', { name: 'Das sehe ich auch' }).click();
	await expect(page.getByText('Bitte sehen Sie in Ihr Postfach.', { exact: false })).toBeVisible();
	const mail = await waitForMail(email);
	expect(mail.text).toContain('kein Abonnement');
	const link = new URL(/http\S+mitmachen\/\S+/.exec(mail.text)![0]);
	await page.goto(link.pathname);
	await expectAccessible(page);
	expect(await (await page.request.get(`/musterlinden/meldungen/${ref}`)).text()).toContain('Noch niemand');
	await page.getByRole('button', { name: 'Ja, das sehe ich auch' }).click();
	await expect(page.getByText('1 Person sieht das auch.')).toBeVisible();
	await expect(page.getByRole('status').getByRole('link', { name: `Meldung ${ref} abonnieren` })).toHaveAttribute('href', `/musterlinden/meldungen/abonnieren?meldung=${ref}`);
	await page.goto(link.pathname);
	await expect(page.getByText('Ihre Stimme zählt schon.')).toBeVisible();
	expect(mailsTo(email)).toHaveLength(1);
});

test('an answer that ends the form names the emergency number', async ({ page }) => {
	await page.goto(`${FORM}?lat=51.3101&lon=13.2411&kategorie=AMPEL`);
	await scripted(page);
	await next(page);
	await step(page, 'Worum geht es?');
	await next(page);
	await passSimilar(page);
	await page.getByLabel('Ja, jetzt').check();
	await page.getByLabel('Was ist das Problem?').fill('Unfall');
	await next(page);
	await expect(page.getByText('Notfall 112', { exact: false })).toBeVisible();
	await step(page, 'Beschreibung');
});

test('§ 5.1 row 11: a form of another page reports nothing', async ({ page, request }) => {
	await page.goto(FORM);
	const fields = { idempotencyKey: crypto.randomUUID(), lon: '13.2411', lat: '51.3101', text: 'fremd', schritt: 'absenden' };
	for (const path of [FORM, `${FORM}/senden`]) {
		for (const body of [{ multipart: fields }, { form: fields }]) expect((await request.post(path, { ...body, headers: { origin: 'https://fremd.example' } })).status()).toBe(403);
		const plain = await request.post(path, { data: 'text=fremd', headers: { 'content-type': 'text/plain', origin: 'https://fremd.example' } });
		expect(plain.status()).toBe(403);
	}
});

test('photos of the researchers come out without a place', async ({ page }) => {
	const path = projectPath('../shared/open311/exif/DSCN0010.jpg');
	let buffer: Buffer;
	try {
		buffer = readFileSync(path);
	} catch {
		test.skip(true, `${path} is not there`);
		return;
	}
	await page.goto(FORM);
	await scripted(page);
	await page.locator('#foto-zuerst').setInputFiles({ name: 'DSCN0010.jpg', mimeType: 'image/jpeg', buffer });
	// Tuscany is not in Musterlinden: the form says so and offers to look for who is.
	await expect(page.getByText('Dieser Ort liegt nicht im Gebiet dieser Verwaltung.')).toBeVisible();
	await expect(page.getByRole('link', { name: 'Zuständige Verwaltung für diesen Ort suchen' })).toBeVisible();
});
