import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import { crsByCode } from '../../../../importers/xplan/crs.ts';
import { can } from '../accounts/permissions.ts';
import type { Account } from '../accounts/types.ts';
import { disposition } from '../plans/documents.ts';
import { versionNumberOf } from '../plans/version-number.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { findPlanExport, preparePlanExport, type PlanExportFile, type PlanExportState } from './plan-export.ts';
import { findExportedVersion, type ExportedVersion } from './plan-export-queries.ts';
import { hasReport, isPlanExportKind, kindsFor, type PlanExportKind, type PlanExportReport } from './plan-kinds.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log' | 'secret'>;

/** Per address: files that are made anew cost work, others only the line. */
const MADE = { points: 40, seconds: 600 };
const SENT = { points: 300, seconds: 600 };
/** So long a download may keep somebody waiting before the waiting page tells what happens. */
const PATIENCE_MS = 1000;

export interface DownloadRequest {
	tenant: { id: string; slug: string };
	account: Account | null;
	planId: string;
	/** Value of `?fassung=`. */
	fassung: string | null;
	/** Address of the client, for limits. */
	client: string;
}

interface Opened {
	scope: TenantScope;
	version: ExportedVersion;
	/** The uploaded file, too: the public gets it only where everything in it is public. */
	whole: boolean;
	address: string;
	query: string;
}

/** A version that this person may download. @throws DomainError `not_found` */
async function open(
	services: Needs,
	request: DownloadRequest
): Promise<Opened> {
	const scope = forTenant(services.db.knex, request.tenant.id);
	const number = versionNumberOf(request.fassung);
	if (Number.isNaN(number)) throw new DomainError('not_found');
	const staff = can(request.account, request.tenant.id, 'staff.enter');
	const version = await findExportedVersion(scope, demandId(request.planId), number, staff);
	const address = `/${request.tenant.slug}/plaene/${version.planId}`;
	return { scope, version, whole: staff || version.filePublic, address, query: request.fassung === null ? '' : `?fassung=${version.number}` };
}

const kindsOf = ({ version, whole }: Opened) => kindsFor(version.xplanVersion).filter((kind) => whole || kind !== 'repaired');

function demandKind(opened: Opened, text: string): PlanExportKind {
	if (!isPlanExportKind(text) || !kindsOf(opened).includes(text)) throw new DomainError('not_found');
	return text;
}

export interface DownloadRow {
	kind: PlanExportKind | 'original';
	href: string;
	/** It leads to a page that tells first what it changes. */
	report: boolean;
	size: number | null;
}

/** Everything that can be downloaded of a version. */
export async function listDownloads(services: Needs, request: DownloadRequest) {
	const opened = await open(services, request);
	const { version, address, query } = opened;
	const page = `${address}/herunterladen`;
	const rows: DownloadRow[] = opened.whole ? [{ kind: 'original', href: `${page}/original/datei${query}`, report: false, size: version.fileSize }] : [];
	for (const kind of kindsOf(opened)) {
		const size = (await findPlanExport(services, version, kind))?.size ?? null;
		rows.push({ kind, href: `${page}/${kind}${hasReport(kind) ? '' : '/datei'}${query}`, report: hasReport(kind), size });
	}
	const published = version.publishedAt !== null;
	return {
		name: version.name,
		number: version.number,
		xplanVersion: version.xplanVersion,
		crs: crsByCode(`EPSG:${version.srid}`)?.name ?? null,
		published,
		back: published ? `${address}${query}` : `/${request.tenant.slug}/verwaltung/plaene/${version.planId}?fassung=${version.number}`,
		rows
	};
}

/** What the page of one file shows: its report, or how far it is. */
export interface DownloadPage {
	name: string;
	number: number;
	kind: PlanExportKind;
	/** Addresses of this page, of the list of all files, of the file. */
	self: string;
	list: string;
	file: string;
	state: 'ready' | 'making' | 'failed';
	progress: number;
	size: number | null;
	report: PlanExportReport | null;
	message: string | null;
}

/** @throws DomainError `not_found`, `plan_export_throttled` */
export async function downloadPage(services: Needs, request: DownloadRequest, kindText: string): Promise<DownloadPage> {
	const opened = await open(services, request);
	const { scope, version, address, query } = opened;
	const kind = demandKind(opened, kindText);
	const state = await patiently(services, request, scope, version, kind, false);
	const page = `${address}/herunterladen`;
	const ready = state.state === 'ready' ? state.file : null;
	return {
		name: version.name,
		number: version.number,
		kind,
		self: `${page}/${kind}${query}`,
		list: `${page}${query}`,
		file: `${page}/${kind}/datei${query}`,
		state: state.state,
		progress: state.state === 'making' ? state.progress : 0,
		size: ready?.size ?? null,
		report: ready?.report ?? null,
		message: state.state === 'failed' ? state.problem.message : null
	};
}

/**
 * The file itself; where it is not made within a second, the way to the waiting page.
 * @throws DomainError `not_found`, `plan_export_throttled`
 */
export async function downloadFile(services: Needs, request: DownloadRequest, kindText: string): Promise<Response> {
	const opened = await open(services, request);
	const { scope, version, address, query } = opened;
	await limit(services, 'plan-download', request.client, SENT);
	if (kindText === 'original') {
		if (!opened.whole) throw new DomainError('not_found');
		const content = Readable.toWeb(await services.files.getStream(version.fileKey)) as ReadableStream;
		// What was uploaded comes from outside: no browser may take it for a page.
		return new Response(content, { headers: headers(version.fileName, version.fileSize, 'application/octet-stream', version) });
	}
	const kind = demandKind(opened, kindText);
	const state = await patiently(services, request, scope, version, kind, true);
	if (state.state !== 'ready') return new Response(null, { status: 303, headers: { Location: `${address}/herunterladen/${kind}${query}` } });
	return fileResponse(state.file, version);
}

function fileResponse(file: PlanExportFile, version: ExportedVersion): Response {
	const content = Readable.toWeb(createReadStream(file.path)) as ReadableStream;
	return new Response(content, { headers: headers(file.name, file.size, file.mediaType, version) });
}

function headers(name: string, size: number, mediaType: string, version: ExportedVersion): HeadersInit {
	return {
		'Content-Type': mediaType,
		'Content-Length': String(size),
		'Content-Disposition': disposition('attachment', name),
		'X-Content-Type-Options': 'nosniff',
		// A version may be withdrawn; what is not public must not lie in any cache.
		'Cache-Control': version.publishedAt ? 'private, no-cache' : 'private, no-store'
	};
}

async function patiently(
	services: Needs,
	request: DownloadRequest,
	scope: TenantScope,
	version: ExportedVersion,
	kind: PlanExportKind,
	again: boolean
): Promise<PlanExportState> {
	const options = { again, beforeWork: () => takeMade(services, request.client) };
	const state = await preparePlanExport(services, scope, version, kind, options);
	if (state.state !== 'making') return state;
	await Promise.race([state.done, sleep(PATIENCE_MS)]);
	return preparePlanExport(services, scope, version, kind, { beforeWork: options.beforeWork });
}

/** One of the files that are made for an address. @throws DomainError `plan_export_throttled` */
export const takeMade = (services: Pick<Services, 'db' | 'now' | 'secret'>, client: string): Promise<void> => limit(services, 'plan-export', client, MADE);

async function limit(services: Pick<Services, 'db' | 'now' | 'secret'>, what: string, client: string, { points, seconds }: { points: number; seconds: number }): Promise<void> {
	const { allowed } = await takeFrom(services, `${what}:${client}`, points, seconds);
	if (!allowed) throw new DomainError('plan_export_throttled');
}
