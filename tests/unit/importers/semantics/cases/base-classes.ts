import type { ConformityDocument } from '../../../../../importers/xplan/checks/semantics/rule.ts';
import { ALL, area, f, IN_4, line, pair, point, type RuleCase } from '../support.ts';

/** Plan and Bereich of a family that refer to each other. */
export const planCases = (
	family: string,
	numbers: { bereich: string; gehoertZuPlan: string },
	documents: readonly ConformityDocument[]
): RuleCase[] => {
	const plan = f(`${family}_Plan`, { bereich: '#b' }, 'p');
	const bereich = f(`${family}_Bereich`, { gehoertZuPlan: '#p' }, 'b');
	return [
		pair(numbers.bereich, documents, [plan, bereich], [plan, f('BP_Bereich', { gehoertZuPlan: '#p' }, 'b')]),
		pair(numbers.gehoertZuPlan, documents, [plan, bereich], [f(`${family}_Plan`, {}, 'p'), bereich]),
		pair(numbers.gehoertZuPlan, documents, [bereich], [f('BP_Plan', { bereich: '#b' }, 'p'), bereich])
	];
};

/** 4.x: content, rasters, ways back. */
export const contentCases = (
	family: string,
	content: string,
	className: string,
	numbers: { content: string; raster: string; back: string; both: string }
): RuleCase[] => {
	const back = `gehoertZu${family}_Bereich`;
	const bereich = f(`${family}_Bereich`, { [content]: '#o' }, 'b');
	return [
		pair(numbers.content, IN_4, [bereich, f(className, {}, 'o')], [bereich, f('BP_BauLinie', {}, 'o')]),
		pair(
			numbers.raster,
			IN_4,
			[f(`${family}_Bereich`, { rasterAenderung: '#r' }), f(`${family}_RasterplanAenderung`, {}, 'r')],
			[f(`${family}_Bereich`, { rasterAenderung: '#r' }), f('BP_RasterplanAenderung', {}, 'r')]
		),
		pair(numbers.back, IN_4, [bereich, f(className, { [back]: '#b' }, 'o')], [bereich, f(className, {}, 'o')]),
		pair(numbers.back, IN_4, [f(className, {}, 'o')], [bereich, f(className, { [back]: ['#b', '#b'] }, 'o')]),
		pair(
			numbers.both,
			IN_4,
			[f(className, { [back]: '#b' })],
			[f(className, { [back]: '#b', gehoertNachrichtlichZuBereich: '#c' })]
		)
	];
};

/** Classes with an area, with any geometry, a line and a point; the last two are abstract, because not each version has a class of them. */
export const geometryCases = (
	chapter: string,
	classes: { area: string; any: string; line: string; point: string },
	sections: { line: number; point: number }
): RuleCase[] => [
	pair(
		`${chapter}.4.1`,
		ALL,
		[f(classes.area, { position: area, ebene: 1, flaechenschluss: false }), f(classes.area, { position: area, flaechenschluss: true })],
		[f(classes.area, { position: area, ebene: -1, flaechenschluss: true })]
	),
	pair(`${chapter}.4.2`, ALL, [f(classes.area, { position: area })], [f(classes.area, { position: line })]),
	pair(
		`${chapter}.5.1`,
		ALL,
		[
			f(classes.any, { position: area, ebene: 1, flaechenschluss: false }),
			f(classes.any, { position: area, ebene: 0, flaechenschluss: true }),
			f(classes.any, { position: line, ebene: 1 })
		],
		[f(classes.any, { position: area, ebene: 1, flaechenschluss: true })]
	),
	pair(
		`${chapter}.5.2`,
		ALL,
		[f(classes.any, { position: area, flaechenschluss: false }), f(classes.any, { position: point })],
		[f(classes.any, { position: area })]
	),
	pair(`${chapter}.${sections.line}.1`, ALL, [f(classes.line, { position: line })], [f(classes.line, { position: point })]),
	pair(`${chapter}.${sections.point}.1`, ALL, [f(classes.point, { position: point })], [f(classes.point, { position: area })])
];

/** An area of the class on level 0 must be in the Flächenschluss, or out of it on every level. */
export function flaechenschlussCase(
	number: string,
	documents: readonly ConformityDocument[],
	className: string,
	expected: boolean
): RuleCase {
	return pair(
		number,
		documents,
		[
			f(className, { position: area, flaechenschluss: expected }),
			f(className, { position: line }),
			...(expected ? [f(className, { position: area, ebene: 1, flaechenschluss: false })] : [])
		],
		[f(className, { position: area, ebene: 0, flaechenschluss: !expected })]
	);
}

/** `detail` without `main`, and with it. */
export function requiresCase(
	number: string,
	documents: readonly ConformityDocument[],
	className: string,
	detail: string,
	main: string
): RuleCase {
	return pair(number, documents, [f(className, { [detail]: 'x', [main]: '1000' }), f(className)], [f(className, { [detail]: 'x' })]);
}
