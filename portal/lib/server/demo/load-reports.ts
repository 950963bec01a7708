import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { DEMO_BODIES, demoReporters } from '../../../demo/reporters.ts';
import { demoPhotoSvg, type SceneName } from '../../../demo/report-photos.ts';
import { demoReports, type DemoReport } from '../../../demo/reports.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { THUMBNAIL_SIDE } from '../../forms/report.ts';
import { insertPhoto } from '../reports/photos/photo-queries.ts';
import type { StoredPhoto } from '../reports/photos/store-photo.ts';
import { confirmAuthor } from '../reports/author.ts';
import { submitReport } from '../reports/intake.ts';
import { releasePhoto, releaseText } from '../reports/release/release.ts';
import { authorToken } from '../reports/report-code.ts';
import { changeState } from '../reports/states/change-state.ts';
import { DEFAULT_WORKFLOW } from '../reports/workflow.ts';
import type { Services } from '../services.ts';
import { insertDemoReporter, photoIdsOf, type MadeReporter } from './report-demo-queries.ts';
import type { Knex } from 'knex';

/** Reporters with categories, offices and who is responsible. @returns by tenant and slug of the reporter */
export async function loadReporters(trx: Knex, tenantIds: Record<string, string>): Promise<Record<string, MadeReporter>> {
	const made: Record<string, MadeReporter> = {};
	const reporters = demoReporters();
	for (const tenant of Object.keys(DEMO_BODIES)) {
		const scope = forTenant(trx, tenantIds[tenant]!);
		const own = reporters.filter((each) => each.tenant === tenant);
		Object.assign(made, await insertDemoReporter(scope, own, DEMO_BODIES[tenant]!, DEFAULT_WORKFLOW));
	}
	return made;
}

interface Drawn {
	full: Buffer;
	thumbnail: Buffer;
}

/** About sixty reports of a year with all that followed, in one transaction. @returns how many */
export async function loadReports(services: Services, trx: Knex, tenantIds: Record<string, string>, made: Record<string, MadeReporter>, today: Date): Promise<number> {
	const pictures = new Map<SceneName, Drawn>();
	const reports = demoReports(today);
	for (const report of reports) await loadReport(services, forTenant(trx, tenantIds[report.tenant]!), made[`${report.tenant}/${report.reporter}`]!, report, pictures);
	return reports.length;
}

async function loadReport(services: Services, scope: TenantScope, { reporterId, categories }: MadeReporter, demo: DemoReport, pictures: Map<SceneName, Drawn>): Promise<void> {
	const [lon, lat] = transformBetween('EPSG:25833', 'EPSG:4326')(demo.x, demo.y);
	// History of a demo: what was done then was done at that time.
	const then = { ...services, now: () => demo.receivedAt };
	const photos: StoredPhoto[] = [];
	for (const scene of demo.photos) photos.push(await keepPicture(services, scope, scene, pictures, demo.receivedAt));
	const { address, body, answers, author } = demo;
	const key = createHash('sha256').update(demo.key).digest('hex').slice(0, 32);
	const input = { reporterId, categoryId: categories[demo.category]!, point: { lon, lat }, address, addressFound: true, body, answers, author, photos, idempotencyKey: key };
	const { id, code } = await submitReport(then, scope, input, { origin: 'web', now: demo.receivedAt });
	const soon = new Date(demo.receivedAt.getTime() + 3 * 3_600_000);
	if (demo.confirmed && author.email) await confirmAuthor(scope, code!, authorToken(services.secret, id, author.email), soon);
	if (demo.textReleased) await releaseText(scope, id, {}, { actor: 'staff' }, soon);
	if (demo.photosReleased) for (const photo of await photoIdsOf(scope, id)) await releasePhoto(scope, id, photo, { actor: 'staff' }, soon);
	for (const { state, at, answer } of demo.steps) await changeState({ ...services, now: () => at }, scope, id, { state, answer }, { actor: 'staff' }, at);
}

async function keepPicture(services: Services, scope: TenantScope, scene: SceneName, pictures: Map<SceneName, Drawn>, at: Date): Promise<StoredPhoto> {
	let drawn = pictures.get(scene);
	if (!drawn) {
		const image = sharp(Buffer.from(demoPhotoSvg(scene)));
		const full = await image.clone().jpeg({ quality: 82 }).toBuffer();
		drawn = { full, thumbnail: await image.clone().resize(THUMBNAIL_SIDE).jpeg({ quality: 78 }).toBuffer() };
		pictures.set(scene, drawn);
	}
	const put = async (content: Buffer) => ({
		key: await services.files.put(scope.tenantId, new Uint8Array(content)),
		size: content.length,
		sha256: createHash('sha256').update(content).digest()
	});
	const files = { full: await put(drawn.full), thumbnail: await put(drawn.thumbnail) };
	return insertPhoto(scope, { ...files, width: 1200, height: 900, lon: null, lat: null, expiresAt: new Date(at.getTime() + 24 * 3_600_000) });
}
