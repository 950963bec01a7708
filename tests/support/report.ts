import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Database } from '../../gis/db/connect.ts';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { submitReport, type NewReport, type SubmitOptions, type SubmittedReport } from '../../portal/lib/server/reports/intake.ts';
import type { ReportState, ReporterSettings } from '../../portal/lib/server/reports/types.ts';
import { DEFAULT_WORKFLOW } from '../../portal/lib/server/reports/workflow.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { makeTenant } from './database.ts';

/** Middle of the test tenant's square of about 11 × 14 km. */
export const HERE = { lon: 13.5, lat: 51.25 } as const;
export const RECEIVED = new Date('2027-03-10T09:00:00Z');

/** A point so many metres east and north of `HERE`. */
export const away = (east: number, north: number) => ({
	lon: HERE.lon + east / (111_320 * Math.cos((HERE.lat * Math.PI) / 180)),
	lat: HERE.lat + north / 111_320
});

export interface TestReporter {
	tenantId: string;
	slug: string;
	scope: TenantScope;
	reporterId: string;
	reporterSlug: string;
	/** By code. */
	categories: Record<string, string>;
	/** Where nothing else fits. */
	bodyId: string;
}

export interface ReporterOptions {
	/** Of a tenant that is there already. */
	tenant?: { id: string; slug: string };
	slug?: string;
	settings?: Partial<ReporterSettings>;
	workflow?: ReportState[];
	/** Beside or instead of the two usual ones, `LATERNE` and `MUELL` (same group). */
	categories?: Record<string, Record<string, unknown>>;
}

/** A tenant with an area, a reporter with two categories of one group, and an office where nothing else fits. */
export async function makeReporter(db: Database, options: ReporterOptions = {}): Promise<TestReporter> {
	const area = db.knex.raw('st_multi(st_transform(st_makeenvelope(13.4, 51.2, 13.6, 51.3, 4326), 3857))');
	const tenant = options.tenant ?? (await makeTenant(db, { area }));
	const scope = forTenant(db.knex, tenant.id);
	const reporterSlug = options.slug ?? 'maengelmelder';
	const one = async (rows: Promise<{ id: string }[]>) => (await rows)[0]!.id;
	const reporterId = await one(
		scope
			.insert('defect_reporter', {
				slug: reporterSlug,
				name: 'Mängelmelder',
				settings: JSON.stringify(options.settings ?? {}),
				workflow: JSON.stringify(options.workflow ?? DEFAULT_WORKFLOW)
			})
			.returning('id')
	);
	const usual = { LATERNE: { name: 'Laterne defekt', group_name: 'Straße' }, MUELL: { name: 'Müll', group_name: 'Straße' } };
	const categories: Record<string, string> = {};
	for (const [code, { fields, ...values }] of Object.entries<Record<string, unknown>>({ ...usual, ...options.categories })) {
		const row = { code, name: code, reporter_id: reporterId, ...values, ...(fields ? { fields: JSON.stringify(fields) } : {}) };
		categories[code] = await one(scope.insert('report_category', row).returning('id'));
	}
	const known = await scope.table('responsible_body').where({ is_default: true }).first('id');
	const bodyId = known?.id ?? (await one(scope.insert('responsible_body', { name: 'Bürgerbüro', level: 'gemeinde', is_default: true }).returning('id')));
	return { tenantId: tenant.id, slug: tenant.slug, scope, reporterId, reporterSlug, categories, bodyId };
}

/** What a citizen sends, with a key of its own. */
export function newReport(test: TestReporter, values: Partial<NewReport> & { category?: string } = {}): NewReport {
	const { category = 'LATERNE', ...rest } = values;
	return {
		reporterId: test.reporterId,
		categoryId: test.categories[category]!,
		point: HERE,
		body: 'Die Laterne flackert.',
		idempotencyKey: randomUUID(),
		...rest
	};
}

/** A report as a citizen sends it through the form. */
export function makeReport(
	services: Services,
	test: TestReporter,
	values: Partial<NewReport> & { category?: string } = {},
	options: Partial<SubmitOptions> = {}
): Promise<SubmittedReport> {
	return submitReport(services, test.scope, newReport(test, values), { origin: 'web', now: RECEIVED, ...options });
}

/** A photo lying on its side, with camera, place and owner in it. */
export function photoWithPlace(width = 1200, height = 800): Promise<Buffer> {
	return sharp({ create: { width, height, channels: 3, background: '#3a7d44' } })
		.jpeg()
		.withExif({
			IFD0: { Make: 'Kamera GmbH', Artist: 'Erika Muster' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 30/1 0/1' }
		})
		.withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>Erika</secret></x:xmpmeta>')
		.withMetadata({ orientation: 6 })
		.toBuffer();
}
