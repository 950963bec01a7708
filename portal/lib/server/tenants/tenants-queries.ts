import type { Knex } from 'knex';
import type { Contact, TenantSummary } from '../accounts/types.ts';
import type { TenantDetails, TenantKind } from './types.ts';

const SUMMARY = `t.id, t.slug, t.name, t.kind, t.land, t.colours, t.contact,
	(t.logo_svg is not null or t.settings->'logo' is not null) as "hasLogo"`;
const DETAILS = `${SUMMARY}, t.ags, t.logo_svg as "logoSvg", t.settings`;

export async function findTenantBySlug(db: Knex, slug: string): Promise<TenantSummary | null> {
	const { rows } = await db.raw(`select ${SUMMARY} from tenant t where t.slug = :slug`, { slug });
	return rows[0] ?? null;
}

/** The tenant that stands for the whole Land; every installation has exactly one. */
export async function findLand(db: Knex): Promise<TenantSummary | null> {
	const { rows } = await db.raw(`select ${SUMMARY} from tenant t where t.kind = 'land'`);
	return rows[0] ?? null;
}

export async function listTenants(db: Knex): Promise<TenantSummary[]> {
	const { rows } = await db.raw(`select ${SUMMARY} from tenant t order by t.kind <> 'land', lower(t.name), t.id`);
	return rows;
}

export async function readTenant(db: Knex, id: string): Promise<TenantDetails | null> {
	const { rows } = await db.raw(`select ${DETAILS} from tenant t where t.id = :id`, { id });
	return rows[0] ?? null;
}

export interface TenantRow {
	slug: string;
	name: string;
	kind: TenantKind;
	ags: string | null;
	land: string;
	contact?: Contact;
	colours?: Record<string, string>;
	logoSvg?: string | null;
	settings?: Record<string, unknown>;
	/** GeoJSON MultiPolygon in EPSG:`srid`, east, north. */
	area?: { srid: number; geojson: object } | null;
}

/** @returns the id, or null when the slug is taken (or, for a Land, when there is one already) */
export async function insertTenant(db: Knex, row: TenantRow): Promise<string | null> {
	const { rows } = await db.raw(
		`insert into tenant (slug, name, kind, ags, land, parent_id, contact, colours, logo_svg, settings, area)
		 values (:slug, :name, :kind, :ags, :land, (select id from tenant where kind = 'land'), cast(:contact as jsonb), cast(:colours as jsonb),
			:logoSvg, cast(:settings as jsonb),
			ST_Multi(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(cast(:geojson as text)), cast(:srid as integer)), 3857)))
		 on conflict do nothing returning id`,
		{
			slug: row.slug,
			name: row.name,
			kind: row.kind,
			ags: row.ags,
			land: row.land,
			contact: JSON.stringify(row.contact ?? {}),
			colours: JSON.stringify(row.colours ?? {}),
			logoSvg: row.logoSvg ?? null,
			settings: JSON.stringify(row.settings ?? {}),
			geojson: row.area ? JSON.stringify(row.area.geojson) : null,
			srid: row.area?.srid ?? 3857
		}
	);
	return rows[0]?.id ?? null;
}

export async function updateTenant(
	db: Knex,
	id: string,
	values: { name?: string; contact?: Contact; colours?: Record<string, string>; logoSvg?: string | null }
): Promise<void> {
	const row: Record<string, unknown> = {};
	if (values.name !== undefined) row.name = values.name;
	if (values.contact) row.contact = JSON.stringify(values.contact);
	if (values.colours) row.colours = JSON.stringify(values.colours);
	if (values.logoSvg !== undefined) row.logo_svg = values.logoSvg;
	await db('tenant').where({ id }).update(row);
}

/** Changes single settings and keeps the others; null removes one. */
export async function updateSettings(db: Knex, id: string, values: Record<string, unknown>): Promise<void> {
	await db.raw('update tenant set settings = jsonb_strip_nulls(settings || cast(:values as jsonb)) where id = :id', {
		id,
		values: JSON.stringify(values)
	});
}
