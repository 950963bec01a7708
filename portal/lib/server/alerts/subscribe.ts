import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { DomainError } from '../../../../gis/errors.ts';
import { alertChangeForm, alertForm, type AlertForm, type PostedAlert } from '../../forms/alert.ts';
import { readPlaces } from '../../forms/statement.ts';
import { alertTexts, areaTitle, aroundTitle, confirmMail, municipalityTitle } from '../../texts/alerts.ts';
import { checkForm, FormError } from '../check-form.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { findPlace } from '../search/find-place.ts';
import type { Services } from '../services.ts';
import { storedGeometry } from '../statements/places.ts';
import { proofHolds } from '../statements/proof-of-work.ts';
import { takeFrom } from '../throttle.ts';
import * as queries from './alert-queries.ts';
import { circle, middleOf } from './circle.ts';
import { forgetAlert } from './run-alerts.ts';
import { isToken, manageToken, newConfirmToken, tokenHash } from './tokens.ts';
import type { Alert, AlertPlace } from './types.ts';
import { confirmUrl, mailHeaders, manageUrl } from './urls.ts';

/** Orders per hour and address of the connection. */
const ORDERS = { proven: 30, unproven: 8, honeypot: 2 } as const;
/** Mails per day that ask one address, so that nobody can fill somebody else's mailbox. */
const MAILS_PER_RECIPIENT = 5;
const HOUR = 3600;

export interface AlertSender {
	/** Address of the connection. */
	address: string;
	proof: string;
	honeypot: string;
}

/** @param tenant null: the Land's portal */
type Origin = { id: string; name: string } | null;

/**
 * Takes an order and sends the mail that asks for confirmation. The answer is the same whether the address is known, unknown or has had
 * too many mails: nobody learns who subscribed.
 * @returns what was ordered, in words
 * @throws FormError naming fields; DomainError `alert_throttled`, `search_throttled`
 */
export async function orderAlert(services: Services, tenant: Origin, posted: PostedAlert, sender: AlertSender): Promise<string> {
	const form = checkForm(alertForm, posted);
	await passGate(services, sender);
	const { title, area, place, municipality } = await placeOf(services, form, sender.address);
	const { planTypes, kinds, topics, frequency, email } = form;
	const { allowed } = await takeFrom(services, `alert-mail:${email.toLowerCase()}`, MAILS_PER_RECIPIENT, 24 * HOUR);
	const id = randomUUID();
	const [confirm, manage] = [newConfirmToken(), manageToken(services.secret, id)];
	const now = services.now();
	await services.db.knex.transaction(async (trx) => {
		const filter = { planTypes, kinds, topics, municipality };
		const alert = { id, tenantId: tenant?.id ?? null, email, title, filter, area, place, frequency, confirmHash: tokenHash(confirm), manageHash: tokenHash(manage) };
		// Thrown inside, so that an area without inside leaves nothing behind.
		if (!(await queries.insertAlert(trx, alert, now))) throw new FormError({ area: 'areaInvalid' });
		if (!allowed) return queries.deleteAlert(trx, id);
		await queueMail(services, trx, {
			tenantId: tenant?.id ?? null,
			recipient: email,
			...confirmMail({
				portal: tenant ? `${alertTexts.manageOnly} ${tenant.name}` : alertTexts.wholeLandShort,
				title,
				frequency,
				orderedAt: now,
				confirmUrl: confirmUrl(services.config, confirm),
				endUrl: manageUrl(services.config, manage)
			}),
			headers: mailHeaders(services.config, manage)
		});
	});
	return title;
}

/** A missing proof of work never refuses: it counts against a tighter limit. */
export async function passGate(services: Services, { address, proof, honeypot }: AlertSender): Promise<void> {
	const kind = honeypot !== '' ? 'honeypot' : (await proofHolds(services, proof)) ? 'proven' : 'unproven';
	const { allowed } = await takeFrom(services, `alert-${kind}:${address}`, ORDERS[kind], HOUR);
	if (!allowed) throw new DomainError('alert_throttled');
}

/** The title goes into a mail to an address that nobody confirmed: it holds only words of ours (names of places that were found). */
async function placeOf(services: Services, form: Omit<AlertForm, 'email'>, client: string): Promise<Chosen> {
	switch (form.where) {
		case 'umkreis': {
			if (!form.address) throw new FormError({ address: 'address' });
			const place = await findPlace(services, form.address, client);
			if (!place) throw new FormError({ address: 'addressUnknown' });
			const [west, south, east, north] = place.extent;
			return around(place.title, [(west + east) / 2, (south + north) / 2], form.radius);
		}
		case 'gemeinde': {
			const { municipalities } = await queries.listChoicesAcrossTenants(services.db.knex, null);
			if (!municipalities.includes(form.municipality)) throw new FormError({ municipality: 'municipality' });
			return { title: municipalityTitle(form.municipality), area: null, place: { where: 'gemeinde' }, municipality: form.municipality };
		}
		case 'gebiet':
			return { title: areaTitle, area: drawnArea(form.area), place: { where: 'gebiet' }, municipality: '' };
		case 'alles':
			return { title: alertTexts.everywhere, area: null, place: { where: 'alles' }, municipality: '' };
	}
}

/** Where an alert is about, as it is kept. */
interface Chosen {
	title: string;
	/** GeoJSON, EPSG:3857. */
	area: object | null;
	place: AlertPlace;
	municipality: string;
}

function around(name: string, centre: [number, number], radius: number): Chosen {
	return { title: aroundTitle(name, radius), area: circle(centre, radius), place: { where: 'umkreis', radius, around: name }, municipality: '' };
}

/** The place as it is now where the form leaves it out: the middle of the circle, the drawn area. */
async function changedPlace(services: Services, alert: Alert, form: Omit<AlertForm, 'email'>, client: string): Promise<Chosen> {
	const { place, area, title } = alert;
	const same = form.where === place.where && area !== null;
	if (same && form.where === 'gebiet' && form.area === '') return { title, area, place, municipality: '' };
	if (same && form.where === 'umkreis' && form.address === '' && place.around) return around(place.around, middleOf(area.coordinates), form.radius);
	return placeOf(services, form, client);
}

/** An area drawn on the map. @param json as `AreaDrawing.svelte` posts it @returns GeoJSON, EPSG:3857 @throws FormError `area` */
export function drawnArea(json: string): object {
	const places = readPlaces(json)?.filter((place) => place.kind === 'polygon') ?? [];
	if (places.length === 0) throw new FormError({ area: 'area' });
	try {
		return { type: 'MultiPolygon', coordinates: places.map((place) => storedGeometry(place)!.coordinates) };
	} catch (cause) {
		if (cause instanceof DomainError) throw new FormError({ area: 'areaInvalid' });
		throw cause;
	}
}

/**
 * Looks an order up by the link in its mail; looking confirms nothing, because mail filters open links too.
 * @throws DomainError `alert_unknown`
 */
export async function alertToConfirm(services: Pick<Services, 'db'>, token: string): Promise<Alert> {
	const alert = isToken(token) ? await queries.findAlertToConfirm(services.db.knex, tokenHash(token)) : null;
	if (!alert) throw new DomainError('alert_unknown');
	return alert;
}

/** Confirming again changes nothing. @returns the token of the page that changes and ends it. @throws DomainError `alert_unknown` */
export async function confirmAlert(services: Pick<Services, 'db' | 'now' | 'secret'>, token: string): Promise<string> {
	const alert = await alertToConfirm(services, token);
	await queries.confirmAlertRow(services.db.knex, alert.id, services.now());
	return manageToken(services.secret, alert.id);
}

/** @throws DomainError `alert_unknown` */
export async function readAlert(services: Pick<Services, 'db'>, token: string): Promise<Alert> {
	const alert = isToken(token) ? await queries.findAlertToManage(services.db.knex, tokenHash(token)) : null;
	if (!alert) throw new DomainError('alert_unknown');
	return alert;
}

/**
 * Changes what an alert is about: place, kinds, how often. Everything but the address of its mails.
 * @param client address of the connection, for the limits of the search
 * @throws DomainError `alert_unknown`, `search_throttled`; FormError
 */
export async function changeAlert(services: Services, token: string, posted: v.InferInput<typeof alertChangeForm>, client: string): Promise<void> {
	const form = checkForm(alertChangeForm, posted);
	const alert = await readAlert(services, token);
	const { municipality, ...chosen } = await changedPlace(services, alert, form, client);
	const { planTypes, kinds, topics, frequency } = form;
	const values = { ...chosen, filter: { planTypes, kinds, topics, municipality }, frequency };
	if (!(await queries.updateAlert(services.db.knex, alert.id, values))) throw new FormError({ area: 'areaInvalid' });
}

/** Ends an alert and forgets the address. An unknown token is an alert that has ended. */
export async function endAlert(services: Pick<Services, 'db' | 'secret'>, token: string): Promise<void> {
	const alert = isToken(token) ? await queries.findAlertToManage(services.db.knex, tokenHash(token)) : null;
	if (alert) await forgetAlert(services, alert.id, alert.email);
}

export { listChoicesAcrossTenants as alertChoices } from './alert-queries.ts';
