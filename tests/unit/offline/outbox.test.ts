import { describe, expect, it } from 'vitest';
import { createOutbox, OutboxFull, type Outbox, type OutboxDraft, type OutboxEntry } from '../../../portal/lib/offline/outbox.ts';
import { fakeServer, memoryStore, oneAtATime } from './memory-outbox.ts';

function surroundings(free: number | null = null) {
	const server = fakeServer();
	const around = {
		store: memoryStore(),
		fetch: ((...request: Parameters<typeof fetch>) => server.fetch(...request)) as typeof fetch,
		time: 1_000_000,
		now: () => around.time,
		exclusively: oneAtATime(),
		freeBytes: async () => free,
		channel: null,
		syncs: 0,
		askForSync: async () => void around.syncs++
	};
	return { around, server, outbox: createOutbox(around) };
}

const draft = (key: string, more: Partial<OutboxDraft> = {}): OutboxDraft => ({
	kind: 'meldung',
	url: '/teststadt/melden/maengel/senden',
	fields: { text: `Meldung ${key}` },
	blobs: [1, 2, 3].map((number) => ({ field: 'fotos', name: `${number}.jpg`, blob: new Blob([`${key}-${number}`], { type: 'image/jpeg' }) })),
	key,
	label: key,
	...more
});

const states = async (outbox: Outbox) => (await outbox.entries()).map(({ key, state }) => `${key} ${state}`);

describe('outbox', () => {
	it('sends in the order of writing, with all files, once', async () => {
		const { server, outbox } = surroundings();
		for (const key of ['a', 'b', 'c', 'd', 'e']) await outbox.enqueue(draft(key));
		await outbox.sendAll();
		await outbox.sendAll({ force: true });
		expect([...server.taken.keys()]).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(server.taken.get('c')).toEqual({ fields: { idempotencyKey: 'c', text: 'Meldung c' }, photos: ['c-1', 'c-2', 'c-3'] });
		expect(server.requests).toBe(5);
		const [first] = await outbox.entries();
		expect(first).toMatchObject({ state: 'sent', receipt: { publicRef: 'M-a' }, fields: {} });
		expect((await outbox.readDraft(first!.id))!.blobs).toEqual([]);
	});

	it('keeps the same key once: a second press of the button is no second entry', async () => {
		const { outbox } = surroundings();
		const [first, second] = await Promise.all([outbox.enqueue(draft('a')), outbox.enqueue(draft('a'))]);
		expect(first.id).toBe(second.id);
		expect(await outbox.entries()).toHaveLength(1);
	});

	it('row 16: an answer that is lost on the way leads to one report', async () => {
		const { around, server, outbox } = surroundings();
		server.script = ['lost-answer', 'lost-answer'];
		await outbox.enqueue(draft('a'));
		for (let again = 0; again < 3; again++) {
			await outbox.sendAll();
			around.time += 60_000;
		}
		expect(server.requests).toBe(3);
		expect([...server.taken.keys()]).toEqual(['a']);
		expect(await states(outbox)).toEqual(['a sent']);
	});

	it('takes up what a killed browser was sending', async () => {
		const { around, server, outbox } = surroundings();
		const { id } = await outbox.enqueue(draft('a'));
		await outbox.enqueue(draft('b'));
		await around.store.update(id, { state: 'sending' });
		await createOutbox(around).sendAll();
		expect([...server.taken.keys()]).toEqual(['a', 'b']);
	});

	it('waits with back-off without a network; those behind of the same kind wait too, others do not', async () => {
		const { around, server, outbox } = surroundings();
		server.script = ['offline', { status: 200, body: { ok: true } }];
		await outbox.enqueue(draft('a'));
		await outbox.enqueue(draft('b'));
		await outbox.enqueue(draft('round', { kind: 'kontrollgang' }));
		await outbox.sendAll();
		expect(await states(outbox)).toEqual(['a waiting', 'b waiting', 'round sent']);
		await outbox.sendAll();
		expect(server.requests).toBe(2);
		expect(await outbox.nextAttempt()).toBe(around.time + 5_000);
		around.time += 5_000;
		await outbox.sendAll();
		expect([...server.taken.keys()]).toEqual(['a', 'b']);
		expect(await outbox.nextAttempt()).toBeNull();
	});

	it('waits longer each time, and as long as the server says', async () => {
		const { around, server, outbox } = surroundings();
		server.script = [{ status: 503 }, { status: 502 }, { status: 429, headers: { 'Retry-After': '120' }, body: { message: 'Bitte später.' } }];
		await outbox.enqueue(draft('a'));
		const waits: number[] = [];
		for (let again = 0; again < 3; again++) {
			await outbox.sendAll({ force: true });
			waits.push((await outbox.nextAttempt())! - around.time);
		}
		expect(waits).toEqual([5_000, 15_000, 120_000]);
		expect((await outbox.entries())[0]).toMatchObject({ state: 'failed', message: 'Bitte später.' });
	});

	it('a refusal is told with the server’s sentence, steps aside, and can be mended or sent again', async () => {
		const { server, outbox } = surroundings();
		server.script = [{ status: 422, body: { message: 'Die Kategorie gibt es nicht mehr.', code: 'category_closed', fields: { category: 'invalid', alt: null } } }];
		const { id } = await outbox.enqueue(draft('a'));
		await outbox.enqueue(draft('b'));
		await outbox.sendAll();
		expect(await states(outbox)).toEqual(['a conflict', 'b sent']);
		expect((await outbox.entries())[0]).toMatchObject({ message: 'Die Kategorie gibt es nicht mehr.', code: 'category_closed', problems: { category: 'invalid', alt: '' } });
		const opened = (await outbox.readDraft(id))!;
		expect([opened.entry.fields, opened.blobs.length]).toEqual([{ text: 'Meldung a' }, 3]);
		await outbox.replace(id, draft('a2', { fields: { text: 'andere Kategorie' } }));
		await outbox.sendAll();
		expect([...server.taken.keys()]).toEqual(['b', 'a2']);
		expect(server.taken.get('a2')!.fields.text).toBe('andere Kategorie');
	});

	it('sends a refused entry once more as it is, when asked to', async () => {
		const { server, outbox } = surroundings();
		server.script = [{ status: 403 }];
		const { id } = await outbox.enqueue(draft('a'));
		await outbox.sendAll();
		await outbox.sendAll({ force: true });
		expect(server.requests).toBe(1);
		await outbox.retry(id);
		await outbox.sendAll();
		expect(await states(outbox)).toEqual(['a sent']);
	});

	it('a login page and a hotel’s page are not an answer', async () => {
		const { server, outbox } = surroundings();
		server.script = [{ status: 303 }];
		await outbox.enqueue(draft('a'));
		await outbox.sendAll({ force: true });
		expect((await outbox.entries())[0]).toMatchObject({ state: 'failed', code: 'sign_in' });
		const original = server.fetch;
		server.fetch = async () => new Response('<h1>Willkommen im Hotel</h1>', { headers: { 'Content-Type': 'text/html' } });
		await outbox.sendAll({ force: true });
		expect(await states(outbox)).toEqual(['a failed']);
		server.fetch = original;
		await outbox.sendAll({ force: true });
		expect(await states(outbox)).toEqual(['a sent']);
	});

	it('an entry that the server never can take does not stop those behind it; no network is no attempt', async () => {
		const { server, outbox } = surroundings();
		await outbox.enqueue(draft('a'));
		await outbox.enqueue(draft('b'));
		server.script = Array(30).fill('offline');
		for (let again = 0; again < 30; again++) await outbox.sendAll({ force: true });
		expect(await states(outbox)).toEqual(['a waiting', 'b waiting']);
		server.script = Array(10).fill({ status: 500 });
		for (let again = 0; again < 9; again++) await outbox.sendAll({ force: true });
		expect(await states(outbox)).toEqual(['a failed', 'b waiting']);
		await outbox.sendAll({ force: true });
		expect(await states(outbox)).toEqual(['a conflict', 'b sent']);
	});

	it('several tabs send once', async () => {
		const { around, server, outbox } = surroundings();
		for (const key of ['a', 'b', 'c']) await outbox.enqueue(draft(key));
		await Promise.all([outbox.sendAll(), createOutbox(around).sendAll(), createOutbox(around).sendAll()]);
		expect(server.requests).toBe(3);
		expect([...server.taken.keys()]).toEqual(['a', 'b', 'c']);
	});

	it('full storage is told before something is kept or lost', async () => {
		const { outbox } = surroundings(1_000);
		await expect(outbox.enqueue(draft('a'))).rejects.toThrow(/nicht genug Speicher/);
		expect(await outbox.entries()).toEqual([]);
		const { around, outbox: other } = surroundings();
		around.store.add = () => Promise.reject(Object.assign(new Error('full'), { name: 'QuotaExceededError' }));
		await expect(other.enqueue(draft('a'))).rejects.toBeInstanceOf(OutboxFull);
	});

	it('posts to this portal only', async () => {
		const { outbox } = surroundings();
		for (const url of ['https://anderswo.example/', '//anderswo.example/', 'melden']) {
			await expect(outbox.enqueue(draft('a', { url }))).rejects.toBeInstanceOf(TypeError);
		}
	});

	it('tells listeners of every state, and forgets receipts after a month', async () => {
		const { around, outbox } = surroundings();
		const seen: string[] = [];
		outbox.subscribe((entries: OutboxEntry[]) => seen.push(entries.map(({ state }) => state).join()));
		await outbox.enqueue(draft('a'));
		await outbox.sendAll();
		expect(seen).toEqual(['', 'waiting', 'sending', 'sent']);
		expect(around.syncs).toBe(1);
		around.time += 31 * 24 * 3600_000;
		await outbox.sendAll();
		expect(await outbox.entries()).toEqual([]);
	});
});
