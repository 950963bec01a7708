import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { demandId } from '../../../../../gis/plans/plans.ts';
import { documentForm, MAX_DOCUMENT_TITLE, reasonForm } from '../../../forms/document.ts';
import { documentTexts } from '../../../texts/documents.ts';
import { notePublicationEvent } from '../../alerts/publication-events.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { recordEvent } from '../../evidence/record-event.ts';
import type { Actor, EventKind } from '../../evidence/types.ts';
import { insertFile } from '../../plans/import-queries.ts';
import type { Services } from '../../services.ts';
import { dropFiles, safeName, type KeptFile, type Source } from '../../uploads/attachments.ts';
import { holdQuota } from '../../uploads/quota.ts';
import { keepDocument } from './keep-document.ts';
import * as queries from './staff-queries.ts';
import type { StaffDocument } from './types.ts';

export { publicDocuments } from './public-documents.ts';
export { listStepRows } from './staff-queries.ts';

type Needs = Pick<Services, 'config' | 'files' | 'queue' | 'db'>;
/** A heading inside a heading inside …: nobody reads deeper. */
const MAX_DEPTH = 5;

/** All documents of a procedure as staff see them, as a tree. @throws DomainError `not_found` for an id that is none */
export async function listDocuments(scope: TenantScope, procedureId: string, now: Date): Promise<StaffDocument[]> {
	const id = demandId(procedureId);
	const versions = Map.groupBy(await queries.listVersions(scope, id, now), (version) => version.documentId);
	const rows = Map.groupBy(await queries.listDocumentRows(scope, id), (row) => row.parentId);
	const below = (parentId: string | null): StaffDocument[] =>
		(rows.get(parentId) ?? []).map(({ procedureId: _, ...row }) => ({
			...row,
			versions: (versions.get(row.id) ?? []).map(({ documentId: _of, fileId: _file, key: _key, ...version }) => version),
			children: below(row.id)
		}));
	return below(null);
}

/**
 * Takes a document in, or makes a heading when there is no file. No step shows it until `chooseVersion` says so.
 * @param values of `documentForm`
 * @returns id of the document
 * @throws FormError; DomainError `not_found`, those of `keepDocument`
 */
export async function addDocument(
	services: Needs,
	scope: TenantScope,
	procedureId: string,
	values: unknown,
	file: Source | null,
	account: Actor | null,
	now: Date
): Promise<string> {
	const form = checkForm(documentForm, values);
	return withFile(services, scope, file, (kept) =>
		changing(scope, procedureId, async (inner) => {
			await demandParent(inner, procedureId, form.parentId ?? null, null);
			const document = { ...form, parentId: form.parentId ?? null, procedureId };
			const documentId = await queries.insertDocument(inner, document);
			const version = kept && (await addVersion(services, inner, { documentId, kept, reason: '', account, now }));
			const detail = { title: form.title, category: form.category, documentId, forPublic: form.forPublic, forToeb: form.forToeb, ...describe(kept, version) };
			await recordEvent(inner, { procedureId, kind: 'document-added', detail, account }, now);
			return documentId;
		})
	);
}

/**
 * Takes several files in at once, each as a document named after its file, and shows them in the given steps, none of which is published yet.
 * @returns ids of the documents
 * @throws as `addDocument`; DomainError `upload_missing` without files. What was taken in before a refused file stays.
 */
export async function addDocuments(
	services: Needs,
	scope: TenantScope,
	procedureId: string,
	values: Record<string, unknown>,
	files: Source[],
	stepIds: string[],
	account: Actor | null,
	now: Date
): Promise<string[]> {
	if (files.length === 0) throw new DomainError('upload_missing');
	const ids: string[] = [];
	for (const file of files) {
		const title = typeof values.title === 'string' && values.title.trim() && files.length === 1 ? values.title : titleOfFile(file.name);
		const documentId = await addDocument(services, scope, procedureId, { ...values, title }, file, account, now);
		ids.push(documentId);
		const [version] = await queries.listVersions(scope, procedureId, now, documentId);
		for (const stepId of stepIds) await chooseVersion(scope, { procedureId, documentId }, { stepId, versionId: version!.id }, { reason: '', account, now });
	}
	return ids;
}

/** „02_Begruendung-Teil_A.pdf“ → „02 Begruendung-Teil A“ */
function titleOfFile(name: string): string {
	return safeName(name).replace(/\.[a-z0-9]{1,8}$/i, '').replace(/_+/g, ' ').trim().slice(0, MAX_DOCUMENT_TITLE) || documentTexts.title;
}

/**
 * A new version of a document takes the place of the one before in every step that is not over: what an ended step showed stays. After
 * publication a reason is needed; earlier versions stay for staff and in the protocol.
 * @returns id of the new version
 * @throws FormError `reason`; DomainError `not_found`, those of `keepDocument`
 */
export async function replaceDocument(
	services: Needs,
	scope: TenantScope,
	ids: { procedureId: string; documentId: string },
	file: Source,
	{ reason, account, now }: { reason: string; account: Actor | null; now: Date }
): Promise<string> {
	return withFile(services, scope, file, (kept) =>
		changing(scope, ids.procedureId, async (inner) => {
			const document = await demandDocument(inner, ids);
			const before = await queries.listVersions(inner, ids.procedureId, now, document.id);
			const why = document.published ? demandReason(reason) : reason.trim();
			const version = await addVersion(services, inner, { documentId: document.id, kept: kept!, reason: why, account, now });
			const steps = before.flatMap((each) => each.steps.filter((step) => !step.ended));
			for (const step of steps) {
				await queries.hideDocument(inner, step.id, document.id);
				await queries.showVersion(inner, step.id, version.id);
			}
			const kind: EventKind = document.published ? 'document-replaced' : 'document-version-added';
			const published = document.published;
			// What only public bodies see is nobody else's news.
			if (document.forPublic && steps.some((step) => step.published))
				await notePublicationEvent(inner, { procedureId: ids.procedureId, kind: 'documents-replaced', occasion: version.id, at: now });
			const detail = { title: document.title, documentId: document.id, published, reason: why, ...describe(kept, version), previousSha256: before[0]?.sha256, steps: steps.map((each) => each.title) };
			await recordEvent(inner, { procedureId: ids.procedureId, kind, detail, account }, now);
			return version.id;
		})
	);
}

/**
 * Title, category, place in the tree and who may see it. Taking a published document away from an audience needs a reason.
 * @throws FormError; DomainError `not_found`
 */
export async function changeDocument(
	scope: TenantScope,
	ids: { procedureId: string; documentId: string },
	values: unknown,
	{ reason, account, now }: { reason: string; account: Actor | null; now: Date }
): Promise<void> {
	const form = checkForm(documentForm, values);
	await changing(scope, ids.procedureId, async (inner) => {
		const document = await demandDocument(inner, ids);
		const parentId = form.parentId ?? null;
		await demandParent(inner, ids.procedureId, parentId, document.id);
		const names = ['title', 'category', 'forPublic', 'forToeb'] as const;
		const changes: { field: string; from: unknown; to: unknown }[] = names.filter((name) => document[name] !== form[name]).map((field) => ({ field, from: document[field], to: form[field] }));
		if (document.parentId !== parentId) changes.push({ field: 'parent', from: document.parentId, to: parentId });
		if (changes.length === 0) return;
		const hidden = (document.forPublic && !form.forPublic) || (document.forToeb && !form.forToeb);
		const why = document.published && hidden ? demandReason(reason) : reason.trim();
		await queries.updateDocument(inner, document.id, { ...form, parentId });
		const detail = { title: form.title, documentId: document.id, changes, reason: why || undefined };
		await recordEvent(inner, { procedureId: ids.procedureId, kind: 'document-changed', detail, account }, now);
	});
}

/**
 * Says which version of a document a step shows; null: none. In a published step this needs a reason.
 * @throws FormError `reason`; DomainError `not_found`
 */
export async function chooseVersion(
	scope: TenantScope,
	ids: { procedureId: string; documentId: string },
	choice: { stepId: string; versionId: string | null },
	{ reason, account, now }: { reason: string; account: Actor | null; now: Date }
): Promise<void> {
	await changing(scope, ids.procedureId, async (inner) => {
		const document = await demandDocument(inner, ids);
		const step = (await queries.listStepRows(inner, ids.procedureId, now)).find((each) => each.id === choice.stepId);
		const versions = await queries.listVersions(inner, ids.procedureId, now, document.id);
		const version = versions.find((each) => each.id === choice.versionId);
		if (!step || (choice.versionId !== null && !version)) throw new DomainError('not_found');
		const before = versions.find((each) => each.steps.some((shown) => shown.id === step.id));
		if (before?.id === version?.id) return;
		const why = step.published ? demandReason(reason) : reason.trim();
		await queries.hideDocument(inner, step.id, document.id);
		if (version) await queries.showVersion(inner, step.id, version.id);
		const detail = { title: document.title, documentId: document.id, published: step.published, step: step.title, reason: why || undefined, ...(version && { version: version.number, sha256: version.sha256 }), previousSha256: before?.sha256 };
		await recordEvent(inner, { procedureId: ids.procedureId, stepId: step.id, kind: version ? 'document-shown' : 'document-hidden', detail, account }, now);
	});
}

/** One place up or down among its neighbours. At the end of the row nothing happens. @throws DomainError `not_found` */
export async function moveDocument(
	scope: TenantScope,
	ids: { procedureId: string; documentId: string },
	direction: 'up' | 'down',
	account: Actor | null,
	now: Date
): Promise<void> {
	await changing(scope, ids.procedureId, async (inner) => {
		const document = await demandDocument(inner, ids);
		const rows = await queries.listDocumentRows(inner, ids.procedureId);
		const row = rows.filter((each) => each.parentId === document.parentId);
		const from = row.findIndex((each) => each.id === document.id);
		const to = from + (direction === 'up' ? -1 : 1);
		if (to < 0 || to >= row.length) return;
		[row[from], row[to]] = [row[to]!, row[from]!];
		for (const [index, each] of row.entries()) await queries.setPosition(inner, each.id, index + 1);
		const detail = { title: document.title, documentId: document.id, direction };
		await recordEvent(inner, { procedureId: ids.procedureId, kind: 'documents-ordered', detail, account }, now);
	});
}

/** Removes a document that was never published, with its files. @throws DomainError `not_found`, `document_published` */
export async function deleteDocument(
	services: Pick<Services, 'files'>,
	scope: TenantScope,
	ids: { procedureId: string; documentId: string },
	account: Actor | null,
	now: Date
): Promise<void> {
	const keys = await changing(scope, ids.procedureId, async (inner) => {
		const document = await demandDocument(inner, ids);
		if (document.published) throw new DomainError('document_published');
		const gone = await queries.removeDocument(inner, document);
		const detail = { title: document.title, documentId: document.id, category: document.category };
		await recordEvent(inner, { procedureId: ids.procedureId, kind: 'document-removed', detail, account }, now);
		return gone;
	});
	await dropFiles(services, keys);
}

/** Everything that changes documents of a procedure comes one after the other. */
function changing<T>(scope: TenantScope, procedureId: string, work: (inner: TenantScope) => Promise<T>): Promise<T> {
	const id = demandId(procedureId);
	return scope.transaction(async (inner) => {
		const procedure = await queries.lockProcedure(inner, id);
		if (!procedure || procedure.discarded) throw new DomainError('not_found');
		return work(inner);
	});
}

/** The file is in the store before the transaction and gone again when it fails. */
async function withFile<T>(services: Needs, scope: TenantScope, file: Source | null, work: (kept: KeptFile | null) => Promise<T>): Promise<T> {
	const kept = file && (await keepDocument(services, scope, file));
	try {
		return await work(kept);
	} catch (error) {
		if (kept) await dropFiles(services, [kept.key]);
		throw error;
	}
}

async function addVersion(
	services: Needs,
	inner: TenantScope,
	{ documentId, kept, reason, account, now }: { documentId: string; kept: KeptFile; reason: string; account: Actor | null; now: Date }
): Promise<{ id: string; number: number }> {
	const fileId = await insertFile(inner, kept);
	await holdQuota(inner, services.config);
	const version = await queries.insertVersion(inner, { documentId, fileId, reason, uploadedBy: account?.id ?? null, uploadedAt: now });
	await services.queue.send('document-text', { tenantId: inner.tenantId, versionId: version.id }, { trx: inner.db });
	return version;
}

const describe = (kept: KeptFile | null, version: { number: number } | null) =>
	kept && version ? { version: version.number, name: kept.name, size: kept.size, sha256: kept.sha256.toString('hex') } : {};

async function demandDocument(inner: TenantScope, ids: { procedureId: string; documentId: string }): Promise<queries.DocumentRow> {
	const document = await queries.findDocument(inner, ids.procedureId, demandId(ids.documentId));
	if (!document) throw new DomainError('not_found');
	return document;
}

/** A document is never below itself, and not endlessly deep. */
async function demandParent(inner: TenantScope, procedureId: string, parentId: string | null, documentId: string | null): Promise<void> {
	const rows = new Map((await queries.listDocumentRows(inner, procedureId)).map((row) => [row.id, row]));
	let depth = 1;
	for (let above = parentId; above !== null; above = rows.get(above)!.parentId) {
		if (!rows.has(above)) throw new DomainError('not_found');
		if (above === documentId || ++depth > MAX_DEPTH) throw new FormError({ parentId: 'depth' });
	}
}

function demandReason(reason: string): string {
	const parsed = v.safeParse(reasonForm, reason);
	if (!parsed.success) throw new FormError({ reason: parsed.issues[0].type });
	return parsed.output;
}
