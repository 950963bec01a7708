import { and, atMostOne, codeIn, combinations, has, hasAny, requires, xor } from '../predicates.ts';
import type { Demand, SemanticRule, Subject } from '../rule.ts';

const HEIGHTS = ['h', 'hMin', 'hMax', 'hZwingend'];
const WITH_POINT = [['h'], ['hMin'], ['hMin', 'hMax'], ['hZwingend']];
const WITHOUT_POINT = [['hMin'], ['hMax'], ['hMin', 'hMax']];
const OF_HEIGHT_MARK = [['h']];

const hasPoint = (subject: Subject): boolean => hasAny(subject, ['bezugspunkt', 'abweichenderBezugspunkt']);

/** Which heights fit together depends on whether it is said what they belong to (3.2.3.1); a BP_HoehenMass says it by its place. */
function allowed(subject: Subject): readonly (readonly string[])[] {
	if (hasPoint(subject)) return WITH_POINT;
	return subject.feature.class === 'BP_HoehenMass' ? OF_HEIGHT_MARK : WITHOUT_POINT;
}

const DEMANDS = new Map([WITH_POINT, WITHOUT_POINT, OF_HEIGHT_MARK].map((list) => [list as unknown, combinations(HEIGHTS, list)]));

const together: Demand = {
	holds: (subject, context) => DEMANDS.get(allowed(subject))!.holds(subject, context),
	message: (subject) => {
		const found = and(HEIGHTS.filter((name) => has(subject, name)));
		const point = hasPoint(subject) ? 'mit' : 'ohne';
		const options = allowed(subject).map((names) => and(names));
		const hint = point === 'ohne' && subject.feature.class !== 'BP_HoehenMass' ? ' oder ergänzen Sie bezugspunkt' : '';
		return (
			`Die Höhenangabe nennt ${found} ${point} Bezugspunkt; zulässig ist dann nur: ${options.join('; ')}. ` +
			`Bitte berichtigen Sie die Angaben${hint}.`
		);
	}
};

/** 3.2.3: heights (XP_Hoehenangabe). */
export const HEIGHT_RULES: readonly SemanticRule[] = [
	{ number: '3.2.3.1', classes: ['XP_Hoehenangabe'], ...together },
	{
		number: { '5.4': '3.2.3.1', '6.0': '3.2.3.1' },
		since: '5.3',
		classes: ['XP_Hoehenangabe'],
		holds: (subject) => hasAny(subject, HEIGHTS),
		message: 'Die Höhenangabe enthält keine Höhe. Bitte ergänzen Sie h, hMin, hMax oder hZwingend.'
	},
	{
		number: '3.2.3.2',
		classes: ['XP_Hoehenangabe'],
		holds: (subject, context) => {
			if (!codeIn(subject, 'hoehenbezug', ['3000'])) return true;
			const plan = context.planOf(subject.feature);
			return plan === undefined || has(plan, 'bezugshoehe');
		},
		message:
			'Die Höhe bezieht sich auf die Bezugshöhe des Plans (hoehenbezug 3000), der Plan nennt aber keine. ' +
			'Bitte ergänzen Sie dort bezugshoehe.'
	},
	{ number: '3.2.3.3', since: '4.1', classes: ['XP_Hoehenangabe'], ...xor('hoehenbezug', 'abweichenderHoehenbezug') },
	{
		number: { '5.4': '3.2.3.4', '6.0': '3.2.3.4' },
		classes: ['XP_Hoehenangabe'],
		...atMostOne('bezugspunkt', 'abweichenderBezugspunkt')
	},
	{ number: { '6.0': '3.2.3.5' }, classes: ['XP_Hoehenangabe'], ...requires('bezugspunktText', 'bezugspunkt') }
];
