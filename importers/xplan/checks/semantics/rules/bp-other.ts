import { all, areaIsFlaechenschluss, codeIn, has, hasAny, requires, requiresCode, shapeIs, targetIs } from '../predicates.ts';
import type { Attribute, Segment } from '../../../model.ts';
import type { Demand, SemanticRule, Subject } from '../rule.ts';
import { needsText } from './base-classes.ts';

const FLAECHENSCHLUSS = areaIsFlaechenschluss(true, true);
const UEBERLAGERUNG = areaIsFlaechenschluss(false);
const NOT_AREA = shapeIs(['point', 'line']);

/** The geometry is one curve of one segment of this kind with so many points. */
function isSegment({ geometry }: Attribute, type: Segment['type'], points: number): boolean {
	if (geometry?.type !== 'Curve') return false;
	const [curve] = geometry.curves;
	return curve.length === 1 && curve[0]!.type === type && curve[0]!.points.length === points;
}

/** Dimensions of a kind (`typ`) have a geometry of one segment. */
const dimension = (code: string, type: Segment['type'], points: number, what: string): Demand => ({
	uses: ['typ'],
	holds: (subject) =>
		!codeIn(subject, 'typ', [code]) ||
		all(subject, 'position').every((position) => position.geometry === undefined || isSegment(position, type, points)),
	message: `${what}. Bitte berichtigen Sie position oder typ.`
});

/** The one height of a BP_HoehenMass belongs to the object's own place. */
function heightMarkProblem(subject: Subject): string | undefined {
	const heights = all(subject, 'hoehenangabe');
	if (heights.length !== 1) return `Ein Höhenmaß braucht genau eine hoehenangabe; es hat ${heights.length}`;
	const inner = { attributes: heights[0]!.attributes ?? [] };
	if (hasAny(inner, ['bezugspunkt', 'abweichenderBezugspunkt'])) return 'Die hoehenangabe eines Höhenmaßes darf keinen Bezugspunkt nennen';
	return has(inner, 'h') ? undefined : 'Die hoehenangabe eines Höhenmaßes muss die Höhe in h nennen';
}

/** 4.5 to 4.14: single rules of the remaining classes. */
export const BP_OTHER_RULES: readonly SemanticRule[] = [
	{ number: '4.5.14.3', classes: ['BP_GemeinschaftsanlagenFlaeche'], ...targetIs('eigentuemer', ['BP_BaugebietsTeilFlaeche']) },
	{ number: '4.5.15.1', since: '4.1', classes: ['BP_GemeinschaftsanlagenZuordnung'], ...UEBERLAGERUNG },
	{ number: { '4.1': '4.6.3.1' }, since: '4.1', classes: ['BP_DenkmalschutzEinzelanlage'], ...UEBERLAGERUNG },
	{ number: { '4.1': '4.8.2.4', '5.4': '4.8.2.4' }, since: '4.1', classes: ['BP_Landwirtschaft'], ...FLAECHENSCHLUSS },
	{ number: '4.9.5.4', since: '4.1', classes: ['BP_AusgleichsMassnahme'], ...UEBERLAGERUNG },
	{
		number: { '4.1': '4.9.6.1', '5.4': '4.9.6.1' },
		since: '4.1',
		until: '5.0',
		classes: ['BP_AnpflanzungBindungErhaltung'],
		...UEBERLAGERUNG
	},
	{ number: { '4.1': '4.10.2.1', '5.4': '4.10.2.1' }, since: '4.1', classes: ['BP_Immissionsschutz'], ...UEBERLAGERUNG },
	{
		number: { '5.4': '4.10.2.2', '6.0': '4.10.2.2' },
		since: '5.2',
		classes: ['BP_Immissionsschutz'],
		...requires('detaillierteTechnVorkehrung', 'technVorkehrung')
	},
	{
		number: { '6.0': '4.10.2.3' },
		classes: ['BP_Immissionsschutz'],
		uses: ['laermpegelbereich', 'massgeblAussenLaermpegelTag'],
		holds: (subject) =>
			!hasAny(subject, ['laermpegelbereich', 'sonstLaermpegelbereich']) ||
			!hasAny(subject, ['massgeblAussenLaermpegelTag', 'massgeblAussenLaermpegelNacht']),
		message:
			'Lärmpegelbereich und maßgeblicher Außenlärmpegel sind gleichzeitig angegeben. ' +
			'Bitte geben Sie nur den Lärmpegelbereich oder nur die Außenlärmpegel an.'
	},
	{
		number: { '6.0': '4.10.2.4' },
		classes: ['BP_Immissionsschutz'],
		...requiresCode('sonstLaermpegelbereich', 'laermpegelbereich', ['1700'], 'sonstiger Lärmpegelbereich')
	},
	{ number: '4.11.1.7', since: '4.1', classes: ['BP_VerEntsorgung'], ...FLAECHENSCHLUSS },
	{
		number: { '4.1': '4.12.1.1', '5.4': '4.12.1.1' },
		classes: ['BP_StrassenVerkehrsFlaeche'],
		...targetIs('begrenzungslinie', ['BP_StrassenbegrenzungsLinie'])
	},
	{
		number: { '4.1': '4.12.2.1', '5.4': '4.12.2.1' },
		classes: ['BP_VerkehrsflaecheBesondererZweckbestimmung'],
		...targetIs('begrenzungslinie', ['BP_StrassenbegrenzungsLinie'])
	},
	{
		number: { '5.4': '4.12.2.3' },
		since: '5.1',
		classes: ['BP_VerkehrsflaecheBesondererZweckbestimmung'],
		...FLAECHENSCHLUSS
	},
	{ number: '4.12.3.1', since: '4.1', classes: ['BP_Strassenkoerper'], ...UEBERLAGERUNG },
	{ number: '4.14.2.1', since: '4.1', classes: ['BP_UnverbindlicheVormerkung', 'BP_Wegerecht'], ...UEBERLAGERUNG },
	{
		number: '4.14.3.1',
		classes: ['BP_AbstandsMass'],
		uses: ['startWinkel', 'endWinkel'],
		holds: (subject) => has(subject, 'startWinkel') === has(subject, 'endWinkel'),
		message: 'Von startWinkel und endWinkel ist nur einer angegeben. Bitte ergänzen Sie den anderen oder lassen Sie beide weg.'
	},
	{ number: { '4.1': '4.14.3.2', '5.4': '4.14.3.2' }, since: '4.1', classes: ['BP_AbstandsMass'], ...NOT_AREA },
	{
		number: { '6.0': '4.14.3.3' },
		classes: ['BP_AbstandsMass'],
		...dimension('1000', 'line', 2, 'Ein Abstandsmaß (typ 1000) ist eine gerade Linie mit genau zwei Punkten')
	},
	{
		number: { '6.0': '4.14.3.4' },
		classes: ['BP_AbstandsMass'],
		...dimension('2000', 'arc', 3, 'Ein Winkelmaß (typ 2000) ist ein einzelner Kreisbogen (gml:Arc)')
	},
	{ number: { '4.1': '4.14.6.1', '5.4': '4.14.6.1' }, classes: ['BP_TextlicheFestsetzungsFlaeche'], ...needsText() },
	{ number: { '6.0': '4.14.12.1' }, classes: ['BP_TextAbschnittFlaeche'], ...needsText() },
	{
		number: '4.14.7.1',
		classes: ['BP_HoehenMass'],
		uses: ['hoehenangabe'],
		holds: (subject) => heightMarkProblem(subject) === undefined,
		message: (subject) => `${heightMarkProblem(subject)!}. Bitte berichtigen Sie hoehenangabe.`
	},
	{ number: '4.14.7.2', since: '4.1', classes: ['BP_HoehenMass'], ...NOT_AREA }
];
