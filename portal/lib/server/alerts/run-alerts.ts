import type { Knex } from 'knex';
import { newsMail } from '../../texts/alerts.ts';
import { deleteMailsTo } from '../mail/mail-queries.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dayOf, startOfDay } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { deleteAlert, listOutdatedAlerts } from './alert-queries.ts';
import * as queries from './delivery-queries.ts';
import { manageToken } from './tokens.ts';
import { tellProcedures } from './tell-words.ts';
import { mailHeaders, manageUrl } from './urls.ts';

export type AlertServices = Pick<Services, 'db' | 'queue' | 'now' | 'config' | 'secret'>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What happened shortly before the last look may have been committed after it. */
const LOOK_BACK = 3 * DAY;
const EVENTS_AT_ONCE = 200;
const ALERTS_AT_ONCE = 200;
/** An ordered alert that nobody confirms. */
const UNCONFIRMED_DAYS = 7;
/** More than a mail should hold; the rest comes with the next one. */
const EVENTS_PER_MAIL = 500;

/**
 * The job of every minute: notes what began or ended by the clock, finds the alerts of every new event, and writes the mails that are
 * due. Each part is one transaction that leaves nothing half done, so that it may be stopped anywhere, run twice at once, or not at all
 * for weeks: the next run does what is left, once.
 * @returns how many mails were written
 */
export async function runAlerts(services: AlertServices, signal?: AbortSignal): Promise<number> {
	const now = services.now();
	const { knex } = services.db;
	await noteClockEvents(knex, now);
	while (!signal?.aborted && (await knex.transaction((trx) => queries.matchEventsAcrossTenants(trx, now, EVENTS_AT_ONCE))) > 0);
	return tellDue(services, now, signal);
}

/** Looks at the clock since the last look; the first look ever tells nothing of old times. */
async function noteClockEvents(knex: Knex, now: Date): Promise<void> {
	await knex.transaction(async (trx) => {
		const last = (await queries.lockWatermark(trx)) ?? now;
		await queries.noteClockEventsAcrossTenants(trx, new Date(Math.min(last.getTime(), now.getTime()) - LOOK_BACK), now);
		if (now > last || last === now) await queries.setWatermark(trx, now);
	});
}

async function tellDue(services: AlertServices, now: Date, signal?: AbortSignal): Promise<number> {
	const sevenOClock = lastSevenOClock(now);
	let mails = 0;
	let after: string | null = null;
	while (!signal?.aborted) {
		const ids: string[] = await queries.listDueAlertsAcrossTenants(services.db.knex, sevenOClock, ALERTS_AT_ONCE, after);
		if (ids.length === 0) return mails;
		after = ids.at(-1)!;
		for (const id of ids) {
			if (signal?.aborted) return mails;
			if (await tellAlert(services, id, sevenOClock, now)) mails++;
		}
	}
	return mails;
}

/** The mail and the note that it was told, both or neither. */
async function tellAlert(services: AlertServices, id: string, sevenOClock: Date, now: Date): Promise<boolean> {
	return services.db.knex.transaction(async (trx) => {
		const alert = await queries.lockAlert(trx, id);
		if (!alert) return false;
		// Told by another process between the list and the lock.
		if (alert.frequency === 'daily' && alert.toldAt && alert.toldAt >= sevenOClock) return false;
		const events = (await queries.listOpenEvents(trx, id)).slice(0, EVENTS_PER_MAIL);
		if (events.length === 0) return false;
		const procedures = tellProcedures(events.filter((event) => event.shown), services.config.publicUrl, now).filter((each) => each.sentences.length > 0);
		const token = manageToken(services.secret, id);
		const mailId = procedures.length === 0 ? null : await queueMail(services, trx, {
			tenantId: alert.tenantId,
			recipient: alert.email,
			...newsMail({ title: alert.title, procedures, manageUrl: manageUrl(services.config, token) }),
			headers: mailHeaders(services.config, token)
		});
		await queries.markTold(trx, id, events.map((event) => event.eventId), mailId, now);
		return mailId !== null;
	});
}

/** 7:00 local time, the last one that has been. Clocks change at 2 and 3 o'clock, so noon of the day before is safely on its day. */
export function lastSevenOClock(now: Date): Date {
	const today = sevenOn(dayOf(now));
	return today <= now ? today : sevenOn(dayOf(new Date(startOfDay(dayOf(now)).getTime() - 12 * HOUR)));
}

/** On days when the clocks change, 7:00 is 6 or 8 hours after midnight. */
function sevenOn(day: string): Date {
	const guess = startOfDay(day).getTime() + 7 * HOUR;
	const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' }).format(guess));
	return new Date(guess + (7 - hour) * HOUR);
}

/** The job of every night: alerts that nobody confirmed within a week are forgotten, with address and mail. */
export async function sweepAlerts(services: Pick<Services, 'db' | 'now' | 'secret'>): Promise<number> {
	const now = services.now();
	let swept = 0;
	for (;;) {
		const outdated = await listOutdatedAlerts(services.db.knex, new Date(now.getTime() - UNCONFIRMED_DAYS * DAY), now, ALERTS_AT_ONCE);
		if (outdated.length === 0) return swept;
		for (const { id, email } of outdated) await forgetAlert(services, id, email);
		swept += outdated.length;
	}
}

/** Ends an alert: address, what it was told, and every mail to it that is kept. */
export function forgetAlert(services: Pick<Services, 'db' | 'secret'>, id: string, email: string): Promise<void> {
	return services.db.knex.transaction(async (trx) => {
		await deleteAlert(trx, id);
		await deleteMailsTo(trx, email, manageToken(services.secret, id));
	});
}
