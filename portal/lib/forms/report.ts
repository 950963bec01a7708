import * as v from 'valibot';
import { normaliseText } from './statement.ts';

/** Limits that page, service and interfaces share. */
export const MAX_TITLE = 120;
export const MAX_BODY = 4_000;
export const MAX_PHOTOS = 6;
export const MAX_ANSWER = 1_000;
/** Pixels of the longer side: what a photo is shrunk to, on the device and by the server. */
export const PHOTO_SIDE = 2_048;
export const THUMBNAIL_SIDE = 400;

/** What a browser may offer for choosing; the server looks at the content. */
export const PHOTO_ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.jpg,.jpeg,.png,.webp,.heic,.heif';

const withoutNul = (text: string): string => text.replaceAll('\0', '');
const words = (max: number) => v.optional(v.pipe(v.string(), v.transform(withoutNul), v.trim(), v.maxLength(max)), '');
const degrees = (limit: number) => v.pipe(v.number(), v.finite(), v.minValue(-limit), v.maxValue(limit));

/** Longitude, latitude in degrees (EPSG:4326). Mercator ends at 85°. */
export const lonLatSchema = v.object({ lon: degrees(180), lat: degrees(85) });

/** What every way in has in common: form, outbox, Open311, staff. */
export const reportForm = v.object({
	reporterId: v.pipe(v.string(), v.uuid()),
	categoryId: v.pipe(v.string(), v.uuid()),
	point: lonLatSchema,
	address: words(300),
	/** The address is a hit of the gazetteer and not somebody's words. */
	addressFound: v.optional(v.boolean(), false),
	title: v.optional(v.pipe(v.string(), v.transform((text) => withoutNul(text).replace(/\s+/g, ' ')), v.trim(), v.maxLength(MAX_TITLE)), ''),
	body: v.optional(v.pipe(v.string(), v.transform(normaliseText), v.maxLength(MAX_BODY)), ''),
	answers: v.optional(v.record(v.string(), v.union([v.string(), v.array(v.string())])), {}),
	assetId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
	author: v.optional(
		v.object({
			name: words(200),
			email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]), ''),
			phone: words(60)
		}),
		{}
	),
	idempotencyKey: v.pipe(v.string(), v.minLength(8), v.maxLength(200))
});
export type ReportInput = v.InferInput<typeof reportForm>;
export type ReportContent = v.InferOutput<typeof reportForm>;

/**
 * An e-mail address as a key: variants that reach one mailbox are one. Upper and lower case, `+word` and, where the provider ignores them,
 * dots of the local part; the domain in Unicode and in Punycode.
 */
export function foldAddress(email: string): string {
	const at = email.lastIndexOf('@');
	if (at < 1) return email.trim().toLowerCase();
	const domain = asciiDomain(email.slice(at + 1).trim());
	const local = email.slice(0, at).trim().normalize('NFKC').toLowerCase().split('+')[0]!;
	return `${/^(gmail|googlemail)\.com$/.test(domain) ? local.replaceAll('.', '') : local}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`;
}

function asciiDomain(domain: string): string {
	const plain = domain.normalize('NFKC').toLowerCase().replace(/\.$/, '');
	return URL.canParse(`http://${plain}`) ? new URL(`http://${plain}`).hostname : plain;
}
