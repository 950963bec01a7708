import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { DomainError } from '../../../../gis/errors.ts';
import type { ReportKind } from '../../../../importers/report-files.ts';
import { formatBytes } from '../../../../importers/xplan/limits.ts';
import { clientAddress } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { receiveMultipart, uploadsOf } from '../uploads/multipart.ts';
import { checkBytes, checkReport, readFormat, readSkip, takeCheck } from './check-service.ts';

const MEDIA_TYPE: Record<ReportKind, string> = { json: 'application/json', geojson: 'application/geo+json', pdf: 'application/pdf' };

/**
 * `POST /api/xplan/check`: a GML or ZIP as body, or a form with the field `datei`, gives the report as JSON, GeoJSON or PDF. No login;
 * the file is removed when the answer is sent. Any origin may ask: the answer says nothing that the asker did not send.
 */
export function checkRouter(services: Services): Router {
	const router = Router();
	router
		.route('/')
		.post(async (request, response) => {
			const format = formatOf(request);
			const fromQuery = readSkip(valuesOf(request.query['skip']));
			const client = clientAddress({ getClientAddress: () => request.ip ?? '' });
			await takeCheck(services, client);
			const gone = new AbortController();
			response.once('close', () => gone.abort());
			const received = await receive(services, request, response);
			try {
				const skip = [...new Set([...fromQuery, ...received.skip])];
				const report = await checkReport(services, { ...received, skip, client, signal: gone.signal }, format);
				response.set({ 'Content-Type': MEDIA_TYPE[format], 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
				if (format !== 'json') response.attachment(`pruefbericht.${format}`).type(MEDIA_TYPE[format]);
				response.end(report);
			} finally {
				await received.remove();
			}
		})
		.options((_request, response) => {
			const headers = { 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'Content-Type, Accept, X-Filename' };
			response.set({ ...headers, 'Access-Control-Allow-Origin': '*' }).status(204).end();
		})
		.all((_request, response) => {
			response.set('Allow', 'POST, OPTIONS').status(405).json({ code: 'method_not_allowed', message: 'Hier gibt es nur POST. Die Beschreibung steht unter /api.' });
		});
	return router;
}

function formatOf(request: Request): ReportKind {
	const wanted = readFormat(valuesOf(request.query['format'])[0] ?? null);
	if (wanted) return wanted;
	const accepted = request.accepts(['application/json', 'application/pdf', 'application/geo+json']);
	const kind = (Object.keys(MEDIA_TYPE) as ReportKind[]).find((each) => MEDIA_TYPE[each] === accepted);
	if (!kind) throw new DomainError('check_format_unknown');
	return kind;
}

const valuesOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');

interface Received {
	path: string;
	name: string;
	skip: ReturnType<typeof readSkip>;
	remove: () => Promise<void>;
}

async function receive(services: Services, request: Request, response: Response): Promise<Received> {
	const folder = join(services.config.dataDir, 'uploads');
	const limit = checkBytes(services.config);
	if (!/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) return receiveBody(request, folder, limit);
	const passed = await receiveMultipart(request, response, folder, { fileBytes: limit, files: 1, textBytes: 4096, fields: 20 });
	const form = formOf(await textOf(passed));
	const [upload] = uploadsOf(form, 'datei');
	if (!upload) throw new DomainError('upload_missing');
	// `receiveMultipart` removes the file itself when the answer is sent.
	return { path: upload.path, name: upload.name, skip: readSkip(form.getAll('skip').map(String)), remove: async () => {} };
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
	let text = '';
	for await (const piece of request) text += piece.toString('utf8');
	return text;
}

function formOf(text: string): FormData {
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
	return form;
}

/** @throws DomainError `upload_too_large`, `upload_missing`, `upload_interrupted` */
async function receiveBody(request: Request, folder: string, limit: number): Promise<Received> {
	const path = join(folder, randomUUID());
	const remove = () => rm(path, { force: true });
	let size = 0;
	const counted = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			size += chunk.length;
			done(size > limit ? new DomainError('upload_too_large', { limit: formatBytes(limit) }) : null, chunk);
		}
	});
	if (Number(request.headers['content-length'] ?? 0) > limit) throw new DomainError('upload_too_large', { limit: formatBytes(limit) });
	await mkdir(folder, { recursive: true });
	try {
		await pipeline(request, counted, createWriteStream(path));
		if (size === 0) throw new DomainError('upload_missing');
	} catch (cause) {
		await remove();
		throw cause instanceof DomainError ? cause : new DomainError('upload_interrupted', {}, { cause });
	}
	return { path, name: nameOf(request), skip: [], remove };
}

/** `X-Filename`, as other systems send it; only the last part of a path. */
function nameOf(request: Request): string {
	const given = request.get('X-Filename') ?? '';
	const name = given.replace(/^.*[\\/]/, '').replace(/\p{Cc}/gu, '');
	return name.slice(0, 200) || 'Datei';
}
