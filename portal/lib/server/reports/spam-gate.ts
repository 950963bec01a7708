import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { proofHolds } from '../statements/proof-of-work.ts';
import { takeFrom } from '../throttle.ts';

/**
 * Reports per hour and address (of IPv6 the network). Two hundred people of an information evening share one address, and their devices prove their
 * work; without JavaScript the time on the page counts. What neither works nor waits is a program.
 */
export const LIMITS = { proven: 600, patient: 60, hasty: 3, honeypot: 2 } as const;
const HOUR = 3600;
/** Nobody reads, chooses and writes in less. */
const HASTY_MS = 4_000;
/** Reports wait in an outbox, on pages that were opened before a hike of several days. */
const LONGEST_MS = 14 * 24 * HOUR * 1000;

export interface ReportSender {
	/** Address of the connection; only a keyed hash of it is kept, for an hour. */
	address: string;
	/** Payload of the proof of work; empty without JavaScript and out of an outbox. */
	proof: string;
	/** Of the page (`newMark`). */
	mark: string;
	/** Field that people do not see. A filled one is no refusal: password managers fill fields too. */
	honeypot: string;
}

const sign = (secret: string, at: string) => createHmac('sha256', secret).update(`report-mark:${at}`).digest('base64url').slice(0, 22);

/** When the page was made, signed. */
export function newMark(services: Pick<Services, 'secret' | 'now'>): string {
	const at = services.now().getTime().toString(36);
	return `${at}.${sign(services.secret, at)}`;
}

/** Milliseconds since the page was made; null where the mark is not ours or too old. */
export function ageOfMark(services: Pick<Services, 'secret' | 'now'>, mark: string): number | null {
	const [at = '', signature = ''] = mark.split('.');
	const [given, own] = [Buffer.from(signature), Buffer.from(sign(services.secret, at))];
	if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
	const age = services.now().getTime() - parseInt(at, 36);
	return age >= 0 && age <= LONGEST_MS ? age : null;
}

/** Lets a report pass, within limits; nothing here is a puzzle for people. @throws DomainError `report_throttled` */
export async function passReportGate(services: Pick<Services, 'db' | 'now' | 'secret'>, sender: ReportSender): Promise<void> {
	const kind = await kindOf(services, sender);
	const { allowed } = await takeFrom(services, `report-${kind}:${sender.address}`, LIMITS[kind], HOUR);
	if (!allowed) throw new DomainError('report_throttled');
}

async function kindOf(services: Pick<Services, 'db' | 'now' | 'secret'>, { proof, mark, honeypot }: ReportSender): Promise<keyof typeof LIMITS> {
	if (honeypot !== '') return 'honeypot';
	if (await proofHolds(services, proof)) return 'proven';
	const age = ageOfMark(services, mark);
	return age !== null && age >= HASTY_MS ? 'patient' : 'hasty';
}
