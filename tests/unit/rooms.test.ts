import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TENANT_TABLES } from '../../gis/db/tenant-scope.ts';
import { projectPath } from '../../gis/project-path.ts';

/** Who may import whom, and what may be written where. Every rule says why it is one. */

const ROOT = projectPath('.');
const ROOMS = ['styles', 'importers', 'gis', 'portal'] as const;
type Room = (typeof ROOMS)[number];
const ALIASES: Record<string, string> = { $lib: 'portal/lib', $gis: 'gis', $importers: 'importers', $styles: 'styles' };

interface Source {
	path: string;
	text: string;
}

const sources: Source[] = ROOMS.flatMap((room) => globSync(`${room}/**/*.{ts,svelte}`, { cwd: ROOT })).map((path) => ({
	path: path.split(sep).join('/'),
	text: readFileSync(join(ROOT, path), 'utf8')
}));

/** Comments and types do not run. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');

interface Import {
	/** Path from the root for our files, else the package's name. */
	target: string;
	typeOnly: boolean;
}

function importsOf({ path, text }: Source): Import[] {
	const found: Import[] = [];
	for (const match of withoutComments(text).matchAll(/\b(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g)) {
		const name = match[2] ?? match[3]!;
		const alias = name.split('/')[0]!;
		const target = name.startsWith('.')
			? normalize(join(dirname(path), name)).split(sep).join('/')
			: ALIASES[alias]
				? name.replace(alias, ALIASES[alias])
				: name;
		found.push({ target, typeOnly: match[1] !== undefined });
	}
	return found;
}

const roomOf = (path: string): Room | null => ROOMS.find((room) => path === room || path.startsWith(`${room}/`)) ?? null;
const isServer = (path: string) => path.startsWith('portal/lib/server/') || /\/\+(page|layout)\.server\.ts$|\/\+server\.ts$|hooks\.server\.ts$/.test(path);
/** Runs in the browser, or may: components, and what they are made of. */
const isBrowser = (path: string) =>
	path.endsWith('.svelte') || (path.startsWith('portal/lib/') && !isServer(path)) || /^portal\/routes\/.*\+(page|layout)\.ts$/.test(path);

/** Fails with one line per place and the reason of the rule. */
function expectNone(places: string[], reason: string): void {
	expect(places, `${reason}\n${places.join('\n')}\n`).toEqual([]);
}

describe('who may import whom', () => {
	const allowed: Record<Room, Room[]> = { styles: ['styles'], importers: ['importers'], gis: ['gis', 'importers', 'styles'], portal: [...ROOMS] };
	test.each(ROOMS)('%s', (room) => {
		const wrong = sources
			.filter(({ path }) => roomOf(path) === room)
			.flatMap((source) => importsOf(source).map(({ target }) => ({ path: source.path, target })))
			.filter(({ target }) => roomOf(target) && !allowed[room].includes(roomOf(target)!))
			.map(({ path, target }) => `${path} imports ${target}`);
		expectNone(wrong, `${room}/ may import only ${allowed[room].join(', ')}: a room that knows nothing of the others can be tested and reused alone.`);
	});

	test('importers and styles need neither database nor web', () => {
		const wrong = sources
			.filter(({ path }) => ['importers', 'styles'].includes(roomOf(path)!))
			.flatMap((source) => importsOf(source).map(({ target }) => ({ path: source.path, target })))
			.filter(({ target }) => /^(knex|pg|pg-boss|express|svelte|@sveltejs|node:https?)(\/|$)/.test(target))
			.map(({ path, target }) => `${path} imports ${target}`);
		expectNone(wrong, 'importers/ and styles/ also run in the browser and in workers, without database and server.');
	});

	test('browser code gets only types from the server and from gis', () => {
		const wrong = sources
			.filter(({ path }) => isBrowser(path))
			.flatMap((source) => importsOf(source).map((each) => ({ path: source.path, ...each })))
			.filter(({ target, typeOnly }) => !typeOnly && (isServer(target) || roomOf(target) === 'gis'))
			.map(({ path, target }) => `${path} imports ${target}`);
		expectNone(wrong, 'What a component imports is sent to every visitor; server code there would leak or not run. Use `import type`.');
	});

	test('server code is loaded by plain Node', () => {
		const wrong = sources
			.filter(({ path }) => path.startsWith('portal/lib/server/') || ['gis', 'importers', 'styles'].includes(roomOf(path)!))
			.flatMap(({ path, text }) => [...text.matchAll(/from '(\$(?:lib|app|env|gis|importers|styles)\/[^']*|\.[^']*(?<!\.ts|\.json|\.js|\.mjs))'/g)].map((m) => `${path}: ${m[1]}`));
		expectNone(wrong, 'Command lines, workers and the server run these files without a bundler: imports are relative and end in .ts.');
	});
});

describe('what may be written where', () => {
	/** File → why it may. */
	const ENVIRONMENT_ALLOWED: Record<string, string> = {
		'portal/lib/server/config.ts': 'the one place',
		'portal/main.ts': 'asks for the log level when reading the configuration itself failed'
	};
	test('the environment is read in config.ts', () => {
		const wrong = sources
			.filter(({ path }) => !ENVIRONMENT_ALLOWED[path])
			.flatMap(({ path, text }) => [...withoutComments(text).matchAll(/process\.env(?!\)|\.\w+ = ).*/g)].map((m) => `${path}: ${m[0]}`));
		expectNone(wrong, 'Every variable is checked at start and stands in the README because there is one place that reads it. `readConfig(process.env)` is fine.');
	});

	const SQL = /(?<!\$state)\.(?:raw|whereRaw|orderByRaw|groupByRaw|havingRaw|joinRaw|fromRaw)\(|[`'"]\s*(?:select\s[\s\S]*?\sfrom|insert into|delete from|update\s+\w+\s+set|create (?:table|index|schema))\s/i;
	/** File → why it may. */
	const SQL_ALLOWED: Record<string, string> = {
		'portal/lib/server/health.ts': '`select 1` is the probe itself'
	};
	test('SQL stands in *-queries.ts, gis/ and migrations', () => {
		const wrong = sources
			.filter(({ path }) => roomOf(path) === 'portal' && !path.endsWith('-queries.ts') && !SQL_ALLOWED[path])
			.filter(({ text }) => SQL.test(withoutComments(text)))
			.map(({ path, text }) => `${path}: ${SQL.exec(withoutComments(text))![0].slice(0, 60)}`);
		expectNone(wrong, 'Whoever changes a table must find every statement about it; services and pages speak the language of the subject.');
	});

	/** File → why it may. */
	const TENANT_ALLOWED: Record<string, string> = {
		'gis/plans/published.ts': 'parts of statements that select published rows only, used in functions named AcrossTenants',
		'gis/tiles/version-tile.ts': 'a version by its id; versionOfTileAcrossTenants tells the router before whose it is and whether it is public',
		'portal/lib/server/landportal/published-queries.ts': 'parts of statements that select what is published only, used in functions named AcrossTenants',
		'portal/lib/server/statements/staged-file-queries.ts': 'a sweep asks which tenants have something to delete and gets ids of tenants only'
	};
	// TenantScope.query itself refuses SQL without :tenant, also where the condition comes from a constant.
	test('tables of a tenant are reached through TenantScope', () => {
		const names = TENANT_TABLES.join('|');
		const builder = new RegExp(`\\b(?:knex|db|trx|transaction)(?:<[^>]*>)?\\(\\s*'(?:${names})(?: as \\w+)?'`);
		const statement = new RegExp(`\\b(?:from|join|into|update)\\s+(?:${names})\\b`, 'i');
		const wrong = sources
			.filter(({ path }) => path.endsWith('.ts') && path !== 'gis/db/tenant-scope.ts' && !TENANT_ALLOWED[path])
			.flatMap(({ path, text }) => functionsOf(withoutComments(text)).map((each) => ({ path, ...each })))
			.filter(({ body }) => builder.test(body) || (statement.test(body) && /`|'/.test(body)))
			.filter(({ name, body }) => !name.endsWith('AcrossTenants') && !/:tenant\b|\btenant_id = |tenantId|\b(?:scope|inside|inner)\.query\b/.test(body))
			.map(({ path, name }) => `${path}: ${name || '(top level)'}`);
		expectNone(
			wrong,
			'A forgotten tenant shows one municipality the data of another. Use scope.table/insert/query, or name a read of published or ' +
				'technical data over all tenants …AcrossTenants.'
		);
	});

	/** File → why it may. */
	const HTML_ALLOWED: Record<string, string> = {
		'portal/lib/map/Legend.svelte': 'prints SVG that styles/ makes from its own catalogue; no word of a user is in it',
		'portal/lib/components/plans/SignPicture.svelte': 'the same',
		'portal/routes/zeichen/+page.svelte': 'the same'
	};
	test('no inline styles, no inline handlers, no raw HTML', () => {
		const wrong = sources
			.filter(({ path }) => path.endsWith('.svelte'))
			.flatMap(({ path, text }) => {
				const markup = text.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<style[\s\S]*?<\/style>/g, '');
				const places = [...markup.matchAll(/\sstyle(?:=|:[\w-]+)|\son\w+="|\{@html\b/g)].filter((m) => m[0] !== '{@html' || !HTML_ALLOWED[path]);
				return places.map((m) => `${path}: ${m[0].trim()}`);
			});
		expectNone(wrong, 'The Content-Security-Policy has no unsafe-inline: the browser drops such styles and handlers; {@html} would open the door to scripts.');
	});

	test('no file is longer than 400 lines', () => {
		const wrong = sources.filter(({ text }) => text.split('\n').length > 401).map(({ path, text }) => `${path}: ${text.split('\n').length}`);
		expectNone(wrong, 'A file is read at once, or it has two subjects.');
	});
});

/** Pieces of a module: what begins at the left margin, and the methods of classes. */
function functionsOf(text: string): { name: string; body: string }[] {
	const starts = [...text.matchAll(/^(?:(?:export\s+)?(?:async\s+)?(?:function\s*\*?\s*(\w+)|(?:const|let)\s+(\w+)\b)|\t(?:async\s+)?\*?(\w+)\([^)]*\)[^;{]*\{$)/gm)];
	return starts.map((start, index) => ({
		name: start[1] ?? start[2] ?? start[3] ?? '',
		body: text.slice(start.index, starts[index + 1]?.index)
	}));
}

test('the rules see the files', () => {
	expect(sources.length).toBeGreaterThan(100);
	expect(relative(ROOT, projectPath('portal'))).toBe('portal');
});
