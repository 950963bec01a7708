import { stringify } from 'csv-stringify/sync';
import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { checkForm, FormError } from '../check-form.ts';
import { listPartners } from '../exchange/exchange-queries.ts';
import { readCsv } from './csv.ts';
import * as queries from './invitation-queries.ts';

const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const topics = v.pipe(
	text(1000),
	v.transform((value) => [...new Set(value.split(/[\n,;]/).map((each) => each.trim()).filter(Boolean))]),
	v.maxLength(20)
);

export const bodyForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
	department: text(200),
	email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]), ''),
	/** Separated by commas or lines. */
	topics,
	partnerId: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())]), '')
});

export { listBodies, type PublicBody } from './invitation-queries.ts';

/** @throws DomainError `not_found` */
export async function readBody(scope: TenantScope, id: string): Promise<queries.PublicBody> {
	const body = UUID.test(id) ? await queries.findBody(scope, id) : undefined;
	if (!body) throw new DomainError('not_found');
	return body;
}

/**
 * Adds a body to the address book, or changes it.
 * @param id null: a new one
 * @param values fields of `bodyForm`
 * @throws DomainError `form_invalid` with fields, `public_body_exists`, `not_found`
 */
export async function saveBody(scope: TenantScope, id: string | null, values: unknown): Promise<string> {
	const form = checkForm(bodyForm, values);
	const bodies = await queries.listBodies(scope);
	if (id !== null && !bodies.some((body) => body.id === id)) throw new DomainError('not_found');
	if (bodies.some((body) => body.id !== id && same(body, form))) throw new DomainError('public_body_exists');
	if (form.partnerId && !(await listPartners(scope)).some((partner) => partner.id === form.partnerId && partner.receives.includes('invitation')))
		throw new FormError({ partnerId: 'invalid' });
	const row = { name: form.name, department: form.department, email: form.email, topics: form.topics, partner_id: form.partnerId || null };
	if (id === null) return queries.insertBody(scope, row);
	await queries.updateBody(scope, id, row);
	return id;
}

const same = (one: { name: string; department: string }, other: { name: string; department: string }) =>
	one.name.toLowerCase() === other.name.toLowerCase() && one.department.toLowerCase() === other.department.toLowerCase();

/** @throws DomainError `public_body_invited` when it was invited once: that stays readable; `not_found` */
export async function removeBody(scope: TenantScope, id: string): Promise<void> {
	const body = await readBody(scope, id);
	if (body.invitations > 0) throw new DomainError('public_body_invited');
	await queries.deleteBody(scope, id);
}

const COLUMNS = ['Name', 'Abteilung', 'E-Mail', 'Themen'] as const;

/** The address book as CSV (UTF-8 with byte order mark, semicolons: what German spreadsheets open). */
export async function exportBodies(scope: TenantScope): Promise<string> {
	const rows = (await queries.listBodies(scope)).map(({ name, department, email, topics: themes }) => [name, department, email, themes.join(', ')].map(harmless));
	return stringify([[...COLUMNS], ...rows], { delimiter: ';', bom: true, record_delimiter: 'windows' });
}

/** Spreadsheets take such beginnings for formulas. */
const harmless = (value: string) => (/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);

/**
 * Takes bodies in from CSV: a body with the same name and department is changed, others are added. All or nothing.
 * @param csv columns Name, Abteilung, E-Mail, Themen in any order, by their headings; separated by semicolons or commas
 * @throws DomainError `public_body_csv` with the line
 */
export async function importBodies(scope: TenantScope, csv: string): Promise<{ added: number; changed: number }> {
	const [head, ...lines] = readCsv(csv);
	const column = (name: string) => head?.cells.findIndex((cell) => cell.trim().toLowerCase().replace('email', 'e-mail') === name.toLowerCase()) ?? -1;
	const places = COLUMNS.map(column);
	if (places[0]! < 0) throw new DomainError('public_body_csv', { line: 1 });
	return scope.transaction(async (inside) => {
		const known = await queries.listBodies(inside);
		const counts = { added: 0, changed: 0 };
		for (const { cells, line } of lines) {
			const [name, department, email, themes] = places.map((place) => (place < 0 ? undefined : (cells[place] ?? '').replace(/^'(?=[=+\-@])/, '').trim()));
			const values = { name: name!, department: department ?? '' };
			const before = known.find((body) => same(body, values));
			try {
				// A column that the file does not have leaves what is there.
				const id = await saveBody(inside, before?.id ?? null, {
					...values,
					email: email ?? before?.email ?? '',
					topics: themes ?? before?.topics.join(', ') ?? '',
					partnerId: before?.partnerId ?? ''
				});
				if (before) counts.changed++;
				else {
					counts.added++;
					known.push({ ...(await readBody(inside, id)) });
				}
			} catch (cause) {
				if (cause instanceof DomainError) throw new DomainError('public_body_csv', { line }, { cause });
				throw cause;
			}
		}
		return counts;
	});
}
