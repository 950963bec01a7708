import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { categoryOf, type Asking, type ReportFormState } from '../../../forms/report-steps.ts';
import { selectAsset } from '../asset-queries.ts';
import { selectLayerOfCategory } from './offered-asset-queries.ts';
import { offeredAssets, type AssetQuestion, type OfferedAsset } from './offered-assets.ts';

/** @throws DomainError `not_found`: no such category, or it asks for no thing; `filter_invalid` */
export async function answerAssets(scope: TenantScope, params: URLSearchParams): Promise<OfferedAsset[]> {
	const layer = await selectLayerOfCategory(scope, params.get('kategorie') ?? '');
	if (!layer) throw new DomainError('not_found');
	return offeredAssets(scope, layer, questionIn(params));
}

function questionIn(params: URLSearchParams): AssetQuestion {
	if (params.has('alle')) return { all: true };
	const bbox = params.get('bbox');
	if (bbox !== null) {
		const sides = bbox.split(',').map((side) => (side.trim() === '' ? NaN : Number(side)));
		if (sides.length !== 4 || !isPlace(sides[0]!, sides[1]!) || !isPlace(sides[2]!, sides[3]!)) throw new DomainError('filter_invalid', { name: 'bbox' });
		return { bbox: sides as [number, number, number, number] };
	}
	const [lon, lat] = [params.get('lon'), params.get('lat')].map((text) => (text ? Number(text) : NaN)) as [number, number];
	if (!isPlace(lon, lat)) throw new DomainError('filter_invalid', { name: 'lon' });
	return { near: { lon, lat }, number: (params.get('nummer') ?? '').trim().slice(0, 60) };
}

const isPlace = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 85;

/** What the form shows of things without script: the ten nearest where one is asked for, and the name of the chosen one. */
export async function withAssets(scope: TenantScope, asking: Asking, state: ReportFormState): Promise<ReportFormState> {
	const layer = categoryOf(asking, state)?.asset?.layerId;
	const assetLabel = state.assetId ? ((await selectAsset(scope, state.assetId))?.label ?? '') : '';
	const assets = layer && state.point && state.step === 'angaben' ? await offeredAssets(scope, layer, { near: state.point }) : null;
	return { ...state, assetLabel, assets };
}
