import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const TITLE = `Bebauungsplan „Am Güterbahnhof ${Date.now()}“`;
const REASONS = 'Die Flächen sind heute schon versiegelt.';
const TOO_LARGE = 'Das beschleunigte Verfahren ist dann nicht zulässig.';
const MISSING = 'Ihr Ergebnis ist nicht mit Tag und Gründen festgehalten.';

async function fillFacts(page: Page, facts: { area: string; examinedOn?: string; reasons?: string }): Promise<void> {
	await page.getByLabel(/^Grundfläche in m²/).fill(facts.area);
	await page.getByLabel(/^Vorprüfung des Einzelfalls abgeschlossen am/).fill(facts.examinedOn ?? '');
	await page.getByLabel(/^Ergebnis und wesentliche Gründe/).fill(facts.reasons ?? '');
	await page.getByRole('button', { name: 'Speichern' }).click();
}

test('a plan of inner development says how large it is and that it was examined (§ 13a BauGB)', async ({ page, guard }) => {
	guard.expect(answered(422));
	await signIn(page, 'musterlinden');
	await page.goto('/musterlinden/verwaltung/verfahren/neu');
	await page.locator('#art-bebauungsplan-13a').check();
	await page.getByLabel(/^Titel/).fill(TITLE);
	await page.getByRole('button', { name: 'Verfahren anlegen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
	const procedure = new URL(page.url()).pathname;
	await page.getByRole('heading', { level: 3 }).getByRole('link', { name: 'Veröffentlichung im Internet', exact: true }).click();
	const open = (text: string) => page.getByRole('region', { name: /Ist es bereit/ }).locator('strong', { hasText: text });
	await expect(open('Die Grundfläche ist nicht angegeben.')).toBeVisible();
	const step = new URL(page.url()).pathname;

	await page.goto(`${procedure}/angaben`);
	for (const width of [320, 820, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoOverflow(page);
	}
	await fillFacts(page, { area: 'viel' });
	await expect(page.getByText('Bitte geben Sie ganze Quadratmeter an', { exact: false })).toBeVisible();
	await fillFacts(page, { area: '35.000', examinedOn: '2099-01-01', reasons: REASONS });
	await expect(page.getByText('Bitte geben Sie einen Tag an, der nicht in der Zukunft liegt.')).toBeVisible();
	await expectAccessible(page);

	for (const [facts, said] of [[{ area: '80.000 m²' }, TOO_LARGE], [{ area: '35.000' }, MISSING]] as const) {
		await page.goto(`${procedure}/angaben`);
		await fillFacts(page, facts);
		await expect(page.getByText('Gespeichert.')).toBeVisible();
		await page.goto(step);
		await expect(open(said)).toBeVisible();
	}
	await page.goto(`${procedure}/angaben`);
	await fillFacts(page, { area: '35.000', examinedOn: '2020-02-03', reasons: REASONS });
	await expect(page.getByText('Gespeichert.')).toBeVisible();
	await expect(page.getByLabel(/^Grundfläche in m²/)).toHaveValue('35.000');
	await page.goto(step);
	await expect(open('Es fehlt die Begründung.')).toBeVisible();
	await expect(open(MISSING)).toHaveCount(0);

	await page.goto(`${step}/bekanntmachung`);
	const hint = page.getByRole('region', { name: 'Beschleunigtes Verfahren' });
	await expect(hint.getByText('abgeschlossen am 3. Februar 2020', { exact: false }).first()).toBeVisible();
	await expect(hint.getByText(REASONS).first()).toBeVisible();
});
