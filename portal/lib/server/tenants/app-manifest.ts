import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { projectPath } from '../../../../gis/project-path.ts';
import { isDomainError } from '../../../../gis/errors.ts';
import { offlineTexts } from '../../texts/offline.ts';
import type { TenantSummary } from '../accounts/types.ts';
import type { Services } from '../services.ts';
import { isColour } from './colours.ts';
import { readLogo } from './logo.ts';

export const ICON_SIZES = [180, 192, 512] as const;
export type IconSize = (typeof ICON_SIZES)[number];

/** Web app manifest (W3C) of a tenant: with it the Mängelmelder is put on the home screen like an app. */
export function appManifest(tenant: TenantSummary): Record<string, unknown> {
	const icon = (size: IconSize, purpose: 'any' | 'maskable') => ({
		src: `/${tenant.slug}/app-icon.png?groesse=${size}`,
		sizes: `${size}x${size}`,
		type: 'image/png',
		purpose
	});
	return {
		id: `/${tenant.slug}/melden`,
		name: offlineTexts.appName(tenant.name),
		short_name: offlineTexts.appShortName,
		lang: 'de',
		dir: 'ltr',
		start_url: `/${tenant.slug}/melden`,
		scope: `/${tenant.slug}/`,
		display: 'standalone',
		background_color: '#ffffff',
		theme_color: tenant.colours.primary && isColour(tenant.colours.primary) ? tenant.colours.primary : '#171a2b',
		icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')]
	};
}

/** Square icon: the tenant's logo on white with a margin that round masks may cut, or the portal's sign. */
export async function appIcon(services: Pick<Services, 'db' | 'files'>, tenantId: string, size: IconSize): Promise<Buffer> {
	const inside = Math.round(size * 0.62);
	const picture = await sharp(await pictureOf(services, tenantId), { density: 300, limitInputPixels: 25_000_000 })
		.resize(inside, inside, { fit: 'contain', background: '#ffffff00' })
		.png()
		.toBuffer();
	return sharp({ create: { width: size, height: size, channels: 3, background: '#ffffff' } }).composite([{ input: picture, gravity: 'centre' }]).png().toBuffer();
}

async function pictureOf(services: Pick<Services, 'db' | 'files'>, tenantId: string): Promise<Uint8Array> {
	try {
		return (await readLogo(services, tenantId)).content;
	} catch (error) {
		if (isDomainError(error) && error.code === 'not_found') return readFile(projectPath('portal/static/favicon.svg'));
		throw error;
	}
}
