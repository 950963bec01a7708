import { DomainError, isDomainError } from '../../../gis/errors.ts';
import { errorTexts } from '../texts/errors.ts';

/** What went wrong, for a page or an answer: status, stable code, one German sentence that says what to do. */
export interface Problem {
	status: number;
	code: string;
	message: string;
}

/** Code → status. The sentence of each code is in `lib/texts/errors.ts`; a test holds both tables together. */
export const ERROR_STATUS: Record<keyof typeof errorTexts, number> = {
	account_disabled: 403,
	account_email_taken: 409,
	account_last_administrator: 409,
	account_password_same: 422,
	account_password_weak: 422,
	account_password_wrong: 422,
	account_shared: 409,
	alert_throttled: 429,
	alert_unknown: 404,
	attachment_empty: 422,
	attachment_expired: 410,
	attachment_infected: 422,
	attachment_too_large: 413,
	attachment_type_unsupported: 415,
	attachment_unreadable: 415,
	attachments_throttled: 429,
	attachments_too_many: 422,
	check_format_unknown: 406,
	check_throttled: 429,
	check_unknown: 422,
	colour_contrast_low: 422,
	colour_too_light: 422,
	dcat_page_invalid: 400,
	difference_waiting: 503,
	document_published: 409,
	document_type_unsupported: 415,
	database_in_use: 503,
	database_newer: 503,
	database_too_old: 503,
	email_token_invalid: 422,
	filter_invalid: 400,
	exchange_address_invalid: 422,
	exchange_answer_too_large: 502,
	exchange_folder_missing: 422,
	exchange_informal: 422,
	exchange_iteration: 422,
	exchange_message_unwanted: 422,
	exchange_partner_exists: 409,
	exchange_plan_kind_unknown: 422,
	exchange_plan_known: 409,
	exchange_plan_unknown: 404,
	exchange_procedure_kind_unknown: 422,
	exchange_published: 409,
	exchange_step_unknown: 422,
	exchange_throttled: 429,
	exchange_token_invalid: 401,
	exchange_too_large: 413,
	exchange_type_unsupported: 415,
	exchange_version_without_message: 422,
	invitation_answered: 409,
	invitation_over: 409,
	invitation_request_late: 422,
	invitation_throttled: 429,
	invitation_unknown: 404,
	invitation_unsendable: 422,
	public_body_csv: 422,
	public_body_exists: 409,
	public_body_invited: 409,
	forbidden: 403,
	form_invalid: 422,
	form_origin_foreign: 403,
	import_interrupted: 409,
	import_over: 409,
	legal_page_too_long: 422,
	login_failed: 401,
	login_throttled: 429,
	logo_unreadable: 415,
	mail_address_invalid: 422,
	not_found: 404,
	notice_block_empty: 422,
	notice_block_too_long: 422,
	notice_dates_missing: 409,
	notice_end_foreign: 422,
	notice_file_throttled: 429,
	notice_publication_missing: 422,
	notice_reason_missing: 422,
	notice_too_late: 422,
	participation_change_refused: 409,
	participation_closed: 409,
	participation_dates_invalid: 422,
	participation_of_step: 409,
	plan_check_errors: 409,
	plan_check_geometry: 409,
	plan_edit_outdated: 409,
	plan_edit_unchanged: 422,
	plan_export_throttled: 429,
	plan_export_too_large: 422,
	plan_in_participation: 409,
	plan_in_procedure: 409,
	plan_mismatch: 422,
	plan_not_published: 409,
	plan_override_nothing: 409,
	plan_override_reason: 422,
	plan_published: 409,
	plan_unchecked: 409,
	print_nothing: 422,
	print_too_large: 422,
	procedure_area_invalid: 422,
	procedure_dates_invalid: 422,
	procedure_discarded: 409,
	procedure_end_earlier: 409,
	procedure_end_missing: 422,
	procedure_end_too_early: 422,
	procedure_extension_reason: 422,
	procedure_kind_exists: 409,
	procedure_kind_steps: 422,
	procedure_not_ready: 409,
	procedure_nothing_to_renew: 409,
	procedure_period_over: 409,
	procedure_published: 409,
	procedure_shortening_reason: 422,
	procedure_skip_reason: 422,
	procedure_step_exists: 409,
	procedure_step_needed: 409,
	procedure_step_published: 409,
	procedure_step_skipped: 409,
	procedure_step_unpublished: 409,
	raster_crs_unknown: 422,
	raster_elsewhere: 422,
	raster_missing: 422,
	raster_too_large: 422,
	raster_unreadable: 422,
	raster_without_georeference: 422,
	raster_world_file: 422,
	raster_wrong_type: 415,
	receipt_mail_throttled: 429,
	receipt_throttled: 429,
	receipt_unknown: 404,
	receipt_without_email: 409,
	restore_not_empty: 409,
	restore_unreadable: 422,
	scanner_unavailable: 503,
	search_throttled: 429,
	slug_invalid: 422,
	slug_reserved: 422,
	slug_taken: 409,
	statement_empty: 422,
	statement_erased: 409,
	statement_place_invalid: 422,
	statement_throttled: 429,
	statement_too_long: 422,
	tile_invalid: 400,
	unexpected: 500,
	upload_incomplete: 409,
	upload_interrupted: 400,
	upload_missing: 422,
	upload_not_a_plan: 415,
	upload_quota: 413,
	upload_too_large: 413,
	work_busy: 503,
	work_cancelled: 409,
	work_needs_too_much_memory: 422,
	work_took_too_long: 422
};

/** Errors of the importers carry their own German sentence; they are about a file that somebody gave us. */
const XPLAN_ERROR_STATUS = 422;
/** Errors of the deadline engine carry their own sentence too (law/law-error.ts). */
const LAW_ERROR_STATUS = 400;

/** @returns null for an error that nobody foresaw: it is logged and shown as `unexpected` */
export function problemOf(error: unknown): Problem | null {
	if (error instanceof Error && error.name === 'XplanError' && 'code' in error)
		return { status: XPLAN_ERROR_STATUS, code: String(error.code), message: error.message };
	if (error instanceof Error && error.name === 'LawError' && 'code' in error)
		return { status: LAW_ERROR_STATUS, code: String(error.code), message: error.message };
	if (isUnstorableText(error)) return problemOf(new DomainError('form_invalid'));
	if (!isDomainError(error)) return null;
	const code = error.code as keyof typeof errorTexts;
	const text = errorTexts[code];
	if (!text) return null;
	return { status: ERROR_STATUS[code], code, message: fill(text, error.values) };
}

/** SQLSTATE of texts that no column can hold: they contain NUL, which no keyboard writes. */
function isUnstorableText(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05');
}

function fill(text: string, values: Record<string, string | number>): string {
	return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
