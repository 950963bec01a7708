import { CONTACT_FIELDS, ENVIRONMENT_KINDS, type StepInput } from '../../forms/procedure.ts';
import type { EnvironmentalInformation, InspectionPlace, ProcedureStep } from './types.ts';

const text = (form: FormData, name: string): string => {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
};
const TEXTS = ['title', 'rule', 'startsOn', 'endsOn', 'days', 'extensionReason', 'shorteningReason', 'planVersionId', 'compareVersionId', 'note'] as const;

/** The form of a step as `saveStep` takes it. Places without a name are none; so are kinds of information that are not ticked. */
export function stepValuesFrom(form: FormData): StepInput {
	const values: Record<string, unknown> = {};
	for (const name of [...TEXTS, ...CONTACT_FIELDS]) values[name] = text(form, name);
	for (const name of ['changesOnly', 'restricted']) values[name] = form.has(name);
	return { ...values, places: placesFrom(form), environment: environmentFrom(form) } as StepInput;
}

export function placesFrom(form: FormData): InspectionPlace[] {
	const all = (name: string): string[] => form.getAll(name).map((value) => (typeof value === 'string' ? value.trim() : ''));
	const [names, addresses, hours, means] = [all('placeName'), all('placeAddress'), all('placeHours'), all('placeMeans')];
	return names
		.map((name, index) => ({
			name,
			address: addresses[index] ?? '',
			openingHours: hours[index] ?? '',
			means: (means[index] || 'paper') as InspectionPlace['means']
		}))
		.filter(({ name }) => name !== '');
}

export function environmentFrom(form: FormData): EnvironmentalInformation[] {
	return ENVIRONMENT_KINDS.filter((kind) => form.has(`environment-${kind}`)).map((kind) => ({ kind, text: text(form, `environmentText-${kind}`).trim() }));
}

/** What the form shows of a step that is kept. */
export function valuesOfStep(step: ProcedureStep): StepInput {
	return {
		title: step.title,
		rule: step.rule,
		startsOn: step.startsOn ?? '',
		endsOn: step.endsOn ?? '',
		days: step.rule === 'shortened' && step.deadline ? String(step.deadline.days) : '',
		extensionReason: step.extensionReason,
		shorteningReason: step.shorteningReason,
		changesOnly: step.changesOnly,
		restricted: step.restricted,
		planVersionId: step.planVersionId ?? '',
		compareVersionId: step.compareVersionId ?? '',
		note: step.note,
		places: step.places,
		environment: step.environment as StepInput['environment'],
		...step.contact
	};
}
