import { error, fail, type ActionFailure } from '@sveltejs/kit';
import { problemOf, type Problem } from './errors.ts';

/**
 * For `load` functions and end points: what the business throws becomes an error page with the right status and sentence.
 * Only a foreseen error is turned; everything else reaches SvelteKit's handleError untouched.
 */
export async function answer<T>(work: () => Promise<T> | T): Promise<T> {
	try {
		return await work();
	} catch (thrown) {
		const problem = problemOf(thrown);
		if (problem) error(problem.status, { message: problem.message, code: problem.code, href: problem.href });
		throw thrown;
	}
}

/** What a form shows after a refusal: the sentence, and what was typed, so that nothing is lost. */
export interface Refusal<Values> {
	problem: Problem;
	values: Values;
	/** Sentence per field, where known. */
	fields?: Record<string, string>;
}

/** For form actions: a foreseen error keeps the person on the form, with what was typed. */
export async function submit<T, Values>(values: Values, work: () => Promise<T> | T): Promise<T | ActionFailure<Refusal<Values>>> {
	try {
		return await work();
	} catch (thrown) {
		const problem = problemOf(thrown);
		if (!problem) throw thrown;
		const fields = (thrown as { fields?: Record<string, string> }).fields;
		return fail(problem.status, { problem, values, fields });
	}
}
