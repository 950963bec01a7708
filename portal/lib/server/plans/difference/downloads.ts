import { json } from '@sveltejs/kit';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { entryPlaces, listEntries, readChangedArea } from '../../../../../gis/plans/difference/store-queries.ts';
import { pdfTexts } from '../../../texts/difference.ts';
import { takeMade } from '../../exports/plan-downloads.ts';
import type { Services } from '../../services.ts';
import { slugOf } from '../../statements/statement-queries.ts';
import { disposition } from '../documents.ts';
import { differencePicture } from './difference-picture.ts';
import { PICTURE_SIZE, type DifferencePdfInput } from './difference-pdf.ts';
import { entryViews } from './entry-view.ts';
import { differenceGeoJson } from './geojson.ts';
import { entryView, readyDifference, type Viewer } from './view.ts';

type Needs = Pick<Services, 'queue' | 'now' | 'work' | 'config'>;

/** Entries that a report shows: some hundred pages. */
const MOST_IN_PDF = 2000;
const PDF_LIMITS = { seconds: 60, megabytes: 384 };
/** A version of a plan never changes; whether it is public may. */
const cacheOf = ({ staff }: Viewer) => (staff ? 'private, no-store' : 'public, max-age=300');

/** Places of all changes, EPSG:3857. @throws DomainError `not_found`, `difference_waiting` */
export async function mapResponse(services: Needs, scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<Response> {
	const { versions } = await readyDifference(services, scope, viewer, query);
	return json(await entryPlaces(scope, versions), { headers: { 'Cache-Control': cacheOf(viewer) } });
}

/** @throws DomainError `not_found`, `difference_waiting` */
export async function entryResponse(services: Needs, scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<Response> {
	return json(await entryView(services, scope, viewer, query), { headers: { 'Cache-Control': cacheOf(viewer) } });
}

/** @throws DomainError `not_found`, `difference_waiting` */
export async function geojsonResponse(services: Needs, scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<Response> {
	const { plan, pair, versions } = await readyDifference(services, scope, viewer, query);
	const entries = await listEntries(scope, versions);
	const places = await entryPlaces(scope, versions, 4326);
	const content = differenceGeoJson(entries, places, await readChangedArea(scope, versions, 4326));
	return download(viewer, JSON.stringify(content), 'application/geo+json', `${pdfTexts.fileName(plan.name, pair.from.number, pair.to.number)}.geojson`);
}

/**
 * Made anew each time, so it counts like the other files of a plan.
 * @param client address of the asker
 * @throws DomainError `not_found`, `difference_waiting`, `plan_export_throttled`, and those of the work pool
 */
export async function pdfResponse(
	services: Needs & Pick<Services, 'db' | 'secret'>,
	scope: TenantScope,
	viewer: Viewer,
	query: URLSearchParams,
	client: string
): Promise<Response> {
	const { plan, pair, versions, summary, address } = await readyDifference(services, scope, viewer, query);
	await takeMade(services, client);
	const entries = await listEntries(scope, versions, { limit: MOST_IN_PDF + 1 });
	const { name } = await slugOf(scope);
	const input: DifferencePdfInput = {
		municipality: name,
		plan: plan.name,
		from: pair.from.number,
		to: pair.to.number,
		summary,
		entries: await entryViews(scope, plan, pair, entries.slice(0, MOST_IN_PDF), viewer.slug),
		cut: entries.length > MOST_IN_PDF ? MOST_IN_PDF : null,
		picture: await differencePicture(scope, versions, PICTURE_SIZE),
		address: `${services.config.publicUrl}${address}`,
		now: services.now()
	};
	const pdf = await services.work.run<Uint8Array<ArrayBuffer>>('difference-pdf', input, PDF_LIMITS);
	return download(viewer, pdf, 'application/pdf', `${pdfTexts.fileName(plan.name, pair.from.number, pair.to.number)}.pdf`);
}

function download(viewer: Viewer, body: BodyInit, type: string, name: string): Response {
	return new Response(body, {
		headers: {
			'Content-Type': type,
			'Content-Disposition': disposition('attachment', name.replace(/[/\\:*?"<>|„“]/g, '')),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': cacheOf(viewer)
		}
	});
}
