import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readArea } from '../../../../importers/xbeteiligung/area.ts';
import type { Message, Participation, Round } from '../../../../importers/xbeteiligung/model.ts';
import { recordEvent } from '../evidence/record-event.ts';
import { CONTACT_FIELDS } from '../../forms/procedure.ts';
import {
	addIteration,
	changeArea,
	changeProcedure,
	createProcedure,
	discardProcedure,
	readProcedure,
	saveStep
} from '../procedures/service.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import { documentsOf, keepDocuments, type DocumentOfTracks } from './documents.ts';
import * as queries from './exchange-queries.ts';
import { messageTitle } from './message-titles.ts';
import { kindKeyOf, stepKeyOf } from './step-codes.ts';
import type { ExchangeServices, Partner } from './types.ts';

/** What an OK says. */
export interface Applied {
	procedureId: string;
	processId: string;
	planId: string;
	participationId: string;
}

/** Names of a procedure in the other system, in `procedure.external`. */
const PLAN = 'xbeteiligung';
const PROCESS = 'xbeteiligungVorgang';
const PARTNER = 'xbeteiligungPartner';
/** Followed by the id of our step: the other system's beteiligungsID. */
const ROUND = 'xbeteiligungBeteiligung:';

/**
 * Does what a message asks for, inside the caller's transaction.
 * @throws DomainError and XBeteiligungError that explain why it was not done
 */
export async function applyMessage(services: ExchangeServices, scope: TenantScope, partner: Partner, message: Message): Promise<Applied> {
	const now = services.now();
	const applied = await {
		'0401': () => create(services, scope, partner, message, now),
		'0402': () => change(services, scope, partner, message, now),
		'0409': () => remove(scope, partner, message, now)
	}[message.code as '0401' | '0402' | '0409']();
	const detail = { title: messageTitle(message.code), partner: partner.name, message: message.uuid, code: message.code };
	await recordEvent(scope, { procedureId: applied.procedureId, kind: 'message-received', detail, account: null }, now);
	return applied;
}

async function create(services: ExchangeServices, scope: TenantScope, partner: Partner, { content }: Message, now: Date): Promise<Applied> {
	const given = content.participation!;
	if (await queries.procedureOfPlan(scope, given.planId)) throw new DomainError('exchange_plan_known', { plan: given.planId.slice(0, 80) });
	const kindKey = kindKeyOf(given.planKind, given.procedureKind);
	const procedureId = await createProcedure(scope, { kindKey, title: given.planName.trim().slice(0, 200) }, null, now);
	await queries.setExternal(scope, procedureId, { [PLAN]: given.planId, [PROCESS]: content.processId, [PARTNER]: partner.id });
	await writeProcedure(scope, procedureId, given, now, true);
	return writeRounds(services, scope, procedureId, content.processId, given, now);
}

async function change(services: ExchangeServices, scope: TenantScope, partner: Partner, { content }: Message, now: Date): Promise<Applied> {
	const given = content.participation!;
	const procedureId = await demandOwn(scope, partner, given.planId);
	await writeProcedure(scope, procedureId, given, now, false);
	return writeRounds(services, scope, procedureId, content.processId, given, now);
}

/** Only a draft goes; what is published ends by a decision of the municipality and its notice, not by a message. */
async function remove(scope: TenantScope, partner: Partner, { content }: Message, now: Date): Promise<Applied> {
	const procedureId = await demandOwn(scope, partner, content.planId!);
	const procedure = await readProcedure(scope, procedureId, now);
	if (procedure.publishedAt) throw new DomainError('exchange_published');
	await discardProcedure(scope, procedureId, null, now);
	// The plan may be sent anew.
	const { [PLAN]: _plan, ...rest } = procedure.external;
	await queries.setExternal(scope, procedureId, rest);
	return { procedureId, processId: content.processId, planId: content.planId!, participationId: content.participationId! };
}

/** A procedure that this partner sent: nobody changes what another system or the municipality itself began. */
async function demandOwn(scope: TenantScope, partner: Partner, planId: string): Promise<string> {
	const found = await queries.procedureOfPlan(scope, planId);
	if (!found || found.external[PARTNER] !== partner.id) throw new DomainError('exchange_plan_unknown', { plan: planId.slice(0, 80) });
	return found.id;
}

async function writeProcedure(scope: TenantScope, procedureId: string, given: Participation, now: Date, fresh: boolean): Promise<void> {
	const procedure = await readProcedure(scope, procedureId, now);
	const contact = { ...procedure.contact, organisation: given.actors.initiator.name.name.slice(0, 200) };
	const fields = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, contact[name] ?? '']));
	const summary = [given.occasion?.trim(), given.place.trim()].filter(Boolean).join('\n\n').slice(0, 6000);
	await changeProcedure(
		scope,
		procedureId,
		{
			...fields,
			title: given.planName.trim().slice(0, 200),
			number: procedure.number ?? '',
			municipality: procedure.municipality,
			// What the municipality wrote for its citizens is not replaced by an update.
			summary: fresh || procedure.summary === '' ? summary : procedure.summary,
			easyLanguage: procedure.easyLanguage,
			topics: procedure.topics.join('\n'),
			planId: procedure.planId ?? ''
		},
		null,
		now
	);
	const area = readArea(given.area);
	const before = await queries.areaOf(scope, procedureId);
	if (JSON.stringify(before?.coordinates) !== JSON.stringify(area.coordinates))
		await changeArea(scope, procedureId, { geojson: area }, null, now);
}

async function writeRounds(
	services: ExchangeServices,
	scope: TenantScope,
	procedureId: string,
	processId: string,
	given: Participation,
	now: Date
): Promise<Applied> {
	const documents: DocumentOfTracks[] = [];
	const stepIds: Record<string, string> = {};
	for (const track of ['public', 'toeb'] as const) {
		const round = given[track];
		if (!round) continue;
		const { documents: own, links } = documentsOf(round);
		const stepId = await writeRound(scope, procedureId, track, round, links, now);
		stepIds[track] = stepId;
		for (const document of own) {
			const same = documents.find(({ sha256, title }) => sha256 === document.sha256 && title === document.title);
			if (same) {
				same.tracks.add(track);
				same.stepIds.push(stepId);
			} else documents.push({ ...document, tracks: new Set([track]), stepIds: [stepId] });
		}
	}
	await keepDocuments(services, scope, procedureId, documents, now);
	const { external } = await readProcedure(scope, procedureId, now);
	const rounds = Object.fromEntries(
		Object.entries(stepIds).flatMap(([track, stepId]) => {
			const id = given[track as 'public' | 'toeb']?.id;
			return id ? [[ROUND + stepId, id.trim()]] : [];
		})
	);
	await queries.setExternal(scope, procedureId, { ...external, [PROCESS]: processId, ...rounds });
	const participationId = given.public?.id ?? given.toeb?.id ?? stepIds.public ?? stepIds.toeb ?? procedureId;
	return { procedureId, processId, planId: given.planId, participationId: participationId.trim() };
}

/** Sets a step's period by the rules that hold for everybody: an unlawful one is refused with the computation. */
async function writeRound(
	scope: TenantScope,
	procedureId: string,
	track: 'public' | 'toeb',
	round: Round,
	links: { title: string; link: string }[],
	now: Date
): Promise<string> {
	if (!round.kind.formal) throw new DomainError('exchange_informal');
	const iteration = Number(round.iteration);
	const key = stepKeyOf(track, round.kind.formal.code, iteration);
	let procedure = await readProcedure(scope, procedureId, now);
	let step = stepOf(procedure, key, iteration);
	if (!step && iteration > 1) {
		await addIteration(scope, procedureId, { track }, null, now);
		procedure = await readProcedure(scope, procedureId, now);
		step = stepOf(procedure, key, iteration);
	}
	if (!step && iteration > 1) throw new DomainError('exchange_iteration', { iteration });
	const day = (value: string | undefined) => value?.slice(0, 10) ?? '';
	const [startsOn, endsOn] = [day(round.period.begin), day(round.period.end)];
	if (step && step.startsOn === (startsOn || null) && (step.endsOn === endsOn || endsOn === '')) return step.id;
	const reason = round.period.note?.trim() ?? '';
	const note = [step?.note, links.map(({ title, link }) => `${title}: ${link}`).join('\n')].filter(Boolean).join('\n\n');
	const values = {
		...(step ? kept(step) : { key }),
		startsOn,
		endsOn,
		extensionReason: step?.extensionReason || reason,
		shorteningReason: step?.shorteningReason || reason,
		note: note.slice(0, 2000)
	};
	return saveStep(scope, procedureId, step?.id ?? null, values, null, now);
}

const stepOf = (procedure: Procedure, key: string, iteration: number): ProcedureStep | undefined =>
	procedure.steps.find((step) => step.key === key && step.iteration === iteration);

/** What a step has besides its period; it stays. */
function kept(step: ProcedureStep): Record<string, unknown> {
	return {
		title: step.title,
		rule: step.rule,
		changesOnly: step.changesOnly,
		restricted: step.restricted,
		planVersionId: step.planVersionId ?? '',
		compareVersionId: step.compareVersionId ?? '',
		places: step.places,
		environment: step.environment,
		...Object.fromEntries(CONTACT_FIELDS.map((name) => [name, step.contact[name] ?? '']))
	};
}

/** How the other system names a procedure and its steps; our own ids where none named it. */
export function namesOf(
	procedure: Pick<Procedure, 'id' | 'external'>,
	stepId: string
): { planId: string; processId: string; participationId: string } {
	const { external } = procedure;
	return {
		planId: external[PLAN] ?? procedure.id,
		processId: external[PROCESS] ?? procedure.id,
		participationId: external[ROUND + stepId] ?? stepId
	};
}
