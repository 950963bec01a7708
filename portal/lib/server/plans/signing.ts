import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { XplanVersion } from '../../../../importers/xplan/model.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { labelFor, rotationFor } from '../../../../styles/label-for.ts';
import { drawOrder, signFor } from '../../../../styles/sign-for.ts';
import { CATALOGUE_VERSION } from '../../../../styles/signs/catalogue.ts';
import type { StyledObject } from '../../../../styles/types.ts';
import type { Services } from '../services.ts';
import { CodeLabels } from './code-labels.ts';
import { letterVersion } from './lettering.ts';
import { objectPage, storeDrawn } from './lettering-queries.ts';
import { setStyleVersion, unsignedVersionsAcrossTenants } from './signing-queries.ts';

const PAGE = 2_000;

/**
 * Computes signs, labels and drawing order of stored versions anew, where they were made with an older catalogue of signs. Version by
 * version in its own transaction, so that the map of a version changes at once and the rest of the portal goes on in between.
 * @returns how many versions were signed
 */
export async function signOldVersions({ db }: Pick<Services, 'db'>, signal?: AbortSignal): Promise<number> {
	let count = 0;
	for (;;) {
		const [next] = await unsignedVersionsAcrossTenants(db.knex, CATALOGUE_VERSION);
		if (!next || signal?.aborted) return count;
		await forTenant(db.knex, next.tenantId).transaction((scope) => signVersion(scope, next));
		count++;
	}
}

export async function signVersion(scope: TenantScope, version: { id: string; xplanVersion: string }): Promise<void> {
	const labels = new CodeLabels(await loadCatalogue(version.xplanVersion as XplanVersion));
	let after = 0;
	for (;;) {
		const page = await objectPage(scope, version.id, after, PAGE);
		const rows = page.map((row) => {
			const attributes = labels.of(row.class, row.attributes);
			const object: StyledObject = { class: row.class, version: version.xplanVersion, attributes, geometry: row.kind };
			return {
				id: row.id,
				sign: signFor(object),
				label: labelFor(object) ?? null,
				rotation: rotationFor(object) ?? null,
				draw_order: drawOrder(object),
				lettering: null
			};
		});
		await storeDrawn(scope, version.id, rows);
		if (page.length < PAGE) break;
		after = page.at(-1)!.id;
	}
	await letterVersion(scope, version);
	await setStyleVersion(scope, version.id, CATALOGUE_VERSION);
}
