import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Content } from '../../../../importers/xbeteiligung/model.ts';
import { hasMessage } from '../../../../importers/xbeteiligung/versions.ts';
import { listProcedures } from '../procedures/service.ts';
import type { Procedure } from '../procedures/types.ts';
import { canonicalJson } from '../statements/digest.ts';
import { compose } from './compose.ts';
import * as queries from './exchange-queries.ts';
import { informationOf } from './information.ts';
import { uuidOf } from './secret.ts';
import type { ExchangeServices, Partner } from './types.ts';

const FEED = ['0451', '0452', '0459'];
const STATEMENTS_AT_ONCE = 100;

/** Puts a message for a partner into the queue. @returns false when this one was there already */
export async function queueMessage(
	services: Pick<ExchangeServices, 'now'>,
	scope: TenantScope,
	partner: Pick<Partner, 'id' | 'name' | 'version'>,
	{ code, content, subject, procedureId, uuid }: { code: string; content: Content; subject: string; procedureId: string; uuid: string }
): Promise<boolean> {
	const now = services.now();
	const reader = { id: partner.id, name: partner.name };
	const { xml } = await compose(scope, { version: partner.version, code, uuid, reader, now }, content);
	return insert(scope, partner, { code, subject, procedureId, uuid, body: xml }, now);
}

async function insert(
	scope: TenantScope,
	partner: Pick<Partner, 'id' | 'version'>,
	message: { code: string; subject: string; procedureId: string | null; uuid: string; body: string },
	now: Date
): Promise<boolean> {
	const fixed = { direction: 'out', state: 'queued' } as const;
	const row = { ...message, ...fixed, partnerId: partner.id, version: partner.version, nextTryAt: now, at: now };
	return (await queries.insertMessage(scope, row)) !== null;
}

/**
 * Tells a partner what changed in the published procedures since it was told last: 0451 for a step that it does not know, 0452 for one that
 * looks different now, 0459 for one that is not to be seen any more or whose procedure was given up. It compares what was sent with what
 * is, so that nothing is lost and nothing told twice, whatever happened in between.
 * @returns number of new messages
 */
export async function tellProcedures(services: ExchangeServices, scope: TenantScope, partner: Partner): Promise<number> {
	if (!hasMessage(partner.version, '0451')) return 0;
	const now = services.now();
	let told = 0;
	for (let offset = 0; ; offset += 200) {
		const procedures = await listProcedures(scope, now, { onlyPublished: true, withdrawn: true, discarded: true }, { limit: 200, offset });
		for (const procedure of procedures)
			for (const step of procedure.steps.filter(({ track, startsOn }) => track !== 'toeb' && startsOn !== null))
				if (await tellStep(services, scope, partner, procedure, step.id)) told++;
		if (procedures.length < 200) return told;
	}
}

async function tellStep(
	services: ExchangeServices,
	scope: TenantScope,
	partner: Partner,
	procedure: Procedure,
	stepId: string
): Promise<boolean> {
	const step = procedure.steps.find(({ id }) => id === stepId)!;
	const content = await informationOf(services, scope, procedure, step, services.now());
	const over = procedure.discardedAt !== null || step.publishedAt === null || isGivenUp(procedure, services.now());
	const [last, before] = await queries.lastMessages(scope, partner.id, stepId, FEED, 2);
	const known = last !== undefined && last.code !== '0459';
	if (over && !known) return false;
	// The identifier says what the message says and which one was before: the same state needs no second message.
	const { information, ...removal } = content;
	const told = over ? { gone: true, ...removal } : { information };
	const state = canonicalJson(told as never);
	if (last?.uuid === uuidOf('information', partner.id, stepId, before?.uuid ?? '', state)) return false;
	const code = over ? '0459' : known ? '0452' : '0451';
	const uuid = uuidOf('information', partner.id, stepId, last?.uuid ?? '', state);
	return queueMessage(services, scope, partner, { code, content, subject: stepId, procedureId: procedure.id, uuid });
}

/** Eingestellt or aufgehoben: a published step says so and its day has come. */
const isGivenUp = (procedure: Procedure, now: Date) =>
	procedure.steps.some(({ key, startsAt }) => (key === 'eingestellt' || key === 'aufgehoben') && startsAt !== null && startsAt <= now);

/**
 * New statements for a partner (0701), and erased ones (0709). The message itself is written when it is sent: what somebody erases in
 * between is not kept here.
 */
export async function tellStatements(services: ExchangeServices, scope: TenantScope, partner: Partner): Promise<number> {
	const now = services.now();
	let told = 0;
	for (const { id, procedureId } of await queries.statementsToTell(scope, partner, STATEMENTS_AT_ONCE))
		if (await insert(scope, partner, { code: '0701', subject: id, procedureId, uuid: uuidOf('0701', partner.id, id), body: '' }, now)) told++;
	for (const { id, procedureId } of await queries.erasuresToTell(scope, partner.id))
		if (await insert(scope, partner, { code: '0709', subject: id, procedureId, uuid: uuidOf('0709', partner.id, id), body: '' }, now)) told++;
	return told;
}
