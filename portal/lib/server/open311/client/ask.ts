import { DomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { decryptSecret } from '../../exchange/secret.ts';
import type { Endpoint } from './client-queries.ts';
import { call, type HttpAnswer } from './http.ts';
import { readRecords, type ForeignRecord } from './read-answer.ts';

export type ClientServices = Services;

/** What the other side refused, in its own words. */
export class ForeignRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.name = 'ForeignRefusal';
		this.status = status;
	}
}

/** `https://stadt.example/v2` + `requests` → `https://stadt.example/v2/requests.json?…` */
export function addressOf(endpoint: Pick<Endpoint, 'url' | 'format' | 'jurisdictionId'>, resource: string, values: Record<string, string> = {}): string {
	const query = new URLSearchParams({ ...(endpoint.jurisdictionId ? { jurisdiction_id: endpoint.jurisdictionId } : {}), ...values });
	const asked = query.toString();
	return `${endpoint.url.replace(/\/+$/, '')}/${resource}.${endpoint.format}${asked ? `?${asked}` : ''}`;
}

export const keyOf = (services: Pick<Services, 'secret'>, endpoint: Endpoint): string | null =>
	endpoint.apiKey && decryptSecret(services.secret, endpoint.id, endpoint.apiKey);

/** @throws ForeignRefusal */
export function demandOk(answer: HttpAnswer): HttpAnswer {
	if (answer.status >= 200 && answer.status < 300) return answer;
	throw new ForeignRefusal(answer.status, refusalText(answer.body).slice(0, 500));
}

function refusalText(body: Buffer): string {
	try {
		const words = readRecords(body, 'error').map((each) => each.description).filter((each) => typeof each === 'string');
		return words.join(' ');
	} catch {
		// Whatever it is, it is no error body of the specification; the status says enough.
		return '';
	}
}

const MOST_PAGES = 2_000;

/**
 * All pages of a list: by the link of each page where there is one, else by numbers, until nothing new comes. Servers that know no pages
 * give the same list again.
 * @param item name of an element
 * @param idOf what makes a record the same
 */
export async function* askAll(
	services: Pick<Services, 'config'>,
	endpoint: Endpoint,
	{ resource, values, item, idOf }: { resource: string; values: Record<string, string>; item: string; idOf: (record: ForeignRecord) => unknown },
	signal?: AbortSignal
): AsyncGenerator<ForeignRecord> {
	const { internal } = services.config.open311;
	const origin = new URL(endpoint.url).origin;
	const known = new Set<unknown>();
	let address: string | null = addressOf(endpoint, resource, values);
	for (let page = 1; address && page <= MOST_PAGES; page++) {
		if (signal?.aborted) throw new DomainError('work_busy');
		const answer: HttpAnswer = demandOk(await call(address, { internal }));
		const records = readRecords(answer.body, item);
		const fresh = records.filter((record) => !known.has(idOf(record)));
		for (const record of fresh) {
			known.add(idOf(record));
			yield record;
		}
		// A link may lead elsewhere: then its own address counts, with the pages of the end point that is known.
		const linked: string | null = answer.next && new URL(answer.next).origin === origin ? answer.next : null;
		const more = fresh.length > 0 && records.length > 1;
		address = linked ?? (answer.next || !more ? null : addressOf(endpoint, resource, { ...values, page: String(page + 1) }));
		if (!linked && answer.next) address = addressOf(endpoint, resource, Object.fromEntries(new URL(answer.next).searchParams));
	}
}
