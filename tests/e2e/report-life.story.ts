import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { waitForMail } from './support/mails.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

/** Told apart from what another run has left in the same portal. */
const RUN = Date.now().toString(36);
const FORM = '/musterlinden/melden/maengelmelder';
const LIST = '/musterlinden/verwaltung/meldungen';
const BENCH = 'Bank oder Papierkorb';

interface Sent {
	ref: string;
	/** Path of the author's page. */
	status: string;
}

/** A citizen of his own reports through the form. */
async function report(browser: Browser, baseURL: string, { coordinates, text, email }: { coordinates: string; text: string; email?: string }): Promise<Sent> {
	const context = await browser.newContext({ baseURL, locale: 'de-DE' });
	const page = await context.newPage();
	const next = () => page.getByRole('button', { name: 'Weiter', exact: true }).last().click();
	const step = (name: string) => page.getByRole('heading', { level: 2, name });
	await page.goto(FORM);
	await expect(page.locator('form[enctype]')).toHaveAttribute('novalidate', '');
	await page.getByText('Oder Koordinaten').click();
	await page.getByRole('textbox', { name: 'Koordinaten' }).fill(coordinates);
	await page.getByRole('button', { name: 'Koordinaten übernehmen' }).click();
	await expect(page.getByText('Der Ort ist gesetzt.')).toBeVisible();
	await next();
	await page.getByLabel(BENCH).check();
	await next();
	const other = page.getByRole('button', { name: 'Nein, etwas anderes melden' });
	await expect(other.or(step('Beschreibung'))).toBeVisible();
	if (await other.isVisible()) await other.click();
	await page.getByLabel('Was ist das Problem?').fill(text);
	await next();
	await expect(step('Prüfen und senden')).toBeVisible();
	if (email) await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByRole('button', { name: 'Meldung senden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Danke! Ihre Meldung ist eingegangen' })).toBeVisible();
	const ref = /M-[0-9A-Z]{6}/.exec(await page.getByRole('main').innerText())![0];
	const status = new URL(page.url()).pathname;
	await context.close();
	return { ref, status };
}

/** Opens a report by its number, as somebody at the telephone would. */
async function open(page: Page, list: string, words: string): Promise<string> {
	await page.goto(`${list}?suche=${encodeURIComponent(words)}`);
	await page.getByRole('cell').getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1, name: /^Meldung M-/ })).toBeVisible();
	return new URL(page.url()).pathname;
}

async function changeState(page: Page, state: string, answer: string): Promise<void> {
	const card = page.getByRole('region', { name: 'Stand und Antwort' });
	const states = card.getByRole('combobox', { name: 'Neuer Stand' });
	// Some say that they need an answer.
	await states.selectOption(await states.getByRole('option', { name: state }).getAttribute('value'));
	await card.getByLabel(/^Öffentliche Antwort/).fill(answer);
	await card.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Stand gespeichert.')).toBeVisible();
}

test('two reports become one and two again, a part becomes its own', async ({ page, browser, baseURL }) => {
	test.setTimeout(180_000);
	const first = await report(browser, baseURL!, { coordinates: '51,30901 13,24101', text: `Papierkorb liegt um, ${RUN} eins.` });
	const second = await report(browser, baseURL!, { coordinates: '51,30903 13,24103', text: `Papierkorb liegt auf dem Weg, ${RUN} zwei.` });
	const citizen = await (await browser.newContext({ baseURL, locale: 'de-DE' })).newPage();
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	await open(page, LIST, second.ref);

	await test.step('merged: the other number is named everywhere, and leads there', async () => {
		await page.getByText('Mit einer anderen Meldung zusammenführen').click();
		await page.getByRole('radio', { name: new RegExp(first.ref) }).check();
		await page.getByRole('button', { name: 'Zusammenführen', exact: true }).click();
		await expect(page.getByText('Diese Meldung ist zusammengeführt mit').first()).toBeVisible();
		await expectAccessible(page);
		await citizen.goto(second.status);
		await expect(citizen.getByRole('link', { name: new RegExp(first.ref) })).toBeVisible();
		await citizen.goto(`/musterlinden/meldungen/${second.ref}`);
		await expect(citizen).toHaveURL(new RegExp(`/meldungen/${first.ref}`));
	});

	await test.step('taken apart again', async () => {
		await page.getByText('Zusammenführung aufheben').first().click();
		await page.getByRole('button', { name: 'Zusammenführung aufheben' }).click();
		await expect(page.getByText('Mit einer anderen Meldung zusammenführen')).toBeVisible();
		await citizen.goto(`/musterlinden/meldungen/${second.ref}`);
		await expect(citizen).toHaveURL(new RegExp(`/meldungen/${second.ref}`));
	});

	await test.step('gets another day until which it shall be done', async () => {
		const card = page.getByRole('region', { name: 'Zuständig' });
		await card.getByLabel('Fällig am').fill('2039-12-24');
		await card.getByRole('button', { name: 'Frist ändern' }).click();
		await expect(page.getByText('Frist gespeichert.')).toBeVisible();
		await expect(page.getByText('Frist geändert: fällig 24. Dezember 2039', { exact: false })).toBeVisible();
	});

	await test.step('a part of it becomes a report of its own', async () => {
		const whole = new URL(page.url()).pathname;
		await page.getByText('Meldung teilen').click();
		await page.getByRole('combobox', { name: 'Kategorie' }).selectOption({ label: 'Ordnung und Sauberkeit › Graffiti' });
		await page.getByLabel('Worum geht es in der neuen Meldung?').fill(`Außerdem ist die Rückseite besprüht, ${RUN}.`);
		await page.getByRole('button', { name: 'Neue Meldung anlegen' }).click();
		const more = page.getByRole('region', { name: 'Weitere Schritte' });
		await more.getByRole('link', { name: /^M-/ }).click();
		await expect(page.getByRole('heading', { level: 1, name: /Graffiti/ })).toBeVisible();
		await expect(more.getByText('Geteilt aus')).toBeVisible();
		await more.getByRole('link', { name: second.ref }).click();
		await expect(page).toHaveURL(new RegExp(whole));
	});
	await citizen.context().close();
});

test('handed to another municipality and back, closed, reopened by its author; a stranger complains in vain', async ({ page, browser, baseURL }) => {
	test.setTimeout(240_000);
	const email = `leben-${RUN}@example.org`;
	const sent = await report(browser, baseURL!, { coordinates: '51,30711 13,24411', text: `Die Bank am Ufer ist gebrochen, ${RUN}.`, email });
	const citizen = await (await browser.newContext({ baseURL, locale: 'de-DE' })).newPage();
	await signIn(page, 'musterlinden', 'administration');
	const neighbour = `Nachbargemeinde ${RUN}`;
	await page.goto('/musterlinden/verwaltung/melder/stellen');
	await page.locator('summary', { hasText: 'Neue Stelle' }).click();
	await page.getByLabel('Name', { exact: true }).fill(neighbour);
	await page.getByLabel('Steht für diese Verwaltung im Portal').selectOption({ label: 'Gemeinde Auenfelde' });
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByRole('heading', { level: 1, name: neighbour })).toBeVisible();
	const path = await open(page, LIST, sent.ref);

	await test.step('forwarded without the person; what the other one answers is read here and by the author', async () => {
		await page.getByText('An eine andere Verwaltung weiterleiten').click();
		await page.getByLabel('Text, den die andere Verwaltung liest').fill(`Bank am Ufer gebrochen, weitergeleitet ${RUN}`);
		await page.getByRole('button', { name: 'Weiterleiten', exact: true }).click();
		await expect(page.getByText('Weiterleitung beenden').first()).toBeVisible();
		const other = await (await browser.newContext({ baseURL, locale: 'de-DE' })).newPage();
		await signIn(other, 'auenfelde', 'administration');
		await open(other, '/auenfelde/verwaltung/meldungen', `weitergeleitet ${RUN}`);
		await expect(other.getByText('von einer anderen Verwaltung', { exact: false }).first()).toBeVisible();
		expect(await other.content()).not.toContain(email);
		await changeState(other, 'In Arbeit', `Der Bauhof Auenfelde kommt am Montag, ${RUN}.`);
		await other.context().close();
		await page.goto(path);
		await expect(page.getByText(`Der Bauhof Auenfelde kommt am Montag, ${RUN}.`).first()).toBeVisible();
		await citizen.goto(sent.status);
		await expect(citizen.getByText(`Der Bauhof Auenfelde kommt am Montag, ${RUN}.`).first()).toBeVisible();
	});

	await test.step('taken back and closed with an answer, which the author gets by mail', async () => {
		await page.getByText('Weiterleitung beenden').first().click();
		await page.getByRole('button', { name: 'Weiterleitung beenden' }).click();
		await expect(page.getByText('An eine andere Verwaltung weiterleiten')).toBeVisible();
		const confirm = new URL(/https?:\/\/\S+/.exec((await waitForMail(email)).text)![0]);
		await citizen.goto(confirm.pathname + confirm.search);
		await citizen.getByRole('button', { name: /bestätigen/ }).click();
		await changeState(page, 'Erledigt', `Die Bank ist neu, ${RUN}.`);
		await expect.poll(async () => (await waitForMail(email)).text).toContain(`Die Bank ist neu, ${RUN}.`);
	});

	await test.step('the author is not content and opens it again', async () => {
		await citizen.goto(sent.status);
		await expect(citizen.getByRole('heading', { level: 2, name: 'Hat es geholfen?' })).toBeVisible();
		await expectAccessible(citizen);
		await citizen.getByLabel('Nein', { exact: true }).check();
		await citizen.getByLabel('Was möchten Sie dazu sagen?').fill(`Sie wackelt noch, ${RUN}.`);
		await citizen.getByLabel(/Meldung wieder öffnen/).check();
		await citizen.getByRole('button', { name: 'Rückmeldung senden' }).click();
		await expect(citizen.getByText('Danke für Ihre Rückmeldung.')).toBeVisible();
		await page.goto(path);
		await expect(page.getByText(`Sie wackelt noch, ${RUN}.`).first()).toBeVisible();
		await expect(page.getByRole('region', { name: 'Stand und Antwort' }).getByText('Erledigt', { exact: true })).toHaveCount(0);
	});

	await test.step('a complaint reaches the editors and hides nothing', async () => {
		await page.goto(path);
		await page.getByRole('button', { name: 'Text freigeben' }).click();
		await expect(page.getByText('Text freigegeben.')).toBeVisible();
		const address = `/musterlinden/meldungen/${sent.ref}`;
		await citizen.goto(address);
		await citizen.getByText('Missbrauch melden').click();
		await citizen.getByLabel('Was ist nicht in Ordnung?').fill(`Das gefällt mir nicht, ${RUN}.`);
		await citizen.getByRole('button', { name: 'An die Redaktion senden' }).click();
		await expect(citizen.getByText('Danke. Die Redaktion sieht es sich an.')).toBeVisible();
		await citizen.goto(address);
		await expect(citizen.getByText(`Die Bank am Ufer ist gebrochen, ${RUN}.`).first()).toBeVisible();
		await page.goto(path);
		await expect(page.getByText(`Das gefällt mir nicht, ${RUN}.`).first()).toBeVisible();
	});
	await citizen.context().close();
});
