import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../gis/db/connect.ts';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { createParticipation, publishParticipation } from '../../portal/lib/server/participations/service.ts';
import type { AttachmentSource, NewStatement } from '../../portal/lib/server/statements/types.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { makeTenant } from './database.ts';

/** A square of `size` metres (EPSG:3857) with its south-western corner at x, y from the test plan's corner. */
const ORIGIN = [1480000, 6670000] as const;
export function square(x: number, y: number, size: number): string {
	const [west, south] = [ORIGIN[0] + x, ORIGIN[1] + y];
	return JSON.stringify({
		type: 'Polygon',
		coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]]
	});
}
export const at = (x: number, y: number): [number, number] => [ORIGIN[0] + x, ORIGIN[1] + y];

export interface TestParticipation {
	tenantId: string;
	slug: string;
	scope: TenantScope;
	planId: string;
	planVersionId: string;
	participationId: string;
}

/** A tenant with a published plan of three objects (WA, road, a tree) and a published participation. Days are local, inclusive. */
export async function makeParticipation(
	db: Database,
	options: { firstDay?: string; lastDay?: string; publish?: boolean; values?: Record<string, string> } = {}
): Promise<TestParticipation> {
	const tenant = await makeTenant(db);
	const scope = forTenant(db.knex, tenant.id);
	const file = await one(scope.insert('file', { key: randomUUID(), name: 'plan.gml', media_type: 'application/gml+xml', size: 1, sha256: Buffer.alloc(32) }));
	const plan = await one(scope.insert('plan', { class: 'BP_Plan', name: 'Testplan' }));
	const geom = (json: string) => db.knex.raw('ST_SetSRID(ST_GeomFromGeoJSON(cast(? as text)), 3857)', [json]);
	const version = await one(
		scope.insert('plan_version', {
			plan_id: plan,
			number: 1,
			xplan_version: '6.0',
			gml_id: 'plan-1',
			file_id: file,
			name: 'Testplan',
			srid: 25833,
			attributes: '[]',
			area: db.knex.raw('ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(cast(? as text)), 3857))', [square(0, 0, 1000)]),
			published_at: new Date('2026-01-01T00:00:00Z')
		})
	);
	const object = (gmlId: string, klass: string, sign: string, label: string | null, json: string, presentation = false) => ({
		plan_version_id: version,
		gml_id: gmlId,
		class: klass,
		presentation,
		attributes: JSON.stringify([{ name: 'GRZ', value: '0.4' }]),
		geom: geom(json),
		sign,
		label
	});
	await scope.insert('plan_object', [
		object('wa', 'BP_BaugebietsTeilFlaeche', 'bp-wa', 'WA', square(0, 0, 500)),
		object('road', 'BP_StrassenVerkehrsFlaeche', 'bp-strasse', null, square(500, 0, 100)),
		object('tree', 'BP_AnpflanzungBindungErhaltung', 'bp-pflanzen-baum', null, JSON.stringify({ type: 'Point', coordinates: at(50, 50) })),
		object('text', 'XP_PTO', 'text', 'Hinweis', square(0, 0, 100), true)
	]);
	const participationId = await createParticipation(scope, {
		title: 'Bebauungsplan Testplan',
		planVersionId: version,
		firstDay: options.firstDay ?? '2027-03-01',
		lastDay: options.lastDay ?? '2027-03-31',
		email: 'rathaus@example.org',
		...options.values
	});
	if (options.publish !== false) await publishParticipation(scope, participationId, new Date('2026-12-01T00:00:00Z'));
	return { tenantId: tenant.id, slug: tenant.slug, scope, planId: plan, planVersionId: version, participationId };
}

async function one(query: { returning(column: string): PromiseLike<{ id: string }[]> }): Promise<string> {
	const [row] = await query.returning('id');
	return row!.id;
}

/** A moment inside the test participation. */
export const DURING = new Date('2027-03-15T10:00:00Z');

export function newStatement(values: Partial<NewStatement> = {}): NewStatement {
	return { key: randomUUID(), text: 'Bitte erhalten Sie den Baum.', ...values };
}

/** A file as the upload middleware would leave it. */
export function asUpload(services: Pick<Services, 'config'>, name: string, content: Uint8Array): AttachmentSource {
	const path = join(services.config.dataDir, randomUUID());
	writeFileSync(path, content);
	return { path, name, size: content.length, sha256: createHash('sha256').update(content).digest() };
}
