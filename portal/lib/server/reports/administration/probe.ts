import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { because } from '../../../texts/responsibility.ts';
import { isUuid } from '../states/work-on.ts';
import { findResponsible } from '../responsibility/find.ts';
import { readBody } from './bodies.ts';

export interface Probe {
	point: { lon: number; lat: number };
	categoryId: string;
	/** Null: nobody. */
	body: string | null;
	because: string;
}

/** „Wer wäre zuständig?“: asks the same rules as a report. @returns null where no place or category is given */
export async function probeFrom(scope: TenantScope, params: URLSearchParams): Promise<Probe | null> {
	const [lon, lat] = [params.get('lon'), params.get('lat')].map((text) => Number(text?.replace(',', '.') || NaN));
	const categoryId = params.get('kategorie') ?? '';
	if (!isUuid(categoryId) || !(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 85)) return null;
	const point = { lon: lon!, lat: lat! };
	const { bodyId, reason } = await findResponsible(scope, { categoryId, point });
	return { point, categoryId, body: bodyId && (await readBody(scope, bodyId)).name, because: because(reason) };
}
