// What the tests need from the system: a PostgreSQL server with PostGIS, and Chromium. Installed as root on Debian and Ubuntu, else named.
import { existsSync, readdirSync } from 'node:fs';
import { run } from '../../portal/toolchain.mjs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const POSTGRES_ROOTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

/** @returns {string | null} folder of initdb and postgres, with PostGIS beside it */
export function findPostgres() {
	for (const folder of POSTGRES_ROOTS.filter(existsSync)) {
		const versions = readdirSync(folder)
			.filter((name) => /^(postgresql@)?\d+$/.test(name) || name === 'postgresql')
			.sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')));
		for (const version of versions) {
			const number = version.replace(/\D/g, '');
			const shared = ['/usr/share/postgresql/' + number, `${folder}/${version}/share/${version}`, `${folder}/${version}/share/postgresql`];
			const postgis = shared.some((path) => existsSync(`${path}/extension/postgis.control`));
			if (existsSync(`${folder}/${version}/bin/initdb`) && postgis) return `${folder}/${version}/bin`;
		}
	}
	return null;
}

/** @returns {string | null} a Chromium of the system; without one, Playwright's own is used */
export function findChromium() {
	return CHROMIUM.find(existsSync) ?? null;
}

export async function ensureSystem({ postgres, chromium }) {
	const packages = [];
	if (postgres && !findPostgres()) packages.push('postgresql', 'postgresql-postgis');
	if (chromium && !findChromium()) packages.push('chromium');
	if (packages.length === 0) return;
	const debian = existsSync('/usr/bin/apt-get');
	if (debian && process.getuid?.() === 0) {
		console.log(`Systempakete werden installiert: ${packages.join(' ')} …`);
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env });
		const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...packages], { env });
		if (code === 0 && (!postgres || findPostgres()) && (!chromium || findChromium())) return;
		throw new Error(`Die Pakete ${packages.join(', ')} ließen sich nicht installieren; die Meldung steht darüber.`);
	}
	if (packages.length === 1 && packages[0] === 'chromium') {
		console.log('Chromium wird geholt (npx playwright install chromium) …');
		if ((await run('npx', ['playwright', 'install', 'chromium'])) === 0) return;
	}
	const advice = debian ? `sudo apt-get install ${packages.join(' ')}` : 'brew install postgresql@17 postgis && npx playwright install chromium';
	throw new Error(`Für die Tests fehlt: ${packages.join(', ')}. Bitte installieren Sie es mit: ${advice}`);
}
