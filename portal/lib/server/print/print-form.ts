import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import { crsByCode, transformBetween } from '../../../../importers/xplan/crs.ts';
import { basemapOf } from '../../map/basemap.ts';
import { cornersOf, groundFrame, proposedScale, type GroundFrame, type Position } from '../../print/frame.ts';
import { readOptions, writeOptions, type PrintOptions } from '../../print/options.ts';
import { can } from '../accounts/permissions.ts';
import { findExportedVersion, type ExportedVersion } from '../exports/plan-export-queries.ts';
import type { DownloadRequest } from '../exports/plan-downloads.ts';
import { fileNameOf } from '../exports/file-name.ts';
import { dayOf } from '../participations/local-days.ts';
import { catalogueFor, codeLabel, planKind } from '../plans/describe-plan.ts';
import { disposition } from '../plans/documents.ts';
import { useGrid } from '../plans/locate.ts';
import { versionNumberOf } from '../plans/version-number.ts';
import { listScans } from '../rasters/scans.ts';
import type { Services } from '../services.ts';
import { readLogo } from '../tenants/logo.ts';
import { takeFrom } from '../throttle.ts';
import { placeOnPaper } from './ewkb-to-paper.ts';
import { preparePrint, type PrintOrder } from './plan-print.ts';
import { printVersion, type Box, type PrintVersionRow } from './print-queries.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log' | 'secret'>;

/** Per address: sheets that are drawn anew cost work, others only the line. */
const DRAWN = { points: 30, seconds: 600 };
const SENT = { points: 300, seconds: 600 };
const WEB = 'EPSG:3857';
/** Objects whose signs reach into the frame from outside are drawn too: millimetres on paper. */
const AROUND_MM = 20;

export interface PrintRequest extends Omit<DownloadRequest, 'tenant'> {
	tenant: { id: string; slug: string; name: string };
	params: URLSearchParams;
}

interface Opened {
	scope: TenantScope;
	version: ExportedVersion;
	row: PrintVersionRow;
	address: string;
	/** Metric CRS that the sheet is drawn in. */
	crs: string;
	/** West, south, east, north of the plan in it. */
	extent: [number, number, number, number];
}

/** A version that this person may see. @throws DomainError `not_found`, `print_nothing` for a plan without any place */
async function open(services: Needs, request: PrintRequest): Promise<Opened> {
	const scope = forTenant(services.db.knex, request.tenant.id);
	const number = versionNumberOf(request.fassung);
	if (Number.isNaN(number)) throw new DomainError('not_found');
	const staff = can(request.account, request.tenant.id, 'staff.enter');
	const version = await findExportedVersion(scope, demandId(request.planId), number, staff);
	const row = await printVersion(scope, version.id);
	if (!row.extent) throw new DomainError('print_nothing');
	useGrid(services.config.ntv2Grid);
	const crs = drawingCrs(version.srid, row.extent);
	return { scope, version, row, address: `/${request.tenant.slug}/plaene/${version.planId}`, crs, extent: extentIn(crs, row) };
}

/** The plan's own CRS where it is metric and true to scale; else the UTM zone that it lies in. */
export function drawingCrs(srid: number, [west, south, east, north]: Box): string {
	const own = crsByCode(`EPSG:${srid}`);
	if (own && own.unit === 'metre' && own.code !== WEB) return own.code;
	const [longitude] = transformBetween(WEB, 'EPSG:4258')((west + east) / 2, (south + north) / 2);
	return `EPSG:${25_800 + Math.min(33, Math.max(31, Math.floor((longitude + 180) / 6) + 1))}`;
}

function extentIn(crs: string, { native, extent }: PrintVersionRow): [number, number, number, number] {
	const corners = native
		? placeOnPaper(native, crs, 1, (east, north) => [east, north]).polygons.flat(2)
		: boxCorners(extent!).map(([x, y]) => transformBetween(WEB, crs)(x, y));
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
	const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
	return [least(xs), least(ys), most(xs), most(ys)];
}

const boxCorners = ([west, south, east, north]: Box): Position[] => [
	[west, north],
	[east, north],
	[east, south],
	[west, south]
];

/** Scale and frame of a choice. */
function frameFor(options: PrintOptions, extent: [number, number, number, number]): { scale: number; frame: GroundFrame } {
	const middle: Position = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
	const scale = options.scale ?? proposedScale(options, extent, options.angle);
	return { scale, frame: groundFrame(options, scale, options.centre ?? middle, options.angle) };
}

/** Everything the form shows. @throws DomainError `not_found`, `print_nothing` */
export async function printForm(services: Needs, request: PrintRequest) {
	const { scope, version, row, address, crs, extent } = await open(services, request);
	const { options, problems } = readOptions(request.params);
	const canBase = basemapOf(services.config.basemap).kind === 'vector';
	const query = request.fassung === null ? '' : `?fassung=${version.number}`;
	const published = version.publishedAt !== null;
	return {
		name: version.name,
		number: version.number,
		versionId: version.id,
		planClass: version.class,
		published,
		fassung: request.fassung === null ? null : version.number,
		back: published ? `${address}${query}` : `/${request.tenant.slug}/verwaltung/plaene/${version.planId}?fassung=${version.number}`,
		action: `${address}/drucken/auszug`,
		crs,
		crsName: crsByCode(crs)!.name,
		extent,
		mapExtent: row.extent!,
		options: { ...options, base: options.base && canBase },
		typed: Object.fromEntries(['eigen', 'ost', 'nord', 'drehung'].map((name) => [name, request.params.get(name) ?? ''])),
		problems,
		canBase,
		scans: (await listScans(scope, version.id)).length > 0
	};
}

/** What the waiting page shows. */
export interface PrintPage {
	name: string;
	number: number;
	state: 'ready' | 'making' | 'failed';
	progress: number;
	size: number | null;
	message: string | null;
	/** Addresses of the file, of this page, of the form. */
	file: string;
	self: string;
	form: string;
}

/** @throws DomainError `not_found`, `print_nothing`, `plan_export_throttled` */
export async function printPage(services: Needs, request: PrintRequest): Promise<PrintPage> {
	const opened = await open(services, request);
	const { options } = readOptions(request.params);
	const state = await prepare(services, request, opened, options, false);
	const query = queryOf(options, request.fassung);
	const { version, address } = opened;
	return {
		name: version.name,
		number: version.number,
		state: state.state,
		progress: state.state === 'making' ? state.progress : 0,
		size: state.state === 'ready' ? state.size : null,
		message: state.state === 'failed' ? state.problem.message : null,
		file: `${address}/drucken/auszug?${query}`,
		self: `${address}/drucken/warten?${query}`,
		form: `${address}/drucken?${query}`
	};
}

/**
 * The PDF itself; where it is not drawn within a second, the way to the waiting page; where something typed cannot be read, the way back.
 * @throws DomainError `not_found`, `print_nothing`, `plan_export_throttled`
 */
export async function printFile(services: Needs, request: PrintRequest): Promise<Response> {
	const opened = await open(services, request);
	const { version, address } = opened;
	const to = (path: string) => new Response(null, { status: 303, headers: { Location: `${address}/drucken${path}` } });
	const { options, problems } = readOptions(request.params);
	if (problems.length > 0) return to(`?${request.params}`);
	await limit(services, 'plan-print-sent', request.client, SENT);
	const state = await prepare(services, request, opened, options, true);
	if (state.state !== 'ready') return to(`/warten?${queryOf(options, request.fassung)}`);
	return new Response(Readable.toWeb(createReadStream(state.path)) as ReadableStream, {
		headers: {
			'Content-Type': 'application/pdf',
			'Content-Length': String(state.size),
			'Content-Disposition': disposition('attachment', `${fileNameOf(version.name)}-${options.paper.toLowerCase()}.pdf`),
			'X-Content-Type-Options': 'nosniff',
			// A version may be withdrawn; what is not public must not lie in any cache.
			'Cache-Control': version.publishedAt ? 'private, no-cache' : 'private, no-store'
		}
	});
}

function queryOf(options: PrintOptions, fassung: string | null): URLSearchParams {
	const query = writeOptions(options);
	if (fassung !== null) query.set('fassung', fassung);
	return query;
}

async function prepare(services: Needs, request: PrintRequest, opened: Opened, options: PrintOptions, again: boolean) {
	const { scope, version, row, address, crs, extent } = opened;
	const { scale, frame } = frameFor(options, extent);
	const catalogue = await catalogueFor(version.xplanVersion);
	const basemap = basemapOf(services.config.basemap);
	const base = options.base && basemap.kind === 'vector';
	const order: PrintOrder = {
		versionId: version.id,
		styleVersion: row.styleVersion,
		box: webBox(crs, frame, scale),
		scans: options.scans ? (await listScans(scope, version.id)).map(({ id }) => id) : [],
		sheet: { paper: options.paper, landscape: options.landscape, legend: options.legend },
		scale,
		frame,
		crs,
		variant: options.variant,
		planClass: version.class,
		perimeter: row.native,
		base,
		logo: await logoOf(services, request.tenant.id),
		head: {
			municipality: request.tenant.name,
			kind: planKind(catalogue, version.class, row.planArt),
			plan: version.name,
			number: row.planNumber,
			version: version.number,
			publishedOn: version.publishedAt && dayOf(version.publishedAt),
			status: codeLabel(catalogue, version.class, 'rechtsstand', row.rechtsstand),
			crs: crsByCode(crs)!.name,
			address: `${services.config.publicUrl}${address}?fassung=${version.number}`,
			attribution: base ? basemap.attribution : null,
			day: dayOf(services.now())
		}
	};
	return preparePrint(services, scope, order, { again, beforeWork: () => limit(services, 'plan-print', request.client, DRAWN) });
}

/** What the frame and a little around it cover, EPSG:3857; sides are sampled because they are curved there. */
function webBox(crs: string, frame: GroundFrame, scale: number): Box {
	const around = (AROUND_MM / 1000) * scale;
	const transform = transformBetween(crs, WEB);
	const corners = cornersOf({ ...frame, width: frame.width + 2 * around, height: frame.height + 2 * around });
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [index, a] of corners.entries()) {
		const b = corners[(index + 1) % 4]!;
		for (let i = 0; i < 8; i++) {
			const [x, y] = transform(a[0] + ((b[0] - a[0]) * i) / 8, a[1] + ((b[1] - a[1]) * i) / 8);
			if (!Number.isFinite(x) || !Number.isFinite(y)) throw new DomainError('print_nothing');
			box[0] = Math.min(box[0], x);
			box[1] = Math.min(box[1], y);
			box[2] = Math.max(box[2], x);
			box[3] = Math.max(box[3], y);
		}
	}
	return box;
}

/** As PNG; a drawn one is made fine enough for 600 dots per inch. */
async function logoOf(services: Needs, tenantId: string): Promise<Uint8Array | null> {
	try {
		const { content, mediaType } = await readLogo(services, tenantId);
		const image = mediaType === 'image/svg+xml' ? sharp(Buffer.from(content), { density: 400 }).resize({ height: 400 }) : sharp(Buffer.from(content));
		return new Uint8Array(await image.flatten({ background: '#ffffff' }).png().toBuffer());
	} catch (error) {
		if (isDomainError(error) && error.code === 'not_found') return null;
		throw error;
	}
}

async function limit(services: Needs, what: string, client: string, { points, seconds }: { points: number; seconds: number }): Promise<void> {
	const { allowed } = await takeFrom(services, `${what}:${client}`, points, seconds);
	if (!allowed) throw new DomainError('plan_export_throttled');
}
