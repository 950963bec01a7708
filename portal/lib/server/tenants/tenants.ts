import * as v from 'valibot';
import type { Knex } from 'knex';
import { DomainError } from '../../../../gis/errors.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { isReservedSlug, isSlugSyntax } from '../../tenant-slug.ts';
import type { Contact, TenantSummary } from '../accounts/types.ts';
import { checkForm, FormError } from '../check-form.ts';
import { isDay } from '../participations/local-days.ts';
import { members } from '../accounts/members.ts';
import { demandReadableColours } from './colours.ts';
import { findLand, insertTenant, readTenant, updateSettings, updateTenant } from './tenants-queries.ts';
import type { LegalFacts, TenantDetails } from './types.ts';

const line = (longest: number) => v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longest));

const newTenant = v.object({
	slug: v.pipe(v.string(), v.trim(), v.toLowerCase()),
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
	kind: v.picklist(['kreis', 'gemeinde', 'verband']),
	ags: v.pipe(v.optional(v.string(), ''), v.trim(), v.regex(/^(\d{2}(\d{3}(\d{3})?)?)?$/)),
	administratorEmail: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)),
	administratorName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
});
export type NewTenant = Record<keyof v.InferOutput<typeof newTenant>, string>;

const contactSchema = v.object({
	name: v.optional(v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200))),
	organisation: line(200),
	person: line(200),
	street: line(200),
	postcode: v.pipe(line(5), v.regex(/^(\d{5})?$/)),
	city: line(200),
	phone: v.pipe(line(60), v.regex(/^[+\d][\d\s()/.-]*$|^$/)),
	email: v.pipe(line(254), v.union([v.literal(''), v.pipe(v.string(), v.email())])),
	openingHours: line(500)
});

const legalSchema = v.object({
	representative: line(200),
	legalForm: line(200),
	supervisoryAuthority: line(200),
	dataProtectionOfficer: line(200),
	dataProtectionEmail: v.pipe(line(254), v.union([v.literal(''), v.pipe(v.string(), v.email())])),
	responsibleForContent: line(200),
	accessibilityEnforcement: line(500),
	dataProtectionAuthority: line(500)
}) satisfies v.GenericSchema<unknown, Required<LegalFacts>>;

/** @throws DomainError `slug_invalid`, `slug_reserved` */
export function demandSlug(slug: string): void {
	if (!isSlugSyntax(slug)) throw new DomainError('slug_invalid', { slug });
	if (isReservedSlug(slug)) throw new DomainError('slug_reserved', { slug });
}

/**
 * Makes a tenant and its first administrator, both or none.
 * @returns the slug and the administrator's one-time password (null for an account that exists already)
 * @throws DomainError `form_invalid`, `slug_invalid`, `slug_reserved`, `slug_taken`
 */
export async function createTenant(db: Knex, input: NewTenant): Promise<{ slug: string; password: string | null }> {
	const slug = String(input.slug).trim().toLowerCase();
	demandSlug(slug);
	const { name, kind, ags, administratorEmail, administratorName } = checkForm(newTenant, input);
	return db.transaction(async (trx) => {
		const land = await landOf(trx);
		const id = await insertTenant(trx, { slug, name, kind, ags: ags || null, land: land.land });
		if (!id) throw new DomainError('slug_taken', { slug });
		const { password } = await members.create(forTenant(trx, id), {
			email: administratorEmail,
			name: administratorName,
			role: 'administrator'
		});
		return { slug, password };
	});
}

/** @throws Error when the installation was never started (first-start.ts makes the Land) */
export async function landOf(db: Knex): Promise<TenantSummary> {
	const land = await findLand(db);
	if (!land) throw new Error('There is no tenant for the Land');
	return land;
}

/** @throws DomainError `not_found` */
export async function tenantDetails(db: Knex, id: string): Promise<TenantDetails> {
	const tenant = await readTenant(db, id);
	if (!tenant) throw new DomainError('not_found');
	return tenant;
}

/** Name and contact. @param input fields of the form; empty ones are removed. @throws FormError */
export async function changeContact(db: Knex, id: string, input: Record<string, string>): Promise<void> {
	const { name, ...contact } = checkForm(contactSchema, input);
	await updateTenant(db, id, { name, contact: withoutEmpty(contact) as Contact });
}

/** @throws FormError */
export async function changeLegalFacts(db: Knex, id: string, input: Record<string, string>): Promise<void> {
	await updateSettings(db, id, { legal: withoutEmpty(checkForm(legalSchema, input)) });
}

const calendarSchema = v.object({
	/** One per line: `15.08.` every year, `8.8.2027` once; what follows is a name. */
	holidays: v.pipe(
		line(4000),
		v.transform((text) => text.split('\n').map((each) => each.trim()).filter(Boolean)),
		v.maxLength(50),
		v.array(v.pipe(v.string(), v.regex(/^\d{1,2}\.\s?\d{1,2}\.\s?(\d{4})?(\s.*)?$/)))
	),
	noticeText: line(300),
	noticeHint: v.optional(line(4000), ''),
	leadDays: v.pipe(line(2), v.regex(/^\d{0,2}$/))
});

/** Holidays of the community and its rule of notices. @throws FormError, for a day that is none too */
export async function changeCalendar(db: Knex, id: string, input: Record<string, string>): Promise<void> {
	const parsed = v.safeParse(calendarSchema, input);
	if (!parsed.success) throw new FormError(Object.fromEntries(parsed.issues.map((issue) => [String(issue.path?.[0]?.key), issue.type])));
	const { holidays, noticeText, noticeHint, leadDays } = parsed.output;
	const days = holidays.map((each) => {
		const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?/.exec(each)!;
		const rest = `${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
		if (!isDay(`${year ?? '2028'}-${rest}`)) throw new FormError({ holidays: 'day' });
		return year ? `${year}-${rest}` : rest;
	});
	await updateSettings(db, id, { holidays: [...new Set(days)].sort(), noticeRule: { text: noticeText, hint: noticeHint, leadDays: Number(leadDays || 0) } });
}

/** @throws DomainError `form_invalid`, `colour_contrast_low` */
export async function changeColours(db: Knex, id: string, input: { primary: string; onPrimary: string }): Promise<void> {
	await updateTenant(db, id, { colours: { ...demandReadableColours(input) } });
}

function withoutEmpty(values: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
