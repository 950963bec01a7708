import { refersBack } from '../backward.ts';
import { count, has, isBlank, onlyIf, requires, shapeIs, targetIs, valueOf, xor } from '../predicates.ts';
import type { SemanticContext } from '../context.ts';
import type { SemanticRule, Subject } from '../rule.ts';
import { HEIGHT_RULES } from './xp-heights.ts';

/** Text blocks that a plan and a Bereich list at the same time (3.2.1.2). */
function listedTwice({ feature }: Subject, context: SemanticContext): boolean {
	const owners = context.referrers(feature).filter(({ property }) => property === 'texte');
	return (
		owners.some((owner) => context.isA(owner.feature.class, 'XP_Plan')) &&
		owners.some((owner) => context.isA(owner.feature.class, 'XP_Bereich'))
	);
}

const isDocument = (subject: Subject): boolean => valueOf(subject, 'art')?.endsWith('Dokument') === true;

/** Chapter 3: basic schema. */
export const XP_RULES: readonly SemanticRule[] = [
	{ number: '3.1.1.1', classes: ['XP_Plan'], ...targetIs('texte', ['XP_TextAbschnitt']) },
	{ number: '3.1.1.2', classes: ['XP_Plan'], ...targetIs('begruendungsTexte', ['XP_BegruendungAbschnitt']) },
	{ number: '3.1.2.1', classes: ['XP_Bereich'], ...targetIs('praesentationsobjekt', ['XP_AbstraktesPraesentationsobjekt']) },
	{ number: { '4.1': '3.1.2.2' }, classes: ['XP_Bereich'], ...targetIs('nachrichtlich', ['XP_Objekt']) },
	{ number: { '5.4': '3.1.2.2', '6.0': '3.1.2.2' }, classes: ['XP_Bereich'], ...targetIs('planinhalt', ['XP_Objekt']) },
	{ number: { '4.1': '3.1.2.3' }, classes: ['XP_Bereich'], ...targetIs('rasterBasis', ['XP_RasterplanBasis']) },
	{ number: { '5.4': '3.1.2.3' }, classes: ['XP_Bereich'], ...targetIs('rasterBasis', ['XP_Rasterdarstellung']) },
	{ number: { '5.4': '3.1.2.4', '6.0': '3.1.2.4' }, classes: ['XP_Bereich'], ...requires('detaillierteBedeutung', 'bedeutung') },
	{ number: { '4.1': '3.1.3.1', '6.0': '3.1.3.5' }, classes: ['XP_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	{ number: '3.1.3.2', classes: ['XP_Objekt'], ...targetIs('refBegruendungInhalt', ['XP_BegruendungAbschnitt']) },
	{
		number: { '4.1': '3.1.3.3' },
		classes: ['XP_Objekt'],
		...refersBack('nachrichtlich', 'XP_Bereich', 'gehoertNachrichtlichZuBereich', true)
	},
	{ number: { '5.4': '3.1.3.3' }, classes: ['XP_Objekt'], ...refersBack('planinhalt', 'XP_Bereich', 'gehoertZuBereich', true) },
	{
		number: { '4.1': '3.1.3.4', '5.4': '3.1.3.4' },
		since: '4.1',
		classes: ['XP_Objekt'],
		...refersBack('dientZurDarstellungVon', 'XP_AbstraktesPraesentationsobjekt', 'wirdDargestelltDurch')
	},
	{ number: '3.2.1.1', classes: ['XP_TextAbschnitt'], ...xor('text', 'refText') },
	{
		number: { '6.0': '3.2.1.2' },
		classes: ['XP_TextAbschnitt'],
		holds: (subject, context) => !listedTwice(subject, context),
		message:
			'Der Text steht unter texte sowohl beim Plan als auch bei einem Bereich. ' +
			'Bitte führen Sie ihn nur an einer der beiden Stellen auf.'
	},
	{ number: '3.2.2.1', classes: ['XP_BegruendungAbschnitt'], ...xor('text', 'refText') },
	...HEIGHT_RULES,
	{
		number: { '4.1': '3.2.4.1', '5.4': '3.2.4.1' },
		classes: ['XP_ExterneReferenz'],
		holds: (subject) => !isDocument(subject) || (!has(subject, 'georefURL') && !has(subject, 'georefMimeType')),
		message:
			'Der Verweis gilt einem Dokument, nennt aber georefURL oder georefMimeType. ' +
			'Bitte entfernen Sie diese Angaben oder setzen Sie art auf PlanMitGeoreferenz.'
	},
	{
		number: { '6.0': '3.2.4.1' },
		classes: ['XP_ExterneReferenz'],
		holds: (subject) => !isDocument(subject) || !has(subject, 'georefURL'),
		message:
			'Der Verweis gilt einem Dokument, nennt aber georefURL. ' +
			'Bitte entfernen Sie georefURL oder setzen Sie art auf PlanMitGeoreferenz.'
	},
	{
		number: { '5.4': '3.2.4.2' },
		since: '5.3',
		classes: ['XP_ExterneReferenz'],
		holds: (subject) => has(subject, 'referenzName') || has(subject, 'referenzURL'),
		message: 'Der Verweis auf ein Dokument nennt weder Namen noch Adresse. Bitte ergänzen Sie referenzName oder referenzURL.'
	},
	{
		number: '3.2.5.1',
		classes: ['XP_Gemeinde'],
		holds: (subject) => has(subject, 'ags') || has(subject, 'rs'),
		message: 'Die Gemeinde hat weder Amtlichen Gemeindeschlüssel noch Regionalschlüssel. Bitte ergänzen Sie ags oder rs.'
	},
	{
		number: { '5.4': '3.2.6.1', '6.0': '3.2.6.1' },
		classes: ['XP_VerbundenerPlan'],
		holds: (subject) => !isBlank(subject, 'planName'),
		message:
			'Der Name des verbundenen Plans (planName) ist leer. ' +
			'Bitte tragen Sie ihn ein oder verweisen Sie mit verbundenerPlan auf den Plan.'
	},
	{
		number: { '5.4': '3.2.6.2', '6.0': '3.2.6.2' },
		classes: ['XP_VerbundenerPlan'],
		...targetIs('verbundenerPlan', ['XP_Plan'])
	},
	{
		number: { '5.4': '3.2.6.3', '6.0': '3.2.6.3' },
		classes: ['XP_VerbundenerPlan'],
		...onlyIf((subject) => !isBlank(subject, 'planName'), xor('verbundenerPlan', 'planName'))
	},
	{
		number: { '5.4': '3.2.7.1', '6.0': '3.2.7.1' },
		classes: ['XP_GenerAttribut'],
		holds: (subject) => !isBlank(subject, 'name'),
		message: 'Der Name des zusätzlichen Attributs ist leer. Bitte tragen Sie ihn ein.'
	},
	{
		number: { '4.1': '3.3.1.1' },
		classes: ['XP_AbstraktesPraesentationsobjekt'],
		...requires('dientZurDarstellungVon', 'art')
	},
	{
		number: { '4.1': '3.3.1.2', '5.4': '3.3.1.2' },
		since: '4.1',
		classes: ['XP_AbstraktesPraesentationsobjekt'],
		uses: ['art', 'index'],
		holds: (subject) => count(subject, 'art') < 2 || count(subject, 'index') === count(subject, 'art'),
		message: (subject) =>
			`art ist ${count(subject, 'art')}-mal angegeben, index ${count(subject, 'index')}-mal. Bitte geben Sie zu jedem art einen index an.`
	},
	{
		number: { '4.1': '3.3.1.3', '5.4': '3.3.1.3' },
		since: '4.1',
		classes: ['XP_AbstraktesPraesentationsobjekt'],
		...refersBack('praesentationsobjekt', 'XP_Bereich', 'gehoertZuBereich', true)
	},
	{ number: '3.3.2.1', classes: ['XP_PPO', 'XP_PTO', 'XP_Nutzungsschablone'], ...shapeIs(['point']) },
	{ number: '3.3.3.1', classes: ['XP_LPO', 'XP_LTO'], ...shapeIs(['line']) },
	{ number: '3.3.4.1', classes: ['XP_FPO'], ...shapeIs(['area']) }
];
