import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { demandAddress } from '../../exchange/addresses.ts';
import { encryptSecret } from '../../exchange/secret.ts';
import type { Services } from '../../services.ts';
import * as queries from './client-queries.ts';
import type { Endpoint, EndpointRule } from './client-queries.ts';
import { categoryCodes, workflowStates } from './endpoint-queries.ts';

const line = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const ids = v.optional(v.array(v.pipe(v.string(), v.uuid())), []);
/** `links = rechts`, one per line. */
const pairs = v.pipe(
	line(20_000),
	v.transform((text) => text.split('\n').map((each) => each.trim()).filter(Boolean)),
	v.array(v.pipe(v.string(), v.regex(/^[^=]+=[^=]+$/))),
	v.transform((lines) => Object.fromEntries(lines.map((each) => each.split('=').map((part) => part.trim()) as [string, string])))
);

export const endpointForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(120)),
	direction: v.picklist(['pull', 'push']),
	url: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
	jurisdictionId: line(200),
	format: v.picklist(['json', 'xml']),
	/** Empty leaves the old one. */
	apiKey: line(500),
	minutes: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(1440)),
	/** pull: reporter that takes them in; `service_code = code of a category`; code of a category for all others. */
	reporterId: line(40),
	categories: pairs,
	otherwise: line(200),
	/** push: which; `code of a category = service_code`; service_code for all others. */
	categoryIds: ids,
	bodyIds: ids,
	services: pairs,
	code: line(200),
	/** `word of the other side = key of a state`. */
	states: pairs
});

type Needs = Pick<Services, 'config' | 'now' | 'secret'>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws DomainError `not_found` */
export async function readEndpoint(scope: TenantScope, id: string): Promise<Endpoint> {
	const endpoint = UUID.test(id) ? await queries.findEndpoint(scope, id) : undefined;
	if (!endpoint) throw new DomainError('not_found');
	return endpoint;
}

/**
 * Adds an end point; it is asked within a minute.
 * @param values fields of `endpointForm`
 * @returns its id
 * @throws FormError, DomainError `exchange_address_invalid`
 */
export async function addEndpoint(services: Needs, scope: TenantScope, values: unknown): Promise<string> {
	const { row, apiKey } = await checked(services, scope, values, null);
	const now = services.now();
	return scope.transaction(async (inner) => {
		const id = await queries.insertEndpoint(inner, { ...row, next_run_at: now, created_at: now });
		if (apiKey) await queries.updateEndpoint(inner, id, { api_key: encryptSecret(services.secret, id, apiKey) });
		return id;
	});
}

/** The direction stays: what was exchanged belongs to it. @throws as `addEndpoint`, DomainError `not_found` */
export async function changeEndpoint(services: Needs, scope: TenantScope, id: string, values: unknown): Promise<void> {
	const { direction } = await readEndpoint(scope, id);
	const { row, apiKey } = await checked(services, scope, { ...(values as object), direction }, id);
	await queries.updateEndpoint(scope, id, { ...row, ...(apiKey ? { api_key: encryptSecret(services.secret, id, apiKey) } : {}), next_run_at: services.now() });
}

/** Nothing comes and nothing goes while it is off. @throws DomainError `not_found` */
export async function switchEndpoint(services: Needs, scope: TenantScope, id: string, on: boolean): Promise<void> {
	await readEndpoint(scope, id);
	await queries.updateEndpoint(scope, id, on ? { disabled_at: null, next_run_at: services.now() } : { disabled_at: services.now() });
}

/** "Jetzt abrufen". @throws DomainError `not_found` */
export async function runNow(services: Pick<Services, 'now' | 'queue'>, scope: TenantScope, id: string): Promise<void> {
	await readEndpoint(scope, id);
	await queries.updateEndpoint(scope, id, { next_run_at: services.now() });
	await services.queue.send('open311-run', {}, { singletonKey: 'open311-run' });
}

async function checked(services: Needs, scope: TenantScope, values: unknown, id: string | null) {
	const form = checkForm(endpointForm, values);
	demandAddress(form.url, services.config.open311.internal);
	if (await queries.nameTaken(scope, form.name, id)) throw new FormError({ name: 'taken' });
	const rule = form.direction === 'pull' ? await pullRule(scope, form) : await pushRule(scope, form);
	const keys = new Set((await workflowStates(scope)).map((state) => state.key));
	if (Object.values(form.states).some((key) => !keys.has(key))) throw new FormError({ states: 'unknown' });
	const states = Object.fromEntries(Object.entries(form.states).map(([word, key]) => [word.toLowerCase(), key]));
	const { name, direction, url, jurisdictionId, format, minutes, apiKey } = form;
	const row = { name, direction, url, jurisdiction_id: jurisdictionId, format, minutes, rule: JSON.stringify(rule), states: JSON.stringify(states) };
	return { row, apiKey };
}

type Form = v.InferOutput<typeof endpointForm>;

async function pullRule(scope: TenantScope, form: Form): Promise<EndpointRule> {
	if (!UUID.test(form.reporterId)) throw new FormError({ reporterId: 'required' });
	const known = (await categoryCodes(scope)).filter((each) => each.reporterId === form.reporterId);
	const idOf = (code: string, field: string) => {
		const id = known.find((each) => each.code === code)?.id;
		if (!id) throw new FormError({ [field]: 'unknown' });
		return id;
	};
	const categories = Object.fromEntries(Object.entries(form.categories).map(([foreign, own]) => [foreign, idOf(own, 'categories')]));
	const otherwise = form.otherwise ? idOf(form.otherwise, 'otherwise') : null;
	if (!otherwise && Object.keys(categories).length === 0) throw new FormError({ categories: 'required' });
	return { reporterId: form.reporterId, categories, otherwise };
}

async function pushRule(scope: TenantScope, form: Form): Promise<EndpointRule> {
	const known = await categoryCodes(scope);
	if (form.categoryIds.length + form.bodyIds.length === 0) throw new FormError({ categoryIds: 'required' });
	if (form.categoryIds.some((id) => !known.some((each) => each.id === id))) throw new FormError({ categoryIds: 'unknown' });
	const services = Object.entries(form.services).map(([own, foreign]) => {
		const id = known.find((each) => each.code === own)?.id;
		if (!id) throw new FormError({ services: 'unknown' });
		return [id, foreign] as const;
	});
	return { categoryIds: form.categoryIds, bodyIds: form.bodyIds, services: Object.fromEntries(services), ...(form.code ? { code: form.code } : {}) };
}
