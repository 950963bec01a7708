import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { writePdf } from '../../portal/demo/pdf.ts';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { startClockedPortal } from './support/portal-process.ts';
import { answered, expect, test, type Guard } from './support/story.ts';

/** A whole procedure, with a clock that the story moves: a portal of its own, so that no other story lives in another year. */
test.describe.configure({ mode: 'serial', timeout: 180_000 });

const TITLE = 'Bebauungsplan Nr. 40 „Prüfgarten“';
const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';
let dataDir = '';
let portal: Awaited<ReturnType<typeof startClockedPortal>>;
let address = '';

test.beforeAll(async () => {
	test.setTimeout(300_000);
	dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-procedure-'));
	portal = await startClockedPortal({ DATA_DIR: dataDir });
});
test.afterAll(async () => {
	await portal?.end();
	rmSync(dataDir, { recursive: true, force: true });
});

/** A planner in a browser of their own; with the clock moved, the session of before is over. */
async function planner(browser: Browser, guard: Guard, options: { now: string; javaScriptEnabled?: boolean }): Promise<{ page: Page; context: BrowserContext }> {
	await portal.setClock(options.now);
	const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: options.javaScriptEnabled ?? true, locale: 'de-DE' });
	guard.allow(portal.url);
	await guard.watch(context);
	const page = await context.newPage();
	const line = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8').split('\n').find((each) => each.startsWith('planung@musterlinden'))!;
	const [email, password] = line.split('\t');
	await page.goto('/login');
	await page.getByLabel('E-Mail-Adresse').fill(email!);
	await page.getByLabel('Passwort').fill(password!);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
	return { page, context };
}

const overview = (page: Page) => page.goto(address);

async function openStep(page: Page, name: string): Promise<void> {
	await overview(page);
	await page.getByRole('heading', { level: 3 }).getByRole('link', { name, exact: true }).click();
	await expect(page.getByRole('heading', { level: 2, name: /Ist es bereit/ })).toBeVisible();
}

async function save(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Gespeichert.')).toBeVisible();
}

async function publishStep(page: Page): Promise<void> {
	await page.getByText('Schritt veröffentlichen', { exact: true }).click();
	await page.getByRole('button', { name: 'Ja, veröffentlichen' }).click();
}

async function uploadFor(page: Page, category: string, title: string, steps: string[]): Promise<void> {
	await page.goto(`${address}/dokumente`);
	// It is open where there is no document yet.
	await expect(async () => {
		if (!(await page.getByLabel('Dateien').isVisible())) await page.getByText('Unterlagen hochladen', { exact: true }).click();
		await expect(page.getByLabel('Dateien')).toBeVisible({ timeout: 1000 });
	}).toPass();
	const content = await writePdf({ title, subtitle: category, author: 'Stadt Musterlinden', date: '2027-01-20', chapters: [{ heading: category, paragraphs: ['Text.'] }] });
	await page.getByLabel('Dateien').setInputFiles({ name: `${title}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(content) });
	await page.getByLabel('Art', { exact: true }).first().selectOption({ label: category });
	await page.getByLabel(/^Titel/).first().fill(title);
	for (const step of steps) await page.getByRole('checkbox', { name: step }).check();
	await page.getByRole('button', { name: 'Hochladen', exact: true }).click();
	await expect(page.getByText(title).first()).toBeVisible();
}

async function publishNotice(page: Page, where: string, day: string): Promise<void> {
	await page.getByRole('link', { name: 'Bekanntmachung', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Bekanntmachung' })).toBeVisible();
	await page.getByLabel('Wo erscheint sie?').fill(where);
	await page.getByLabel('An welchem Tag?').fill(day);
	await page.getByRole('button', { name: /veröffentlichen/i }).last().click();
	await expect(page.getByText('Die Bekanntmachung steht im Internet', { exact: false })).toBeVisible();
}

/** What the page shows at the widths of a phone, a tablet and a desk. */
async function expectFine(page: Page): Promise<void> {
	await expectAccessible(page);
	const size = page.viewportSize()!;
	for (const width of [320, 820, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoOverflow(page);
	}
	await page.setViewportSize(size);
}

test('a planner sets up a procedure and announces its beginning', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-01-11T08:00:00Z' });
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Verfahren' }).click();
	await expectFine(page);
	await page.getByRole('link', { name: 'Verfahren anlegen' }).click();
	await page.getByRole('radio', { name: 'Bebauungsplan (Regelverfahren)', exact: true }).check();
	await page.getByLabel(/^Plan\b/).selectOption({ label: PLAN });
	await page.getByLabel(/^Titel/).fill(TITLE);
	await expectFine(page);
	await page.getByRole('button', { name: 'Verfahren anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	address = new URL(page.url()).pathname;
	await expect(page.getByText('Entwurf', { exact: true })).toBeVisible();
	await expectFine(page);

	await test.step('says in plain words what it is about', async () => {
		await page.getByRole('link', { name: 'Angaben bearbeiten' }).click();
		await page.getByLabel(/^Worum es geht/).fill('Ein Garten zum Prüfen soll entstehen.');
		await page.getByLabel(/^Themen/).fill('Grün, Prüfung');
		await expectFine(page);
		await save(page);
	});

	await test.step('publishes the Aufstellungsbeschluss', async () => {
		await openStep(page, 'Aufstellungsbeschluss');
		await page.getByLabel(/^Tag/).fill('2027-01-11');
		await save(page);
		await publishStep(page);
		await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
		await expectFine(page);
	});

	await test.step('leaves the early participation out for a reason of the law', async () => {
		await openStep(page, 'Frühzeitige Beteiligung der Öffentlichkeit');
		await page.getByLabel('Grund', { exact: true }).selectOption({ index: 0 });
		await page.getByRole('button', { name: 'Schritt auslassen' }).click();
		await expect(page.getByText('Dieser Schritt ist ausgelassen.')).toBeVisible();
		await expect(page.getByText(/nicht oder nur unwesentlich/)).toBeVisible();
	});
	await context.close();
});

test('a wrong date is refused with the explanation, and the defects that would void the plan are named', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-01-25T08:00:00Z' });
	guard.expect(answered(422));
	guard.expect(answered(409));
	await openStep(page, 'Veröffentlichung im Internet');
	await page.getByLabel(/^Erster Tag/).fill('2027-02-01');
	await page.getByLabel(/^Letzter Tag/).fill('2027-02-28');
	await page.getByRole('button', { name: 'Speichern' }).click();
	const refusal = page.getByRole('alert');
	await expect(refusal).toContainText('zu früh');
	await expect(refusal).toContainText('30 Tage');
	await expect(refusal).toContainText('02.03.2027');
	await expect(page.getByLabel(/^Erster Tag/)).toHaveValue('2027-02-01');

	await page.getByRole('button', { name: 'Ende berechnen' }).click();
	await expect(page.getByText('Berechnetes Ende: Dienstag, 2. März 2027')).toBeVisible();
	await expect(page.getByText(/§ 188 Abs\. 2/).first()).toBeVisible();
	await expectFine(page);

	await page.getByLabel(/^Letzter Tag/).fill('');
	await page.getByLabel(/^Fassung des Plans/).selectOption({ label: `${PLAN}, Fassung 1` });
	await save(page);
	await publishStep(page);
	await expect(page.getByRole('alert')).toContainText('Es fehlt die Begründung');
	await expect(page.getByRole('alert')).toContainText('Zugangsmöglichkeit');
	await expectFine(page);
	await context.close();
});

test('with documents, places and notice the publication goes out, to the public and to the bodies', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-01-25T09:00:00Z' });
	await openStep(page, 'Beteiligung der Behörden und Träger öffentlicher Belange');
	await page.getByLabel(/^Tag des Zugangs/).fill('2027-02-01');
	await page.getByLabel(/^Fassung des Plans/).selectOption({ label: `${PLAN}, Fassung 1` });
	await save(page);
	for (const [category, title] of [['Begründung', 'Begründung Prüfgarten'], ['Umweltbericht', 'Umweltbericht Prüfgarten']] as const)
		await uploadFor(page, category, title, ['Veröffentlichung im Internet', 'Beteiligung der Behörden und Träger']);
	await expectAccessible(page);

	await openStep(page, 'Veröffentlichung im Internet');
	await page.getByRole('group', { name: 'Ort 1' }).getByLabel('Name').fill('Rathaus');
	await page.getByRole('group', { name: 'Ort 1' }).getByLabel('Adresse und Raum').fill('Markt 1, Zimmer 3');
	await page.getByRole('group', { name: 'Ort 1' }).getByLabel('Öffnungszeiten').fill('Montag 9–12 Uhr');
	await page.getByRole('checkbox', { name: 'Boden' }).check();
	await page.getByLabel('Welche Informationen zu: Boden?').fill('Bodengutachten');
	await save(page);
	await publishNotice(page, 'Stadtblatt Nr. 2', '2027-01-28');
	await openStep(page, 'Veröffentlichung im Internet');
	await expect(page.getByText('Nichts steht der Veröffentlichung entgegen.', { exact: false })).toBeVisible();
	await publishStep(page);
	await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
	await expect(page.getByLabel(/^Erster Tag/)).toHaveAttribute('readonly');

	await openStep(page, 'Beteiligung der Behörden und Träger öffentlicher Belange');
	await publishStep(page);
	await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
	await context.close();
});

test('an announced step is moved before it begins, with a reason that everybody can read', async ({ browser, guard }) => {
	guard.expect(answered(422));
	const { page, context } = await planner(browser, guard, { now: '2027-01-26T09:00:00Z' });
	await openStep(page, 'Beteiligung der Behörden und Träger öffentlicher Belange');
	await page.getByText('Beginn verschieben', { exact: true }).first().click();
	await page.getByLabel('Neuer Beginn').fill('2027-01-26');
	await page.getByLabel('Grund der Verschiebung').fill('Die Stellen sollen das Gutachten gleich mitlesen.');
	await page.getByRole('button', { name: 'Beginn verschieben' }).click();
	await expect(page.getByText('Der neue Beginn muss in der Zukunft liegen.', { exact: false })).toBeVisible();
	await expectFine(page);
	await page.getByLabel('Neuer Beginn').fill('2027-02-02');
	await page.getByRole('button', { name: 'Beginn verschieben' }).click();
	await expect(page.getByText('Der Schritt ist verschoben', { exact: false })).toBeVisible();
	await page.goto(address.replace('/verwaltung', ''));
	await expect(page.getByText('Der Zeitraum wurde verschoben: Die Stellen sollen das Gutachten gleich mitlesen.')).toBeVisible();
	await expectSound(page);
	await context.close();
});

test('everybody sees one end date; an extension needs a reason and a renewed notice', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-02-10T10:00:00Z' });
	const publicPage = address.replace('/verwaltung', '');
	await page.goto(publicPage);
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	await expect(page.getByText(/2\. März 2027/).first()).toBeVisible();
	await expectSound(page);

	await openStep(page, 'Veröffentlichung im Internet');
	await page.getByLabel('Neuer letzter Tag').fill('2027-03-09');
	await page.getByLabel('Wichtiger Grund', { exact: true }).fill('Das Rathaus war eine Woche geschlossen.');
	await page.getByLabel('Wo die erneute Bekanntmachung erscheint').fill('Stadtblatt Nr. 3');
	await page.getByLabel('Tag der erneuten Bekanntmachung').fill('2027-02-11');
	await page.getByRole('button', { name: 'Frist verlängern' }).click();
	await expect(page.getByText('Die Frist ist verlängert', { exact: false })).toBeVisible();
	await expectFine(page);
	await page.goto(publicPage);
	await expect(page.getByText(/9\. März 2027/).first()).toBeVisible();
	await expect(page.getByText(/2\. März 2027/)).toHaveCount(0);
	await context.close();
});

test('a changed draft is published again, with the difference, for a shortened time', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-04-01T08:00:00Z' });
	await overview(page);
	await expect(page.getByText('Auswertung', { exact: true }).first()).toBeVisible();
	await page.getByRole('link', { name: 'Erneute Beteiligung anlegen' }).click();
	await page.getByRole('radio', { name: 'nur die Öffentlichkeit' }).check();
	await page.getByLabel(/^Geänderte Fassung/).selectOption({ label: `${PLAN}, Fassung 2` });
	await page.getByLabel(/^Vergleichen mit/).selectOption({ label: `${PLAN}, Fassung 1` });
	await page.getByLabel(/^Grund für die Verkürzung/).fill('Nur wenige Baugrenzen wurden verschoben.');
	await expectFine(page);
	await page.getByRole('button', { name: 'Durchgang anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Erneute Veröffentlichung im Internet (Durchgang 2)' })).toBeVisible();
	await page.getByLabel(/^Erster Tag/).fill('2027-04-12');
	await page.getByLabel(/^Dauer in Tagen/).fill('14');
	await save(page);
	await expect(page.getByLabel(/^Letzter Tag/)).toHaveValue('2027-04-26');
	await page.getByRole('link', { name: 'Unterschied ansehen' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText('Was hat sich geändert?');
	for (const [category, title] of [['Begründung', 'Begründung, geändert'], ['Umweltbericht', 'Umweltbericht, geändert']] as const)
		await uploadFor(page, category, title, ['Erneute Veröffentlichung im Internet']);
	await openStep(page, 'Erneute Veröffentlichung im Internet');
	await publishNotice(page, 'Stadtblatt Nr. 6', '2027-04-08');
	await openStep(page, 'Erneute Veröffentlichung im Internet');
	await publishStep(page);
	await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
	await context.close();
});

test('the plan is decided and comes into force with its notice', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-05-21T08:00:00Z' });
	for (const [step, day] of [['Abwägung', '2027-05-18'], ['Satzungsbeschluss', '2027-05-20']] as const) {
		await openStep(page, step);
		await page.getByLabel(/^Tag/).fill(day);
		await save(page);
		await publishStep(page);
		await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
	}
	await overview(page);
	await expect(page.getByText('Beschlossen', { exact: true }).first()).toBeVisible();
	await openStep(page, 'Inkrafttreten');
	await page.getByLabel(/^Tag/).fill('2027-06-14');
	await page.getByLabel(/^Fassung des Plans/).selectOption({ label: `${PLAN}, Fassung 2` });
	await save(page);
	await publishNotice(page, 'Stadtblatt Nr. 9', '2027-06-14');
	await openStep(page, 'Inkrafttreten');
	await publishStep(page);
	await expect(page.getByText('Der Schritt ist veröffentlicht.')).toBeVisible();
	await context.close();

	const later = await planner(browser, guard, { now: '2027-06-15T08:00:00Z' });
	await overview(later.page);
	await expect(later.page.getByText('In Kraft', { exact: true }).first()).toBeVisible();
	await expect(later.page.getByText('Zurzeit ist nichts zu tun.')).toBeVisible();
	await expectFine(later.page);
	await later.page.goto(address.replace('/verwaltung', ''));
	await expect(later.page.getByText('In Kraft', { exact: true }).first()).toBeVisible();
	await later.context.close();
});

test('without JavaScript a procedure is set up, its end computed and a wrong one refused', async ({ browser, guard }) => {
	const { page, context } = await planner(browser, guard, { now: '2027-07-01T08:00:00Z', javaScriptEnabled: false });
	guard.expect(answered(422));
	await page.goto('/musterlinden/verwaltung/verfahren/neu');
	await page.getByRole('radio', { name: 'Bebauungsplan (Regelverfahren)', exact: true }).check();
	await page.getByLabel(/^Titel/).fill('Bebauungsplan ohne Skript');
	await page.getByRole('button', { name: 'Verfahren anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Bebauungsplan ohne Skript' })).toBeVisible();
	await page.getByRole('heading', { level: 3 }).getByRole('link', { name: 'Veröffentlichung im Internet', exact: true }).click();
	await page.getByLabel(/^Erster Tag/).fill('2027-08-02');
	await page.getByRole('button', { name: 'Ende berechnen' }).click();
	await expect(page.getByText('Berechnetes Ende: Mittwoch, 1. September 2027')).toBeVisible();
	await page.getByLabel(/^Letzter Tag/).fill('2027-08-20');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByRole('alert')).toContainText('zu früh');
	await page.getByLabel(/^Letzter Tag/).fill('');
	await save(page);
	await expect(page.getByLabel(/^Letzter Tag/)).toHaveValue('2027-09-01');
	await page.goto('/musterlinden/verwaltung/verfahrensarten');
	await page.getByLabel('Name der Kopie').fill('Gestaltungssatzung');
	await page.getByRole('button', { name: 'Kopie anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Gestaltungssatzung' })).toBeVisible();
	await page.getByRole('group', { name: 'Neuer Schritt' }).getByLabel('Bezeichnung').fill('Ortstermin');
	await page.getByRole('button', { name: 'Speichern' }).click();
	await expect(page.getByText('Neue Verfahren beginnen so.', { exact: false })).toBeVisible();
	await expect(page.getByRole('textbox', { name: 'Bezeichnung' }).last()).toBeVisible();
	await context.close();
});
