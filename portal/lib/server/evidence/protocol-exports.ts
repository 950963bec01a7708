import { stringify } from 'csv-stringify/sync';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { formatMoment } from '../../texts/dates.ts';
import { detailLines, eventTexts, protocolTexts } from '../../texts/evidence.ts';
import { fileNameOf } from '../exports/file-name.ts';
import { neutraliseFormula, withoutControls } from '../exports/neutralise.ts';
import { disposition } from '../plans/documents.ts';
import type { Services } from '../services.ts';
import { canonicalEvent, canonicalSelfTest } from './digest.ts';
import { eventsAfter, selfTestsAfter } from './evidence-queries.ts';
import { readProtocol, type Protocol } from './protocol.ts';

export const PROTOCOL_FORMATS = ['pdf', 'csv', 'json'] as const;
export type ProtocolFormat = (typeof PROTOCOL_FORMATS)[number];

const TYPES: Record<ProtocolFormat, string> = { pdf: 'application/pdf', csv: 'text/csv; charset=utf-8', json: 'application/json' };
const BATCH = 1000;
/** A protocol of ten thousand entries. */
const PDF_LIMITS = { seconds: 120, megabytes: 512 };

/**
 * The protocol as a file: PDF for people and courts, CSV of the entries, JSON with everything that the digests are made of.
 * @throws DomainError `not_found`, and those of the work pool
 */
export async function protocolResponse(services: Pick<Services, 'db' | 'work' | 'now'>, scope: TenantScope, procedureId: string, format: string): Promise<Response> {
	if (!PROTOCOL_FORMATS.includes(format as ProtocolFormat)) throw new DomainError('not_found');
	const kind = format as ProtocolFormat;
	const protocol = await readProtocol(scope, procedureId, services.now());
	const body = kind === 'csv' ? writeProtocolCsv(protocol) : kind === 'json' ? await writeProtocolJson(scope, protocol) : await makePdf(services, scope, protocol);
	return new Response(body as BodyInit, {
		headers: {
			'Content-Type': TYPES[kind],
			'Content-Disposition': disposition('attachment', `${fileNameOf(protocolTexts.fileName(protocol.procedure.title))}.${kind}`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}

async function makePdf(services: Pick<Services, 'work'>, scope: TenantScope, protocol: Protocol): Promise<Uint8Array> {
	return services.work.run('protocol-pdf', { protocol, proof: await writeProtocolJson(scope, protocol) }, PDF_LIMITS);
}

/** Entries only, as German spreadsheets open it. */
export function writeProtocolCsv({ events }: Protocol): string {
	const safe = (text: string) => neutraliseFormula(withoutControls(text));
	const rows = events.map((event) => [
		event.at.toISOString(),
		safe(formatMoment(event.at)),
		safe(eventTexts[event.kind] ?? event.kind),
		safe(event.stepTitle ?? ''),
		safe(event.account || protocolTexts.portal),
		safe(detailLines(event.detail).join('\n')),
		event.seq,
		event.digest
	]);
	return '\ufeff' + stringify([[...protocolTexts.columns], ...rows], { delimiter: ';', record_delimiter: '\r\n', quoted_string: true });
}

/**
 * What the digests are made of: salt and canonical form (RFC 8785) of every entry and self-test, with its number in the chain. SHA-256 over
 * the salt's bytes and the UTF-8 bytes of `canonical` is the digest.
 */
export async function writeProtocolJson(scope: TenantScope, protocol: Protocol): Promise<string> {
	const { procedure, tenant, chain, madeAt } = protocol;
	const [events, selfTests] = [[] as object[], [] as object[]];
	for (let after = 0; ; ) {
		const rows = await eventsAfter(scope, after, BATCH, procedure.id);
		if (rows.length === 0) break;
		for (const row of rows) events.push(proofOf(row, canonicalEvent(row)));
		after = rows.at(-1)!.id;
	}
	for (let after = 0; ; ) {
		const rows = await selfTestsAfter(scope, after, BATCH, procedure.id);
		if (rows.length === 0) break;
		for (const row of rows) selfTests.push(proofOf(row, canonicalSelfTest(row)));
		after = rows.at(-1)!.id;
	}
	return JSON.stringify({ form: 'bauleitportal-protocol-1', madeAt, tenant: tenant.name, procedure, chain, events, selfTests });
}

const proofOf = (row: { salt: Buffer; digest: Buffer; receiptSeq: number }, canonical: string) => ({
	seq: row.receiptSeq,
	salt: row.salt.toString('hex'),
	digest: row.digest.toString('hex'),
	canonical
});
