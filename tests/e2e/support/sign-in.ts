import type { Page } from '@playwright/test';
import { expect } from './story.ts';

export type Mailbox = 'administration' | 'planung' | 'sachbearbeitung';
export type Slug = 'musterlinden' | 'auenfelde' | 'heidewinkel';

/** E-mail and password of a demo account, as the first start printed them. */
export function loginOf(slug: Slug, mailbox: Mailbox = 'planung'): { email: string; password: string } {
	const wanted = `${mailbox}@${slug}.example`;
	const line = process.env.E2E_LOGINS!.split('\n').find((each) => each.startsWith(`${wanted}\t`));
	if (!line) throw new Error(`No demo login ${wanted}.`);
	return { email: wanted, password: line.split('\t')[1]! };
}

/** Signs in through the page, from wherever the person is. */
export async function signIn(page: Page, slug: Slug, mailbox?: Mailbox): Promise<void> {
	const { email, password } = loginOf(slug, mailbox);
	await page.goto('/login');
	await page.getByLabel('E-Mail-Adresse').fill(email);
	await page.getByLabel('Passwort').fill(password);
	await page.getByRole('button', { name: 'Anmelden' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible();
}
