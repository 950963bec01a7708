import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkXplan } from '../../../importers/xplan/check.ts';
import { refusalIn } from '../../../importers/xplan/refusal.ts';

interface ManifestRow {
	file: string;
	version: string | null;
	members: number | null;
	classes: Record<string, number>;
	crs: Record<string, number>;
	clockwiseExteriors: number;
	danglingXlinks: number;
}

const folder = join(import.meta.dirname, '../../../../shared/xplanung');
const manifest = join(folder, 'manifest.json');
const missing = !existsSync(manifest);
const rows = missing ? [] : (JSON.parse(readFileSync(manifest, 'utf8')) as ManifestRow[]);
const readable = rows.filter(({ version, members }) => members !== null && /^([45]\.\d|6\.0)$/.test(version ?? ''));

describe.skipIf(missing)('shared corpus (skipped where ../shared is missing)', () => {
	it('has plans of all versions', () => {
		expect(new Set(readable.map(({ version }) => version)).size).toBe(8);
	});

	it.each(readable.map((row) => [row.file, row] as const))('%s', async (_, row) => {
		const result = await checkXplan(createReadStream(join(folder, row.file)));
		expect(result.version).toBe(row.version);
		expect(result.members).toBe(row.members);
		expect(result.classes).toEqual(row.classes);
		const codes = Object.keys(row.crs).map((name) => (name.startsWith('EPSG:') ? name : 'EPSG:25832'));
		expect(result.crs).toEqual([...new Set(codes)].sort());
		expect(refusalIn(result.findings)).toBeNull();
		const turned = result.findings.filter(({ rule, message }) => rule === '2.2.2.1 orientation' && message.includes('äußerer'));
		expect(turned).toHaveLength(row.clockwiseExteriors);
		const dangling = result.findings.filter(({ rule }) => rule === 'xlink-dangling');
		expect(dangling).toHaveLength(row.danglingXlinks);
	});
});
