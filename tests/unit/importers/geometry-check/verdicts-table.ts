import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a test of the reference system expects of a file. */
export interface Verdict {
	test: string;
	file: string;
	valid: boolean | null;
	errors: number | null;
	warnings: number | null;
	/** Number of geometries that the reference draws for its findings. */
	bad: number | null;
	features: string[];
	ignored: boolean;
}

export interface Row extends Verdict {
	/** `Class#method` */
	name: string;
	path: string;
	/** Findings that the row is about. */
	rule: RegExp;
	orientation?: false;
}

export const folder = join(import.meta.dirname, '../../../../../shared/xplanung');
const file = join(folder, 'verdicts.json');
export const missing = !existsSync(file);
const verdicts = missing ? [] : (JSON.parse(readFileSync(file, 'utf8')) as Verdict[]);

const RULES: [ofTest: RegExp, rule: RegExp][] = [
	[/^Doppelbelegung/, /^4\.5\.2\.4/],
	[/Flaechenschluss/, /^2\.2\.1\.1/],
	[/^Geltungsbereich/, /^2\.2\.3\.1/],
	// Those of the validator as a whole are named after what they try of 2.2.2.1. They expect no warning although the files do have gaps by
	// 2.2.1.1 (3,025 m² in geometryOrientation*, 477 m² in invalidSelfintersectionDeteced), so those do not count here.
	[/^(XPlanGeometryInspector|GeometricValidatorImpl)/, /^2\.2\.2\.1/]
];
const PATCHES = /GeometricValidatorImplTest#testValidateGeometry_PolygonPatch/;

/**
 * Rows that leave out the direction of rings. `skipOrientation` says so itself. In `multiSurface-touches` the first triangle runs clockwise
 * (563456.6 5934814.9 → 563615.5 5934559.8 → 563318.6 5934553.6: signed area −38,344 m²), which is an error wherever the direction is
 * looked at; the row expects none, so it is only about parts that touch.
 */
const WITHOUT_ORIENTATION = /#testInspect_(InvalidOrientation_skipOrientation|MultiSurfaceTouches_shouldBeValid)$/;

const OTHER_CHECKS: [RegExp, string][] = [
	[/^AenderungenInspector/, 'references: whether aendert, wurdeGeaendertVon … lead somewhere; the row has no expectation either'],
	[/^ExternalReferenceEvaluator/, 'references: files that a document names'],
	[/^XQuerySemanticValidator/, 'semantics: tries the machinery of the rules, no expectation about the file'],
	[/^SyntacticValidator/, 'structure'],
	[/^(ValidatorWmsManager|SqlPlanStorage)/, 'storage of the reference system, no check']
];

/** All rows: those that can be tried, and the others with the reason. */
export function tableOfVerdicts(): { rows: Row[]; rest: { name: string; reason: string }[] } {
	const files = missing ? [] : readdirSync(join(folder, 'plans'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gml'));
	const rows: Row[] = [];
	const rest: { name: string; reason: string }[] = [];
	for (const verdict of verdicts) {
		const name = verdict.test.replace('.java', '');
		const other = OTHER_CHECKS.find(([pattern]) => pattern.test(name));
		const path = pathOf(verdict, name, files);
		const { valid, errors, warnings, bad } = verdict;
		const rule = PATCHES.test(name) ? /^2\.2\.2\.1/ : RULES.find(([pattern]) => pattern.test(name))?.[1];
		if (other !== undefined) rest.push({ name, reason: `not of this check: ${other[1]}` });
		else if (verdict.ignored) rest.push({ name, reason: 'ignored by the reference itself' });
		else if ([valid, errors, warnings, bad].every((value) => value === null)) rest.push({ name, reason: 'no expectation in the row' });
		else if (path === undefined || rule === undefined) rest.push({ name, reason: `the file ${verdict.file} is not there` });
		else rows.push({ ...verdict, name, path, rule, ...(WITHOUT_ORIENTATION.test(name) ? { orientation: false } : {}) });
	}
	return { rows, rest };
}

/** A ZIP's name is that of a folder or of a file; where several have it, the version or the folder of the rule decides. */
function pathOf({ file }: Verdict, name: string, files: readonly string[]): string | undefined {
	const stem = basename(file).replace(/\.zip$/, '');
	const version = /^xplan(\d)(\d)\//.exec(file);
	const named = files.filter((path) => path.endsWith(`/${stem}`) || path.endsWith(`/${stem}.gml`) || path.endsWith(`/${stem}/xplan.gml`));
	const ofVersion = named.filter((path) => version === null || path.startsWith(`${version[1]}.${version[2]}/`));
	const path = ofVersion.find((one) => name.startsWith('Geltungsbereich') && one.includes('/geometric/geltungsbereich/')) ?? ofVersion[0];
	return path === undefined ? undefined : join(folder, 'plans', path);
}
