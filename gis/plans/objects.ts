import type { TenantScope } from '../db/tenant-scope.ts';
import { DomainError } from '../errors.ts';
import type { Attribute } from '../../importers/xplan/model.ts';
import { demandId, extentOf } from './plans.ts';
import { escapeLike, forFold } from '../db/search-fold.ts';
import type { Extent, ObjectSummary, Page, PlanDocument, PlanObject, PlanText } from './types.ts';

/** Reading the objects, texts and documents of one version. Presentation objects are drawn, but no list shows them. */

export interface ObjectFilter {
	/** Must occur in label or attributes; case, umlauts and ß do not count. */
	text?: string;
	/** Classes that count as a hit of `text` too: those whose German label contains it (the catalogue knows). */
	textClasses?: string[];
	/** The same for signs: those whose title contains it. */
	textSigns?: string[];
	class?: string;
	sign?: string;
	/** Id of the last object of the page before. */
	after?: number;
	limit?: number;
}

/** Objects in the order of the file, in pages. */
export async function listObjects(scope: TenantScope, versionId: string, filter: ObjectFilter = {}): Promise<Page<ObjectSummary, number>> {
	const limit = filter.limit ?? 50;
	const rows = await scope.query<ObjectSummary & { gml_id: string }>(
		`select o.id, o.gml_id, o.class, o.sign, o.label from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation and o.id > :after
			and (cast(:class as text) is null or o.class = cast(:class as text))
			and (cast(:sign as text) is null or o.sign = cast(:sign as text))
			and (cast(:words as text) is null or o.class = any(cast(:classes as text[])) or o.sign = any(cast(:signs as text[]))
				or search_fold(concat_ws(' ', o.label, o.gml_id)) like search_fold(cast(:words as text))
				or exists (
					select from jsonb_path_query(o.attributes, '$.**.value') value
					where search_fold(value #>> '{}') like search_fold(cast(:words as text))))
		order by o.id
		limit cast(:limit as int)`,
		{
			versionId: demandId(versionId),
			after: filter.after ?? 0,
			class: filter.class ?? null,
			sign: filter.sign ?? null,
			words: filter.text?.trim() ? `%${escapeLike(forFold(filter.text.trim()))}%` : null,
			classes: filter.textClasses ?? [],
			signs: filter.textSigns ?? [],
			limit: limit + 1
		}
	);
	const items = rows.slice(0, limit).map(({ id, gml_id, class: name, sign, label }) => ({ id, gmlId: gml_id, class: name, sign, label }));
	return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

/** Number of objects per class, most frequent first. */
export async function countClasses(scope: TenantScope, versionId: string): Promise<{ class: string; count: number }[]> {
	return scope.query(
		`select o.class, count(*)::int as count from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation
		group by o.class order by count desc, o.class`,
		{ versionId: demandId(versionId) }
	);
}

/** Signs in use, for the legend; with `within` (EPSG:3857) of what is visible. */
export async function listSigns(scope: TenantScope, versionId: string, within?: Extent): Promise<{ sign: string; count: number }[]> {
	const [west, south, east, north] = within ?? [0, 0, 0, 0];
	return scope.query(
		`select o.sign, count(*)::int as count from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation and o.geom is not null
			${within ? 'and ST_Intersects(o.geom, ST_MakeEnvelope(:west, :south, :east, :north, 3857))' : ''}
		group by o.sign order by min(o.draw_order), o.sign`,
		{ versionId: demandId(versionId), ...(within ? { west, south, east, north } : {}) }
	);
}

/** Areas and lengths are told where the plan's own CRS measures them. */
const IN_METRES = 'ST_SRID(o.native) not in (0, 4258, 4326)';

/**
 * One object with all that is known of it.
 * @param srid CRS of the geometry in the answer
 * @throws DomainError `not_found`
 */
export async function readObject(scope: TenantScope, versionId: string, gmlId: string, srid: 3857 | 4326 = 3857): Promise<PlanObject> {
	const [row] = await scope.query<Record<string, never>>(
		`select o.id, o.gml_id, o.class, o.sign, o.label, o.bereich_gml_id, o.attributes, o.rotation,
			ST_AsGeoJSON(${srid === 4326 ? 'ST_Transform(o.geom, 4326), 8' : 'o.geom, 3'})::json as geometry, ${extentOf('o.geom')} as extent,
			case when ST_Dimension(o.native) = 2 and ${IN_METRES} then ST_Area(o.native) end as area,
			case when ST_Dimension(o.native) = 1 and ${IN_METRES} then ST_Length(o.native) end as length
		from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.gml_id = :gmlId`,
		{ versionId: demandId(versionId), gmlId }
	);
	if (!row) throw new DomainError('not_found');
	const attributes = row.attributes as Attribute[];
	return {
		id: row.id!,
		gmlId: row.gml_id!,
		class: row.class!,
		sign: row.sign!,
		label: row.label!,
		bereichGmlId: row.bereich_gml_id!,
		attributes,
		rotation: row.rotation!,
		geometry: row.geometry!,
		extent: row.extent!,
		area: row.area!,
		length: row.length!,
		texts: await listTexts(scope, versionId, referencesOf(attributes, 'refTextInhalt'))
	};
}

/** gml:ids that the properties of that name point at. */
export function referencesOf(attributes: Attribute[], name: string): string[] {
	return attributes.filter((each) => each.name === name && each.href).map((each) => each.href!.replace(/^#/, ''));
}

/** Texts of a version in the order of their keys; with `gmlIds` only these. */
export async function listTexts(scope: TenantScope, versionId: string, gmlIds?: string[]): Promise<PlanText[]> {
	if (gmlIds?.length === 0) return [];
	const query = scope.table('plan_text').where({ plan_version_id: demandId(versionId) }).orderBy('position');
	if (gmlIds) void query.whereIn('gml_id', gmlIds);
	const rows = await query.select('gml_id', 'class', 'key', 'legal_basis', 'body', 'attributes');
	return rows.map((row) => ({
		gmlId: row.gml_id,
		class: row.class,
		key: row.key,
		legalBasis: row.legal_basis,
		body: row.body,
		attributes: row.attributes
	}));
}

/** Documents of a version in order. */
export async function listDocuments(scope: TenantScope, versionId: string): Promise<PlanDocument[]> {
	const rows = await scope.table('plan_document').where({ plan_version_id: demandId(versionId) }).orderBy('position');
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		type: row.type,
		url: row.url,
		mediaType: row.media_type,
		fileId: row.file_id,
		ownerGmlId: row.owner_gml_id
	}));
}
