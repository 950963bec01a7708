import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './story.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

/** axe finds nothing against WCAG 2.2 A and AA on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
	const findings = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.target.join(' ')}`).join('\n')}`);
	expect(findings, `axe on ${page.url()}`).toEqual([]);
}

/** What every page has: one heading of the first level, a title, its language, the legal links; and nothing beside the screen. */
export async function expectSound(page: Page): Promise<void> {
	const where = page.url();
	await expect(page.locator('h1'), `h1 on ${where}`).toHaveCount(1);
	await expect(page.locator('html'), `language of ${where}`).toHaveAttribute('lang', 'de');
	await expect(page, `title of ${where}`).toHaveTitle(/\S.*\S/);
	const footer = page.getByRole('navigation', { name: 'Rechtliches' });
	for (const name of ['Impressum', 'Datenschutz', 'Erklärung zur Barrierefreiheit'])
		await expect(footer.getByRole('link', { name }), `${name} on ${where}`).toBeVisible();
	await expectNoOverflow(page);
}

/** Nobody has to scroll sideways. */
export async function expectNoOverflow(page: Page): Promise<void> {
	const { wide, visible } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, visible: innerWidth }));
	expect(wide, `width of ${page.url()} at ${visible} pixels`).toBeLessThanOrEqual(visible);
}
