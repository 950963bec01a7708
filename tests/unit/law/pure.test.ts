import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';

const FOLDER = projectPath('portal/lib/server/law');
const ALLOWED = ['date-holidays', '../participations/local-days.ts'];

// Whoever doubts a date must be able to read the engine beside the law, without the portal.
test('the engine knows days, Länder and paragraphs, and nothing of the portal', () => {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
	expect(files).toContain('deadlines.ts');
	for (const name of files) {
		const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
		for (const [, from] of text.matchAll(/from '([^']+)'/g)) expect(ALLOWED.includes(from!) || from!.startsWith('./'), `${name}: ${from}`).toBe(true);
		expect(text, name).not.toMatch(/new Date\(\)|Date\.now|process\./);
	}
});
