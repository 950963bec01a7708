import type { Extent } from '../../../../gis/plans/types.ts';
import type { Services } from '../services.ts';
import { search } from './search.ts';

/** The best place, street or address for a text, as the search without script needs it. */
export async function findPlace(services: Services, text: string, client: string): Promise<{ title: string; extent: Extent } | null> {
	const { results } = await search(services, { text, client, placesOnly: true, limit: 1 });
	const [first] = results;
	return first ? { title: [first.title, first.subtitle].filter(Boolean).join(', '), extent: first.extent } : null;
}
