import type { Knex } from 'knex';
import { from as copyFrom } from 'pg-copy-streams';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Client } from 'pg';
import { withConnection, type Engine } from '../db/connect.ts';
import type { TenantScope } from '../db/tenant-scope.ts';

/** Writing versions of plans. Everything runs in the transaction of the given scope. */

/** Columns of the rows of `copyObjects`, in order. */
export const OBJECT_COLUMNS = [
	'tenant_id',
	'plan_version_id',
	'gml_id',
	'class',
	'bereich_gml_id',
	'presentation',
	'attributes',
	'native',
	'geom',
	'sign',
	'label',
	'rotation',
	'draw_order'
] as const;

/**
 * Stores objects by COPY, the fastest way in on both engines.
 * @param rows lines of COPY's text format with the columns of `OBJECT_COLUMNS`; `geom` in EPSG:3857, both geometries as hexadecimal EWKB
 */
export const copyObjects = (trx: Knex.Transaction, engine: Engine, rows: Uint8Array): Promise<void> =>
	copyInto(trx, engine, `plan_object (${OBJECT_COLUMNS.join(', ')})`, rows);

/** Columns of the rows of `copyBereiche`, in order. */
export const BEREICH_COLUMNS = ['tenant_id', 'plan_version_id', 'gml_id', 'class', 'number', 'name', 'attributes', 'native', 'geom'] as const;

/** Stores Bereiche, whose attributes name each of their objects and so may be as large as the objects together. @param rows as those of objects */
export const copyBereiche = (trx: Knex.Transaction, engine: Engine, rows: Uint8Array): Promise<void> =>
	copyInto(trx, engine, `plan_bereich (${BEREICH_COLUMNS.join(', ')})`, rows);

async function copyInto(trx: Knex.Transaction, engine: Engine, target: string, rows: Uint8Array): Promise<void> {
	await withConnection(trx, async (connection) => {
		if (engine === 'postgres') {
			const stream = (connection as unknown as Client).query(copyFrom(`copy ${target} from stdin`));
			await pipeline(Readable.from([rows]), stream);
		} else {
			const pglite = connection as unknown as { query(sql: string, values: [], options: { blob: Blob }): Promise<unknown> };
			await pglite.query(`copy ${target} from '/dev/blob'`, [], { blob: new Blob([rows as Uint8Array<ArrayBuffer>]) });
		}
	});
}

/** Objects that were stored under the first version of their file move to their own plan's. */
export async function moveObjects(scope: TenantScope, from: string, to: string, gmlIds: string[]): Promise<void> {
	await scope.query(
		`update plan_object set plan_version_id = :to
		where tenant_id = :tenant and plan_version_id = :from and gml_id = any(cast(:gmlIds as text[]))`,
		{ from, to, gmlIds }
	);
}

/** Says of objects that do not say it themselves to which Bereich they belong. */
export async function setBereich(scope: TenantScope, versionId: string, bereich: string, gmlIds: string[]): Promise<void> {
	await scope.query(
		`update plan_object set bereich_gml_id = :bereich
		where tenant_id = :tenant and plan_version_id = :versionId and bereich_gml_id is null and gml_id = any(cast(:gmlIds as text[]))`,
		{ versionId, bereich, gmlIds }
	);
}

export interface NewVersion {
	id: string;
	planId: string;
	xplanVersion: string;
	gmlId: string;
	gmlPath: string | null;
	name: string;
	planNumber: string | null;
	planArt: string | null;
	rechtsstand: string | null;
	gemeinde: string | null;
	srid: number;
	accuracy: number;
	/** JSON */
	attributes: string;
	/** Hexadecimal EWKB, as given and in EPSG:3857. */
	native: string | null;
	area: string | null;
	objectCount: number;
	findings: string;
	unsupported: string;
	styleVersion: number;
	createdBy: string | null;
	/** Number of the version that was edited, and the editor's note. */
	editedFrom: number | null;
	note: string;
}

/**
 * Puts versions in place whose objects are about to come, so that each object's reference to its version is checked while the next are
 * read, and not of all of them at the end. A version that never gets its plan (`storeVersion`) lets the transaction fail.
 * @param ids those that are there already stay as they are
 */
export async function reserveVersions(scope: TenantScope, ids: string[], from: { importId: string; fileId: string }): Promise<void> {
	if (ids.length === 0) return;
	await scope.db.raw('set constraints plan_object_tenant_id_plan_version_id_fkey immediate');
	// `plan_id` names no plan: that reference is checked at the end.
	await scope.query(
		`insert into plan_version (id, tenant_id, plan_id, import_id, file_id, number, xplan_version, gml_id, name, srid, attributes)
		select r.id, :tenant, r.id, :importId, :fileId, 1, '', '', '', 0, '[]' from unnest(cast(:ids as uuid[])) as r (id)
		on conflict (id) do nothing`,
		{ ids, ...from }
	);
}

/** Fills a reserved version, which gets the next number of its plan. @returns the number */
export async function storeVersion(scope: TenantScope, version: NewVersion): Promise<number> {
	const [row] = await scope.query<{ number: number }>(
		`update plan_version set plan_id = :planId,
			number = (select coalesce(max(v.number), 0) + 1 from plan_version v where v.tenant_id = :tenant and v.plan_id = :planId),
			xplan_version = :xplanVersion, gml_id = :gmlId, gml_path = :gmlPath, name = :name, plan_number = :planNumber, plan_art = :planArt,
			rechtsstand = :rechtsstand, gemeinde = :gemeinde, srid = :srid, accuracy = :accuracy, attributes = cast(:attributes as jsonb),
			native = cast(:native as geometry), area = ST_Multi(cast(:area as geometry)), object_count = :objectCount,
			findings = cast(:findings as jsonb), unsupported = cast(:unsupported as jsonb), style_version = :styleVersion,
			created_by = :createdBy, edited_from = cast(:editedFrom as integer), note = :note
		where tenant_id = :tenant and id = :id
		returning number`,
		{ ...version }
	);
	return row!.number;
}

/** The plan of that class, number and name, if the tenant has it. */
export async function findPlan(scope: TenantScope, plan: { class: string; name: string; number: string | null }): Promise<string | null> {
	const [row] = await scope.query<{ id: string }>(
		`select p.id from plan p
		where p.tenant_id = :tenant and p.class = :class and p.name = :name and p.number is not distinct from cast(:number as text)
		order by p.created_at limit 1`,
		plan
	);
	return row?.id ?? null;
}

/** Imports of one tenant wait for each other here, so that two files of one plan become two versions of it. */
export async function lockPlans(scope: TenantScope): Promise<void> {
	await scope.db.raw("select pg_advisory_xact_lock(hashtext('plans'), hashtext(?))", [scope.tenantId]);
}

/** Share and pages by which a table may grow before its statistics are made anew: a full look at it after every import would cost more than the import. */
const GROWN = { share: 0.2, pages: 50 };

/** Tells the planner how many rows there are, where they have become many more; the embedded database has nobody who does it in the background. */
export async function refreshStatistics(db: Knex): Promise<void> {
	const { rows } = await db.raw<{ rows: { name: string }[] }>(
		`select c.relname as name from pg_class c where c.oid in ('plan_object'::regclass, 'plan_version'::regclass)
			and pg_relation_size(c.oid) / current_setting('block_size')::int > greatest(c.relpages, 0) * (1 + cast(:share as float8)) + :pages * sign(greatest(c.relpages, 0))`,
		GROWN
	);
	for (const { name } of rows) await db.raw('analyze ??', [name]);
}
