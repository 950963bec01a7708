import type { CheckedDocument, CheckRun } from '../checked-document.ts';
import type { Feature, PlanGeometry } from '../../model.ts';
import { firstPosition } from '../../positions.ts';
import { Effort, EffortError, effortFor } from './effort.ts';
import { report } from './found.ts';
import { frameFor } from './frame.ts';
import { GeosError, loadGeos, type Arena, type Geos } from './geos.ts';
import { checkDoppelbelegung } from './doppelbelegung.ts';
import { checkGeltungsbereich } from './geltungsbereich.ts';
import { checkFlaechenschluss } from './flaechenschluss.ts';
import { placedPlans, type PlacedPlan } from './placed.ts';
import { PlanAreas } from './plan-areas.ts';
import { notCheckable, surfaceDefects } from './rings.ts';

export { loadGeos } from './geos.ts';

/** Parts of the geometry check that may be left out; all are done unless `false`. */
export interface GeometryOptions {
	/** 2.2.1.1 */
	flaechenschluss?: boolean;
	/** 2.2.3.1 */
	geltungsbereich?: boolean;
	/** 4.5.2.4, from 6.0 on */
	doppelbelegung?: boolean;
	/** Direction of rings, a part of 2.2.2.1. The reader finds it, so it must be told too (`ReadOptions.orientation`). */
	orientation?: boolean;
}

/** Features looked at between two checkpoints. */
const STEP = 200;
/** Share of the work that is the check of rings. */
const RINGS_SHARE = 0.4;

/**
 * Checks the geometry of a document that was read: 2.2.2.1 (correct areas), 2.2.1.1 (Flächenschluss), 2.2.3.1 (within the
 * Geltungsbereich) and 4.5.2.4 (Doppelbelegung) of the Konformitätsbedingungen, with GEOS; points closer than 2 mm are the same.
 * What a single curve shows (gaps, repeated points, direction of rings) the reader has reported.
 */
export async function checkGeometry(document: CheckedDocument, run: CheckRun, options: GeometryOptions = {}): Promise<void> {
	const geos = await loadGeos();
	const valid = await checkRings(document, run, geos);
	const plans = placedPlans(document);
	const rules = planRules(document, run, options);
	const forAreas = new Effort();
	let done = 0;
	for (const plan of plans) {
		const effort = effortFor(geometriesOf(plan));
		forAreas.grant(effort);
		const areas = new PlanAreas(geos, forAreas, plan.frame, valid);
		try {
			for (const rule of rules) {
				await run.checkpoint?.();
				rule.effort.grant(effort);
				await checkRule(rule, plan, { areas, run, geos });
				run.onProgress?.(RINGS_SHARE + ((1 - RINGS_SHARE) * ++done) / (plans.length * rules.length));
			}
		} finally {
			areas.free();
		}
	}
	run.onProgress?.(1);
}

function geometriesOf({ geltungsbereich, bereiche, objects }: PlacedPlan): PlanGeometry[] {
	const outlines = [geltungsbereich, ...bereiche.map((bereich) => bereich.geltungsbereich)];
	return [...outlines.filter((outline) => outline !== undefined), ...objects.map(({ geometry }) => geometry)];
}

/** A rule that looks at a plan as a whole. */
interface PlanRule {
	number: string;
	title: string;
	effort: Effort;
	check: (arena: Arena, plan: PlacedPlan, areas: PlanAreas) => void | Promise<void>;
}

function planRules(document: CheckedDocument, run: CheckRun, options: GeometryOptions): PlanRule[] {
	const rules: PlanRule[] = [];
	const add = (number: string, title: string, check: PlanRule['check']): void =>
		void rules.push({ number, title, check, effort: new Effort() });
	if (options.flaechenschluss !== false) {
		add('2.2.1.1', 'Der Flächenschluss', (arena, plan, areas) => checkFlaechenschluss(arena, plan, areas, document, run));
	}
	if (options.geltungsbereich !== false) {
		add('2.2.3.1', 'Die Lage im Geltungsbereich', (arena, plan, areas) => checkGeltungsbereich(arena, plan, areas, run));
	}
	if (options.doppelbelegung !== false && Number(document.header.version) >= 6) {
		add('4.5.2.4', 'Die Doppelbelegung', (arena, plan, areas) => checkDoppelbelegung(arena, plan, areas, run));
	}
	return rules;
}

/** What a rule could not decide is a finding: nothing may be taken for checked that was not. */
async function checkRule(
	{ number, title, effort, check }: PlanRule,
	plan: PlacedPlan,
	{ areas, run, geos }: { areas: PlanAreas; run: CheckRun; geos: Geos }
): Promise<void> {
	const arena = geos.arena(effort);
	try {
		await check(arena, plan, areas);
	} catch (cause) {
		if (!(cause instanceof GeosError)) throw cause;
		const crowded = cause instanceof EffortError;
		const message = crowded
			? `${title} dieses Plans ist nicht vollständig geprüft: so vielfach liegen Flächen oder Linien über- und umeinander. Bitte ` +
				'prüfen Sie, ob Objekte mehrfach exportiert sind, beheben Sie die genannten Fehler, und prüfen Sie noch einmal.'
			: `${title} dieses Plans ließ sich nicht prüfen. Bitte beheben Sie zuerst die Fehler einzelner Flächen.`;
		report(run, plan.feature, plan.crs, { rule: `${number} not-checkable`, severity: crowded ? 'error' : 'warning', message });
	} finally {
		arena.free();
	}
}

/** @returns areas of one polygon in metres that are valid */
async function checkRings({ features }: CheckedDocument, run: CheckRun, geos: Geos): Promise<Set<PlanGeometry>> {
	const valid = new Set<PlanGeometry>();
	const effort = new Effort();
	for (let i = 0; i < features.length; i++) {
		if (i % STEP === 0) {
			run.onProgress?.((RINGS_SHARE * i) / features.length);
			await run.checkpoint?.();
		}
		const feature = features[i]!;
		for (const { geometry, crs } of feature.attributes) if (geometry !== undefined) checkSurface(feature, { geometry, crs }, { run, geos, effort, valid });
	}
	return valid;
}

function checkSurface(
	feature: Feature,
	{ geometry, crs }: { geometry: PlanGeometry; crs: string | undefined },
	{ run, geos, effort, valid }: { run: CheckRun; geos: Geos; effort: Effort; valid: Set<PlanGeometry> }
): void {
	if (!('surfaces' in geometry)) return;
	const frame = frameFor(crs, firstPosition(geometry));
	effort.grant(effortFor([geometry]));
	const arena = geos.arena(effort);
	try {
		for (const found of surfaceDefects(arena, geometry, frame, frame.same ? valid : undefined)) report(run, feature, crs, found);
	} catch (cause) {
		if (!(cause instanceof GeosError)) throw cause;
		report(run, feature, crs, notCheckable(firstPosition(geometry)));
	} finally {
		arena.free();
	}
}
