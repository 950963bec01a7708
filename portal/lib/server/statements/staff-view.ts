import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { formatSize } from '../../texts/receipts.ts';
import { readStatement } from './read-statement.ts';
import { placeViews } from './status-view.ts';
import type { MapPlace } from './list.ts';

/**
 * Everything that staff see of a statement.
 * @throws DomainError `not_found`, also when it belongs to another participation
 */
export async function readStaffView(scope: TenantScope, participationId: string, statementId: string) {
	const statement = await readStatement(scope, statementId);
	if (statement.participationId !== participationId) throw new DomainError('not_found');
	const places: MapPlace[] = statement.places.flatMap(({ geometry }) =>
		geometry ? [{ statementId: statement.id, number: statement.number, geometry }] : []
	);
	return {
		id: statement.id,
		number: statement.number,
		receivedAt: formatMoment(statement.receivedAt),
		late: statement.late,
		byStaff: statement.origin === 'staff',
		text: statement.text,
		erasedAt: statement.erasedAt && formatMoment(statement.erasedAt),
		author: statement.author,
		emailConfirmed: statement.emailConfirmedAt !== null,
		places: placeViews(statement),
		mapPlaces: places,
		attachments: statement.attachments.map((each) => ({ position: each.position, name: each.name, size: formatSize(each.size), sha256: each.sha256 })),
		events: statement.events.map(({ kind, at, detail }) => ({ kind, at: formatShortMoment(at), by: textOf(detail.by), reason: textOf(detail.reason) })),
		digest: statement.digest.toString('hex'),
		receiptSeq: statement.receiptSeq
	};
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
