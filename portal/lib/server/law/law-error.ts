/** What the engine refuses. The code is stable and public, the message one German sentence for people. */
export class LawError extends Error {
	readonly code: 'law_day_invalid' | 'law_land_unknown' | 'law_kind_unknown' | 'law_days_invalid' | 'law_extension_invalid' | 'law_holiday_invalid';

	constructor(code: LawError['code'], message: string) {
		super(message);
		this.name = 'LawError';
		this.code = code;
	}
}
