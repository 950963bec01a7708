import type { Knex } from 'knex';
import type { Contact } from '../accounts/types.ts';
import { IS_PUBLISHED, PUBLIC_DOCUMENTS, PUBLISHED_PROCEDURES, UPDATED } from '../landportal/published-queries.ts';
import type { ProcedureKind } from '../procedures/kinds/kind.ts';
import type { DocumentCategory, ProcedureStatus, Track } from '../procedures/types.ts';

export interface FeedProcedure {
	id: string;
	title: string;
	summary: string;
	municipality: string;
	contact: Contact;
	kind: ProcedureKind;
	status: ProcedureStatus;
	publishedAt: Date;
	updatedAt: Date;
	/** GeoJSON in EPSG:4326, as text; null where there is no Geltungsbereich. */
	area: string | null;
	box: string | null;
	point: string | null;
	tenant: string;
	tenantName: string;
	land: string;
}

/** Published procedures by id, all tenants. @param after id of the last one of the page before */
export async function listFeedProceduresAcrossTenants(db: Knex, { now, after, limit }: { now: Date; after: string | null; limit: number }): Promise<FeedProcedure[]> {
	const { rows } = await db.raw(
		`select p.id, p.title, p.summary, p.municipality, t.contact || p.contact as contact, p.kind, s.status, p.published_at as "publishedAt",
			${UPDATED} as "updatedAt", t.slug as tenant, t.name as "tenantName", t.land,
			ST_AsGeoJSON(ST_Transform(p.area, 4326), 6) as area,
			ST_AsGeoJSON(ST_Envelope(ST_Transform(p.area, 4326)), 6) as box,
			ST_AsGeoJSON(ST_Transform(p.point, 4326), 6) as point
		from ${PUBLISHED_PROCEDURES}
		where ${IS_PUBLISHED} and (cast(:after as uuid) is null or p.id > cast(:after as uuid))
		order by p.id limit :limit`,
		{ now, after, limit } as never
	);
	return rows.map((row: FeedProcedure) => ({ ...row, publishedAt: new Date(row.publishedAt), updatedAt: new Date(row.updatedAt) }));
}

export interface FeedStep {
	id: string;
	procedureId: string;
	key: string;
	title: string;
	track: Track;
	iteration: number;
	startsOn: string | null;
	endsOn: string | null;
	startsAt: Date | null;
	/** Participation that takes statements of the public. */
	participationId: string | null;
	/** The published version of the plan that it shows. */
	planId: string | null;
	planVersion: number | null;
	/** The notice that holds. */
	noticeId: string | null;
	noticePublishedAt: Date | null;
}

/**
 * Published steps in order. Those of the public bodies are among them with their dates alone: DCAT-AP.PLU has codes for them (earlyInvolveAuth,
 * publicAgencies), and that and when they are asked is no secret.
 */
export async function listFeedStepsAcrossTenants(db: Knex, ids: readonly string[], now: Date): Promise<FeedStep[]> {
	const { rows } = await db.raw(
		`select st.id, st.procedure_id as "procedureId", st.key, st.title, st.track, st.iteration, st.starts_on as "startsOn", st.ends_on as "endsOn",
			st.starts_at as "startsAt", a.id as "participationId", v.plan_id as "planId", v.number as "planVersion",
			n.id as "noticeId", n.published_at as "noticePublishedAt"
		from procedure_step st
		left join participation a on a.step_id = st.id and a.audience = 'public' and a.published_at <= :now
		left join plan_version v on v.id = st.plan_version_id and v.published_at <= :now and st.track <> 'toeb' and coalesce(st.starts_at, st.published_at) <= :now
		left join lateral (
			select m.id, m.published_at from notice m where m.step_id = st.id and m.published_at <= :now and st.track <> 'toeb'
			order by m.published_at desc, m.created_at desc limit 1
		) n on true
		where st.procedure_id = any(cast(:ids as uuid[])) and st.published_at <= :now and st.skipped_reason = ''
		order by st.procedure_id, st.position, st.iteration, st.id`,
		{ ids: [...ids], now } as never
	);
	return rows.map((row: FeedStep) => ({ ...row, startsAt: row.startsAt && new Date(row.startsAt), noticePublishedAt: row.noticePublishedAt && new Date(row.noticePublishedAt) }));
}

export interface FeedDocument {
	procedureId: string;
	stepId: string;
	versionId: string;
	title: string;
	category: DocumentCategory;
	mediaType: string;
	size: number;
	since: Date;
}

/** What public steps, begun by now, show to everybody. */
export async function listFeedDocumentsAcrossTenants(db: Knex, ids: readonly string[], now: Date): Promise<FeedDocument[]> {
	const { rows } = await db.raw(
		`select d.procedure_id as "procedureId", st.id as "stepId", dv.id as "versionId", d.title, d.category, f.media_type as "mediaType", f.size,
			greatest(coalesce(st.starts_at, st.published_at), dv.uploaded_at) as since
		from ${PUBLIC_DOCUMENTS}
		join file f on f.id = dv.file_id
		where d.procedure_id = any(cast(:ids as uuid[]))
		order by d.position, d.id, dv.number desc, st.position`,
		{ ids: [...ids], now } as never
	);
	return rows.map((row: FeedDocument) => ({ ...row, since: new Date(row.since) }));
}
