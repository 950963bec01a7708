import * as v from 'valibot';
import { ALERT_RADII, ORDER_FIELD } from './alert.ts';

export const REPORT_ALERT_PLACES = ['umkreis', 'bezirk', 'gebiet', 'alles'] as const;

/** Names of the fields of the form. */
export const REPORT_ALERT_FIELD = {
	...ORDER_FIELD,
	/** `g:<tenant>` or `b:<name of a drawn area>` */
	district: 'bezirk',
	/** Codes of categories. */
	categories: 'kategorie'
} as const;

const email = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email());
const categories = v.optional(v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(120))), v.maxLength(100)), []);

export const reportAlertChoice = v.object({ categories });
/** New reports of an area. */
export const reportAlertForm = v.object({
	categories,
	where: v.picklist(REPORT_ALERT_PLACES),
	address: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	radius: v.optional(v.pipe(v.string(), v.transform(Number), v.picklist(ALERT_RADII)), '1000'),
	district: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)), ''),
	area: v.optional(v.pipe(v.string(), v.maxLength(200_000)), ''),
	email
});
export type ReportAlertForm = v.InferOutput<typeof reportAlertForm>;
/** What happens to one report. */
export const followForm = v.object({ email });

/** Fields of the form as they were posted. */
export interface PostedReportAlert {
	where: string;
	address: string;
	radius: string;
	district: string;
	area: string;
	categories: string[];
	email: string;
}
