import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { checkForm } from '../../check-form.ts';
import type { Services } from '../../services.ts';
import { takeFrom } from '../../throttle.ts';
import { deleteDrafts, insertReportPhotos } from '../photos/photo-queries.ts';
import type { StoredPhoto } from '../photos/store-photo.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { keyOfFile } from '../redaction/redaction-queries.ts';
import { photosOf } from '../release/release-queries.ts';
import { updateReport } from '../states/state-queries.ts';
import { workOn } from '../states/work-on.ts';
import { orderHash } from './delegate.ts';
import * as queries from './delegation-queries.ts';

/** Wrong links per address and hour. */
const WRONG_PER_HOUR = 30;
const MAX_PHOTOS = 6;

export interface Order {
	id: string;
	reportId: string;
	contractor: string;
	orderText: string;
	expiresAt: Date;
	answeredAt: Date | null;
	publicRef: string;
	category: string;
	address: string;
	title: string | null;
	body: string | null;
	asset: string | null;
	point: { lon: number; lat: number };
	photos: { id: string; width: number; height: number }[];
}

/**
 * An order as its contractor sees it. What is unknown, over or revoked is the same to him.
 * @param client address of the connection: wrong links are limited
 * @throws DomainError `order_unknown`, `order_throttled`
 */
export async function openOrder(services: Pick<Services, 'db' | 'now' | 'secret'>, scope: TenantScope, token: string, client: string): Promise<Order> {
	const row = /^[A-Za-z0-9_-]{43}$/.test(token) ? await queries.findByToken(scope, orderHash(token)) : undefined;
	if (!row || row.revoked_at || row.expires_at <= services.now()) {
		const { allowed } = await takeFrom(services, `order:${client}`, WRONG_PER_HOUR, 3600);
		throw new DomainError(allowed ? 'order_unknown' : 'order_throttled');
	}
	const { lon, lat, public_ref, category, address, title, body, asset } = await queries.orderOf(scope, row.report_id);
	const photos = (await photosOf(scope, row.report_id)).filter((photo) => photo.release !== 'withheld');
	return {
		id: row.id, reportId: row.report_id, contractor: row.contractor, orderText: row.order_text, expiresAt: row.expires_at, answeredAt: row.answered_at,
		publicRef: public_ref, category, address, title, body, asset, point: { lon, lat },
		photos: photos.map(({ id, width, height }) => ({ id, width, height }))
	};
}

/** Key of a photo of the order in the file store. @throws DomainError `not_found` */
export async function orderPhotoKey(scope: TenantScope, order: Order, photoId: string, small: boolean): Promise<string> {
	const photo = order.photos.some(({ id }) => id === photoId) ? (await photosOf(scope, order.reportId)).find(({ id }) => id === photoId) : undefined;
	if (!photo) throw new DomainError('not_found');
	return keyOfFile(scope, small ? photo.thumbnail_file_id : photo.file_id);
}

export const PROPOSALS = ['done', 'progress', 'impossible'] as const;
export const answerForm = v.object({
	proposal: v.picklist(PROPOSALS),
	text: v.pipe(v.string(), v.trim(), v.maxLength(4000))
});

/**
 * The contractor answers: what he proposes, words and photos. Staff decides; nothing of it is public before.
 * @param values `answerForm`
 * @throws FormError (`text` where it is needed); DomainError `attachments_too_many`, `attachment_expired`, `order_unknown`
 */
export async function answerOrder(scope: TenantScope, order: Order, values: unknown, photos: StoredPhoto[], now: Date): Promise<void> {
	const form = checkForm(v.pipe(answerForm, v.forward(v.check(({ proposal, text }) => proposal === 'done' || text !== ''), ['text'])), values);
	if (photos.length > MAX_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_PHOTOS });
	await scope.transaction(async (inner) => {
		await workOn(inner, order.reportId);
		if ((await queries.updateDelegation(inner, order.reportId, order.id, { answered_at: now })) === 0) throw new DomainError('order_unknown');
		if ((await deleteDrafts(inner, photos.map(({ id }) => id))) < photos.length) throw new DomainError('attachment_expired');
		const position = (await photosOf(inner, order.reportId)).length;
		await insertReportPhotos(inner, order.reportId, photos, { origin: 'staff', release: 'pending', position, at: now });
		await updateReport(inner, order.reportId, {}, now);
		const detail = { delegationId: order.id, contractor: order.contractor, proposal: form.proposal, text: form.text, photos: photos.length };
		await recordReportEvent(inner, { reportId: order.reportId, kind: 'contractor', detail, actor: 'contractor' }, now);
	});
}

