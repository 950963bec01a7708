import type { Knex } from 'knex';
import { reportNewsMail, type ToldReport } from '../../../texts/report-alerts.ts';
import { manageToken } from '../../alerts/tokens.ts';
import { mailHeaders } from '../../alerts/urls.ts';
import { deleteMailsTo } from '../../mail/mail-queries.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import type { Services } from '../../services.ts';
import { stateOf } from '../workflow.ts';
import { deleteReportAlertAcrossTenants, listOutdatedAcrossTenants } from './alert-queries.ts';
import * as queries from './public-news-queries.ts';
import { manageUrl } from './urls.ts';

type Needs = Pick<Services, 'db' | 'queue' | 'now' | 'config' | 'secret'>;

/** So many happenings are told in one transaction. */
const AT_ONCE = 100;
/** A mail after a long outage names so many reports; the rest stands in the list. */
const REPORTS_PER_MAIL = 50;
const DAY = 24 * 3_600_000;
const UNCONFIRMED_DAYS = 7;
/** A closed report may be opened again for weeks; afterwards nothing happens to it any more. */
const CLOSED_DAYS = 180;

/**
 * The job of every minute: tells subscribers what became public. What was told, the mails, and that nothing more waits are one transaction;
 * so it may be stopped anywhere, run twice at once, or not at all for weeks: the next run does what is left, once.
 * @returns how many mails were written
 */
export async function tellReportNews(services: Needs, signal?: AbortSignal): Promise<number> {
	let mails = 0;
	while (!signal?.aborted) {
		const told = await services.db.knex.transaction((trx) => tellSome(services, trx));
		if (told === null) break;
		mails += told;
	}
	return mails;
}

/** @returns null when nothing waits */
async function tellSome(services: Needs, trx: Knex): Promise<number | null> {
	const waiting = await queries.lockWaitingAcrossTenants(trx, AT_ONCE);
	if (waiting.length === 0) return null;
	const ids = waiting.map(({ id }) => id);
	const news = await queries.noteNewsAcrossTenants(trx, ids);
	const reports = new Map((await queries.readNewsAcrossTenants(trx, [...new Set(news.map(({ reportId }) => reportId))])).map((report) => [report.id, report]));
	const words = new Map((await queries.readWordsAcrossTenants(trx, news.map(({ eventId }) => eventId))).map(({ id, text }) => [id, text]));
	const byAlert = Map.groupBy(news, ({ alertId }) => alertId);
	for (const alert of await queries.readRecipientsAcrossTenants(trx, [...byAlert.keys()])) {
		const mine = byAlert.get(alert.id)!;
		const told = [...Map.groupBy(mine, ({ reportId }) => reportId)].map(([reportId, events]): ToldReport => {
			const { publicRef, category, title, address, state, workflow } = reports.get(reportId)!;
			const sentences = events.filter(({ isNew }) => !isNew).map(({ eventId }) => words.get(eventId)!);
			const url = `${services.config.publicUrl}/${alert.slug}/meldungen/${publicRef}`;
			return { publicRef, category, title, address, state: stateOf(workflow, state).publicLabel, isNew: events.some(({ isNew }) => isNew), sentences, url };
		});
		const token = manageToken(services.secret, alert.id);
		const mailId = await queueMail(services, trx, {
			tenantId: alert.tenantId,
			recipient: alert.email,
			...reportNewsMail({
				title: alert.title,
				reports: told.slice(0, REPORTS_PER_MAIL),
				more: Math.max(0, told.length - REPORTS_PER_MAIL),
				listUrl: `${services.config.publicUrl}/${alert.slug}/meldungen`,
				manageUrl: manageUrl(services.config, alert.slug, token)
			}),
			headers: mailHeaders(services.config, token)
		});
		await queries.noteMailAcrossTenants(trx, alert.id, mine.map(({ eventId }) => eventId), mailId);
	}
	await queries.deleteWaitingAcrossTenants(trx, ids);
	return byAlert.size;
}

/** The job of every night: orders that nobody confirmed within a week, and followers of what is long closed, are forgotten. */
export async function sweepReportAlerts(services: Pick<Services, 'db' | 'now' | 'secret'>): Promise<number> {
	const now = services.now().getTime();
	for (let swept = 0; ; ) {
		const outdated = await listOutdatedAcrossTenants(services.db.knex, new Date(now - UNCONFIRMED_DAYS * DAY), new Date(now - CLOSED_DAYS * DAY), 200);
		if (outdated.length === 0) return swept;
		for (const { id, email } of outdated) await forgetReportAlert(services, id, email);
		swept += outdated.length;
	}
}

/** Ends a subscription: address, what it was told, and every mail to it that is kept. */
export function forgetReportAlert(services: Pick<Services, 'db' | 'secret'>, id: string, email: string): Promise<void> {
	return services.db.knex.transaction(async (trx) => {
		await deleteReportAlertAcrossTenants(trx, id);
		await deleteMailsTo(trx, email, manageToken(services.secret, id));
	});
}
