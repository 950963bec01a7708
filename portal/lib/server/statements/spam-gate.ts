import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { proofHolds } from './proof-of-work.ts';

/** Statements per hour and address. A town hall or library shares one address, so even the tighter limits let a family through. */
export const LIMITS = { proven: 60, unproven: 10, honeypot: 2 } as const;
const HOUR = 3600;

export interface Sender {
	/** Address of the connection; only a keyed hash of it is kept, for an hour. */
	address: string;
	/** Payload of the proof of work; empty without JavaScript. */
	proof: string;
	/** Field that people do not see. A filled one is no refusal either: password managers fill fields too. */
	honeypot: string;
}

/**
 * Lets a statement pass, within limits. A missing proof never refuses: it counts against a tighter limit.
 * @param contact other ways to take part, named at the limit
 * @throws DomainError `statement_throttled`
 */
export async function passSpamGate(services: Pick<Services, 'db' | 'now' | 'secret'>, sender: Sender, contact: string): Promise<void> {
	const kind = sender.honeypot !== '' ? 'honeypot' : (await proofHolds(services, sender.proof)) ? 'proven' : 'unproven';
	const { allowed } = await takeFrom(services, `statement-${kind}:${sender.address}`, LIMITS[kind], HOUR);
	if (!allowed) throw new DomainError('statement_throttled', { contact });
}
