import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { exportTexts } from '../../texts/exports.ts';
import { describeObjects, describePlace } from '../../texts/receipts.ts';
import { idsAfterNumber, lonLatOf, type StatementFilter } from '../statements/list-queries.ts';
import { readStatements } from '../statements/read-statement.ts';
import type { Statement } from '../statements/types.ts';
import type { ExportedRow } from './table.ts';

/** Statements per read: memory stays flat however many there are. */
const BATCH = 500;

/** A statement as exports write it. */
export type ExportedStatement = ExportedRow & { row: ExportRow };

/** Statements of a participation in the order of their numbers, in batches by key, on both engines alike. */
export async function* statementBatches(
	scope: TenantScope,
	participationId: string,
	filter: StatementFilter,
	withGeometry = false
): AsyncGenerator<ExportedStatement[]> {
	let after = 0;
	for (;;) {
		const found = await idsAfterNumber(scope, participationId, filter, after, BATCH);
		if (found.length === 0) return;
		const ids = found.map((each) => each.id);
		const geometries = Map.groupBy(withGeometry ? await lonLatOf(scope, ids) : [], (each) => each.statement_id);
		yield (await readStatements(scope, ids)).map((statement) => ({
			id: statement.id,
			row: exportRow(statement),
			receivedAt: statement.receivedAt.toISOString(),
			geometries: (geometries.get(statement.id) ?? []).flatMap((each) => each.geometry ?? [])
		}));
		after = found.at(-1)!.number;
	}
}

export type ExportRow = Record<keyof typeof exportTexts.columns, string | number>;

const titleOf = (sign: string) => signOf(sign).title;

function exportRow(statement: Statement): ExportRow {
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
