import { demoTexts, firstStartTexts } from '../texts/demo.ts';
import { insertAccount } from './accounts/accounts-queries.ts';
import { demandStrongPassword, hashPassword } from './accounts/passwords.ts';
import { demoLogins, loginsPath } from './demo/demo-accounts.ts';
import { countTenants, hasOperator, lockFirstStart, readDemoState } from './demo/demo-queries.ts';
import { loadDemo } from './demo/load-demo.ts';
import type { Services } from './services.ts';
import { insertTenant } from './tenants/tenants-queries.ts';

/**
 * Makes an empty installation usable: with DEMO the demo Land and its accounts, otherwise the Land's tenant and the first operator.
 * Does nothing where it was done; several processes may start at once.
 * @param line told while loading, for the terminal
 * @returns text to print when the portal listens: addresses and logins
 * @throws DomainError `account_password_weak` for OPERATOR_PASSWORD
 */
export async function prepareFirstStart(services: Services, line: (text: string) => void): Promise<string> {
	const { db } = services;
	// The embedded database has one connection and one process: it neither can nor must wait for others.
	if (db.engine === 'pglite') return prepare(services, line);
	return db.knex.transaction(async (trx) => {
		await lockFirstStart(trx);
		return prepare(services, line);
	});
}

async function prepare(services: Services, line: (text: string) => void): Promise<string> {
	const { db, config } = services;
	const isDemo = (await readDemoState(db.knex)) !== null;
	if (config.demo && (isDemo || (await countTenants(db.knex)) === 0)) {
		await loadDemo(services, line);
		return demoGreeting(services);
	}
	const notes = config.demo ? [firstStartTexts.notEmpty] : [];
	if ((await countTenants(db.knex)) === 0) {
		await insertTenant(db.knex, { slug: 'landesportal', name: firstStartTexts.landName, kind: 'land', ags: null, land: 'DE' });
		notes.push(firstStartTexts.placeholder);
	}
	if (!(await hasOperator(db.knex))) notes.push(await makeOperator(services));
	return notes.map((note) => `${note}\n`).join('');
}

async function makeOperator({ db, config }: Services): Promise<string> {
	if (!config.firstOperator) return firstStartTexts.operatorMissing;
	const { email, password } = config.firstOperator;
	demandStrongPassword(password);
	await insertAccount(db.knex, { email, name: demoTexts.operator, passwordHash: await hashPassword(password), operator: true });
	return firstStartTexts.operatorMade(email, config.publicUrl);
}

async function demoGreeting(services: Services): Promise<string> {
	const logins = await demoLogins(services);
	const width = Math.max(...logins.map((login) => login.email.length));
	const rows = logins.map(({ email, password, who }) => `  ${email.padEnd(width)}  ${password}  ${who}`);
	const { publicUrl, dataDir } = services.config;
	return `\n${demoTexts.logins} (${publicUrl}/login):\n${rows.join('\n')}\n${demoTexts.loginsFile(loginsPath(dataDir))}\n`;
}
