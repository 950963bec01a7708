import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Router, type Request, type Response } from 'express';
import { DomainError } from '../../../../gis/errors.ts';
import { baseTile } from '../../../../gis/tiles/base-tile.ts';
import { readTile, type Tile } from '../../../../gis/tiles/grid.ts';
import { landTileAcrossTenants } from '../../../../gis/tiles/land-tile.ts';
import { versionOfTileAcrossTenants, versionTile } from '../../../../gis/tiles/version-tile.ts';
import { readProcedureFilter, writeProcedureFilter } from '../../forms/procedure-filter.ts';
import { can } from '../accounts/permissions.ts';
import { accountOfCookie } from '../accounts/sessions.ts';
import { procedureTileAcrossTenants } from '../landportal/tile-queries.ts';
import { reportTile } from '../report-map/tile.ts';
import type { Services } from '../services.ts';
import { HotTiles } from './hot-tiles.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Changes when the way of making tiles changes. */
const TILE_REVISION = 2;

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Below this many bytes compression gains nothing. */
const WORTH_COMPRESSING = 200;

const PUBLIC_LONG = 'public, max-age=3600';
const PUBLIC_SHORT = 'public, max-age=60, stale-while-revalidate=600';
/** A change shows at the next look at the map; a known tile costs a 304. */
const PUBLIC_FRESH = 'public, max-age=10, stale-while-revalidate=60';
const PRIVATE = 'private, no-cache';

interface Answer {
	/** Without quotes. */
	etag: string;
	cacheControl: string;
	content: () => Promise<Buffer>;
}

/**
 * Vector tiles (Mapbox Vector Tile 2.1): `/land/{z}/{x}/{y}.mvt`, `/fassung/{versionId}/{z}/{x}/{y}.mvt`, `/base/{z}/{x}/{y}.mvt`,
 * `/verfahren/{z}/{x}/{y}.mvt` and `/meldungen/{z}/{x}/{y}.mvt` with a filter as query.
 * 204 for an empty tile, 304 for a known one, 400 for one that cannot be, 404 for a version that the asker may not see.
 */
export function tilesRouter(services: Services): Router {
	const router = Router();
	const hot = new HotTiles();

	router.get('/land/:z/:x/:y.mvt', async (request, response) => {
		const tile = tileOf(request);
		const content = await landTileAcrossTenants(services.db, tile, services.now());
		await send(request, response, hot, { etag: digest(content), cacheControl: PUBLIC_SHORT, content: async () => content });
	});

	const underway = new Map<string, Promise<Buffer>>();
	router.get('/verfahren/:z/:x/:y.mvt', async (request, response) => {
		const tile = tileOf(request);
		const { filter, wrong } = readProcedureFilter(new URL(request.originalUrl, 'http://portal').searchParams);
		if (wrong.length > 0 || (filter.place && !filter.centre)) throw new DomainError('filter_invalid', { name: wrong[0] ?? 'mitte' });
		const now = services.now();
		// Many open the same page at the same moment: they share the work, never an old answer.
		const key = `${tile.z}/${tile.x}/${tile.y}?${writeProcedureFilter(filter)}`;
		const making = underway.get(key) ?? procedureTileAcrossTenants(services.db, tile, filter, now).finally(() => underway.delete(key));
		underway.set(key, making);
		const content = await making;
		await send(request, response, hot, { etag: digest(content), cacheControl: PUBLIC_FRESH, content: async () => content });
	});

	router.get('/meldungen/:z/:x/:y.mvt', async (request, response) => {
		const tile = tileOf(request);
		const question = new URL(request.originalUrl, 'http://portal').searchParams;
		const key = `meldungen ${tile.z}/${tile.x}/${tile.y}?${question}`;
		const making = underway.get(key) ?? reportTile(services, tile, question).finally(() => underway.delete(key));
		underway.set(key, making);
		const content = await making;
		await send(request, response, hot, { etag: digest(content), cacheControl: PUBLIC_FRESH, content: async () => content });
	});

	router.get('/fassung/:versionId/:z/:x/:y.mvt', async (request, response) => {
		const tile = tileOf(request);
		const { versionId } = request.params;
		const version = UUID.test(versionId) ? await versionOfTileAcrossTenants(services.db.knex, versionId) : null;
		if (!version) throw new DomainError('not_found');
		if (!version.published && !can(await accountOfCookie(services, request.headers.cookie), version.tenantId, 'staff.enter'))
			throw new DomainError('not_found');
		// A version never changes: what it is called and how it is drawn says what is in its tiles.
		const etag = digest(`${TILE_REVISION} ${versionId} ${version.styleVersion} ${tile.z}/${tile.x}/${tile.y}`);
		const content = () => versionTile(services.db, { ...version, id: versionId }, tile);
		await send(request, response, hot, { etag, cacheControl: version.published ? PUBLIC_LONG : PRIVATE, content });
	});

	router.get('/base/:z/:x/:y.mvt', async (request, response) => {
		const content = await hot.remember(`base ${request.path}`, () => baseTile(services.db, tileOf(request)));
		await send(request, response, hot, { etag: digest(content), cacheControl: PUBLIC_LONG, content: async () => content });
	});

	router.use(() => {
		throw new DomainError('not_found');
	});
	return router;
}

function tileOf(request: Request): Tile {
	const { z, x, y } = request.params as Record<'z' | 'x' | 'y', string>;
	return readTile(z, x, y);
}

function digest(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('base64url').slice(0, 22);
}

type Encoding = 'br' | 'gzip' | 'identity';

/** The best encoding that the asker takes. */
function encodingFor(request: Request): Encoding {
	if (request.acceptsEncodings('br')) return 'br';
	return request.acceptsEncodings('gzip') ? 'gzip' : 'identity';
}

async function send(request: Request, response: Response, hot: HotTiles, answer: Answer): Promise<void> {
	const encoding = encodingFor(request);
	// A strong tag names bytes, and the compressed ones are others.
	const etag = `"${answer.etag}-${encoding}"`;
	response.set({ ETag: etag, 'Cache-Control': answer.cacheControl, Vary: answer.cacheControl === PRIVATE ? 'Accept-Encoding, Cookie' : 'Accept-Encoding' });
	if (isKnown(request.headers['if-none-match'], etag)) {
		response.status(304).end();
		return;
	}
	const body = await hot.remember(etag, async () => compress(await answer.content(), encoding));
	if (body.length === 0) {
		response.status(204).end();
		return;
	}
	// Short tiles stay as they are; they are protobuf, never the magic bytes of gzip.
	response.status(200).set('Content-Type', 'application/vnd.mapbox-vector-tile');
	if (encoding !== 'identity' && !(body as Marked).plain) response.set('Content-Encoding', encoding);
	response.set('Content-Length', String(body.length)).end(request.method === 'HEAD' ? undefined : body);
}

function isKnown(header: string | undefined, etag: string): boolean {
	if (!header) return false;
	return header === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

interface Marked extends Buffer {
	/** Left uncompressed. */
	plain?: true;
}

async function compress(content: Buffer, encoding: Encoding): Promise<Marked> {
	if (encoding === 'identity' || content.length < WORTH_COMPRESSING) return Object.assign(content, { plain: true as const });
	return encoding === 'br' ? compressBrotli(content, BROTLI) : compressGzip(content);
}
