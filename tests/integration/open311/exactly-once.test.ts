import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { seed, serve, type Wire } from '../../support/open311.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
let services: Services;
let address = '';
let scope: TenantScope;
let start: string[];
let category = '';
let reporter = '';

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	address = await serve(services);
	// Many of the same second, and some of the same microsecond.
	const requests = Array.from({ length: 60 }, (_, index) => ({
		service_request_id: `s-${index}`, service_code: '002', description: 'x', lat: 51, long: 13,
		requested_datetime: new Date(NOW.getTime() - 10 * 86_400_000 + Math.floor(index / 7) * MINUTE).toISOString()
	}));
	({ scope } = await seed(services, { requests }));
	start = requests.map((each) => each.service_request_id);
	({ id: category, reporter_id: reporter } = await scope.table('report_category').where({ code: '002' }).first('id', 'reporter_id'));
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let made = 0;
/** A report that comes in while somebody turns pages. */
async function insert(at: Date): Promise<string> {
	const ref = `n-${++made}`;
	await scope.insert('report', {
		reporter_id: reporter, category_id: category, public_ref: ref, code_hash: Buffer.from(randomUUID()), idempotency_key: randomUUID(), origin: 'web',
		state: 'eingegangen', body: 'neu', body_release: 'released', accepted_at: at, received_at: at, changed_at: at,
		point: scope.db.raw('st_setsrid(st_makepoint(1447153, 6621293), 3857)')
	});
	return ref;
}
const change = (ref: string, at: Date) => scope.table('report').where({ public_ref: ref }).update({ changed_at: at, state: 'in-arbeit' });
const hide = (ref: string, at: Date | null) => scope.table('report').where({ public_ref: ref }).update({ hidden_at: at });

/** Turns pages by the link of each, to the end. */
async function harvest(query: string, between: (page: number) => Promise<void>): Promise<string[]> {
	const found: string[] = [];
	let url: string | null = `${address}/open311/v2/requests.json?${query}`;
	for (let page = 1; url; page++) {
		const answer: Response = await fetch(url);
		found.push(...((await answer.json()) as Wire).map((each) => each.service_request_id));
		url = /<https?:\/\/[^/]+([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null;
		if (url) url = address + url;
		await between(page);
	}
	return found;
}

/** Every one of them is there, and nothing twice. */
function expectOnce(found: string[], expected: string[]): void {
	expect(new Set(found).size).toBe(found.length);
	expect(expected.filter((ref) => !found.includes(ref))).toEqual([]);
}

describe('every request is delivered exactly once', () => {
	it('by links, whatever comes in, changes or is hidden meanwhile', async () => {
		const action = fc.record({ what: fc.constantFrom('late', 'early', 'change', 'hide'), which: fc.nat(59) });
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.constantFrom('', `updated_after=${new Date(0).toISOString()}&`), fc.array(action, { maxLength: 12 }), async (size, window, actions) => {
				const hidden = new Set<string>();
				const todo = [...actions];
				const found = await harvest(`${window}page_size=${size}`, async () => {
					const next = todo.shift();
					const ref = `s-${next?.which}`;
					if (next?.what === 'late') await insert(NOW);
					// In the midst of what was delivered: taken in earlier, public only now.
					if (next?.what === 'early') await insert(new Date(NOW.getTime() - 20 * 86_400_000));
					if (next?.what === 'change') await change(ref, NOW);
					if (next?.what === 'hide') {
						hidden.add(ref);
						await hide(ref, NOW);
					}
				});
				expectOnce(found, start.filter((ref) => !hidden.has(ref)));
				await Promise.all([...hidden].map((ref) => hide(ref, null)));
			}),
			{ numRuns: 15, endOnFailure: true }
		);
	});

	it('by bare page numbers, while reports come in', async () => {
		const found: string[] = [];
		for (let page = 1; ; page++) {
			const list = (await (await fetch(`${address}/open311/v2/requests.json?page=${page}&page_size=7`)).json()) as Wire;
			if (list.length === 0) break;
			found.push(...list.map((each) => each.service_request_id));
			if (page < 12) await insert(new Date(NOW.getTime() + page));
		}
		expectOnce(found, start);
	});

	it('by bare page numbers and by windows of change, while several write at once', async () => {
		let clock = NOW.getTime() + 60 * MINUTE;
		const begin = clock;
		const writing = new Set<number>();
		const written: string[] = [];
		let stop = false;
		const writer = async () => {
			while (!stop) {
				const at = (clock += 250);
				writing.add(at);
				written.push(await insert(new Date(at)));
				writing.delete(at);
				await pause(5);
			}
		};
		const writers = [writer(), writer(), writer()];
		const pages = async () => {
			const found: string[] = [];
			for (let page = 1; page <= 12; page++) {
				const list = (await (await fetch(`${address}/open311/v2/requests.json?page=${page}&page_size=5`)).json()) as Wire;
				found.push(...list.map((each) => each.service_request_id));
			}
			return found;
		};
		// Each window ends behind the oldest that is still being written.
		const windows = async () => {
			const found: string[] = [];
			for (let from = begin, last = false; !last; ) {
				await pause(20);
				last = stop && writing.size === 0;
				const until = last ? clock + 1 : Math.min(clock, ...writing);
				if (until <= from) continue;
				const bounds = [from, until].map((each) => new Date(each).toISOString());
				found.push(...(await harvest(`updated_after=${bounds[0]}&updated_before=${bounds[1]}&page_size=9`, async () => {})));
				from = until;
			}
			return found;
		};
		const copy = windows();
		const lists = [await pages(), await pages()];
		stop = true;
		await Promise.all(writers);
		// What was there before comes first, whatever is written meanwhile.
		expect(new Set(lists[0]).size).toBe(60);
		expect(lists[1]).toEqual(lists[0]);
		const found = await copy;
		expect(written.length).toBeGreaterThan(10);
		expectOnce(found, written);
		expect(found).toHaveLength(written.length);
	});

	it('by windows of change that touch each other', async () => {
		const cuts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((minute) => new Date(NOW.getTime() - 10 * 86_400_000 + minute * MINUTE).toISOString());
		const found: string[] = [];
		await Promise.all(start.map((ref) => scope.table('report').where({ public_ref: ref }).update({ changed_at: scope.db.raw('received_at') })));
		for (let index = 1; index < cuts.length; index++) {
			found.push(...(await harvest(`updated_after=${cuts[index - 1]}&updated_before=${cuts[index]}&page_size=3`, async () => void (await insert(NOW)))));
		}
		expectOnce(found, start);
	});

	it('by periods to the second, whatever fraction a report came in at', async () => {
		const at = new Date(NOW.getTime() - 5 * 86_400_000);
		for (const milliseconds of [0, 1, 400, 999, 1000, 1001, 1999]) await insert(new Date(at.getTime() + milliseconds));
		const second = (offset: number) => `${new Date(at.getTime() + offset * 1000).toISOString().slice(0, 19)}Z`;
		const both = [await harvest(`start_date=${second(0)}&end_date=${second(0)}`, async () => {}), await harvest(`start_date=${second(1)}&end_date=${second(1)}`, async () => {})];
		expect(both.map((each) => each.length)).toEqual([4, 3]);
		expectOnce(both.flat(), []);
	});
});
