import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { demoTexts } from '../../texts/demo.ts';
import { findAccountByEmail, insertAccount, insertMembership, updatePassword } from '../accounts/accounts-queries.ts';
import { hashPassword, randomPassword } from '../accounts/passwords.ts';
import type { Role } from '../accounts/types.ts';
import type { Services } from '../services.ts';
import { listTenants } from '../tenants/tenants-queries.ts';

export interface DemoLogin {
	email: string;
	password: string;
	/** Who it is, for the terminal. */
	who: string;
}

interface Person {
	email: string;
	name: string;
	who: string;
	tenantId: string | null;
	role: Role | null;
}

const NAMES: Record<string, string> = {
	'musterlinden administrator': 'Adele Amtmann',
	'musterlinden planner': 'Max Musterplaner',
	'musterlinden clerk': 'Selma Sachlich',
	'auenfelde administrator': 'Arno Auenmeister',
	'auenfelde planner': 'Paula Planwerk',
	'auenfelde clerk': 'Silke Sorgsam',
	'heidewinkel administrator': 'Agnes Ackermann',
	'heidewinkel planner': 'Peter Parzelle',
	'heidewinkel clerk': 'Simon Sammler'
};
/** Who looks after the trails of a tenant; their sections are assigned while the demo is loaded. */
export const DEMO_WARDENS = [
	{ tenant: 'heidewinkel', mailbox: 'wegewart.ost', name: 'Wilma Wegener' },
	{ tenant: 'heidewinkel', mailbox: 'wegewart.west', name: 'Walter Wander' }
] as const;
const MAILBOX: Record<Exclude<Role, 'warden'>, string> = { administrator: 'administration', planner: 'planung', clerk: 'sachbearbeitung' };

/** The demo's passwords in clear, readable for the owner of the process only. */
export const loginsPath = (dataDir: string): string => join(dataDir, 'demo-zugaenge.txt');

/**
 * Makes an account per tenant and role, and the operator, with random passwords, on the first start; later ones read them back.
 * Where the file is gone, new passwords are made: the demonstration must stay usable.
 */
export async function demoLogins(services: Pick<Services, 'db' | 'config'>): Promise<DemoLogin[]> {
	const people = await peopleOf(services);
	const kept = await readLogins(services.config.dataDir);
	const missing: (Person & { password: string })[] = [];
	for (const person of people) {
		const known = kept.some((login) => login.email === person.email) && (await findAccountByEmail(services.db.knex, person.email));
		if (!known) missing.push({ ...person, password: randomPassword() });
	}
	const passwordOf = (email: string) => [...missing, ...kept].find((each) => each.email === email)!.password;
	const logins = people.map(({ email, who }) => ({ email, who, password: passwordOf(email) }));
	if (missing.length === 0) return logins;
	// First the file: a password that is only in the database is lost.
	await writeLogins(services.config.dataDir, logins);
	for (const person of missing) await makeAccount(services, person, await hashPassword(person.password));
	return logins;
}

async function peopleOf({ db }: Pick<Services, 'db'>): Promise<Person[]> {
	const tenants = await listTenants(db.knex);
	const land = tenants.find((tenant) => tenant.kind === 'land')!;
	const operator = { email: `betrieb@${land.slug}.example`, name: 'Otto Operator', who: demoTexts.operator, tenantId: null, role: null };
	const members = tenants
		.filter((tenant) => tenant.kind !== 'land')
		.flatMap((tenant) =>
			(Object.keys(MAILBOX) as (keyof typeof MAILBOX)[]).map((role) => ({
				email: `${MAILBOX[role]}@${tenant.slug}.example`,
				name: NAMES[`${tenant.slug} ${role}`] ?? demoTexts.roles[role],
				who: `${tenant.name}, ${demoTexts.roles[role]}`,
				tenantId: tenant.id,
				role
			}))
		);
	const wardens = DEMO_WARDENS.map(({ tenant: slug, mailbox, name }) => {
		const tenant = tenants.find((each) => each.slug === slug)!;
		return { email: `${mailbox}@${slug}.example`, name, who: `${tenant.name}, ${demoTexts.roles.warden} ${name}`, tenantId: tenant.id, role: 'warden' as const };
	});
	return [operator, ...members, ...wardens];
}

async function makeAccount({ db }: Pick<Services, 'db'>, person: Person, passwordHash: string): Promise<void> {
	await db.knex.transaction(async (trx) => {
		const { email, name } = person;
		const made = await insertAccount(trx, { email, name, passwordHash, operator: person.role === null });
		const id = made ?? (await findAccountByEmail(trx, email))!.id;
		if (!made) await updatePassword(trx, id, passwordHash);
		if (person.tenantId && person.role) await insertMembership(forTenant(trx, person.tenantId), id, person.role);
	});
}

async function readLogins(dataDir: string): Promise<Pick<DemoLogin, 'email' | 'password'>[]> {
	try {
		const lines = (await readFile(loginsPath(dataDir), 'utf8')).split('\n');
		return lines.map((line) => line.split('\t')).filter((cells) => cells.length === 3).map(([email, password]) => ({ email: email!, password: password! }));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

async function writeLogins(dataDir: string, logins: DemoLogin[]): Promise<void> {
	const path = loginsPath(dataDir);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(`${path}.new`, logins.map(({ email, password, who }) => `${email}\t${password}\t${who}\n`).join(''), { mode: 0o600 });
	await chmod(`${path}.new`, 0o600);
	await rename(`${path}.new`, path);
}
