import type { LookupFunction } from 'node:net';
import { isDomainError } from '../../../../gis/errors.ts';
import { demandPublicAddress, fetchPublic } from '../fetch-public.ts';
import { Open311Error } from './faults.ts';

const TIMEOUT_MILLISECONDS = 10_000;
const LONGEST = 2_000;

/**
 * Address from which a photo may be fetched: on the public internet, as `demandPublicAddress` has it.
 * @throws Open311Error `media_address`
 */
export function demandMediaAddress(text: string): URL {
	if (text.length > LONGEST) throw new Open311Error('media_address');
	try {
		return demandPublicAddress(text);
	} catch (cause) {
		throw asMediaFault(cause);
	}
}

/**
 * Fetches a photo for a report. Time and size are limited as a whole.
 * @param lookup resolves names; it refuses what is not on the public internet
 * @throws Open311Error `media_address`, also after a redirect; DomainError `address_unreachable`, and `address_not_public` for a name that points inside
 */
export async function fetchMedia(address: string, maxBytes: number, lookup?: LookupFunction): Promise<Buffer> {
	demandMediaAddress(address);
	try {
		return await fetchPublic(address, { maxBytes, milliseconds: TIMEOUT_MILLISECONDS, accept: 'image/*', ...(lookup ? { lookup } : {}) });
	} catch (cause) {
		throw asMediaFault(cause);
	}
}

/** What names resolve to is told to nobody: a refused one is as good as one that cannot be reached. */
const asMediaFault = (cause: unknown): unknown =>
	isDomainError(cause) && cause.code === 'address_not_public' && cause.cause === undefined ? new Open311Error('media_address', {}, { cause }) : cause;
