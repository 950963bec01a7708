import type { Feature } from '../../../model.ts';
import { refersBack } from '../backward.ts';
import type { SemanticContext } from '../context.ts';
import { booleanOf, count, has, isArea, level, shapeIs, targetIs } from '../predicates.ts';
import type { ConformityDocument, Demand, SemanticRule } from '../rule.ts';

/** The rule's number in the documents that have it. */
type Number = string | Partial<Record<ConformityDocument, string>>;

/** A Bereich and its plan refer to each other. That there is one is for the schema, that it is in the file for the check of references. */
function belongsTo(planClass: string): Demand {
	// Asked from the Bereich's side: a plan may have very many of them.
	const isListed = (bereich: Feature, plan: Feature, context: SemanticContext): boolean =>
		context.referrers(bereich).some((referrer) => referrer.property === 'bereich' && referrer.feature === plan);
	return {
		uses: ['gehoertZuPlan'],
		holds: ({ attributes, feature }, context) => {
			const relation = attributes.find(({ name }) => name === 'gehoertZuPlan');
			const plan = relation && context.target(relation);
			return plan === undefined || (context.isA(plan.class, planClass) && isListed(feature, plan, context));
		},
		message: (subject, context) => {
			const plan = context.target(subject.attributes.find(({ name }) => name === 'gehoertZuPlan')!)!;
			return context.isA(plan.class, planClass)
				? `Der Plan „${plan.gmlId.slice(0, 80)}“ führt diesen Bereich nicht unter bereich auf. Bitte ergänzen Sie dort den Verweis.`
				: `gehoertZuPlan verweist auf ${plan.class} statt auf einen ${planClass}. Bitte berichtigen Sie den Verweis.`;
		}
	};
}

/** A plan and its Bereiche belong together. */
export function planRules(family: string, numbers: { bereich: Number; gehoertZuPlan: Number }): SemanticRule[] {
	return [
		{ number: numbers.bereich, classes: [`${family}_Plan`], ...targetIs('bereich', [`${family}_Bereich`]) },
		{ number: numbers.gehoertZuPlan, classes: [`${family}_Bereich`], ...belongsTo(`${family}_Plan`) }
	];
}

/** Objects above or below level 0 stay out of the Flächenschluss. */
const OFF_LEVEL_ZERO: Demand = {
	uses: ['flaechenschluss'],
	holds: (subject) => level(subject) === 0 || booleanOf(subject, 'flaechenschluss') === false,
	message: (subject) =>
		`Das Objekt liegt auf Ebene ${level(subject)} und gehört deshalb nicht zum Flächenschluss. Bitte setzen Sie flaechenschluss auf false.`
};

/** Rules of the abstract classes with a geometry; `chapter` is that of the Basisschema (5.1), sections are the same for all plans. */
export function geometryRules(family: string, chapter: string, sections: { line: number; point: number }): SemanticRule[] {
	return [
		{ number: `${chapter}.4.1`, classes: [`${family}_Flaechenobjekt`], ...OFF_LEVEL_ZERO },
		{ number: `${chapter}.4.2`, classes: [`${family}_Flaechenobjekt`], ...shapeIs(['area']) },
		{
			number: `${chapter}.5.1`,
			classes: [`${family}_Geometrieobjekt`],
			...OFF_LEVEL_ZERO,
			holds: (subject, context) => !isArea(subject) || OFF_LEVEL_ZERO.holds(subject, context)
		},
		{
			number: `${chapter}.5.2`,
			classes: [`${family}_Geometrieobjekt`],
			uses: ['flaechenschluss'],
			holds: (subject) => !isArea(subject) || has(subject, 'flaechenschluss'),
			message: 'Das Objekt ist eine Fläche, flaechenschluss fehlt aber. Bitte geben Sie an, ob es zum Flächenschluss gehört.'
		},
		{ number: `${chapter}.${sections.line}.1`, classes: [`${family}_Linienobjekt`], ...shapeIs(['line']) },
		{ number: `${chapter}.${sections.point}.1`, classes: [`${family}_Punktobjekt`], ...shapeIs(['point']) }
	];
}

/** Rules of the two kinds of area objects, which not all plans have. */
export function coverageRules(family: string, chapter: string): SemanticRule[] {
	return [
		{
			number: `${chapter}.6.1`,
			classes: [`${family}_Ueberlagerungsobjekt`],
			uses: ['flaechenschluss'],
			holds: (subject) => booleanOf(subject, 'flaechenschluss') === false,
			message: 'Dieses Objekt überlagert andere und gehört nie zum Flächenschluss. Bitte setzen Sie flaechenschluss auf false.'
		},
		{
			number: `${chapter}.7.1`,
			classes: [`${family}_Flaechenschlussobjekt`],
			uses: ['flaechenschluss'],
			holds: (subject) => level(subject) !== 0 || booleanOf(subject, 'flaechenschluss') === true,
			message:
				'Dieses Objekt gehört auf Ebene 0 immer zum Flächenschluss. ' +
				'Bitte setzen Sie flaechenschluss auf true oder geben Sie die Ebene an.'
		}
	];
}

/** The relation must be given at least once. */
export function needsText(): Demand {
	return {
		uses: ['refTextInhalt'],
		holds: (subject) => count(subject, 'refTextInhalt') > 0,
		message: 'Die Fläche steht für einen Text, verweist aber auf keinen. Bitte ergänzen Sie refTextInhalt.'
	};
}

/** 4.x: what a Bereich holds is of its own family, and refers back; own content is not taken over as notice at the same time. */
export function contentRulesOf4(
	family: string,
	content: string,
	numbers: { content: string; raster: string; back: string; both: string }
): SemanticRule[] {
	const back = `gehoertZu${family}_Bereich`;
	return [
		{ number: { '4.1': numbers.content }, classes: [`${family}_Bereich`], ...targetIs(content, [`${family}_Objekt`]) },
		{ number: { '4.1': numbers.raster }, classes: [`${family}_Bereich`], ...targetIs('rasterAenderung', [`${family}_RasterplanAenderung`]) },
		{ number: { '4.1': numbers.back }, classes: [`${family}_Objekt`], ...refersBack(content, `${family}_Bereich`, back, true) },
		{
			number: { '4.1': numbers.both },
			classes: [`${family}_Objekt`],
			uses: [back, 'gehoertNachrichtlichZuBereich'],
			holds: (subject) => !has(subject, back) || !has(subject, 'gehoertNachrichtlichZuBereich'),
			message:
				`${back} und gehoertNachrichtlichZuBereich sind gleichzeitig angegeben. ` +
				'Bitte entfernen Sie einen der Verweise: Ein Objekt ist eigener Inhalt des Plans oder nachrichtlich übernommen.'
		}
	];
}
