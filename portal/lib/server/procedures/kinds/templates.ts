import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { contactForm, placeForm } from '../../../forms/procedure.ts';
import { kindForm, type KindForm } from '../../../forms/procedure-kind.ts';
import * as v from 'valibot';
import { checkForm } from '../../check-form.ts';
import { builtInKind } from './definitions.ts';
import type { KindStep, ProcedureKind, StepEffect } from './kind.ts';
import { deleteKindRow, retireKindRow, saveKindRow } from './kinds-queries.ts';
import { listKinds, readKind, type OfferedKind } from './kinds.ts';

/** What a template starts a procedure with, beside its words. */
const defaultsForm = v.object({ contact: contactForm, places: v.pipe(v.array(placeForm), v.maxLength(20)) });

/**
 * Saves a tenant's own template of a kind (Blaupause): name, words, places, contact and steps. Procedures that run keep what they began with.
 * @throws DomainError `form_invalid` with fields, `procedure_kind_steps`, `not_found`
 */
export async function saveTemplate(scope: TenantScope, key: string, values: unknown, defaults: unknown, now: Date): Promise<void> {
	const form = checkForm(kindForm, values);
	const { contact, places } = checkForm(defaultsForm, defaults);
	const { own: _own, builtIn: _builtIn, retired: _retired, ...kind } = await readKind(scope, key);
	const filled = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== ''));
	await saveKindRow(
		scope,
		{
			...kind,
			name: form.name,
			explanation: form.explanation,
			steps: stepsFrom(kind, form.steps),
			defaults: { ...kind.defaults, summary: form.summary, topics: form.topics, contact: filled, places }
		},
		now
	);
}

/**
 * Copies a kind under a name of its own.
 * @returns key of the copy
 * @throws DomainError `procedure_kind_exists`, `form_invalid`, `not_found`
 */
export async function copyKind(scope: TenantScope, key: string, name: string, now: Date): Promise<string> {
	const title = name.trim();
	if (title.length < 3 || title.length > 120) throw new DomainError('form_invalid');
	const { own: _own, builtIn: _builtIn, retired: _retired, ...kind } = await readKind(scope, key);
	const copy = keyOf(title);
	if (copy.length < 2 || (await listKinds(scope)).some((each) => each.key === copy || each.name.toLowerCase() === title.toLowerCase())) throw new DomainError('procedure_kind_exists');
	await saveKindRow(scope, { ...kind, key: copy, name: title }, now);
	return copy;
}

/**
 * Goes back to the portal's own kind; one that is the tenant's alone is taken out of use instead.
 * @throws DomainError `not_found`
 */
export async function resetKind(scope: TenantScope, key: string, now: Date): Promise<void> {
	await readKind(scope, key);
	if (builtInKind(key)) await deleteKindRow(scope, key);
	else await retireKindRow(scope, key, now);
}

/** A kind that the tenant does not use is not offered for new procedures. @throws DomainError `not_found` */
export async function retireKind(scope: TenantScope, key: string, retired: boolean, now: Date): Promise<void> {
	const { own, builtIn: _builtIn, retired: _retired, ...kind } = await readKind(scope, key);
	if (!own) await saveKindRow(scope, kind, now);
	await retireKindRow(scope, key, retired ? now : null);
}

/** What the form may change of a step: words and order always; track, form and effect only of the tenant's own steps. */
export const isOwnStep = (kind: ProcedureKind, step: Pick<KindStep, 'key'>): boolean =>
	!(builtInKind(kind.key)?.steps ?? []).some(({ key }) => key === step.key) && (step.key.startsWith('eigen-') || kind.group === 'frei');

function stepsFrom(kind: ProcedureKind, rows: KindForm['steps']): KindStep[] {
	const kept = rows.filter(({ remove, title }) => !remove && title !== '').toSorted((a, b) => a.position - b.position);
	const keys = new Set<string>();
	const steps = kept.map((row): KindStep => {
		const known = kind.steps.find(({ key }) => key === row.key);
		if (row.key !== '' && !known) throw new DomainError('procedure_kind_steps');
		const key = known ? known.key : `eigen-${keyOf(row.title)}`.slice(0, 60);
		if (keys.has(key)) throw new DomainError('procedure_kind_steps');
		keys.add(key);
		const words = { key, title: row.title };
		if (known && !isOwnStep(kind, known)) return { ...known, ...words };
		return {
			...(known ?? newStep(kind)),
			...words,
			track: row.track,
			rule: row.form === 'day' ? 'day' : 'free',
			effect: (row.effect || null) as StepEffect | null,
			notice: row.track === 'public',
			dcat: row.track === 'public' ? 'publicDisclosure' : row.track === 'toeb' ? 'publicAgencies' : 'internal'
		};
	});
	// What the law demands cannot be left out by a template.
	const demanded = kind.baugb ? kind.steps.filter(({ need }) => need === 'required') : [];
	if (steps.length === 0 || demanded.some(({ key }) => !keys.has(key))) throw new DomainError('procedure_kind_steps');
	return steps;
}

const newStep = (kind: ProcedureKind): KindStep => ({
	key: '',
	title: '',
	track: 'internal',
	rule: 'free',
	otherRules: [],
	need: 'optional',
	skipReasons: [],
	repeats: null,
	effect: null,
	notice: false,
	law: kind.baugb ? '' : kind.law,
	explanation: '',
	dcat: 'internal',
	xbeteiligung: '9998'
});

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** „Eigene Prüfung“ → `eigene-pruefung` */
function keyOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[äöüß]/g, (sign) => UMLAUTS[sign]!)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 50);
}

export type { OfferedKind };
