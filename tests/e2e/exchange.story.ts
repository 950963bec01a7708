import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { Message } from '../../importers/xbeteiligung/model.ts';
import { readMessage } from '../../importers/xbeteiligung/read.ts';
import { writeMessage } from '../../importers/xbeteiligung/write.ts';
import { message as sample } from '../unit/importers/xbeteiligung/messages.ts';
import { NO_SCHEMAS, validate } from '../unit/importers/xbeteiligung/schemas.ts';
import { expectAccessible } from './support/accessible.ts';
import { addBody } from './support/bodies.ts';
import { waitForMail } from './support/mails.ts';
import { signIn } from './support/sign-in.ts';
import { answered, expect, test } from './support/story.ts';

/** Made of the day, so that the story can be told again on the same portal. */
const RUN = Date.now().toString(36);
const BODY = `Untere Wasserbehörde ${RUN}`;
const MAIL = `wasser-${RUN}@kreis.example`;
const PLAN = `Am Wasserturm ${RUN}`;
/** The portal looks once a minute for what is to be told. */
const SOON = 150_000;

/** A planning system: takes messages, validates them, and says nothing. */
class PlanningSystem {
	readonly received: { message: Message; authorization: string | undefined }[] = [];
	readonly problems: string[] = [];
	readonly #server: Server;

	constructor() {
		this.#server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				try {
					const xml = Buffer.concat(chunks);
					const message = readMessage(xml);
					if (NO_SCHEMAS === null) validate(message.version, xml.toString());
					this.received.push({ message, authorization: request.headers.authorization });
				} catch (error) {
					this.problems.push(String(error));
				}
				response.writeHead(204).end();
			});
		});
	}
	async open(): Promise<string> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/xbeteiligung`;
	}
	close = () => void this.#server.close();
	of(code: string): Message[] {
		return this.received.map(({ message }) => message).filter((each) => each.code === code);
	}
}

/** A new procedure: one participation of the public, lawful or not. */
function initiation(end: string): string {
	const made = structuredClone(sample('1.2.1', '0401'));
	made.uuid = crypto.randomUUID();
	made.content.processId = crypto.randomUUID();
	const given = made.content.participation!;
	Object.assign(given, { planId: `plan-${RUN}`, planName: `Bebauungsplan ${PLAN}`, toeb: undefined });
	const document = { title: 'Begründung', mediaType: { code: 'application/pdf' }, source: { file: { id: 'd1', name: 'begruendung.pdf' } } };
	given.public = {
		id: `beteiligung-${RUN}`,
		iteration: '1',
		notice: '2028-01-03',
		period: { begin: '2028-01-11', end },
		attachments: [{ items: [{ ...document, document: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64') }] }],
		kind: { formal: { code: '6000' } }
	};
	return writeMessage(made);
}

/** The page of the invitations of a procedure's step that runs. */
async function openInvitations(page: Page): Promise<void> {
	await page.goto('/musterlinden/verwaltung/verfahren');
	await page.getByRole('link', { name: 'Bebauungsplan Nr. 12 „Lindenpark“', exact: true }).click();
	await page.getByRole('link', { name: 'Erneute Beteiligung der Behörden' }).first().click();
	await page.getByRole('link', { name: 'Einladungen' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Einladungen' })).toBeVisible();
}

test('a planning system sends a procedure, a public body is invited and answers, the system hears of it', async ({ page, browser, baseURL, guard, request }) => {
	test.setTimeout(360_000);
	const system = new PlanningSystem();
	const address = await system.open();
	let token = '';

	await test.step('the administration enters the planning system and gets its token, once', async () => {
		await signIn(page, 'musterlinden', 'administration');
		await page.getByRole('navigation', { name: 'Verwaltung' }).getByRole('link', { name: 'Austausch' }).click();
		// The script that comes late would close what was opened before it.
		await page.waitForLoadState('networkidle');
		const form = page.locator('form[action="?/add"]');
		if (!(await form.isVisible())) await page.locator('summary', { hasText: 'Partner aufnehmen' }).click();
		await form.getByLabel('Name').fill(`Planungssystem ${RUN}`);
		await form.getByLabel('Adresse des Partners').fill(address);
		await form.getByLabel('Unser Token beim Partner').fill('unser-token');
		await form.getByLabel(/^Verfahrensinformationen/).check();
		await form.getByLabel(/^Stellungnahmen/).check();
		await expectAccessible(page);
		await form.getByRole('button', { name: 'Aufnehmen und Token ausgeben' }).click();
		await expect(page.getByText('Partner aufgenommen')).toBeVisible();
		token = (await page.locator('code').first().textContent())!;
		await page.reload();
		await expect(page.getByText(token)).toHaveCount(0);
	});

	await test.step('the system sends a procedure: an unlawful period is refused with the computation, a lawful one becomes a draft', async () => {
		const send = (xml: string, bearer: string) => request.post('/api/xbeteiligung', { data: xml, headers: { 'Content-Type': 'application/xml', Authorization: `Bearer ${bearer}` } });
		expect((await send(initiation('2028-02-10'), 'xb_falsch-falsch-falsch-falsch')).status()).toBe(401);
		const refused = await send(initiation('2028-01-20'), token);
		expect(refused.status()).toBe(200);
		const refusal = readMessage(await refused.body());
		expect(refusal.code).toBe('0421');
		expect(refusal.content.errors![0]!.text).toContain('10. Februar 2028');
		const accepted = await send(initiation('2028-02-10'), token);
		expect(readMessage(await accepted.body())).toMatchObject({ code: '0411', content: { planId: `plan-${RUN}`, participationId: `beteiligung-${RUN}` } });
		if (NO_SCHEMAS === null) for (const answer of [refused, accepted]) validate('1.2.1', await answer.text());
	});

	await test.step('the planner sees the draft with its dates and the document; nobody else does', async () => {
		await page.goto('/musterlinden/verwaltung/verfahren');
		await page.getByRole('link', { name: `Bebauungsplan ${PLAN}`, exact: true }).click();
		await expect(page.getByText('11. Januar 2028', { exact: false }).first()).toBeVisible();
		await page.getByRole('link', { name: 'Unterlagen' }).first().click();
		await expect(page.getByRole('link', { name: /begruendung\.pdf|Begründung/ }).first()).toBeVisible();
		const outside = await request.get('/musterlinden/verfahren');
		expect(await outside.text()).not.toContain(PLAN);
	});

	await test.step('the planner enters a body and invites it to a running step', async () => {
		await addBody(page, BODY, MAIL);
		await expectAccessible(page);
		await openInvitations(page);
		await page.getByLabel(BODY).check();
		await page.getByRole('button', { name: 'Ausgewählte einladen' }).click();
		await expect(page.getByText('1 Stelle wurde eingeladen.')).toBeVisible();
		await expectAccessible(page);
	});

	const link = /https?:\/\/\S+\/einladung\/[A-Za-z0-9_-]+/.exec((await waitForMail(MAIL)).text)![0];
	const outside = await browser.newContext({ baseURL, javaScriptEnabled: false });
	await guard.watch(outside);
	const body = await outside.newPage();

	await test.step('the body opens its link without login and JavaScript, asks for more time and gets it', async () => {
		const response = await body.goto(new URL(link).pathname);
		expect(response!.headers()).toMatchObject({ 'referrer-policy': 'same-origin', 'cache-control': expect.stringContaining('no-store') });
		await expect(body.getByText(`Für: ${BODY}`)).toBeVisible();
		await expect(body.getByRole('link', { name: /Begründung/ }).first()).toBeVisible();
		await body.locator('summary', { hasText: 'Verlängerung erbitten' }).click();
		await body.getByLabel('Gewünschtes Ende').fill('2099-01-15');
		await body.getByRole('textbox', { name: 'Begründung' }).fill('Ein Gutachten steht noch aus');
		await body.getByRole('button', { name: 'Verlängerung erbitten' }).click();
		await expect(body.getByText('Ihre Bitte ist eingegangen')).toBeVisible();
		await openInvitations(page);
		const row = page.getByRole('listitem').filter({ hasText: BODY });
		await expect(row.getByText('bittet um Verlängerung bis 15. Januar 2099')).toBeVisible();
		await row.getByRole('button', { name: 'Frist verlängern' }).click();
		await expect(page.getByText('Frist verlängert')).toBeVisible();
		await body.goto(new URL(link).pathname);
		await expect(body.getByText('Ihre Frist wurde verlängert', { exact: false })).toBeVisible();
	});

	await test.step('the body answers and has a receipt', async () => {
		await body.getByRole('link', { name: 'Stellungnahme schreiben' }).click();
		await body.getByRole('textbox', { name: /^Text/ }).fill('Am Bach braucht es einen Randstreifen von zehn Metern 🌊.');
		await body.getByRole('textbox', { name: /^Eigene Planungen/ }).fill('Gewässerausbau 2028');
		await body.getByRole('textbox', { name: /^Name/ }).fill('Erika Muster');
		await body.getByRole('button', { name: 'Prüfen' }).click();
		await expect(body.getByRole('heading', { level: 1, name: 'Stellungnahme prüfen' })).toBeVisible();
		await body.getByRole('button', { name: 'Absenden' }).click();
		await expect(body.getByText('Ihre Stellungnahme ist eingegangen')).toBeVisible();
		await expect(body.getByText('15. Januar 2099', { exact: false })).toBeVisible();
		guard.expect(answered(404));
		const wrong = await body.goto(`${new URL(link).pathname.slice(0, -1)}_`);
		expect(wrong!.status()).toBe(404);
	});

	await test.step('the planning system receives the published steps and the statement, all of them valid', async () => {
		await expect.poll(() => system.received.length + system.problems.length, { timeout: SOON }).toBeGreaterThan(0);
		expect(system.problems).toEqual([]);
		await expect.poll(() => system.of('0701').length, { timeout: SOON }).toBeGreaterThan(0);
		await expect.poll(() => system.of('0451').length, { timeout: SOON }).toBeGreaterThan(3);
		expect(system.problems).toEqual([]);
		const told = system.of('0701').find(({ content }) => content.statement!.author?.organisation?.name === BODY)!;
		expect(told.content.statement).toMatchObject({
			text: 'Am Bach braucht es einen Randstreifen von zehn Metern .\n\nEigene Planungen und Maßnahmen:\nGewässerausbau 2028'
		});
		expect(told.content.statement!.author!.private).toBeUndefined();
		expect(JSON.stringify(told)).not.toContain(MAIL);
		expect(system.received.every(({ authorization }) => authorization === 'Bearer unser-token')).toBe(true);
		expect(JSON.stringify(system.of('0451'))).not.toContain(PLAN);
		await page.goto('/musterlinden/verwaltung/austausch');
		await expect(page.getByText('Neue Stellungnahme (0701)').first()).toBeVisible();
		await expectAccessible(page);
	});
	await outside.close();
	system.close();
});
