import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { AddressChoice } from '../../../forms/statement-steps.ts';
import type { Services } from '../../services.ts';
import { findAddresses } from './address-queries.ts';

/** Addresses of the tenant's surroundings by street and number. */
export async function searchAddresses(
	_services: Pick<Services, 'config' | 'log'>,
	scope: TenantScope,
	text: string
): Promise<AddressChoice[]> {
	const words = text.trim().toLowerCase();
	if (words.length < 2) return [];
	const rows = await findAddresses(scope, words);
	return rows.map(({ street, house_number, postcode, place, lon, lat }) => ({
		label: `${street} ${house_number}, ${postcode} ${place}`,
		position: [lon, lat]
	}));
}
