import * as v from 'valibot';
import { DomainError } from '../../../gis/errors.ts';

/** `form_invalid` that says which fields; pages mark them. */
export class FormError extends DomainError {
	/** Name of the field → code of its sentence in the texts of the page, e.g. `required`, `email`, `max_length`. */
	readonly fields: Record<string, string>;

	constructor(fields: Record<string, string>) {
		super('form_invalid');
		this.fields = fields;
	}
}

/**
 * Checks values against a schema shared by page and action.
 * @throws FormError naming the fields that do not fit
 */
export function checkForm<Schema extends v.GenericSchema>(schema: Schema, values: unknown): v.InferOutput<Schema> {
	const parsed = v.safeParse(schema, values);
	if (parsed.success) return parsed.output;
	const fields: Record<string, string> = {};
	for (const issue of parsed.issues) fields[v.getDotPath(issue) ?? ''] ??= issue.type;
	throw new FormError(fields);
}
