import { drawOrder, signFor } from '../../../../styles/sign-for.ts';
import { labelFor, rotationFor } from '../../../../styles/label-for.ts';
import type { StyledObject } from '../../../../styles/types.ts';
import type { Feature } from '../../../../importers/xplan/model.ts';
import { kindOf } from '../../../../importers/xplan/plans.ts';
import type { CodeLabels } from './code-labels.ts';
import { locate, splitPlace } from './locate.ts';

const NULL = '\\N';
const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value of PostgreSQL's COPY in text format. */
export function copyValue(value: string | number | boolean | null | undefined): string {
	if (value === null || value === undefined) return NULL;
	if (typeof value === 'string') return SPECIAL.test(value) ? value.replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!) : value;
	if (typeof value === 'boolean') return value ? 't' : 'f';
	return String(value);
}

/** What the rows of a document have in common. */
export interface RowContext {
	tenantId: string;
	versionId: string;
	xplanVersion: string;
	labels: CodeLabels;
}

export const BEREICH_OF_OBJECT = /^gehoert(Nachrichtlich)?Zu([A-Z]{2}_)?Bereich$/;

export interface ObjectRow {
	/** One line of COPY, with its line feed; columns as in gis/plans/store.ts. */
	line: string;
	bereich: string | null;
	/** EPSG number of its geometry, null without one. */
	srid: number | null;
	/** False where it has a geometry that is no place on the map. */
	onMap: boolean;
}

/** A plan object or presentation object as a row. @param gmlId unique within the document */
export function objectRow(feature: Feature, gmlId: string, context: RowContext): ObjectRow {
	const { place, rest } = splitPlace(feature);
	const located = place ? locate(place) : undefined;
	const styled: StyledObject = {
		class: feature.class,
		version: context.xplanVersion,
		attributes: context.labels.of(feature.class, rest),
		geometry: located?.kind ?? 'point'
	};
	const kind = kindOf(feature.class);
	let bereich: string | null = null;
	for (const attribute of rest) {
		if (attribute.href && BEREICH_OF_OBJECT.test(attribute.name)) {
			bereich = attribute.href.replace(/^#/, '');
			break;
		}
	}
	const values = [
		context.tenantId,
		context.versionId,
		copyValue(gmlId),
		copyValue(feature.class),
		copyValue(bereich),
		copyValue(kind === 'presentation' || kind === 'raster'),
		copyValue(JSON.stringify(rest)),
		located?.native ?? NULL,
		located?.geom ?? NULL,
		copyValue(signFor(styled)),
		copyValue(labelFor(styled)),
		copyValue(rotationFor(styled)),
		String(drawOrder(styled))
	];
	return { line: `${values.join('\t')}\n`, bereich, srid: located?.srid ?? null, onMap: !located || located.geom !== null };
}
