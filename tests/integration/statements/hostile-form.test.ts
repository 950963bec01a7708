import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from '../../../portal/lib/server/errors.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { readStatementForm } from '../../../portal/lib/server/statements/form/read-form.ts';
import { STAGED_PER_HOUR, submitStatementForm } from '../../../portal/lib/server/statements/form/submit-form.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { FIELD } from '../../../portal/lib/forms/statement-steps.ts';
import { testServices } from '../../support/database.ts';
import { asUpload, DURING, makeParticipation, newStatement, type TestParticipation } from '../../support/participation.ts';
import { PDF } from '../plans/fixtures.ts';

describe('form of a hostile sender', () => {
	let services: Services;
	let test: TestParticipation;
	beforeAll(async () => {
		services = await testServices({ now: () => DURING });
		test = await makeParticipation(services.db);
	});

	it('a text with NUL is taken in without it, everywhere', async () => {
		const input = newStatement({
			text: 'vor\0her',
			name: 'Eri\0ka',
			places: [
				{ kind: 'text', label: 'am\0Bach' },
				{ kind: 'object', gmlId: 'wa\0', label: 'W\0A' }
			]
		});
		const { statementId } = await receiveStatement(services, test.scope, test.participationId, input, { origin: 'web', now: DURING });
		const { text, author, places } = await readStatement(test.scope, statementId);
		expect([text, author.name, ...places.map((each) => each.description)]).toEqual(['vorher', 'Erika', 'amBach', 'WA']);
	});

	it('NUL elsewhere is a form that does not fit, and no unforeseen error', async () => {
		const failure = await services.db.knex('tenant').where({ name: 'a\0b' }).then(
			() => null,
			(error: unknown) => error
		);
		expect(problemOf(failure)).toMatchObject({ code: 'form_invalid', status: 422 });
	});

	const post = (step: string, address: string, files = 1) => {
		const form = new FormData();
		form.set(FIELD.key, randomUUID());
		form.set(FIELD.text, step === 'absenden' ? '' : 'Text');
		form.set(FIELD.step, step);
		const uploads = () => Array.from({ length: files }, () => asUpload(services, 'plan.pdf', PDF));
		const posted = readStatementForm(form);
		return { posted, result: submitStatementForm(services, test.scope, test.participationId, posted, { address, uploads, contact: {} }) };
	};

	it('nobody fills the disk with files of statements that are never sent', async () => {
		for (let i = 0; i < STAGED_PER_HOUR / 5; i++) await post('pruefen', '192.0.2.1', 5).result;
		await expect(post('pruefen', '192.0.2.1').result).rejects.toMatchObject({ code: 'attachments_throttled' });
		await expect(post('pruefen', '192.0.2.2').result).resolves.toMatchObject({ sent: null });
		// Without files the form goes on, and what else is wrong is still said.
		await expect(post('pruefen', '192.0.2.1', 0).result).resolves.toMatchObject({ sent: null });
		const refused = post('absenden', '192.0.2.1');
		await expect(refused.result).rejects.toMatchObject({ code: 'statement_empty' });
		expect(refused.posted.state.staged).toEqual([]);
	});
});
