import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { slugOf } from '../../statements/statement-queries.ts';
import { takeFrom } from '../../throttle.ts';
import { leadingStep } from '../../procedure-page/steps.ts';
import { readPublicProcedure } from '../read.ts';
import { documentsByStep } from './by-step.ts';
import { publicDocuments } from './public-documents.ts';
import { searchDocuments, type DocumentSearch } from './search.ts';
import type { DocumentGroup } from './types.ts';

/** Searches of one address in ten minutes; each may look through a thousand pages. */
export const SEARCH_LIMIT = 120;
const TEN_MINUTES = 600;

export interface DocumentsPage {
	procedure: { id: string; title: string; href: string };
	documents: DocumentGroup[];
	/** Null when nothing is looked for. */
	search: DocumentSearch | null;
	zipHref: string;
}

/**
 * The public documents of a procedure, with what a search inside them found.
 * @throws DomainError `not_found` for a procedure that is not public, `search_throttled`
 */
export async function documentsPage(
	services: Pick<Services, 'db' | 'now' | 'secret'>,
	scope: TenantScope,
	procedureId: string,
	{ query, client }: { query: string; client: string }
): Promise<DocumentsPage> {
	const now = services.now();
	const procedure = await readPublicProcedure(scope, procedureId, now);
	const documents = await publicDocuments(scope, procedureId, now);
	const href = `/${(await slugOf(scope)).slug}/verfahren/${procedureId}`;
	if (query.trim()) {
		const { allowed } = await takeFrom(services, `document-search:${client}`, SEARCH_LIMIT, TEN_MINUTES);
		if (!allowed) throw new DomainError('search_throttled');
	}
	const search = query.trim() ? await searchDocuments(scope, documents, query) : null;
	const groups = documentsByStep(documents, leadingStep(procedure, now)?.id ?? null);
	return { procedure: { id: procedure.id, title: procedure.title, href }, documents: groups, search, zipHref: `${href}/dokumente.zip` };
}
