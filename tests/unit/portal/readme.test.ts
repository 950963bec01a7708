import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { environment } from '../../../portal/lib/server/config.ts';

const readme = readFileSync(projectPath('README.md'), 'utf8');
const pack = JSON.parse(readFileSync(projectPath('package.json'), 'utf8'));

describe('README', () => {
	it('names every variable of the configuration and no other', () => {
		const table = readme.slice(readme.indexOf('## Configuration'), readme.indexOf('## Production'));
		const rows = table.split('\n').filter((line) => line.startsWith('| `'));
		const named = rows.flatMap((row) => [...row.split('|')[1]!.matchAll(/`([A-Z0-9_]+)`/g)].map((match) => match[1]));
		expect([...named].sort()).toEqual(Object.keys(environment.entries).sort());
	});

	it('names only commands that exist', () => {
		const commands = [...readme.matchAll(/npm run (?:-s )?([a-z0-9-]+)/g)].map((match) => match[1]!);
		expect(commands.filter((name) => !pack.scripts[name])).toEqual([]);
	});

	it('links only to files that exist', () => {
		const links = [...readme.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1]!);
		expect(links.filter((path) => !path.startsWith('http') && !existsSync(projectPath(path)))).toEqual([]);
	});

	it('gives a reason for every library that the portal runs on', () => {
		const why = readme.slice(readme.indexOf('Why each library'), readme.indexOf('## Glossary'));
		const unnamed = Object.keys(pack.dependencies).filter((name) => !name.startsWith('@types/') && !why.includes('`' + name + '`'));
		expect(unnamed.filter((name) => !(name.startsWith('@electric-sql/pglite') && why.includes('@electric-sql/pglite*')))).toEqual([]);
	});
});
