import { createHash } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { damageForm, MAX_DAMAGE_PHOTOS, orderForm, roundForm, type Damage, type Round } from '../../forms/trails.ts';
import { describeDamage, describeTarget, trailHints as hints } from '../../texts/trails.ts';
import type { Account } from '../accounts/types.ts';
import { checkForm } from '../check-form.ts';
import { submitReport } from '../reports/intake.ts';
import { deleteDrafts } from '../reports/photos/photo-queries.ts';
import { storePhoto, type StoredPhoto } from '../reports/photos/store-photo.ts';
import type { Services } from '../services.ts';
import * as queries from './receive-queries.ts';
import { trailReporter } from './reporter.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'now' | 'queue' | 'secret' | 'work'>;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A phone under trees is off by so many metres, now and then. */
export const NEAR_TRACK_METRES = 30;

/** What the device is told: it keeps it with the entry. */
export interface Received {
	id: string;
	/** The same thing had come in before: nothing new was stored. */
	again: boolean;
	/** Of the report that came of a damage. */
	publicRef?: string;
	/** What has changed meanwhile, in sentences. */
	hints: string[];
}

/**
 * A damage that a warden found. What was not fixed on the spot becomes a report of the Wegewarte reporter.
 * @param bytes photos as they came
 * @throws DomainError `form_invalid`, `not_found` (the thing is gone), `trail_key_taken`, `attachments_too_many`, those of photos and reports
 */
export async function receiveDamage(services: Needs, scope: TenantScope, account: Account, key: string, input: unknown, bytes: Uint8Array[] = []): Promise<Received> {
	const damage = checkForm(damageForm, input);
	const digest = digestOf(key, damage, bytes);
	const known = await knownAs(scope, 'trail_damage', key, digest);
	if (known) return { id: known, again: true, hints: [] };
	if (bytes.length > MAX_DAMAGE_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_DAMAGE_PHOTOS });
	const { kind, id } = damage.target;
	const target = kind === 'section' ? await queries.selectPlaceOfSection(scope, id, damage.point) : await queries.selectTarget(scope, kind, id);
	if (!target) throw new DomainError('trail_thing_gone');
	const photos: StoredPhoto[] = [];
	for (const each of bytes) photos.push(await storePhoto(services, scope, each));
	// Made before the transaction: two wardens at once must not wait for each other's reporter.
	if (!damage.fixed) await trailReporter(scope);
	return scope.transaction(async (inner) => {
		await queries.lockKey(inner, key);
		const meanwhile = await knownAs(inner, 'trail_damage', key, digest);
		if (meanwhile) return { id: meanwhile, again: true, hints: [] };
		const report = damage.fixed ? null : await reportDamage(services, inner, account, key, damage, target, photos);
		const now = services.now();
		const stored = await queries.insertDamage(
			inner,
			{
				account_id: account.id,
				key,
				digest,
				round_key: damage.roundKey,
				post_id: target.post_id,
				sign_id: target.sign_id,
				section_id: target.section_id,
				measure: target.measure,
				equipment_id: target.equipment_id,
				kinds: damage.kinds,
				note: damage.note,
				fixed: damage.fixed,
				found_at: earlier(damage.foundAt, now),
				received_at: now,
				report_id: report?.id ?? null
			},
			target
		);
		if (damage.fixed) await keepPhotos(inner, stored, photos);
		const open = target.post_id && !damage.fixed ? await queries.selectOpenDamages(inner, target.post_id, stored) : [];
		const same = open.filter(({ sign_id }) => sign_id === target.sign_id).map(({ public_ref }) => public_ref);
		return { id: stored, again: false, publicRef: report?.publicRef, hints: same.length > 0 ? [hints.reportedBefore(target.label, same)] : [] };
	});
}

async function reportDamage(services: Needs, scope: TenantScope, account: Account, key: string, damage: Damage, target: queries.Target, photos: StoredPhoto[]) {
	const { kind } = damage.target;
	const category = (await trailReporter(scope))[kind === 'sign' ? 'post' : kind];
	const { lon, lat } = target;
	return submitReport(
		services,
		scope,
		{
			reporterId: category.reporter_id,
			categoryId: category.id,
			point: { lon, lat },
			title: describeTarget(kind, target.label).slice(0, 120),
			body: describeDamage({ kind, label: target.label, sign: target.sign as never, kinds: damage.kinds, note: damage.note }),
			assetId: kind === 'sign' || kind === 'post' ? target.asset_id : null,
			author: { name: account.name },
			photos,
			idempotencyKey: `wege-${key}`
		},
		{ origin: 'warden', account: account.id, now: services.now() }
	);
}

async function keepPhotos(scope: TenantScope, damageId: string, photos: StoredPhoto[]): Promise<void> {
	if (photos.length === 0) return;
	const taken = await deleteDrafts(scope, photos.map(({ id }) => id));
	if (taken < photos.length) throw new DomainError('attachment_expired');
	await queries.insertDamagePhotos(
		scope,
		photos.map((photo, position) => ({
			damage_id: damageId,
			position,
			file_id: photo.fileId,
			thumbnail_file_id: photo.thumbnailFileId,
			width: photo.width,
			height: photo.height
		}))
	);
}

/**
 * A round, walked or entered by hand, also days later. What is gone of the network meanwhile is told and kept in the note; the rest counts.
 * @throws DomainError `form_invalid`, `trail_round_times`, `trail_thing_gone` (no section is left), `trail_key_taken`
 */
export async function receiveRound(services: Pick<Services, 'now'>, scope: TenantScope, account: Account, key: string, input: unknown): Promise<Received> {
	const round = checkForm(roundForm, input);
	demandKey(key);
	const digest = digestOf(key, round, []);
	const now = services.now();
	const [startedAt, endedAt] = [new Date(round.startedAt), new Date(round.endedAt)];
	if (endedAt < startedAt || startedAt > tomorrow(now) || endedAt > tomorrow(now)) throw new DomainError('trail_round_times');
	return scope.transaction(async (inner) => {
		await queries.lockKey(inner, key);
		const known = await knownAs(inner, 'trail_inspection', key, digest);
		if (known) return { id: known, again: true, hints: [] };
		const told: string[] = [];
		const sections = await present(inner, 'trail_section', dedupe(round.sections, ({ id }) => id), ({ id }) => id);
		const visits = await present(inner, 'trail_post', dedupe(round.visits, ({ postId }) => postId), ({ postId }) => postId);
		if (sections.kept.length === 0) throw new DomainError('trail_thing_gone');
		if (sections.gone > 0) told.push(hints.sectionsGone(sections.gone));
		if (visits.gone > 0) told.push(hints.postsGone(visits.gone));
		const id = await queries.insertInspection(
			inner,
			{
				account_id: account.id,
				warden_name: account.name,
				key,
				digest,
				started_at: startedAt,
				ended_at: endedAt,
				received_at: now,
				note: [round.note, ...told].filter(Boolean).join('\n')
			},
			trackText(round)
		);
		await queries.insertCoveredSections(inner, id, sections.kept, NEAR_TRACK_METRES);
		await queries.insertVisits(inner, visits.kept.map(({ postId, at, result }) => ({ inspection_id: id, post_id: postId, at: earlier(at, now), result })));
		for (const { name, warden } of await queries.selectForeignSections(inner, id)) told.push(hints.foreignSection(name, warden));
		for (const other of await queries.selectRoundsMeanwhile(inner, id)) told.push(hints.walkedMeanwhile(other.name, other.warden, new Date(other.at)));
		return { id, again: false, hints: told };
	});
}

async function present<T>(scope: TenantScope, table: 'trail_section' | 'trail_post', list: T[], idOf: (each: T) => string): Promise<{ kept: T[]; gone: number }> {
	const there = new Set((await queries.existing(scope, table, list.map(idOf))).map(({ id }) => id));
	const kept = list.filter((each) => there.has(idOf(each)));
	return { kept, gone: list.length - kept.length };
}

/** The last word about a thing counts. */
const dedupe = <T>(list: readonly T[], idOf: (each: T) => string): T[] => [...new Map(list.map((each) => [idOf(each), each])).values()];

/** EWKT with times; pieces of a single point are no lines. */
function trackText({ track }: Round): string | null {
	const pieces = track.filter((piece) => piece.length > 1);
	if (pieces.length === 0) return null;
	return `SRID=4326;MULTILINESTRINGM(${pieces.map((piece) => `(${piece.map(([lon, lat, at]) => `${lon} ${lat} ${at}`).join(',')})`).join(',')})`;
}

/**
 * Material for a post or a sign.
 * @throws DomainError `form_invalid`
 */
export async function receiveOrder(services: Pick<Services, 'now'>, scope: TenantScope, account: Account, key: string, input: unknown): Promise<Received> {
	const order = checkForm(orderForm, input);
	demandKey(key);
	return scope.transaction(async (inner) => {
		await queries.lockKey(inner, key);
		const known = await queries.findByKey(inner, 'material_order', key);
		if (known) return { id: known.id, again: true, hints: [] };
		const now = services.now();
		const postOfSign = order.signId && (await queries.signExists(inner, order.signId));
		const [post] = order.postId ? await queries.existing(inner, 'trail_post', [order.postId]) : [];
		const lost = (order.signId && !postOfSign) || (order.postId && !post);
		const id = await queries.insertOrder(inner, {
			account_id: account.id,
			key,
			post_id: post?.id ?? postOfSign ?? null,
			sign_id: postOfSign ? order.signId : null,
			items: JSON.stringify(order.items),
			note: order.note,
			ordered_at: earlier(order.orderedAt, now),
			changed_at: now
		});
		return { id, again: false, hints: lost ? [hints.orderThingGone] : [] };
	});
}

/** @throws DomainError `form_invalid` */
function demandKey(key: string): void {
	if (!UUID.test(key)) throw new DomainError('form_invalid');
}

/** @returns id of what has the key; @throws DomainError `trail_key_taken` when it is something else */
async function knownAs(scope: TenantScope, table: 'trail_inspection' | 'trail_damage', key: string, digest: Buffer): Promise<string | null> {
	demandKey(key);
	const known = await queries.findByKey(scope, table, key);
	if (!known) return null;
	if (!Buffer.from(known.digest!).equals(digest)) throw new DomainError('trail_key_taken');
	return known.id;
}

function digestOf(key: string, content: unknown, bytes: Uint8Array[]): Buffer {
	const hash = createHash('sha256').update(key).update(JSON.stringify(content));
	for (const each of bytes) hash.update(each);
	return hash.digest();
}

/** Clocks of phones run wrong: nothing was found in the future. */
const earlier = (text: string, now: Date): Date => new Date(Math.min(new Date(text).getTime(), now.getTime()));
const tomorrow = (now: Date): Date => new Date(now.getTime() + 24 * 3_600_000);
