import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { listVersions, listDocumentRows } from '../procedures/documents/staff-queries.ts';
import { readProcedure } from '../procedures/read.ts';
import type { DocumentCategory, ProcedureStatus, ProcedureStep } from '../procedures/types.ts';
import { slugOf } from '../statements/statement-queries.ts';
import { eventsAfter } from './evidence-queries.ts';
import { chainHead, listNotices, listStepFacts, listTests, planVersionNames, type NoticeRow } from './protocol-queries.ts';
import type { EventDetail, EventKind } from './types.ts';
import { uptimeOf, type Uptime } from './uptime.ts';

const BATCH = 1000;

export interface ProtocolEvent {
	id: number;
	at: Date;
	kind: EventKind;
	stepTitle: string | null;
	/** Empty: the portal itself or another system. */
	account: string;
	detail: EventDetail;
	seq: number;
	/** Hex. */
	digest: string;
}

export interface ProtocolStep
	extends Pick<
		ProcedureStep,
		'id' | 'title' | 'track' | 'iteration' | 'startsOn' | 'endsOn' | 'rule' | 'law' | 'publishedAt' | 'skippedReason' | 'extensionReason' | 'shorteningReason' | 'changesOnly'
	> {
	publishedBy: string | null;
	plan: { name: string; version: number } | null;
	notices: NoticeRow[];
	documents: { title: string; number: number; sha256: string }[];
	/** Null for a step without a published period, and for one that the public does not see. */
	uptime: Uptime | null;
}

export interface ProtocolDocument {
	title: string;
	category: DocumentCategory;
	versions: { id: string; number: number; name: string; size: number; sha256: string; uploadedAt: Date; uploadedBy: string | null; reason: string }[];
}

export interface Protocol {
	madeAt: Date;
	tenant: { name: string; slug: string };
	procedure: { id: string; title: string; number: string | null; kind: string; municipality: string; status: ProcedureStatus | null; publishedAt: Date | null };
	/** Last entry of the chain when the protocol was made. */
	chain: { seq: number; link: string } | null;
	steps: ProtocolStep[];
	documents: ProtocolDocument[];
	/** Oldest first. */
	events: ProtocolEvent[];
}

/**
 * Everything that is recorded of a procedure: steps, versions, publications, self-tests and every change. For staff.
 * @throws DomainError `not_found`
 */
export async function readProtocol(scope: TenantScope, procedureId: string, now: Date): Promise<Protocol> {
	const procedure = await readProcedure(scope, procedureId, now);
	const facts = new Map((await listStepFacts(scope, procedure.id)).map((each) => [each.stepId, each]));
	const notices = Map.groupBy(await listNotices(scope, procedure.id), (notice) => notice.stepId);
	const tests = await listTests(scope, procedure.id);
	const rows = await listDocumentRows(scope, procedure.id);
	const versions = Map.groupBy(await listVersions(scope, procedure.id, now), (version) => version.documentId);
	const titles = new Map(procedure.steps.map((step) => [step.id, step.title]));
	const shownBy = (stepId: string) =>
		rows.flatMap((row) => (versions.get(row.id) ?? []).filter((version) => version.steps.some((step) => step.id === stepId)).map(({ number, sha256 }) => ({ title: row.title, number, sha256 })));
	const steps = procedure.steps.map((step): ProtocolStep => {
		const { publishedBy, planName, planVersion } = facts.get(step.id)!;
		const tested = step.publishedAt && step.startsAt && step.endsAt && step.track !== 'toeb' && !step.skippedReason;
		return {
			...pick(step),
			publishedBy,
			plan: planName === null ? null : { name: planName, version: planVersion! },
			notices: notices.get(step.id) ?? [],
			documents: shownBy(step.id),
			uptime: tested ? uptimeOf({ startsAt: step.startsAt!, endsAt: step.endsAt! }, tests.get(step.id) ?? [], now) : null
		};
	});
	const { id, title, number, municipality, status, publishedAt, kind } = procedure;
	return {
		madeAt: now,
		tenant: await slugOf(scope),
		procedure: { id, title, number, kind: kind.name, municipality, status, publishedAt },
		chain: await chainHead(scope),
		steps,
		documents: rows.filter((row) => versions.has(row.id)).map((row) => ({ title: row.title, category: row.category, versions: versions.get(row.id)!.map(documentVersion) })),
		events: await readEvents(scope, procedure.id, titles)
	};
}

function pick(step: ProcedureStep) {
	const { id, title, track, iteration, startsOn, endsOn, rule, law, publishedAt, skippedReason, extensionReason, shorteningReason, changesOnly } = step;
	return { id, title, track, iteration, startsOn, endsOn, rule, law, publishedAt, skippedReason, extensionReason, shorteningReason, changesOnly };
}

function documentVersion({ id, number, name, size, sha256, uploadedAt, uploadedBy, reason }: ProtocolDocument['versions'][number]) {
	return { id, number, name, size, sha256, uploadedAt, uploadedBy, reason };
}

/** Events with the names of versions of plans in place of their ids, for people; the proof keeps what was recorded. */
async function readEvents(scope: TenantScope, procedureId: string, titles: Map<string, string>): Promise<ProtocolEvent[]> {
	const events: ProtocolEvent[] = [];
	for (let after = 0; ; ) {
		const rows = await eventsAfter(scope, after, BATCH, procedureId);
		if (rows.length === 0) return withPlanNames(scope, events);
		for (const { id, at, kind, stepId, account, detail, receiptSeq, digest } of rows)
			events.push({ id, at, kind, stepTitle: stepId ? (titles.get(stepId) ?? null) : null, account: account.name, detail, seq: receiptSeq, digest: digest.toString('hex') });
		after = rows.at(-1)!.id;
	}
}

const NAMES_VERSION = /^(planVersionId|compareVersionId)$/;

async function withPlanNames(scope: TenantScope, events: ProtocolEvent[]): Promise<ProtocolEvent[]> {
	const changes = events.flatMap((event) => event.detail.changes ?? []).filter((change) => NAMES_VERSION.test(change.field));
	const names = await planVersionNames(scope, changes.flatMap((change) => [change.from, change.to]).filter((id): id is string => typeof id === 'string'));
	const named = (id: unknown) => names.get(id as string) ?? id;
	for (const change of changes) Object.assign(change, { from: named(change.from), to: named(change.to) });
	return events;
}
