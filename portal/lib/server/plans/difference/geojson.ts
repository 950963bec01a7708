import type { EntryPlace } from '../../../../../gis/plans/difference/store-queries.ts';
import type { DifferenceEntry } from '../../../../../gis/plans/difference/types.ts';
import type { GeoJson } from '../../../../../gis/plans/types.ts';
import { KIND_NAMES, SUBJECT_NAMES } from '../../../texts/difference.ts';

export interface DifferenceFeature {
	type: 'Feature';
	id: string;
	geometry: GeoJson | null;
	properties: Record<string, unknown>;
}

/**
 * The difference as a FeatureCollection (RFC 7946, EPSG:4326): per change a feature of the earlier and of the later place, or one without a
 * place; last the whole changed area.
 */
export function differenceGeoJson(entries: DifferenceEntry[], places: EntryPlace[], area: GeoJson | null): { type: 'FeatureCollection'; features: DifferenceFeature[] } {
	const byPosition = new Map(places.map((place) => [place.position, place]));
	const features = entries.flatMap((entry) => featuresOf(entry, byPosition.get(entry.position)));
	if (area) features.push({ type: 'Feature', id: 'geaenderte-flaeche', geometry: area, properties: { gruppe: 'Geänderte Fläche' } });
	return { type: 'FeatureCollection', features };
}

function featuresOf(entry: DifferenceEntry, place: EntryPlace | undefined): DifferenceFeature[] {
	const feature = (stand: string, geometry: GeoJson | null): DifferenceFeature => ({
		type: 'Feature',
		id: `${entry.position}-${stand}`,
		geometry,
		properties: { ...propertiesOf(entry), stand }
	});
	if (!place) return [feature('ohne Lage', null)];
	if (entry.kind === 'changed' && !place.moved) return [feature('unverändert', place.before ?? place.after)];
	return [...(place.before ? [feature('vorher', place.before)] : []), ...(place.after ? [feature('nachher', place.after)] : [])];
}

function propertiesOf(entry: DifferenceEntry): Record<string, unknown> {
	const { geometry } = entry;
	return {
		nummer: entry.position,
		aenderung: KIND_NAMES[entry.kind],
		gruppe: SUBJECT_NAMES[entry.subject],
		klasse: entry.class,
		titel: entry.title,
		bezeichnung: entry.label,
		gmlIdVorher: entry.fromGmlId,
		gmlIdNachher: entry.toGmlId,
		...(geometry ? { massVorher: geometry.before, massNachher: geometry.after, hinzu: geometry.gained, weg: geometry.lost, verschoben: geometry.moved } : {}),
		angaben: entry.attributes.map(({ name, labels, before, after }) => ({ name, bezeichnung: labels.join(' › '), vorher: before, nachher: after })),
		...(entry.words ? { wortlaut: entry.words } : {})
	};
}
