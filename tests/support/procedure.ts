import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../gis/db/connect.ts';
import type { TenantScope } from '../../gis/db/tenant-scope.ts';
import { createProcedure, publishStep, readProcedure, saveStep } from '../../portal/lib/server/procedures/service.ts';
import type { DocumentCategory, ProcedureStep } from '../../portal/lib/server/procedures/types.ts';
import { formatDay } from '../../portal/lib/texts/dates.ts';
import { makeParticipation } from './participation.ts';

/** The clock of `makeProcedure`: the notice is out, the participation has not begun. */
export const BEFORE = new Date('2027-02-20T09:00:00Z');
/** A moment inside the participation of `makeProcedure` (1 to 31 March 2027). */
export const DURING_STEP = new Date('2027-03-15T10:00:00Z');

export interface TestProcedure {
	tenantId: string;
	slug: string;
	scope: TenantScope;
	planId: string;
	planVersionId: string;
	procedureId: string;
	/** Veröffentlichung im Internet (§ 3 (2) BauGB). */
	stepId: string;
	/** Null where `publish` is false. */
	participationId: string | null;
}

export interface ProcedureOptions {
	kindKey?: string;
	title?: string;
	/** Local days, inclusive; the end is computed where it is left out. */
	startsOn?: string;
	endsOn?: string;
	/** False: everything is there, the step is not published. */
	publish?: boolean;
	/** More fields of the step (forms/procedure.ts, stepForm). */
	step?: Record<string, unknown>;
	/** When it is published; before `startsOn`. */
	now?: Date;
}

/**
 * A tenant with a published plan and a Bebauungsplan procedure whose § 3 (2) step is published with documents, notice and places. Its plan
 * is the test plan of `makeParticipation` (without that participation being published).
 */
export async function makeProcedure(db: Database, options: ProcedureOptions = {}): Promise<TestProcedure> {
	const { tenantId, slug, scope, planId, planVersionId } = await makeParticipation(db, { publish: false });
	const now = options.now ?? BEFORE;
	const procedureId = await createProcedure(
		scope,
		{ kindKey: options.kindKey ?? 'bebauungsplan', title: options.title ?? 'Bebauungsplan Nr. 7 „Testplan“', number: '7', planId, municipality: 'Testdorf' },
		null,
		now
	);
	const stepId = (await stepOf(scope, procedureId, 'veroeffentlichung', now)).id;
	await saveStep(
		scope,
		procedureId,
		stepId,
		{
			title: 'Veröffentlichung im Internet',
			startsOn: options.startsOn ?? '2027-03-01',
			endsOn: options.endsOn ?? '',
			planVersionId,
			email: 'planung@testdorf.example',
			places: [{ name: 'Rathaus', address: 'Markt 1, 01234 Testdorf', openingHours: 'Mo–Fr 9–12 Uhr', means: 'paper' }],
			environment: [{ kind: 'boden', text: 'Bodengutachten' }],
			...options.step
		},
		null,
		now
	);
	for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(scope, procedureId, stepId, category);
	await announce(scope, procedureId, stepId, now);
	if (options.publish !== false) await publishStep(scope, stepId, null, now);
	const { participationId } = (await readProcedure(scope, procedureId, now)).steps.find(({ id }) => id === stepId)!;
	return { tenantId, slug, scope, planId, planVersionId, procedureId, stepId, participationId };
}

/** The first step of a key. */
export async function stepOf(scope: TenantScope, procedureId: string, key: string, now: Date, iteration?: number): Promise<ProcedureStep> {
	const { steps } = await readProcedure(scope, procedureId, now);
	const step = steps.find((each) => each.key === key && (iteration === undefined || each.iteration === iteration));
	if (!step) throw new Error(`No step ${key}`);
	return step;
}

/** A document with one version of a small file, shown by the step. The file's content is not in the store. */
export async function showDocument(
	scope: TenantScope,
	procedureId: string,
	stepId: string,
	category: DocumentCategory,
	values: Record<string, unknown> = {}
): Promise<{ documentId: string; versionId: string }> {
	const content = `%PDF-1.4 ${category}`;
	const file = {
		key: randomUUID(),
		name: `${category}.pdf`,
		media_type: 'application/pdf',
		size: content.length,
		sha256: createHash('sha256').update(content).digest()
	};
	const [{ id: fileId }] = await scope.insert('file', file).returning('id');
	const [{ id: documentId }] = await scope.insert('procedure_document', { procedure_id: procedureId, category, title: category, ...values }).returning('id');
	const [{ id: versionId }] = await scope.insert('procedure_document_version', { document_id: documentId, number: 1, file_id: fileId }).returning('id');
	await scope.insert('step_document', { step_id: stepId, document_version_id: versionId });
	return { documentId, versionId };
}

/** A published notice of the step that names its dates; published the day before it begins, or on its day. */
export async function announce(scope: TenantScope, procedureId: string, stepId: string, now: Date, publishedOn?: string): Promise<string> {
	const { startsOn, endsOn } = (await readProcedure(scope, procedureId, now)).steps.find(({ id }) => id === stepId)!;
	const before = new Date(Date.parse(`${startsOn}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
	const text = [startsOn, endsOn].map((day) => (day ? formatDay(day) : '')).join(' bis ');
	const [{ id }] = await scope
		.insert('notice', {
			procedure_id: procedureId,
			step_id: stepId,
			blocks: JSON.stringify([{ key: 'dauer', text, required: true, changed: false }]),
			published_in: 'Amtsblatt Nr. 3',
			published_on: publishedOn ?? (endsOn ? before : startsOn),
			published_at: now
		})
		.returning('id');
	return id;
}
