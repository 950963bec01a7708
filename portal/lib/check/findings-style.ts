import type { FeatureLike } from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import type SimpleGeometry from 'ol/geom/SimpleGeometry.js';
import { getCenter } from 'ol/extent.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Severity } from '../../../importers/xplan/model.ts';

/** As in SeverityMark.svelte. */
const INK: Record<Severity, string> = { error: '#a8121e', warning: '#8a5300', info: '#00566f' };
const SHAPE: Record<Severity, string> = {
	error: '<circle cx="12" cy="12" r="10"/><path d="M8 8l8 8M16 8l-8 8" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>',
	warning: '<path d="M12 2.5 22.5 21H1.5z"/><path d="M12 9v6M12 17.6v.4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>',
	info: '<rect x="2.5" y="2.5" width="19" height="19" rx="3"/><path d="M12 11v6M12 7v.4" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
};
const Z: Record<Severity, number> = { error: 3, warning: 2, info: 1 };
/** Smaller than this on the screen, in pixels, an outline could not be seen: a sign is put there too. */
const SMALL_PX = 24;
const SIGN_PX = 24;
/** With more findings than this the signs are half as large, so that something of the plan is left to see. */
const MANY = 200;
const SIGN_OF_MANY_PX = 12;

function sign(severity: Severity, size: number): Icon {
	const halo = 'stroke="#fff" stroke-width="2.5" paint-order="stroke"';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 28 28" width="${size}" height="${size}"><g fill="${INK[severity]}" ${halo}>${SHAPE[severity]}</g></svg>`;
	return new Icon({ src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, declutterMode: 'none' });
}

/**
 * Style of features with `severity` and `own` (the finding's own place, not only its object's); what is chosen is marked by its own layer.
 * @param count findings on the map
 */
export function createFindingStyle(count: number): (feature: FeatureLike, resolution: number) => Style[] {
	const size = count > MANY ? SIGN_OF_MANY_PX : SIGN_PX;
	const outlines = new Map<string, Style>();
	const signs = new Map<Severity, Style>();
	return (feature, resolution) => {
		const severity = feature.get('severity') as Severity;
		const own = Boolean(feature.get('own'));
		const key = `${severity} ${own}`;
		if (!outlines.has(key)) {
			const stroke = new Stroke({ color: INK[severity], width: own ? 3 : 1.5, lineDash: own ? undefined : [6, 5] });
			outlines.set(key, new Style({ zIndex: Z[severity], stroke, fill: new Fill({ color: own ? `${INK[severity]}55` : 'rgba(0,0,0,0)' }) }));
		}
		if (!signs.has(severity)) signs.set(severity, new Style({ zIndex: 10 + Z[severity], image: sign(severity, size), geometry: markOf }));
		const extent = feature.getGeometry()!.getExtent();
		const small = Math.max(extent[2]! - extent[0]!, extent[3]! - extent[1]!) / resolution < SMALL_PX;
		return own || small ? [outlines.get(key)!, signs.get(severity)!] : [outlines.get(key)!];
	};
}

/** Where the sign stands: at the point, within the area, in the middle of the line. */
function markOf(feature: FeatureLike): Point {
	const geometry = feature.getGeometry() as SimpleGeometry & { getInteriorPoint?(): Point; getCoordinates(): number[][] };
	if (geometry.getType() === 'Polygon') return new Point(geometry.getInteriorPoint!().getCoordinates().slice(0, 2));
	return new Point(geometry.getType() === 'Point' ? (geometry.getCoordinates() as unknown as number[]) : getCenter(geometry.getExtent()));
}
