import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../../importers/xplan/crs.ts';
import type { DuplicateView } from '../../../forms/report-steps.ts';
import { ageText, distanceText } from '../../../texts/report-form.ts';
import { findDuplicates, type DuplicateCandidate } from '../duplicates.ts';
import { isInside } from '../intake-queries.ts';
import { isAddressAt, selectNearestAddress } from '../nearest-address-queries.ts';
import type { LonLat } from '../types.ts';

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
/** Units of the map; beyond, an address says nothing about a place. */
const NEAR = 150;

/** Whether the tenant takes reports there, and the address next to it. */
export async function describePlace(scope: TenantScope, { lon, lat }: LonLat): Promise<{ inside: boolean; address: string }> {
	const point = toMap(lon, lat);
	const [inside, found] = [await isInside(scope, point), await selectNearestAddress(scope.db, point, NEAR)];
	return { inside, address: found ? `${found.street} ${found.house_number}, ${found.postcode} ${found.place}` : '' };
}

/** Whether words of a form are an address of the gazetteer, and not somebody's own. */
export const isKnownAddress = (scope: TenantScope, { lon, lat }: LonLat, words: string): Promise<boolean> =>
	words === '' ? Promise.resolve(false) : isAddressAt(scope.db, toMap(lon, lat), NEAR, words);

/** Similar reports as the page shows them. */
export async function listSimilar(scope: TenantScope, slug: string, where: { categoryId: string; point: LonLat }, now: Date): Promise<DuplicateView[]> {
	return (await findDuplicates(scope, where)).map((each) => duplicateView(slug, each, now));
}

function duplicateView(slug: string, report: DuplicateCandidate, now: Date): DuplicateView {
	const href = `/${slug}/meldungen/${report.publicRef}`;
	return {
		publicRef: report.publicRef,
		href,
		category: report.category.name,
		title: report.title ?? report.category.name,
		body: report.body,
		pending: report.bodyPending || report.photosPending > 0,
		photo: report.photos[0] ? `${href}/fotos/${report.photos[0].id}?klein` : null,
		distance: distanceText(report.distance),
		age: ageText(report.receivedAt, now),
		state: report.state.label,
		supportCount: report.supportCount
	};
}

