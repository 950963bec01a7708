import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { planFiles, type PlanFile } from './support/plan-file.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const TITLE = 'Öffentliche Auslegung „Am Prüfstein“';

/** Day in Berlin, `YYYY-MM-DD`. */
const day = (after = 0) => new Date(Date.now() + after * 86_400_000).toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });

async function upload(page: Page, file: PlanFile['file']): Promise<void> {
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
	await page.getByLabel('Datei').setInputFiles(file);
	await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Plan einlesen' })).toBeVisible();
}

test('a planner publishes a plan and opens a participation', async ({ page, browser, baseURL, guard }) => {
	const [plan, repaired] = planFiles('Am Prüfstein');
	let staffPlan = '';
	const outside = await browser.newContext({ baseURL });
	await guard.watch(outside);
	const citizen = await outside.newPage();

	await test.step('uploads the file and sees how it is read', async () => {
		await signIn(page, 'musterlinden');
		await expectAccessible(page);
		await upload(page, plan.file);
		await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 60_000 });
		await expectAccessible(page);
		await page.getByRole('link', { name: `${plan.name}, Fassung 1 ansehen` }).click();
	});

	await test.step('reads what the check has found', async () => {
		await expect(page.getByRole('heading', { level: 1, name: plan.name })).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: 'GML_fehlt' }).first()).toBeVisible({ timeout: 60_000 });
		await expect(page.getByRole('definition').filter({ hasText: 'XPlanGML 5.4' })).toBeVisible();
		await expectAccessible(page);
		staffPlan = page.url();
	});

	await test.step('nobody outside sees it before it is published', async () => {
		guard.expect(answered(404));
		const id = new URL(staffPlan).pathname.split('/').at(-1)!;
		expect((await citizen.goto(`/musterlinden/plaene/${id}`))!.status()).toBe(404);
		await citizen.goto('/');
		await expect(citizen.getByRole('link', { name: plan.name })).toHaveCount(0);
	});

	await test.step('cannot publish what the check refuses, and uploads the repaired file as the next version', async () => {
		await expect(page.getByText('Diese Fassung lässt sich noch nicht veröffentlichen')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Fassung veröffentlichen' })).toHaveCount(0);
		await page.getByLabel('Datei').setInputFiles(repaired.file);
		await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
		await expect(page.getByText('Der Plan ist eingelesen')).toBeVisible({ timeout: 60_000 });
		await page.getByRole('link', { name: `${plan.name}, Fassung 2 ansehen` }).click();
	});

	await test.step('publishes the version', async () => {
		await page.getByText('Fassung veröffentlichen').first().click();
		await page.getByRole('button', { name: 'Fassung veröffentlichen' }).click();
		await expect(page.getByText('Die Fassung ist veröffentlicht')).toBeVisible();
		await page.getByRole('link', { name: 'Öffentliche Seite ansehen' }).click();
		await expect(page.getByRole('heading', { level: 1, name: plan.name })).toBeVisible();
		await expect(page.getByRole('application', { name: `Karte des Plans ${plan.name}` })).toBeVisible();
	});

	await test.step('creates a participation from today for a month and publishes it', async () => {
		await page.getByRole('link', { name: 'Verwaltung', exact: true }).click();
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Beteiligungen' }).click();
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Beteiligung anlegen' }).click();
		await page.getByLabel('Titel').fill(TITLE);
		await page.getByLabel(/^Einleitung/).fill('Auf der Fläche am Prüfstein sollen Häuser entstehen.');
		await page.getByLabel('Fassung des Plans').selectOption({ label: await optionWith(page, plan.name) });
		await page.getByLabel('Erster Tag').fill(day());
		await page.getByLabel('Letzter Tag').fill(day(30));
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Speichern' }).click();
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await expect(page.getByText('Entwurf', { exact: true })).toBeVisible();
		await page.getByText('Veröffentlichen', { exact: true }).click();
		await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click();
		await expect(page.getByText('Die Beteiligung ist veröffentlicht.')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('everybody sees both on the first page of the Land', async () => {
		await citizen.goto('/');
		const card = citizen.getByRole('article').filter({ hasText: plan.name });
		await expect(card).toContainText('Beteiligung läuft');
		await card.getByRole('link', { name: /^Stellungnahme abgeben/ }).click();
		await expect(citizen.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
		await expect(citizen.getByText(`Zu: ${TITLE}`)).toBeVisible();
	});

	await test.step('a version in a participation cannot be taken away', async () => {
		await page.goto(`${staffPlan.split('?')[0]}?fassung=2`);
		await page.getByText('Veröffentlichung zurücknehmen').first().click();
		guard.expect(answered(409));
		await page.getByRole('button', { name: 'Veröffentlichung zurücknehmen' }).click();
		await expect(page.getByText('Das hat nicht geklappt')).toBeVisible();
	});
	await outside.close();
});

test('a file that is no plan gets a sentence and leaves nothing behind', async ({ page }) => {
	await signIn(page, 'musterlinden');
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Pläne' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pläne' })).toBeVisible();
	const before = await page.getByRole('heading', { level: 2 }).allTextContents();
	await page.getByLabel('Datei').setInputFiles({ name: 'kein-plan.gml', mimeType: 'application/gml+xml', buffer: Buffer.from('<html/>') });
	await page.getByRole('button', { name: 'Hochladen und prüfen' }).click();
	await expect(page.getByText('Der Plan konnte nicht eingelesen werden')).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('Es wurde nichts gespeichert.', { exact: false })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Zu den Plänen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Pläne' })).toBeVisible();
	const plansOnly = (texts: string[]) => texts.filter((text) => /Nr\. \d|satzung/.test(text));
	expect(plansOnly(await page.getByRole('heading', { level: 2 }).allTextContents())).toEqual(plansOnly(before));
});

async function optionWith(page: Page, text: string): Promise<string> {
	const labels = await page.getByLabel('Fassung des Plans').getByRole('option').allTextContents();
	return labels.find((label) => label.includes(text))!.trim();
}
