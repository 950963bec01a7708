import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

const WIDTHS = [320, 820, 1440];

/** Shows the page at all widths; axe looks at the narrowest and the widest. */
async function look(page: Page, address: string, status = 200): Promise<void> {
	await page.setViewportSize({ width: WIDTHS[0]!, height: 800 });
	const answer = await page.goto(address);
	expect(answer!.status(), address).toBe(status);
	const map = page.getByRole('application');
	if ((await page.locator('.wait, [data-map-workspace]').count()) > 0) await expect(map.first()).toBeVisible();
	await expectSound(page);
	await expectAccessible(page);
	for (const width of WIDTHS.slice(1)) {
		await page.setViewportSize({ width, height: 900 });
		await expectNoOverflow(page);
	}
	await expectAccessible(page);
}

/** Path of the first link with such an address (and name) on the page. */
async function hrefOf(page: Page, address: string, pattern: RegExp, name = /./): Promise<string> {
	await page.goto(address);
	for (const link of await page.getByRole('link', { name }).all()) {
		const path = new URL(await link.evaluate((a: HTMLAnchorElement) => a.href)).pathname;
		if (pattern.test(path)) return path;
	}
	throw new Error(`No link ${pattern} on ${address}.`);
}

const ID = '[0-9a-f-]{36}';

test('public pages', async ({ page, guard }) => {
	test.setTimeout(240_000);
	const plan = await hrefOf(page, '/musterlinden/plaene', new RegExp(`^/musterlinden/plaene/${ID}$`), /Lindenpark/);
	const object = await hrefOf(page, `${plan}/objekte`, /\/objekte\/.+$/);
	const participation = await hrefOf(page, plan, new RegExp(`^/musterlinden/beteiligungen/${ID}$`));
	const document = await hrefOf(page, plan, /\/dokumente\/.+\/ansehen$/);
	const addresses = [
		...['/', '/?suche=Linden', '/musterlinden', '/login', '/impressum', '/datenschutz', '/barrierefreiheit'],
		...['/musterlinden/impressum', '/musterlinden/datenschutz', '/musterlinden/barrierefreiheit'],
		...['/musterlinden/plaene', '/musterlinden/plaene?suche=Linden&stand=aufstellung', '/musterlinden/beteiligungen', '/musterlinden/eingang'],
		...['/plan-pruefen', '/zeichen', '/fristenrechner', '/fristenrechner?art=ruege215&land=BY&beginn=2027-03-12', '/api', `${plan}/herunterladen`, `${plan}/herunterladen/xplangml`, `${plan}/herunterladen/geopackage`, `${plan}/drucken`],
		...[`${plan}/unterschied`, `${plan}/unterschied?von=2&nach=1`, `${plan}/drucken`, document],
		...[plan, `${plan}?fassung=1`, `${plan}/objekte`, object, participation, `${participation}/stellungnahme`]
	];
	for (const address of addresses) await look(page, address);
	guard.expect(answered(404));
	const guessed = [`/musterlinden/plaene/${crypto.randomUUID()}`, '/musterlinden/eingang/AAAA-AAAA'];
	for (const address of ['/gibt-es-nicht', '/musterlinden/gibt-es-nicht', ...guessed]) {
		await look(page, address, 404);
		await expect(page.getByRole('heading', { level: 1, name: 'Nicht gefunden' })).toBeVisible();
	}
});

test('pages of the administration', async ({ page }) => {
	test.setTimeout(240_000);
	await signIn(page, 'musterlinden', 'administration');
	const base = '/musterlinden/verwaltung';
	const plan = await hrefOf(page, `${base}/plaene`, new RegExp(`/plaene/${ID}$`));
	const participation = await hrefOf(page, `${base}/beteiligungen`, new RegExp(`/beteiligungen/${ID}$`), /Erneute Veröffentlichung/);
	const statements = `${participation}/stellungnahmen`;
	const statement = await hrefOf(page, statements, new RegExp(`/stellungnahmen/${ID}$`));
	const run = await hrefOf(page, `${base}/plaene`, new RegExp(`/importe/${ID}$`));
	const addresses = [
		...[`${base}/plaene?suche=Linden&stand=aufstellung&pruefung=bestanden`, run, `${plan}/unterschied`],
		...[`${plan}/bearbeiten`, `${plan}/bearbeiten?teil=texte`, `${plan}/bearbeiten?teil=unterlagen`, `${plan}/loeschen?fassung=1`],
		...[base, `${base}/plaene`, plan, `${base}/beteiligungen`, `${base}/beteiligungen/neu`, participation, statements, statement, `${statement}/loeschen`],
		...[`${statements}/neu`, `${base}/einstellungen`, `${base}/einstellungen/seiten/impressum`, `${base}/konten`],
		...[`${base}/konten/passwort`, '/postausgang']
	];
	for (const address of addresses) await look(page, address);
	await page.getByRole('button', { name: 'Abmelden' }).click();
	await expect(page.getByRole('link', { name: 'Anmelden' })).toBeVisible();
	await page.goto(base);
	await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible();
});

test('what is typed before the script has come is searched when it comes', async ({ page }) => {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*', async (route) => {
		if (route.request().resourceType() === 'script') await released;
		await route.continue();
	});
	await page.goto('/', { waitUntil: 'commit' });
	await page.getByRole('combobox').fill('Lindenpark');
	release();
	await expect(page.getByRole('option', { name: /Bebauungsplan Nr. 12 „Lindenpark“/ }).first()).toBeVisible();
});

test('too many wrong passwords: a sentence and a pause', async ({ page, guard }) => {
	guard.expect(answered(401));
	guard.expect(answered(429));
	await page.goto('/login');
	const paused = page.getByText(/^Zu viele Anmeldeversuche\. Bitte warten Sie \d+ Minuten/);
	for (let tries = 0; tries < 12 && !(await paused.isVisible()); tries++) {
		await page.getByLabel('E-Mail-Adresse').fill('niemand@musterlinden.example');
		await page.getByLabel('Passwort').fill('falsch und geraten');
		await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: 'Anmelden' }).click()]);
		await expect(page.getByText('Die Anmeldung hat nicht geklappt')).toBeVisible();
		if (tries === 0) await expect(page.getByText('E-Mail-Adresse oder Passwort stimmen nicht.', { exact: false })).toBeVisible();
	}
	await expect(paused).toBeVisible();
	await expectAccessible(page);
});

test('headers of every kind of answer', async ({ request }) => {
	const page = await request.get('/');
	const policy = page.headers()['content-security-policy']!;
	expect(policy).not.toContain('unsafe-inline');
	expect(policy).not.toContain("'unsafe-eval'");
	expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'nonce-[^']+'/);
	expect(policy).toContain("frame-ancestors 'none'");
	expect(policy).toContain("img-src 'self' data: blob:");
	const script = /_app\/immutable\/entry\/start\.[^"]+\.js/.exec(await page.text())![0];
	for (const path of ['/', '/health/live', '/tiles/land/8/137/85.mvt', '/api/search?q=Linden', '/theme.css', `/${script}`, '/gibt-es-nicht']) {
		const headers = (await request.get(path)).headers();
		expect(headers['content-security-policy'], path).toBeTruthy();
		expect(headers['content-security-policy'], path).not.toContain('unsafe-inline');
		expect(headers['x-content-type-options'], path).toBe('nosniff');
		expect(headers['referrer-policy'], path).toBe('same-origin');
		expect(headers['x-frame-options'], path).toMatch(/DENY|SAMEORIGIN/);
		expect(headers['x-powered-by'], path).toBeUndefined();
	}
	const icon = await request.get('/favicon.ico');
	expect([icon.status(), icon.headers()['content-type']]).toEqual([200, expect.stringMatching(/icon/)]);
	const forged = await request.post('/login', { headers: { origin: 'https://fremd.example' }, form: { email: 'a@b.example', password: 'x' } });
	expect(forged.status()).toBe(403);
});
