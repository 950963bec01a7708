import type { Page } from '@playwright/test';
import { expect } from './story.ts';

/** Path of a procedure of Musterlinden in which statements can be made now. */
export async function runningProcedure(page: Page): Promise<string> {
	await page.goto('/musterlinden/verfahren');
	const href = await page.locator('li.active h2 a').first().getAttribute('href');
	expect(href).toMatch(/^\/musterlinden\/verfahren\/[0-9a-f-]{36}$/);
	return href!;
}
