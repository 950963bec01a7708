import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { FormError } from '../../check-form.ts';
import type { Services } from '../../services.ts';
import { readReporter } from '../reporters.ts';
import { tenantNames } from '../states/state-queries.ts';
import { listCategoryNames } from './administration-queries.ts';

/** What shall stand already when somebody opens the form; each may be missing. */
export interface DeepLink {
	/** Code of the category. */
	category: string;
	/** Degrees, as typed. */
	lon: string;
	lat: string;
	/** Number of the asset, as people read it on the thing. */
	asset: string;
}

/**
 * The address of the form with place, category or asset; for a sign with a QR code.
 * @throws FormError (`place`, `asset`); DomainError `not_found`
 */
export async function deepLink(services: Pick<Services, 'config'>, scope: TenantScope, reporterId: string, link: DeepLink): Promise<string> {
	const reporter = await readReporter(scope, reporterId);
	const { slug } = await tenantNames(scope);
	const params = new URLSearchParams();
	if (link.category) {
		const known = (await listCategoryNames(scope)).some(({ code, reporter_id }) => code === link.category && reporter_id === reporterId);
		if (!known) throw new DomainError('not_found');
		params.set('kategorie', link.category);
	}
	if (link.lon || link.lat) {
		const [lon, lat] = [link.lon, link.lat].map((text) => Number(text.replace(',', '.') || NaN));
		if (!(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 85)) throw new FormError({ place: 'invalid' });
		params.set('lon', lon!.toFixed(6));
		params.set('lat', lat!.toFixed(6));
	}
	if (link.asset) {
		const asset = await scope.table('asset').where({ ref: link.asset }).first('id');
		if (!asset) throw new FormError({ asset: 'unknown' });
		params.set('objekt', asset.id);
	}
	const query = params.size > 0 ? `?${params}` : '';
	return `${services.config.publicUrl}/${slug}/melden/${reporter.slug}${query}`;
}

/** As the page's address names them. */
export const deepLinkFrom = (params: URLSearchParams): DeepLink => ({
	category: params.get('kategorie') ?? '',
	lon: params.get('lon')?.trim() ?? '',
	lat: params.get('lat')?.trim() ?? '',
	asset: params.get('nummer')?.trim() ?? ''
});
