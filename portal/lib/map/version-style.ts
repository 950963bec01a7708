import type { FeatureLike } from 'ol/Feature.js';
import type { StyleFunction } from 'ol/style/Style.js';
import { signFor, type Variant } from '../../../styles/index.ts';
import { createPlanStyle } from '../../../styles/ol/plan-style.ts';

/** Scales that the kinds of plan are usually made for; their lettering fits there. */
const REFERENCE_SCALES: Record<string, number> = { BP_Plan: 1_000, FP_Plan: 10_000, LP_Plan: 10_000, RP_Plan: 50_000, SO_Plan: 2_500 };

/**
 * Style of the tiles of a version. Objects carry their sign; the plan area carries none, it gets that of its class.
 */
export function versionStyle(options: { variant: Variant; planClass: string; focused: () => string | null }): StyleFunction {
	const { variant, planClass, focused } = options;
	const referenceScale = REFERENCE_SCALES[planClass] ?? 1_000;
	const style = createPlanStyle({ variant, referenceScale, focused: () => focused() ?? undefined });
	const sign = signFor({ class: planClass, version: '6.0', attributes: [], geometry: 'area' });
	return (feature, resolution) => style(feature.get('layer') === 'perimeter' ? withSign(feature, sign) : feature, resolution);
}

/** Only what the style asks for: drawing itself goes on with the feature of the tile. */
function withSign(feature: FeatureLike, sign: string): FeatureLike {
	return {
		get: (name: string) => (name === 'sign' ? sign : undefined),
		getGeometry: () => feature.getGeometry()
	} as unknown as FeatureLike;
}
