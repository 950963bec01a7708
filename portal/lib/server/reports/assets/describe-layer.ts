import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { selectAttributes, selectExtent, selectForSheet, type LayerSource } from './asset-queries.ts';
import { readLayer } from './layers.ts';
import { attributeNames } from './number-assets.ts';

const FIRST = 10;

/** A layer as the staff's page shows it. */
export interface LayerView {
	id: string;
	name: string;
	itemName: string;
	refAttribute: string;
	source: LayerSource;
	count: number;
	/** Not in the source any more, kept for reports. */
	removed: number;
	categories: string[];
	/** Names to choose from. */
	attributes: string[];
	/** EPSG:3857; null for an empty layer. */
	extent: [number, number, number, number] | null;
	first: { id: string; ref: string; label: string }[];
}

/** @throws DomainError `not_found` */
export async function describeLayer(scope: TenantScope, id: string): Promise<LayerView> {
	const { name, item_name: itemName, ref_attribute: refAttribute, source, count, removed, categories } = await readLayer(scope, id);
	const attributes = attributeNames((await selectAttributes(scope, id)) as { attributes: Record<string, string> }[]);
	return { id, name, itemName, refAttribute, source, count, removed, categories, attributes, extent: await selectExtent(scope, id), first: await selectForSheet(scope, id, FIRST) };
}
