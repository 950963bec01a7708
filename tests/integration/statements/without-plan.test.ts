import { beforeAll, describe, expect, it } from 'vitest';
import { saveBody } from '../../../portal/lib/server/invitations/bodies.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { inviteBodies } from '../../../portal/lib/server/invitations/invitations.ts';
import { listInvitations } from '../../../portal/lib/server/invitations/invitation-queries.ts';
import { openInvitation, receiveAs } from '../../../portal/lib/server/invitations/invited.ts';
import { invitationToken } from '../../../portal/lib/server/invitations/token.ts';
import { invitedView } from '../../../portal/lib/server/invitations/views.ts';
import { statementBatches } from '../../../portal/lib/server/exports/rows.ts';
import { statementOf } from '../../../portal/lib/server/exchange/statement.ts';
import { listParticipations, listRunningParticipationsAcrossTenants, readParticipation, readPublicParticipation } from '../../../portal/lib/server/participations/service.ts';
import { documentsOf, participationDetail } from '../../../portal/lib/server/participations/views.ts';
import { changeArea, createProcedure, publishStep, readProcedure, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import { readHome } from '../../../portal/lib/server/plans/home.ts';
import { drawMapPicture } from '../../../portal/lib/server/statements/map-picture.ts';
import { listCommentedObjects, listMapPlaces } from '../../../portal/lib/server/statements/list.ts';
import { makeReceiptPdf } from '../../../portal/lib/server/statements/make-receipt-pdf.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { takeStep } from '../../../portal/lib/server/statements/form/take-step.ts';
import { emptyForm } from '../../../portal/lib/server/statements/form/read-form.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Place } from '../../../portal/lib/forms/statement.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { findTenantBySlug } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { announce, showDocument, stepOf } from '../../support/procedure.ts';
import { newStatement } from '../../support/participation.ts';

const BEFORE = new Date('2027-02-20T09:00:00Z');
const DURING = new Date('2027-03-10T09:00:00Z');
const AREA = { type: 'Polygon', coordinates: [[[13.29, 51.2], [13.31, 51.2], [13.31, 51.21], [13.29, 51.21], [13.29, 51.2]]] };
const INSIDE: Place = { kind: 'point', geometry: { type: 'Point', coordinates: [13.3, 51.205] }, crs: 'EPSG:4326', label: 'Wiese' };

/** The early participation (§ 3 (1), § 4 (1) BauGB) comes before there is a plan. */
describe('a participation without a version of a plan', () => {
	let services: Services;
	let scope: TenantScope;
	let slug: string;
	let procedureId: string;
	let participationId: string;
	let bodiesId: string;
	let bodiesStep: string;
	let now = BEFORE;

	beforeAll(async () => {
		services = await testServices({ now: () => now, env: { PUBLIC_URL: 'https://portal.example' } });
		const tenant = await makeTenant(services.db);
		slug = tenant.slug;
		scope = forTenant(services.db.knex, tenant.id);
		procedureId = await createProcedure(scope, { kindKey: 'bebauungsplan', title: 'Am Anger', municipality: 'Testdorf' }, null, now);
		await changeArea(scope, procedureId, { geojson: AREA }, null, now);
		const early = await stepOf(scope, procedureId, 'fruehzeitig-oeffentlichkeit', now);
		const bodies = await stepOf(scope, procedureId, 'fruehzeitig-toeb', now);
		bodiesStep = bodies.id;
		for (const step of [early, bodies])
			await saveStep(scope, procedureId, step.id, { title: step.title, rule: step.rule, startsOn: '2027-03-01', endsOn: '2027-03-31', email: 'planung@testdorf.example' }, null, now);
		await showDocument(scope, procedureId, early.id, 'planzeichnung');
		await announce(scope, procedureId, early.id, now);
		for (const step of [early, bodies]) await publishStep(scope, step.id, null, now);
		const { steps } = await readProcedure(scope, procedureId, now);
		participationId = steps.find(({ id }) => id === early.id)!.participationId!;
		bodiesId = steps.find(({ id }) => id === bodies.id)!.participationId!;
		now = DURING;
	});

	it('opens with the step, about the area of the procedure', async () => {
		const participation = await readPublicParticipation(scope, participationId, now);
		expect(participation).toMatchObject({ plan: null, state: 'running', area: { type: 'Polygon' } });
		const [west, south, east, north] = participation.bbox!;
		expect(east - west).toBeCloseTo(2226, -1);
		expect(north).toBeGreaterThan(south);
		const detail = participationDetail(participation, slug, {});
		expect(detail).toMatchObject({ plan: null, ground: { versionId: null, area: { type: 'Polygon' } } });
		expect((await documentsOf(scope, detail, now)).groups).toMatchObject([{ title: null, nodes: [{ title: 'planzeichnung' }] }]);
		expect((await listParticipations(scope, now, { onlyPublished: true })).map(({ id, area }) => ({ id, area }))).toEqual([{ id: participationId, area: null }]);
	});

	it('is in no list of plans', async () => {
		expect((await listRunningParticipationsAcrossTenants(services.db.knex, now)).map(({ id }) => id)).not.toContain(participationId);
		expect((await readHome(services.db.knex, { tenantId: scope.tenantId, now })).running).toEqual([]);
	});

	it('takes statements with drawn places, without objects, and proves them', async () => {
		const sent = await receiveStatement(services, scope, participationId, newStatement({ text: 'Die Wiese bleibt.', places: [INSIDE] }), { origin: 'web', now });
		const statement = await readStatement(scope, sent.statementId);
		expect(statement.places).toMatchObject([{ kind: 'point', description: 'Wiese', objects: [] }]);
		expect(await verifyChain(services.db)).toMatchObject({ problems: [] });
		expect(await listMapPlaces(scope, participationId, {})).toHaveLength(1);
		expect(await listCommentedObjects(scope, participationId)).toEqual([]);
		const exported = (await statementBatches(scope, participationId, {}, true).next()).value!;
		expect(exported[0]).toMatchObject({ row: { objects: '', places: expect.stringContaining('Wiese') }, geometries: [expect.stringContaining('13.3')] });
		const participation = await readParticipation(scope, participationId, now);
		const picture = (await drawMapPicture(scope, statement.id, participation, { width: 400, height: 200 }))!;
		// The area's outline is dashed, the point filled.
		expect(picture.shapes.map(({ dash, radius }) => [Boolean(dash), Boolean(radius)])).toEqual(expect.arrayContaining([[true, false], [false, true]]));
		const pdf = await makeReceiptPdf(services, scope, sent.code, now);
		expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-');
		expect(await statementOf(services, scope, sent.statementId, '1.2.1', now)).toMatchObject({ statement: { places: [[{ kind: 'point', note: 'Wiese' }]] } });
	});

	it('shows the whole area where a statement names no place', async () => {
		const sent = await receiveStatement(services, scope, participationId, newStatement(), { origin: 'web', now });
		const participation = await readParticipation(scope, participationId, now);
		const picture = (await drawMapPicture(scope, sent.statementId, participation, { width: 400, height: 200 }))!;
		expect(picture.shapes).toHaveLength(1);
	});

	it('refuses an object of a plan, and finds none', async () => {
		const wrong = newStatement({ places: [{ kind: 'object', gmlId: 'wa' }] });
		await expect(receiveStatement(services, scope, participationId, wrong, { origin: 'web', now })).rejects.toMatchObject({ code: 'statement_place_invalid' });
		const participation = await readPublicParticipation(scope, participationId, now);
		const posted = { state: { ...emptyForm(), objectText: 'WA' }, step: 'objekt-suchen' } as never;
		expect((await takeStep(services, scope, participation, posted, '192.0.2.1')).objects).toEqual([]);
	});

	it('bodies are invited to it and answer with a place', async () => {
		const { accountId } = await members.create(scope, { name: 'Petra Plan', email: 'plan@ort.example', role: 'planner' });
		const body = await saveBody(scope, null, { name: 'Untere Wasserbehörde', email: 'wasser@kreis.example', topics: '' });
		expect(await inviteBodies(services, scope, bodiesStep, [body], { id: accountId, name: 'Petra Plan' })).toBe(1);
		const [row] = await listInvitations(scope, bodiesStep);
		const invited = await openInvitation(services, scope, invitationToken(services.secret, row!.id), '192.0.2.1');
		const tenant = (await findTenantBySlug(services.db.knex, slug))!;
		expect(await invitedView(scope, tenant as never, invited, '/x', now)).toMatchObject({ open: true, planHref: null });
		expect(invited.participation).toMatchObject({ id: bodiesId, plan: null, area: { type: 'Polygon' } });
		const sent = await receiveStatement(services, scope, bodiesId, newStatement({ places: [INSIDE] }), { origin: 'web', now, invitation: receiveAs(invited) });
		expect((await readStatement(scope, sent.statementId)).places).toHaveLength(1);
	});
});
