import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { semanticFindingsOfFile } from './corpus-file.ts';

const folder = join(import.meta.dirname, '../../../../../shared/xplanung');
const manifest = join(folder, 'manifest.json');
const missing = !existsSync(manifest);
const files = missing
	? []
	: (JSON.parse(readFileSync(manifest, 'utf8')) as { file: string; version: string | null; members: number | null; classes: object }[])
			.filter(({ version, members }) => members !== null && /^([45]\.\d|6\.0)$/.test(version ?? ''))
			.filter(({ classes }) => Object.keys(classes).some((name) => /^(FP|SO|RP|LP)_/.test(name)))
			.map(({ file }) => file);

/** The objects of this plan do not name their Bereich, special purposes stand under other general ones. Counted in the file's text. */
const FPLAN = { '5.1.3.3': 3468, '5.8.1.1': 517, '5.5.3.4': 392 };
/** Railway as an area on level 0 outside the Flächenschluss. */
const EIDELSTEDT = { '6.2.5.3': 1 };
/** sonstGebietsArt beside gebietsArt 1999. */
const ERHALTUNG = { '6.4.1.1': 1 };

/** All findings of chapters 5 to 8 in the shared files; each has been looked at and is a defect of the file. */
const EXPECTED: Record<string, Record<string, number>> = {
	'4.0/history/Plan_A_4_0/xplan.gml': FPLAN,
	'4.1/commons/Eidelstedt_4_V4-Eimsbuettel/xplan.gml': EIDELSTEDT,
	'4.1/commons/Eidelstedt_4_V4/xplan.gml': EIDELSTEDT,
	'4.1/commons/FPlan/xplan.gml': FPLAN,
	'4.1/history/Eidelstedt_4_V4_noCrs/xplan.gml': EIDELSTEDT,
	'4.1/manager/edit/xplan41/Eidelstedt_4_V4-Blankenese.gml': EIDELSTEDT,
	'4.1/soapui/Eidelstedt4V4-with-nummer-soapui-webservices/xplan.gml': EIDELSTEDT,
	'4.1/soapui/Eidelstedt_4_V4-soapui-webservices/xplan.gml': EIDELSTEDT,
	'4.1/validator/Eidelstedt_4_V4-broken-geometry/xplan.gml': EIDELSTEDT,
	'4.1/validator/Eidelstedt_4_V4_Syntaxfehler/xplan.gml': EIDELSTEDT,
	'5.1/validator/geometric/flaechenschluss/xplan51-5_1_4_1_Flaechenschlussfehler.gml': { '5.1.4.1': 1 },
	'5.1/validator/geometric/flaechenschluss/xplan51-5_5_4_2_Flaechenschlussfehler.gml': { '5.5.4.2': 1 },
	'5.4/synthesizer/praesentation/BPlan002_5-4.gml': ERHALTUNG,
	'5.4/synthesizer/praesentation/BPlan002_5-4_ohneErstellungsMassstab.gml': ERHALTUNG,
	'5.4/validator/geometric/flaechenschluss/BP_Alles_Parmis.gml': { '6.3.2.2': 1 },
	'6.0/history/LP-Test_60/xplan.gml': { '5.1.5.2': 1, '6.1.5.2': 3, '8.1.1.3': 1 },
	// Made to break the rules of the Landschaftsplan, each once.
	'6.0/history/LP-Test_60_mod/xplan.gml': {
		'5.1.5.2': 1,
		'6.1.5.2': 3,
		'8.1.1.3': 1,
		'8.1.5.2': 1,
		'8.6.1.2': 1,
		'8.6.1.3': 1,
		'8.6.1.4': 1,
		'8.7.1.1': 1,
		'8.7.2.1.1': 1,
		'8.8.1.1.1': 1,
		'8.8.1.2.1': 1,
		'8.8.1.2.2': 1,
		'8.8.1.2.3': 1,
		'8.8.1.2.4': 1,
		'8.8.1.2.5': 1,
		'8.8.1.3.1': 1,
		'8.8.1.4.1': 1,
		'8.8.1.5.1': 1,
		'8.8.1.6.1': 1,
		'8.8.1.7.1': 1,
		'8.8.1.8.1': 1,
		'8.8.1.9.1': 1,
		'8.8.1.10.1': 1,
		'8.8.1.11.1': 1
	},
	'6.0/manager/FNP_Test_60/xplan.gml': { '8.6.1.1': 25 },
	'6.0/manager/LP-Test_60/xplan.gml': { '6.2.11.2': 1, '6.2.12.2': 1 },
	'6.0/soapui/BP_6.0.2_invalide/xplan.gml': { '6.1.3.9': 1, '6.1.3.10': 1, '6.1.3.16': 1 }
};

describe.skipIf(missing)('chapters 5 to 8 in the shared corpus (skipped where ../shared is missing)', () => {
	it('has files of these plans', () => {
		expect(files.length).toBeGreaterThan(80);
	});

	it.each(files)('%s has the findings that were looked at', async (file) => {
		const counts: Record<string, number> = {};
		for (const { rule } of await semanticFindingsOfFile(join(folder, file))) {
			if (/^[5-8]\./.test(rule)) counts[rule] = (counts[rule] ?? 0) + 1;
		}
		expect(counts).toEqual(EXPECTED[file.replace(/^plans\//, '')] ?? {});
	});
});
