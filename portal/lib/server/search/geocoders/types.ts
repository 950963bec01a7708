import type { SearchHit } from '../../../map/search-types.ts';

export interface GeocoderRequest {
	text: string;
	/** Area of the Land: west, south, east, north in degrees (EPSG:4326); null where it is not known. */
	area: [number, number, number, number] | null;
	limit: number;
}

/** Coordinates are longitude, latitude in degrees (EPSG:4326). */
export interface GeocoderHit {
	id: string;
	kind: Exclude<SearchHit['kind'], 'plan'>;
	title: string;
	subtitle?: string;
	position: [number, number];
	/** West, south, east, north; absent for a point. */
	box?: [number, number, number, number];
}

/** One kind of service: how it is asked, and what its answer means. */
export interface GeocoderAdapter {
	/** @param base address of the service as configured, without a slash at the end */
	url(base: string, request: GeocoderRequest): URL;
	/** @throws Error (of the schema) when the answer is not one of this service */
	read(answer: unknown): GeocoderHit[];
}

/** Address below a base that may carry parameters of its own (a key). */
export function below(base: string, path: string, parameters: Record<string, string | number | null>): URL {
	const url = new URL(base);
	const folder = url.pathname.replace(/\/+$/, '');
	url.pathname = folder.endsWith(`/${path}`) ? folder : `${folder}/${path}`;
	for (const [name, value] of Object.entries(parameters)) if (value !== null) url.searchParams.set(name, String(value));
	return url;
}

/** „Lindenallee 12a“ and „01990 Musterlinden“ from parts of which any may be missing. */
export const joined = (...parts: (string | undefined)[]): string | undefined => parts.filter(Boolean).join(' ') || undefined;
