import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expectAccessible, expectNoOverflow } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

/** Somebody prints a piece of a plan: with the keyboard alone, with the mouse, and without JavaScript. */
const PLAN = 'Bebauungsplan Nr. 12 „Lindenpark“';

async function openForm(page: Page): Promise<void> {
	await page.goto('/musterlinden');
	await page.getByRole('link', { name: PLAN }).first().click();
	await page.getByRole('link', { name: 'Zur Seite des Plans' }).first().click();
	await page.getByRole('link', { name: /^Plan drucken/ }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Plan drucken' })).toBeVisible();
}

/** Sends the form; where drawing takes longer, goes on from the waiting page. */
async function receive(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
	const download = page.waitForEvent('download', { timeout: 60_000 });
	await press();
	const ready = page.getByRole('link', { name: 'PDF herunterladen' });
	const file = await Promise.race([download, ready.waitFor({ timeout: 60_000 }).then(async () => (await ready.click(), download))]);
	return new Uint8Array(readFileSync((await file.path())!));
}

async function read(bytes: Uint8Array): Promise<{ text: string; size: number[] }> {
	const page = await (await getDocument({ data: bytes.slice(), verbosity: 0 }).promise).getPage(1);
	const content = await page.getTextContent();
	return { text: content.items.map((item) => ('str' in item ? item.str : '')).join(' '), size: page.view.slice(2).map(Math.round) };
}

const frameText = (page: Page) => page.getByRole('status').filter({ hasText: 'Meter' });

test('chooses the extract by keyboard and gets a sheet of A3', async ({ page }) => {
	await openForm(page);
	const east = page.getByLabel('Ostwert der Mitte');
	const before = await east.inputValue();
	await page.getByLabel('Maßstab', { exact: true }).focus();
	await page.keyboard.type('1 : 1.0');
	await expect(frameText(page)).toContainText('1 : 1.000: 316 × 273 Meter');

	const frame = page.getByRole('application', { name: 'Rahmen des Ausschnitts', exact: true });
	await frame.focus();
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Shift+ArrowUp');
	await page.keyboard.press('.');
	await expect(page.getByLabel('eigene Mitte')).toBeChecked();
	await expect(page.getByLabel('Drehung in Grad')).toHaveValue('5');
	const metres = (text: string) => Number(text.replace(',', '.'));
	expect(metres(await east.inputValue()) - metres(before)).toBeCloseTo(31.6, 0);

	await page.getByRole('button', { name: 'PDF erstellen' }).focus();
	const bytes = await receive(page, () => page.keyboard.press('Enter'));
	const { text, size } = await read(bytes);
	expect(size).toEqual([1191, 842]);
	expect(text).toContain('1 : 1.000');
	expect(text).toContain('Stadt Musterlinden');
	expect(text).toContain('Zeichenerklärung');
	try {
		expect(execFileSync('pdfinfo', ['-'], { input: bytes, encoding: 'utf8' })).toMatch(/Tagged:\s+yes[\s\S]*Page size:.*\(A3\)/);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
});

test('moves the frame with the mouse and sees the form at every width', async ({ page }) => {
	await openForm(page);
	await expect(frameText(page)).toContainText('1 : 1.250');
	const map = page.getByRole('application', { name: /^Karte von/ });
	await map.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
	const box = (await map.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 20, { steps: 6 });
	await page.mouse.up();
	await expect(page.getByLabel('eigene Mitte')).toBeChecked();
	// The frame keeps its scale while it moves.
	await expect(page.getByLabel('Eigener Maßstab')).toHaveValue('1250');
	await page.getByRole('button', { name: 'Rahmen auf den ganzen Plan' }).click();
	await expect(page.getByLabel('Mitte des Plans')).toBeChecked();
	for (const width of [320, 820, 1440]) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoOverflow(page);
	}
	await expectAccessible(page);
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('prints by the form alone, and hears what was typed wrongly', async ({ page }) => {
		await openForm(page);
		await page.getByLabel('Maßstab', { exact: true }).selectOption({ label: 'eigener Maßstab' });
		await page.getByLabel('Eigener Maßstab').fill('viel');
		await page.getByLabel('Hochformat').check();
		await page.getByRole('button', { name: 'PDF erstellen' }).click();
		await expect(page.getByText('Der Maßstab muss eine Zahl', { exact: false }).first()).toBeVisible();
		await expect(page.getByLabel('Hochformat')).toBeChecked();
		await expect(page.getByLabel('Eigener Maßstab')).toHaveValue('viel');
		await page.getByLabel('Eigener Maßstab').fill('750');
		await page.getByLabel('A4', { exact: true }).check();
		const bytes = await receive(page, () => page.getByRole('button', { name: 'PDF erstellen' }).click());
		const { text, size } = await read(bytes);
		expect(size).toEqual([595, 842]);
		expect(text).toContain('1 : 750');
	});
});
