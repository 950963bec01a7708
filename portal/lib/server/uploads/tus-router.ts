import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { FileStore } from '@tus/file-store';
import { Server, TUS_RESUMABLE } from '@tus/server';
import { Router } from 'express';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demand } from '../accounts/permissions.ts';
import { accountOfCookie } from '../accounts/sessions.ts';
import { errorTexts } from '../../texts/errors.ts';
import { siteTexts } from '../../texts/site.ts';
import { problemOf } from '../errors.ts';
import { noteFault } from '../faults.ts';
import { demandOwnForm } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { findTenantBySlug } from '../tenants/tenants-queries.ts';
import { safeName } from './attachments.ts';
import { beginUpload, demandUpload, dropUpload, finishUpload, largestUpload, receivedBytes, touchUpload, uploadFolder } from './resumable.ts';

interface Sender {
	scope: TenantScope;
	accountId: string;
	/** Address of the tenant's uploads. */
	base: string;
	response: ServerResponse;
}

/**
 * Resumable uploads of plans (tus 1.0.0 with creation and termination) under `/<tenant>/verwaltung/plaene/hochladen/tus`: for staff who
 * may manage the tenant's plans, each continuing only their own. The protocol is the library's; who may, how much and what comes of it
 * is said here.
 */
export function tusRouter(services: Services): Router {
	const router = Router();
	const senders = new AsyncLocalStorage<Sender>();
	const sender = () => senders.getStore()!;
	const tus = new Server({
		path: '/',
		datastore: new FileStore({ directory: uploadFolder(services.config) }),
		// Nobody else's pages: no headers that would let them read answers.
		allowedOrigins: [],
		maxSize: largestUpload(services.config),
		namingFunction: () => randomBytes(16).toString('hex'),
		generateUrl: (_request, { id }) => `${sender().base}/${id}`,
		getFileIdFromRequest: (_request, last) => (last && /^[0-9a-f]{32}$/.test(last) ? last : undefined),
		onIncomingRequest: async (request, id) => {
			if (request.method === 'POST') return;
			await demandUpload(sender().scope, id, sender().accountId);
			await touchUpload(sender().scope, id, services.now());
		},
		onUploadCreate: async (_request, upload) => {
			const { scope, accountId } = sender();
			const fileName = upload.metadata?.filename ? safeName(upload.metadata.filename) : 'plan.gml';
			await beginUpload(services, scope, { id: upload.id, accountId, fileName, size: upload.size ?? 0, planId: planIdOf(upload.metadata?.planId) });
			return {};
		},
		onUploadFinish: async (_request, upload) => {
			await finishUpload(services, sender().scope, upload.id);
			return {};
		},
		onResponseError: (_request, error) => {
			const problem = problemOf(error);
			if (problem) return { status_code: problem.status, body: problem.message };
			// The library's own refusals are objects; anything else nobody foresaw.
			if (!(error instanceof Error)) return undefined;
			const number = noteFault(services, error, sender().response, {}, 'resumable upload failed');
			return { status_code: 500, body: `${errorTexts.unexpected} ${siteTexts.errorNumber}: ${number}` };
		}
	});

	router.all('/:slug/verwaltung/plaene/hochladen/tus{/:id}', async (request, response) => {
		demandOwnForm({ method: request.method, headers: new Headers(request.headers as Record<string, string>) }, services.config.publicUrl);
		const tenant = await findTenantBySlug(services.db.knex, request.params.slug!);
		if (!tenant) throw new DomainError('not_found');
		const account = demand(await accountOfCookie(services, request.headers.cookie), tenant.id, 'plans.manage');
		response.set('Cache-Control', 'no-store');
		const store: Sender = { scope: forTenant(services.db.knex, tenant.id), accountId: account.id, base: `/${tenant.slug}/verwaltung/plaene/hochladen/tus`, response };
		if (request.params.id && (request.method === 'HEAD' || request.method === 'DELETE')) {
			const known = await demandUpload(store.scope, request.params.id, account.id);
			response.set('Tus-Resumable', TUS_RESUMABLE);
			if (request.method === 'DELETE') {
				if (!known.importId) await dropUpload(services, store.scope, known.id);
				response.status(204).end();
				return;
			}
			// The answer to the last byte may have been lost, or the process that should have given it: asking again is no second upload.
			if (known.importId || (await receivedBytes(services, known.id)) === known.size) {
				await finishUpload(services, store.scope, known.id);
				response.set({ 'Upload-Offset': String(known.size), 'Upload-Length': String(known.size) }).status(200).end();
				return;
			}
		}
		await senders.run(store, () => tus.handle(request, response));
	});
	return router;
}

/** What is no id finds no plan. @throws DomainError `not_found` */
function planIdOf(text: string | null | undefined): string | null {
	if (!text) return null;
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new DomainError('not_found');
	return text;
}
