import { readFile } from 'node:fs/promises';
import { json } from '@sveltejs/kit';
import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { problemOf } from '$lib/server/errors.ts';
import { getServices } from '$lib/server/services.ts';
import { receiveDamage, receiveOrder, receiveRound, type Received } from '$lib/server/trails/receive.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { errorTexts } from '$lib/texts/errors.ts';
import type { RequestHandler } from './$types';

const NO_STORE = { 'Cache-Control': 'no-store' };

/**
 * What a warden's device sends, one thing at a time (`multipart/form-data`): `was` (runde, schaden, material), `daten` (JSON, as field or
 * file), `foto` files, `konto`, `idempotencyKey`. The same key again gives the first answer.
 */
export const POST: RequestHandler = async ({ request, locals }) => {
	const { account, tenant } = locals;
	// The outbox waits for the login instead of giving up.
	if (!account || account.mustChangePassword) return json({ code: 'sign_in', message: errorTexts.forbidden }, { status: 401, headers: NO_STORE });
	const services = getServices();
	try {
		demand(account, tenant.id, 'trails.inspect');
		const form = await request.formData();
		if (form.get('konto') !== account.id) throw new DomainError('trail_other_account');
		const key = String(form.get('idempotencyKey') ?? '');
		const input = await readInput(form);
		const scope = forTenant(services.db.knex, tenant.id);
		let received: Received;
		if (form.get('was') === 'runde') received = await receiveRound(services, scope, account, key, input);
		else if (form.get('was') === 'material') received = await receiveOrder(services, scope, account, key, input);
		else if (form.get('was') === 'schaden') {
			const photos = await Promise.all(uploadsOf(form, 'foto').map(({ path }) => readFile(path)));
			received = await receiveDamage(services, scope, account, key, input, photos);
		} else throw new DomainError('form_invalid');
		return json({ ...received, statusUrl: `/${tenant.slug}/wege` }, { headers: NO_STORE });
	} catch (error) {
		const problem = problemOf(error);
		if (!problem) throw error;
		return json({ code: problem.code, message: problem.message }, { status: problem.status, headers: NO_STORE });
	}
};

/** A long track is a file: fields are short. @throws DomainError `form_invalid` */
async function readInput(form: FormData): Promise<unknown> {
	const [file] = uploadsOf(form, 'daten');
	const text = file ? await readFile(file.path, 'utf8') : String(form.get('daten') ?? '');
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw new DomainError('form_invalid', {}, { cause });
	}
}
