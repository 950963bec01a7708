// What `npm start` and `npm test` need before anything of the project can run. Plain JavaScript for Node 20 without dependencies.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const MINIMUM_NODE = [22, 18];

/** Runs a command with its output shown. @returns {Promise<number>} exit code */
export function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options, env: { ...toolEnvironment(), ...options.env } });
		child.on('error', reject);
		child.on('exit', (code, signal) => resolve(code ?? (signal ? 128 : 1)));
	});
}

/** The project's own Node first, as npm scripts do it. */
export function toolEnvironment() {
	return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` };
}

/**
 * For the serving process. glibc gives every thread a heap of its own and keeps what was freed, which costs 50 MB while a large plan is
 * imported; one heap that gives memory back costs no measurable time here. With compiled modules kept, Node need not load its TypeScript
 * stripper again, which saves another 10 MB and half a second of each start.
 */
export const SERVING_ENVIRONMENT = {
	MALLOC_ARENA_MAX: '1',
	MALLOC_TRIM_THRESHOLD_: '131072',
	NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compile')
};

/** Installs the dependencies when they are missing or older than the lock file. */
export async function ensureDependencies() {
	const installed = join(root, 'node_modules', '.package-lock.json');
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return;
	console.log('Abhängigkeiten werden installiert (npm ci) …');
	const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
	if (code !== 0) throw new Error('npm ci ist fehlgeschlagen. Bitte prüfen Sie die Verbindung zum Paketverzeichnis und starten Sie erneut.');
}

/** @returns {string} a Node that runs TypeScript by itself */
export function findNode() {
	const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
	for (const candidate of [own, process.execPath]) {
		if (!existsSync(candidate)) continue;
		const result = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
		const [major, minor] = (result.stdout ?? '').replace(/^v/, '').split('.').map(Number);
		if (major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1])) return candidate;
	}
	throw new Error(
		`Das Portal braucht Node ${MINIMUM_NODE.join('.')} oder neuer. Das npm-Paket „node“ ließ sich hier nicht installieren und Ihr Node ist ${process.version}; bitte installieren Sie Node 24.`
	);
}

const SOURCES = ['portal', 'gis', 'importers', 'styles', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];

/** Builds the pages when the build is missing or older than a source. */
export async function ensureBuild() {
	const built = join(root, 'build', 'handler.js');
	if (existsSync(built) && statSync(built).mtimeMs > Math.max(...SOURCES.map((path) => newest(join(root, path))))) return;
	console.log('Die Seiten werden gebaut (etwa eine halbe Minute) …');
	const code = await run('npx', ['vite', 'build', '--logLevel', 'warn'], { env: { NODE_ENV: 'production' } });
	if (code !== 0) throw new Error('Der Bau der Seiten ist fehlgeschlagen; die Meldung steht darüber.');
}

function newest(path) {
	const status = statSync(path);
	if (!status.isDirectory()) return status.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
