import { DomainError } from '$gis/errors.ts';
import { listMails } from '$lib/server/mail/mail-queries.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readPartsFromLine } from '$lib/server/tenants/plain-text.ts';
import { outboxTexts } from '$lib/texts/mail.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 100;

/** What mails would say; only in the demonstration, and only those of the own tenants. */
export const load: PageServerLoad = ({ locals: { account } }) =>
	answer(async () => {
		const { config, db } = getServices();
		if (!config.demo || !account) throw new DomainError('not_found');
		const tenants = account.operator ? null : account.memberships.map((each) => each.tenantId);
		const mails = await listMails(db.knex, tenants, SHOWN);
		return { title: outboxTexts.title, mails: mails.map(({ text, ...mail }) => ({ ...mail, parts: readPartsFromLine(text) })) };
	});
