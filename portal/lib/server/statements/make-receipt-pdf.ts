import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { readParticipation } from '../participations/service.ts';
import type { Services } from '../services.ts';
import { drawMapPicture } from './map-picture.ts';
import { writeMapSvg } from './map-svg.ts';
import { readStatementByCode } from './read-statement.ts';
import { normaliseCode } from './receipt-code.ts';
import { PICTURE_SIZE, writeReceiptPdf } from './receipt-pdf.ts';
import { slugOf } from './statement-queries.ts';

const SVG_SIZE = { width: 720, height: 400 };

/**
 * The receipt of a code as PDF. Everything comes from the database; nothing is asked of the network.
 * @throws DomainError `receipt_unknown`
 */
export async function makeReceiptPdf(services: Pick<Services, 'config'>, scope: TenantScope, typedCode: string, now: Date): Promise<Buffer> {
	const statement = await readStatementByCode(scope, typedCode);
	const participation = await readParticipation(scope, statement.participationId, now);
	const { slug, name } = await slugOf(scope);
	const code = normaliseCode(typedCode)!;
	return writeReceiptPdf({
		municipality: name,
		participation,
		statement,
		code,
		statusUrl: `${services.config.publicUrl}/${slug}/eingang/${code}`,
		picture: await drawMapPicture(scope, statement.id, participation.planVersionId, PICTURE_SIZE),
		now
	});
}

/**
 * The map of a code's places as SVG.
 * @returns null where there is nothing to show
 * @throws DomainError `receipt_unknown`
 */
export async function drawReceiptMap(scope: TenantScope, typedCode: string, now: Date): Promise<string | null> {
	const statement = await readStatementByCode(scope, typedCode);
	const { planVersionId } = await readParticipation(scope, statement.participationId, now);
	const picture = await drawMapPicture(scope, statement.id, planVersionId, SVG_SIZE);
	return picture && writeMapSvg(picture);
}
