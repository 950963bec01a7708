import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generatePlan } from '../../portal/demo/bench-plan.ts';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { planFile } from './support/plan-file.ts';
import { writeZip } from '../../portal/demo/zip.ts';
import { freePort } from '../support/free-port.ts';
import { pdfOf } from '../support/pdf.ts';
import { startPortalProcess, type PortalProcess } from './support/portal-process.ts';
import { expect, test } from './support/story.ts';

/** A planner's library: upload with progress, cancel, restart in between, findings, override, editing. A portal of its own, to kill it. */
test.describe.configure({ mode: 'serial' });

const REASON = 'Die Überlappung liegt im Straßenraum und wird mit der Schlussvermessung bereinigt.';
let dataDir = '';
let port = 0;
let portal: PortalProcess;

test.beforeAll(async () => {
	test.setTimeout(300_000);
	dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-library-'));
	port = await freePort();
	portal = await start();
	writeFileSync(join(dataDir, 'gross.gml'), [...generatePlan({ objects: 6_000 })].join(''));
});
test.afterAll(async () => {
	if (portal && portal.process.exitCode === null) await portal.end('SIGKILL');
	rmSync(dataDir, { recursive: true, force: true });
});

const start = () => startPortalProcess({ DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://localhost:${port}` });

async function openPlans(page: Page): Promise<void> {
	const logins = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8');
	const [email, password] = logins.split('\n').find((line) => line.startsWith('planung@musterlinden.example'))!.split('\t');
	await page.goto(`${portal.url}/login`);
	await page.getByLabel('E-Mail-Adresse').fill(email!);
	await page.getByLabel('Passwort').fill(password!);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pläne' })).toBeVisible();
}
async function send(page: Page, file: Parameters<ReturnType<Page['getByLabel']>['setInputFiles']>[0]): Promise<void> {
	await page.getByLabel('Datei').setInputFiles(file);
	await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
}
/** Bytes a second that the line takes. */
async function slow(page: Page, uploadThroughput: number): Promise<void> {
	const client = await page.context().newCDPSession(page);
	await client.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
}
async function sound(page: Page): Promise<void> {
	for (const width of [320, 820, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoOverflow(page);
	}
	await expectAccessible(page);
}

/** The findings of a version: filtered, shown on the map, saved. */
async function readsReport(page: Page): Promise<void> {
	const findings = page.getByRole('search', { name: 'Befunde filtern' });
	await findings.getByRole('checkbox', { name: /^Warnung/ }).uncheck();
	await expect(page.getByText(/^1 von \d+ Befunden$/)).toBeVisible();
	const overlap = page.getByRole('button', { name: /überlappt/ });
	await overlap.click();
	await expect(overlap).toHaveAttribute('aria-pressed', 'true');
	await findings.getByLabel('Text oder Kennung').fill('gibt es nicht');
	await expect(page.getByText('Kein Befund passt zu diesem Filter.')).toBeVisible();
	await findings.getByLabel('Text oder Kennung').fill('');
	for (const [kind, start] of [['PDF', '%PDF-'], ['JSON', '['], ['GeoJSON', '{"type":"FeatureCollection"']] as const) {
		const link = page.getByRole('link', { name: `Prüfbericht als ${kind}`, exact: true });
		const [download] = await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), link.click()]);
		expect(download.suggestedFilename()).toMatch(new RegExp(`-fassung-1-pruefbericht\\.${kind.toLowerCase()}$`));
		expect(readFileSync(await download.path(), 'utf8').slice(0, start.length)).toBe(start);
	}
}

test.beforeEach(({ guard }) => {
	// This portal is not that of the other stories, and goes away in between.
	guard.allow(`http://localhost:${port}`);
});

test('a large plan is uploaded with progress, and the import is cancelled', async ({ page }) => {
	test.setTimeout(180_000);
	await openPlans(page);
	await send(page, join(dataDir, 'gross.gml'));
	await expect(page.getByRole('heading', { level: 1, name: 'Plan einlesen' })).toBeVisible({ timeout: 60_000 });
	await expect(page.getByRole('list', { name: 'Schritte' })).toContainText('gespeichert');
	await page.getByText('Import abbrechen').first().click();
	await page.getByRole('button', { name: 'Import abbrechen' }).click();
	await expect(page.getByText('Der Import ist abgebrochen')).toBeVisible({ timeout: 60_000 });
	await sound(page);
	await page.getByRole('link', { name: 'Zu den Plänen' }).click();
	await expect(page.getByRole('heading', { name: /^Messplan/ })).toHaveCount(0);
	await sound(page);
});

test('an upload goes on after the portal was killed and started again, and ends in one plan', async ({ page, guard }) => {
	test.setTimeout(300_000);
	guard.expect(/ERR_CONNECTION|Failed to load resource|@vite\/client/);
	await openPlans(page);
	await slow(page, 600_000);
	await send(page, join(dataDir, 'gross.gml'));
	const sent = async () => Number(await page.getByRole('progressbar').getAttribute('value'));
	await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(8 * 1024 * 1024);
	await portal.end('SIGKILL');
	await expect(page.getByText('Die Verbindung ist unterbrochen.', { exact: false })).toBeVisible({ timeout: 60_000 });
	portal = await start();
	await slow(page, -1);
	await expect(page.getByRole('heading', { level: 1, name: 'Plan einlesen' })).toBeVisible({ timeout: 120_000 });
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 180_000 });
	await page.getByRole('link', { name: 'Zu den Plänen' }).click();
	await expect(page.getByRole('heading', { name: /^Messplan/ })).toHaveCount(1);
});

test('errors of geometry stand against publication until somebody takes them upon themselves', async ({ page }) => {
	test.setTimeout(180_000);
	const plan = planFile('Am Überhang', { overlap: true });
	await openPlans(page);
	await send(page, plan.file);
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 90_000 });
	await sound(page);
	await page.getByRole('link', { name: `${plan.name}, Fassung 1 ansehen` }).click();
	await expect(page.getByRole('listitem').filter({ hasText: 'überlappt' }).first()).toBeVisible();
	await expect(page.getByRole('application').locator('canvas').first()).toBeVisible();
	await sound(page);
	await readsReport(page);
	await page.getByText('Fehler der Geometrie übergehen').click();
	await page.getByRole('textbox', { name: 'Begründung' }).fill(REASON);
	await page.getByRole('button', { name: 'Fehler übergehen' }).click();
	await expect(page.getByText('Die Fehler sind übergangen')).toBeVisible();
	await expect(page.getByText(REASON, { exact: false })).toBeVisible();
	await page.getByText('Fassung veröffentlichen').first().click();
	await page.getByRole('button', { name: 'Fassung veröffentlichen' }).click();
	await expect(page.getByText('Die Fassung ist veröffentlicht')).toBeVisible();

	await page.goto(`${portal.url}/musterlinden/plaene?suche=Überhang`);
	await expect(page.getByRole('link', { name: plan.name })).toBeVisible();
	await expect(page.getByText('1 Plan', { exact: true })).toBeVisible();
	await sound(page);
});

test('an edit makes the next version, with its own file', async ({ page }) => {
	test.setTimeout(180_000);
	await openPlans(page);
	await page.getByRole('searchbox', { name: 'Suche' }).fill('Überhang');
	await page.getByRole('button', { name: 'Suchen' }).click();
	await page.getByRole('link', { name: /Am Überhang/ }).click();
	await page.getByRole('link', { name: 'Bearbeiten' }).click();
	await sound(page);
	await page.getByLabel('Rechtsstand').selectOption({ value: '4000' });
	await page.getByLabel('In Kraft getreten am').fill('2026-05-01');
	await page.getByText('Planaufstellende Gemeinde hinzufügen').click();
	await page.getByRole('group', { name: 'Planaufstellende Gemeinde hinzufügen' }).getByLabel('Name der Gemeinde').fill('Musterlinden');
	await page.getByLabel(/^Was haben Sie geändert/).fill('Inkrafttreten eingetragen');
	await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 90_000 });
	await page.getByRole('link', { name: /Fassung 2 ansehen$/ }).click();
	await expect(page.getByText('Inkrafttreten eingetragen')).toBeVisible();
	await expect(page.getByText('bearbeitet aus Fassung 1', { exact: false })).toBeVisible();
	await expect(page.getByRole('definition').filter({ hasText: 'festgesetzt' })).toBeVisible();
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Originaldatei herunterladen' }).click()]);
	expect(file.suggestedFilename()).toContain('Fassung-2');
	const gml = readFileSync(await file.path(), 'utf8');
	expect(gml).toContain('<xplan:inkrafttretensDatum>2026-05-01</xplan:inkrafttretensDatum>');
	expect(gml).toMatch(/<xplan:planaufstellendeGemeinde>\s*<xplan:XP_Gemeinde>\s*<xplan:gemeindeName>Musterlinden</);
	await page.getByRole('link', { name: 'Fassung löschen …' }).click();
	await sound(page);
	await page.getByRole('button', { name: 'Endgültig löschen' }).click();
	await expect(page.getByRole('link', { name: 'Fassung 2' })).toHaveCount(0);
});

test('what no plan of a ZIP names stays unpublished until the planner takes it on', async ({ page }) => {
	test.setTimeout(180_000);
	const plan = planFile('Am Beiwerk');
	const content = await writeZip([
		{ name: 'xplan.gml', content: plan.file.buffer },
		{ name: 'Gutachten.pdf', content: await pdfOf('Schall') }
	]);
	await openPlans(page);
	await send(page, { name: 'beiwerk.zip', mimeType: 'application/zip', buffer: Buffer.from(content) });
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 90_000 });
	await page.getByRole('link', { name: `${plan.name}, Fassung 1 ansehen` }).click();
	const unnamed = page.getByRole('region', { name: 'Dateien, die der Plan nicht nennt' });
	await expect(unnamed.getByRole('link', { name: 'Gutachten.pdf' })).toBeVisible();
	await sound(page);
	await unnamed.getByRole('link', { name: 'Entscheiden, was davon zum Plan gehört' }).click();
	await page.getByRole('checkbox', { name: '„Gutachten.pdf“ als Unterlage des Plans aufnehmen' }).check();
	const file = page.getByRole('group', { name: 'Gutachten.pdf' });
	await file.getByLabel('Name').fill('Schallgutachten');
	await file.getByLabel('Art der Unterlage').selectOption({ index: 1 });
	await sound(page);
	await page.getByRole('button', { name: 'Als neue Fassung speichern' }).click();
	await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 90_000 });
	await page.getByRole('link', { name: /Fassung 2 ansehen$/ }).click();
	await expect(page.getByRole('region', { name: 'Unterlagen', exact: true }).getByRole('link', { name: 'Schallgutachten' })).toBeVisible();
	await expect(unnamed).toHaveCount(0);
});
