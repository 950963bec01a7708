import { createHash, randomBytes } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { countCharacters, MAX_TEXT, statementForm, type StatementContent } from '../../forms/statement.ts';
import { checkForm, FormError } from '../check-form.ts';
import { readParticipation } from '../participations/service.ts';
import type { Participation } from '../participations/types.ts';
import { dropFiles, keepAttachments, type KeptFile } from '../uploads/attachments.ts';
import { authorDigest, canonicalJson, statementDigest } from './digest.ts';
import { storedGeometry } from './places.ts';
import { readStatement } from './read-statement.ts';
import { appendToChain } from './receipt-chain.ts';
import { codeHash, emailToken, receiptCode, statementKey } from './receipt-code.ts';
import { queueReceiptMail } from './receipt-mail.ts';
import { takeStaged } from './staged-files.ts';
import * as queries from './statement-queries.ts';
import type { NewStatement, Receipt, ReceiveOptions, ReceiveServices } from './types.ts';

/** Subject of the entries in the chain. */
export const STATEMENT_SUBJECT = 'statement';

/**
 * Takes in a statement: number, places with copies of the objects they hit, attachments, digest, entry in the chain and receipt mail come
 * to be in one transaction, or nothing does. Sending the same again returns the same receipt.
 * @param input `places` as GeoJSON (EPSG:4326 longitude/latitude, or EPSG:3857) or objects by gml:id; `key` from the form
 * @throws DomainError `not_found`, `form_invalid` (FormError with `fields`), `statement_empty`, `statement_too_long`,
 * `statement_place_invalid`, `participation_closed`, `attachment_expired`, and those of `keepAttachments`
 */
export async function receiveStatement(
	services: ReceiveServices,
	scope: TenantScope,
	participationId: string,
	input: NewStatement,
	options: ReceiveOptions
): Promise<Receipt> {
	const participation = await readParticipation(scope, participationId, options.now);
	const content = checkContent(participation, input, options);
	const key = statementKey(services.secret, content.key, fingerprint(content, input));
	const before = await queries.findByKey(scope, participationId, key);
	if (before) return repeatedReceipt(services, participationId, key, before);
	const receivedAt = receivedAtOf(participation, options);
	await options.admit?.();
	const files = await keepAttachments(services, scope.tenantId, input.attachments ?? [], input.staged?.length ?? 0);
	try {
		const receipt = await scope.transaction(async (inner) => {
			if (!(await queries.lockParticipation(inner, participationId))) throw new DomainError('not_found');
			const other = await queries.findByKey(inner, participationId, key);
			if (other) return repeatedReceipt(services, participationId, key, other);
			return store(services, inner, participation, { content, key, receivedAt, files, staged: input.staged ?? [] }, options);
		});
		if (receipt.repeated) await dropFiles(services, files.map((file) => file.key));
		return receipt;
	} catch (error) {
		await dropFiles(services, files.map((file) => file.key));
		throw error;
	}
}

function checkContent(participation: Participation, input: NewStatement, options: ReceiveOptions): StatementContent {
	if (!participation.publishedAt && options.origin === 'web') throw new DomainError('not_found');
	// Of public bodies: only who is invited may answer.
	if (participation.audience === 'toeb' && options.origin === 'web' && !options.invitation) throw new DomainError('not_found');
	const { attachments: _attachments, staged: _staged, ...form } = input;
	let content: StatementContent;
	try {
		content = checkForm(statementForm, form);
	} catch (error) {
		if (error instanceof FormError && Object.keys(error.fields).every((field) => field.startsWith('places')))
			throw new DomainError('statement_place_invalid', {}, { cause: error });
		throw error;
	}
	if (content.text === '') throw new DomainError('statement_empty');
	if (countCharacters(content.text) > MAX_TEXT) throw new DomainError('statement_too_long', { limit: MAX_TEXT.toLocaleString('de') });
	const { name, address } = participation.settings;
	// A body always has a name.
	const asked = { ...content, name: name === 'off' && !options.invitation ? '' : content.name, address: address === 'off' ? '' : content.address };
	if (options.origin === 'web' && !options.invitation) {
		const missing = Object.entries({ name, address }).filter(([field, ask]) => ask === 'required' && asked[field as 'name' | 'address'] === '');
		if (missing.length > 0) throw new FormError(Object.fromEntries(missing.map(([field]) => [field, 'required'])));
	}
	return asked;
}

/** All that makes this statement this one, attachments by their original bytes. */
function fingerprint(content: StatementContent, input: NewStatement): string {
	const { key: _key, ...rest } = content;
	const attachments = (input.attachments ?? []).map((each) => each.sha256.toString('hex'));
	return createHash('sha256').update(canonicalJson([rest, attachments, input.staged ?? []])).digest('hex');
}

/** Web: now, inside the period. Staff: when it arrived, at any time. */
function receivedAtOf(participation: Participation, options: ReceiveOptions): Date {
	if (options.origin === 'staff') {
		const arrivedAt = options.arrivedAt ?? options.now;
		if (arrivedAt > options.now) throw new FormError({ arrivedAt: 'future' });
		return arrivedAt;
	}
	const open = options.invitation ? options.now < options.invitation.endsAt : participation.state === 'running';
	if (!open) throw new DomainError('participation_closed');
	return options.now;
}

interface Incoming {
	content: StatementContent;
	key: string;
	receivedAt: Date;
	files: KeptFile[];
	staged: string[];
}

async function store(
	services: ReceiveServices,
	scope: TenantScope,
	participation: Participation,
	incoming: Incoming,
	options: ReceiveOptions
): Promise<Receipt> {
	const { content, key, receivedAt } = incoming;
	const period = options.invitation ?? participation;
	const code = receiptCode(services.secret, participation.id, key);
	const salt = randomBytes(16);
	const author = { name: content.name || null, address: content.address || null, email: content.email || null };
	const number = await queries.nextNumber(scope, participation.id);
	const [{ id }] = await scope
		.insert('statement', {
			participation_id: participation.id,
			number,
			code_hash: codeHash(code),
			idempotency_key: key,
			origin: options.origin,
			invitation_id: options.invitation?.id ?? null,
			late: receivedAt >= period.endsAt || receivedAt < period.startsAt,
			body: content.text,
			author_name: author.name,
			author_address: author.address,
			author_email: author.email,
			received_at: receivedAt,
			entered_by: options.enteredBy ?? null,
			salt,
			author_digest: authorDigest(salt, author),
			// Both follow below, from what is really stored.
			digest: Buffer.alloc(0),
			receipt_seq: 0
		})
		.returning('id');
	await storePlaces(scope, id, participation.plan?.versionId ?? null, content);
	const staged = await takeStaged(scope, incoming.staged, options.now);
	if (staged.length < incoming.staged.length) throw new DomainError('attachment_expired');
	await storeAttachments(scope, id, [...staged, ...incoming.files]);
	const token = author.email && emailToken(services.secret, id, author.email);
	const stored = await readStatement(scope, id);
	const digest = statementDigest(salt, stored);
	await queries.addEvent(scope, id, 'received', options.now, {}, options.enteredBy ?? null);
	if (token) {
		await queueReceiptMail(services, scope, { participation, number, code, receivedAt, recipient: author.email!, token });
	}
	// Last: everybody else waits for the chain's lock until this transaction ends.
	const seq = await appendToChain(scope.db, STATEMENT_SUBJECT, digest, options.now);
	await queries.setDigest(scope, id, { digest, seq, tokenHash: token ? createHash('sha256').update(token).digest() : null });
	return { statementId: id, number, code, receivedAt, late: stored.late, digest: digest.toString('hex'), repeated: false };
}

async function storePlaces(scope: TenantScope, statementId: string, planVersionId: string | null, content: StatementContent): Promise<void> {
	for (const [position, place] of content.places.entries()) {
		const placeId = await queries.insertPlace(scope, statementId, position, planVersionId, place, storedGeometry(place));
		if (!placeId) throw new DomainError('statement_place_invalid');
		if (place.kind !== 'text' && planVersionId) await queries.copyObjectsOfPlace(scope, placeId, planVersionId, place.kind === 'object' ? place.gmlId : null);
	}
}

async function storeAttachments(scope: TenantScope, statementId: string, files: KeptFile[]): Promise<void> {
	for (const [position, file] of files.entries()) {
		const [{ id }] = await scope
			.insert('file', { key: file.key, name: file.name, media_type: file.mediaType, size: file.size, sha256: file.sha256 })
			.returning('id');
		await scope.insert('statement_attachment', { statement_id: statementId, file_id: id, position });
	}
}

function repeatedReceipt(
	services: Pick<ReceiveServices, 'secret'>,
	participationId: string,
	key: string,
	row: { id: string; number: number; received_at: Date; late: boolean; digest: Buffer }
): Receipt {
	return {
		statementId: row.id,
		number: row.number,
		code: receiptCode(services.secret, participationId, key),
		receivedAt: new Date(row.received_at),
		late: row.late,
		digest: Buffer.from(row.digest).toString('hex'),
		repeated: true
	};
}
