import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailServer } from './mail-server.ts';
import { startPortalProcess } from './portal-process.ts';

/**
 * One portal for all stories: the built pages, the demo Land in an embedded database, and a real SMTP server that keeps the mails.
 * Partners of the exchange may live on this machine.
 * With E2E_URL, E2E_MAILS and E2E_LOGINS set, the stories use the portal that runs there.
 */
export default async function startPortal() {
	if (process.env.E2E_URL) return;
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-e2e-'));
	const mails = join(folder, 'mails');
	mkdirSync(mails);
	const smtp = await startMailServer(mails);
	const dataDir = join(folder, 'data');
	const portal = await startPortalProcess({ DATA_DIR: dataDir, SMTP_URL: smtp.url, XBETEILIGUNG_INTERNAL: '1' });
	process.env.E2E_URL = portal.url;
	process.env.E2E_MAILS = mails;
	process.env.E2E_LOGINS = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8');
	return async () => {
		const code = await portal.end();
		await smtp.close();
		rmSync(folder, { recursive: true, force: true });
		if (code !== 0) throw new Error(`The portal ended with code ${code}:\n${portal.output()}`);
	};
}
