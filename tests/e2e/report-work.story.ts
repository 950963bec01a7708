import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { waitForMail } from './support/mails.ts';
import { loginOf, signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Told apart from what another run has left in the same portal. */
const RUN = Date.now().toString(36);
const REPORTER = `Spielplätze ${RUN}`;
const OFFICE = `Gartenamt ${RUN}`;
const MARKER = `Merkwort${RUN}`;
const MELDER = '/musterlinden/verwaltung/melder';
const LIST = '/musterlinden/verwaltung/meldungen';
/** A place in Musterlinden, and a square around it. */
const PLACE = { lon: 13.7, lat: 51.4 };

const noScript = async (browser: Browser, baseURL: string): Promise<Page> => (await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'de-DE' })).newPage();
const photo = (): Promise<Buffer> => sharp({ create: { width: 640, height: 480, channels: 3, background: '#3a7d44' } }).jpeg().toBuffer();

/** Signs in where the page runs no script. */
async function signInPlain(page: Page, mailbox: 'administration' | 'sachbearbeitung'): Promise<void> {
	const { email, password } = loginOf('musterlinden', mailbox);
	await page.goto('/login');
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(password);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
}

test('a new reporter from nothing; a citizen reports into it; an editor, the next office and a contractor work on it', async ({ page, browser, baseURL, guard }) => {
	test.setTimeout(240_000);
	guard.expect(answered(422));
	let reporter = '';
	let deepLink = '';
	let report = '';
	let ref = '';

	await test.step('an administrator sets it up, without JavaScript', async () => {
		const admin = await noScript(browser, baseURL!);
		await signInPlain(admin, 'administration');
		await admin.goto(MELDER);
		await admin.getByLabel('Name', { exact: true }).fill(REPORTER);
		await admin.getByLabel('Mit den üblichen Kategorien beginnen', { exact: false }).uncheck();
		await admin.getByRole('button', { name: 'Anlegen' }).click();
		await expect(admin.getByRole('heading', { level: 1, name: REPORTER })).toBeVisible();
		reporter = new URL(admin.url()).pathname;
		await admin.getByRole('link', { name: 'Kategorien' }).click();
		await admin.getByRole('link', { name: 'Neue Kategorie' }).click();
		await admin.getByLabel('Kategorie', { exact: true }).fill('Spielgerät beschädigt');
		const question = admin.getByRole('group', { name: 'Neue Frage' });
		await question.getByLabel('Frage', { exact: false }).first().fill('Ist jemand verletzt?');
		await question.getByLabel('Art der Antwort').selectOption({ label: 'eine von mehreren' });
		await question.getByLabel(/^Antworten/).fill('Nein\nJa | Bitte rufen Sie die 112 an.');
		await admin.getByRole('button', { name: 'Speichern' }).click();
		await expect(admin.getByText('Gespeichert.')).toBeVisible();
		await expect(admin.getByRole('group', { name: 'Frage 1' })).toBeVisible();
		await admin.goto(`${reporter}/bausteine`);
		await admin.getByLabel('Name', { exact: true }).fill('Ersatzteil bestellt');
		await admin.getByLabel('Text', { exact: true }).fill('Das Ersatzteil ist bestellt.');
		await admin.getByRole('button', { name: 'Speichern' }).click();
		await admin.goto(`${MELDER}/stellen`);
		await admin.locator('summary', { hasText: 'Neue Stelle' }).click();
		await admin.getByLabel('Name', { exact: true }).fill(OFFICE);
		await admin.getByRole('button', { name: 'Speichern' }).click();
		await expect(admin.getByRole('heading', { level: 1, name: OFFICE })).toBeVisible();
		await admin.getByLabel('Kategorie', { exact: true }).selectOption({ label: `${REPORTER}: Spielgerät beschädigt` });
		await admin.getByLabel('In einem Gebiet aus GeoJSON').check();
		await admin.getByLabel('Name des Gebiets').fill('Stadtpark');
		const half = 0.5;
		const [west, south, east, north] = [PLACE.lon - half, PLACE.lat - half, PLACE.lon + half, PLACE.lat + half];
		const square = { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
		await admin.getByLabel(/^GeoJSON/).fill(JSON.stringify(square));
		await admin.getByRole('button', { name: 'Regel hinzufügen' }).click();
		await expect(admin.getByText('Kategorie „Spielgerät beschädigt“ im Gebiet „Stadtpark“')).toBeVisible();
		await admin.goto(reporter);
		await admin.getByLabel('Eingeschaltet: nimmt Meldungen an').check();
		await admin.getByRole('button', { name: 'Speichern' }).click();
		await expect(admin.getByRole('link', { name: 'Formular öffnen' })).toBeVisible();
		await admin.context().close();
	});

	await test.step('all its pages are accessible and fit a small phone; the trial says why', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await page.setViewportSize({ width: 320, height: 640 });
		for (const path of [MELDER, reporter, `${reporter}/kategorien`, `${reporter}/kategorien/neu`, `${reporter}/ablauf`, `${reporter}/bausteine`, `${reporter}/links`, `${MELDER}/stellen`, `${MELDER}/sperren`]) {
			await page.goto(path);
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expectNoOverflow(page);
			await expectAccessible(page);
		}
		await page.setViewportSize({ width: 1280, height: 800 });
		await page.goto(`${MELDER}/stellen`);
		await page.getByRole('combobox', { name: 'Kategorie' }).selectOption({ label: `${REPORTER}: Spielgerät beschädigt` });
		const map = page.getByRole('application', { name: 'Karte: Ort für die Probe wählen' });
		await expect(map.locator('canvas').first()).toBeVisible();
		await map.focus();
		await page.keyboard.press('Enter');
		await expect(page.getByText(`${OFFICE}, weil die Stelle für die Kategorie „Spielgerät beschädigt“ im Gebiet „Stadtpark“ zuständig ist`)).toBeVisible();
		const [lat, lon] = [await page.getByLabel('Breite (Nord)').inputValue(), await page.getByLabel('Länge (Ost)').inputValue()];
		await page.goto(`${reporter}/links?lat=${lat}&lon=${lon}`);
		await expect(page.getByRole('application', { name: 'Karte zum Auswählen des Ortes' })).toBeVisible();
		await page.getByRole('combobox', { name: 'Kategorie' }).selectOption({ label: 'Spielgerät beschädigt' });
		await page.getByRole('button', { name: 'Link anzeigen' }).click();
		const link = page.getByRole('link', { name: /\/melden\// });
		await expect(link).toHaveAttribute('href', /kategorie=.*lon=.*lat=/);
		await expect(page.getByRole('img', { name: 'QR-Code' })).toBeVisible();
		const { pathname, search } = new URL((await link.getAttribute('href'))!);
		deepLink = pathname + search;
	});

	await test.step('a citizen follows the sign and reports, without JavaScript', async () => {
		const citizen = await noScript(browser, baseURL!);
		await citizen.goto(deepLink);
		const next = citizen.getByRole('button', { name: 'Weiter', exact: true }).last();
		await next.click();
		await expect(citizen.getByRole('heading', { name: 'Worum geht es?' })).toBeVisible();
		await expect(citizen.getByRole('radio', { name: 'Spielgerät beschädigt' })).toBeChecked();
		await next.click();
		await expect(citizen.getByRole('heading', { name: 'Beschreibung' })).toBeVisible();
		await citizen.getByLabel(/^Was ist das Problem/).fill(`Herr ${MARKER} hat die Rutsche zerkratzt.`);
		await citizen.getByRole('radio', { name: 'Nein' }).check();
		await citizen.locator('input[type=file]').first().setInputFiles({ name: 'rutsche.jpg', mimeType: 'image/jpeg', buffer: await photo() });
		await next.click();
		await expect(citizen.getByRole('heading', { name: 'Prüfen und senden' })).toBeVisible();
		await citizen.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(citizen.getByRole('heading', { level: 1, name: /Ihre Meldung|Danke/ })).toBeVisible();
		ref = /M-[0-9A-Z]{6}/.exec(await citizen.locator('main').innerText())![0];
		await citizen.context().close();
	});

	await test.step('an editor releases the shortened text but not the photo; nothing else leaks', async () => {
		await page.goto(`${LIST}?suche=${ref}`);
		await page.getByRole('main').getByRole('link', { name: new RegExp(ref) }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: new RegExp(`Meldung ${ref}`) })).toBeVisible();
		report = new URL(page.url()).pathname;
		await expect(page.getByText(MARKER).first()).toBeVisible();
		await expectAccessible(page);
		await page.getByText('Vor der Freigabe kürzen').click();
		await page.getByLabel('Text für die Öffentlichkeit').fill('Die Rutsche ist zerkratzt.');
		await page.getByRole('button', { name: 'Geänderten Text freigeben' }).click();
		await expect(page.getByRole('alert')).toContainText('Die Begründung fehlt');
		await page.getByLabel(/^Text für die Öffentlichkeit/).fill('Die Rutsche ist zerkratzt.');
		await page.getByLabel(/^Grund der Kürzung/).fill('Namen entfernt');
		await page.getByRole('button', { name: 'Geänderten Text freigeben' }).click();
		await expect(page.getByText('Text freigegeben.')).toBeVisible();
		const photoPath = (await page.locator('#fotos ~ ul img').first().getAttribute('src'))!;
		const photoId = /foto\/([0-9a-f-]{36})/.exec(photoPath)![1]!;
		const stranger = await browser.newContext({ baseURL });
		const open = async (path: string) => stranger.request.get(path);
		const shown = await (await open(`/musterlinden/meldungen/${ref}`)).text();
		expect(shown).toContain('Die Rutsche ist zerkratzt.');
		expect(shown).toContain('Namen entfernt');
		expect(shown).not.toContain(MARKER);
		expect(shown).not.toContain(photoId);
		for (const path of [photoPath, `/musterlinden/meldungen/${ref}/foto/${photoId}`, `/musterlinden/meldungen/${ref}/foto/${photoId}?klein`]) expect((await open(path)).headers()['content-type'] ?? '').not.toContain('image');
		await stranger.close();
	});

	await test.step('the photo is blackened by keyboard and by pointer', async () => {
		await page.getByRole('link', { name: 'Schwärzen oder drehen: Foto 1' }).click();
		await page.getByRole('button', { name: 'Rechteck hinzufügen' }).click();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Shift+ArrowDown');
		await expect(page.getByRole('img', { name: 'Rechteck 1: 41 Prozent von links, 40 von oben, 20 breit, 21 hoch' })).toBeVisible();
		const picture = page.locator('.picture svg');
		await picture.hover({ position: { x: 10, y: 10 } });
		await page.mouse.down();
		await picture.hover({ position: { x: 80, y: 60 }, force: true });
		await page.mouse.up();
		await expect(page.getByRole('img', { name: /^Rechteck 2:/ })).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Schwärzen und speichern' }).click();
		await expect(page.getByText('Die vorige Fassung ist gelöscht.', { exact: false })).toBeVisible();
		await expect(page.getByText('geschwärzt', { exact: false }).first()).toBeVisible();
	});

	await test.step('the responsible office refuses; the next one is proposed', async () => {
		const card = page.getByRole('region', { name: 'Zuständig' });
		await expect(card).toContainText(`${OFFICE}, weil die Stelle für die Kategorie`);
		await card.getByText('Nicht zuständig …').click();
		await card.getByLabel(/^Begründung/).fill('Gehört dem Kindergarten');
		await card.getByRole('button', { name: 'Ablehnen und weitergeben' }).click();
		await expect(card).not.toContainText(`${OFFICE}, weil`);
		await expect(card).toContainText(`nicht zuständig waren ${OFFICE} („Gehört dem Kindergarten“)`);
		await card.getByRole('button', { name: 'Annehmen' }).click();
		await expect(card).toContainText('angenommen');
	});

	await test.step('a contractor answers by his link, without account', async () => {
		const email = `firma-${RUN}@example.org`;
		await page.getByText('Auftrag an eine Firma').click();
		await page.getByLabel('Firma oder Bauhof').fill('Spielgeräte Nord GmbH');
		await page.getByLabel('E-Mail-Adresse', { exact: true }).fill(email);
		await page.getByLabel('Auftrag', { exact: true }).fill('Rutsche schleifen und versiegeln.');
		await page.getByRole('button', { name: 'Auftrag senden' }).click();
		await expect(page.getByText('Auftrag verschickt.')).toBeVisible();
		const { text } = await waitForMail(email);
		const link = new URL(/https?:\/\/\S+\/auftrag\/\S+/.exec(text)![0]).pathname;
		const contractor = await noScript(browser, baseURL!);
		await contractor.goto(link);
		await expect(contractor.getByText('Rutsche schleifen und versiegeln.')).toBeVisible();
		expect(await contractor.content()).not.toContain(MARKER);
		await contractor.getByLabel('Erledigt').check();
		await contractor.getByLabel(/^Bemerkung/).fill('Versiegelt, zwei Tage sperren.');
		await contractor.getByLabel(/^Fotos/).setInputFiles({ name: 'fertig.jpg', mimeType: 'image/jpeg', buffer: await photo() });
		await contractor.getByRole('button', { name: 'Rückmeldung senden' }).click();
		await expect(contractor.getByText('Danke. Die Verwaltung hat Ihre Rückmeldung.')).toBeVisible();
		await contractor.context().close();
		const phone = await browser.newContext({ baseURL, viewport: { width: 320, height: 640 }, locale: 'de-DE' });
		const looked = await phone.newPage();
		await looked.goto(link);
		await expect(looked.getByRole('application', { name: 'Karte mit dem Ort des Auftrags' })).toBeVisible();
		await expectNoOverflow(looked);
		await expectAccessible(looked);
		await phone.close();
	});

	await test.step('staff takes over what the contractor proposes, and everybody reads it', async () => {
		await page.goto(report);
		await expect(page.getByText('Auftragnehmer meldet: erledigt')).toBeVisible();
		await expect(page.getByRole('application', { name: 'Karte mit dem Ort der Meldung' })).toBeVisible();
		const card = page.getByRole('region', { name: 'Stand und Antwort' });
		await expect(card.getByRole('combobox', { name: 'Neuer Stand' })).toHaveValue('erledigt');
		await card.getByRole('combobox', { name: /^Textbaustein/ }).selectOption({ label: 'Ersatzteil bestellt' });
		await expect(card.getByLabel(/^Öffentliche Antwort/)).toHaveValue('Das Ersatzteil ist bestellt.');
		await card.getByLabel(/^Öffentliche Antwort/).fill('Die Rutsche ist repariert.');
		await card.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Stand gespeichert.')).toBeVisible();
		await page.setViewportSize({ width: 320, height: 640 });
		await expectNoOverflow(page);
		await page.goto(`/musterlinden/meldungen/${ref}`);
		await expect(page.getByText('Die Rutsche ist repariert.').first()).toBeVisible();
		await expect(page.getByText('Versiegelt, zwei Tage sperren.')).toHaveCount(0);
	});
});
