import type { Feature } from '../../model.ts';
import type { SemanticContext } from './context.ts';
import type { Demand, Subject } from './rule.ts';

/**
 * What is listed by others must point back: for each object of `referrerClass` that refers to the subject by `incoming`, the subject's
 * relation `back` leads to it, exactly once where `once` is given. Linear in the relations, however many objects refer to one.
 */
export function refersBack(incoming: string, referrerClass: string, back: string, once = false): Demand {
	const unanswered = ({ attributes, feature }: Subject, context: SemanticContext): Feature | undefined => {
		const referrers = context
			.referrers(feature)
			.filter((referrer) => referrer.property === incoming && context.isA(referrer.feature.class, referrerClass));
		if (referrers.length === 0) return undefined;
		const answers = new Map<string, number>();
		for (const { name, href } of attributes) if (name === back && href !== undefined) answers.set(href, (answers.get(href) ?? 0) + 1);
		return referrers.find((referrer) => {
			const given = answers.get(`#${referrer.feature.gmlId}`) ?? 0;
			return given === 0 || (once && given > 1);
		})?.feature;
	};
	return {
		uses: [back],
		holds: (subject, context) => unanswered(subject, context) === undefined,
		message: (subject, context) => {
			const { class: className, gmlId } = unanswered(subject, context)!;
			const often = once ? 'nicht genau einmal' : 'nicht';
			return (
				`${className} „${gmlId.slice(0, 80)}“ führt dieses Objekt unter ${incoming} auf, ${back} verweist aber ${often} darauf zurück. ` +
				`Bitte berichtigen Sie ${back}.`
			);
		}
	};
}
