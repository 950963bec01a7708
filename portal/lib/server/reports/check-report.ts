import { DomainError } from '../../../../gis/errors.ts';
import { MAX_ANSWER, MAX_PHOTOS, reportForm, type ReportContent } from '../../forms/report.ts';
import { checkForm, FormError } from '../check-form.ts';
import type { Category, Reporter } from './reporters.ts';
import type { Answers, CategoryField, ReportOrigin } from './types.ts';

/**
 * Reads and checks what somebody sent, without looking into the database.
 * @throws FormError naming the fields
 */
export const readContent = (input: unknown): ReportContent => checkForm(reportForm, input);

/** People at a form; the others hand on what somebody else has checked. */
const ASKED: readonly ReportOrigin[] = ['web', 'staff', 'open311', 'warden'];

/**
 * What reporter and category ask for: answers, photo, address, an asset.
 * @returns the answers that the category knows, as they are stored
 * @throws DomainError `report_stopped` with the message of the answer; FormError (`answers.<code>`, `author.email`, `photos`, `body`, `assetId`)
 */
export function checkDemands(
	{ reporter, category }: { reporter: Reporter; category: Category },
	content: ReportContent,
	photos: number,
	origin: ReportOrigin
): Answers {
	const asked = ASKED.includes(origin);
	const missing: Record<string, string> = {};
	const answers = readAnswers(category.fields, content.answers, asked, missing);
	if (photos > MAX_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_PHOTOS });
	if (!asked) return answers;
	// Staff enter what was told by telephone, wardens are known, and for what comes by Open311 the holder of the key answers.
	const needsEmail = category.contact === 'email' || reporter.settings.acceptance === 'afterConfirmation';
	if (origin === 'web' && needsEmail && content.author.email === '') missing['author.email'] = 'required';
	if (origin === 'web' && category.photo === 'required' && photos === 0) missing.photos = 'required';
	if (category.photo === 'none' && photos > 0) missing.photos = 'unwanted';
	// GeoReport v2 asks for a service, a place and the required attributes only; it knows no assets.
	const sparse = origin === 'open311';
	if (!sparse && category.asset_required && category.asset_layer_id && !content.assetId) missing.assetId = 'required';
	const empty = content.body === '' && content.title === '' && photos === 0 && Object.keys(answers).length === 0;
	if (!sparse && (empty || (category.kind !== 'problem' && content.body === ''))) missing.body = 'required';
	if (Object.keys(missing).length > 0) throw new FormError(missing);
	return answers;
}

function readAnswers(fields: readonly CategoryField[], given: Answers, asked: boolean, wrong: Record<string, string>): Answers {
	const answers: Answers = {};
	for (const field of fields) {
		if (field.type === 'notice') continue;
		const texts = [given[field.code] ?? []].flat().map((each) => each.replaceAll('\0', '').trim()).filter(Boolean);
		if (texts.length === 0) {
			if (asked && field.required) wrong[`answers.${field.code}`] = 'required';
			continue;
		}
		const problem = problemOfAnswer(field, texts);
		if (problem) {
			if (asked) wrong[`answers.${field.code}`] = problem;
			continue;
		}
		const stop = field.values.find((value) => value.stop && texts.includes(value.key))?.stop;
		if (stop && asked) throw new DomainError('report_stopped', { message: stop });
		answers[field.code] = field.type === 'multivaluelist' ? [...new Set(texts)] : texts[0]!;
	}
	return answers;
}

function problemOfAnswer(field: CategoryField, texts: string[]): string | null {
	const known = (text: string) => field.values.some((value) => value.key === text);
	if (field.type !== 'multivaluelist' && texts.length > 1) return 'invalid';
	if (texts.some((text) => text.length > MAX_ANSWER)) return 'max_length';
	const [text] = texts as [string];
	switch (field.type) {
		case 'multivaluelist':
		case 'singlevaluelist':
			return texts.every(known) ? null : 'invalid';
		case 'number':
			return /^-?\d{1,15}([.,]\d{1,10})?$/.test(text) ? null : 'number';
		case 'datetime':
			return /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text)) ? null : 'date';
		default:
			return null;
	}
}
