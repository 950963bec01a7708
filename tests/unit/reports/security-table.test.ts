import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';

/**
 * Holes that were found in other systems for reports, and the tests that prove ours has none: each carries the number of its row in its
 * name. Where a reader begins.
 */
const ROWS: Record<number, { hole: string; tests: string[] }> = {
	1: { hole: 'pictures that are programs, bombs or broken', tests: ['integration/reports/photos'] },
	2: { hole: 'place, camera and owner in photos, by whichever way in', tests: ['integration/reports/photos', 'integration/reports/photo-paths'] },
	3: { hole: 'markup and formulas in words of people', tests: ['integration/reports/feeds', 'integration/open311/hostile', 'e2e/report-markup.story'] },
	4: { hole: 'links in mails that a program opens', tests: ['integration/reports/alerts', 'integration/reports/author'] },
	5: { hole: 'tokens that can be computed', tests: ['integration/reports/author'] },
	6: { hole: 'mail bombing', tests: ['integration/reports/alerts', 'integration/reports/author', 'integration/reports/work'] },
	7: { hole: 'answers that tell what exists', tests: ['integration/report-map/leaks', 'e2e/report-leaks.story', 'integration/open311/hostile', 'integration/reports/author', 'integration/reports/work'] },
	8: { hole: 'private words by side doors', tests: ['integration/open311/hostile', 'integration/reports/alerts', 'integration/reports/work'] },
	9: { hole: 'photos of forms that were never sent', tests: ['integration/reports/photos'] },
	10: { hole: 'a complaint that hides', tests: ['integration/reports/author', 'integration/reports/work'] },
	11: { hole: 'forms of foreign pages', tests: ['integration/reports/security', 'e2e/report.story'] },
	12: { hole: 'programs that report', tests: ['integration/reports/author'] },
	13: { hole: 'limits that hit a whole house', tests: ['integration/reports/author'] },
	14: { hole: 'addresses that the portal fetches', tests: ['integration/reports/assets', 'unit/open311/parts'] },
	15: { hole: 'errors that tell of the inside', tests: ['integration/reports/security', 'integration/open311/hostile'] },
	16: { hole: 'one report twice, or never', tests: ['integration/reports/intake', 'integration/reports/form', 'unit/offline/outbox'] },
	17: { hole: 'one mail twice, or never', tests: ['integration/reports/alerts', 'integration/reports/work'] },
	18: { hole: 'old personal data', tests: ['integration/reports/staff-work', 'integration/reports/work'] },
	19: { hole: 'what was blackened comes back', tests: ['integration/reports/redaction'] },
	20: { hole: 'sessions that somebody else began', tests: ['integration/reports/security'] }
};

test('all 20 rows have their tests', () => expect(Object.keys(ROWS)).toHaveLength(20));

test.each(Object.entries(ROWS).flatMap(([row, { hole, tests }]) => tests.map((file): [string, string, string] => [row, hole, file])))('row %s, %s: %s', (row, _hole, file) => {
	const code = readFileSync(projectPath(`tests/${file.endsWith('.story') ? `${file}.ts` : `${file}.test.ts`}`), 'utf8');
	const names = [...code.matchAll(/\b(?:test|it|describe)(?:\.\w+(?:\([^\n]*?\))?)*\(\s*(['"`])(.*?)\1,/g), ...code.matchAll(/^\t*\]\)\((['"])(.*?)\1,/gm)].map((match) => match[2]!);
	const numbers = names.flatMap((name) => [...name.matchAll(/\brows? ([\d, and]+)/g)].flatMap(([, list]) => list!.match(/\d+/g)!));
	expect(numbers).toContain(row);
});
