import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { projectPath } from '../../gis/project-path.ts';

/**
 * What the public may know of reports is decided once, by the views `public_report` and `public_report_photo`. Whoever writes for the public
 * reads them; a query of the tables themselves would have to remember every rule.
 */
const TABLES = /\b(?:from|join)\s+(?:report|report_photo)\b(?!_)|\btable\(\s*'(?:report|report_photo)(?: as \w+)?'|\bknex\(\s*'(?:report|report_photo)'/i;

/** Rooms and files whose answers everybody gets. */
const PUBLIC = [
	'portal/lib/server/report-map/**/*.ts',
	'portal/lib/server/open311/**/public-*.ts',
	'portal/lib/server/reports/**/public-*.ts',
	'portal/lib/server/reports/duplicates.ts',
	'portal/lib/server/embed/**/*.ts'
];

const files = globSync(PUBLIC, { cwd: projectPath('.') }).map((path) => path.split(sep).join('/'));
/** Who follows a duplicate is looked up by its id alone. */
const FOLLOWERS = /select d\.id from report d where d\.merged_into/g;
const code = (path: string) =>
	readFileSync(join(projectPath('.'), path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1').replace(FOLLOWERS, '');

test('the rule knows the tables from the views', () => {
	expect('select * from report r').toMatch(TABLES);
	expect("scope.table('report_photo as p')").toMatch(TABLES);
	for (const fine of ['from public_report r', 'join report_category k', 'from report_cluster', "scope.table('public_report')"]) expect(fine).not.toMatch(TABLES);
});

test('what is public is read through the views', () => {
	expect(files.length).toBeGreaterThan(5);
	expect(files.filter((path) => TABLES.test(code(path))), 'Read public_report or public_report_photo: they leave out what is private or not released.').toEqual([]);
});
