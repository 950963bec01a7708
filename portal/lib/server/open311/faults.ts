import { isDomainError } from '../../../../gis/errors.ts';
import { open311Faults, open311Field, type FaultCode } from '../../texts/open311.ts';
import { problemOf } from '../errors.ts';

/** One entry of an error body (GeoReport v2, "Errors"). */
export interface Fault {
	code: number;
	description: string;
}

/** A refusal: the status and one or more entries. */
export class Open311Error extends Error {
	readonly status: number;
	readonly faults: Fault[];

	constructor(code: FaultCode, values: Record<string, string | number> = {}, options?: { cause?: unknown }) {
		super(code, options);
		this.name = 'Open311Error';
		const [status, sentence] = open311Faults[code];
		this.status = status;
		this.faults = [{ code: status, description: sentence(values) }];
	}

	/** Several at once: the form names all fields that do not fit. */
	with(others: Open311Error[]): this {
		this.faults.push(...others.flatMap((each) => each.faults));
		return this;
	}
}

/**
 * What the portal's own services refuse, in the words of GeoReport.
 * @returns null for what nobody foresaw
 */
export function refusalOf(error: unknown): Open311Error | null {
	if (error instanceof Open311Error) return error;
	const fields = isDomainError(error) ? (error as { fields?: Record<string, string> }).fields : undefined;
	if (fields) {
		const [first, ...rest] = Object.entries(fields).map(([name, rule]) => ofField(open311Field(name), rule, error));
		if (first) return first.with(rest);
	}
	const problem = problemOf(error);
	if (!problem || problem.status >= 500) return null;
	if (problem.status === 429) return new Open311Error('too_many', {}, { cause: error });
	return new Open311Error('refused', { message: problem.message }, { cause: error });
}

function ofField(name: string, rule: string, cause: unknown): Open311Error {
	const code = rule === 'required' ? 'field_missing' : rule === 'max_length' ? 'field_too_long' : 'field_invalid';
	return new Open311Error(code, { name }, { cause });
}
