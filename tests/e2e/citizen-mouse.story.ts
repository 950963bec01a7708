import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expectAccessible } from './support/accessible.ts';
import { mailsTo, waitForMail } from './support/mails.ts';
import { address, lindenpark, mapAround, openMap } from './support/plan-on-map.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';
/** Told apart from what another run has left in the same portal. */
const RUN = Date.now().toString(36);
const EMAIL = `maria.${RUN}@post.example`;
const TEXT = `Die Häuser im WA 4 sollen von der Lindenallee abrücken, damit die alten Bäume stehen bleiben. ${RUN}`;

/** A photo as telephones make them: it says where it was taken. */
function photo(): Promise<Buffer> {
	return sharp({ create: { width: 640, height: 480, channels: 3, background: '#7a9e5c' } })
		.withExif({
			IFD0: { Make: 'Musterphone', Model: 'M 1' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 12/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 18/1 0/1' }
		})
		.jpeg()
		.toBuffer();
}

test('with the mouse, from the search to the receipt', async ({ page, baseURL, browser, guard }) => {
	let code = '';

	await test.step('finds the plan by the search box', async () => {
		await page.goto('/');
		await page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' }).fill('Lindenpark');
		await page.getByRole('option', { name: new RegExp(`${PLAN}\\s*Plan`) }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(PLAN);
		await expectAccessible(page);
	});

	await test.step('finds it on the map of the Land as well', async () => {
		await page.goto('/');
		await page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' }).fill('Lindenallee 34');
		await page.getByRole('option', { name: /Lindenallee 34\b/ }).first().click();
		const chosen = page.getByRole('region', { name: 'Gewählte Verfahren' });
		const { map, pixel } = await mapAround(page, 'Karte aller veröffentlichten Verfahren und Pläne', address('Lindenallee', '34'));
		await expect(async () => {
			await map.click({ position: pixel(lindenpark(170, 125)) });
			await expect(chosen.getByRole('link', { name: PLAN })).toBeVisible({ timeout: 1_000 });
		}).toPass();
		await expectAccessible(page);
		await chosen.getByRole('link', { name: PLAN }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(PLAN);
		await expect(page.getByRole('banner')).toContainText('Stadt Musterlinden');
		await expect(page).toHaveTitle(`${PLAN} – Stadt Musterlinden`);
		await page.getByRole('link', { name: 'Zur Seite des Plans' }).first().click();
		await expect(page).toHaveURL(/\/plaene\//);
	});

	await test.step('clicks a plan object on the map and reads what it allows', async () => {
		const { map, pixel } = await openMap(page, `Karte des Plans ${PLAN}`);
		const panel = page.getByRole('tabpanel');
		const here = panel.getByText('Objekte an dieser Stelle');
		await expect(async () => {
			await map.click({ position: pixel(lindenpark(4, 200)) });
			await expect(here).toBeVisible({ timeout: 1_000 });
		}).toPass();
		await panel.getByRole('button', { name: /^Allgemeines Wohngebiet .*WA 4/ }).click();
		await expect(panel.getByRole('heading', { level: 2, name: 'Allgemeines Wohngebiet' })).toBeVisible();
		await expect(panel).toContainText('§ 4 BauNVO');
		await expect(panel).toContainText('dient vorwiegend dem Wohnen');
		await expectAccessible(page);
		await panel.getByRole('link', { name: 'Zu diesem Objekt Stellung nehmen' }).click();
	});

	await test.step('adds a point and an area on the map', async () => {
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
		const places = page.getByRole('region', { name: 'Ort auf der Karte zeigen' });
		await expect(places.getByRole('listitem')).toHaveCount(1);
		await expect(places.getByRole('listitem').first()).toContainText('Allgemeines Wohngebiet');

		const { map, pixel } = await openMap(page, /Karte zum Einzeichnen/);
		await places.getByRole('button', { name: 'Punkt setzen' }).click();
		await map.click({ position: pixel(lindenpark(60, 8)) });
		await expect(places.getByRole('listitem')).toHaveCount(2);

		await places.getByRole('button', { name: 'Fläche zeichnen' }).click();
		for (const corner of [lindenpark(20, 180), lindenpark(90, 180), lindenpark(90, 215)]) await map.click({ position: pixel(corner) });
		await expect(places.getByText(/^Fläche .*m², Umfang .*m$/)).toBeVisible();
		await places.getByRole('button', { name: 'Fertig' }).click();
		await expect(places.getByRole('listitem')).toHaveCount(3);
		// 70 m by 35 m, half of it.
		await expect(places.getByRole('listitem').last()).toContainText(/1\.2\d\d m²/);
	});

	await test.step('writes, attaches a photo, checks and sends', async () => {
		await page.getByLabel('Text').fill(TEXT);
		await expect(page.getByText(/Noch 19\.\d+ Zeichen möglich/)).toBeVisible();
		await page.getByLabel(/Dateien wählen/).setInputFiles({ name: 'Allee.jpg', mimeType: 'image/jpeg', buffer: await photo() });
		await page.getByLabel(/^Name/).fill('Maria Maus');
		await page.getByLabel(/^E-Mail/).fill(EMAIL);
		await expect(page.getByRole('paragraph').filter({ hasText: 'Die Prüfung ist fertig.' })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Prüfen', exact: true }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme prüfen' })).toBeVisible();
		await expect(page.getByText(TEXT)).toBeVisible();
		await expect(page.getByText('Allee.jpg')).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Absenden' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Ihre Stellungnahme ist eingegangen' })).toBeVisible();
		code = (await page.getByRole('region', { name: 'Ihr Code' }).getByText(/^[A-Z0-9]{4}(-[A-Z0-9]{4})+$/).textContent())!;
		await expectAccessible(page);
	});

	await test.step('comes back with the code and takes the receipt along', async () => {
		await page.goto('/musterlinden/eingang');
		await expectAccessible(page);
		await page.getByLabel('Code').fill(code.toLowerCase().replaceAll('-', ' '));
		await page.getByRole('button', { name: 'Anzeigen' }).click();
		await expect(page.getByText(TEXT)).toBeVisible();
		const picture = page.getByRole('img', { name: 'Karte der Orte' });
		await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
		const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Bestätigung als PDF' }).click()]);
		const pdf = readFileSync(await download.path()).toString('latin1');
		expect(pdf.slice(0, 5)).toBe('%PDF-');
		expect(pdf).toContain('/StructTreeRoot');
		expect(pdf).toMatch(/\/Marked true/);
		expect(pdf).toMatch(/\/Lang \(de/);
	});

	await test.step('confirms the e-mail address with the link of the mail', async () => {
		const mail = await waitForMail(EMAIL);
		expect(mail.text).toContain(code);
		expect(mail.text).not.toContain('alten Bäume');
		const link = mail.text.match(/http\S+bestaetigung=\S+/)![0];
		expect(new URL(link).origin).toBe(baseURL);
		await page.goto(link);
		await page.getByRole('button', { name: 'Ja, Adresse bestätigen' }).click();
		await expect(page.getByText('Ihre Adresse ist bestätigt.')).toBeVisible();
		expect(mailsTo(EMAIL)).toHaveLength(1);
	});

	await test.step('the photo that the administration gets says nothing about the place', async () => {
		const staff = await browser.newContext({ baseURL });
		await guard.watch(staff);
		const desk = await staff.newPage();
		await signIn(desk, 'musterlinden', 'sachbearbeitung');
		await desk.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Beteiligungen' }).click();
		await desk.getByRole('listitem').filter({ hasText: 'Erneute Veröffentlichung im Internet' }).getByRole('link', { name: /Stellungnahmen?$/ }).click();
		await desk.getByLabel('Wörter im Text').fill(`bleiben. ${RUN}`);
		await desk.getByRole('button', { name: 'Filtern' }).click();
		await expect(desk).toHaveURL(/text=/);
		const found = desk.getByRole('listitem').filter({ hasText: TEXT.slice(0, 40) });
		await expect(found).toHaveCount(1);
		await found.getByRole('link', { name: /^Stellungnahme Nr\. \d+$/ }).click();
		await expect(desk.getByText('Maria Maus')).toBeVisible();
		const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: /Allee\.jpg/ }).click()]);
		const kept = await sharp(readFileSync(await download.path())).metadata();
		expect([kept.width, kept.height]).toEqual([640, 480]);
		expect(kept.exif).toBeUndefined();
		await staff.close();
	});
});
