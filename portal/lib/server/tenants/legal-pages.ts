import { DomainError } from '../../../../gis/errors.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { legalPageTemplate } from '../../texts/legal.ts';
import { deleteLegalPage, findLegalPage, saveLegalPage } from './legal-pages-queries.ts';
import { readBlocksFromPlainText, type Block } from './plain-text.ts';
import { tenantDetails } from './tenants.ts';
import type { LegalPageKind } from './types.ts';

const LONGEST = 60_000;

/** A legal page as it is shown: the administrator's text, or the template filled with the tenant's data. */
export async function readLegalPage(services: Pick<Services, 'db' | 'config'>, tenantId: string, kind: LegalPageKind): Promise<Block[]> {
	return readBlocksFromPlainText((await legalPageSource(services, tenantId, kind)).body);
}

/** For the editor. `own` is false while the page follows the template. */
export async function legalPageSource(
	services: Pick<Services, 'db' | 'config'>,
	tenantId: string,
	kind: LegalPageKind
): Promise<{ body: string; own: boolean }> {
	const page = await findLegalPage(forTenant(services.db.knex, tenantId), kind);
	if (page) return { body: page.body, own: true };
	const tenant = await tenantDetails(services.db.knex, tenantId);
	const address = tenant.kind === 'land' ? services.config.publicUrl : `${services.config.publicUrl}/${tenant.slug}`;
	const facts = { name: tenant.name, address, contact: tenant.contact, legal: tenant.settings.legal ?? {} };
	return { body: legalPageTemplate(kind, facts), own: false };
}

/** @param body empty: back to the template. @throws DomainError `legal_page_too_long` */
export async function changeLegalPage(scope: TenantScope, kind: LegalPageKind, body: string, now: Date): Promise<void> {
	if (body.length > LONGEST) throw new DomainError('legal_page_too_long', { limit: LONGEST });
	if (body.trim() === '') await deleteLegalPage(scope, kind);
	else await saveLegalPage(scope, kind, body, now);
}
