import { expect, test as base, type BrowserContext, type ConsoleMessage } from '@playwright/test';

/** What no page of the portal may do: ask another origin, break its own Content-Security-Policy, fail in the console. */
export class Guard {
	readonly #origins: string[];
	readonly #foreign: string[] = [];
	readonly #errors: string[] = [];
	readonly #expected: RegExp[] = [];

	constructor(origin: string) {
		this.#origins = [origin];
	}

	/** For contexts that a story opens itself. */
	async watch(context: BrowserContext): Promise<void> {
		context.on('request', (request) => {
			const url = new URL(request.url());
			if (url.protocol.startsWith('http') && !this.#origins.includes(url.origin)) this.#foreign.push(request.url());
		});
		context.on('weberror', (error) => this.#errors.push(`${error.error()}`));
		context.on('console', (message) => this.#heard(message));
	}

	/** For a story that starts a portal of its own. */
	allow(origin: string): void {
		this.#origins.push(origin);
	}

	/** A message that belongs to the story, such as the browser's note about an answer with status 404. */
	expect(message: RegExp): void {
		this.#expected.push(message);
	}

	check(): void {
		expect(this.#foreign, 'requests to other origins').toEqual([]);
		const unexpected = this.#errors.filter((error) => !this.#expected.some((pattern) => pattern.test(error)));
		expect(unexpected, 'errors in the browser').toEqual([]);
	}

	#heard(message: ConsoleMessage): void {
		const isViolation = /content security policy/i.test(message.text());
		if (message.type() === 'error' || isViolation) this.#errors.push(`${message.text()} (${message.location().url})`);
	}
}

/** Status of an answer that the browser notes in its console. */
export const answered = (status: number): RegExp => new RegExp(`the server responded with a status of ${status}`);

/** Every story is guarded, whatever it is about. */
export const test = base.extend<{ guard: Guard }>({
	guard: [
		async ({ context, baseURL }, use) => {
			const guard = new Guard(new URL(baseURL!).origin);
			await guard.watch(context);
			await use(guard);
			guard.check();
		},
		{ auto: true }
	]
});

export { expect };
