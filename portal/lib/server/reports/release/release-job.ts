import { forTenant } from '../../../../../gis/db/tenant-scope.ts';
import type { Services } from '../../services.ts';
import { selectDueReleasesAcrossTenants } from './release-queries.ts';
import { releasePhoto, releaseText } from './release.ts';

const AT_ONCE = 200;
const SYSTEM = { actor: 'system' };

/** Releases what waits longer than its reporter's rule allows. Stopped anywhere, the next run goes on. @returns how many reports */
export async function releaseDue(services: Pick<Services, 'db' | 'now'>, signal?: AbortSignal): Promise<number> {
	let done = 0;
	while (!signal?.aborted) {
		const now = services.now();
		const due = await selectDueReleasesAcrossTenants(services.db.knex, now, AT_ONCE);
		for (const each of due) {
			if (signal?.aborted) return done;
			const scope = forTenant(services.db.knex, each.tenant_id);
			if (each.text) await releaseText(scope, each.report_id, {}, SYSTEM, now);
			for (const photoId of each.photo_ids) await releasePhoto(scope, each.report_id, photoId, SYSTEM, now);
			done++;
		}
		if (due.length < AT_ONCE) break;
	}
	return done;
}
