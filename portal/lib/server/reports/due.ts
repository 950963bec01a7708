import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { digestMail } from '../../texts/report-digest.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { isWorkingDay } from '../law/working-days.ts';
import { dayOf } from '../participations/local-days.ts';
import { calendarOf } from '../procedures/procedures-queries.ts';
import { lastSevenOClock } from '../alerts/run-alerts.ts';
import type { Services } from '../services.ts';
import { findWorker } from './assign-queries.ts';
import { workingDaysAgo } from './due-date.ts';
import * as queries from './due-queries.ts';
import { listBodies } from './staff-list-queries.ts';

type Needs = Pick<Services, 'db' | 'queue' | 'now' | 'config'>;

/** Working days that may pass before somebody is reminded. */
const PATIENCE = { accept: 3, answer: 3, release: 2 };
const REFS = 15;
const KEPT_DAYS = 30;

/**
 * The job of every hour: on working days of the tenant (its Land's and its own holidays are none) from seven o'clock on, one mail per person and per body with what waits for them. Who was told on
 * a day is told no second time that day, whoever runs this how often; days on which nothing ran are not made up for.
 * @returns how many mails were written
 */
export async function remindOfReports(services: Needs, signal?: AbortSignal): Promise<number> {
	const now = services.now();
	const day = dayOf(now);
	// The last seven o'clock is one of yesterday until it is seven.
	if (dayOf(lastSevenOClock(now)) !== day) return 0;
	let mails = 0;
	for (const tenant of await queries.tenantsWithReportersAcrossTenants(services.db.knex)) {
		if (signal?.aborted) return mails;
		mails += await remindTenant(services, forTenant(services.db.knex, tenant.id), tenant, day, now);
	}
	return mails;
}

async function remindTenant(services: Needs, scope: TenantScope, tenant: { slug: string; name: string }, day: string, now: Date): Promise<number> {
	const calendar = await calendarOf(scope);
	if (!isWorkingDay(day, calendar.land, calendar.holidays)) return 0;
	await queries.escalateOverdue(scope, now);
	await queries.forgetDigests(scope, dayOf(new Date(now.getTime() - KEPT_DAYS * 86_400_000)));
	const since = { accept: workingDaysAgo(now, PATIENCE.accept, calendar), answer: workingDaysAgo(now, PATIENCE.answer, calendar), release: workingDaysAgo(now, PATIENCE.release, calendar) };
	const parts = Map.groupBy(await queries.selectDigestParts(scope, now, since, REFS), ({ recipient }) => recipient);
	const orphans = parts.get('nobody') ?? [];
	const administrators = orphans.length > 0 ? await queries.listAdministrators(scope) : [];
	const recipients = new Set([...parts.keys()].filter((each) => each !== 'nobody').concat(administrators.map((id) => `account:${id}`)));
	const list = `${services.config.publicUrl}/${tenant.slug}/verwaltung/meldungen`;
	let mails = 0;
	for (const recipient of recipients) {
		const [kind, id] = recipient.split(':') as ['account' | 'body', string];
		const address = await addressOf(scope, kind, id);
		if (!address) continue;
		const mail = digestMail({
			tenant: tenant.name,
			own: parts.get(recipient) ?? [],
			orphans: kind === 'account' && administrators.includes(id) ? orphans : [],
			list: kind === 'account' ? `${list}?offen=ja&bearbeitung=ich` : `${list}?offen=ja&zustaendig=${id}`,
			orphanList: `${list}?offen=ja&bearbeitung=niemand`
		});
		if (await send(services, scope, recipient, day, { recipient: address, ...mail })) mails++;
	}
	return mails;
}

async function addressOf(scope: TenantScope, kind: 'account' | 'body', id: string): Promise<string | null> {
	if (kind === 'account') return (await findWorker(scope, id))?.email ?? null;
	return (await listBodies(scope)).find((body) => body.id === id)?.email ?? null;
}

/** The mail and the note that it was told, both or neither. */
async function send(services: Needs, scope: TenantScope, recipient: string, day: string, mail: { recipient: string; subject: string; text: string }): Promise<boolean> {
	return scope.transaction(async (inner) => {
		if (!(await queries.claimDigest(inner, recipient, day))) return false;
		const id = await queueMail(services, inner.db, { tenantId: scope.tenantId, ...mail });
		await queries.noteDigestMail(inner, recipient, day, id);
		return true;
	});
}
