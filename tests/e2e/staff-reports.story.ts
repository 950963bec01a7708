import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const LIST = '/musterlinden/verwaltung/meldungen';
const total = async (page: Page): Promise<number> => Number(/^([\d.]+) Meldung/.exec((await page.getByRole('status').filter({ hasText: /Meldung/ }).innerText()).trim())![1]!.replace('.', ''));
const column = (page: Page, name: string) => page.getByRole('region', { name: 'Tafel' }).locator('section').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name} \\d`) }) });
const countOf = async (page: Page, name: string): Promise<number> => Number(/(\d+)$/.exec(await column(page, name).getByRole('heading').innerText())![1]);

async function download(page: Page, name: string): Promise<Buffer> {
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
	return readFileSync(await file.path());
}

test('a morning with many reports: numbers, board, table, map, shortlist, files', async ({ page }) => {
	await test.step('the start page tells what waits, and leads there', async () => {
		await signIn(page, 'musterlinden', 'sachbearbeitung');
		const numbers = page.getByRole('region', { name: 'Meldungen' });
		const open = Number(await numbers.locator('div').filter({ hasText: /^Offen/ }).getByRole('definition').innerText());
		await numbers.getByRole('link', { name: 'Offen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Meldungen' })).toBeVisible();
		expect(await total(page)).toBe(open);
		await expect(page.getByRole('row')).toHaveCount(Math.min(open, 50) + 1);
		await expectAccessible(page);
	});

	await test.step('the three views show the same reports', async () => {
		const all = await total(page);
		const views = page.getByRole('navigation', { name: 'Ansicht' });
		await views.getByRole('link', { name: 'Tafel' }).click();
		await expect(page).toHaveURL(/offen=ja&ansicht=tafel/);
		await expect(page.getByRole('region', { name: 'Tafel' })).toBeVisible();
		const counts = await page.getByRole('region', { name: 'Tafel' }).getByRole('heading', { level: 2 }).allInnerTexts();
		expect(counts.reduce((sum, text) => sum + Number(/(\d+)$/.exec(text)![1]), 0)).toBe(all);
		await expectAccessible(page);
		await views.getByRole('link', { name: 'Karte' }).click();
		const map = page.getByRole('application', { name: 'Karte der Meldungen' });
		const marks = page.waitForResponse(/karte\.json/);
		await expect(map.locator('canvas').first()).toBeVisible();
		expect(((await (await marks).json()) as { count: number }[]).reduce((sum, mark) => sum + mark.count, 0)).toBe(all);
		expect(await total(page)).toBe(all);
		await expectAccessible(page);
	});

	await test.step('a card moves by keyboard; a state that needs an answer asks for it', async () => {
		await page.goto(`${LIST}?ansicht=tafel`);
		const [before, checking] = [await countOf(page, 'Eingegangen'), await countOf(page, 'In Prüfung')];
		const move = column(page, 'Eingegangen').getByRole('link', { name: /verschieben$/ }).first();
		const ref = /Meldung (\S+) /.exec((await move.getAttribute('aria-label'))!)![1]!;
		await move.focus();
		await page.keyboard.press('Enter');
		const dialog = page.getByRole('dialog', { name: `Stand von ${ref} ändern` });
		await expect(dialog).toBeVisible();
		await dialog.getByLabel('Neuer Stand').selectOption({ label: 'Geplant' });
		await dialog.getByRole('button', { name: 'Verschieben' }).click();
		await expect(dialog.getByLabel(/^Öffentliche Antwort/)).toBeFocused();
		await dialog.getByLabel('Neuer Stand').selectOption({ label: 'In Prüfung' });
		await dialog.getByRole('button', { name: 'Verschieben' }).click();
		await expect(page.getByText(`Meldung ${ref} ist jetzt „In Prüfung“.`)).toBeVisible();
		expect([await countOf(page, 'Eingegangen'), await countOf(page, 'In Prüfung')]).toEqual([before - 1, checking + 1]);
	});

	await test.step('a card is dragged into another column', async () => {
		const before = await countOf(page, 'Geplant');
		await column(page, 'In Prüfung').getByRole('listitem').filter({ has: page.getByRole('link', { name: /verschieben$/ }) }).first().dragTo(column(page, 'Geplant'));
		const dialog = page.getByRole('dialog');
		await expect(dialog.getByLabel('Neuer Stand')).toHaveValue('geplant');
		await expectAccessible(page);
		await dialog.getByLabel(/^Öffentliche Antwort/).fill('Wird im Frühjahr erledigt.');
		await dialog.getByRole('button', { name: 'Verschieben' }).click();
		await expect(page.getByText(/ist jetzt „Geplant“/)).toBeVisible();
		expect(await countOf(page, 'Geplant')).toBe(before + 1);
	});

	await test.step('bulk: what is refused says why, the others are changed', async () => {
		await page.goto(`${LIST}?offen=ja`);
		await page.getByRole('checkbox', { name: 'Alle auf dieser Seite auswählen' }).check();
		await page.getByLabel('Was soll geschehen?').selectOption({ label: 'Zuweisen' });
		await page.getByLabel('Wem zuweisen?').selectOption({ label: 'Niemand' });
		await page.getByRole('button', { name: 'Ausführen' }).click();
		await expect(page.getByText(/^\d+ geändert$/)).toBeVisible();
		await page.getByRole('checkbox', { name: /^Meldung .* auswählen$/ }).nth(0).check();
		await page.getByRole('checkbox', { name: /^Meldung .* auswählen$/ }).nth(1).check();
		await page.getByLabel('Was soll geschehen?').selectOption({ label: 'Zuweisen' });
		await page.getByLabel('Wem zuweisen?').selectOption({ index: 0 });
		await page.getByRole('button', { name: 'Ausführen' }).click();
		await expect(page.getByText('2 geändert', { exact: true })).toBeVisible();
		await page.goto(`${LIST}?status=geplant&status=erledigt`);
		const rows = page.getByRole('row');
		const refused = rows.filter({ has: page.getByRole('cell', { name: 'Erledigt', exact: true }) });
		const planned = rows.filter({ has: page.getByRole('cell', { name: 'Geplant', exact: true }) });
		await refused.first().getByRole('checkbox').check();
		await planned.first().getByRole('checkbox').check();
		await page.getByLabel('Was soll geschehen?').selectOption({ label: 'Stand ändern' });
		await page.getByLabel('Neuer Stand').selectOption({ label: 'Erledigt' });
		await expect(page.getByText('Für diesen Stand ist eine Antwort Pflicht.')).toBeVisible();
		await page.getByLabel('Neuer Stand').selectOption({ label: 'Nicht zuständig' });
		await page.getByLabel('Öffentliche Antwort').fill('Das Land ist zuständig.');
		await page.getByRole('button', { name: 'Ausführen' }).click();
		await expect(page.getByText('1 geändert, 1 nicht', { exact: true })).toBeVisible();
		await expect(page.getByText(/^1 nicht, weil: .*\(M-/)).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('a view is kept, an unknown value is refused with a sentence', async () => {
		await page.goto(`${LIST}?faellig=ueberfaellig&freigabe=vielleicht`);
		await expect(page.getByText('„freigabe=vielleicht“ gibt es nicht.')).toBeVisible();
		await page.goto(`${LIST}?faellig=ueberfaellig`);
		await page.getByLabel('Auswahl als Ansicht merken').fill('Zuerst diese');
		await page.getByRole('button', { name: 'Merken', exact: true }).click();
		await page.goto(LIST);
		await page.getByRole('navigation', { name: 'Meine Ansichten' }).getByRole('link', { name: 'Zuerst diese' }).click();
		await expect(page).toHaveURL(/faellig=ueberfaellig/);
		await page.getByRole('button', { name: 'Ansicht „Zuerst diese“ vergessen' }).click();
		await expect(page.getByRole('navigation', { name: 'Meine Ansichten' })).toHaveCount(0);
	});

	await test.step('shortlist: star, order, way, paper', async () => {
		await page.goto(`${LIST}/merkliste`);
		if (await page.getByText('Liste leeren').isVisible()) {
			await page.getByText('Liste leeren').click();
			await page.getByRole('button', { name: 'Ja, leeren' }).click();
		}
		await page.goto(`${LIST}?offen=ja`);
		for (let index = 0; index < 4; index++) {
			await page.getByRole('button', { name: /^Auf die Merkliste: / }).first().click();
			await expect(page.getByRole('button', { name: /^Von der Merkliste nehmen: / })).toHaveCount(index + 1);
		}
		await page.getByRole('link', { name: 'Merkliste (4)' }).click();
		const entries = page.getByRole('listitem').filter({ hasText: /^\d\. M-/ });
		await expect(entries).toHaveCount(4);
		const second = await entries.nth(1).getByRole('link').innerText();
		await entries.nth(1).getByRole('button', { name: /nach oben$/ }).click();
		await expect(entries.nth(0)).toContainText(second.replace(/^\d\. /, ''));
		await page.getByRole('button', { name: 'Kurzen Weg planen' }).click();
		await expect(page.getByText(/^Länge des Weges in Luftlinie: /)).toBeVisible();
		await expect(page.getByRole('application', { name: 'Karte des Weges' }).locator('canvas').first()).toBeVisible();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Drucken' }).click();
		await expect(page.getByRole('article')).toHaveCount(4);
		await expectAccessible(page);
	});

	await test.step('files hold what the filter leaves; personal data only with a tick', async () => {
		await page.goto(`${LIST}?offen=nein`);
		const all = await total(page);
		const rows = parse(await download(page, 'CSV'), { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
		expect(rows).toHaveLength(all);
		expect(Object.keys(rows[0]!)).not.toContain('E-Mail');
		await page.getByRole('checkbox', { name: /^Mit Angaben zur Person/ }).check();
		const personal = parse(await download(page, 'CSV'), { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
		expect(Object.keys(personal[0]!)).toContain('E-Mail');
		expect((await download(page, 'Excel (XLSX)')).subarray(0, 2).toString()).toBe('PK');
		expect((JSON.parse((await download(page, 'GeoJSON')).toString()) as { features: unknown[] }).features).toHaveLength(all);
	});
});

test('many reports on a narrow screen, and without JavaScript', async ({ browser, baseURL, guard }) => {
	const narrow = await browser.newContext({ baseURL, viewport: { width: 320, height: 640 }, locale: 'de-DE' });
	await guard.watch(narrow);
	const page = await narrow.newPage();
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	for (const path of ['', '?ansicht=tafel', '?ansicht=karte', '/merkliste', '/aussendienst', '/drucken?status=geplant']) {
		await page.goto(LIST + path);
		await expect(page.locator('h1')).toBeVisible();
		await expectNoOverflow(page);
		await expectAccessible(page);
	}
	await narrow.close();

	const plain = await browser.newContext({ baseURL, javaScriptEnabled: false, locale: 'de-DE' });
	await guard.watch(plain);
	const quiet = await plain.newPage();
	await signIn(quiet, 'musterlinden', 'sachbearbeitung');
	await quiet.goto(`${LIST}?status=in-arbeit`);
	await quiet.getByRole('checkbox', { name: /^Meldung .* auswählen$/ }).first().check();
	await quiet.getByLabel('Was soll geschehen?').selectOption({ label: 'Auf meine Merkliste setzen' });
	await quiet.getByRole('button', { name: 'Ausführen' }).click();
	await expect(quiet.getByText(/^(1 geändert|0 geändert)$/)).toBeVisible();
	await quiet.goto(`${LIST}?ansicht=tafel`);
	await quiet.getByRole('link', { name: /verschieben$/ }).first().click();
	await expect(quiet.getByRole('heading', { level: 2, name: /^Stand von M-.* ändern$/ })).toBeVisible();
	await plain.close();
});

test('who does not work on reports sees none of it', async ({ page, guard }) => {
	guard.expect(answered(403));
	await signIn(page, 'musterlinden', 'planung');
	await expect(page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Meldungen' })).toHaveCount(0);
	for (const path of ['', '/export?als=csv', '/karte.json?ausschnitt=0,0,1,1', '/auswertung', '/aussendienst', '/merkliste', '/drucken'])
		expect((await page.request.get(LIST + path)).status(), path).toBe(403);
	expect((await page.request.get(`/auenfelde/verwaltung/meldungen`)).status()).toBe(403);
});
