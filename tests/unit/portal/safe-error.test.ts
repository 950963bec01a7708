import { expect, test } from 'vitest';
import { safeError } from '../../../portal/lib/server/safe-error.ts';

test('values of a statement do not reach the log', () => {
	const error = Object.assign(new Error('insert into statement … - invalid input syntax for type uuid: "Frida Geheim"'), {
		name: 'error',
		code: '22P02',
		severity: 'ERROR',
		detail: 'Key (author_email)=(frida@geheim.example)',
		params: ['frida@geheim.example'],
		constraint: 'statement_key'
	});
	const logged = safeError(new Error('could not store', { cause: error }));
	expect(JSON.stringify(logged)).not.toMatch(/geheim/i);
	expect(logged).toMatchObject({ message: 'could not store', cause: { code: '22P02', message: 'database error 22P02 (statement_key)' } });
	expect(logged.cause!.stack).toContain('safe-error.test.ts');
});

test('what is no error is not printed', () => {
	expect(JSON.stringify(safeError('frida@geheim.example'))).not.toContain('geheim');
});
