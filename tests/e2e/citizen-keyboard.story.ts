import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

const TEXT = 'Der Gehweg am Quartiersplatz soll ohne Stufen sein.';

/** Presses Tab until the element has the focus: everything can be reached this way, in an order that ends. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
	await expect(target).toBeVisible();
	for (let presses = 0; presses < 150; presses++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press(key);
	}
	throw new Error(`Tab does not lead to ${target}.`);
}

async function press(page: Page, ...keys: string[]): Promise<void> {
	for (const key of keys) await page.keyboard.press(key);
}

async function pressButton(page: Page, target: Locator, key = 'Enter'): Promise<void> {
	await tabTo(page, target);
	await page.keyboard.press(key);
}

test('with the keyboard alone', async ({ page }) => {
	await page.addInitScript(() => {
		// No mouse in this story, by accident either.
		for (const kind of ['mousedown', 'touchstart']) addEventListener(kind, () => console.error(`${kind} in the keyboard story`), true);
	});

	await test.step('goes from the start page to the form', async () => {
		await page.goto('/');
		await press(page, 'Tab');
		await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused();
		await press(page, 'Enter');
		const search = page.getByRole('combobox', { name: 'Adresse, Ort oder Plan suchen' });
		await tabTo(page, search);
		await page.keyboard.type('Lindenpark');
		await expect(page.getByRole('option', { name: /Nr\. 12 „Lindenpark“\s*Plan/ })).toBeVisible();
		await press(page, 'ArrowDown');
		while ((await page.getByRole('option', { name: /Nr\. 12 „Lindenpark“\s*Plan/ }).getAttribute('aria-selected')) !== 'true') await press(page, 'ArrowDown');
		await press(page, 'Enter');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Nr\. 12/);
	});

	await test.step('chooses what lies under the crosshair of the plan', async () => {
		const map = page.getByRole('application', { name: /^Karte des Plans/ });
		await tabTo(page, map);
		const said = page.getByRole('status').filter({ hasText: /^Gewählt: / });
		await expect(async () => {
			await press(page, 'Enter');
			await expect(said).toBeAttached({ timeout: 1_000 });
		}).toPass();
		await expect(page.locator('#objekt-titel')).toBeFocused();
		await pressButton(page, page.getByRole('link', { name: 'Zu diesem Objekt Stellung nehmen' }));
		await expect(page.getByRole('heading', { level: 1, name: 'Stellungnahme schreiben' })).toBeVisible();
	});

	const places = page.getByRole('region', { name: 'Ort auf der Karte zeigen' });
	// The measure is a status of its own; what is announced comes last.
	const said = places.getByRole('status').last();
	const map = page.getByRole('application', { name: /Karte zum Einzeichnen/ });

	await test.step('draws a line with the crosshair', async () => {
		await pressButton(page, places.getByRole('button', { name: 'Linie zeichnen' }), 'Space');
		await expect(said).toHaveText(/^Werkzeug: Linie zeichnen/);
		await expect(map).toBeFocused();
		await press(page, 'Enter');
		await expect(said).toHaveText(/^Punkt 1 gesetzt: 5\d,\d{5}° Nord, 1\d,\d{5}° Ost\.$/);
		await press(page, 'Space');
		await expect(said).toHaveText('Es fehlt noch ein Punkt.');
		await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight');
		await expect(said).toHaveText(/^Fadenkreuz: .* m vom letzten Punkt\.$/);
		await press(page, 'Enter', 'ArrowUp', 'ArrowUp', 'Enter');
		await expect(said).toHaveText(/^Punkt 3 gesetzt/);
		const live = places.getByText(/^Länge .* m$/);
		const long = await live.textContent();
		await press(page, 'Backspace');
		await expect(said).toHaveText('Punkt zurückgenommen, noch 2.');
		await expect(live).not.toHaveText(long!);
		await press(page, 'Space');
		await expect(said).toHaveText('Linie 2 hinzugefügt.');
		await expect(places.getByRole('listitem').filter({ hasText: 'Linie 2' })).toContainText(/Länge .* m/);
	});

	await test.step('draws an area; a crossing outline is refused', async () => {
		await tabTo(page, places.getByRole('button', { name: 'Fläche zeichnen' }), 'Shift+Tab');
		await press(page, 'Space');
		await expect(map).toBeFocused();
		await press(page, 'Enter', 'ArrowRight', 'ArrowRight', 'Enter', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowLeft', 'Enter');
		await press(page, 'ArrowRight', 'ArrowRight', 'Enter', 'Space');
		await expect(said).toHaveText(/kreuzt sich selbst/);
		await press(page, 'Backspace', 'Space');
		await expect(said).toHaveText('Fläche 3 hinzugefügt.');
		await expect(places.getByRole('listitem')).toHaveCount(3);
		await expectAccessible(page);
	});

	await test.step('changes the area and removes the line', async () => {
		const area = places.getByRole('listitem').filter({ hasText: 'Fläche 3' });
		const before = await area.textContent();
		await pressButton(page, places.getByRole('button', { name: 'Fläche 3 ändern' }));
		await expect(map).toBeFocused();
		await press(page, 'ArrowLeft', 'ArrowLeft', 'Enter', 'Space');
		await expect(said).toHaveText('Fläche 3 hinzugefügt.');
		expect(await area.textContent()).not.toBe(before);
		await pressButton(page, places.getByRole('button', { name: 'Linie 2 entfernen' }));
		await expect(said).toHaveText('Linie 2 entfernt.');
		await expect(places.getByRole('listitem')).toHaveCount(2);
	});

	await test.step('writes and sends', async () => {
		await tabTo(page, page.getByLabel('Text'));
		await page.keyboard.type(TEXT);
		await expect(page.getByRole('paragraph').filter({ hasText: 'Die Prüfung ist fertig.' })).toBeVisible();
		await pressButton(page, page.getByRole('button', { name: 'Direkt absenden' }));
		await expect(page.getByRole('heading', { level: 1, name: 'Ihre Stellungnahme ist eingegangen' })).toBeVisible();
		await expect(page.getByText(TEXT)).toBeVisible();
		const orte = page.getByRole('region', { name: 'Orte', exact: true }).getByRole('listitem');
		await expect(orte).toHaveCount(2);
		await expect(orte.last()).toContainText('Fläche auf der Karte');
	});
});
