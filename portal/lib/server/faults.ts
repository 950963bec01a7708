import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorTexts } from '../texts/errors.ts';
import { problemOf, type Problem } from './errors.ts';
import type { Services } from './services.ts';

/** Says the number of a fault with the answer, whatever form its body has. */
const HEADER = 'X-Request-Id';

/**
 * Writes down what nobody foresaw, under a number that a person can name and we find in the log; the answer's header says it, too.
 * @param detail never addresses: they may hold codes
 * @returns the number
 */
export function noteFault({ log }: Pick<Services, 'log'>, error: unknown, response: ServerResponse | undefined, detail: Record<string, unknown>, message: string): string {
	const number = randomUUID().slice(0, 8);
	log.error({ err: error, number, ...detail }, message);
	if (response && !response.headersSent) response.setHeader(HEADER, number);
	return number;
}

/** What an answer outside of the pages says of an error. With `number` it is a fault, noted, which no other code tells apart. */
export function problemToTell(
	services: Pick<Services, 'log'>,
	error: unknown,
	{ request, response }: { request: IncomingMessage; response: ServerResponse },
	message: string
): Problem & { number?: string } {
	const problem = problemOf(error);
	if (problem && problem.status < 500) return problem;
	const number = noteFault(services, error, response, { method: request.method }, message);
	return problem ?? { status: 500, code: `unexpected-${number}`, message: errorTexts.unexpected, number };
}
