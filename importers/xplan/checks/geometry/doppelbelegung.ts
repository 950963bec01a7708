import { LONGEST_IN_MESSAGE, shortened } from '../../findings.ts';
import type { CheckRun } from '../checked-document.ts';
import type { Feature } from '../../model.ts';
import { EffortError } from './effort.ts';
import { areasJson, report } from './found.ts';
import { TOLERANCE } from './frame.ts';
import { GeosError, type Arena } from './geos.ts';
import type { PlacedObject, PlacedPlan } from './placed.ts';
import type { PlanAreas } from './plan-areas.ts';

const BUILDABLE = 'BP_UeberbaubareGrundstuecksFlaeche';

/** Classes that may not say what an überbaubare Fläche on them says. */
const UNDERNEATH = new Set([
	'BP_BaugebietsTeilFlaeche',
	'BP_BesondererNutzungszweckFlaeche',
	'BP_SpielSportanlagenFlaeche',
	'BP_GemeinbedarfsFlaeche',
	'BP_GruenFlaeche',
	'BP_VerEntsorgung',
	'SO_Strassenverkehr'
]);

/** BP_FestsetzungenBaugebiet, BP_ZusaetzlicheFestsetzungen, BP_GestaltungBaugebiet, and what both sides have of their own. */
const NAMES = new Set(
	(
		'MaxZahlWohnungen MinGRWohneinheit Fmin Fmax Bmin Bmax Tmin Tmax GFZmin GFZmax GFZ GFZ_Ausn GFmin GFmax GF GF_Ausn BMZ BMZ_Ausn ' +
		'BM BM_Ausn GRZmin GRZmax GRZ GRZ_Ausn GRmin GRmax GR GR_Ausn Zmin Zmax Zzwingend Z Z_Ausn Z_Staffel Z_Dach ZUmin ZUmax ' +
		'ZUzwingend ZU ZU_Ausn MZspezial wohnnutzungEGStrasse ZWohn GFAntWohnen GFWohnen GFAntGewerbe GFGewerbe VF dachgestaltung FR ' +
		'bauweise bauweiseText abweichendeBauweise vertikaleDifferenzierung bebauungsArt bebauungVordereGrenze ' +
		'bebauungRueckwaertigeGrenze bebauungSeitlicheGrenze refGebaeudequerschnitt geschossMin geschossMax'
	).split(' ')
);

/**
 * Doppelbelegung (4.5.2.4, from 6.0 on): what an überbaubare Fläche says, the area underneath does not say too. Overlaps up to 2 mm wide
 * are none. One finding for each property of each pair, at the place of the überbaubare Fläche.
 */
export function checkDoppelbelegung(arena: Arena, plan: PlacedPlan, areas: PlanAreas, run: CheckRun): void {
	const buildable = plan.objects.filter(({ feature }) => feature.class === BUILDABLE && namesOf(feature).size > 0);
	const underneath = plan.objects.filter(({ feature }) => UNDERNEATH.has(feature.class) && namesOf(feature).size > 0);
	if (buildable.length === 0 || underneath.length === 0) return;
	const index = arena.index();
	const below = underneath.map(({ geometry }, item) => {
		const area = areas.area(arena, geometry);
		if (area !== undefined) index.add(item, arena.boxOf(area));
		return area;
	});
	for (const object of buildable) {
		const area = areas.area(arena, object.geometry);
		if (area === undefined) continue;
		for (const item of index.query(arena.boxOf(area)).sort((a, b) => a - b)) {
			arena.within((inner) => {
				try {
					const shared = inner.intersection(inner.buffer(area, -TOLERANCE), below[item]!);
					if (inner.polygonsOf(shared).length > 0) pair(object, underneath[item]!, plan, run, areasJson(inner, shared, plan.frame));
				} catch (cause) {
					if (!(cause instanceof GeosError) || cause instanceof EffortError) throw cause;
					const message =
						`Ob das Objekt mit ${shortened(underneath[item]!.feature.gmlId, LONGEST_IN_MESSAGE)} doppelt belegt ist, ließ sich nicht prüfen. Bitte beheben Sie ` +
						'zuerst die Fehler der beiden Flächen.';
					report(run, object.feature, plan.crs, { rule: '4.5.2.4 not-checkable', severity: 'warning', message });
				}
			});
		}
	}
}

function pair(
	upper: PlacedObject,
	lower: PlacedObject,
	plan: PlacedPlan,
	run: CheckRun,
	geometry: ReturnType<typeof areasJson>
): void {
	const above = namesOf(upper.feature);
	for (const name of namesOf(lower.feature)) {
		if (!above.has(name)) continue;
		const message =
			`${name} ist hier und in der überlagernden überbaubaren Grundstücksfläche ${shortened(upper.feature.gmlId, LONGEST_IN_MESSAGE)} angegeben. Bitte geben ` +
			'Sie es nur an einer der beiden Flächen an.';
		report(run, lower.feature, plan.crs, { rule: '4.5.2.4 double', severity: 'error', message, geometry });
	}
}

function namesOf({ attributes }: Feature): Set<string> {
	return new Set(attributes.map(({ name }) => name).filter((name) => NAMES.has(name)));
}

