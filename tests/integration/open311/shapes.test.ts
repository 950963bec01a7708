import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { open311Api } from '../../../portal/lib/server/open311/open311-openapi.ts';
import { testServices } from '../../support/database.ts';
import { violations } from '../../support/json-schema.ts';
import { formOf, seed, serve, type Wire } from '../../support/open311.ts';

const schemas = join(import.meta.dirname, '../../../../shared/open311/schemas');
let address = '';

beforeAll(async () => {
	const services = await testServices({ now: () => new Date('2026-11-20T12:00:00Z') });
	address = await serve(services);
	await seed(services);
});

const url = (path: string) => `${address}/open311/${path}`;
const json = async (path: string) => (await fetch(url(path))).json() as Promise<Wire>;
const tree = async (path: string) => readTree(await (await fetch(url(path))).text());

/** Elements with text, as `a/b/c=text`, repeated ones each. */
function readTree(xml: string): string[] {
	const path: string[] = [];
	const found: string[] = [];
	let text = '';
	let leaf = false;
	const parser = new SaxesParser();
	parser.on('opentag', ({ name }) => {
		path.push(name);
		text = '';
		leaf = true;
	});
	parser.on('text', (part) => void (text += part));
	parser.on('closetag', () => {
		if (leaf) found.push(`${path.join('/')}=${text}`);
		leaf = false;
		path.pop();
	});
	parser.write(xml).close();
	return found;
}

interface Schema {
	type?: string;
	enum?: unknown[];
	anyOf?: Schema[];
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema & { $ref?: string };
	maxLength?: number;
	format?: string;
}

/** What of a value is not as a schema of the shared ones says; they use little of JSON Schema. */
function wrongs(value: unknown, schema: Schema & { $ref?: string }, path = '$'): string[] {
	if (schema.$ref) return wrongs(value, load(schema.$ref), path);
	if (schema.anyOf) return schema.anyOf.some((each) => wrongs(value, each, path).length === 0) ? [] : [`${path}: ${JSON.stringify(value)} is none of the allowed`];
	const found: string[] = [];
	const type = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
	if (schema.type && schema.type !== type && !(schema.type === 'number' && type === 'integer')) return [`${path}: ${type} instead of ${schema.type}`];
	if (schema.enum && !schema.enum.includes(value)) found.push(`${path}: ${String(value)}`);
	if (schema.maxLength && String(value).length > schema.maxLength) found.push(`${path}: too long`);
	if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(String(value))) found.push(`${path}: no date`);
	if (schema.format === 'uri' && !URL.canParse(String(value))) found.push(`${path}: no address`);
	for (const name of schema.required ?? []) if (!(name in (value as object))) found.push(`${path}.${name}: missing`);
	for (const [name, each] of Object.entries(schema.properties ?? {})) if (name in (value as object)) found.push(...wrongs((value as never)[name], each, `${path}.${name}`));
	if (schema.items) found.push(...(value as unknown[]).flatMap((each, index) => wrongs(each, schema.items!, `${path}[${index}]`)));
	return found;
}
const load = (name: string): Schema => JSON.parse(readFileSync(join(schemas, name), 'utf8')) as Schema;

describe.skipIf(!existsSync(schemas))('answers obey the schemas of schema-validation (skipped where ../shared is missing)', () => {
	it.each([
		['v2/services.json', 'services.json'],
		['v2/services/001.json', 'service-definition.json'],
		['v2/services/002.json', 'service-definition.json'],
		['v2/requests.json?start_date=2000-01-01T00:00:00Z', 'requests.json'],
		['v2/requests.json?extensions=true', 'requests.json']
	])('%s', async (path, schema) => {
		const body = await json(path);
		expect(wrongs(body, load(schema))).toEqual([]);
		expect(JSON.stringify(body).length).toBeGreaterThan(20);
	});

	it('each request by itself', async () => {
		for (const id of ['alt-1', 'alt-2', 'uralt']) expect(wrongs((await json(`v2/requests/${id}.json`))[0], load('request.json'))).toEqual([]);
	});
});

describe('answers obey the own description', () => {
	const { schemas: own } = open311Api();
	it.each([
		['v2/services.json', 'Open311Service'],
		['v2/requests.json?extensions=true', 'Open311Request'],
		['v2/requests.json?start_date=2000-01-01T00:00:00Z&lat=51&long=13', 'Open311Request'],
		['v2/servicerequestupdates.json', 'Open311Update'],
		['v2/tokens/x.json', 'Open311Error']
	])('%s', async (path, name) => {
		const body = await json(path);
		expect(body.length).toBeGreaterThan(0);
		expect(violations(body, { type: 'array', items: { $ref: `#/${name}` } }, own)).toEqual([]);
	});
	it('a definition and the discovery', async () => {
		expect(violations(await json('v2/services/001.json'), own.Open311Definition!, own)).toEqual([]);
		expect(violations(await json('discovery.json'), own.Open311Discovery!, own)).toEqual([]);
	});
});

describe('both forms say the same', () => {
	const text = (value: unknown) => (value === null ? '' : String(value));

	it('of requests: every field is an element, what is null an empty one', async () => {
		const list = await json('v2/requests.json');
		const expected = list.flatMap((request) => Object.entries(request).map(([name, value]) => `service_requests/request/${name}=${text(value)}`));
		expect(await tree('v2/requests.xml')).toEqual(expected);
		expect(expected).toContain('service_requests/request/status_notes=');
	});

	it('of services and definitions', async () => {
		const services = await json('v2/services.json');
		expect(await tree('v2/services.xml')).toEqual(services.flatMap((each) => Object.entries(each).map(([name, value]) => `services/service/${name}=${text(value)}`)));
		const definition = await tree('v2/services/001.xml');
		expect(definition.filter((each) => each.startsWith('service_definition/attributes/attribute/code='))).toHaveLength(3);
		expect(definition).toContain('service_definition/attributes/attribute/values/value/name=flackert');
		expect(await tree('v2/services/002.xml')).toEqual(['service_definition/service_code=002', 'service_definition/attributes=']);
	});

	it('of extended attributes, whatever their names are', async () => {
		const found = await tree('v2/requests/alt-1.xml?extensions=true');
		expect(found).toContain('service_requests/request/extended_attributes/tasks/task/id=1');
		expect(found).toContain('service_requests/request/extended_attributes/title=Sofa');
		expect(found.some((each) => each.startsWith('service_requests/request/notes/note/description='))).toBe(true);
	});

	it('of an answer to a POST and of errors', async () => {
		const values = { api_key: 'geheim-123', service_code: '002', lat: '51', long: '13' };
		const answer = await fetch(url('v2/requests.xml'), { method: 'POST', body: formOf(values) });
		expect(readTree(await answer.text()).map((each) => each.replace(/M-\w+/, 'ID'))).toEqual([
			'service_requests/request/service_request_id=ID', 'service_requests/request/service_notice=', 'service_requests/request/account_id='
		]);
		const refused = await fetch(url('v2/requests.xml'), { method: 'POST', body: formOf({ ...values, lat: 'x' }) });
		expect([refused.status, ...readTree(await refused.text())]).toEqual([400, 'errors/error/code=400', expect.stringContaining('errors/error/description=lat')]);
	});
});
