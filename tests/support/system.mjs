// What the tests need from the system: a PostgreSQL server with PostGIS, Chromium, and programs that judge what we write independently of
// us. Installed as root on Debian and Ubuntu, else named.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
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

/** @param {string} program */
const onPath = (program) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

const JUDGED = ['unit', 'pglite', 'postgres'];

/** What a step of `npm test` needs: whether it is there, and the names of its packages. */
const NEEDS = [
	{ steps: ['postgres'], there: () => findPostgres() !== null, debian: ['postgresql', 'postgresql-postgis'], install: 'brew install postgresql@17 postgis' },
	{ steps: ['e2e'], there: () => findChromium() !== null, debian: ['chromium'], install: 'npx playwright install chromium' },
	// Receipts, printed plans and exports are read by another reader than the one that the portal brings.
	{ steps: JUDGED, there: () => ['pdfdetach', 'pdffonts', 'pdfinfo', 'pdftoppm', 'pdftotext'].every(onPath), debian: ['poppler-utils'], install: 'brew install poppler' },
	{ steps: ['pglite', 'postgres'], there: () => onPath('ogrinfo'), debian: ['gdal-bin'], install: 'brew install gdal' },
	{ steps: JUDGED, there: () => onPath('xmllint'), debian: ['libxml2-utils'], install: 'brew install libxml2' }
];

/** Installs what the steps need, or throws with the command that does. @param {string[]} steps */
export async function ensureSystem(steps) {
	const missing = () => NEEDS.filter((need) => need.steps.some((step) => steps.includes(step)) && !need.there());
	const found = missing();
	if (found.length === 0) return;
	const packages = found.flatMap((need) => need.debian);
	const debian = existsSync('/usr/bin/apt-get');
	if (debian && process.getuid?.() === 0) {
		console.log(`Systempakete werden installiert: ${packages.join(' ')} …`);
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env });
		const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...packages], { env });
		if (code === 0 && missing().length === 0) return;
		throw new Error(`Die Pakete ${packages.join(', ')} ließen sich nicht installieren; die Meldung steht darüber.`);
	}
	if (packages.length === 1 && packages[0] === 'chromium') {
		console.log('Chromium wird geholt (npx playwright install chromium) …');
		if ((await run('npx', ['playwright', 'install', 'chromium'])) === 0) return;
	}
	const advice = debian ? `sudo apt-get install ${packages.join(' ')}` : found.map((need) => need.install).join(' && ');
	throw new Error(`Für die Tests fehlt: ${packages.join(', ')}. Bitte installieren Sie es mit: ${advice}`);
}
