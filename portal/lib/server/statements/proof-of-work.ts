import { createHmac } from 'node:crypto';
import { createChallenge, randomInt, verifySolution, type Challenge, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';

type Needs = Pick<Services, 'db' | 'now' | 'secret'>;

/** Iterations of PBKDF2 per try, and tries: well under a second on a phone, in the background. */
const COST = 1_000;
const TRIES = { from: 400, to: 1_200 };
/** A form may stay open for long; the proof is made when it is opened. */
const VALID_HOURS = 6;

const secretFor = (services: Pick<Needs, 'secret'>, use: string) => createHmac('sha256', services.secret).update(`proof-of-work:${use}`).digest('hex');

/** A task for the visitor's browser; signed, so nothing is stored. */
export function createProofChallenge(services: Needs): Promise<Challenge> {
	return createChallenge({
		algorithm: 'PBKDF2/SHA-256',
		cost: COST,
		counter: randomInt(TRIES.to, TRIES.from),
		deriveKey,
		expiresAt: new Date(services.now().getTime() + VALID_HOURS * 3_600_000),
		hmacSignatureSecret: secretFor(services, 'challenge'),
		hmacKeySignatureSecret: secretFor(services, 'key')
	});
}

/** True for a solved challenge of ours that was not used before. A proof counts once. */
export async function proofHolds(services: Needs, encoded: string): Promise<boolean> {
	const payload = readPayload(encoded);
	if (!payload) return false;
	const { verified } = await verifySolution({
		...payload,
		deriveKey,
		hmacSignatureSecret: secretFor(services, 'challenge'),
		hmacKeySignatureSecret: secretFor(services, 'key')
	});
	if (!verified) return false;
	return (await takeFrom(services, `proof:${payload.challenge.parameters.nonce}`, 1, VALID_HOURS * 3600)).allowed;
}

/** Longer than any payload of the widget. */
const MAX_LENGTH = 8_000;

function readPayload(encoded: string): Payload | null {
	if (encoded === '' || encoded.length > MAX_LENGTH) return null;
	try {
		const payload = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
		const { parameters, signature } = payload.challenge;
		const complete = typeof signature === 'string' && typeof parameters?.nonce === 'string' && typeof payload.solution?.counter === 'number';
		// Anything else than our own algorithm and cost would be work that a stranger chose for us.
		return complete && parameters.algorithm === 'PBKDF2/SHA-256' && parameters.cost === COST ? payload : null;
	} catch {
		// Not what the widget sends: no proof.
		return null;
	}
}
