import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { checkForm, FormError } from '../check-form.ts';
import { listReporters } from '../reports/reporters.ts';
import type { Services } from '../services.ts';
import * as client from './client/client-queries.ts';
import type { Endpoint } from './client/client-queries.ts';
import { bodies, categoryCodes, workflowStates, type CategoryCode } from './client/endpoint-queries.ts';
import { selectKeys } from './key-queries.ts';
import * as settings from './settings-queries.ts';

const TROUBLES = 50;

/** What the staff's page shows: keys, end points with how they are, what did not arrive. No key in clear is in it. */
export async function interfacesView(services: Pick<Services, 'config'>, scope: TenantScope, slug: string) {
	const [keys, own, endpoints, counts, troubles] = [
		await selectKeys(scope), await settings.readSettings(scope), await client.selectEndpoints(scope), await client.countLinks(scope), await client.selectTroubles(scope, TROUBLES)
	];
	const categories = await categoryCodes(scope);
	return {
		address: `${services.config.publicUrl}/${slug}/open311/v2`,
		settings: own,
		keys: keys.map((key) => ({ ...key, createdAt: undefined, lastUsedAt: iso(key.lastUsedAt), revokedAt: iso(key.revokedAt) })),
		endpoints: endpoints.map((endpoint) => ({ ...viewOf(endpoint, categories), counts: counts.filter((each) => each.endpointId === endpoint.id).map(({ state, count }) => ({ state, count })) })),
		troubles: troubles.map((each) => ({ ...each, nextTryAt: iso(each.nextTryAt), href: `/${slug}/verwaltung/meldungen/${each.reportId}` })),
		reporters: (await listReporters(scope)).map(({ id, name }) => ({ id, name })),
		categories: categories.map(({ id, name, code }) => ({ id, name, code })),
		bodies: await bodies(scope),
		states: await workflowStates(scope)
	};
}

const iso = (at: Date | null) => at && at.toISOString();

/** As the form shows it again. */
function viewOf(endpoint: Endpoint, categories: CategoryCode[]) {
	const { rule } = endpoint;
	const codeOf = (id: string) => categories.find((each) => each.id === id)?.code ?? id;
	const lines = (pairs: [string, string][]) => pairs.map((pair) => pair.join(' = ')).join('\n');
	return {
		id: endpoint.id,
		name: endpoint.name,
		direction: endpoint.direction,
		url: endpoint.url,
		jurisdictionId: endpoint.jurisdictionId,
		format: endpoint.format,
		minutes: String(endpoint.minutes),
		reporterId: rule.reporterId ?? '',
		categories: lines(Object.entries(rule.categories ?? {}).map(([foreign, id]) => [foreign, codeOf(id)])),
		otherwise: rule.otherwise ? codeOf(rule.otherwise) : '',
		categoryIds: rule.categoryIds ?? [],
		bodyIds: rule.bodyIds ?? [],
		services: lines(Object.entries(rule.services ?? {}).map(([id, foreign]) => [codeOf(id), foreign])),
		code: rule.code ?? '',
		states: lines(Object.entries(endpoint.states)),
		off: endpoint.disabledAt !== null,
		error: endpoint.error,
		lastSuccessAt: iso(endpoint.lastSuccessAt),
		nextRunAt: iso(endpoint.nextRunAt)
	};
}

const settingsForm = v.object({
	jurisdictionId: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	mediaUrls: v.picklist(['fetch', 'refuse'])
});

/** @throws FormError where another tenant is called so */
export async function changeSettings(scope: TenantScope, values: unknown): Promise<void> {
	const form = checkForm(settingsForm, values);
	if (form.jurisdictionId && (await settings.nameTakenAcrossTenants(scope, form.jurisdictionId))) throw new FormError({ jurisdictionId: 'taken' });
	await settings.writeSettings(scope, form);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Sends a report again that the other side did not take. @throws DomainError `not_found` */
export async function sendAgain(services: Pick<Services, 'now' | 'queue'>, scope: TenantScope, linkId: string): Promise<void> {
	const link = UUID.test(linkId) ? await client.findLinkById(scope, linkId) : undefined;
	if (!link || !(await client.queueAgain(scope, linkId, services.now()))) throw new DomainError('not_found');
	await client.updateEndpoint(scope, link.endpointId, { next_run_at: services.now() });
	await services.queue.send('open311-run', {}, { singletonKey: 'open311-run' });
}
