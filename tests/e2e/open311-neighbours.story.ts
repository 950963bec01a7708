import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { startPortalProcess, type PortalProcess } from './support/portal-process.ts';
import { toDescription } from './support/report-form.ts';
import { expect, test, type Guard } from './support/story.ts';

/**
 * Open311 between tenants, as their administrators set it up. In a portal of its own: other stories count the reports of the demo, and there
 * end points on this machine are refused.
 */
const REPORTER = 'Straßen des Landes';
/** Its operator works for it, too. */
const LAND = 'freiland-elbaue';
const WORDS = 'Das Schild an der Landesstraße liegt im Graben.';
/** The jobs of every minute do the rest. */
const JOBS = { timeout: 200_000, intervals: [3_000] };
const interfaces = (slug: string) => `/${slug}/verwaltung/melder/schnittstellen`;

let dataDir = '';
let portal: PortalProcess;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-neighbours-'));
	portal = await startPortalProcess({ DATA_DIR: dataDir, OPEN311_INTERNAL: '1' });
});
test.afterAll(async () => {
	const code = await portal?.end();
	rmSync(dataDir, { recursive: true, force: true });
	expect(code, portal?.output()).toBe(0);
});

/** Somebody with a browser of his own; signed in as administrator of a tenant, where one is named. */
async function person(browser: Browser, guard: Guard, slug?: string): Promise<Page> {
	const context = await browser.newContext({ baseURL: portal.url, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
	await guard.watch(context);
	const page = await context.newPage();
	if (!slug) return page;
	const email = `${slug === LAND ? 'betrieb' : 'administration'}@${slug}.example`;
	const login = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8').split('\n').find((line) => line.startsWith(`${email}\t`))!;
	await page.goto('/login');
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(login.split('\t')[1]!);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await expect(page).toHaveURL(/verwaltung/);
	return page;
}

test('a city pulls the reports of its neighbour, and pushes its own to an authority that demands addresses of people', async ({ browser, guard }) => {
	test.setTimeout(600_000);
	guard.allow(portal.url);
	const city = await person(browser, guard, 'musterlinden');
	const land = await person(browser, guard, LAND);
	let key = '';
	let ref = '';

	await test.step('the city pulls from its neighbour', async () => {
		await city.goto(interfaces('musterlinden'));
		const pulls = city.getByRole('region', { name: 'Abruf von Nachbarn' });
		await pulls.getByText('Abruf einrichten').click();
		await pulls.getByLabel('Name', { exact: true }).fill('Auenfelde');
		await pulls.getByLabel('Adresse der Gegenstelle').fill(`${portal.url}/open311/v2`);
		await pulls.getByLabel('jurisdiction_id bei der Gegenstelle').fill('auenfelde');
		await pulls.getByLabel('Alle … Minuten').fill('1');
		await pulls.getByLabel('Kommt in den Mängelmelder').selectOption({ label: 'Mängelmelder' });
		await pulls.getByLabel(/^Kategorien/).fill('LICHT = LATERNE');
		await pulls.getByLabel(/^Alle anderen in die Kategorie/).fill('SCHLAGLOCH');
		await pulls.getByRole('button', { name: 'Aufnehmen' }).click();
		await expect(city.getByText('Gegenstelle aufgenommen')).toBeVisible();
	});

	await test.step('the Land takes reports, once addresses are confirmed, and makes a key for the city', async () => {
		await land.goto(`/${LAND}/verwaltung/melder`);
		await land.getByLabel('Name', { exact: true }).fill(REPORTER);
		await land.getByRole('button', { name: 'Anlegen' }).click();
		await expect(land.getByRole('heading', { level: 1, name: REPORTER })).toBeVisible();
		await land.getByLabel('Wann zählt eine Meldung?').selectOption({ label: 'Erst wenn die E-Mail-Adresse bestätigt ist (Adresse ist dann Pflicht)' });
		await land.getByLabel('Eingeschaltet: nimmt Meldungen an').check();
		await land.getByRole('button', { name: 'Speichern' }).click();
		await expect(land.getByRole('link', { name: 'Formular öffnen' })).toBeVisible();

		await land.goto(interfaces(LAND));
		await expect(land.getByText('Wer den Schlüssel hat, steht für seine Meldungen ein', { exact: false })).toBeVisible();
		const keys = land.getByRole('region', { name: 'Schlüssel', exact: true });
		await keys.locator('summary').click();
		await keys.getByLabel('Wofür').fill('Stadt Musterlinden, Bauhof');
		await keys.getByRole('button', { name: 'Schlüssel ausgeben' }).click();
		key = (await land.getByText(/^o311_/).textContent())!;
		await expectAccessible(land);
		await expectNoOverflow(land);
	});

	await test.step('the city pushes traffic signs to it', async () => {
		const services = (await (await city.request.get(`/open311/v2/services.json?jurisdiction_id=${LAND}`)).json()) as { service_name: string; service_code: string; type: string }[];
		const signs = services.find(({ service_name: name }) => name === 'Verkehrszeichen oder Ampel')!;
		expect(signs.type).toBe('batch');
		await city.goto(interfaces('musterlinden'));
		const pushes = city.getByRole('region', { name: 'Weitergabe an Auftragnehmer' });
		await pushes.getByText('Weitergabe einrichten').click();
		await pushes.getByLabel('Name', { exact: true }).fill('Straßenverwaltung');
		await pushes.getByLabel('Adresse der Gegenstelle').fill(`${portal.url}/open311/v2`);
		await pushes.getByLabel('jurisdiction_id bei der Gegenstelle').fill(LAND);
		await pushes.getByLabel('Alle … Minuten').fill('1');
		await pushes.getByLabel('Unser Schlüssel bei der Gegenstelle').fill(key);
		await pushes.getByLabel('Verkehrszeichen beschädigt').check();
		await pushes.getByLabel('Für alle anderen').fill(signs.service_code);
		await pushes.getByRole('button', { name: 'Aufnehmen' }).click();
		await expect(city.getByText('Gegenstelle aufgenommen')).toBeVisible();
	});

	await test.step('a citizen reports one without an address, and an editor releases the words', async () => {
		const citizen = await person(browser, guard);
		await citizen.goto('/musterlinden/melden/maengelmelder?lat=51.3081&lon=13.2392&kategorie=SCHILD');
		await expect(citizen.locator('form[enctype]')).toHaveAttribute('novalidate', '');
		await citizen.getByRole('button', { name: 'Weiter', exact: true }).last().click();
		await expect(citizen.getByRole('heading', { level: 2, name: 'Worum geht es?' })).toBeVisible();
		await citizen.getByRole('button', { name: 'Weiter', exact: true }).last().click();
		await toDescription(citizen);
		await citizen.getByLabel(/Was ist das Problem/).fill(WORDS);
		await citizen.getByRole('button', { name: 'Weiter', exact: true }).last().click();
		await citizen.getByRole('button', { name: 'Meldung senden' }).click();
		await expect(citizen.getByRole('heading', { level: 1, name: /^Danke/ })).toBeVisible();
		ref = /M-[0-9A-Z]{6}/.exec(await citizen.locator('main').innerText())![0];
		await city.goto(`/musterlinden/verwaltung/meldungen?suche=${ref}`);
		await city.getByRole('main').getByRole('link', { name: new RegExp(ref) }).first().click();
		await city.getByRole('button', { name: 'Text freigeben' }).click();
		await expect(city.getByText('Text freigegeben.')).toBeVisible();
	});

	await test.step('the neighbour’s reports are there, connected, and so is the own one with the Land', async () => {
		const list = '/open311/v2/requests.json?jurisdiction_id=auenfelde&start_date=2000-01-01T00:00:00Z&status=open';
		const theirs = (await (await city.request.get(list)).json()) as { description: string | null }[];
		const words = theirs.find(({ description }) => description && description !== 'redaktionelle Prüfung ausstehend')!.description!;
		await expect(async () => {
			await city.goto(interfaces('musterlinden'));
			await expect(city.getByRole('region', { name: 'Abruf von Nachbarn' })).toContainText(/[1-9]\d* verbunden/, { timeout: 1_000 });
			await expect(city.getByRole('region', { name: 'Weitergabe an Auftragnehmer' })).toContainText('1 verbunden', { timeout: 1_000 });
		}).toPass(JOBS);
		await expectAccessible(city);
		await city.goto(`/musterlinden/verwaltung/meldungen?${new URLSearchParams({ suche: `"${words}"` })}`);
		await city.getByRole('main').getByRole('link', { name: /M-[0-9A-Z]{6}/ }).first().click();
		await expect(city.getByText('aus einem anderen System', { exact: false })).toBeVisible();
	});

	await test.step('the Land sees which key it came by, and answers', async () => {
		await land.goto(`/${LAND}/verwaltung/meldungen?suche=${encodeURIComponent('Landesstraße')}`);
		await land.getByRole('main').getByRole('link', { name: /M-[0-9A-Z]{6}/ }).first().click();
		await expect(land.getByText('mit dem Schlüssel „Stadt Musterlinden, Bauhof“', { exact: false })).toBeVisible();
		await expect(land.getByText(`[${ref}]`, { exact: false }).first()).toBeVisible();
		const answer = land.getByRole('region', { name: 'Stand und Antwort' });
		await answer.getByLabel('Neuer Stand').selectOption({ label: 'Erledigt (mit Antwort)' });
		await answer.getByLabel('Öffentliche Antwort').fill('Das Schild steht wieder.');
		await answer.getByRole('button', { name: 'Speichern', exact: true }).click();
		await expect(land.getByText('Stand gespeichert.')).toBeVisible();
	});

	await test.step('state and answer come back to the city, for everybody', async () => {
		const citizen = await person(browser, guard);
		await expect(async () => {
			await citizen.goto(`/musterlinden/meldungen/${ref}`);
			await expect(citizen.getByText('Das Schild steht wieder.')).toBeVisible({ timeout: 1_000 });
		}).toPass(JOBS);
		await expect(citizen.getByRole('main')).toContainText('Erledigt');
	});

	await test.step('a word of a category’s name finds it on the public page', async () => {
		const citizen = await person(browser, guard);
		await citizen.goto('/musterlinden/meldungen');
		await citizen.getByText('Weitere Filter', { exact: true }).click();
		await citizen.getByLabel('Suchwort oder Nummer').fill('Verkehrszeichen Graben');
		await citizen.getByRole('button', { name: 'Anwenden' }).click();
		await expect(citizen).toHaveURL(/suche=Verkehrszeichen/);
		await expect(citizen.locator(`main a[href$="${ref}"]`).first()).toBeVisible();
	});
});
