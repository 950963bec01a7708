import { createHash } from 'node:crypto';
import type { TenantSummary } from '../accounts/types.ts';
import type { Services } from '../services.ts';
import { themeCss } from './colours.ts';
import { readLogo } from './logo.ts';

/** Short: a changed colour or logo shows within minutes; afterwards the ETag saves the transfer. */
const CACHE = 'public, max-age=300';

/** `/theme.css` of a tenant: its colours as custom properties. The policy forbids style attributes, so colours come as a file. */
export function themeResponse(tenant: TenantSummary, request: Request): Response {
	const css = themeCss(tenant.colours);
	return cached(request, css, 'text/css; charset=utf-8', `"${createHash('sha256').update(css).digest('hex').slice(0, 16)}"`);
}

/** `/logo` of a tenant. @throws DomainError `not_found` */
export async function logoResponse(services: Pick<Services, 'db' | 'files'>, tenantId: string, request: Request): Promise<Response> {
	const { content, mediaType, etag } = await readLogo(services, tenantId);
	const response = cached(request, content, mediaType, etag);
	// Should anybody open the SVG itself: it runs nothing and loads nothing.
	response.headers.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
	return response;
}

function cached(request: Request, body: string | Uint8Array, mediaType: string, etag: string): Response {
	const headers = { ETag: etag, 'Cache-Control': CACHE, 'Content-Type': mediaType };
	if (request.headers.get('if-none-match')?.split(/\s*,\s*/).includes(etag)) return new Response(null, { status: 304, headers });
	return new Response(body as BodyInit, { headers });
}
