import type { TenantScope } from '../../db/tenant-scope.ts';
import type { GeoJson } from '../types.ts';
import { PROGRAM, type ComputedDifference } from './compute.ts';
import type { ChangeKind, DifferenceEntry, DifferenceSummary, EntryDetail, Subject } from './types.ts';

/** Kept differences: rows of `plan_difference` and `plan_difference_entry`. */

const ROWS = 400;

export interface Versions {
	from: string;
	to: string;
}

export interface DifferenceState {
	state: 'queued' | 'running' | 'done' | 'failed';
	progress: number;
	stage: string;
	summary: DifferenceSummary | null;
	error: { code: string; message: string } | null;
	finishedAt: Date | null;
}

const rowOf = (scope: TenantScope, { from, to }: Versions) =>
	scope.table('plan_difference').where({ 'plan_difference.from_version_id': from, 'plan_difference.to_version_id': to });

/** Undefined where it was never asked for, or an older program made it. */
export async function findDifference(scope: TenantScope, versions: Versions): Promise<DifferenceState | undefined> {
	return rowOf(scope, versions).where({ program: PROGRAM }).first('state', 'progress', 'stage', 'summary', 'error', 'finished_at as finishedAt');
}

/** Who writes the same difference at this moment is waited for: an upsert alone minds only one of the table's two keys. */
async function lockDifference(inside: TenantScope, { from, to }: Versions): Promise<void> {
	await inside.db.raw("select pg_advisory_xact_lock(hashtext('difference'), hashtext(?))", [`${from} ${to}`]);
}

/** Puts it into the waiting state; in a transaction. @returns false while it is waiting, under way or done already, by this program */
export async function askForDifference(scope: TenantScope, versions: Versions, now: Date): Promise<boolean> {
	await lockDifference(scope, versions);
	const rows = await scope.query(
		`insert into plan_difference (from_version_id, to_version_id, tenant_id, program, asked_at) values (:from, :to, :tenant, ${PROGRAM}, :now)
		on conflict (from_version_id, to_version_id) do update set state = 'queued', progress = 0, stage = '', program = ${PROGRAM}, summary = null,
			changed_area = null, error = null, duration_ms = null, asked_at = excluded.asked_at, finished_at = null
		where plan_difference.program <> ${PROGRAM} or plan_difference.state = 'failed'
		returning from_version_id`,
		{ ...versions, now }
	);
	return rows.length > 0;
}

export async function setDifferenceProgress(scope: TenantScope, versions: Versions, progress: number, stage: string): Promise<number> {
	return rowOf(scope, versions).whereIn('state', ['queued', 'running']).update({ state: 'running', progress, stage });
}

export async function failDifference(scope: TenantScope, versions: Versions, error: { code: string; message: string }, now: Date): Promise<void> {
	await rowOf(scope, versions).update({ state: 'failed', error: JSON.stringify(error), finished_at: now });
}

/** All or nothing; what was there is replaced. */
export async function saveDifference(scope: TenantScope, versions: Versions, computed: ComputedDifference, timing: { now: Date; durationMs: number }): Promise<void> {
	await scope.transaction(async (inside) => {
		await lockDifference(inside, versions);
		await inside.query(
			`insert into plan_difference (from_version_id, to_version_id, tenant_id, program, state, progress, summary, changed_area, duration_ms, asked_at, finished_at)
			values (:from, :to, :tenant, ${PROGRAM}, 'done', 1, cast(:summary as jsonb), cast(:area as geometry), :durationMs, :now, :now)
			on conflict (from_version_id, to_version_id) do update set program = excluded.program, state = 'done', progress = 1, stage = '',
				summary = excluded.summary, changed_area = excluded.changed_area, error = null, duration_ms = excluded.duration_ms, finished_at = excluded.finished_at`,
			{ ...versions, summary: JSON.stringify(computed.summary), area: computed.changedArea, durationMs: timing.durationMs, now: timing.now }
		);
		await inside.table('plan_difference_entry').where({ from_version_id: versions.from, to_version_id: versions.to }).delete();
		for (let i = 0; i < computed.entries.length; i += ROWS)
			await inside.insert('plan_difference_entry', computed.entries.slice(i, i + ROWS).map((entry) => rowOfEntry(versions, entry)));
	});
}

function rowOfEntry({ from, to }: Versions, entry: DifferenceEntry) {
	const { attributes, geometry, words, matchedBy } = entry;
	const detail: EntryDetail = { attributes, geometry, words, matchedBy };
	const values = attributes.flatMap((each) => [...each.labels, each.before, each.after]);
	const search = [entry.title, entry.label, entry.fromGmlId, entry.toGmlId, ...values, ...(words ?? []).map((part) => part.text)];
	return {
		from_version_id: from,
		to_version_id: to,
		position: entry.position,
		subject: entry.subject,
		kind: entry.kind,
		class: entry.class,
		from_gml_id: entry.fromGmlId,
		to_gml_id: entry.toGmlId,
		title: entry.title,
		label: entry.label,
		search: search.filter(Boolean).join(' '),
		detail: JSON.stringify(detail)
	};
}

export interface EntryFilter {
	kind?: ChangeKind;
	subject?: Subject;
	class?: string;
	/** `%…%`, folded and escaped (gis/db/search-fold.ts). */
	words?: string;
	/** Position of the last entry of the page before. */
	after?: number;
	limit?: number;
	position?: number;
}

export async function listEntries(scope: TenantScope, { from, to }: Versions, filter: EntryFilter = {}): Promise<DifferenceEntry[]> {
	const rows = await scope.query<Record<string, never>>(
		`select e.position, e.subject, e.kind, e.class, e.from_gml_id, e.to_gml_id, e.title, e.label, e.detail
		from plan_difference_entry e
		where e.tenant_id = :tenant and e.from_version_id = :from and e.to_version_id = :to ${conditions(filter)} and e.position > :after
		order by e.position limit cast(:limit as int)`,
		{ from, to, ...bindings(filter), after: filter.after ?? 0, limit: filter.limit ?? null }
	);
	return rows.map((row) => ({
		position: row.position!,
		subject: row.subject!,
		kind: row.kind!,
		class: row.class!,
		fromGmlId: row.from_gml_id!,
		toGmlId: row.to_gml_id!,
		title: row.title!,
		label: row.label!,
		...(row.detail as unknown as EntryDetail)
	}));
}

export async function countEntries(scope: TenantScope, { from, to }: Versions, filter: EntryFilter = {}): Promise<number> {
	const [row] = await scope.query<{ count: number }>(
		`select count(*)::int as count from plan_difference_entry e
		where e.tenant_id = :tenant and e.from_version_id = :from and e.to_version_id = :to ${conditions(filter)}`,
		{ from, to, ...bindings(filter) }
	);
	return row!.count;
}

/** Classes of entries, for the filter. */
export async function entryClasses(scope: TenantScope, { from, to }: Versions): Promise<{ class: string; count: number }[]> {
	return scope.query(
		`select e.class, count(*)::int as count from plan_difference_entry e
		where e.tenant_id = :tenant and e.from_version_id = :from and e.to_version_id = :to group by e.class`,
		{ from, to }
	);
}

function conditions(filter: EntryFilter): string {
	return [
		filter.kind && 'and e.kind = :kind',
		filter.subject && 'and e.subject = :subject',
		filter.class && 'and e.class = :class',
		filter.position && 'and e.position = :position',
		filter.words && 'and search_fold(e.search) like search_fold(:words)'
	]
		.filter(Boolean)
		.join(' ');
}

function bindings({ kind, subject, class: name, words, position }: EntryFilter): Record<string, unknown> {
	return Object.fromEntries(Object.entries({ kind, subject, class: name, words, position }).filter(([, value]) => value));
}

export async function readChangedArea(scope: TenantScope, { from, to }: Versions, srid: 3857 | 4326 = 3857): Promise<GeoJson | null> {
	const area = srid === 3857 ? 'd.changed_area, 3' : 'ST_Transform(d.changed_area, 4326), 8';
	const [row] = await scope.query<{ area: GeoJson | null }>(
		`select ST_AsGeoJSON(${area})::json as area from plan_difference d
		where d.tenant_id = :tenant and d.from_version_id = :from and d.to_version_id = :to`,
		{ from, to }
	);
	return row?.area ?? null;
}

export interface EntryPlace {
	position: number;
	kind: ChangeKind;
	subject: Subject;
	/** The place differs. */
	moved: boolean;
	/** GeoJSON in the CRS asked for; null where that side has none. */
	before: GeoJson | null;
	after: GeoJson | null;
}

/** Places of all entries that have one. `after` is left out where it is the same as `before`. */
export async function entryPlaces(scope: TenantScope, { from, to }: Versions, srid: 3857 | 4326 = 3857, positions?: number[]): Promise<EntryPlace[]> {
	const json = (geom: string) => (srid === 3857 ? `ST_AsGeoJSON(${geom}, 2)::json` : `ST_AsGeoJSON(ST_Transform(${geom}, 4326), 8)::json`);
	return scope.query<EntryPlace & Record<string, unknown>>(
		`with entry as (
			select e.position, e.kind, e.subject, e.from_gml_id, e.to_gml_id,
				e.kind = 'changed' and e.detail -> 'geometry' <> 'null' as moved
			from plan_difference_entry e
			where e.tenant_id = :tenant and e.from_version_id = :from and e.to_version_id = :to and (e.subject = 'object' or e.subject in ('plan', 'bereich') and (e.kind <> 'changed' or e.detail -> 'geometry' <> 'null'))
				${positions ? 'and e.position = any(cast(:positions as int[]))' : ''}
		),
		place as (
			select e.position, e.kind, e.subject, e.moved, coalesce(a.geom, ab.geom, ap.area) as before, coalesce(b.geom, bb.geom, bp.area) as after
			from entry e
			left join plan_object a on a.tenant_id = :tenant and a.plan_version_id = :from and a.gml_id = e.from_gml_id and e.subject = 'object'
			left join plan_object b on b.tenant_id = :tenant and b.plan_version_id = :to and b.gml_id = e.to_gml_id and e.subject = 'object'
			left join plan_bereich ab on ab.tenant_id = :tenant and ab.plan_version_id = :from and ab.gml_id = e.from_gml_id and e.subject = 'bereich'
			left join plan_bereich bb on bb.tenant_id = :tenant and bb.plan_version_id = :to and bb.gml_id = e.to_gml_id and e.subject = 'bereich'
			left join plan_version ap on ap.tenant_id = :tenant and ap.id = :from and e.subject = 'plan'
			left join plan_version bp on bp.tenant_id = :tenant and bp.id = :to and e.subject = 'plan'
		)
		select position, kind, subject, moved, ${json('before')} as before,
			case when kind = 'changed' and not moved then null else ${json('after')} end as after
		from place where before is not null or after is not null order by position`,
		{ from, to, ...(positions ? { positions } : {}) }
	);
}
