import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Knex } from 'knex';
import { DomainError } from '../../../../gis/errors.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { copyBereiche, copyObjects, findPlan, lockPlans, moveObjects, refreshStatistics, reserveVersions, setBereich, storeVersion } from '../../../../gis/plans/store.ts';
import { CATALOGUE_VERSION } from '../../../../styles/signs/catalogue.ts';
import type { Services } from '../services.ts';
import { documentOf, documentsOfArchive } from './archive-documents.ts';
import { askForCheck } from './check-requests.ts';
import { classOfPlan, finishImport, insertPlan, insertPlanParts, renamePlan, type ImportStage } from './import-queries.ts';
import type { ObjectBatch, ReadResult, SentPlan } from './import-types.ts';
import { askForRasters } from '../rasters/raster-requests.ts';
import { holdQuota } from '../uploads/quota.ts';
import { letterVersion } from './lettering.ts';
import { insertMemberForms } from './member-form-queries.ts';
import type { Reading } from './reading.ts';

export interface ImportedPlan {
	planId: string;
	versionId: string;
	/** Number of the version. */
	number: number;
	/** The plan is new, not only the version. */
	created: boolean;
	class: string;
	name: string;
	objects: number;
	errors: number;
	warnings: number;
}

/** A file that lies on disk and in the store. */
export interface ImportRun {
	importId: string;
	fileId: string;
	path: string;
	name: string;
	zip: boolean;
	planId: string | null;
	createdBy: string | null;
	editedFrom: number | null;
	note: string;
}

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now'> & Partial<Pick<Services, 'queue'>>;

/**
 * Stores the plans of a file that is being read, in one transaction: all of them, or nothing.
 *
 * A server takes the rows while the file is still being read. The embedded database has one connection, and a transaction that is open
 * while a file is read would keep every page waiting: there the rows are first written to a file beside, and the transaction is short.
 * @param kept gets the keys of stored documents, for the caller to remove when this fails
 * @param onProgress share read, 0 to 1, and what is done; never called while the transaction of the embedded database is open
 */
export async function storePlans(
	services: Needs,
	tenantId: string,
	run: ImportRun,
	reading: Reading,
	kept: string[],
	onProgress: (share: number, stage: ImportStage) => Promise<void>
): Promise<ImportedPlan[]> {
	const { db } = services;
	const read = (take: (batch: ObjectBatch) => Promise<void>) =>
		reading.into(async (batch) => {
			await take(batch);
			await onProgress(batch.progress, 'reading');
		});
	const store = async (trx: Knex.Transaction, { versionIds, rows }: Pick<ObjectBatch, 'versionIds' | 'rows'>) => {
		await reserveVersions(forTenant(trx, tenantId), versionIds, run);
		await copyObjects(trx, db.engine, rows);
	};
	const finish = (trx: Knex.Transaction, { plans }: ReadResult) => storeRest(services, forTenant(trx, tenantId), run, plans, kept);
	if (db.engine === 'postgres')
		return db.knex.transaction(async (trx) => {
			const result = await read((batch) => store(trx, batch));
			await onProgress(1, 'storing');
			return finish(trx, result);
		});

	const spool = new Spool(`${run.path}.rows`);
	try {
		const result = await read((batch) => spool.write(batch));
		await onProgress(1, 'storing');
		const imported = await db.knex.transaction(async (trx) => {
			for await (const batch of spool.batches()) await store(trx, batch);
			return finish(trx, result);
		});
		await refreshStatistics(db.knex);
		return imported;
	} finally {
		await spool.remove();
	}
}

/** Everything but the objects. */
async function storeRest(services: Needs, scope: TenantScope, run: ImportRun, plans: SentPlan[], kept: string[]): Promise<ImportedPlan[]> {
	await lockPlans(scope);
	const documents = run.zip ? await documentsOfArchive(services, scope, run.path, plans, kept) : null;
	if (kept.length > 0) await holdQuota(scope, services.config);
	if (run.planId) await refuseOther(scope, run.planId, plans);
	// Those without objects, and the further plans of a document.
	await reserveVersions(
		scope,
		plans.map((plan) => plan.versionId),
		run
	);
	const imported: ImportedPlan[] = [];
	for (const plan of plans) {
		const key = { class: plan.class, name: plan.name!, number: plan.number };
		const known = run.planId ?? (await findPlan(scope, key));
		const planId = known ?? (await insertPlan(scope, key));
		if (known) await renamePlan(scope, planId, key);
		const number = await storeVersion(scope, {
			...plan,
			id: plan.versionId,
			planId,
			name: plan.name!,
			planNumber: plan.number,
			findings: JSON.stringify(plan.findings),
			unsupported: JSON.stringify(plan.unsupported),
			styleVersion: CATALOGUE_VERSION,
			createdBy: run.createdBy,
			editedFrom: run.editedFrom,
			note: run.note
		});
		if (plan.moved) await moveObjects(scope, plan.moved.from, plan.versionId, plan.moved.gmlIds);
		for (const { bereich, gmlIds } of plan.bereichOf) await setBereich(scope, plan.versionId, bereich, gmlIds);
		await letterVersion(scope, { id: plan.versionId, xplanVersion: plan.xplanVersion });
		const papers = documents?.get(plan.versionId) ?? plan.references.map(documentOf);
		await insertMemberForms(scope, plan.versionId, plan.forms);
		if (plan.bereichRows) await copyBereiche(scope.db as Knex.Transaction, services.db.engine, plan.bereichRows);
		await insertPlanParts(scope, { versionId: plan.versionId, texts: plan.texts, documents: papers });
		await askForRasters(scope, plan.versionId, papers, services.queue);
		imported.push({
			planId,
			versionId: plan.versionId,
			number,
			created: !known,
			class: plan.class,
			name: plan.name!,
			objects: plan.objectCount,
			errors: plan.findings.filter((each) => each.severity === 'error').length,
			warnings: plan.findings.filter((each) => each.severity === 'warning').length
		});
	}
	const first = await finishImport(scope, run.importId, imported.length === 1 ? imported[0]!.planId : null, services.now());
	// Another run of the same job was faster: its versions stand, these must not stand beside them.
	if (!first) throw new DomainError('work_cancelled');
	// The check exists with its version. The command line has no queue: there the portal finds what waits when it starts.
	for (const { versionId } of imported) await askForCheck(scope, versionId, run.createdBy, services.queue);
	return imported;
}

/** A new version of a given plan must be one plan of its class. @throws DomainError `plan_mismatch`, `not_found` */
async function refuseOther(scope: TenantScope, planId: string, plans: SentPlan[]): Promise<void> {
	const expected = await classOfPlan(scope, planId);
	if (!expected) throw new DomainError('not_found');
	const found = plans.length === 1 ? `einen ${plans[0]!.class}` : `${plans.length} Pläne`;
	if (plans.length !== 1 || plans[0]!.class !== expected) throw new DomainError('plan_mismatch', { found, expected });
}

/** Batches kept on disk, to be read back as they were written. */
class Spool {
	private readonly path: string;
	private readonly written: { bytes: number; versionIds: string[] }[] = [];
	private file: FileHandle | undefined;

	constructor(path: string) {
		this.path = path;
	}

	/** One after another: whoever writes waits until the bytes are with the system. */
	async write({ rows, versionIds }: ObjectBatch): Promise<void> {
		this.file ??= await open(this.path, 'w');
		await this.file.writeFile(rows);
		this.written.push({ bytes: rows.length, versionIds });
	}

	async *batches(): AsyncGenerator<Pick<ObjectBatch, 'versionIds' | 'rows'>> {
		await this.close();
		let start = 0;
		for (const { bytes, versionIds } of this.written) {
			const pieces: Buffer[] = [];
			for await (const piece of createReadStream(this.path, { start, end: start + bytes - 1 })) pieces.push(piece as Buffer);
			yield { rows: Buffer.concat(pieces), versionIds };
			start += bytes;
		}
	}

	async remove(): Promise<void> {
		await this.close();
		await rm(this.path, { force: true });
	}

	private async close(): Promise<void> {
		await this.file?.close();
		this.file = undefined;
	}
}
