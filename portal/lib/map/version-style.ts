import type { FeatureLike } from 'ol/Feature.js';
import type { StyleFunction } from 'ol/style/Style.js';
import { signFor, type Variant } from '../../../styles/index.ts';
import { createPlanStyle } from '../../../styles/ol/plan-style.ts';

/**
 * Style of the tiles of a version. Objects carry their sign; the plan area carries none, it gets that of its class.
 */
export function versionStyle(options: { variant: Variant; planClass: string; focused: () => string | null }): StyleFunction {
	const { variant, planClass, focused } = options;
	const style = createPlanStyle({ variant, focused: () => focused() ?? undefined });
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
