/** Stable and public. */
export type LawErrorCode =
	| 'law_input_missing'
	| 'law_day_invalid'
	| 'law_land_unknown'
	| 'law_kind_unknown'
	| 'law_days_invalid'
	| 'law_extension_invalid'
	| 'law_holiday_invalid';

/** What the engine refuses, with one German sentence for people. */
export class LawError extends Error {
	readonly code: LawErrorCode;

	constructor(code: LawErrorCode, message: string) {
		super(message);
		this.name = 'LawError';
		this.code = code;
	}
}
