import type { AssetFeature } from '../../../../../importers/assets/model.ts';
import type { LayerSource, NewAsset } from './asset-queries.ts';

const NUMBERS = /^(ref|nummer|nr|(.*_)?nr|(.*_)?nummer|kennung|kennz.*|id|gml_?id|object_?id|fid|@id)$/i;
const LABELS = /^(name|bezeichnung|stra(ss|ß)e|stra(ss|ß)enname|standort|lage|ort|art|typ|type)$/i;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value).trim());

/** Names of attributes, most frequent first. */
export function attributeNames(features: Pick<AssetFeature, 'attributes'>[]): string[] {
	const counts = new Map<string, number>();
	for (const { attributes } of features) for (const name of Object.keys(attributes)) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
}

/**
 * Which attribute is the number that people read on the thing: one with a usual name that every feature has and no two share, else any such one.
 * @returns '' where only the identifiers of the source can tell them apart
 */
export function guessNumber(features: Pick<AssetFeature, 'attributes'>[]): string {
	const unique = attributeNames(features).filter((name) => {
		const values = features.map(({ attributes }) => text(attributes[name]));
		return values.every((value) => value !== '' && value.length <= 60) && new Set(values).size === values.length;
	});
	return unique.find((name) => NUMBERS.test(name)) ?? unique[0] ?? '';
}

export function guessLabel(features: Pick<AssetFeature, 'attributes'>[], number: string): string {
	return attributeNames(features).find((name) => name !== number && LABELS.test(name)) ?? '';
}

/** Things with their numbers; those without one, or with one that is taken, are left out and counted. */
export function numberAssets(features: AssetFeature[], refAttribute: string, labelAttribute: string): { assets: NewAsset[]; problems: LayerSource['problems'] } {
	const assets = new Map<string, NewAsset>();
	const problems = new Map<'number-missing' | 'number-twice', { count: number; first: number }>();
	for (const [index, { attributes, geometry, sourceId }] of features.entries()) {
		const ref = text(refAttribute ? attributes[refAttribute] : sourceId).slice(0, 100);
		const problem = ref === '' ? 'number-missing' : assets.has(ref) ? 'number-twice' : null;
		if (problem) problems.set(problem, { count: (problems.get(problem)?.count ?? 0) + 1, first: problems.get(problem)?.first ?? index + 1 });
		else assets.set(ref, { ref, label: text(labelAttribute && attributes[labelAttribute]), attributes, geometry });
	}
	return { assets: [...assets.values()], problems: [...problems].map(([problem, seen]) => ({ problem, ...seen })) };
}
