import type { APIRequestContext, APIResponse } from '@playwright/test';
import { tileAt } from '../support/tiles.ts';
import { transformBetween } from '../../importers/xplan/crs.ts';
import { signIn } from './support/sign-in.ts';
import { expect, test } from './support/story.ts';

const TENANTS = ['musterlinden', 'auenfelde', 'heidewinkel'] as const;
/** So many pages are read at most; links to days, sorts and places go on for ever. */
const MOST = 160;
const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

interface StaffReport {
	geometry: { coordinates: [number, number] };
	properties: { ref: string; title: string; text: string; release: string; authorName: string; authorEmail: string; authorPhone: string };
}

/** What only the staff may read: persons of all reports, words that no editor released in any. Shorter words could stand anywhere. */
function secretsOf(reports: StaffReport[]): Set<string> {
	const wordsOf = ({ properties: { title, text } }: StaffReport) => [title, text];
	const released = new Set(reports.filter(({ properties }) => properties.release === 'ja').flatMap(wordsOf));
	const pending = reports.flatMap(wordsOf).filter((words) => !released.has(words));
	const persons = reports.flatMap(({ properties: { authorName, authorEmail, authorPhone } }) => [authorName, authorEmail, authorPhone]);
	return new Set([...pending, ...persons].filter((words) => words.length > 7));
}

/** As it stands in a page, in JSON and in XML. */
const variants = (words: string): string[] => [words, JSON.stringify(words).slice(1, -1), words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')];

function linksOf(body: string, base: string): string[] {
	const found = [...body.matchAll(/(?:href|src|action)="([^"#]+)|<link>([^<]+)<|"(?:url|media_url)":"([^"]+)"/g)].map((match) => (match[1] ?? match[2] ?? match[3])!.replaceAll('&amp;', '&'));
	const origin = new URL(base).origin;
	return found.filter((link) => URL.canParse(link, base)).map((link) => new URL(link, base)).filter((url) => url.origin === origin).map((url) => url.pathname + url.search);
}

/** Of reports, or leading to them; forms of a page are that page. */
const concerns = (path: string): boolean => /^\/(?:(?:musterlinden|auenfelde|heidewinkel)\/?)?(?:$|(?:meld|open311|wegenetz|standort))/.test(path) && !/\?\//.test(path);

test('a stranger who follows every link reads nothing that is not released; what is hidden answers like what never was', async ({ page, playwright, baseURL }) => {
	test.setTimeout(300_000);
	const staff = new Map<string, StaffReport[]>();
	for (const tenant of TENANTS) {
		await signIn(page, tenant, 'administration');
		const answers = ['', '&bestaetigt=nein'].map((query) => page.request.get(`/${tenant}/verwaltung/meldungen/export?als=geojson&personen=ja${query}`));
		staff.set(tenant, (await Promise.all(answers.map(async (answer) => ((await (await answer).json()) as { features: StaffReport[] }).features))).flat());
		await page.context().clearCookies();
	}
	const reports = [...staff.values()].flat();
	const secrets = [...secretsOf(reports)];
	expect(secrets.length, 'the demo has reports that wait for an editor, and authors').toBeGreaterThan(5);

	const stranger = await playwright.request.newContext({ baseURL: baseURL! });
	const leaks: string[] = [];
	const read = async (path: string): Promise<APIResponse> => {
		const answer = await stranger.get(path, { maxRedirects: 0 });
		const body = (await answer.body()).toString('utf8');
		for (const words of secrets) if (variants(words).some((each) => body.includes(each))) leaks.push(`${path}: ${words.slice(0, 60)}`);
		return answer;
	};

	await test.step('pages, feeds, photos, interfaces', async () => {
		const waiting = ['/', '/meldungen', '/melden', ...TENANTS.flatMap((tenant) => [
			`/${tenant}`, `/${tenant}/meldungen`, `/${tenant}/meldungen.atom`, `/${tenant}/meldungen/auswertung`, `/${tenant}/meldungen/abonnieren`, `/${tenant}/melden`, `/${tenant}/wegenetz`,
			...['xml', 'json'].flatMap((format) => ['requests', 'servicerequestupdates', 'services'].map((name) => `/${tenant}/open311/v2/${name}.${format}?extensions=true&start_date=2020-01-01T00:00:00Z`))
		]), ...reports.map(({ properties }) => `/${[...staff].find(([, own]) => own.some((each) => each.properties.ref === properties.ref))![0]}/meldungen/${properties.ref}`)];
		const seen = new Set<string>();
		let photos = 0;
		while (waiting.length > 0 && seen.size < MOST + reports.length) {
			const path = waiting.shift()!;
			if (seen.has(path) || !concerns(path)) continue;
			seen.add(path);
			const answer = await read(path);
			const type = answer.headers()['content-type'] ?? '';
			if (type.startsWith('image/')) {
				photos++;
				const bytes = await answer.body();
				for (const word of ['Exif', 'GPS', 'http://ns.adobe.com/xap']) expect(bytes.includes(word), `${word} in ${path}`).toBe(false);
			} else if (/html|xml|json/.test(type)) waiting.push(...linksOf(await answer.text(), new URL(path, baseURL).href));
		}
		expect(seen.size).toBeGreaterThan(100);
		expect(photos).toBeGreaterThan(0);
	});

	await test.step('tiles of the places where they lie', async () => {
		const paths = new Set(
			reports.flatMap(({ geometry }) => [6, 10, 13, 16, 18].map((zoom) => tileAt(zoom, toMap(...geometry.coordinates) as [number, number])).map(({ z, x, y }) => `/tiles/meldungen/${z}/${x}/${y}.mvt`))
		);
		for (const path of paths) await read(path);
	});
	expect(leaks).toEqual([]);

	await test.step('row 7: status, length and headers', async () => {
		const [tenant, own] = [...staff].find(([, features]) => features.length > 0)!;
		const shapes = new Map<string, string[]>();
		for (const ref of ['M-222222', ...own.map(({ properties }) => properties.ref)])
			for (const path of [`/${tenant}/meldungen/${ref}`, `/${tenant}/meldungen/${ref}/verlauf.atom`, `/${tenant}/meldungen/${ref}/fotos/00000000-0000-4000-8000-000000000000`, `/${tenant}/open311/v2/requests/${ref}.json`]) {
				const answer = await stranger.get(path);
				if (answer.status() === 200) continue;
				const kind = path.replace(ref, 'REF');
				// The tag is made from the page, and the page names its own address.
				const { date: _date, etag: _etag, 'content-security-policy': policy = '', ...headers } = answer.headers();
				const body = (await answer.text()).replaceAll(ref, 'REF').replace(/nonce="[^"]+"/g, '');
				const shape = JSON.stringify([answer.status(), body.length, headers, policy.replace(/nonce-[^']+/g, '')]);
				shapes.set(kind, [...new Set([...(shapes.get(kind) ?? []), shape])]);
			}
		for (const [kind, answers] of shapes) expect(answers.length, `${kind}\n${answers.join('\n')}`).toBe(1);
		expect(await shapesOfHidden(stranger, tenant, own)).toBeGreaterThan(0);
	});
	await stranger.dispose();
});

/** How many reports the staff knows and nobody else finds. */
async function shapesOfHidden(stranger: APIRequestContext, tenant: string, own: StaffReport[]): Promise<number> {
	let hidden = 0;
	for (const { properties } of own) if ((await stranger.get(`/${tenant}/meldungen/${properties.ref}`)).status() === 404) hidden++;
	return hidden;
}
