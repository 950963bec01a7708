import { DomainError } from '../../../../gis/errors.ts';
import { dcatTexts as texts } from '../../texts/dcat.ts';
import type { Services } from '../services.ts';
import { landOf } from '../tenants/tenants.ts';
import { datasetNodes } from './dataset.ts';
import * as queries from './dcat-queries.ts';
import { german, inside, iri, plain, type Node } from './graph.ts';
import { PUBLISHER_TYPE } from './vocabulary.ts';

/** Procedures of one page; more is asked by the address of the next. */
export const DEFAULT_PAGE = 100;
export const LARGEST_PAGE = 200;
export const FEED_PATH = '/api/dcat-ap-plu';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface FeedPage {
	/** Catalogue, page, datasets, steps, distributions; every IRI once. */
	nodes: Node[];
	/** Address of the next page; null on the last. */
	next: string | null;
}

/**
 * One page of the catalogue of all published procedures (DCAT-AP.PLU 0.2.4). The graph is the same in every form, so its addresses of
 * pages name none: `/api/dcat-ap-plu` answers as the reader asks.
 * @param params `seite` after which procedure it begins, `limit`
 * @throws DomainError `dcat_page_invalid`
 */
export async function readFeedPage({ db, config, now }: Pick<Services, 'db' | 'config' | 'now'>, params: URLSearchParams): Promise<FeedPage> {
	const { after, limit } = readParams(params);
	const at = now();
	const found = await queries.listFeedProceduresAcrossTenants(db.knex, { now: at, after, limit: limit + 1 });
	const procedures = found.slice(0, limit);
	const ids = procedures.map(({ id }) => id);
	const steps = Map.groupBy(await queries.listFeedStepsAcrossTenants(db.knex, ids, at), ({ procedureId }) => procedureId);
	const documents = Map.groupBy(await queries.listFeedDocumentsAcrossTenants(db.knex, ids, at), ({ procedureId }) => procedureId);
	const datasets = procedures.flatMap((procedure) =>
		datasetNodes({ procedure, steps: steps.get(procedure.id) ?? [], documents: documents.get(procedure.id) ?? [], publicUrl: config.publicUrl, now: at })
	);
	const address = (from: string | null) => {
		const query = new URLSearchParams({ ...(from ? { seite: from } : {}), ...(limit === DEFAULT_PAGE ? {} : { limit: String(limit) }) }).toString();
		return `${config.publicUrl}${FEED_PATH}${query ? `?${query}` : ''}`;
	};
	const next = found.length > limit ? address(procedures.at(-1)!.id) : null;
	const land = await landOf(db.knex);
	// A catalogue has at least one dataset by the vocabulary; without any there is none to describe.
	const catalogue = procedures.length === 0 ? [] : [catalogueNode(config.publicUrl, land.name, datasets)];
	return { nodes: [...catalogue, pageNode(address(after), address(null), next), ...datasets], next };
}

function readParams(params: URLSearchParams): { after: string | null; limit: number } {
	const after = params.get('seite');
	const limit = Number(params.get('limit') ?? DEFAULT_PAGE);
	if ((after !== null && !UUID.test(after)) || !Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE)
		throw new DomainError('dcat_page_invalid', { limit: LARGEST_PAGE });
	return { after, limit };
}

/** The shapes allow no other property here. */
function catalogueNode(publicUrl: string, land: string, datasets: Node[]): Node {
	const own = datasets.filter(({ type }) => type === 'dcat:Dataset');
	return {
		iri: `${publicUrl}/`,
		type: 'dcat:Catalog',
		properties: [
			['dct:title', german(texts.title(land))],
			['dct:description', german(texts.description)],
			['dct:identifier', plain(publicUrl)],
			['dct:publisher', inside('foaf:Agent', [['foaf:name', german(land)], ['dct:type', iri(PUBLISHER_TYPE)]])],
			['foaf:homepage', iri(`${publicUrl}/`)],
			...own.map(({ iri: dataset }): Node['properties'][number] => ['dcat:dataset', iri(dataset!)])
		]
	};
}

/** As DCAT-AP feeds are paged (Hydra). */
const pageNode = (address: string, first: string, next: string | null): Node => ({
	iri: address,
	type: 'hydra:PartialCollectionView',
	properties: [['hydra:first', iri(first)], ...(next ? [['hydra:next', iri(next)] as Node['properties'][number]] : [])]
});
