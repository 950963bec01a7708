import type { Knex } from 'knex';
import * as v from 'valibot';
import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { insertMail } from './mail-queries.ts';
import type { NewMail } from './types.ts';

const address = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());

/**
 * Writes a mail into the outbox, with the job that sends it. Give the transaction of what the mail tells about: both happen or
 * neither does.
 * @param trx an open transaction (`scope.db` inside `scope.transaction`)
 * @returns id of the mail
 * @throws DomainError `mail_address_invalid`
 */
export async function queueMail(services: Pick<Services, 'queue' | 'now'>, trx: Knex, mail: NewMail): Promise<string> {
	const recipient = v.safeParse(address, mail.recipient);
	if (!recipient.success) throw new DomainError('mail_address_invalid');
	const subject = mail.subject.replace(/\s+/g, ' ').trim();
	const id = await insertMail(trx, { ...mail, recipient: recipient.output, subject }, services.now());
	await services.queue.send('mail-send', { mailId: id }, { trx });
	return id;
}
