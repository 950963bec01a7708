import type { Page } from '@playwright/test';
import { expect } from './story.ts';

/** A planner takes a body into the address book, from any page of the administration. */
export async function addBody(page: Page, name: string, email: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Träger' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Träger/);
	const form = page.locator('form[action="?/save"]').last();
	if (!(await form.isVisible())) await page.locator('summary', { hasText: 'Stelle aufnehmen' }).click();
	await form.getByLabel('Name der Stelle').fill(name);
	await form.getByLabel(/^E-Mail/).fill(email);
	await form.getByRole('button', { name: 'Aufnehmen' }).click();
	await expect(page.getByText('Stelle aufgenommen')).toBeVisible();
}
