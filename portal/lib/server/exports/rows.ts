import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { exportTexts } from '../../texts/exports.ts';
import { describeObjects, describePlace } from '../../texts/receipts.ts';
import { idsAfterNumber, type StatementFilter } from '../statements/list-queries.ts';
import { readStatements } from '../statements/read-statement.ts';
import type { Statement } from '../statements/types.ts';

/** Statements per read: memory stays flat however many there are. */
const BATCH = 500;

/** Statements of a participation in the order of their numbers, in batches by key, on both engines alike. */
export async function* statementBatches(scope: TenantScope, participationId: string, filter: StatementFilter): AsyncGenerator<Statement[]> {
	let after = 0;
	for (;;) {
		const found = await idsAfterNumber(scope, participationId, filter, after, BATCH);
		if (found.length === 0) return;
		yield await readStatements(scope, found.map((each) => each.id));
		after = found.at(-1)!.number;
	}
}

export const COLUMNS = Object.keys(exportTexts.columns) as (keyof typeof exportTexts.columns)[];
export type ExportRow = Record<(typeof COLUMNS)[number], string | number>;

const titleOf = (sign: string) => signOf(sign).title;

export function exportRow(statement: Statement): ExportRow {
	const objects = statement.places.flatMap((place) => place.objects);
	return {
		number: statement.number,
		receivedAt: formatShortMoment(statement.receivedAt),
		late: statement.late ? exportTexts.yes : exportTexts.no,
		origin: exportTexts.origins[statement.origin],
		text: statement.erasedAt ? exportTexts.erased : statement.text,
		name: statement.author.name ?? '',
		address: statement.author.address ?? '',
		email: statement.author.email ?? '',
		emailConfirmed: statement.author.email ? (statement.emailConfirmedAt ? exportTexts.yes : exportTexts.no) : '',
		places: statement.places.map((place) => describePlace(place, titleOf)).join('\n'),
		objects: describeObjects(objects, titleOf).join('\n'),
		gmlIds: [...new Set(objects.map((object) => object.gmlId))].join('\n'),
		attachments: statement.attachments.map((each) => each.name).join('\n'),
		digest: statement.digest.toString('hex')
	};
}
