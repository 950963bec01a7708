import * as v from 'valibot';
import { CATEGORIES } from '../texts/documents.ts';

export const MAX_DOCUMENT_TITLE = 200;
export const MAX_REASON = 1000;

const id = v.union([v.pipe(v.literal(''), v.transform(() => null)), v.pipe(v.string(), v.uuid())]);

/** What people say of a document of a procedure; a document without a file is a heading. */
export const documentForm = v.object({
	title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(MAX_DOCUMENT_TITLE)),
	category: v.picklist(CATEGORIES),
	parentId: v.optional(id, ''),
	forPublic: v.boolean(),
	forToeb: v.boolean()
});
export type DocumentValues = v.InferOutput<typeof documentForm>;

/** Why something that is published changes. */
export const reasonForm = v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(MAX_REASON));
