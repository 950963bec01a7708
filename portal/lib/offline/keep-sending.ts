import type { Outbox } from './outbox.ts';

/**
 * Sends what waits while a page is open: now, when the network or the person comes back, and when the next attempt is due.
 * @returns ends it
 */
export function keepSending(outbox: Outbox): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let ended = false;
	const send = async (force: boolean) => {
		await outbox.sendAll({ force });
		await plan();
	};
	const plan = async () => {
		const next = await outbox.nextAttempt();
		clearTimeout(timer);
		if (next !== null && !ended) timer = setTimeout(() => void send(false), Math.max(1000, next - Date.now()));
	};
	const onOnline = () => void send(true);
	const onVisible = () => document.visibilityState === 'visible' && void send(false);
	const end = outbox.subscribe(() => void plan());
	addEventListener('online', onOnline);
	document.addEventListener('visibilitychange', onVisible);
	void send(false);
	return () => {
		ended = true;
		clearTimeout(timer);
		end();
		removeEventListener('online', onOnline);
		document.removeEventListener('visibilitychange', onVisible);
	};
}

/** Whether this browser has an outbox: looking for one shall not make one on the devices of people who never write. */
export async function hasOutbox(name = 'ausgang'): Promise<boolean> {
	if (typeof indexedDB === 'undefined') return false;
	if (!indexedDB.databases) return true;
	return (await indexedDB.databases()).some((database) => database.name === name);
}
