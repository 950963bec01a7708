import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../importers/xplan/model.ts';
import { semanticFindingsOfFile } from './corpus-file.ts';

const folder = join(import.meta.dirname, '../../../../../shared/xplanung');
const manifest = join(folder, 'manifest.json');
const missing = !existsSync(manifest);
const files = missing
	? []
	: (JSON.parse(readFileSync(manifest, 'utf8')) as { file: string; version: string | null; members: number | null }[])
			.filter(({ version, members }) => members !== null && /^([45]\.\d|6\.0)$/.test(version ?? ''))
			.map(({ file }) => file);

const check = (file: string): Promise<Finding[]> => semanticFindingsOfFile(join(folder, file));

/** Files that were made to break or to meet rules: numbers that must be found, in the file's order. */
const MADE_FOR: Record<string, string[]> = {
	'5.0/validator/semantic/xquery/BP_GemeinschaftsanlagenZuordnung-Polygon-flaechenschlussFalse.gml': [],
	'5.0/validator/semantic/xquery/BP_GemeinschaftsanlagenZuordnung-Polygon-flaechenschlussTrue.gml': ['4.5.15.1'],
	'5.0/validator/semantic/xquery/BP_Landwirtschaft-Polygon-flaechenschlussFalse.gml': ['4.8.2.4'],
	'5.0/validator/semantic/xquery/BP_Landwirtschaft-Polygon-flaechenschlussTrue.gml': [],
	'5.0/validator/semantic/xquery/Demo-bereich-invalid.gml': ['4.1.1.1', '4.1.2.3'],
	'5.0/validator/semantic/xquery/Demo-planinhalt-invalid.gml': ['3.1.2.2'],
	'5.1/validator/geometric/flaechenschluss/xplan51-5_1_4_1_Flaechenschlussfehler.gml': ['5.1.4.1'],
	'5.1/validator/geometric/flaechenschluss/xplan51-5_5_4_2_Flaechenschlussfehler.gml': ['5.5.4.2'],
	'5.3/validator/geometric/flaechenschluss/xplan53-4_1_7_1_Flaechenschlussfehler.gml': ['4.1.7.1'],
	'6.0/soapui/BP_6.0.2_invalide/xplan.gml': ['6.1.3.9', '6.1.3.10', '6.1.3.16']
};

describe.skipIf(missing)('shared corpus (skipped where ../shared is missing)', () => {
	it.each(files)('%s is checked, and each finding says what to do', async (file) => {
		for (const { rule, message, gmlId, line } of await check(file)) {
			expect(rule).toMatch(/^\d+(\.\d+)+$/);
			expect(message).toMatch(/Bitte .*\.$/);
			expect(message).not.toMatch(/undefined|null|NaN|\[object/);
			expect(gmlId).toBeTruthy();
			expect(line).toBeGreaterThan(0);
		}
	});

	it.each(Object.entries(MADE_FOR))('%s breaks the rules that it was made for', async (file, expected) => {
		const found = new Set((await check(`plans/${file}`)).map(({ rule }) => rule));
		for (const rule of expected) expect(found).toContain(rule);
		if (expected.length === 0) expect([...found].filter((rule) => rule === '4.5.15.1' || rule === '4.8.2.4')).toEqual([]);
	});
});
