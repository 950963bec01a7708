import { DomainError } from '../../../../gis/errors.ts';
import type { Code } from '../../../../importers/xbeteiligung/model.ts';
import type { ProcedureKind } from '../procedures/kinds/kind.ts';
import type { Track } from '../procedures/types.ts';

/** Verfahrensschritt of the standard → our step, for the first Durchgang and for a renewed one (§ 4a (3) BauGB). */
const STEPS: Record<Exclude<Track, 'internal'>, Record<string, [first: string, renewed: string | null]>> = {
	public: {
		'4000': ['fruehzeitig-oeffentlichkeit', null],
		'5010': ['veroeffentlichung', 'erneut-oeffentlichkeit'],
		'6000': ['veroeffentlichung', 'erneut-oeffentlichkeit'],
		'6050': ['erneut-oeffentlichkeit', 'erneut-oeffentlichkeit']
	},
	toeb: {
		'2000': ['fruehzeitig-toeb', null],
		'5000': ['toeb', 'erneut-toeb'],
		'5010': ['toeb', 'erneut-toeb'],
		'6050': ['erneut-toeb', 'erneut-toeb']
	}
};

/**
 * Key of the step that a participation of a message is.
 * @param iteration Durchgang, from 1
 * @throws DomainError `exchange_step_unknown`
 */
export function stepKeyOf(track: 'public' | 'toeb', code: string, iteration: number): string {
	const [first, renewed] = Object.hasOwn(STEPS[track], code) ? STEPS[track][code]! : [];
	const key = iteration > 1 ? renewed : first;
	if (!key) throw new DomainError('exchange_step_unknown', { code: code.slice(0, 20), known: Object.keys(STEPS[track]).join(', ') });
	return key;
}

/** Plan kinds by the beginnings and names of their codes: the list is kept outside of the standard, with kinds of a kind (6_3_…). */
const PLAN_KINDS: [pattern: RegExp, kind: 'bebauungsplan' | 'bebauungsplan-12' | 'flaechennutzungsplan'][] = [
	[/vorhabenbezogen|vorhabenb/i, 'bebauungsplan-12'],
	[/^6(?:_|$)|bebauungsplan|bplan/i, 'bebauungsplan'],
	[/^5(?:_|$)|fl(?:ä|ae)chennutzung|fnp|fplan/i, 'flaechennutzungsplan']
];
/** Verfahrensart: 1000 normal, 1100 § 13, 1200 § 13a BauGB; 1300 (§ 13b) is repealed since 1 January 2024. */
const BY_PROCEDURE: Record<string, string> = { '1000': '', '1100': 'bebauungsplan-13', '1200': 'bebauungsplan-13a' };

/**
 * Kind of procedure that a message is about.
 * @throws DomainError `exchange_plan_kind_unknown`, `exchange_procedure_kind_unknown`
 */
export function kindKeyOf(planKind: Code | undefined, procedureKind: Code | undefined): string {
	const name = planKind?.code ?? '6_Bebauungsplan';
	const kind = PLAN_KINDS.find(([pattern]) => pattern.test(name) || (planKind?.name !== undefined && pattern.test(planKind.name)))?.[1];
	if (!kind) throw new DomainError('exchange_plan_kind_unknown', { code: name.slice(0, 60) });
	if (!procedureKind) return kind;
	const special = Object.hasOwn(BY_PROCEDURE, procedureKind.code) ? BY_PROCEDURE[procedureKind.code] : undefined;
	if (special === undefined) throw new DomainError('exchange_procedure_kind_unknown', { code: procedureKind.code.slice(0, 20) });
	return kind === 'bebauungsplan' && special ? special : kind;
}

/** Planart of a kind, also of a change, a repeal and a tenant's own one, for what we send. */
export function planKindOf({ subject, hints }: Pick<ProcedureKind, 'subject' | 'hints'>): Code | undefined {
	if (subject === 'bebauungsplan' && hints.includes('project')) return { code: '6_4_VorhabenbezogenerBPlan', name: 'Vorhabenbezogener Bebauungsplan' };
	if (subject === 'bebauungsplan') return { code: '6_Bebauungsplan', name: 'Bebauungsplan' };
	if (subject === 'flaechennutzungsplan') return { code: '5_Flaechennutzungsplan', name: 'Flächennutzungsplan' };
	return undefined;
}
