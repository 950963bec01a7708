import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forTenant, TENANT_TABLES } from '../../../gis/db/tenant-scope.ts';
import { handle } from '../../../portal/hooks.server.ts';
import { tokenHash as alertTokenHash } from '../../../portal/lib/server/alerts/tokens.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { accountOfToken } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Account, TenantSummary } from '../../../portal/lib/server/accounts/types.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { invitationHash, invitationToken } from '../../../portal/lib/server/invitations/token.ts';
import { codeOfReport, tokenHash as reportTokenHash } from '../../../portal/lib/server/reports/report-code.ts';
import { orderHash } from '../../../portal/lib/server/reports/delegation/delegate.ts';
import { codeHash, receiptCode } from '../../../portal/lib/server/statements/receipt-code.ts';
import { findTenantBySlug } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { fillDatabase } from '../../support/filled-database.ts';
import { FILLED_POST_TOKEN } from '../../support/filled-trails.ts';
import { signedInStaff } from '../../support/staff.ts';

/**
 * Somebody of one tenant guesses every id of another. All routes of a tenant are found by their files, so a new one is covered the day
 * it is written; one with a new kind of id fails until the id is added below.
 */

interface Loaded {
	load?: (event: unknown) => unknown;
	actions?: Record<string, (event: unknown) => unknown>;
	GET?: (event: unknown) => unknown;
	POST?: (event: unknown) => unknown;
}
const modules = import.meta.glob<Loaded>([
	'../../../portal/routes/\\[tenant=tenant\\]/**/+page.server.ts',
	'../../../portal/routes/\\[tenant=tenant\\]/**/+server.ts',
	'../../../portal/routes/embed/\\[tenant=tenant\\]/**/+page.server.ts'
]);
const routes = Object.keys(modules).map((file) => ({ file, route: /routes(\/.*)\/\+/.exec(file)![1]!, module: modules[file]! }));
/** Parameters that name nothing of a tenant. */
const FREE = ['tenant', 'kind', 'format'];
const paramsOf = (route: string) => [...route.matchAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g)].map((match) => match[1]!).filter((name) => !FREE.includes(name));
const withIds = routes.filter(({ route }) => paramsOf(route).length > 0);

interface Side {
	tenant: TenantSummary;
	account: Account;
	token: string;
}
let services: Services;
let own: Side;
let other: Side;
let ids: Record<string, string>;

beforeAll(async () => {
	services = await testServices({ now: () => new Date('2026-03-15T12:00:00Z') });
	provideServices(services);
	await fillDatabase(services.db, services.files);
	await makeTenant(services.db, { slug: 'hier' });
	own = await sideOf('hier');
	other = await sideOf('prueffurt');
	const scope = forTenant(services.db.knex, other.tenant.id);
	const first = async (table: (typeof TENANT_TABLES)[number], column = 'id') => (await scope.table(table).first(column))[column];
	await scope.table('participation').update({ published_at: new Date('2026-02-01T00:00:00Z') });
	const code = receiptCode(services.secret, await first('statement', 'participation_id'), await first('statement', 'idempotency_key'));
	await scope.table('statement').update({ code_hash: codeHash(code) });
	// What the public sees of a procedure.
	await scope.table('procedure_step').where({ key: 'veroeffentlichung' }).update({ published_at: new Date('2026-02-20T00:00:00Z') });
	await services.db.knex('file').where({ id: await first('procedure_document_version', 'file_id') }).update({ media_type: 'application/pdf' });
	// What the viewer of documents opens.
	await services.db.knex('file').where({ id: await first('plan_document', 'file_id') }).update({ media_type: 'application/pdf' });
	await services.db.knex('plan_document').update({ owner_gml_id: 'P1' });
	// What an extract for printing shows.
	await scope.table('plan_version').update({ area: scope.db.raw("st_geomfromtext('MULTIPOLYGON(((1400000 6600000,1400400 6600000,1400400 6600400,1400000 6600000)))', 3857)") });
	// A step of public bodies, with an invitation that can be answered.
	const plan_version_id = await first('plan_version');
	const period = { starts_at: new Date('2026-03-01T00:00:00+01:00'), ends_at: new Date('2026-04-01T00:00:00+02:00') };
	const invitingStep = { procedure_id: await first('procedure'), key: 'toeb', title: 'Behörden', track: 'toeb', position: 2, starts_on: '2026-03-01', ends_on: '2026-03-31', rule: 'toeb' };
	const [{ id: invitingStepId }] = await scope
		.insert('procedure_step', { ...invitingStep, ...period, plan_version_id, published_at: period.starts_at })
		.returning('id');
	await scope.insert('participation', { ...period, step_id: invitingStepId, audience: 'toeb', plan_version_id, title: 'Behörden', published_at: period.starts_at });
	await scope.insert('step_document', { step_id: invitingStepId, document_version_id: await first('procedure_document_version') });
	const token = invitationToken(services.secret, await first('invitation'));
	await scope.table('invitation').update({ step_id: invitingStepId, token_hash: invitationHash(token), ends_on: '2026-03-31', ends_at: period.ends_at, opened_at: period.starts_at });
	// An upload is only its sender's.
	await scope.table('plan_upload').update({ account_id: other.account.id });
	// A report that everybody sees, with the code of its author and the link of a supporter.
	const reportCode = codeOfReport(services.secret, other.tenant.id, await first('report', 'idempotency_key'));
	await scope.table('report').update({ code_hash: codeHash(reportCode) });
	await scope.table('report_photo').update({ release: 'released' });
	const supportToken = 'S'.repeat(32);
	await scope.table('report_support').update({ token_hash: reportTokenHash(supportToken) });
	// A subscription of reports: its two links.
	const alertToken = 'A'.repeat(32);
	await scope.table('report_alert').update({ confirm_hash: alertTokenHash(alertToken), manage_hash: alertTokenHash(alertToken) });
	// An order to a contractor.
	const orderToken = 'A'.repeat(43);
	await scope.table('report_delegation').update({ token_hash: orderHash(orderToken) });
	ids = {
		orderToken,
		reporterId: await first('defect_reporter'),
		categoryId: await first('report_category'),
		bodyId: await first('responsible_body'),
		alertToken,
		layerId: await first('asset_layer'),
		reporter: await first('defect_reporter', 'slug'),
		publicRef: await first('report', 'public_ref'),
		photo: await first('report_photo'),
		draftPhoto: await first('report_photo_draft'),
		reportCode,
		supportToken,
		planId: await first('plan'),
		versionId: await first('plan_version'),
		documentId: await first('plan_document'),
		importId: await first('plan_import'),
		participationId: await first('statement', 'participation_id'),
		statementId: await first('statement'),
		fileId: await first('file'),
		uploadId: await first('plan_upload'),
		procedureId: await first('procedure'),
		stepId: (await scope.table('procedure_step').where({ key: 'veroeffentlichung' }).first('id')).id,
		documentVersionId: await first('procedure_document_version'),
		noticeId: await first('notice'),
		messageId: await first('exchange_message'),
		reportId: await first('report'),
		photoId: await first('report_photo'),
		postId: await first('trail_post'),
		mark: FILLED_POST_TOKEN,
		damageId: await first('trail_damage'),
		invitingStepId,
		token,
		accountId: other.account.id,
		gmlId: 'O1',
		position: '1',
		code
	};
});
afterAll(() => forgetServices());

async function sideOf(slug: string): Promise<Side> {
	const tenant = (await findTenantBySlug(services.db.knex, slug))!;
	const email = `leitung@${slug}.example`;
	// Two administrators: nothing is refused only because it would lock the last one out.
	const scope = forTenant(services.db.knex, tenant.id);
	await members.create(scope, { email: `zweite@${slug}.example`, name: 'Z', role: 'administrator' });
	const { token } = await signedInStaff(services, scope, { email, role: 'administrator' });
	return { tenant, token, account: (await accountOfToken(services, token))! };
}

/** Value of a parameter: by its name, or for `[id]` by the folder it stands in. */
function valueOf(route: string, name: string): string {
	if (name === 'stepId' && route.endsWith('/einladungen')) return ids.invitingStepId!;
	if (name === 'token' && route.includes('/abonnieren/')) return ids.alertToken!;
	if (name === 'code' && route.includes('/meldung/')) return ids.reportCode!;
	if (name === 'token' && route.includes('/mitmachen/')) return ids.supportToken!;
	if (name === 'token' && route.includes('/auftrag/')) return ids.orderToken!;
	if (name === 'photo' && route.includes('/melden/foto/')) return ids.draftPhoto!;
	if (name !== 'id') return ids[name] ?? ids[`${name}Id`] ?? unknownParameter(route, name);
	const folder = new RegExp(`([\\w-]+)/\\[${name}\\]`).exec(route)?.[1] ?? '';
	return { importe: ids.importId, beteiligungen: ids.participationId, stellungnahmen: ids.statementId, verfahren: ids.procedureId, meldungen: ids.reportId }[folder] ?? unknownParameter(route, name);
}
function unknownParameter(route: string, name: string): never {
	throw new Error(`This test does not know what [${name}] in ${route} names: add an id of the other tenant`);
}

function eventOf(route: string, side: Side, form?: URLSearchParams) {
	const params = Object.fromEntries(paramsOf(route).map((name) => [name, valueOf(route, name)]));
	const url = new URL(`http://localhost:3000/${side.tenant.slug}?fassung=1&lon=13.5&lat=51.25`);
	return {
		params: { tenant: side.tenant.slug, kind: route.includes('/herunterladen/') ? 'xplangml' : 'impressum', format: route.includes('bekanntmachung') ? 'pdf' : 'json', ...params },
		route: { id: route },
		url,
		locals: { account: side.account, tenant: side.tenant, wholeLand: false, refused: null },
		request: new Request(url, form ? { method: 'POST', body: form } : {}),
		cookies: { get: () => side.token, set() {}, delete() {} },
		depends() {},
		setHeaders() {},
		parent: async () => ({}),
		getClientAddress: () => '192.0.2.1',
		fetch
	};
}

/** Status of what a handler answered, threw or refused. */
async function statusOf(work: () => unknown): Promise<number> {
	try {
		const result = (await work()) as { status?: number } | undefined;
		return typeof result?.status === 'number' ? result.status : 200;
	} catch (thrown) {
		const status = (thrown as { status?: number }).status;
		if (status === undefined) throw thrown;
		return status;
	}
}

/** Everything that belongs to the other tenant, as text. */
async function snapshot(): Promise<string> {
	const rows = [];
	for (const table of TENANT_TABLES) rows.push(table, await services.db.knex(table).where({ tenant_id: other.tenant.id }));
	rows.push(await services.db.knex('tenant').where({ id: other.tenant.id }).select('name', 'contact', 'colours', 'settings', 'logo_svg'));
	rows.push(await services.db.knex('account').where({ id: other.account.id }));
	return JSON.stringify(rows);
}

test('the routes are found', () => {
	expect(routes.length).toBeGreaterThan(20);
	expect(withIds.length).toBeGreaterThan(8);
});

describe('reading', () => {
	test.each(withIds)('$route', async ({ route, module }) => {
		const { load, GET } = await module();
		const read = load ?? GET;
		if (!read) return;
		expect(await statusOf(() => read(eventOf(route, other))), `${route}: the other tenant itself reads it, so the ids are right`).toBeLessThan(400);
		expect([403, 404]).toContain(await statusOf(() => read(eventOf(route, own))));
	});
});

describe('changing', () => {
	test.each(routes)('$route', async ({ route, module }) => {
		const { actions = {}, POST } = await module();
		const changes = Object.entries(POST ? { ...actions, POST } : actions);
		const before = await snapshot();
		for (const [name, change] of changes) {
			const form = new URLSearchParams({ ...ids, id: ids.statementId!, planVersionId: ids.versionId!, role: 'clerk', title: 'Neuer Titel', text: 'Text', body: 'Text' });
			for (const [field, value] of Object.entries({ firstDay: '2026-03-01', lastDay: '2026-03-31', key: crypto.randomUUID(), name: 'Name' })) form.set(field, value);
			const status = await statusOf(() => change(eventOf(route, own, form)));
			if (paramsOf(route).length > 0) expect(status, `${name} with an id of another tenant`).toBeGreaterThanOrEqual(400);
		}
		expect(await snapshot()).toBe(before);
	});
});

test.each(routes.filter(({ route }) => /\/verwaltung(\/|$)/.test(route)))('the guard lets no foreign staff into $route', async ({ route }) => {
	const event = { ...eventOf(route, own), params: { tenant: other.tenant.slug }, locals: {} as App.Locals, isDataRequest: true };
	let resolved = false;
	const resolve = async () => {
		resolved = true;
		return new Response('secret');
	};
	expect(await statusOf(() => handle({ event, resolve } as never))).toBe(403);
	expect(resolved).toBe(false);
});
