// `npm test`: everything that must hold, on a machine that has nothing but Node. The last line is `N passed, N failed[, N skipped]`.
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild, ensureDependencies, run } from '../portal/toolchain.mjs';
import { ensureSystem } from './support/system.mjs';

const HELP = `Prüft das ganze Projekt: Typen, Stil, Unit-Tests, Integrationstests auf beiden Datenbanken, Browsergeschichten.

  npm test                     alles
  npm test -- --only NAME …    nur diese Schritte: types lint unit pglite postgres e2e`;

const STEPS = ['types', 'lint', 'unit', 'pglite', 'postgres', 'e2e'];
const total = { passed: 0, failed: 0, skipped: 0 };

function count(name, { passed = 0, failed = 0, skipped = 0 }) {
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
	console.log(`— ${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}\n`);
}

async function command(name, ...commands) {
	for (const [program, ...args] of commands) {
		if ((await run(program, args)) !== 0) return count(name, { failed: 1 });
	}
	count(name, { passed: 1 });
}

async function vitest(project, folder) {
	const report = join(folder, `${project}.json`);
	const code = await run('npx', ['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
	if (!existsSync(report)) return count(project, { failed: 1 });
	const result = JSON.parse(readFileSync(report, 'utf8'));
	const failedFiles = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
	const failed = result.numFailedTests + failedFiles;
	count(project, {
		passed: result.numPassedTests,
		failed: code !== 0 && failed === 0 ? 1 : failed,
		skipped: result.numPendingTests + result.numTodoTests
	});
}

async function stories(folder) {
	const report = join(folder, 'e2e.json');
	const code = await run('npx', ['playwright', 'test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'], {
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report }
	});
	if (!existsSync(report)) return count('e2e', { failed: 1 });
	const { stats } = JSON.parse(readFileSync(report, 'utf8'));
	const failed = stats.unexpected;
	// A slow machine may let one wait too long; what fails twice is broken.
	if (stats.flaky > 0) console.log(`${stats.flaky} passed at the second try: see above which`);
	count('e2e', { passed: stats.expected + stats.flaky, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: stats.skipped });
}

async function main() {
	const args = process.argv.slice(2);
	if (args.includes('--help') || args.includes('-h')) return console.log(HELP);
	const only = args[0] === '--only' ? args.slice(1) : STEPS;
	const unknown = args[0] && args[0] !== '--only' ? args[0] : only.find((step) => !STEPS.includes(step));
	if (unknown) throw new Error(`„${unknown}“ ist weder Option noch Schritt. Mit --help sehen Sie die Hilfe.`);
	await ensureDependencies();
	await ensureSystem(only);
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-test-'));
	try {
		await run('npx', ['svelte-kit', 'sync']);
		if (only.includes('types'))
			await command('types', ['npx', 'svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'], ['npx', 'tsc', '--noEmit']);
		if (only.includes('lint')) await command('lint', ['npx', 'eslint', '.', '--max-warnings', '0']);
		for (const project of ['unit', 'pglite', 'postgres']) if (only.includes(project)) await vitest(project, folder);
		if (only.includes('e2e')) {
			await ensureBuild();
			await stories(folder);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
	console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
	process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
}

main().catch((error) => {
	console.error(error.message);
	console.log('0 passed, 1 failed');
	process.exit(1);
});
