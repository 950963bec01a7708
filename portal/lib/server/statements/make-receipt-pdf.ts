import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readParticipation } from '../participations/service.ts';
import type { Services } from '../services.ts';
import { drawMapPicture } from './map-picture.ts';
import { writeMapSvg } from './map-svg.ts';
import { readStatementByCode } from './read-statement.ts';
import { normaliseCode } from './receipt-code.ts';
import { PICTURE_SIZE, type ReceiptPdfInput } from './receipt-pdf.ts';
import { slugOf } from './statement-queries.ts';
import { takeFrom } from '../throttle.ts';

const SVG_SIZE = { width: 720, height: 400 };
/** Receipts and maps per ten minutes and address: a page shows one map and leads to one PDF. */
export const RECEIPT_LIMIT = 60;
const TEN_MINUTES = 600;
/** Far more than the longest statement needs. */
const PDF_LIMITS = { seconds: 30, megabytes: 256 };

/**
 * Keeps one address from having the portal draw all day. Asked before anything is drawn.
 * @throws DomainError `receipt_throttled`
 */
export async function admitToReceipts(services: Pick<Services, 'db' | 'now' | 'secret'>, client: string): Promise<void> {
	const { allowed } = await takeFrom(services, `receipt:${client}`, RECEIPT_LIMIT, TEN_MINUTES);
	if (!allowed) throw new DomainError('receipt_throttled');
}

/**
 * The receipt of a code as PDF. Everything comes from the database; nothing is asked of the network. It is set in a worker.
 * @throws DomainError `receipt_unknown`, and those of the work pool
 */
export async function makeReceiptPdf(
	services: Pick<Services, 'config' | 'work'>,
	scope: TenantScope,
	typedCode: string,
	now: Date
): Promise<Uint8Array<ArrayBuffer>> {
	const statement = await readStatementByCode(scope, typedCode);
	const participation = await readParticipation(scope, statement.participationId, now);
	const { slug, name } = await slugOf(scope);
	const code = normaliseCode(typedCode)!;
	const task: ReceiptPdfInput = {
		municipality: name,
		participation,
		statement,
		code,
		statusUrl: `${services.config.publicUrl}/${slug}/eingang/${code}`,
		picture: await drawMapPicture(scope, statement.id, participation, PICTURE_SIZE),
		now
	};
	return services.work.run('receipt-pdf', task, PDF_LIMITS);
}

/**
 * The map of a code's places as SVG.
 * @returns null where there is nothing to show
 * @throws DomainError `receipt_unknown`
 */
export async function drawReceiptMap(scope: TenantScope, typedCode: string, now: Date): Promise<string | null> {
	const statement = await readStatementByCode(scope, typedCode);
	const participation = await readParticipation(scope, statement.participationId, now);
	const picture = await drawMapPicture(scope, statement.id, participation, SVG_SIZE);
	return picture && writeMapSvg(picture);
}
