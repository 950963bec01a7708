import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { MAX_PHOTOS } from '../../forms/report.ts';
import { open311Texts } from '../../texts/open311.ts';
import { submitReport } from '../reports/intake.ts';
import { storePhoto, type StoredPhoto } from '../reports/photos/store-photo.ts';
import type { Answers } from '../reports/types.ts';
import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import { demandMediaAddress, fetchMedia } from './fetch-media.ts';
import type { Answer } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import type { Parameters } from './parameters.ts';
import { readPlace } from './place.ts';
import { readService, serviceType, waitsForConfirmation } from './public-services.ts';
import type { Body } from './read-body.ts';
import { insertRecord } from './tokens-queries.ts';
import { makeToken } from './tokens.ts';

export interface Sender {
	/** Of the key. */
	keyId: string;
	client: string;
	/** Header `Idempotency-Key`: the same again is the same request. */
	idempotencyKey: string | null;
}

/**
 * `POST requests`: a report, by the same service as the form.
 * @returns the id, or a token where an address has to be confirmed first; neither for a `blackbox` service
 * @throws Open311Error `service_missing`, `service_unknown`, those of the place; DomainError of the intake
 */
export async function createRequest(services: Services, jurisdiction: Jurisdiction, parameters: Parameters, { media }: Pick<Body, 'media'>, sender: Sender): Promise<Answer> {
	const { scope } = jurisdiction;
	const code = parameters.text('service_code');
	if (code === null) throw new Open311Error('service_missing');
	const service = await readService(jurisdiction, code);
	const place = await readPlace(services, jurisdiction, parameters, sender.client);
	const mediaUrl = parameters.text('media_url');
	if (mediaUrl !== null) demandMediaAddress(mediaUrl);
	const photos: StoredPhoto[] = [];
	for (const file of media.slice(0, MAX_PHOTOS)) photos.push(await storePhoto(services, scope, await readFile(file.path)));
	const notices = [];
	if (mediaUrl !== null && photos.length < MAX_PHOTOS) {
		const linked = jurisdiction.mediaUrls === 'fetch' ? await fetchPhoto(services, jurisdiction, mediaUrl) : null;
		if (linked) photos.push(linked);
		else notices.push(jurisdiction.mediaUrls === 'fetch' ? open311Texts.mediaFailed : open311Texts.mediaRefused);
	}
	const now = services.now();
	const report = await submitReport(
		services,
		scope,
		{
			reporterId: service.reporterId,
			categoryId: service.categoryId,
			point: place.point,
			address: place.address,
			addressFound: place.addressFound,
			body: parameters.all('description')[0] ?? '',
			answers: readAttributes(parameters),
			author: {
				name: [parameters.text('first_name'), parameters.text('last_name')].filter(Boolean).join(' '),
				email: parameters.text('email') ?? '',
				phone: parameters.text('phone') ?? ''
			},
			photos,
			idempotencyKey: keyOf(sender),
			external: { open311Key: sender.keyId }
		},
		{ origin: 'open311', now }
	);
	const { lon, lat } = place.point;
	const fields = { address_id: place.addressId ?? undefined, ...(place.unlocated ? { unlocated: true } : { point: [lon, lat] }) };
	await insertRecord(scope, report.id, fields);
	// Without an address there is nothing to wait for, unless the service says otherwise.
	const type = parameters.text('email') === null ? (service.type ?? 'realtime') : serviceType(service);
	if (type === 'batch' && waitsForConfirmation(service) && parameters.text('email') !== null) notices.unshift(open311Texts.confirmFirst);
	const id = {
		realtime: { service_request_id: report.publicRef },
		batch: { token: type === 'batch' ? await makeToken(services.secret, jurisdiction, report.id, now) : '' },
		blackbox: {}
	}[type];
	return { root: 'service_requests', item: 'request', content: [{ ...id, service_notice: notices.join(' ') || null, account_id: null }] };
}

/** @returns null where it cannot be had: the report comes in without */
async function fetchPhoto(services: Services, { scope }: Jurisdiction, address: string): Promise<StoredPhoto | null> {
	try {
		return await storePhoto(services, scope, await fetchMedia(address, services.config.maxAttachmentBytes));
	} catch (error) {
		if (error instanceof Open311Error) throw error;
		services.log.info({ err: error }, 'open311: media_url not taken');
		return null;
	}
}

/** `attribute[CODE]=v`, `attribute[CODE][]=v1`; codes that the service does not know are passed over by the intake. */
function readAttributes(parameters: Parameters): Answers {
	const answers = new Map<string, string[]>();
	for (const name of parameters.names('attribute[')) {
		const code = /^attribute\[([^[\]]{1,200})\](\[\d*\])?$/.exec(name)?.[1];
		if (code) answers.set(code, [...(answers.get(code) ?? []), ...parameters.all(name)]);
	}
	return Object.fromEntries([...answers].filter(([code, values]) => code !== '__proto__' && values.length > 0));
}

/** Keys of two clients never meet. */
const keyOf = ({ keyId, idempotencyKey }: Sender): string =>
	`open311-${createHash('sha256').update(JSON.stringify([keyId, idempotencyKey ?? randomUUID()])).digest('hex')}`;
