// `npm start`: from a fresh clone to a running portal. `npm run dev`: the same with Vite serving the pages.
import { spawn } from 'node:child_process';
import { ensureBuild, ensureDependencies, findNode, SERVING_ENVIRONMENT, root, toolEnvironment } from './toolchain.mjs';

const HELP = `Startet das Bauleitportal.

  npm start            installiert, baut und startet, was nötig ist
  npm run dev          startet mit Vite für die Entwicklung

Einstellungen kommen aus Umgebungsvariablen, zum Beispiel PORT, DATA_DIR, DATABASE_URL, DEMO, SMTP_URL, PUBLIC_URL.
Die vollständige Tabelle steht in README.md.`;

async function main() {
	const args = process.argv.slice(2);
	if (args.includes('--help') || args.includes('-h')) return console.log(HELP);
	const unknown = args.find((arg) => arg !== '--dev');
	if (unknown) throw new Error(`„${unknown}“ ist keine Option. Mit --help sehen Sie die Hilfe.`);
	await ensureDependencies();
	const node = findNode();
	const dev = args.includes('--dev');
	if (!dev) await ensureBuild();
	const child = spawn(node, ['--no-warnings', 'portal/main.ts', ...args], {
		cwd: root,
		stdio: 'inherit',
		env: { NODE_ENV: dev ? 'development' : 'production', ...SERVING_ENVIRONMENT, ...toolEnvironment() }
	});
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	// A signal to npm ends the shell between npm and us but does not reach us: without a parent there is nobody to serve for.
	const parent = process.ppid;
	const orphaned = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(orphaned);
		child.kill('SIGTERM');
	}, 500);
	child.on('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
