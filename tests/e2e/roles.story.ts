import type { Page } from '@playwright/test';
import { MAY, routeOf, type Who } from '../support/staff-actions.ts';
import { signIn, type Mailbox } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

/** Without a script everything that can be opened stands in the page. */
test.use({ javaScriptEnabled: false });

const ADMINISTRATION = '/musterlinden/verwaltung';
/** Pages that differ only in which thing they show: this many of each. */
const ALIKE = 2;
const pageOf = (path: string) => path.replace(/\?.*/, '').replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, '/[id]');

interface Found {
	links: string[];
	/** Where forms and their buttons send to. */
	sends: string[];
}

/** Links of a page within the portal, and where its forms send to. The page is read, not shown: that is faster. */
function look(page: Page, path: string, html: string): Promise<Found> {
	return page.evaluate(
		([path, html]) => {
			const read = new DOMParser().parseFromString(html, 'text/html');
			const own = (value: string | null) => new URL(value ?? '', new URL(path, location.origin));
			const all = (selector: string, attribute: string) => [...read.querySelectorAll(selector)].map((element) => own(element.getAttribute(attribute)));
			return {
				links: all('main a[href], nav a[href]', 'href').filter(({ origin }) => origin === location.origin).map(({ pathname, search }) => pathname + search),
				sends: [...all('form[method="POST" i]', 'action'), ...all('button[formaction]', 'formaction')].map(({ pathname }) => pathname)
			};
		},
		[path, html] as const
	);
}

/** Everything that somebody can reach by links opens, and no form stands there that the person may not send. */
async function walk(page: Page, who: Who): Promise<number> {
	const queue = [ADMINISTRATION];
	const known = new Set(queue);
	const opened = new Map<string, number>();
	for (let path = queue.shift(); path; path = queue.shift()) {
		const count = opened.get(pageOf(path)) ?? 0;
		if (count >= ALIKE) continue;
		opened.set(pageOf(path), count + 1);
		const answer = await page.request.get(path);
		expect(answer.status(), `${who}: ${path}`).toBeLessThan(400);
		if (!answer.headers()['content-type']!.startsWith('text/html')) continue;
		const { links, sends } = await look(page, path, await answer.text());
		for (const send of sends.filter((each) => each.includes('/verwaltung'))) {
			const route = routeOf(send);
			expect(route && MAY[route], `${who}: a form of ${path} sends to ${send}`).toContain(who);
		}
		for (const link of links.filter((each) => each.startsWith(ADMINISTRATION) && !known.has(each))) {
			known.add(link);
			queue.push(link);
		}
	}
	return opened.size;
}

for (const [who, mailbox] of [['clerk', 'sachbearbeitung'], ['planner', 'planung']] as [Who, Mailbox][])
	test(`${who}: every page that is linked opens, and shows no control that would be refused`, async ({ page }) => {
		test.setTimeout(300_000);
		await signIn(page, 'musterlinden', mailbox);
		expect(await walk(page, who)).toBeGreaterThan(25);
	});

test('a clerk reads a procedure with its checklist, notice and invitations, and can change nothing of them', async ({ page }) => {
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	await page.getByRole('link', { name: 'Verfahren', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Verfahren anlegen' })).toHaveCount(0);
	await page.getByRole('main').getByRole('link', { name: /Lindenpark/ }).first().click();
	await expect(page.getByRole('link', { name: 'Angaben bearbeiten' })).toHaveCount(0);
	await page.getByRole('heading', { level: 3 }).getByRole('link', { name: 'Erneute Veröffentlichung im Internet' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Erneute Veröffentlichung im Internet' })).toBeVisible();
	await page.getByRole('link', { name: 'Bekanntmachung', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Bekanntmachung' })).toBeVisible();
	await expect(page.getByRole('main').locator('form, textarea')).toHaveCount(0);
});

test('a clerk enters a statement that came on paper, and reads it in the list', async ({ page }) => {
	const text = `Auf Papier eingegangen, ${Date.now()}.`;
	await signIn(page, 'musterlinden', 'sachbearbeitung');
	await page.goto(`${ADMINISTRATION}/beteiligungen`);
	await page.getByRole('main').getByRole('link', { name: /Erneute Veröffentlichung/ }).first().click();
	await page.getByRole('main').getByRole('link', { name: /Stellungnahmen/ }).first().click();
	await page.getByRole('link', { name: 'Stellungnahme erfassen' }).click();
	await page.getByLabel('Text', { exact: true }).fill(text);
	await page.getByRole('button', { name: 'Erfassen' }).click();
	await page.getByRole('link', { name: /^Stellungnahme (Nr\. )?\d+/ }).click();
	await expect(page.getByText(text)).toBeVisible();
	await expect(page.getByRole('link', { name: /löschen/i })).toHaveCount(0);
});
