import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { afterAll } from 'vitest';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { readSeed } from '../../portal/lib/server/open311/seed/seed-file.ts';
import { seedJurisdiction } from '../../portal/lib/server/open311/seed/seed.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { createApp, listen } from '../../portal/server.ts';
import { seedOf } from './open311-seed.ts';

export { seedOf };

/** The portal's server alone on a free port: everything but the pages. @returns its address */
export async function serve(services: Services): Promise<string> {
	const pages: RequestHandler = (_request, response) => void response.status(404).send('page');
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const SEED_NOW = new Date('2026-11-20T12:00:00Z');

/** Seeds and returns the tenant's scope. */
export async function seed(services: Pick<Services, 'db'>, values: Record<string, unknown> = {}, now = SEED_NOW): Promise<{ scope: TenantScope; slug: string }> {
	const file = readSeed(JSON.stringify(seedOf(values)));
	const { slug } = await seedJurisdiction(services.db, file, now);
	const { id } = await services.db.knex('tenant').where({ slug }).first('id');
	return { scope: forTenant(services.db.knex, id), slug };
}

export const formOf = (values: Record<string, string | string[]>): URLSearchParams =>
	new URLSearchParams(Object.entries(values).flatMap(([name, value]) => [value].flat().map((each) => [name, each])));

/** What comes over the wire, as far as tests look into it: a list, or (definition, discovery) one object. */
export interface WireObject {
	service_request_id: string;
	token: string;
	type: string;
	code: string;
	description: string;
	order: number;
	variable: boolean;
	datatype: string;
	values: unknown[];
	changeset: string;
	service_code: string;
	url: string;
	status: string;
	status_notes: string | null;
	requested_datetime: string;
	updated_datetime: string;
	distance: number;
	update_id: string;
	media_url: string | null;
	notes: { datetime: string; description: string; type: string }[];
	extended_attributes: Record<string, unknown>;
	attributes: WireObject[];
	endpoints: WireObject[];
}
export type Wire = WireObject[] & WireObject;
