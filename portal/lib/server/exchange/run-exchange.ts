import { deliverMessages } from './deliver.ts';
import { listPartnersAcrossTenants, scopeOf } from './exchange-queries.ts';
import { pollFolders } from './folder.ts';
import { tellProcedures, tellStatements } from './outgoing.ts';
import type { ExchangeServices } from './types.ts';

/** Every minute: drop folders, what is to be told, what is to be sent. */
export async function runExchange(
	services: ExchangeServices,
	signal?: AbortSignal
): Promise<{ taken: number; told: number; tried: number }> {
	const taken = await pollFolders(services, signal);
	let told = 0;
	for (const partner of await listPartnersAcrossTenants(services.db.knex)) {
		if (signal?.aborted) break;
		try {
			const scope = scopeOf(services.db.knex, partner);
			if (partner.receives.includes('information')) told += await tellProcedures(services, scope, partner);
			if (partner.receives.includes('statement')) told += await tellStatements(services, scope, partner);
		} catch (error) {
			// One partner must not stop the others.
			services.log.error({ err: error, partner: partner.id }, 'exchange: telling');
		}
	}
	return { taken, told, tried: await deliverMessages(services, signal) };
}
