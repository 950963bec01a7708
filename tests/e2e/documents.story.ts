import type { Page } from '@playwright/test';
import { pdfOf } from '../support/pdf.ts';
import { expectAccessible } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const TITLE = 'Bebauungsplan „Am Aktenschrank“';
const today = () => new Date().toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
const article = (page: Page, title: string) => page.getByRole('article').filter({ has: page.getByRole('heading', { level: 3, name: title }) });

test('documents of a procedure: taken in, published, read, searched and replaced', async ({ page, browser, baseURL, guard }) => {
	const reasoning = await pdfOf('Begründung zum Bebauungsplan', 'Der Lärmschutz an den Häusern wird verbessert.');
	let staff = '';
	let open = '';
	let first = '';
	const outside = await browser.newContext({ baseURL, javaScriptEnabled: false });
	await guard.watch(outside);
	const citizen = await outside.newPage();

	await test.step('a planner sets up a procedure and takes documents in', async () => {
		await signIn(page, 'musterlinden');
		await page.goto('/musterlinden/verwaltung/verfahren/neu');
		await page.getByRole('radio', { name: /^Bebauungsplan \(/ }).or(page.locator('input[name=kindKey][value=bebauungsplan]')).first().check();
		await page.getByLabel(/^Titel/).fill(TITLE);
		await page.getByRole('button', { name: 'Verfahren anlegen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
		staff = new URL(page.url()).pathname.replace(/\/$/, '');
		open = `/musterlinden/verfahren/${staff.split('/').at(-1)}`;
		await page.getByRole('link', { name: 'Unterlagen' }).first().click();
		await expect(page.getByRole('heading', { level: 1, name: 'Unterlagen' })).toBeVisible();
		await expectAccessible(page);
		await page.getByLabel('Dateien').setInputFiles([
			{ name: 'Begruendung_Teil_A.pdf', mimeType: 'application/pdf', buffer: reasoning },
			{ name: 'Schallgutachten.pdf', mimeType: 'application/pdf', buffer: await pdfOf('Schalltechnische Untersuchung') }
		]);
		await page.getByLabel('Art', { exact: true }).first().selectOption({ label: 'Begründung' });
		await page.getByRole('checkbox', { name: 'Aufstellungsbeschluss' }).check();
		await page.getByRole('button', { name: 'Hochladen' }).click();
		await expect(page.getByText('Die Unterlagen sind hochgeladen')).toBeVisible();
		await expect(article(page, 'Begruendung Teil A').getByText('In: Aufstellungsbeschluss (Fassung 1)')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('what is refused is said, and nothing is lost', async () => {
		guard.expect(answered(415));
		await page.getByText('Unterlagen hochladen', { exact: true }).click();
		await page.getByLabel('Dateien').setInputFiles({ name: 'programm.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1') });
		await page.getByRole('button', { name: 'Hochladen' }).click();
		await expect(page.getByText('„programm.pdf“ hat ein Format, das wir nicht annehmen')).toBeVisible();
		await expect(page.getByRole('article')).toHaveCount(2);
	});

	await test.step('puts them in order and names one', async () => {
		await page.getByRole('button', { name: 'Schallgutachten nach oben' }).click();
		await expect(page.getByRole('article').first()).toContainText('Schallgutachten');
		const row = article(page, 'Begruendung Teil A');
		await row.getByText('Bearbeiten').click();
		await row.getByLabel('Titel').fill('Begründung');
		await row.getByRole('button', { name: 'Speichern' }).click();
		await expect(article(page, 'Begründung')).toBeVisible();
	});

	await test.step('nobody outside sees anything before the step is published', async () => {
		guard.expect(answered(404));
		for (const path of ['', '/dokumente', '/dokumente.zip']) expect((await citizen.goto(`${open}${path}`).catch(() => null))?.status() ?? 404, path).toBe(404);
	});

	await test.step('publishes the step', async () => {
		await page.goto(staff);
		await page.getByRole('link', { name: 'Aufstellungsbeschluss', exact: true }).first().click();
		await page.locator('input[name=startsOn]').fill(today());
		await page.getByRole('button', { name: 'Speichern' }).click();
		await page.getByText('Schritt veröffentlichen').or(page.getByText('Veröffentlichen', { exact: true })).first().click();
		await page.locator('form[action*=veroeffentlichen] button').click();
		await page.goto(`${staff}/dokumente`);
		await expect(article(page, 'Begründung').getByText('veröffentlicht', { exact: true })).toBeVisible();
	});

	await test.step('a citizen without JavaScript finds, opens and saves them', async () => {
		await citizen.goto(`${open}/dokumente`);
		const link = citizen.getByRole('link', { name: 'Begründung', exact: true });
		first = (await link.getAttribute('href'))!.replace(/\/ansehen$/, '');
		const answer = await outside.request.get(first, { headers: { cookie: '' } });
		expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
		expect((await answer.body()).equals(reasoning)).toBe(true);
		await link.click();
		await expect(citizen.locator('noscript p').first()).toHaveText(/Ohne JavaScript zeigt Ihr Browser das Dokument selbst an/);
		const zip = await outside.request.get(`${open}/dokumente.zip`);
		expect([zip.status(), zip.headers()['content-type'], (await zip.body()).subarray(0, 2).toString()]).toEqual([200, 'application/zip', 'PK']);
	});

	await test.step('and searches inside them', async () => {
		await expect(async () => {
			await citizen.goto(`${open}/dokumente?suche=Laermschutz+Haus`);
			await expect(citizen.getByRole('link', { name: 'Seite 2' })).toBeVisible({ timeout: 500 });
		}).toPass();
		await expect(citizen.locator('mark').first()).toHaveText('Lärmschutz');
		await citizen.getByLabel('In den Unterlagen suchen').fill('Windrad');
		await citizen.getByRole('button', { name: 'Suchen' }).click();
		await expect(citizen.getByRole('heading', { name: 'Keine Unterlage enthält alle diese Wörter' })).toBeVisible();
	});

	await test.step('with JavaScript the hit opens on its page', async () => {
		await page.goto(`${open}/dokumente?suche=Lärmschutz`);
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Seite 2' }).click();
		await expect(page.getByLabel('Seite', { exact: true })).toHaveValue('2');
		await expect(page.getByText('Der Lärmschutz an den Häusern')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('a published document is replaced with a reason only', async () => {
		await page.goto(`${staff}/dokumente`);
		const row = article(page, 'Begründung');
		await row.getByText('Bearbeiten').click();
		await row.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'neu.pdf', mimeType: 'application/pdf', buffer: await pdfOf('Neue Begründung') });
		const replace = row.locator('form[action="?/replace"]');
		await replace.getByLabel('Begründung').fill('zu kurz');
		await replace.evaluate((form: HTMLFormElement) => (form.noValidate = true));
		guard.expect(answered(422));
		await replace.getByRole('button', { name: 'Neue Fassung hochladen' }).click();
		await expect(page.getByText('mit mindestens 10 Zeichen').first()).toBeVisible();
		await row.getByLabel('Datei', { exact: true }).setInputFiles({ name: 'neu.pdf', mimeType: 'application/pdf', buffer: await pdfOf('Neue Begründung') });
		await replace.getByLabel('Begründung').fill('Auf Seite 1 fehlte eine Tabelle.');
		await replace.getByRole('button', { name: 'Neue Fassung hochladen' }).click();
		await expect(page.getByText('Die neue Fassung ist hochgeladen')).toBeVisible();
		await expect(row.getByText('Grund: Auf Seite 1 fehlte eine Tabelle.')).toBeVisible();
		expect((await outside.request.get(first)).status()).toBe(410);
		const now = await citizen.goto(`${open}/dokumente`).then(() => citizen.getByRole('link', { name: 'Begründung', exact: true }).getAttribute('href'));
		expect((await outside.request.get(now!.replace(/\/ansehen$/, ''))).status()).toBe(200);
	});

	await test.step('and the protocol tells all of it', async () => {
		await page.goto(`${staff}/protokoll`);
		await expect(page.getByText('Veröffentlichte Unterlage ersetzt')).toBeVisible();
		await expect(page.getByText('Grund: Auf Seite 1 fehlte eine Tabelle.').first()).toBeVisible();
		await expectAccessible(page);
		const [pdf] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Protokoll als PDF' }).click()]);
		expect(pdf.suggestedFilename()).toBe('protokoll-bebauungsplan-am-aktenschrank.pdf');
		const strangers = await outside.request.get(`${staff}/protokoll.pdf`, { maxRedirects: 0 });
		expect([303, 403]).toContain(strangers.status());
	});
});
