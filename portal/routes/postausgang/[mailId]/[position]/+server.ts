import { DomainError } from '$gis/errors.ts';
import { findMail } from '$lib/server/mail/mail-queries.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An attachment of a mail in the outbox of the demonstration. */
export const GET: RequestHandler = ({ locals: { account }, params }) =>
	answer(async () => {
		const { config, db } = getServices();
		const mail = config.demo && UUID.test(params.mailId) ? await findMail(db.knex, params.mailId) : null;
		const own = mail && (account?.operator || account?.memberships.some((each) => each.tenantId === mail.tenant_id));
		const attachment = own ? mail.attachments[Number(params.position)] : undefined;
		if (!attachment) throw new DomainError('not_found');
		return new Response(Buffer.from(attachment.base64, 'base64'), {
			headers: {
				'Content-Type': 'application/octet-stream',
				'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`
			}
		});
	});
