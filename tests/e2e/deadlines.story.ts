import { expectAccessible, expectNoOverflow, expectSound } from './support/accessible.ts';
import { expect, test } from './support/story.ts';

const WIDTHS = [320, 820, 1440];

test('somebody computes when a period ends, and reads why', async ({ page, request }) => {
	await test.step('finds the page and is told which Land it is', async () => {
		await page.goto('/');
		await page.getByRole('navigation', { name: 'Rechtliches' }).getByRole('link', { name: 'Fristenrechner' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Fristenrechner' })).toBeVisible();
		await expect(page.getByLabel('Land', { exact: true })).toHaveValue('SN');
		await expectSound(page);
		await expectAccessible(page);
	});

	await test.step('February: thirty days are longer than a month', async () => {
		await page.getByLabel('Tag, an dem die Frist anfängt').fill('2027-02-01');
		await page.getByRole('button', { name: 'Frist berechnen' }).click();
		await expect(page.getByRole('heading', { name: 'Die Frist endet am Dienstag, 2. März 2027 um 24 Uhr.' })).toBeVisible();
		await expect(page.getByText('spätestens am Sonntag, 31. Januar 2027')).toBeVisible();
		await expect(page.getByText('Der 30. Tag ist Dienstag, 2. März 2027.')).toBeVisible();
		const march = page.getByRole('table', { name: 'März 2027' });
		await expect(march.getByRole('cell', { name: /^2 ?: .*letzter Tag der Frist/ })).toBeVisible();
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			await expectNoOverflow(page);
			await expectAccessible(page);
		}
	});

	await test.step('a holiday that one Land has and another has not', async () => {
		for (const [land, end] of [
			['Sachsen', 'Donnerstag, 27. Mai 2027'],
			['Hessen', 'Freitag, 28. Mai 2027']
		] as const) {
			await page.getByLabel('Land', { exact: true }).selectOption(land);
			await page.getByLabel('Tag, an dem die Frist anfängt').fill('2027-04-28');
			await page.getByRole('button', { name: 'Frist berechnen' }).click();
			await expect(page.getByRole('heading', { name: `Die Frist endet am ${end} um 24 Uhr.` })).toBeVisible();
		}
		await expect(page.getByText('ein Feiertag in Hessen (Fronleichnam)')).toBeVisible();
	});

	await test.step('the interface for other systems says the same', async () => {
		const address = await page.getByRole('link', { name: 'Schnittstelle für andere Systeme' }).getAttribute('href');
		expect(await (await request.get(address!)).json()).toMatchObject({ land: 'HE', start: '2027-04-28', end: '2027-05-28' });
	});
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });
	test('the same', async ({ page }) => {
		await page.goto('/fristenrechner');
		await page.getByLabel('Art der Frist').selectOption('Stellungnahme einer Behörde (§ 4 Abs. 2 BauGB)');
		await page.getByLabel('Tag, an dem die Frist anfängt').fill('2027-01-29');
		await page.getByRole('button', { name: 'Frist berechnen' }).click();
		await expect(page.getByRole('heading', { name: 'Die Frist endet am Montag, 1. März 2027 um 24 Uhr.' })).toBeVisible();
		await page.goto('/fristenrechner?art=publication&land=SN&beginn=2027-02-30');
		await expect(page.getByRole('alert')).toContainText('kein Tag');
	});
});
