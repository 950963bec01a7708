import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { DomainError } from '../../../../../gis/errors.ts';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { demandId } from '../../../../../gis/plans/plans.ts';
import { lockPlans } from '../../../../../gis/plans/store.ts';
import type { Feature } from '../../../../../importers/xplan/model.ts';
import { firstValue, kindOf } from '../../../../../importers/xplan/plans.ts';
import { writeXplanGml } from '../../../../../importers/xplan/writer/write-document.ts';
import type { EditPart } from '../../../texts/plan-edit.ts';
import { findExportedVersion, nativeExtent, type ExportedVersion } from '../../exports/plan-export-queries.ts';
import { versionFeatures } from '../../exports/plan-features.ts';
import type { Services } from '../../services.ts';
import { isWorldFileName } from '../../rasters/world-file-names.ts';
import type { Upload } from '../../uploads/multipart.ts';
import { catalogueFor } from '../describe-plan.ts';
import { listUnnamedFiles, type UnnamedFile } from '../documents-queries.ts';
import { startImport } from '../import-service.ts';
import { applyEdit, type Edited } from './apply.ts';
import { editState, filesOfVersion, type VersionFile } from './edit-queries.ts';
import { referencesOf, sectionsOf, type EditedDocument, type EditSection } from './sections.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'queue' | 'now'>;
const GML_NAME = 'xplan.gml';
const LONGEST_NOTE = 500;

export interface EditView {
	name: string;
	/** Number of the version that is edited, and of the newest one when the form was made. */
	number: number;
	newest: number;
	sections: EditSection[];
}

/** @throws DomainError `not_found` */
export async function readEdit(scope: TenantScope, planId: string, number: number | undefined, part: EditPart): Promise<EditView> {
	const version = await editedVersion(scope, planId, number);
	const { newest } = await editState(scope, version.planId);
	return { name: version.name, number: version.number, newest, sections: sectionsOf(await headOf(scope, version), part) };
}

export interface EditRequest {
	planId: string;
	number: number;
	/** Newest version when the form was made. */
	newest: number;
	part: EditPart;
	note: string;
	accountId: string;
	/** Fields by name, as `sectionsOf` names them. */
	values: Map<string, string[]>;
	/** Files by record. */
	uploads: Map<string, Upload>;
}

/**
 * Saves a form as the plan's next version: its XPlanGML is written and goes the way of every upload (import, check).
 * @returns id of the import
 * @throws DomainError `not_found`, `form_invalid` with a sentence per field, `plan_edit_unchanged`; `plan_edit_outdated` when the plan
 * has got another version since, or one is being made
 */
export async function saveEdit(services: Needs, scope: TenantScope, request: EditRequest): Promise<string> {
	const version = await editedVersion(scope, request.planId, request.number);
	await demandCurrent(scope, request);
	const document = await headOf(scope, version);
	const names = archiveNames(request.uploads);
	const edited = applyEdit(document, request.part, { values: (name) => request.values.get(name), file: (key) => names.get(key)?.name });
	if (Object.keys(edited.errors).length > 0) throw Object.assign(new DomainError('form_invalid'), { fields: edited.errors });
	if (!edited.changed) throw new DomainError('plan_edit_unchanged');
	const folder = join(services.config.dataDir, 'imports');
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	try {
		const files = [...stillNamed(await filesOfVersion(scope, version.id), document, edited), ...stillBeside(await listUnnamedFiles(scope, version.id), edited)];
		const zip = files.length > 0 || names.size > 0;
		const gml = () => Readable.from(gmlOf(scope, version, edited));
		if (zip) await writeArchive(services, path, gml(), files, [...names.values()]);
		else await pipeline(gml(), createWriteStream(path));
		const name = `${version.fileName.replace(/\.(gml|xml|zip)$/i, '').replace(/-Fassung-\d+$/, '')}-Fassung-${request.newest + 1}.${zip ? 'zip' : 'gml'}`;
		return await startImport(services, scope, { path, name }, {
			planId: version.planId,
			createdBy: request.accountId,
			editedFrom: version.number,
			note: request.note.trim().slice(0, LONGEST_NOTE),
			before: async (inside) => {
				await lockPlans(inside);
				await demandCurrent(inside, request);
			}
		});
	} finally {
		await rm(path, { force: true });
	}
}

async function editedVersion(scope: TenantScope, planId: string, number: number | undefined): Promise<ExportedVersion> {
	if (number !== undefined && !Number.isInteger(number)) throw new DomainError('not_found');
	const { newest } = await editState(scope, demandId(planId));
	return findExportedVersion(scope, planId, number ?? newest, true);
}

/** @throws DomainError `plan_edit_outdated` */
async function demandCurrent(scope: TenantScope, { planId, newest }: EditRequest): Promise<void> {
	const now = await editState(scope, planId);
	if (now.newest !== newest || now.underWay) throw new DomainError('plan_edit_outdated');
}

/** Plan, Bereiche and texts stand in the first batch. */
async function headOf(scope: TenantScope, version: ExportedVersion): Promise<EditedDocument> {
	const features = versionFeatures(scope, version);
	const { value: head } = await features.next();
	await features.return(undefined);
	const plan = (head as Feature[]).find((each) => kindOf(each.class) === 'plan');
	if (!plan) throw new DomainError('not_found');
	const unnamed = (await listUnnamedFiles(scope, version.id)).filter(({ name }) => !isWorldFileName(name));
	return { catalogue: await catalogueFor(version.xplanVersion), plan, head: head as Feature[], unnamed };
}

async function* gmlOf(scope: TenantScope, version: ExportedVersion, edited: Edited): AsyncGenerator<string> {
	yield* writeXplanGml({
		version: version.xplanVersion,
		id: `Auszug_${randomUUID()}`,
		crs: version.srid > 0 ? `EPSG:${version.srid}` : undefined,
		envelope: (await nativeExtent(scope, version)) ?? undefined,
		features: editedFeatures(versionFeatures(scope, version), edited)
	});
}

/** The first batch is replaced; in the others, relations to what is gone go too. */
async function* editedFeatures(batches: AsyncGenerator<Feature[]>, { head, removed }: Edited): AsyncGenerator<Feature[]> {
	const rest = (feature: Feature): Feature => {
		const attributes = feature.attributes.filter(({ href }) => !href?.startsWith('#') || !removed.has(href.slice(1)));
		return attributes.length === feature.attributes.length ? feature : { ...feature, attributes };
	};
	let first = true;
	for await (const batch of batches) {
		yield (first ? head : batch).map(removed.size > 0 ? rest : (feature) => feature);
		first = false;
	}
}

/** Without the files of references that the edit has removed or given another file. */
function stillNamed(files: VersionFile[], { plan }: EditedDocument, { head, removed }: Edited): VersionFile[] {
	const edited = head.find((each) => kindOf(each.class) === 'plan')!;
	const named = new Set(referencesOf(edited).flatMap((each) => [firstValue(each, 'referenzURL'), firstValue(each, 'referenzName')]));
	return files.filter(({ ownerGmlId, url, title }) => (ownerGmlId === plan.gmlId ? named.has(url ?? title) : !removed.has(ownerGmlId)));
}

/** World files, what the plan names now, and what still waits for a decision; other plans of the ZIP keep what is theirs. */
const stillBeside = (files: UnnamedFile[], { taken, dropped }: Edited): UnnamedFile[] =>
	files.filter(({ id, name, own }) => isWorldFileName(name) || taken.has(id) || (own && !dropped.has(id)));

interface NamedUpload {
	name: string;
	path: string;
}

/** Names in the ZIP, from what people called their files: letters that every system takes, and each only once. */
function archiveNames(uploads: Map<string, Upload>): Map<string, NamedUpload> {
	const used = new Set<string>([GML_NAME]);
	return new Map(
		[...uploads].map(([key, upload]) => {
			const plain = upload.name.normalize('NFC').replace(/[^\p{L}\p{N}._()-]+/gu, '_').replace(/^[._]+/, '').slice(-120) || 'Unterlage';
			let name = plain;
			for (let i = 2; used.has(name.toLowerCase()); i++) name = plain.replace(/(\.\w+)?$/, `_${i}$1`);
			used.add(name.toLowerCase());
			return [key, { name, path: upload.path }];
		})
	);
}

/** A new file takes the place of an old one of the same name. */
async function writeArchive(services: Needs, path: string, gml: Readable, files: { key: string; name: string }[], uploads: NamedUpload[]): Promise<void> {
	const zip = new ZipFile();
	const taken = new Set([GML_NAME, ...uploads.map((each) => each.name.toLowerCase())]);
	zip.addReadStream(gml, GML_NAME);
	for (const { name, path: source } of uploads) zip.addReadStream(createReadStream(source), name);
	for (const { key, name } of files) {
		if (taken.has(name.toLowerCase())) continue;
		taken.add(name.toLowerCase());
		zip.addReadStream(await services.files.getStream(key), name);
	}
	zip.end();
	gml.on('error', (error) => (zip.outputStream as Readable).destroy(error));
	await pipeline(zip.outputStream, createWriteStream(path));
}
