import { randomUUID } from 'node:crypto';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { CategoryView, ReportFormState } from '../../../forms/report-steps.ts';
import type { Services } from '../../services.ts';
import { selectAsset, selectAssetLayers } from '../asset-queries.ts';
import { listCategories, readReporterBySlug, type Category } from '../reporters.ts';
import { newMark } from '../spam-gate.ts';
import { describePlace } from './place.ts';
import { messageOutside } from './opening-hours.ts';

/** A reporter as its form shows it. */
export interface ReporterView {
	id: string;
	slug: string;
	name: string;
	intro: string;
	emergencyNote: string;
	/** Said outside of the opening hours. */
	outside: string;
	emailNeeded: boolean;
	categories: CategoryView[];
	/** West, south, east, north in EPSG:3857. */
	extent: [number, number, number, number];
}

/** @throws DomainError `not_found` */
export async function reporterView(services: Pick<Services, 'now'>, scope: TenantScope, slug: string, extent: [number, number, number, number]): Promise<ReporterView> {
	const reporter = await readReporterBySlug(scope, slug);
	const layers = await selectAssetLayers(scope);
	const { id, name, intro, settings } = reporter;
	const categories = (await listCategories(scope, id)).map((each) => categoryView(each, layers));
	const outside = messageOutside(settings, services.now());
	const emailNeeded = settings.acceptance === 'afterConfirmation';
	return { id, slug, name, intro, emergencyNote: settings.emergencyNote, outside, emailNeeded, categories, extent };
}

function categoryView(row: Category, layers: { id: string; item_name: string }[]): CategoryView {
	const layer = layers.find(({ id }) => id === row.asset_layer_id);
	const { id, code, name, description, hint, keywords, icon, kind, fields, contact, photo } = row;
	const asset = layer ? { layerId: layer.id, itemName: layer.item_name, required: row.asset_required } : null;
	return { id, code, name, group: row.group_name, description, hint, keywords, icon, kind, fields, shown: row.visibility === 'private' ? 'private' : row.moderation, contact, photo, asset };
}

export function emptyReport(services: Pick<Services, 'secret' | 'now'>): ReportFormState {
	return {
		key: randomUUID(),
		mark: newMark(services),
		step: 'ort',
		point: null,
		address: '',
		addressText: '',
		addresses: null,
		coordinates: '',
		categoryText: '',
		categoryId: '',
		duplicates: null,
		seen: '',
		answers: {},
		title: '',
		body: '',
		assetId: '',
		assetLabel: '',
		assets: null,
		photos: [],
		name: '',
		email: '',
		phone: '',
		problems: {},
		stop: '',
		said: null
	};
}

/**
 * The form as a link or a QR code opens it: `?lat&lon&kategorie&objekt`, each optional. The category by its code or id, the object by its id.
 * What does not fit is left out: an old sign at a bench must still open the form.
 */
export async function startOfForm(services: Services, scope: TenantScope, reporter: ReporterView, params: URLSearchParams): Promise<ReportFormState> {
	const state = emptyReport(services);
	const [lon, lat] = [numberOf(params.get('lon')), numberOf(params.get('lat'))];
	if (lon !== null && lat !== null && Math.abs(lon) <= 180 && Math.abs(lat) <= 85) state.point = { lon, lat };
	const asset = params.get('objekt');
	const found = asset ? await selectAsset(scope, asset) : null;
	if (found) Object.assign(state, { assetId: found.id, assetLabel: found.label, point: state.point ?? found.point });
	if (state.point) {
		const { inside, address } = await describePlace(scope, state.point);
		if (inside) state.address = address;
		else Object.assign(state, { point: null, assetId: '', assetLabel: '', problems: { point: 'outside' } });
	}
	const wanted = params.get('kategorie')?.toLowerCase();
	state.categoryId = reporter.categories.find(({ id, code }) => wanted === id || wanted === code.toLowerCase())?.id ?? '';
	return state;
}

const numberOf = (text: string | null): number | null => (text && Number.isFinite(Number(text)) ? Number(text) : null);
