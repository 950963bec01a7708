import type { CheckedDocument, CheckRun } from '../checked-document.ts';
import type { Feature, PlanGeometry } from '../../model.ts';
import { firstPosition } from '../../positions.ts';
import { report } from './found.ts';
import { frameFor } from './frame.ts';
import { GeosError, loadGeos, type Geos } from './geos.ts';
import { checkDoppelbelegung } from './doppelbelegung.ts';
import { checkGeltungsbereich } from './geltungsbereich.ts';
import { checkFlaechenschluss } from './flaechenschluss.ts';
import { placedPlans, type PlacedPlan } from './placed.ts';
import { PlanAreas } from './plan-areas.ts';
import { Comparisons, notCheckable, surfaceDefects } from './rings.ts';

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
	const parts: ((plan: PlacedPlan, areas: PlanAreas) => void | Promise<void>)[] = [];
	if (options.flaechenschluss !== false) parts.push((plan, areas) => checkFlaechenschluss(plan, areas, document, run, geos));
	if (options.geltungsbereich !== false) parts.push((plan, areas) => checkGeltungsbereich(plan, areas, run, geos));
	if (options.doppelbelegung !== false && Number(document.header.version) >= 6) {
		parts.push((plan, areas) => checkDoppelbelegung(plan, areas, run, geos));
	}
	let done = 0;
	for (const plan of plans) {
		const areas = new PlanAreas(geos, plan.frame, valid);
		try {
			for (const part of parts) {
				await run.checkpoint?.();
				await part(plan, areas);
				run.onProgress?.(RINGS_SHARE + ((1 - RINGS_SHARE) * ++done) / (plans.length * parts.length));
			}
		} finally {
			areas.free();
		}
	}
	run.onProgress?.(1);
}

/** @returns areas of one polygon in metres that are valid */
async function checkRings({ features }: CheckedDocument, run: CheckRun, geos: Geos): Promise<Set<PlanGeometry>> {
	const valid = new Set<PlanGeometry>();
	const comparisons = new Comparisons();
	for (let i = 0; i < features.length; i++) {
		if (i % STEP === 0) {
			run.onProgress?.((RINGS_SHARE * i) / features.length);
			await run.checkpoint?.();
		}
		const feature = features[i]!;
		for (const { geometry, crs } of feature.attributes) if (geometry !== undefined) checkSurface(feature, { geometry, crs }, { run, geos, valid, comparisons });
	}
	return valid;
}

function checkSurface(
	feature: Feature,
	{ geometry, crs }: { geometry: PlanGeometry; crs: string | undefined },
	{ run, geos, valid, comparisons }: { run: CheckRun; geos: Geos; valid: Set<PlanGeometry>; comparisons: Comparisons }
): void {
	if (!('surfaces' in geometry)) return;
	const frame = frameFor(crs, firstPosition(geometry));
	const arena = geos.arena();
	try {
		for (const found of surfaceDefects(arena, geometry, frame, comparisons, frame.same ? valid : undefined)) report(run, feature, crs, found);
	} catch (cause) {
		if (!(cause instanceof GeosError)) throw cause;
		report(run, feature, crs, notCheckable(firstPosition(geometry)));
	} finally {
		arena.free();
	}
}
